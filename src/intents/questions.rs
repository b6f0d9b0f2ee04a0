//! Checks of the questions that test an intent, before they are asked.

use super::collect::{Placed, WrittenTest};
use super::phrases::slot_slips;
use super::replies::suggesting;
use super::{Lines, Test, codes};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The statuses that an answer may have.
pub const STATUSES: &[&str] = &[
    "answered",
    "clarify",
    "no_data",
    "not_comparable",
    "out_of_scope",
    "not_understood",
    "help",
];

/// The sound tests.
pub(super) fn check(written: Vec<WrittenTest>, problems: &mut Diagnostics) -> Vec<Test> {
    let Some(first) = written.first() else {
        return Vec::new();
    };
    let lines = Lines::new(&first.place.file);
    written
        .into_iter()
        .filter_map(|test| one(test, &lines, problems))
        .collect()
}

fn one(written: WrittenTest, lines: &Lines, problems: &mut Diagnostics) -> Option<Test> {
    let status_known = status(written.status.as_ref(), problems);
    let lands = written.ask.is_some();
    let ask = match (written.ask, written.not_ask) {
        (Some(ask), None) | (None, Some(ask)) => ask,
        (Some(ask), Some(not_ask)) => {
            let problem = Diagnostic::error(codes::TEST, "a test has either `ask` or `not_ask`");
            problems.push(
                problem
                    .at(&not_ask.place, "")
                    .at(&ask.place, "")
                    .help("make two tests of it"),
            );
            return None;
        }
        (None, None) => {
            if !written.broken {
                let problem = Diagnostic::error(codes::TEST, "the test asks nothing");
                problems.push(
                    problem
                        .at(&written.place, "")
                        .help("add `ask = \"…\"` or `not_ask = \"…\"`"),
                );
            }
            return None;
        }
    };
    let slips = slot_slips(&ask);
    let sound = slips.is_empty() && status_known;
    problems.extend(slips);
    if !lands
        && (written.status.is_some() || written.value.is_some() || !written.contains.is_empty())
    {
        let message = "a question that must not land here has no expected answer";
        let problem = Diagnostic::error(codes::TEST, message).at(&ask.place, "");
        problems.push(problem.help("take `status`, `value` and `contains` out, or write `ask`"));
        return None;
    }
    sound.then(|| Test {
        line: lines.of(ask.place.span.start),
        ask: ask.value,
        lands,
        status: written.status.map(|status| status.value),
        value: written.value,
        contains: written.contains,
        place: ask.place,
    })
}

fn status(status: Option<&Placed<String>>, problems: &mut Diagnostics) -> bool {
    let Some(status) = status.filter(|status| !STATUSES.contains(&status.value.as_str())) else {
        return true;
    };
    let problem = Diagnostic::error(
        codes::TEST,
        format!("there is no status `{}`", status.value),
    );
    problems.push(
        match crate::diagnostic::nearest(&status.value, STATUSES.iter().copied()) {
            Some(meant) => problem
                .at(&status.place, "")
                .help(format!("did you mean `{meant}`?"))
                .fix(&status.place, format!("\"{meant}\"")),
            None => suggesting(problem, status, STATUSES),
        },
    );
    false
}
