//! "Did you mean …": the nearest of some known names. It must not guess when nothing is near.

/// The candidate nearest to `word`, if one is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let limit = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(wanted.len()) <= 4 * limit)
        .map(|candidate| {
            (
                strsim::osa_distance(&wanted, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .filter(|(_, candidate)| !is_other_short(&wanted, &candidate.to_lowercase()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Of three letters another letter makes another name, not a slip: `bbc` is no `rbc`.
fn is_other_short(wanted: &str, candidate: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (a, b) = (sorted(wanted), sorted(candidate));
    a.len() == b.len() && a.len() <= 3 && a != b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let names = ["figure", "metric", "outlet", "маяк", "id"];
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(nearest(word, names), expected, "{word}");
        };
        check("figrue", Some("figure"));
        check("Metrics", Some("metric"));
        check("моряк", None);
        check("мояк", Some("маяк"));
        check("lighthouse", None);
        check("x", None);
        check("idd", Some("id"));
        check("di", Some("id"));
        check("ib", None);
    }
}
