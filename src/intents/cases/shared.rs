//! The cases that several kinds of answer share: worded once, and anew by an intent that wants it otherwise.

use super::{Case, TWO_FIGURES, case};

/// Two figures of a metric and what lies between them.
const CHANGE: &str = "base later from from_phrase to to_phrase metric difference signed_difference times? percent? signed_percent? lead \
                      claim? points! carried!";

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
        "times top bottom top_period top_period_phrase bottom_period bottom_period_phrase top_metric bottom_metric percent inverse? change? \
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
         before_period_phrase overall? step? lead missing? rising! falling! level! grown! shrunk!",
        "how a metric developed",
    ),
    case(
        "against",
        "total terms other other_period other_period_phrase periods difference percent metric above!",
        "several figures added up and set against another",
    ),
    case(
        "comparable",
        "first second first_metric second_metric caveat?",
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
