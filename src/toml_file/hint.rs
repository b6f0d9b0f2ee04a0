//! What to do about a line that is no TOML: the slips that people and their text editors make, and how the line would read.
//!
//! It must not guess what a value means.

use std::ops::Range;

use super::Format;
use super::scan::{code, literal, quoting};
use crate::diagnostic::{Place, SourceFile};

/// Bytes of the file and what to write there.
type Replacement = (Range<usize>, String);

/// What is said of a slip.
#[derive(Debug, Default)]
pub(super) struct Hint {
    /// What is wrong, if the parser's message says something else.
    pub(super) message: Option<String>,
    /// Where it is, if not where the parser stopped.
    pub(super) place: Option<Range<usize>>,
    /// Where the same was written before.
    pub(super) first: Option<Range<usize>>,
    /// What to do.
    pub(super) help: String,
    /// What to write.
    pub(super) fix: Option<Replacement>,
}

impl Hint {
    fn new(help: impl Into<String>, fix: Option<Replacement>) -> Self {
        Self {
            help: help.into(),
            fix,
            ..Self::default()
        }
    }
}

/// The line that the parser stopped in.
struct Slip<'a> {
    format: &'a Format,
    file: &'a SourceFile,
    message: &'a str,
    /// Where the line starts in the file.
    start: usize,
    line: &'a str,
    /// Where the parser stopped, in the line.
    at: usize,
}

/// What to do about a slip, where that is known.
pub(super) fn hint(format: &Format, place: &Place, message: &str) -> Option<Hint> {
    let (start, line) = place.file.line_at(place.span.start);
    let slip = Slip {
        format,
        file: &place.file,
        message,
        start,
        line,
        at: place.span.start - start,
    };
    slip.unseen()
        .or_else(|| slip.twice())
        .or_else(|| slip.header())
        .or_else(|| slip.item())
        .or_else(|| slip.by_message())
        .or_else(|| slip.key())
        .or_else(|| slip.value())
}

