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
const IN_HEADINGS: [(&str, &str); 61] = [
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
    ("тысяч ", "thousand"),
    ("тысячах", "thousand"),
    ("тисяч ", "thousand"),
    ("тисячах", "thousand"),
    ("миллионов ", "million"),
    ("миллионах", "million"),
    ("мільйонів ", "million"),
    ("мільйонах", "million"),
    ("in lakh", "lakh"),
    ("(lakh)", "lakh"),
    ("₹ lakh", "lakh"),
    ("rs lakh", "lakh"),
    ("rs. lakh", "lakh"),
    ("lakhs of", "lakh"),
    ("in crore", "crore"),
    ("(crore)", "crore"),
    ("₹ crore", "crore"),
    ("rs crore", "crore"),
    ("rs. crore", "crore"),
    ("crores of", "crore"),
];

/// Ends of headings that say it.
const AT_THE_END: [(&str, &str); 12] = [
    ("$m", "million"),
    ("£m", "million"),
    ("€m", "million"),
    ("$bn", "billion"),
    ("£bn", "billion"),
    ("€bn", "billion"),
    ("million", "million"),
    ("billion", "billion"),
    (" lakh", "lakh"),
    (" lakhs", "lakh"),
    (" crore", "crore"),
    (" crores", "crore"),
];

/// Numbers of people or things that a rate is for.
const RATED: [&str; 5] = ["100", "1000", "10000", "100000", "1000000"];

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
        || is_rate(&lower)
    {
        return None;
    }
    let bare = lower.trim_end_matches([')', ']', '.', ' ']);
    let within = IN_HEADINGS.iter().find(|(words, _)| is_said(&lower, words));
    let at_end = AT_THE_END
        .iter()
        .find(|(words, _)| bare.ends_with(words) && !counts_people(bare, words));
    within.or(at_end).map(|(_, unit)| *unit)
}

/// "Cities of more than 1 crore".
fn counts_people(bare: &str, words: &str) -> bool {
    let before = bare.strip_suffix(words).unwrap_or(bare);
    words.starts_with(' ') && before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether words stand in a heading, and not behind a number as in "более 100 тысяч жителей".
fn is_said(lower: &str, words: &str) -> bool {
    let slavic = words.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    lower.match_indices(words).any(|(at, _)| {
        !slavic
            || !lower[..at]
                .trim_end()
                .ends_with(|c: char| c.is_ascii_digit())
    })
}

/// "на 100 тыс. населения" and "на 1000 человек" are rates; "на 1 января" is a day.
fn is_rate(lower: &str) -> bool {
    let named = ["на тысячу", "на миллион", "на тисячу", "на мільйон"];
    let numbered = lower.match_indices("на ").any(|(at, to)| {
        let behind = &lower[at + to.len()..];
        let end = behind.find(|c: char| !c.is_ascii_digit() && !c.is_whitespace());
        let (number, words) = behind.split_at(end.unwrap_or(behind.len()));
        let number: String = number.split_whitespace().collect();
        let scaled = ["тыс", "тис", "млн", "миллион", "мільйон"]
            .iter()
            .any(|word| words.starts_with(word));
        RATED.contains(&number.as_str()) || !number.is_empty() && scaled
    });
    numbered || named.iter().any(|words| lower.contains(words))
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
        check("(в среднем за год; тысяч человек)", Some("thousand"));
        check("На 1 января, тыс. человек", Some("thousand"));
        check("(₹ crore)", Some("crore"));
        check("Credit, in lakhs", Some("lakh"));
        check("Births, Lakhimpur", None);
        check("Cities of more than 1 crore", None);
        check("Deaths per lakh population", None);
        check("Города с населением более 100 тысяч человек", None);
        check("Рождаемость на 1000 человек", None);
        check("Заболеваемость на 100 тыс. населения", None);
        check("Число врачей на 10 тысяч человек", None);
        check("Crude birth rate (per 1,000)", None);
        check("Deaths per million people", None);
        check("Passengers", None);
    }
}
