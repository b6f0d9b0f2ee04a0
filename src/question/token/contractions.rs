//! Short forms taken apart: "didn't" is "did not", with and without its apostrophe.

/// A short form: the word, and what leans on it.
pub(super) struct Parts {
    /// The word.
    pub head: String,
    /// What leans on it; nothing for "'s", which may be "is", "has" or a genitive.
    pub tail: Option<&'static str>,
    /// How many of the characters belong to the tail.
    pub tail_length: usize,
}

/// Forms whose head changes or that people write without the apostrophe.
const IRREGULAR: [(&str, &str, &str); 39] = [
    ("ain't", "is", "not"),
    ("aint", "is", "not"),
    ("arent", "are", "not"),
    ("can't", "can", "not"),
    ("cant", "can", "not"),
    ("couldnt", "could", "not"),
    ("didnt", "did", "not"),
    ("doesnt", "does", "not"),
    ("dont", "do", "not"),
    ("hadnt", "had", "not"),
    ("hasnt", "has", "not"),
    ("havent", "have", "not"),
    ("heres", "here", ""),
    ("hows", "how", ""),
    ("im", "i", "am"),
    ("isnt", "is", "not"),
    ("ive", "i", "have"),
    ("lets", "let", ""),
    ("shan't", "shall", "not"),
    ("shouldnt", "should", "not"),
    ("thats", "that", ""),
    ("theres", "there", ""),
    ("theyll", "they", "will"),
    ("theyre", "they", "are"),
    ("theyve", "they", "have"),
    ("wasnt", "was", "not"),
    ("werent", "were", "not"),
    ("weve", "we", "have"),
    ("whats", "what", ""),
    ("whens", "when", ""),
    ("wheres", "where", ""),
    ("whos", "who", ""),
    ("whys", "why", ""),
    ("won't", "will", "not"),
    ("wont", "will", "not"),
    ("wouldnt", "would", "not"),
    ("youll", "you", "will"),
    ("youre", "you", "are"),
    ("youve", "you", "have"),
];

/// The longest form without an apostrophe, in bytes.
const LONGEST_FORM: usize = 8;

/// Endings behind an apostrophe, and what they stand for.
const ENDINGS: [(&str, &str); 7] = [
    ("n't", "not"),
    ("'ve", "have"),
    ("'re", "are"),
    ("'ll", "will"),
    ("'m", "am"),
    ("'d", "would"),
    ("'s", ""),
];

/// Takes a short form apart; a word with another apostrophe only loses it, so that "п'ять" is "пять".
pub(super) fn split(word: &str) -> Option<Parts> {
    if word.len() > LONGEST_FORM && !word.contains('\'') {
        return None;
    }
    if let Ok(found) = IRREGULAR.binary_search_by(|(form, _, _)| (*form).cmp(word)) {
        let (form, head, tail) = IRREGULAR[found];
        let kept = head.len().min(form.len() - tail.len().min(2)).max(1);
        return Some(parts(head.to_owned(), tail, form.len() - kept));
    }
    if !word.contains('\'') {
        return None;
    }
    let ending = ENDINGS
        .iter()
        .find_map(|(ending, tail)| Some((word.strip_suffix(ending)?, *tail, ending.len())));
    Some(match ending {
        Some((head, tail, length)) if !head.is_empty() => {
            parts(head.replace('\'', ""), tail, length)
        }
        _ => parts(word.replace('\'', ""), "", 0),
    })
}

fn parts(head: String, tail: &'static str, tail_length: usize) -> Parts {
    let tail = (!tail.is_empty()).then_some(tail);
    Parts {
        head,
        tail,
        tail_length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_sorted_for_the_search() {
        assert!(IRREGULAR.is_sorted());
        assert!(
            IRREGULAR
                .iter()
                .all(|(form, ..)| form.len() <= LONGEST_FORM)
        );
    }
}
