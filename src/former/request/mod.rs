//! Requests that name what they want outright: the slash commands of a chat, the commands of the terminal.
//!
//! A request is answered by what answers questions. It must not be turned into a sentence that is read again: what is named is resolved.

mod check;
mod listing;
mod series;
mod sources;
mod topics;
mod year;

use jiff::civil::Date;

use super::ask::{Ask, Origin};
use super::conversation::Conversation;
use super::draft::Draft;
use super::periods::Periods;
use super::snapshot::Snapshot;
use super::{Answer, Verdict, help, message};
use crate::dataset::{MetricId, OutletId};
use crate::intents::{AnswerKind, Intent};
use crate::question::reading::Reading;

/// The longest text of an answer to a request: Discord's limit for an embed's description, in characters.
pub(super) const LONGEST: usize = 4_096;

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
    /// Whether the figures bear out what a message says.
    Check {
        /// The message.
        claim: String,
    },
    /// What can be asked.
    Help,
}

/// Answers a request; its text has at most [`LONGEST`] characters.
pub fn respond(snapshot: &Snapshot, request: &Request, today: Date) -> Answer {
    let nothing = Nothing::default();
    let kind = kind(request);
    let intent = intent_of(snapshot, kind);
    let draft = match (request, intent) {
        (Request::Check { claim }, Some(intent)) => check::check(snapshot, intent, claim, today),
        (_, Some(intent)) => answered(&nothing.ask(snapshot, intent, kind), request),
        (_, None) => help::not_understood(snapshot),
    };
    let intent = intent.map(|intent| intent.id.clone());
    message::finished(snapshot, draft, intent, LONGEST)
}

fn kind(request: &Request) -> AnswerKind {
    match request {
        Request::Year { .. } => AnswerKind::Summary,
        Request::Compare { .. } => AnswerKind::Change,
        Request::Trend { .. } => AnswerKind::Trend,
        Request::Top { .. } => AnswerKind::Extremum,
        Request::Sources { .. } => AnswerKind::Sources,
        Request::Topics => AnswerKind::Coverage,
        Request::Check { .. } => AnswerKind::Claim,
        Request::Help => AnswerKind::Help,
    }
}

/// The intent whose wording answers: the one named for the kind, else one of the kind, else any, whose place stock sentences take.
fn intent_of(snapshot: &Snapshot, kind: AnswerKind) -> Option<&Intent> {
    let list = &snapshot.intents.list;
    let name = kind.name();
    let named = list
        .iter()
        .find(|intent| intent.id == name && intent.kind == kind);
    let own = |intent: &&Intent| intent.kind == kind && intent.topic.is_none();
    named.or_else(|| list.iter().find(own)).or(list.first())
}

fn answered(ask: &Ask, request: &Request) -> Draft {
    match *request {
        Request::Year { year, metric } => year::year(ask, year, metric),
        Request::Compare { metric, from, to } => series::compare(ask, metric, from, to),
        Request::Trend { metric, from, to } => series::trend(ask, metric, from, to),
        Request::Top { metric } => series::top(ask, metric),
        Request::Sources { outlet } => sources::sources(ask, outlet),
        Request::Topics => topics::topics(ask),
        Request::Check { .. } | Request::Help => help::help(ask),
    }
}

/// What a question would say and a conversation remember: for a request, nothing.
#[derive(Default)]
struct Nothing {
    reading: Reading,
    conversation: Conversation,
}

impl Nothing {
    fn ask<'a>(&'a self, snapshot: &'a Snapshot, intent: &'a Intent, kind: AnswerKind) -> Ask<'a> {
        Ask {
            snapshot,
            reading: &self.reading,
            intent,
            kind,
            conversation: &self.conversation,
            metrics: Vec::new(),
            origin: Origin::Named,
            periods: Periods::default(),
            reference: None,
            carried_periods: false,
        }
    }
}

impl<'a> Ask<'a> {
    /// The same question about one metric and some periods.
    fn about(&self, kind: AnswerKind, metric: MetricId, periods: Periods) -> Ask<'a> {
        Ask {
            snapshot: self.snapshot,
            reading: self.reading,
            intent: intent_of(self.snapshot, kind).unwrap_or(self.intent),
            kind,
            conversation: self.conversation,
            metrics: vec![metric],
            origin: Origin::Named,
            periods,
            reference: None,
            carried_periods: false,
        }
    }
}

/// The verdict on several claims: contradicted if one is, supported only if all are.
fn verdict_of_all(verdicts: &[Verdict]) -> Verdict {
    if verdicts.contains(&Verdict::Contradicted) {
        Verdict::Contradicted
    } else if verdicts.is_empty() || verdicts.contains(&Verdict::CannotCheck) {
        Verdict::CannotCheck
    } else {
        Verdict::Supported
    }
}
