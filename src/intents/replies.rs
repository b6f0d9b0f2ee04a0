//! Checks of an intent's wording: which cases there are, and whether each template can be filled in.

use std::collections::BTreeMap;

use minijinja::Environment;

use super::cases::{self, Case};
use super::collect::{Placed, PlacedTable, Sheet};
use super::phrases::part_of;
use super::{AnswerKind, codes, language, template};
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::toml_file::backticked;

/// Wording by language, then by case.
type Replies = BTreeMap<Language, BTreeMap<String, String>>;

/// The sound templates of an intent.
pub(super) fn check(
    sheet: &Sheet,
    kind: &Placed<AnswerKind>,
    tables: Vec<PlacedTable>,
    environment: &Environment<'_>,
    problems: &mut Diagnostics,
) -> Replies {
    let mut replies = Replies::new();
    let mut written: Vec<String> = Vec::new();
    for (name, cases) in tables {
        let Some(language) = language(&name, problems) else {
            continue;
        };
        for (name, text) in cases {
            if language == Language::En {
                written.push(name.value.clone());
            }
            let Some(case) = cases::find(kind.value, &name.value) else {
                problems.push(unknown_case(kind.value, &name));
                continue;
            };
            if is_sound(environment, case, &text, problems) {
                replies
                    .entry(language)
                    .or_default()
                    .insert(name.value, text.value);
            }
        }
    }
    if sheet.lacks("reply") {
        problems.extend(unworded(kind, &written));
    }
    replies
}

/// Reports what is wrong with a template; true if nothing is that keeps it from being used.
pub(super) fn is_sound(
    environment: &Environment<'_>,
    case: &Case,
    text: &Placed<String>,
    problems: &mut Diagnostics,
) -> bool {
    let slips = template::slips(environment, case, &text.value);
    let usable = slips.is_empty();
    for slip in slips {
        let place = Place {
            span: part_of(&text.place, &slip.span),
            ..text.place.clone()
        };
        let problem = Diagnostic::error(slip.code, slip.message)
            .at(&place, "")
            .help(slip.help);
        problems.push(match slip.instead {
            Some(instead) => problem.fix(&place, instead),
            None => problem,
        });
    }
    usable
}

fn unknown_case(kind: AnswerKind, name: &Placed<String>) -> Diagnostic {
    let known: Vec<&str> = cases::own(kind)
        .iter()
        .chain(cases::SHARED)
        .map(|case| case.name)
        .collect();
    let message = format!(
        "answers of kind `{}` have no case `{}`",
        kind.name(),
        name.value
    );
    suggesting(
        Diagnostic::error(codes::UNKNOWN_CASE, message),
        name,
        &known,
    )
}

/// Adds what was probably meant by a name, or all names there are.
pub(super) fn suggesting(problem: Diagnostic, name: &Placed<String>, known: &[&str]) -> Diagnostic {
    let problem = problem.at(&name.place, "");
    match nearest(&name.value, known.iter().copied()) {
        Some(meant) => problem
            .help(format!("did you mean `{meant}`?"))
            .fix(&name.place, meant),
        None => problem.help(format!("there are {}", backticked(known))),
    }
}

/// The kind's own cases that have no English wording.
fn unworded(kind: &Placed<AnswerKind>, written: &[String]) -> Option<Diagnostic> {
    let lacking: Vec<&str> = cases::own(kind.value)
        .iter()
        .map(|case| case.name)
        .filter(|name| !written.iter().any(|known| known == name))
        .collect();
    let first = lacking.first()?;
    let message = format!(
        "the intent has no English wording for {}",
        backticked(&lacking)
    );
    Some(
        Diagnostic::error(codes::MISSING_CASE, message)
            .at(&kind.place, "")
            .help(format!("add `{first} = '''…'''` under `[reply.en]`")),
    )
}
