//! The templates of answers: what they may use, and whether one can be filled in.
//!
//! What templates are rendered in, and what they may do at all, is for the sandbox.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::{Environment, Error, Value};

use super::cases::{Case, Shape, ValueName};
use super::codes;
use super::sandbox::{LONGEST, forbidden};
use crate::diagnostic::nearest;
use crate::toml_file::backticked;

/// Something wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) code: &'static str,
    pub(super) message: String,
    /// Bytes of the template.
    pub(super) span: Range<usize>,
    pub(super) help: String,
    /// What to write there.
    pub(super) instead: Option<String>,
}

/// Everything wrong with the template of a case.
pub(super) fn slips(environment: &Environment<'_>, case: &Case, text: &str) -> Vec<Slip> {
    if let Some(slip) = beyond(text) {
        return vec![slip];
    }
    let mut found: Vec<Slip> = digits(text).into_iter().collect();
    found.extend(single_brace(case, text));
    let template = match environment.template_from_str(text) {
        Ok(template) => template,
        Err(error) => {
            found.push(unparsed(&error, text));
            return found;
        }
    };
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| !case.has(name));
    unknown.sort();
    found.extend(unknown.iter().map(|name| unknown_value(case, name, text)));
    if unknown.is_empty() {
        found.extend(unfilled(environment, case, text));
    }
    found
}

/// What a template may not do, which is found before it is rendered.
fn beyond(text: &str) -> Option<Slip> {
    let slip = |message: String, span: Range<usize>, help: &str| Slip {
        code: codes::TEMPLATE,
        message,
        span,
        help: help.to_owned(),
        instead: None,
    };
    let length = text.chars().count();
    if length > LONGEST {
        let message = format!("the template has {length} characters, the most is {LONGEST}");
        return Some(slip(message, 0..0, "an answer is a few sentences"));
    }
    let (span, message) = forbidden(text)?;
    let help = "values stand in `{{ … }}` as they are, and `{% if … %}…{% else %}…{% endif %}` is the one statement";
    Some(slip(message, span, help))
}

fn unparsed(error: &Error, text: &str) -> Slip {
    Slip {
        code: codes::TEMPLATE,
        message: format!("the template does not parse: {}", said(error)),
        span: range(error, text),
        help: "values stand in `{{ … }}`, conditions in `{% if … %}…{% endif %}`".into(),
        instead: None,
    }
}

/// What the template engine says, in one line.
fn said(error: &Error) -> String {
    let kind = error.kind().to_string();
    error
        .detail()
        .map_or(kind, |detail| detail.trim().replace('\n', ", "))
}

fn range(error: &Error, text: &str) -> Range<usize> {
    let range = error.range().unwrap_or(0..text.len());
    range.start.min(text.len())..range.end.min(text.len())
}

/// The first run of digits.
fn digits(text: &str) -> Option<Slip> {
    let start = text.find(char::is_numeric)?;
    let length = text
        .get(start..)?
        .find(|c: char| !c.is_numeric())
        .unwrap_or(text.len() - start);
    Some(Slip {
        code: codes::DIGIT,
        message: format!(
            "the template has the number `{}` in it",
            text.get(start..start + length)?
        ),
        span: start..start + length,
        help: "numbers come from the data, by name, so that each has its source".into(),
        instead: None,
    })
}

/// The first value in single braces, which would be printed as it stands: `{rate}`.
fn single_brace(case: &Case, text: &str) -> Option<Slip> {
    let opens = text.match_indices('{').map(|(at, _)| at);
    opens.into_iter().find_map(|at| {
        let inside = text.get(at + 1..)?.split('}').next()?;
        let end = at + 1 + inside.len() + 1;
        let doubled = text.get(..at)?.ends_with('{') || text.get(end..)?.starts_with('}');
        (!doubled && case.has(inside.trim())).then(|| Slip {
            code: codes::TEMPLATE,
            message: format!("`{{{inside}}}` is printed as it stands"),
            span: at..end,
            help: "a value stands in two braces on each side".into(),
            instead: Some(format!("{{{{ {} }}}}", inside.trim())),
        })
    })
}

fn unknown_value(case: &Case, name: &str, text: &str) -> Slip {
    let names: Vec<&str> = case.values().map(|value| value.name).collect();
    let meant = nearest(name, names.iter().copied());
    Slip {
        code: codes::UNKNOWN_VALUE,
        message: format!("the case `{}` has no value `{name}`", case.name),
        span: word(text, name),
        help: match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if names.is_empty() => "it has no values at all: write plain text".into(),
            None => format!("its values are {}", backticked(&names)),
        },
        instead: meant.map(str::to_owned),
    }
}

/// Where a name stands in a template: the first time as a whole word inside braces.
fn word(text: &str, name: &str) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |at: &usize| {
        let (before, after) = (
            text.get(..*at).unwrap_or_default(),
            text.get(at + name.len()..).unwrap_or_default(),
        );
        let in_braces = before.rfind('{') > before.rfind('}');
        in_braces && !before.ends_with(is_part) && !after.starts_with(is_part)
    };
    let found = text.match_indices(name).map(|(at, _)| at).find(whole);
    found.map_or(0..text.len(), |at| at..at + name.len())
}

/// Fills the template in with sample values: all of them, then without each that may be missing.
fn unfilled(environment: &Environment<'_>, case: &Case, text: &str) -> Vec<Slip> {
    let fill = |without: Option<&str>, flags: bool| {
        environment
            .render_str(text, sample(case, without, flags))
            .err()
    };
    if let Some(error) = fill(None, true).or_else(|| fill(None, false)) {
        return vec![Slip {
            code: codes::TEMPLATE,
            message: format!("the template cannot be filled in: {}", said(&error)),
            span: range(&error, text),
            help: "the filters are `capitalise`, `join` and `length`".into(),
            instead: None,
        }];
    }
    let bare = |value: ValueName| {
        let error = fill(Some(value.name), true)?;
        fill(Some(value.name), false)?;
        Some(Slip {
            code: codes::OPTIONAL_VALUE,
            message: format!(
                "the value `{}` may be missing, and the template prints it all the same",
                value.name
            ),
            span: range(&error, text),
            help: format!(
                "write `{{% if {0} %}}…{{% endif %}}` around what speaks of it",
                value.name
            ),
            instead: None,
        })
    };
    alone(case).filter_map(bare).collect()
}

/// The values that may be missing by themselves: `runner_period` goes with `runner`.
fn alone(case: &Case) -> impl Iterator<Item = ValueName> {
    case.values().filter(|value| {
        value.optional
            && !case
                .values()
                .any(|other| other.optional && goes_with(value.name, other.name))
    })
}

fn goes_with(name: &str, other: &str) -> bool {
    name.strip_prefix(other)
        .is_some_and(|rest| rest.starts_with('_'))
}

/// Values of a case made up for trying templates out, without one that may be missing and what goes with it.
pub(super) fn sample(
    case: &Case,
    without: Option<&str>,
    flags: bool,
) -> BTreeMap<&'static str, Value> {
    let kept = |value: &ValueName| {
        without.is_none_or(|without| value.name != without && !goes_with(value.name, without))
    };
    let made_up = |value: ValueName| match value.shape {
        Shape::Text => Value::from(value.name),
        Shape::List => Value::from(vec![value.name, value.name]),
        Shape::Flag => Value::from(flags),
    };
    case.values()
        .filter(kept)
        .map(|value| (value.name, made_up(value)))
        .collect()
}
