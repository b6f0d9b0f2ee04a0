//! Queries that come to the same answer are one meaning: their probabilities count together.
//!
//! It must not change what is answered: the likeliest of them is.

use super::stock::Stock;
use crate::dataset::{Better, MetricId, OutletId};
use crate::query::{
    About, Cells, End, Measure, Query, Rank, Says, Scope, Source, Span, Term, Topic, Wants, Window,
};

/// What a query comes to: open periods put in, and what is told alike left out.
pub fn meaning(query: &Query, stock: &Stock) -> Query {
    let mut meant = query.clone();
    match &mut meant {
        Query::Figures(cells) => {
            close(stock, cells.metrics.first().copied(), &mut cells.when);
            over(stock, cells);
            cells.metrics.sort_unstable();
            if let Span::At(points) = &mut cells.when.span {
                points.sort_by_key(|point| (point.from, point.to));
            }
        }
        Query::Compare(compare) => {
            term(stock, &mut compare.left);
            term(stock, &mut compare.right);
            if matches!(
                compare.by,
                Measure::Difference | Measure::Percent | Measure::Higher | Measure::Lower
            ) {
                compare.by = Measure::Change;
            }
        }
        Query::Split(split) => term(stock, &mut split.of),
        Query::Rate(rate) => term(stock, &mut rate.of),
        Query::Rank(rank) => {
            // How far apart is another thing than what stands there.
            if rank.wants != Wants::Gap {
                rank.wants = Wants::Name;
            }
            rank.end = plain_end(stock, rank);
            close(
                stock,
                rank.over.metrics.first().copied(),
                &mut rank.over.when,
            );
            over(stock, &mut rank.over);
        }
        Query::Fold(fold) => over(stock, &mut fold.over),
        Query::Find(find) => over(stock, &mut find.over),
        Query::Step(step) => over(stock, &mut step.over),
        Query::Course(cells) => over(stock, cells),
        Query::About(about) => {
            if let Topic::Sources(kind) = &mut about.topic {
                *kind = Source::All;
                any_time(stock, &mut about.of);
            }
            if about.topic == Topic::Definition {
                // Whoever counts it, it is counted as the metric says.
                about.of.outlet = None;
            }
            over(stock, &mut about.of);
            name_conflict(stock, about);
        }
        Query::Check(check) => {
            let told = matches!(check.says, Says::Goes(_) | Says::Against(_));
            let inner = meaning(&check.of, stock);
            if told && check.scope == Scope::It && matches!(inner, Query::Compare(_)) {
                return inner;
            }
            *check.of = inner;
        }
        _ => {}
    }
    meant
}

/// The end of an order that is the best or the worst, where the data say which way is better.
fn plain_end(stock: &Stock, rank: &Rank) -> End {
    let metric = rank.over.metrics.first();
    match (rank.end, metric.and_then(|metric| stock.better(*metric))) {
        (End::Best, Some(Better::Lower)) | (End::Worst, Some(Better::Higher)) => End::Low,
        (End::Best, Some(Better::Higher)) | (End::Worst, Some(Better::Lower)) => End::High,
        (end, _) => end,
    }
}

fn term(stock: &Stock, term: &mut Term) {
    close(stock, Some(term.metric), &mut term.when);
    sole(stock, &[term.metric], &term.when, &mut term.outlet);
}

fn over(stock: &Stock, cells: &mut Cells) {
    sole(stock, &cells.metrics, &cells.when, &mut cells.outlet);
}

/// Puts in the period that the latest or the earliest is.
fn close(stock: &Stock, metric: Option<MetricId>, when: &mut Window) {
    let edge = match when.span {
        Span::Latest => metric.and_then(|metric| stock.main(metric).next_back()),
        Span::Earliest => metric.and_then(|metric| stock.main(metric).next()),
        _ => None,
    };
    if let Some(period) = edge {
        when.span = Span::At(vec![period.clone()]);
    }
}

/// A disagreement about a metric or a figure is the only conflict that there is about it.
fn name_conflict(stock: &Stock, about: &mut About) {
    let (Topic::Conflict, None, [metric]) = (about.topic, about.entry, about.of.metrics.as_slice())
    else {
        return;
    };
    let known = match about.of.when.points() {
        [] if about.of.when == Window::default() => stock.conflict(*metric, None),
        [period] => stock.conflict(*metric, Some(period)),
        _ => None,
    };
    if let Some(entry) = known {
        about.entry = Some(entry);
        about.of = Cells::default();
    }
}

/// Leaves out the periods where the figures of all of them stand on one page: the source is the same.
fn any_time(stock: &Stock, cells: &mut Cells) {
    let mut metrics = cells.metrics.iter();
    if stock.has_all(cells) && metrics.all(|metric| stock.is_of_one_page(*metric)) {
        cells.when = Window::default();
    }
}

/// Leaves out an outlet that alone published the metrics, or their figures for these periods: the answer is the same.
fn sole(stock: &Stock, metrics: &[MetricId], when: &Window, outlet: &mut Option<OutletId>) {
    if let Some(named) = *outlet
        && !metrics.is_empty()
        && metrics
            .iter()
            .all(|metric| stock.is_sole(named, *metric, when.points()))
    {
        *outlet = None;
    }
}
