//! A conversation in the terminal: questions, follow-ups, choices by number, and a few commands.
//!
//! It takes a line and gives text; it reads and prints nothing itself.

use super::command::{self, COMMANDS, Command};
use super::explanation::explanation;
use super::paint::Paint;
use crate::answer::{Answer, Choice, Receipt, Request, Style, respond};
use crate::engine::Engine;
use crate::explain::explain;
use crate::message::{Memory, Snapshot, answer_query, check};
use crate::render::{plain_lines, plain_text, unformatted};

/// How many questions worth trying are shown.
const MOST_EXAMPLES: usize = 3;

/// What comes back for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Something to show.
    Text(String),
    /// Nothing was typed.
    Nothing,
    /// The conversation is over.
    Quit,
}

/// A conversation.
pub struct Chat<'a> {
    engine: &'a Engine,
    paint: Paint,
    conversation: Memory,
    last: Option<Turn>,
}

/// The last answer, and the question that it came of with what stood before it; a command is no question.
struct Turn {
    asked: Option<(String, Memory)>,
    answer: Answer,
}

impl<'a> Chat<'a> {
    /// A conversation that begins.
    pub fn new(engine: &'a Engine, colours: bool) -> Self {
        Self {
            engine,
            paint: Paint { colours },
            conversation: Memory::default(),
            last: None,
        }
    }

    /// What is said at the beginning: at most two lines.
    pub fn greeting(&self) -> String {
        let snapshot = self.engine.snapshot();
        let about = &snapshot.dataset.about;
        let example = about.suggestions.first();
        let example = example.map_or_else(String::new, |question| {
            format!("Ask for example: {question}  ")
        });
        format!(
            "{}\n{}",
            self.paint.strong(&about.title),
            self.paint
                .faint(&format!("{example}/help shows the commands."))
        )
    }

    /// Answers a line.
    pub fn reply(&mut self, line: &str) -> Reply {
        match line.trim() {
            "" => Reply::Nothing,
            "quit" | "exit" => Reply::Quit,
            command if command.starts_with('/') => self.obey(command),
            question => Reply::Text(match self.chosen(question) {
                Some(choice) => self.choose(&choice),
                None => self.ask(question),
            }),
        }
    }

    fn obey(&mut self, line: &str) -> Reply {
        let snapshot = self.engine.snapshot();
        match command::read(&snapshot, line) {
            Ok(Command::Request(request)) => Reply::Text(self.respond(&snapshot, &request)),
            Ok(Command::Check(claim)) => {
                let answer = check(&snapshot, &claim, self.engine.today());
                Reply::Text(self.shown(answer))
            }
            Ok(Command::How) => Reply::Text(self.how()),
            Ok(Command::Cite(style)) => Reply::Text(self.cite(style)),
            Ok(Command::Why) => Reply::Text(self.why()),
            Ok(Command::Help) => Reply::Text(self.help()),
            Ok(Command::Quit) => Reply::Quit,
            Err(instead) => Reply::Text(instead),
        }
    }

    fn respond(&mut self, snapshot: &Snapshot, request: &Request) -> String {
        self.shown(respond(snapshot, request))
    }

    /// An answer that came of no question.
    fn shown(&mut self, answer: Answer) -> String {
        let text = plain_text(&answer, self.paint.colours);
        self.last = Some(Turn {
            asked: None,
            answer,
        });
        text
    }

    /// The choice behind a number, if there are choices and the line is such a number.
    fn chosen(&self, line: &str) -> Option<Choice> {
        let number: usize = line.trim_end_matches(['.', ')']).parse().ok()?;
        let choices = &self.last.as_ref()?.answer.choices;
        choices.get(number.checked_sub(1)?).cloned()
    }

    fn choose(&mut self, choice: &Choice) -> String {
        let snapshot = self.engine.snapshot();
        let answer = answer_query(&snapshot, &choice.query, &mut self.conversation);
        self.shown(answer)
    }

    fn ask(&mut self, question: &str) -> String {
        let before = self.conversation.clone();
        let answer = self.engine.ask(question, &mut self.conversation);
        let mut lines = vec![plain_text(&answer, self.paint.colours)];
        for (number, choice) in answer.choices.iter().enumerate() {
            lines.push(format!(
                "  {}. {}",
                number + 1,
                unformatted(&choice.question)
            ));
        }
        if !answer.choices.is_empty() {
            lines.push(self.paint.faint("  Type a number, or ask anew."));
        }
        self.last = Some(Turn {
            asked: Some((question.to_owned(), before)),
            answer,
        });
        lines.join("\n")
    }

    fn how(&self) -> String {
        let Some(turn) = &self.last else {
            return "Nothing has been asked yet.".to_owned();
        };
        let snapshot = self.engine.snapshot();
        let Some(receipt) = Receipt::of(&snapshot, &turn.answer) else {
            return "The last answer rests on no figure and no page.".to_owned();
        };
        let how = receipt.how_computed(&snapshot);
        let sources = receipt.sources(&snapshot);
        plain_lines(&format!("{how}\n{sources}"), self.paint.colours)
    }

    fn cite(&self, style: Style) -> String {
        let citations = self.last.as_ref().map(|turn| &turn.answer.citations);
        match citations {
            None => "Nothing has been asked yet.".to_owned(),
            Some(none) if none.is_empty() => "The last answer cites no source.".to_owned(),
            Some(citations) => style.all(citations),
        }
    }

    fn why(&self) -> String {
        let Some(turn) = &self.last else {
            return "Nothing has been asked yet.".to_owned();
        };
        let Some((question, before)) = &turn.asked else {
            return "The last answer was to a command, which leaves nothing to understand."
                .to_owned();
        };
        let explained = explain(
            &self.engine.snapshot(),
            question,
            &mut before.clone(),
            self.engine.today(),
        );
        explanation(&explained, self.paint.colours)
    }

    fn help(&self) -> String {
        let mut lines = vec![
            "Ask in your own words; a follow-up may leave out what was said before.".to_owned(),
        ];
        let snapshot = self.engine.snapshot();
        let examples = snapshot
            .dataset
            .about
            .suggestions
            .iter()
            .take(MOST_EXAMPLES);
        lines.extend(examples.map(|question| format!("  {question}")));
        lines.extend(COMMANDS.iter().map(|usage| {
            let typed = format!("{} {}", usage.name, usage.takes);
            format!(
                "{}{}",
                self.paint.strong(&format!("{typed:29}")),
                usage.does
            )
        }));
        lines.join("\n")
    }
}
