//! Why a command ends early, what is said about it, and its exit code.

use std::io;
use std::path::Path;

use super::eval::EvalError;
use super::{CANNOT_START, FINE, PROBLEMS, USAGE};
use crate::console::stderr_colours;
use crate::diagnostic::{Diagnostic, Diagnostics, terminal};
use crate::files::shown;
use crate::publish::PublishError;
use crate::store::StoreError;

/// Why a command ends early.
#[derive(Debug)]
pub enum Failure {
    /// The command was used wrongly: what is wrong, and a command line that works.
    Usage {
        /// One lower-case sentence.
        message: String,
        /// What to type instead.
        example: Option<String>,
    },
    /// A file that the command was given has problems.
    Files(Diagnostics),
    /// A file that the command was given cannot be used, in one sentence.
    Input(String),
    /// Settings or files keep the bot from starting.
    CannotStart(Diagnostics),
    /// Something else keeps the command from running, in one sentence.
    Impossible(String),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Impossible(error.to_string())
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Store(error) => error.into(),
            PublishError::Unwritable { .. } | PublishError::Unreadable { .. } => {
                Self::Impossible(error.to_string())
            }
            error => Self::Input(error.to_string()),
        }
    }
}

impl From<EvalError> for Failure {
    fn from(error: EvalError) -> Self {
        match error {
            EvalError::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => {
                Self::Output(source)
            }
            error => Self::Input(error.to_string()),
        }
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Files(std::iter::once(*problem).collect())
    }
}

impl Failure {
    /// A file that the command was to make cannot be written.
    pub(super) fn unwritten(path: &Path, error: &io::Error) -> Self {
        Self::Impossible(format!("cannot write `{}`: {error}", shown(path)))
    }

    /// Says it on standard error and gives the exit code. A reader that has gone away is no failure.
    pub fn report(self) -> u8 {
        match self {
            Self::Usage { message, example } => {
                anstream::eprintln!("error: {message}");
                if let Some(example) = example {
                    anstream::eprintln!("help: type for example: {example}");
                }
                USAGE
            }
            Self::Files(problems) => {
                print(&problems);
                PROBLEMS
            }
            Self::Input(message) => {
                anstream::eprintln!("error: {message}");
                PROBLEMS
            }
            Self::CannotStart(problems) => {
                print(&problems);
                CANNOT_START
            }
            Self::Impossible(message) => {
                anstream::eprintln!("error: {message}");
                CANNOT_START
            }
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => FINE,
            Self::Output(error) => {
                anstream::eprintln!("error: the output cannot be written: {error}");
                CANNOT_START
            }
        }
    }
}

/// The problems, an empty line between them.
fn print(problems: &Diagnostics) {
    let colours = stderr_colours();
    let rendered: Vec<String> = problems
        .iter()
        .map(|problem| terminal::render(problem, colours))
        .collect();
    anstream::eprintln!("{}", rendered.join("\n\n"));
}
