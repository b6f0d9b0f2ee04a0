//! The cases that intents of a kind word themselves.

use super::{ABOUT, Case, case};
use crate::intents::AnswerKind;

/// The cases that intents of a kind word themselves.
pub fn own(kind: AnswerKind) -> &'static [Case] {
    match kind {
        AnswerKind::Value
        | AnswerKind::Ratio
        | AnswerKind::Share
        | AnswerKind::Trend
        | AnswerKind::Comparable => &[],
        AnswerKind::Change => CHANGES,
        AnswerKind::Extremum => EXTREMES,
        AnswerKind::Sharpest => SHARPEST,
        AnswerKind::Sum => SUMS,
        AnswerKind::Average => AVERAGES,
        AnswerKind::Count => COUNTS,
        AnswerKind::Filter => FILTERS,
        AnswerKind::Summary => SUMMARIES,
        AnswerKind::Rate => RATES,
        AnswerKind::Breakdown => BREAKDOWNS,
        AnswerKind::Sources => SOURCES,
        AnswerKind::Outlet => OUTLETS,
        AnswerKind::Definition => DEFINITIONS,
        AnswerKind::Coverage => COVERAGE,
        AnswerKind::Conflict => CONFLICTS,
        AnswerKind::Claim => CLAIMS,
        AnswerKind::Event => EVENTS,
        AnswerKind::Statement => STATEMENTS,
        AnswerKind::Help => HELP,
        AnswerKind::Refusal => REFUSALS,
    }
}

const PAIR: &str =
    "base later from from_phrase to to_phrase metric difference times? percent? rose! fell!";

const BOTH_ENDS: &str = "high low high_period high_period_phrase low_period low_period_phrase metric high_name? low_name?";

const UNEQUAL: &str =
    "part whole part_period part_period_phrase whole_period whole_period_phrase metric";

const CHANGES: &[Case] = &[case(
    "between_metrics",
    "first second first_metric second_metric period period_phrase difference more!",
    "the difference between two metrics in one period",
)];

const EXTREMES: &[Case] = &[
    case(
        "place",
        "value period period_phrase periods metric place first among runner? runner_period? yesno lowest! nth! partial! among_known! value_first! carried!",
        "the highest, the lowest, or the n-th",
    ),
    case("top", "metric rows* n lowest!", "the first few of an order"),
    case("both", BOTH_ENDS, "the highest and the lowest"),
    case(
        "range",
        "difference high low high_period high_period_phrase low_period low_period_phrase metric high_name? low_name?",
        "the distance between the highest and the lowest",
    ),
    case(
        "previous",
        "value period period_phrase broken_by broken broken_phrase metric years more? percent?",
        "the record before the present one",
    ),
    case(
        "rank",
        "value period period_phrase metric place among lowest!",
        "the place of one period in the order",
    ),
    case(
        "series",
        "value metric counted? period period_phrase others* place? lowest! nth!",
        "which of several metrics stands highest",
    ),
];

const SHARPEST: &[Case] = &[case(
    "sharpest",
    "from from_phrase to to_phrase base? later? difference percent? metric steps* slowing! asks_pace! falling!",
    "the sharpest rise or fall",
)];

const SUMS: &[Case] = &[case(
    "total",
    "total terms metric periods? carried!",
    "several figures added up",
)];

const AVERAGES: &[Case] = &[case(
    "average",
    "average metric periods n median! sparse!",
    "a mean or median",
)];

const COUNTS: &[Case] = &[case(
    "count",
    "count among periods metric condition? empty! columns!",
    "how many periods meet a condition",
)];

const FILTERS: &[Case] = &[case(
    "filter",
    "rows metric count among condition? have empty! first! last! columns!",
    "which periods meet a condition",
)];

const SUMMARIES: &[Case] = &[
    case(
        "period",
        "period period_phrase rows* more?",
        "everything there is for one period",
    ),
    case(
        "dataset",
        "sentence value before period period_phrase before_period change? record? record_period? parts* rows* metric",
        "the main findings",
    ),
];

