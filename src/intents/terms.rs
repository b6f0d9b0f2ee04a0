//! The names of the lists of words that the reader of questions works with: what says when, what makes up numbers, what joins.
//!
//! It knows their names only; what each list does, the reader knows.

/// Lists of `[periods]` that say one thing.
const PERIODS: [&str; 73] = [
    "half_word",
    "half_year",
    "quarter_word",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "last",
    "past",
    "previous",
    "prior",
    "gone",
    "before_last",
    "next",
    "following",
    "this",
    "this_year",
    "last_year",
    "year_before_last",
    "latest",
    "earliest",
    "most",
    "recent",
    "now",
    "date",
    "so",
    "far",
    "ago",
    "earlier",
    "later",
    "in_time",
    "that",
    "early",
    "mid",
    "late",
    "end",
    "start",
    "began",
    "ended",
    "all",
    "full",
    "financial",
    "stretch",
    "data",
    "have",
    "since",
    "starting",
    "slavic_from",
    "from",
    "after",
    "before",
    "until",
    "up",
    "through",
    "by",
    "as",
    "status",
    "slavic_to",
    "slavic_through",
    "to",
    "between",
    "and",
    "or",
    "versus",
    "including",
    "exclusive",
    "meant",
    "than",
    "no",
    "least",
    "onwards",
    "of",
];
const MORE_PERIODS: [&str; 8] = [
    "in", "over", "on", "filter", "function", "percent", "compared", "divided",
];

/// Lists of `[periods]` that say one of several things by their number: the first, the last, and the step between.
const NUMBERED_PERIODS: [(&str, i16, i16, i16); 9] = [
    ("month", 1, 12, 1),
    ("season", 3, 12, 3),
    ("half", 1, 2, 1),
    ("quarter", 1, 4, 1),
    ("days", 1, 31, 1),
    ("number", 1, 12, 1),
    ("ordinal", 1, 12, 1),
    ("roman", 1, 12, 1),
    ("few", 2, 9, 1),
];
/// Decades by their first year.
const DECADES: (i16, i16) = (1_900, 2_090);

/// Lists of `[numbers]` that say one thing.
const NUMBERS: [&str; 8] = [
    "a",
    "and",
    "oh",
    "half",
    "one_and_a_half",
    "point",
    "hundred",
    "ordinal_endings",
];
/// Lists of `[numbers]` by what they stand for.
const SCALES: [&str; 5] = ["12", "1000", "1000000", "1000000000", "1000000000000"];

/// Lists of `[roles]`.
const ROLES: [&str; 21] = [
    "abbreviation",
    "article",
    "auxiliary",
    "before_part",
    "before_question",
    "begins_question",
    "by",
    "clause",
    "connector",
    "doubtful_month",
    "enumerator",
    "head_sharer",
    "in_how_many",
    "in_year",
    "interjection",
    "joiner",
    "joint",
    "part_of",
    "percent",
    "times",
    "verb_of_year",
];

/// The names of the lists of `[periods]`.
pub fn periods() -> Vec<String> {
    let plain = PERIODS
        .iter()
        .chain(&MORE_PERIODS)
        .map(|name| (*name).to_owned());
    let numbered = NUMBERED_PERIODS
        .iter()
        .flat_map(|(name, first, last, step)| {
            let mut next = *first;
            std::iter::from_fn(move || {
                let this = next;
                next += step;
                (this <= *last).then(|| format!("{name}_{this}"))
            })
        });
    let decades = (DECADES.0..=DECADES.1).filter(|year| year % 10 == 0);
    plain
        .chain(numbered)
        .chain(decades.map(|year| format!("decade_{year}")))
        .collect()
}

/// The names of the lists of `[numbers]`.
pub fn numbers() -> Vec<String> {
    let values = (0..20).chain((20..100).filter(|value| value % 10 == 0));
    let values = values
        .chain((1..10).map(|hundreds| hundreds * 100))
        .map(|value| value.to_string());
    let ordinals = (1..20).map(|value| format!("ordinal_{value}"));
    let parts = (3..=10).map(|value| format!("part_{value}"));
    let scales = SCALES.iter().map(|scale| format!("scale_{scale}"));
    let plain = NUMBERS.iter().map(|name| (*name).to_owned());
    plain
        .chain(values)
        .chain(ordinals)
        .chain(parts)
        .chain(scales)
        .collect()
}

/// The names of the lists of `[roles]`.
pub fn roles() -> Vec<String> {
    ROLES.iter().map(|name| (*name).to_owned()).collect()
}
