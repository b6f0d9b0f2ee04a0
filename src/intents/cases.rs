//! The cases that an answer may be worded in, and the values that each case's template may use.
//!
//! This table is the one place where both are written down: loading checks templates against it, answers are held to it, and the
//! documentation prints it.

use super::AnswerKind;

/// One case: when an answer takes it, and what its template may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// Its key under `[reply.…]` or `[say]`.
    pub name: &'static str,
    /// Its values, in the notation that [`Case::values`] reads.
    notation: &'static str,
    /// When it is used.
    pub about: &'static str,
}

/// A value of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueName {
    /// What the template calls it.
    pub name: &'static str,
    /// What it looks like.
    pub shape: Shape,
    /// True if it may be missing.
    pub optional: bool,
}

/// What a value looks like to a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text to print.
    Text,
    /// Several texts, for `join`.
    List,
    /// Yes or no, for `if`.
    Flag,
}

/// What help and refusals know: what the dataset is about.
const ABOUT: &str = "scope title examples* example metrics";
/// Two figures of a metric and what lies between them.
const CHANGE: &str = "base later from from_phrase to to_phrase metric difference signed_difference times? percent? signed_percent? lead \
                      claim? points! carried!";
const PAIR: &str =
    "base later from from_phrase to to_phrase metric difference times? percent? rose! fell!";
const BOTH_ENDS: &str =
    "high low high_period high_period_phrase low_period low_period_phrase metric";
const TWO_FIGURES: &str = "first second first_metric second_metric";
const UNEQUAL: &str =
    "part whole part_period part_period_phrase whole_period whole_period_phrase metric";

const fn case(name: &'static str, notation: &'static str, about: &'static str) -> Case {
    Case {
        name,
        notation,
        about,
    }
}

impl Case {
    /// The values: names apart by spaces, `*` after a list, `!` after a yes or no, `?` after what may be missing.
    pub fn values(&self) -> impl Iterator<Item = ValueName> {
        self.notation.split_whitespace().map(|word| {
            let name = word.trim_end_matches(['*', '!', '?']);
            let shape = match word.chars().last() {
                Some('*') => Shape::List,
                Some('!') => Shape::Flag,
                _ => Shape::Text,
            };
            ValueName {
                name,
                shape,
                optional: word.ends_with('?'),
            }
        })
    }

    /// Whether the case has a value of that name.
    pub fn has(&self, name: &str) -> bool {
        self.values().any(|value| value.name == name)
    }
}

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

/// The case of that name as answers of a kind see it: the kind's own, else a shared one.
pub fn find(kind: AnswerKind, name: &str) -> Option<&'static Case> {
    own(kind)
        .iter()
        .chain(SHARED)
        .find(|case| case.name == name)
}

/// The stock sentence of that name.
pub fn stock(name: &str) -> Option<&'static Case> {
    SHARED.iter().chain(SAY).find(|case| case.name == name)
}

/// All stock sentences.
pub fn all_stock() -> impl Iterator<Item = &'static Case> {
    SHARED.iter().chain(SAY)
}

/// Cases that several kinds of answer use: worded once among the stock sentences, and anew by an intent that wants it otherwise.
pub const SHARED: &[Case] = &[
    case(
        "one",
        "value period period_phrase metric sentence note? lacking? latest! carried! not_a_count!",
        "one figure",
    ),
    case(
        "many",
        "metric rows* lacking? several_metrics!",
        "several figures, one a row",
    ),
    case(
        "rose",
        CHANGE,
        "a figure that rose from one period to another",
    ),
    case(
        "fell",
        CHANGE,
        "a figure that fell from one period to another",
    ),
    case("same", CHANGE, "a figure that stayed the same"),
    case(
        "times",
        "times top bottom top_period top_period_phrase bottom_period bottom_period_phrase top_metric bottom_metric percent change? \
         signed_change? same_metric!",
        "one figure as a multiple of another",
    ),
    case(
        "share",
        "share part whole one_in? part_metric whole_metric period period_phrase complement! asks_one_in! carried!",
        "a part as a percentage of its whole",
    ),
    case(
        "trend",
        "metric rows* first last before first_period first_period_phrase last_period last_period_phrase before_period \
         before_period_phrase overall? step lead missing? rising! falling!",
        "how a metric developed",
    ),
    case(
        "against",
        "total terms other other_period other_period_phrase periods difference percent metric above!",
        "several figures added up and set against another",
    ),
    case(
        "comparable",
        TWO_FIGURES,
        "two metrics that may be compared",
    ),
    case(
        "overlap",
        TWO_FIGURES,
        "two metrics that may count the same things, so that they must not be added up",
    ),
    case(
        "part_of",
        TWO_FIGURES,
        "two metrics of which the first is a part of the second",
    ),
];