impl Slip<'_> {
    fn rest(&self) -> &str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// Bytes of the line as bytes of the file, with what to write there.
    fn fix(&self, span: Range<usize>, text: impl Into<String>) -> Replacement {
        (span.start + self.start..span.end + self.start, text.into())
    }

    /// What nobody sees: characters that show as nothing, and nesting without end.
    fn unseen(&self) -> Option<Hint> {
        if self.rest().starts_with(INVISIBLE) {
            let help = "there is an invisible character; type the spaces of this line anew";
            return Some(Hint::new(help, None));
        }
        let deep = self.message.contains("recurs");
        deep.then(|| Hint::new(TOO_DEEP, None))
    }

    /// A header or a key that was there before.
    fn twice(&self) -> Option<Hint> {
        if !self.message.contains("duplicate key") {
            return None;
        }
        let (name, span) = named(self.line);
        let value = value_of(self.line).and_then(|value| self.line.get(value));
        let help = if self.line.starts_with('[') {
            "move the lines below it under the first one, and take this line out"
        } else if value.is_some_and(|value| value.starts_with('[')) {
            "put the items of both into one list"
        } else {
            "remove one of them"
        };
        Some(Hint {
            message: Some(format!("`{name}` stands twice")),
            place: Some(self.span_of(span)),
            first: self.first(name),
            ..Hint::new(help, None)
        })
    }

    /// The line above that begins with the same header or key, in the same table.
    fn first(&self, wanted: &str) -> Option<Range<usize>> {
        let mut end = self.start;
        while end > 0 {
            let (start, line) = self.file.line_at(end - 1);
            let (name, span) = named(line);
            if name == wanted {
                return Some(span.start + start..span.end + start);
            }
            if line.starts_with('[') && !self.line.starts_with('[') {
                return None;
            }
            end = start;
        }
        None
    }

    /// A header whose brackets are wrong.
    fn header(&self) -> Option<Hint> {
        if !self.line.starts_with('[') {
            return None;
        }
        let code = code(self.line);
        let written = self.line.get(code.clone()).unwrap_or_default();
        let name = written.trim_matches(['[', ']', ' ']);
        let two = written.starts_with("[[")
            || written.ends_with("]]")
            || self.format.lists.contains(&name);
        let mended = if two {
            format!("[[{name}]]")
        } else {
            format!("[{name}]")
        };
        let help = "a table begins with its name in brackets on a line of its own";
        Some(Hint::new(help, Some(self.fix(code, mended))))
    }

    /// An item of a list that has a line to itself.
    fn item(&self) -> Option<Hint> {
        let code = code(self.line);
        let written = self.line.get(code.clone()).unwrap_or_default();
        let text = written.trim_end_matches(',').trim_end();
        let span = code.start..code.start + text.len();
        if text.starts_with('"') {
            if let Some(inner) = quoting(text) {
                return Some(Hint {
                    message: Some(CUT.to_owned()),
                    place: Some(self.span_of(span.clone())),
                    ..Hint::new(QUOTE_INSIDE, Some(self.fix(span, literal(inner))))
                });
            }
            if self.message.contains("missing comma") {
                return self.missing_comma();
            }
        }
        let is_item = self.line.starts_with([' ', '\t']) && !text.is_empty();
        if !is_item || text.contains(['[', ']']) || text.contains("\", \"") {
            return None;
        }
        if let Some(help) = lacking_quote(text).filter(|_| !text.contains('=')) {
            let bare = text.trim_matches(|c| c == '"' || QUOTES.contains(&c));
            return Some(Hint::new(help, Some(self.fix(span, literal(bare)))));
        }
        (self.is_bare() && self.is_in_list()).then(|| Hint {
            message: Some(BARE.to_owned()),
            place: Some(self.span_of(span.clone())),
            ..Hint::new(UNQUOTED, Some(self.fix(span, literal(text))))
        })
    }

    /// The end of the item before the one at which the parser missed a comma.
    fn missing_comma(&self) -> Option<Hint> {
        let before = self.line.get(..self.at)?;
        let end = if before.trim().is_empty() {
            self.end_above()?
        } else {
            self.start + before.trim_end().len()
        };
        let help = "between two items of a list stands a comma; it is missing behind this one";
        Some(Hint {
            place: Some(end..end),
            ..Hint::new(help, Some((end..end, ",".to_owned())))
        })
    }

    /// Where the nearest line above that is no remark ends.
    fn end_above(&self) -> Option<usize> {
        let mut end = self.start;
        while end > 0 {
            let (start, line) = self.file.line_at(end - 1);
            let code = code(line);
            if !code.is_empty() {
                return Some(start + code.end);
            }
            end = start;
        }
        None
    }

    /// Whether a list was begun above and has not ended.
    fn is_in_list(&self) -> bool {
        let mut end = self.start;
        while end > 0 {
            let (start, line) = self.file.line_at(end - 1);
            let code = line.get(code(line)).unwrap_or_default();
            if code.starts_with('[') || code.ends_with(']') {
                return false;
            }
            if code.ends_with('[') {
                return true;
            }
            end = start;
        }
        false
    }

    /// What the parser's message says already tells what to do.
    fn by_message(&self) -> Option<Hint> {
        if let Some((_, help)) = BY_MESSAGE
            .iter()
            .find(|(part, _)| self.message.contains(part))
        {
            return Some(Hint::new(*help, None));
        }
        let open = self.at == 0 && self.message.contains("must be quoted");
        open.then(|| Hint::new("the list above this line is not closed with `]`", None))
    }

    /// A line without an equals sign.
    fn key(&self) -> Option<Hint> {
        if value_of(self.line).is_some() {
            return None;
        }
        let colon = self
            .line
            .find(':')
            .map(|colon| self.fix(colon..colon + 1, " ="));
        Some(Hint::new(
            "between a key and its value stands an equals sign",
            colon,
        ))
    }

    /// A value that the parser cannot read.
    fn value(&self) -> Option<Hint> {
        let value = value_of(self.line)?;
        let written = self.line.get(value.clone()).unwrap_or_default();
        if written.is_empty() {
            let end = self.line.trim_end().len()..self.line.len();
            let help = "nothing stands behind the equals sign; a list begins there with `[`";
            return Some(Hint::new(help, Some(self.fix(end, " ["))));
        }
        if let Some(inner) = quoting(written) {
            return Some(Hint {
                message: Some(CUT.to_owned()),
                ..Hint::new(QUOTE_INSIDE, Some(self.fix(value, literal(inner))))
            });
        }
        let quoted = || {
            let bare = written.trim_matches(QUOTES);
            Some(self.fix(value.clone(), literal(bare)))
        };
        Some(match written.chars().next()? {
            '"' if self.rest().contains('=') => {
                Hint::new("write each key on a line of its own", None)
            }
            '"' => Hint::new(
                "a text ends with a quote on the same line; a quote inside it is written \\\", a backslash \\\\",
                None,
            ),
            '[' if self.is_bare() => self.unquoted_in_line(),
            '[' => Hint::new(
                "the items of a list stand between commas, and the list ends with `]`",
                None,
            ),
            '\'' => Hint::new("write straight double quotes", quoted()),
            quote if QUOTES.contains(&quote) => {
                Hint::new("write straight quotes (\") instead of curly ones", quoted())
            }
            _ => Hint::new(
                "a text, a date or a period stands in quotes; only plain numbers, `true` and `false` do without",
                quoted(),
            ),
        })
    }

    /// An item without quotes in a list that has one line.
    fn unquoted_in_line(&self) -> Hint {
        let rest = self.rest();
        let item = rest.split([',', ']']).next().unwrap_or_default().trim_end();
        if item
            .split_whitespace()
            .all(|word| word.parse::<f64>().is_ok())
        {
            let help = "the items of a list stand between commas, and the list ends with `]`";
            return Hint::new(help, None);
        }
        let span = self.at..self.at + item.len();
        Hint {
            message: Some(BARE.to_owned()),
            place: Some(self.span_of(span.clone())),
            ..Hint::new(UNQUOTED, Some(self.fix(span, literal(item))))
        }
    }

    /// Whether the parser stopped at words where it wanted a value.
    fn is_bare(&self) -> bool {
        let stopped = ["must be quoted", "invalid boolean"];
        stopped.iter().any(|part| self.message.contains(part))
    }

    fn span_of(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.start..span.end + self.start
    }
}

