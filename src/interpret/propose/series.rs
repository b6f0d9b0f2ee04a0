//! Candidates that run over several periods: steps, sums, averages, developments, summaries.

use super::Proposals;
use crate::dataset::{Grain, Period, PeriodKind};
use crate::interpret::operation::Operation;
use crate::interpret::subjects::Subject;
use crate::interpret::times::unmoved;
use crate::query::{Cells, Fold, Folding, Query, Span, Step, Way};

impl Proposals<'_> {
    pub(super) fn over(&self, subject: &Subject, span: Span) -> Cells {
        let mut when = self.window(span);
        when.grain = when.grain.or_else(|| self.parts_of(subject, &when.span));
        Cells {
            metrics: subject.metrics.clone(),
            when,
            outlet: self.outlet(),
        }
    }

    /// What fills a stretch that no whole years make up and that has no figure of its own: months from June to August.
    fn parts_of(&self, subject: &Subject, span: &Span) -> Option<Grain> {
        let stretch = match span {
            Span::At(points) => match points.as_slice() {
                [only] => only.clone(),
                _ => return None,
            },
            Span::Within(Some(from), Some(to)) => Period {
                kind: PeriodKind::Span,
                from: *from,
                to: *to,
                words: None,
            },
            _ => return None,
        };
        let years = Period::year(stretch.from.year())?.from == stretch.from
            && Period::year(stretch.to.year())?.to == stretch.to;
        let metric = *subject.metrics.first()?;
        let open = !years && !self.sight.stock.has_own(metric, &stretch);
        open.then(|| self.sight.stock.tiles(metric, &stretch))
            .flatten()
    }

    pub(super) fn steps(&mut self, operation: Operation) {
        let way = match operation {
            Operation::StepUp => Way::Up,
            Operation::StepDown => Way::Down,
            _ => Way::Any,
        };
        let percent = !self.sight.hints.percent.is_empty();
        let unmoved = unmoved(self.sight.evidence, self.sight.memory, self.sight.today);
        // The year before is what every step is reckoned from.
        let is_moved = unmoved.is_some();
        let times = self.all_times().into_iter();
        let times = times
            .filter(|times| !(is_moved && times.shifted))
            .chain(unmoved);
        // The ends of a range are not the periods that the steps of a question lead to.
        for times in times.filter(|times| times.stretch.is_some() || !times.ends) {
            for (_, subject) in self.singles() {
                let step = Step {
                    over: self.over(&subject, times.of_series()),
                    way,
                    percent,
                };
                self.add(Query::Step(step), operation, &subject, &times);
            }
        }
    }

    pub(super) fn folds(&mut self, operation: Operation) {
        let by = match operation {
            Operation::Mean => Folding::Mean,
            Operation::Median => Folding::Median,
            _ => Folding::Sum,
        };
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                let several = subject.metrics.len() > 1;
                let span = if several {
                    times.of_figures()
                } else {
                    times.of_series()
                };
                let fold = Fold {
                    over: self.over(&subject, span),
                    by,
                    limits: Vec::new(),
                };
                self.add(Query::Fold(fold), operation, &subject, &times);
            }
            self.members_folded(operation, by, &times);
        }
        if by == Folding::Sum {
            self.without_members(operation);
        }
    }

    pub(super) fn courses(&mut self) {
        self.courses_by(Operation::Trend);
    }

    /// A development period by period, which may also be asked for as a breakdown: "by quarter".
    pub(super) fn courses_by(&mut self, operation: Operation) {
        for times in self.all_times() {
            for subject in self.subjects.clone() {
                let over = self.over(&subject, times.of_series());
                self.add(Query::Course(over), operation, &subject, &times);
            }
        }
    }

    pub(super) fn summaries(&mut self) {
        for times in self.all_times() {
            let period = match times.points.as_slice() {
                [] => None,
                [only] => Some(only.clone()),
                _ => continue,
            };
            let tokens = times.tokens;
            self.plain(Query::Summary(period), Operation::Summary, tokens);
            let (origin, points) = (times.origin, times.points.len());
            self.mark(|candidate| {
                candidate.when = origin;
                candidate.points = points;
            });
        }
    }
}
