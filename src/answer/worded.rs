//! Which module words which finding.
//!
//! What is known without computing – texts, definitions, occurrences – is told from the query; the rest from the finding.

use super::draft::Draft;
use super::snapshot::Snapshot;
use super::voice::Voice;
use super::{
    Manner, about, check, compare, course, event, figures, find, fold, lack, notes, parts, premise,
    rank, rate, reply, shares, step, summary,
};
use crate::compute::Finding;
use crate::query::Query;

/// The answer to a query in words, with what is to be known beside its figures; its sources are named when it is finished.
pub(crate) fn worded(
    snapshot: &Snapshot,
    query: &Query,
    finding: &Finding,
    manner: &Manner,
) -> Draft {
    let voice = Voice::new(snapshot, query, manner);
    let draft = premise::corrected(&voice, finding, plain(&voice, finding));
    notes::noted(&voice, draft)
}

/// The answer without notes: what stands as evidence behind a claim.
pub(crate) fn plain(voice: &Voice, finding: &Finding) -> Draft {
    match voice.query {
        Query::About(of) => about::worded(voice, of),
        Query::Event { event, detail } => event::event(voice, *event, *detail),
        Query::Statements(positions) => event::statements(voice, positions),
        Query::Exclusion(index) => reply::exclusion(voice, *index),
        Query::Reply(id) => reply::worded(voice, id),
        _ => of_figures(voice, finding),
    }
}

fn of_figures(voice: &Voice, finding: &Finding) -> Draft {
    match finding {
        Finding::Rows(rows) => figures::worded(voice, rows),
        Finding::Pair(pair) => compare::worded(voice, pair),
        Finding::Pairs(pairs) => shares::worded(voice, pairs),
        Finding::Folded(folded) => fold::worded(voice, folded),
        Finding::Found(found) => find::worded(voice, found),
        Finding::Order(order) => rank::worded(voice, order),
        Finding::Steps(steps) => step::worded(voice, steps),
        Finding::Course(series) => course::worded(voice, series),
        Finding::Parts(parts) => parts::worded(voice, parts),
        Finding::Spread(spread) => rate::worded(voice, spread),
        Finding::Summary(summary) => summary::worded(voice, summary),
        Finding::Lacks(lack) => match voice.query {
            Query::Summary(Some(period)) => summary::nothing(voice, period),
            _ => lack::worded(voice, lack),
        },
        Finding::Judged(judged) => check::worded(voice, judged),
        Finding::Known => lack::nothing(voice),
    }
}
