//! What is typed: with editing and history at a terminal, line by line from a pipe.
//!
//! History lives in memory alone: what people ask is not kept.

use std::io::{self, BufReader, IsTerminal, StdinLock};

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::lines::{self, Line};

/// What stands before the line that is typed.
const PROMPT: &str = "> ";

/// Where lines come from.
pub enum Input {
    /// A terminal.
    Terminal(Box<DefaultEditor>),
    /// A pipe or a file.
    Pipe(BufReader<StdinLock<'static>>),
}

impl Input {
    /// Standard input.
    pub fn stdin() -> Self {
        let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        match DefaultEditor::new() {
            Ok(editor) if terminal => Self::Terminal(Box::new(editor)),
            _ => Self::Pipe(BufReader::new(io::stdin().lock())),
        }
    }

    /// Whether somebody sits at a terminal.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Terminal(_))
    }

    /// The next line, or what is wrong with it; `None` when there are no more.
    pub fn line(&mut self) -> io::Result<Option<Result<String, String>>> {
        match self {
            Self::Terminal(editor) => Ok(typed(editor)?.map(Ok)),
            Self::Pipe(input) => Ok(lines::next(input)?.map(Line::text)),
        }
    }
}

fn typed(editor: &mut DefaultEditor) -> io::Result<Option<String>> {
    match editor.readline(PROMPT) {
        Ok(line) => {
            // A line that cannot be remembered is still a question.
            let _ = editor.add_history_entry(line.as_str());
            Ok(Some(line))
        }
        Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
        Err(ReadlineError::Io(error)) => Err(error),
        Err(error) => Err(io::Error::other(error)),
    }
}
