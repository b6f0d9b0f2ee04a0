//! What moderators' buttons and forms carry: all that is needed when they come back, also after a restart.
//!
//! Nothing in them is trusted: who presses is asked again, and what is named is looked up where the person may look.

use crate::discord::custom_id::fitting;

/// A press of a moderator's button, or a form that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Press {
    /// Publish a draft.
    Publish(u64),
    /// Drop a draft.
    Discard(u64),
    /// Turn to a group of the inbox.
    Page(usize),
    /// Add an inbox question as a phrase to an intent.
    AddPhrase {
        /// The question's number.
        entry: u64,
        /// The intent's id.
        intent: String,
    },
    /// Make words of an inbox question a name of something in the data.
    AddName {
        /// The question's number.
        entry: u64,
        /// The first of the words, and how many they are.
        words: (usize, usize),
        /// The id of what they name.
        id: String,
    },
    /// Begin a new intent with an inbox question; as a form that was sent, its answers are beside it.
    NewIntent(u64),
    /// A question is none of the bot's: it becomes a test that must be refused.
    OutOfScope(u64),
    /// Drop a group of questions.
    Dismiss(u64),
    /// A form with the whole text of a file was sent.
    Edited {
        /// Names the text that the form was opened with.
        base: String,
        /// The file's name below the intents directory.
        file: String,
    },
}

impl Press {
    /// The custom id; `None` if it would be too long.
    pub(crate) fn encode(&self) -> Option<String> {
        let id = match self {
            Self::Publish(draft) => format!("pub:{draft}"),
            Self::Discard(draft) => format!("dis:{draft}"),
            Self::Page(page) => format!("ipg:{page}"),
            Self::AddPhrase { entry, intent } => format!("iad:{entry}:{intent}"),
            Self::AddName {
                entry,
                words: (first, count),
                id,
            } => format!("ina:{entry}:{first}:{count}:{id}"),
            Self::NewIntent(entry) => format!("inw:{entry}"),
            Self::OutOfScope(entry) => format!("iou:{entry}"),
            Self::Dismiss(entry) => format!("idm:{entry}"),
            Self::Edited { base, file } => format!("edt:{base}:{file}"),
        };
        fitting(id)
    }

    /// What a custom id asks for, if it is a moderator's.
    pub(crate) fn decode(id: &str) -> Option<Self> {
        let (kind, rest) = id.split_once(':')?;
        let number = || rest.parse().ok();
        Some(match kind {
            "pub" => Self::Publish(number()?),
            "dis" => Self::Discard(number()?),
            "ipg" => Self::Page(rest.parse().ok()?),
            "iad" => {
                let (entry, intent) = rest.split_once(':')?;
                Self::AddPhrase {
                    entry: entry.parse().ok()?,
                    intent: intent.to_owned(),
                }
            }
            "ina" => {
                let mut parts = rest.splitn(4, ':');
                let entry = parts.next()?.parse().ok()?;
                let words = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
                let id = parts.next()?.to_owned();
                Self::AddName { entry, words, id }
            }
            "inw" => Self::NewIntent(number()?),
            "iou" => Self::OutOfScope(number()?),
            "idm" => Self::Dismiss(number()?),
            "edt" => {
                let (base, file) = rest.split_once(':')?;
                Self::Edited {
                    base: base.to_owned(),
                    file: file.to_owned(),
                }
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_survives_its_way_through_discord() {
        let check = |press: Press, expected: &str| {
            assert_eq!(press.encode().as_deref(), Some(expected));
            assert_eq!(Press::decode(expected), Some(press));
        };
        check(Press::Publish(12), "pub:12");
        check(Press::Page(0), "ipg:0");
        check(
            Press::AddPhrase {
                entry: 7,
                intent: "value".into(),
            },
            "iad:7:value",
        );
        check(
            Press::AddName {
                entry: 7,
                words: (2, 1),
                id: "outages".into(),
            },
            "ina:7:2:1:outages",
        );
        check(
            Press::Edited {
                base: "0a1b".into(),
                file: "guilds/1/a.toml".into(),
            },
            "edt:0a1b:guilds/1/a.toml",
        );
        for forged in [
            "pub:",
            "pub:-1",
            "pub:1e3",
            "iad:7",
            "ina:7:1",
            "ina:7:1:x:a",
            "xyz:1",
            "edt:a",
            "",
        ] {
            assert_eq!(Press::decode(forged), None, "{forged}");
        }
    }
}
