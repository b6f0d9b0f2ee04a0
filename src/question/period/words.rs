//! The words that say when, by what each of them does, as the words files list them.
//!
//! Words come in as the tokeniser leaves them: lower case, е for ё, no apostrophes.

use std::collections::HashMap;

use super::terms::Term;
use crate::intents::WordLists;

/// What each word does in saying when.
#[derive(Debug, Clone, Default)]
pub struct PeriodWords(HashMap<String, Term>);

impl PeriodWords {
    /// Builds the table from the lists of all languages; the first list that has a word keeps it.
    pub fn new<'a>(languages: impl Iterator<Item = &'a WordLists>) -> Self {
        let mut table = HashMap::new();
        for (name, words) in languages.flatten() {
            if let Some(term) = named(name) {
                for word in words {
                    table.entry(word.clone()).or_insert(term);
                }
            }
        }
        Self(table)
    }

    /// Whether a word says something about when.
    pub fn knows(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// Whether a word names financial years.
    pub fn is_financial(&self, word: &str) -> bool {
        self.term(word) == Some(Term::Financial)
    }

    /// Whether a word stands between the two ends of a range: "between", "and".
    pub fn is_between(&self, word: &str) -> bool {
        self.term(word) == Some(Term::Between)
    }

    /// Whether a word joins two things: "and".
    pub fn is_and(&self, word: &str) -> bool {
        self.term(word) == Some(Term::And)
    }

    /// What a word does, if it says anything about when.
    pub(super) fn term(&self, word: &str) -> Option<Term> {
        self.0.get(word).copied()
    }
}

/// The term of a list's name.
fn named(name: &str) -> Option<Term> {
    PLAIN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, term)| *term)
        .or_else(|| numbered(name))
}

fn numbered(name: &str) -> Option<Term> {
    let (kind, number) = name.rsplit_once('_')?;
    let number: i16 = number.parse().ok()?;
    let small = i8::try_from(number);
    Some(match kind {
        "month" => Term::Month(small.ok()?),
        "season" => Term::Season(small.ok()?),
        "half" => Term::Half(small.ok()?),
        "quarter" => Term::Quarter(small.ok()?),
        "days" => Term::Days(number),
        "number" => Term::Number(number),
        "ordinal" => Term::Ordinal(number),
        "roman" => Term::Roman(number),
        "few" => Term::Few(number),
        "decade" => Term::Decade(number),
        _ => return None,
    })
}

#[rustfmt::skip]
const PLAIN: [(&str, Term); 81] = [
    ("half_word", Term::HalfWord), ("half_year", Term::HalfYear), ("quarter_word", Term::QuarterWord),
    ("month", Term::AMonth), ("months", Term::Months), ("year", Term::AYear), ("years", Term::Years),
    ("decade", Term::DecadeWord), ("last", Term::Last), ("past", Term::Past), ("previous", Term::Previous),
    ("prior", Term::Prior), ("gone", Term::Gone), ("before_last", Term::BeforeLast), ("next", Term::Next),
    ("following", Term::Following), ("this", Term::This), ("this_year", Term::Calendar(0)),
    ("last_year", Term::Calendar(-1)), ("year_before_last", Term::Calendar(-2)), ("latest", Term::Latest),
    ("earliest", Term::Earliest), ("most", Term::Most), ("recent", Term::Recent), ("now", Term::Now),
    ("date", Term::Date), ("so", Term::So), ("far", Term::Far), ("ago", Term::Ago), ("earlier", Term::Earlier),
    ("later", Term::Later), ("in_time", Term::InTime), ("that", Term::That), ("early", Term::Early),
    ("mid", Term::Mid), ("late", Term::Late), ("end", Term::End), ("start", Term::Start), ("began", Term::Began),
    ("ended", Term::Ended), ("all", Term::All), ("full", Term::Full), ("financial", Term::Financial),
    ("stretch", Term::Stretch), ("data", Term::Data), ("have", Term::Have), ("since", Term::Since),
    ("starting", Term::Starting), ("slavic_from", Term::SlavicFrom), ("from", Term::From), ("after", Term::After),
    ("before", Term::Before), ("until", Term::Until), ("up", Term::Up), ("through", Term::Through), ("by", Term::By),
    ("as", Term::As), ("status", Term::Status), ("slavic_to", Term::SlavicTo),
    ("slavic_through", Term::SlavicThrough), ("to", Term::To), ("between", Term::Between), ("and", Term::And),
    ("or", Term::Or), ("versus", Term::Versus), ("including", Term::Including), ("exclusive", Term::Exclusive),
    ("meant", Term::Meant), ("than", Term::Than), ("no", Term::No), ("least", Term::Least),
    ("onwards", Term::Onwards), ("of", Term::Of), ("in", Term::In), ("over", Term::Over), ("on", Term::On),
    ("filter", Term::Filter), ("function", Term::Function), ("percent", Term::Percent),
    ("compared", Term::Compared), ("divided", Term::Divided),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_does_something() {
        let without: Vec<String> = crate::intents::period_lists()
            .into_iter()
            .filter(|name| named(name).is_none())
            .collect();
        assert_eq!(without, [""; 0]);
    }

    #[test]
    fn no_word_stands_in_two_lists() {
        let languages = crate::question::closed::tests::shipped();
        let mut table: HashMap<&str, Term> = HashMap::new();
        for (name, words) in languages.values().flat_map(|words| &words.periods) {
            let term = named(name).unwrap();
            for word in words {
                let known = table.insert(word, term);
                assert!(known.is_none_or(|known| known == term), "{word}");
            }
        }
    }
}
