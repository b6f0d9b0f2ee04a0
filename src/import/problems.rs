//! What is wrong with tables: at most twenty problems of a kind are told one by one, then how many more there are.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// How many of a kind are told.
const MOST_TOLD: usize = 20;

/// Problems found so far, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    kinds: Vec<Kind>,
    /// The first of each kind.
    told: Vec<Diagnostic>,
}

/// Problems that have their cause in common.
#[derive(Debug)]
struct Kind {
    code: &'static str,
    severity: Severity,
    what: &'static str,
    count: usize,
}

impl Problems {
    /// Adds a problem; `what` names its kind in the plural: "cells that hold no number".
    pub(super) fn add(&mut self, what: &'static str, problem: Diagnostic) {
        let at = self.kind(problem.code, problem.severity, what);
        self.kinds[at].count += 1;
        if self.kinds[at].count <= MOST_TOLD {
            self.told.push(problem);
        }
    }

    fn kind(&mut self, code: &'static str, severity: Severity, what: &'static str) -> usize {
        let same = |kind: &Kind| kind.what == what && kind.severity == severity;
        self.kinds.iter().position(same).unwrap_or_else(|| {
            self.kinds.push(Kind {
                code,
                severity,
                what,
                count: 0,
            });
            self.kinds.len() - 1
        })
    }

    pub(super) fn has_errors(&self) -> bool {
        let mut kinds = self.kinds.iter();
        kinds.any(|kind| kind.severity == Severity::Error)
    }

    /// All that are told, and how many of each kind are not.
    pub(super) fn finish(self) -> Diagnostics {
        let rest = self.kinds.into_iter().filter_map(|kind| {
            let more = kind.count.checked_sub(MOST_TOLD).filter(|more| *more > 0)?;
            let message = format!("{more} more {}", kind.what);
            Some(match kind.severity {
                Severity::Error => Diagnostic::error(kind.code, message),
                Severity::Warning => Diagnostic::warning(kind.code, message),
            })
        });
        self.told.into_iter().chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_are_told_and_the_rest_counted() {
        let mut problems = Problems::default();
        for number in 0..37 {
            let problem = Diagnostic::warning("T000", number.to_string());
            problems.add("cells that are odd", problem);
        }
        assert!(!problems.has_errors());
        problems.add("bad cells", Diagnostic::error("T000", "one"));
        assert!(problems.has_errors());
        let told = problems.finish();
        let last = told.iter().last().map(|problem| problem.message.as_str());
        assert_eq!(
            (told.iter().count(), last),
            (22, Some("17 more cells that are odd"))
        );
    }
}
