//! The cases of stock sentences: worded once for all intents.

use super::{ABOUT, Case, case};

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
