//! What a button carries: everything that is needed when it is pressed, also after a restart.
//!
//! It turns presses into texts of at most 100 characters and back; what cannot be read back is none of ours.

/// The longest custom id that Discord takes, in characters.
const LONGEST: usize = 100;

/// A custom id, unless it is too long.
pub(super) fn fitting(id: String) -> Option<String> {
    (id.chars().count() <= LONGEST).then_some(id)
}

/// What a press of a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Press {
    /// Take the answer away; its asker may.
    Delete {
        /// Who asked.
        asker: u64,
    },
    /// Show how the value was computed, from a receipt.
    How(String),
    /// Show the sources in full, from a receipt.
    Sources(String),
    /// Show the sources as a bibliography has them, from a receipt.
    Cite(String),
    /// Draw the metric of a receipt.
    Chart(String),
    /// Tell the moderators that the answer to a question is wrong.
    Wrong {
        /// The question, shortened if need be.
        question: String,
    },
    /// Answer another reading of a question.
    Ask {
        /// Who asked.
        asker: u64,
        /// The code of the query to answer.
        code: String,
    },
}

impl Press {
    /// The custom id; `None` if it would be too long.
    pub(crate) fn encode(&self) -> Option<String> {
        let id = match self {
            Self::Delete { asker } => format!("del:{asker:x}"),
            Self::How(receipt) => format!("how:{receipt}"),
            Self::Sources(receipt) => format!("src:{receipt}"),
            Self::Cite(receipt) => format!("cit:{receipt}"),
            Self::Chart(receipt) => format!("cht:{receipt}"),
            Self::Wrong { question } => {
                let room = LONGEST - "bad:".len();
                let mut cut: String = question.chars().take(room).collect();
                // Moderators see that it went on.
                if cut.len() < question.len() {
                    cut.pop();
                    cut.push('…');
                }
                format!("bad:{cut}")
            }
            Self::Ask { asker, code } => format!("ask:{asker:x}:{code}"),
        };
        fitting(id)
    }

    /// Whether it takes as much work as a question, for which people wait where a server says so.
    pub(crate) fn is_question(&self) -> bool {
        matches!(self, Self::Ask { .. } | Self::Chart(_))
    }

    /// What a custom id asks for, if it is one of ours.
    pub(crate) fn decode(id: &str) -> Option<Self> {
        let (kind, rest) = id.split_once(':')?;
        let hex = |text: &str| u64::from_str_radix(text, 16).ok();
        Some(match kind {
            "del" => Self::Delete { asker: hex(rest)? },
            "how" => Self::How(rest.to_owned()),
            "src" => Self::Sources(rest.to_owned()),
            "cit" => Self::Cite(rest.to_owned()),
            "cht" => Self::Chart(rest.to_owned()),
            "bad" => Self::Wrong {
                question: rest.to_owned(),
            },
            "ask" => {
                let (asker, code) = rest.split_once(':')?;
                Self::Ask {
                    asker: hex(asker)?,
                    code: code.to_owned(),
                }
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_press_survives_its_way_through_discord() {
        let check = |press: Press, expected: &str| {
            let id = press.encode().unwrap();
            assert_eq!(id, expected);
            assert_eq!(Press::decode(&id), Some(press));
        };
        check(
            Press::Delete {
                asker: 0x1a_2b3c_4d5e,
            },
            "del:1a2b3c4d5e",
        );
        check(Press::How("r:x".into()), "how:r:x");
        let code = "AQID_w-7".to_owned();
        check(Press::Ask { asker: 7, code }, "ask:7:AQID_w-7");
    }

    #[test]
    fn what_does_not_fit_is_shortened_or_left_out() {
        let question = "ж".repeat(200);
        let wrong = Press::Wrong {
            question: question.clone(),
        };
        let id = wrong.encode().unwrap();
        assert_eq!(id.chars().count(), 100);
        assert!(id.ends_with("ж…"), "{id}");
        let question = "ж".repeat(96);
        let whole = Press::Wrong { question };
        assert_eq!(Press::decode(&whole.encode().unwrap()), Some(whole));
        let code = "A".repeat(200);
        assert_eq!(Press::Ask { asker: 1, code }.encode(), None);
    }

    proptest! {
        #[test]
        fn no_custom_id_is_too_much(id in ".{0,120}") {
            if let Some(press) = Press::decode(&id) {
                let again = press.encode().and_then(|id| Press::decode(&id));
                prop_assert!(again.is_none() || again == Some(press) || id.chars().count() > LONGEST);
            }
        }
    }
}
