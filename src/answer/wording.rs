//! Wording: the intents' templates, rendered with values that carry their figures.
//!
//! Templates see the answer's own values and nothing else: no loader, no includes, a bounded amount of work.

use minijinja::Environment;

use crate::dataset::Language;
use crate::intents::cases::{self, Case};
use crate::intents::{Intent, Intents, environment};

use super::draft::Values;

/// All templates of a set of intents.
pub struct Wording {
    environment: Environment<'static>,
}

/// A template that does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The intent's id, or "words" for a stock sentence.
    pub owner: String,
    /// The case's name.
    pub case: String,
    /// What is wrong.
    pub message: String,
    /// Bytes of the template's text.
    pub span: std::ops::Range<usize>,
}

impl Wording {
    /// Compiles the templates of all intents and the stock sentences.
    pub fn new(intents: &Intents) -> (Self, Vec<TemplateProblem>) {
        let mut wording = Self {
            environment: environment(),
        };
        let mut problems = Vec::new();
        for intent in &intents.list {
            for (language, cases) in &intent.replies {
                for (case, text) in cases {
                    wording.add(&intent.id, *language, case, text, &mut problems);
                }
            }
        }
        for (language, words) in &intents.words {
            for (case, text) in &words.say {
                wording.add("words", *language, case, text, &mut problems);
            }
        }
        (wording, problems)
    }

    fn add(
        &mut self,
        owner: &str,
        language: Language,
        case: &str,
        text: &str,
        problems: &mut Vec<TemplateProblem>,
    ) {
        if let Err(error) = self
            .environment
            .add_template_owned(name(owner, language, case), text.to_owned())
        {
            problems.push(TemplateProblem {
                owner: owner.to_owned(),
                case: case.to_owned(),
                message: error.to_string(),
                span: error.range().unwrap_or(0..text.len()),
            });
        }
    }

    /// The case of an intent, worded; `None` if the intent has no such case or it cannot be rendered.
    pub fn reply(&self, intent: &Intent, case: &str, values: &Values) -> Option<String> {
        let text = self.render(&intent.id, case, values)?;
        hold(cases::find(intent.kind, case), case, values);
        Some(text)
    }

    /// A stock sentence; `None` if the words files lack it.
    pub fn stock(&self, case: &str, values: &Values) -> Option<String> {
        let text = self.render("words", case, values)?;
        hold(cases::stock(case), case, values);
        Some(text)
    }

    /// A stock sentence; its name in brackets if the words files lack it.
    pub fn say(&self, case: &str, values: &Values) -> String {
        self.stock(case, values)
            .unwrap_or_else(|| format!("[{case}]"))
    }

    fn render(&self, owner: &str, case: &str, values: &Values) -> Option<String> {
        let template = self
            .environment
            .get_template(&name(owner, Language::En, case))
            .ok()?;
        let text = template.render(values.context()).ok()?;
        Some(text.trim().to_owned())
    }
}

/// Answers are held to the table of cases while the program is developed: files are checked against it.
fn hold(known: Option<&Case>, case: &str, values: &Values) {
    debug_assert!(known.is_some(), "src/intents/cases has no case `{case}`");
    for name in values.names() {
        debug_assert!(
            known.is_none_or(|known| known.has(name)),
            "src/intents/cases: the case `{case}` has no value `{name}`"
        );
    }
}

fn name(owner: &str, language: Language, case: &str) -> String {
    format!("{owner}/{language:?}/{case}")
}
