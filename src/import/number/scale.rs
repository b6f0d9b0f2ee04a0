//! Words for thousands, millions and billions, beside a number and in headings.

/// Words beside a number, and how many zeros they stand for.
const BESIDE: [(&str, u32); 27] = [
    ("k", 3),
    ("tsd", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("тыс", 3),
    ("тис", 3),
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("mill", 6),
    ("million", 6),
    ("millions", 6),
    ("millionen", 6),
    ("millones", 6),
    ("млн", 6),
    ("bn", 9),
    ("mrd", 9),
    ("mld", 9),
    ("md", 9),
    ("billion", 9),
    ("billions", 9),
    ("milliarden", 9),
    ("млрд", 9),
    ("tn", 12),
    ("trn", 12),
    ("trillion", 12),
    ("трлн", 12),
];

/// How headings say it, and the word for the unit.
const IN_HEADINGS: [(&str, &str); 41] = [
    ("in thousands", "thousand"),
    ("thousands of", "thousand"),
    ("(thousands", "thousand"),
    ("in thousand", "thousand"),
    ("in 1,000", "thousand"),
    ("in 1 000", "thousand"),
    ("in 1000", "thousand"),
    ("in 1.000", "thousand"),
    ("x 1000", "thousand"),
    ("x 1,000", "thousand"),
    ("x1000", "thousand"),
    ("(000s", "thousand"),
    ("('000", "thousand"),
    ("’000", "thousand"),
    ("(000)", "thousand"),
    ("'000", "thousand"),
    ("in tsd", "thousand"),
    (", 1 000 ", "thousand"),
    ("en milliers", "thousand"),
    ("en miles", "thousand"),
    ("тыс.", "thousand"),
    ("тис.", "thousand"),
    ("tys.", "thousand"),
    (", thousands", "thousand"),
    ("in millions", "million"),
    ("millions of", "million"),
    ("(millions", "million"),
    ("in million", "million"),
    ("(million)", "million"),
    ("in mio", "million"),
    ("en millions", "million"),
    ("en millones", "million"),
    ("млн", "million"),
    (", millions", "million"),
    ("in billions", "billion"),
    ("billions of", "billion"),
    ("(billions", "billion"),
    ("in billion", "billion"),
    ("in mrd", "billion"),
    ("en milliards", "billion"),
    ("млрд", "billion"),
];

/// Ends of headings that say it.
const AT_THE_END: [(&str, &str); 8] = [
    ("$m", "million"),
    ("£m", "million"),
    ("€m", "million"),
    ("$bn", "billion"),
    ("£bn", "billion"),
    ("€bn", "billion"),
    ("million", "million"),
    ("billion", "billion"),
];

/// How many zeros a word beside a number stands for.
pub(super) fn zeros(word: &str) -> Option<u32> {
    let lower = word.trim_end_matches('.').to_lowercase();
    let found = BESIDE.iter().find(|(known, _)| *known == lower);
    found.map(|(_, zeros)| *zeros)
}

/// The word for what a heading counts in: "Population (in 1,000)" counts in thousands.
///
/// "per 1,000" is a rate and no scale.
pub(in crate::import) fn of_heading(heading: &str) -> Option<&'static str> {
    let lower = heading.to_lowercase();
    if lower.contains("per ")
        || lower.contains("/1")
        || lower.contains("pro ")
        || lower.contains("pour ")
    {
        return None;
    }
    let bare = lower.trim_end_matches([')', ']', '.', ' ']);
    let within = IN_HEADINGS.iter().find(|(words, _)| lower.contains(words));
    let at_end = AT_THE_END.iter().find(|(words, _)| bare.ends_with(words));
    within.or(at_end).map(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_they_count_in() {
        let check = |heading: &str, expected: Option<&str>| {
            assert_eq!(of_heading(heading), expected, "{heading}");
        };
        check("Population (in 1,000)", Some("thousand"));
        check("Bevölkerung in 1 000", Some("thousand"));
        check("Thousands of persons", Some("thousand"));
        check("Revenue ($m)", Some("million"));
        check("GDP, USD million", Some("million"));
        check("GDP in million euros", Some("million"));
        check("Численность, тыс. человек", Some("thousand"));
        check("Crude birth rate (per 1,000)", None);
        check("Deaths per million people", None);
        check("Passengers", None);
    }
}
