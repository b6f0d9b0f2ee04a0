//! A conversation in the terminal: questions, follow-ups, choices by number, and a few commands.
//!
//! It takes a line and gives text; it reads and prints nothing itself.

use super::explanation::explanation;
use super::paint::Paint;
use crate::answer::{Answer, Citation, Conversation};
use crate::dataset::{Dataset, Usage};
use crate::diagnostic::nearest;
use crate::engine::Engine;
use crate::explain::explain;
use crate::render::{plain_text, unformatted};

/// The commands, each with what it does.
const COMMANDS: [(&str, &str); 5] = [
    ("/sources", "the sources of the last answer in full"),
    ("/why", "how the last question was understood"),
    ("/topics", "what there are figures and answers on"),
    ("/help", "this list"),
    ("/quit", "end"),
];

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
    conversation: Conversation,
    last: Option<Turn>,
}

/// The last question: what it was, what stood before it, and what came of it.
struct Turn {
    question: String,
    before: Conversation,
    answer: Answer,
}

impl<'a> Chat<'a> {
    /// A conversation that begins.
    pub fn new(engine: &'a Engine, colours: bool) -> Self {
        Self {
            engine,
            paint: Paint { colours },
            conversation: Conversation::default(),
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
        let line = line.trim();
        match line {
            "" => Reply::Nothing,
            "/quit" | "/exit" | "/q" | "quit" | "exit" => Reply::Quit,
            "/sources" => Reply::Text(self.sources()),
            "/why" => Reply::Text(self.why()),
            "/topics" => Reply::Text(self.topics()),
            "/help" => Reply::Text(self.help()),
            command if command.starts_with('/') => Reply::Text(unknown(command)),
            question => {
                Reply::Text(self.ask(&self.chosen(question).unwrap_or_else(|| question.to_owned())))
            }
        }
    }

    /// The question behind the number of a choice, if there are choices and the line is such a number.
    fn chosen(&self, line: &str) -> Option<String> {
        let number: usize = line.trim_end_matches(['.', ')']).parse().ok()?;
        let choices = &self.last.as_ref()?.answer.choices;
        Some(choices.get(number.checked_sub(1)?)?.question.clone())
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
            question: question.to_owned(),
            before,
            answer,
        });
        lines.join("\n")
    }

    fn sources(&self) -> String {
        match &self.last {
            None => "Nothing has been asked yet.".to_owned(),
            Some(turn) if turn.answer.citations.is_empty() => {
                "The last answer rests on no source.".to_owned()
            }
            Some(turn) => {
                let sources: Vec<String> = turn
                    .answer
                    .citations
                    .iter()
                    .map(|citation| self.source(citation))
                    .collect();
                sources.join("\n")
            }
        }
    }

    fn source(&self, citation: &Citation) -> String {
        let via = citation
            .via
            .as_ref()
            .map_or_else(String::new, |via| format!(", via {via}"));
        let published = match citation.published.as_str() {
            "unknown" => "undated",
            date => date,
        };
        let mut lines = vec![format!(
            "{}{via}, {published}",
            self.paint.strong(&citation.outlet)
        )];
        lines.extend(citation.title.as_ref().map(|title| format!("  “{title}”")));
        lines.push(match &citation.url {
            Some(url) => format!("  {url}"),
            None => "  no link".to_owned(),
        });
        lines.join("\n")
    }

    fn why(&self) -> String {
        let Some(turn) = &self.last else {
            return "Nothing has been asked yet.".to_owned();
        };
        let mut before = turn.before.clone();
        let explained = explain(
            &self.engine.snapshot(),
            &turn.question,
            &mut before,
            self.engine.today(),
        );
        explanation(&explained, self.paint.colours)
    }

    fn topics(&self) -> String {
        let snapshot = self.engine.snapshot();
        let mut lines = vec![self.paint.strong("Figures")];
        lines.extend(metrics(&snapshot.dataset));
        let titles = snapshot
            .intents
            .list
            .iter()
            .filter(|intent| intent.topic.is_some());
        let mut titles = titles
            .map(|intent| format!("  {}", intent.title))
            .peekable();
        if titles.peek().is_some() {
            lines.push(self.paint.strong("What has been said"));
            lines.extend(titles);
        }
        if !snapshot.dataset.events.is_empty() {
            lines.push(self.paint.strong("Single cases"));
            lines.extend(
                snapshot
                    .dataset
                    .events
                    .iter()
                    .map(|event| format!("  {}", event.name)),
            );
        }
        lines.join("\n")
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
        lines.extend(
            COMMANDS
                .map(|(name, what)| format!("{}{what}", self.paint.strong(&format!("{name:10}")))),
        );
        lines.join("\n")
    }
}

fn unknown(command: &str) -> String {
    let names = COMMANDS.map(|(name, _)| name);
    match nearest(command, names) {
        Some(meant) => format!("There is no such command; did you mean {meant}?"),
        None => format!("There is no such command. There are {}.", names.join(", ")),
    }
}

/// Each metric that has figures, with the years from the first to the last.
fn metrics(dataset: &Dataset) -> Vec<String> {
    let line = |(at, metric): (usize, &crate::dataset::Metric)| {
        let usable = |figure: &&crate::dataset::Figure| {
            figure.metric.0 == at && figure.usage != Usage::Never
        };
        let years = || {
            dataset
                .figures
                .iter()
                .filter(usable)
                .map(|figure| figure.period.to.year())
        };
        let (first, last) = (years().min()?, years().max()?);
        let years = if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        };
        Some(format!("  {:40} {years}", metric.short))
    };
    dataset
        .metrics
        .iter()
        .enumerate()
        .filter_map(line)
        .collect()
}
