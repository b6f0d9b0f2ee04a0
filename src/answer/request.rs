//! Requests that name what they want outright: the slash commands of a chat, the commands of the terminal.
//!
//! A request is a query wherever there is one; what lists pages or topics has no figure to compute. A claim in words is no request: it
//! has to be read first.

use jiff::civil::Date;

use super::join::{Part, finished};
use super::voice::Voice;
use super::{Answer, Manner, pages, reply, topics, worded};
use crate::compute::compute;
use crate::dataset::{MetricId, OutletId, Period, Usage};
use crate::intents::AnswerKind;
use crate::query::{
    About, Among, Cells, Compare, End, Measure, Place, Query, Rank, Span, Term, Topic, Wants,
    Window,
};

use super::snapshot::Snapshot;

/// The longest text of an answer to a request: Discord's limit for an embed's description, in characters.
pub(crate) const LONGEST: usize = 4_096;
/// How many parts of a year are listed beside it: a year has twelve months.
const MOST_PARTS: usize = 12;
/// How many of the highest figures are listed.
const MOST_PLACES: u16 = 5;

/// What is requested. Its metrics and outlets are positions in the snapshot that it was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Every figure of a year, or those of one metric.
    Year {
        /// The year.
        year: i16,
        /// The one metric that is wanted.
        metric: Option<MetricId>,
    },
    /// The change of a metric from one year to another.
    Compare {
        /// The metric.
        metric: MetricId,
        /// One year.
        from: i16,
        /// The other.
        to: i16,
    },
    /// How a metric developed.
    Trend {
        /// The metric.
        metric: MetricId,
        /// The first year that is wanted.
        from: Option<i16>,
        /// The last year that is wanted.
        to: Option<i16>,
    },
    /// The highest figures of a metric.
    Top {
        /// The metric.
        metric: MetricId,
    },
    /// The pages that figures rest on, all of them or those of one outlet.
    Sources {
        /// The outlet.
        outlet: Option<OutletId>,
    },
    /// What there are figures, statements and cases on.
    Topics,
    /// What can be asked.
    Help,
}

/// Answers a request; its text has at most [`LONGEST`] characters.
pub fn respond(snapshot: &Snapshot, request: &Request) -> Answer {
    let manner = Manner {
        room: Some(LONGEST),
        ..Manner::default()
    };
    let query = query(snapshot, request);
    let voice = Voice::new(snapshot, &query, &manner);
    let draft = match request {
        Request::Sources { outlet } => pages::worded(&voice, *outlet),
        Request::Topics => topics::worded(&voice),
        Request::Help => reply::help(&voice),
        _ => worded(
            snapshot,
            &query,
            &compute(&snapshot.dataset, &query),
            &manner,
        ),
    };
    let lists = matches!(
        request,
        Request::Sources { .. } | Request::Topics | Request::Help
    );
    let part = Part {
        draft,
        is_reading: false,
        intent: voice.intent().map(|intent| intent.id.clone()),
        // A list of pages or topics is more than its query would be answered with.
        query: (!lists).then_some(query),
        confidence: 1.0,
    };
    finished(snapshot, &[part], Some(LONGEST))
}

/// The query that a request means.
fn query(snapshot: &Snapshot, request: &Request) -> Query {
    match *request {
        Request::Year { year, metric: None } => Query::Summary(Period::year(year)),
        Request::Year {
            year,
            metric: Some(metric),
        } => Query::Figures(Cells::new(vec![metric], with_parts(snapshot, metric, year))),
        Request::Compare { metric, from, to } if from == to => {
            Query::Figures(Cells::new(vec![metric], at(from)))
        }
        Request::Compare { metric, from, to } => Query::Compare(Compare {
            left: Term::new(metric, at(from.max(to))),
            right: Term::new(metric, at(from.min(to))),
            by: Measure::Change,
        }),
        Request::Trend { metric, from, to } => {
            Query::Course(Cells::new(vec![metric], between(from, to)))
        }
        Request::Top { metric } => Query::Rank(Rank {
            over: Cells::new(vec![metric], Window::default()),
            among: Among::Periods,
            end: End::High,
            place: Place::Top(MOST_PLACES),
            wants: Wants::Name,
            by: None,
        }),
        Request::Sources { outlet } => Query::About(About {
            topic: Topic::Sources(crate::query::Source::All),
            of: Cells {
                outlet,
                ..Cells::default()
            },
            entry: None,
        }),
        Request::Topics => Query::About(About {
            topic: Topic::Coverage,
            of: Cells::default(),
            entry: None,
        }),
        Request::Help => {
            let mut intents = snapshot.intents.list.iter();
            let help = intents.find(|intent| intent.kind == AnswerKind::Help);
            Query::Reply(help.map_or_else(String::new, |intent| intent.id.clone()))
        }
    }
}

/// A year with the halves, months and stretches of it that the metric has a figure for.
fn with_parts(snapshot: &Snapshot, metric: MetricId, year: i16) -> Window {
    let Some(whole) = Period::year(year) else {
        return Window::default();
    };
    let figures = snapshot.dataset.figures_of(metric);
    let own = figures
        .map(|(_, figure)| figure)
        .filter(|figure| figure.usage != Usage::Never);
    let mut parts: Vec<Period> = Vec::new();
    for figure in own {
        let period = &figure.period;
        let inside = whole.from <= period.from && period.to <= whole.to && period.words.is_none();
        let is_known = parts
            .iter()
            .chain([&whole])
            .any(|known| (known.from, known.to) == (period.from, period.to));
        if inside && !is_known {
            parts.push(period.clone());
        }
    }
    parts.sort_by_key(|period| (period.from, period.to));
    parts.truncate(MOST_PARTS);
    parts.insert(0, whole);
    Window::of(Span::At(parts))
}

fn at(year: i16) -> Window {
    Period::year(year).map_or_else(Window::default, Window::at)
}

fn between(from: Option<i16>, to: Option<i16>) -> Window {
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (Some(from.min(to)), Some(from.max(to))),
        ends => ends,
    };
    if from.is_none() && to.is_none() {
        return Window::default();
    }
    Window::of(Span::Within(
        from.and_then(|year| Date::new(year, 1, 1).ok()),
        to.and_then(|year| Date::new(year, 12, 31).ok()),
    ))
}