/// Stock sentences that no intent words anew.
pub const SAY: &[Case] = &[
    case("per_day", "", "after a rate per calendar day"),
    case("per_working_day", "", "after a rate per working day"),
    case("per_week", "", "after a rate per week"),
    case("per_month", "", "after a rate per month"),
    case("gap", "say what", "a known gap that the question names"),
    case(
        "note_highest",
        "first",
        "after a figure that is the highest of its series",
    ),
    case(
        "note_lowest",
        "first",
        "after a figure that is the lowest of its series",
    ),
    case("lead_yes", "", "before an answer to a yes-or-no question"),
    case("lead_no", "", "before an answer to a yes-or-no question"),
    case(
        "lead_not_fallen",
        "",
        "before an answer to a question that supposes a fall",
    ),
    case(
        "lead_not_risen",
        "",
        "before an answer to a question that supposes a rise",
    ),
    case(
        "published_claim",
        "outlet claim",
        "what an outlet prints of a change that was computed here",
    ),
    case(
        "carried",
        "metric period?",
        "after an answer whose metric or period comes from the question before",
    ),
    case(
        "no_data",
        "metric missing? have? value? period after!",
        "there is no such figure",
    ),
    case(
        "between_records",
        "high? low? high_period low_period year",
        "a published record that bounds a year without a figure",
    ),
    case(
        "holes",
        "metric missing have?",
        "years without a figure keep a sum or average from being computed",
    ),
    case(
        "side",
        "value label period period_phrase outlet?",
        "one of two figures that must not be compared",
    ),
    case("reason_period", "", "why two figures must not be compared"),
    case("reason_rate", "", "why two figures must not be compared"),
    case("reason_metric", "", "why two figures must not be compared"),
    case(
        "not_comparable",
        "first second reason",
        "two figures that must not be compared",
    ),
    case(
        "only_bounds",
        "values",
        "bounds and ranges cannot be computed with",
    ),
    case(
        "no_share",
        "metric headline",
        "no whole is known for a share",
    ),
    case("cannot_add", "metric", "percentages have no sum"),
    case(
        "no_working_days",
        "value metric period period_phrase",
        "no count of working days is known",
    ),
    case("no_breakdown", "metric", "no parts are known"),
    case("which", "choices*", "a question back"),
    case("not_understood", ABOUT, "nothing was understood"),
    case(
        "out_of_scope",
        "scope title examples* example metrics say?",
        "a question about something else",
    ),
    case(
        "narrower",
        "scope title examples* example metrics metric",
        "a question about a part that the data do not tell apart",
    ),
    case(
        "no_statement",
        ABOUT,
        "nobody is known to have said anything on it",
    ),
    case("statement", "text who", "what somebody said"),
    case(
        "correction",
        "base later from from_phrase to to_phrase metric difference times? percent? rose! fell! asked_fall!",
        "before an answer to a why-question that supposes the wrong direction",
    ),
    case(
        "rest",
        "value part whole part_metric whole_metric period period_phrase",
        "what is left of a whole without one of its parts",
    ),
    case(
        "note_of",
        "period note",
        "a caveat, in an answer with figures of several periods",
    ),
    case(
        "on_year_before",
        "change",
        "how much a figure changed on the year before, in brackets",
    ),
    case("share_of", "part whole", "the share of a part, as a name"),
    case(
        "left_out",
        "rows",
        "figures that are not counted in, as only a part of their period is asked about",
    ),
    case(
        "year",
        "year metric? rows* more? missing* more_missing? disputed! computes!",
        "every figure of a year",
    ),
    case(
        "year_row",
        "value unit? per? label period? change? change_from? rose! fell! place? place_among? highest! lowest! percent! disputed! outlet? rivals*",
        "one figure of a year",
    ),
    case(
        "year_rival",
        "value outlet? metric?",
        "another count of the same thing and period",
    ),
    case(
        "year_lacking",
        "metric nearest",
        "a metric without a figure for a year",
    ),
    case(
        "year_none",
        "year nearest? one_nearest! missing* more_missing? gap?",
        "a year without any figure",
    ),
    case(
        "trend_ends",
        "missing",
        "after a development that was asked for beyond the figures",
    ),
    case(
        "pages",
        "outlet? kind? n one! outlets* rows* more?",
        "the pages that figures rest on",
    ),
    case(
        "outlet_row",
        "outlet figures? one_figure! pages one_page!",
        "an outlet with what rests on it",
    ),
    case(
        "page",
        "outlet named! via? published? title? url? figures? one_figure! others? one_other!",
        "one of these pages",
    ),
    case(
        "topics",
        "title metrics* more_metrics? said* more_said? events* more_events?",
        "what there is in the data",
    ),
    case(
        "claims",
        "n contradicted? supported? unchecked? rows* more?",
        "several claims of one message checked",
    ),
    case(
        "claim_label",
        "numbers? metrics? periods?",
        "what one of several claims speaks of",
    ),
    case("claim_row", "label text", "one of several claims, judged"),
    case(
        "no_claim",
        ABOUT,
        "a message that claims nothing the data could bear out",
    ),
    case(
        "how_computed",
        "formula? result? rows* published! more?",
        "how the value of an answer came about",
    ),
    case(
        "how_operand",
        "value label period source",
        "a figure that a value was computed from",
    ),
    case("source_row", "source", "one of the sources of an answer"),
    case(
        "source_in_full",
        "outlet body? via? published? title? url? single!",
        "a source with all that is known of it",
    ),
    case(
        "receipt_malformed",
        "",
        "a button that does not belong to an answer",
    ),
    case(
        "receipt_outdated",
        "",
        "a button of an answer whose figures have changed",
    ),
    case("bound_over", "limit", "more than a limit"),
    case("bound_under", "limit", "less than a limit"),
    case("bound_at_least", "limit", "a limit or more"),
    case("bound_at_most", "limit", "a limit or less"),
    case("bound_equal", "limit", "exactly a limit"),
    case("bound_near", "limit", "about a limit"),
    case("bound_nearly", "limit", "a little less than a limit"),
];