const RATES: &[Case] = &[case(
    "rate",
    "rate value period period_phrase metric unit? over per",
    "a figure spread over the days of its period",
)];

const BREAKDOWNS: &[Case] = &[case(
    "breakdown",
    "whole period period_phrase metric rows* largest? rest? summed! by?",
    "the parts of a figure",
)];

const SOURCES: &[Case] = &[
    case(
        "sources",
        "outlet kind? body? via? published title? url? also? basis? other? lines* others* agency! asks_when! asks_link! asks_official! single! yes_no!",
        "who published a figure",
    ),
    case(
        "event_source",
        "name outlet kind? pages",
        "who reported an event",
    ),
];

const OUTLETS: &[Case] = &[case(
    "outlet",
    "name kind basis? note? metrics? count",
    "what an outlet is",
)];

const DEFINITIONS: &[Case] = &[case(
    "definition",
    "metric label definition coverage? articles? basis? comparable? value? period period_phrase caveat? conflict?",
    "what a metric counts",
)];

const COVERAGE: &[Case] = &[case(
    "coverage",
    "metric have? other* missing? gap? by? metrics n_metrics scope asks_metrics! asks_missing!",
    "which years there are",
)];

const CONFLICTS: &[Case] = &[
    case(
        "conflict",
        "about say detail? lines*",
        "figures that disagree",
    ),
    case(
        "no_conflict",
        "metric lines* earlier? caveat? revision! rivals!",
        "no rival figure is known",
    ),
];

const CLAIMS: &[Case] = &[
    case("supported", "", "before the evidence: the claim holds"),
    case(
        "exceeded",
        "",
        "before the evidence: more than the claim says",
    ),
    case(
        "contradicted",
        "",
        "before the evidence: the claim does not hold",
    ),
    case(
        "cannot_check",
        "",
        "before what there is: the claim cannot be checked",
    ),
    case(
        "misreport",
        "caveat say? correct? metric period period_phrase carrier",
        "a number that is known as a misreport",
    ),
    case(
        "rows",
        "rows metric total?",
        "evidence: several figures, and their sum where that is claimed",
    ),
    case("change", PAIR, "evidence: a change"),
    case(
        "share",
        "share part whole part_metric whole_metric period period_phrase",
        "evidence: a share",
    ),
    case("sentence", "sentence", "evidence: the figure itself"),
    case(
        "differs",
        "meant? own? metric caveat? period? running! same_metric!",
        "evidence: what the claimed number counts, and the figure asked about",
    ),
    case(
        "record_bound",
        "value period period_phrase metric from to lowest!",
        "evidence: a record that bounds years without a figure",
    ),
    case(
        "record_side",
        "value period period_phrase metric from to lowest!",
        "evidence: a record that bounds one side of a comparison",
    ),
    case(
        "part_above",
        UNEQUAL,
        "evidence: part of a year that passed a whole year",
    ),
    case(
        "part_of_year",
        UNEQUAL,
        "evidence: part of a year and a whole year, which show no rise or fall",
    ),
    case(
        "extremum",
        "best best_period best_period_phrase own own_period own_period_phrase runner? runner_period? first metric lowest! holds!",
        "evidence: the highest or lowest",
    ),
    case(
        "cause",
        "lines*",
        "what was said about a cause that the claim names",
    ),
    case("event", "summary", "evidence: what happened"),
    case(
        "attribution",
        "outlet other sentence",
        "a figure credited to an outlet that did not publish it",
    ),
    case(
        "disputed",
        "say detail?",
        "a number that stands in a known disagreement",
    ),
    case("nothing", "sentence?", "nothing bears on the claim"),
];

const EVENTS: &[Case] = &[case(
    "event",
    "name text caveat? details* detail!",
    "what happened",
)];

const STATEMENTS: &[Case] = &[case("statements", "lines* caveat? lead?", "what was said")];

const HELP: &[Case] = &[case("text", ABOUT, "the whole answer")];

const REFUSALS: &[Case] = &[case(
    "text",
    "scope title examples* example metrics value? period metric",
    "the whole answer",
)];