/// What an item of a list of texts lacks, or has instead of its quotes.
fn lacking_quote(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(|c| c == '"' || QUOTES.contains(&c));
    let right = format!("\"{bare}\"");
    if text == right || !text.contains(|c| c == '"' || QUOTES.contains(&c)) {
        return None;
    }
    Some(if text.starts_with('"') {
        "this text lacks the quote behind it"
    } else if text.ends_with('"') {
        "this text lacks the quote before it"
    } else {
        "write straight quotes (\") instead of curly ones"
    })
}

/// Messages of the parser, and what they come down to.
const BY_MESSAGE: [(&str, &str); 3] = [
    (
        "between array elements",
        "the items of a list stand between commas, and the list ends with `]`; see also the line above",
    ),
    (
        "in array",
        "the items of a list stand between commas, and the list ends with `]`",
    ),
    (
        "unclosed array",
        "the list that begins here or above lacks its `]` behind the last item",
    ),
];

const CUT: &str = "a quote inside the text ends it";
const BARE: &str = "a text of the list stands without quotes";
const QUOTE_INSIDE: &str = "a text with double quotes in it stands in single ones";
const UNQUOTED: &str = "each text of a list stands in quotes, with a comma behind it";

/// Lists in lists, or tables in tables, until the parser gives up.
const TOO_DEEP: &str = "lists inside lists inside lists: nothing here is nested that deeply";

/// Characters that editors show as a space or as nothing.
const INVISIBLE: [char; 5] = ['\u{a0}', '\u{200b}', '\u{202f}', '\u{2028}', '\u{feff}'];

/// Quotes that are no double quotes.
const QUOTES: [char; 8] = ['\'', '“', '”', '„', '«', '»', '‘', '’'];

/// The header of a line, or its key, and where it stands.
fn named(line: &str) -> (&str, Range<usize>) {
    let code = code(line);
    let written = line.get(code.clone()).unwrap_or_default();
    let name = if written.starts_with('[') {
        written
    } else {
        written.split('=').next().unwrap_or_default().trim_end()
    };
    (name, code.start..code.start + name.len())
}

/// The bytes after the equals sign, without the spaces around them.
fn value_of(line: &str) -> Option<Range<usize>> {
    let after = line.find('=')? + 1;
    let value = line.get(after..)?;
    let start = after + value.len() - value.trim_start().len();
    Some(start..start + value.trim().len())
}