const CHANGES: &[Case] = &[case(
    "between_metrics",
    "first second first_metric second_metric period period_phrase difference more!",
    "the difference between two metrics in one period",
)];

const EXTREMES: &[Case] = &[
    case(
        "place",
        "value period period_phrase periods metric place first among runner? runner_period? yesno lowest! nth! partial! carried!",
        "the highest, the lowest, or the n-th",
    ),
    case("top", "metric rows* n lowest!", "the first few of an order"),
    case("both", BOTH_ENDS, "the highest and the lowest"),
    case(
        "range",
        "difference high low high_period high_period_phrase low_period low_period_phrase metric",
        "the distance between the highest and the lowest",
    ),
    case(
        "previous",
        "value period period_phrase broken_by broken broken_phrase metric years more? percent?",
        "the record before the present one",
    ),
    case(
        "rank",
        "value period period_phrase metric place among",
        "the place of one period in the order",
    ),
    case(
        "series",
        "value metric period period_phrase others* lowest!",
        "which of several metrics stands highest",
    ),
];

const SHARPEST: &[Case] = &[case(
    "sharpest",
    "from from_phrase to to_phrase difference percent? metric steps* slowing! asks_pace! falling!",
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
    "rows metric condition? have empty! first! last! columns!",
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
        "sentence value before period period_phrase before_period change record? record_period? parts* metric",
        "the main findings",
    ),
];

const RATES: &[Case] = &[case(
    "rate",
    "rate value period period_phrase metric over per",
    "a figure spread over the days of its period",
)];

const BREAKDOWNS: &[Case] = &[case(
    "breakdown",
    "whole period period_phrase metric rows* largest",
    "the parts of a figure",
)];

const SOURCES: &[Case] = &[
    case(
        "sources",
        "outlet kind? body? via? published title? url? also? basis? other? lines* asks_when! asks_link! asks_official! single! yes_no!",
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
    "metric have other* missing? gap? metrics n_metrics scope asks_metrics! asks_missing!",
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
        "metric lines* earlier? caveat? revision!",
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

const EVENTS: &[Case] = &[case("event", "name text caveat? detail!", "what happened")];

const STATEMENTS: &[Case] = &[case("statements", "lines* caveat? lead?", "what was said")];

const HELP: &[Case] = &[case("text", ABOUT, "the whole answer")];

const REFUSALS: &[Case] = &[case(
    "text",
    "scope title examples* example metrics value? period metric",
    "the whole answer",
)];
