//! What a template may do: print values and choose between texts. Whatever could grow or go on without end is refused unrendered.
//!
//! Texts that are put together and loops can double a text with every step, which no bound on steps stops in time.

use crate::dataset::capitalised;
use std::ops::Range;

use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

/// Steps that one template may take.
const FUEL: u64 = 5_000;
/// The longest template, in characters: twice the longest message.
pub(super) const LONGEST: usize = 4_000;
/// The longest list that `join` writes, in bytes.
const LONGEST_LIST: usize = 8_192;
/// The statements that there are.
const STATEMENTS: [&str; 4] = ["if", "elif", "else", "endif"];
/// Signs that make longer values out of values.
const MAKING: [char; 4] = ['~', '*', '+', '['];

/// What templates are rendered in: no files, no functions, three filters, a bounded number of steps.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("capitalise", |text: &str| capitalised(text));
    environment.add_filter("length", minijinja::filters::length);
    environment.add_filter("join", join);
    environment
}

/// The items of a list with a text between them, up to a length.
fn join(list: &Value, between: Option<&str>) -> Result<String, Error> {
    let mut joined = String::new();
    for (at, item) in list.try_iter()?.enumerate() {
        if at > 0 {
            joined.push_str(between.unwrap_or_default());
        }
        joined.push_str(&item.to_string());
        if joined.len() > LONGEST_LIST {
            let message = format!("a list is longer than {LONGEST_LIST} bytes");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
    }
    Ok(joined)
}

/// The first thing in a template that templates may not do: where it stands, and what it is.
pub(super) fn forbidden(text: &str) -> Option<(Range<usize>, String)> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('{').map(|at| from + at) {
        let tag = text.get(start..)?;
        let close = match tag.get(1..2) {
            Some("{") => "}}",
            Some("%") => "%}",
            _ => {
                from = start + 1;
                continue;
            }
        };
        let end = end_of_tag(text, start + 2, close);
        let inside = start + 2..end;
        if close == "%}"
            && let Some(found) = statement(text, &inside)
        {
            return Some(found);
        }
        if let Some(at) = making(text, &inside) {
            let sign = text.get(at..)?.chars().next()?;
            return Some((at..at + 1, format!("a template has no `{sign}`")));
        }
        from = end;
    }
    None
}

/// The statement of a tag, if it is none of those that there are.
fn statement(text: &str, inside: &Range<usize>) -> Option<(Range<usize>, String)> {
    let code = text.get(inside.clone())?;
    let trimmed = code.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let start = inside.start + code.len() - trimmed.len();
    let name: String = trimmed
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let known = STATEMENTS.contains(&name.as_str());
    (!known).then(|| {
        (
            start..start + name.len(),
            format!("a template has no statement `{name}`"),
        )
    })
}

/// Where a sign stands in a tag that makes longer values, quoted texts passed over.
fn making(text: &str, inside: &Range<usize>) -> Option<usize> {
    let found = code(text, inside.clone()).find(|(_, c)| MAKING.contains(c));
    found.map(|(at, _)| at)
}

/// Where a tag closes, or the text ends.
fn end_of_tag(text: &str, from: usize, close: &str) -> usize {
    let mut places = code(text, from..text.len()).map(|(at, _)| at);
    let end = places.find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(close)));
    end.unwrap_or(text.len())
}

/// The characters of a tag that stand in no quotes.
fn code(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut escaped) = (None, false);
    let start = range.start;
    let characters = text.get(range).unwrap_or_default().char_indices();
    characters.filter_map(move |(at, c)| {
        let outside = quote.is_none();
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if open == c => quote = None,
            _ => {}
        }
        (outside && quote.is_none()).then_some((start + at, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_print_and_choose_and_nothing_else() {
        let check = |template: &str, expected: Option<&str>| {
            let found = forbidden(template);
            let said = found.as_ref().map(|(span, message)| {
                let at = template.get(span.clone()).unwrap();
                format!("{at}: {message}")
            });
            assert_eq!(said.as_deref(), expected, "{template}");
        };
        check("", None);
        check("2 * 3 ~ [4] { % {", None);
        check(
            "{{ value }}{%- if rose -%} up{% elif fell %} down{% else %}{% endif %}",
            None,
        );
        check("{{ rows | join(' + [*] ~ ') }}{{ 'it\\'s ~' }} *", None);
        check("{{ a ~ a }}", Some("~: a template has no `~`"));
        check("{{ a * b }}", Some("*: a template has no `*`"));
        check("{{ '}}' + a }}", Some("+: a template has no `+`"));
        check("{% if [a] %}{% endif %}", Some("[: a template has no `[`"));
        check(
            "{% set a = b %}",
            Some("set: a template has no statement `set`"),
        );
        check(
            "{%- for a in b %}",
            Some("for: a template has no statement `for`"),
        );
        check("{% raw %}", Some("raw: a template has no statement `raw`"));
        check(
            "{% macro m() %}",
            Some("macro: a template has no statement `macro`"),
        );
        check(
            "{% include 'a' %}",
            Some("include: a template has no statement `include`"),
        );
        check("{{ a", None);
    }

    #[test]
    fn lists_have_an_end() {
        let rows: Vec<String> = (0..100).map(|row| format!("row {row}")).collect();
        let render = |template: &str| {
            environment().render_str(template, minijinja::context! { rows => rows.clone() })
        };
        assert!(render("{{ rows | join(', ') }}").is_ok());
        let nested = "rows | join(rows | join(rows | join(rows | join(rows | join))))";
        assert!(render(&format!("{{{{ {nested} }}}}")).is_err());
        let again = "{{ rows | join | join('a long text between letters') | join('and again') | join('and again') }}";
        assert!(render(again).is_err());
        assert!(render(&"{% if rows %}a{% endif %}".repeat(5_000)).is_err());
        assert!(render("{{ range(9) }}").is_err());
    }
}
