//! A citation written out for a bibliography: plainly, in the style of the American Psychological Association, or for BibTeX.
//!
//! What is not known is left out, or said as the style says it; nothing is made up.

use std::collections::BTreeSet;
use std::iter;

use jiff::civil::Date;

use super::cite::Citation;
use crate::dataset::{month_name, short_month};

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Outlet, title, page, date and link, for people.
    Plain,
    /// The author-date style of the American Psychological Association, seventh edition.
    Apa,
    /// An entry of a BibTeX file.
    Bibtex,
}

impl Style {
    /// All styles, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Apa, Self::Bibtex];

    /// What the style is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "Plain",
            Self::Apa => "APA",
            Self::Bibtex => "BibTeX",
        }
    }

    /// What a file of it is called.
    pub fn file(self) -> &'static str {
        match self {
            Self::Plain => "sources.txt",
            Self::Apa => "sources-apa.txt",
            Self::Bibtex => "sources.bib",
        }
    }

    /// Some citations, one below the other, as plain text. The outlet that first published the figure stands as the author; the page that
    /// passed it on is named beside it.
    pub fn all(self, citations: &[Citation]) -> String {
        let (written, between): (Vec<String>, _) = match self {
            Self::Plain => (citations.iter().map(plain).collect(), "\n"),
            Self::Apa => (citations.iter().map(apa).collect(), "\n"),
            Self::Bibtex => {
                let keyed = citations.iter().zip(keys(citations));
                let entries = keyed.map(|(one, key)| bibtex(one, &key));
                (entries.collect(), "\n\n")
            }
        };
        written.join(between)
    }
}

fn plain(citation: &Citation) -> String {
    let title = citation.title.as_deref().map(on_one_line);
    let title = title.map(|title| format!("\u{201c}{title}\u{201d}"));
    let via = citation.via.as_deref().map(on_one_line);
    let via = via.map(|via| format!("via {via}"));
    let date = When::of(&citation.published).map_or_else(|| "undated".to_owned(), When::written);
    let parts = [Some(on_one_line(&citation.outlet)), title, via, Some(date)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let url = citation.url.as_ref().map(|url| format!(" {url}"));
    let read = citation.accessed.map(When::from).map(When::written);
    let read = read.map(|read| format!(" (read on {read})"));
    let (url, read) = (url.unwrap_or_default(), read.unwrap_or_default());
    format!("{}.{url}{read}", parts.join(", "))
}

fn apa(citation: &Citation) -> String {
    let outlet = on_one_line(&citation.outlet);
    let via = citation.via.as_deref().map(on_one_line);
    let author = via.map_or(outlet.clone(), |via| format!("{outlet}, as cited in {via}"));
    let date = When::of(&citation.published).map_or_else(|| "n.d.".to_owned(), When::year_first);
    let title = citation.title.as_deref().map(on_one_line);
    let title = title.unwrap_or_else(|| "[Untitled page]".to_owned());
    let read = citation.accessed.map(When::from).map(When::american);
    let read = read.map_or_else(String::new, |read| format!("Retrieved {read}, from "));
    let url = citation.url.as_ref().map(|url| format!(" {read}{url}"));
    let url = url.unwrap_or_default();
    format!("{} ({date}). {}{url}", ended(&author), ended(&title))
}

fn bibtex(citation: &Citation, key: &str) -> String {
    let day = When::of(&citation.published);
    let month = day.and_then(|day| short_month(day.month));
    let field =
        |name: &str, value: Option<String>| value.map(|value| format!("  {name} = {value},"));
    let braced = |text: &str| format!("{{{}}}", in_tex(text));
    let fields = [
        // Double braces keep an outlet's name from being taken apart into first and last.
        field("author", Some(format!("{{{}}}", braced(&citation.outlet)))),
        field(
            "title",
            citation
                .title
                .as_deref()
                .map(|title| format!("{{{}}}", braced(title))),
        ),
        field("howpublished", citation.via.as_deref().map(braced)),
        field("year", day.map(|day| format!("{{{}}}", day.year))),
        field("month", month.map(str::to_lowercase)),
        field(
            "day",
            day.and_then(|day| day.day).map(|day| format!("{{{day}}}")),
        ),
        field(
            "url",
            citation
                .url
                .as_deref()
                .map(|url| format!("{{{}}}", in_braces(url))),
        ),
        field(
            "urldate",
            citation.accessed.map(|read| format!("{{{read}}}")),
        ),
        field(
            "note",
            citation.via.as_deref().map(|via| {
                let note = format!("First published by {}, read at {via}", citation.outlet);
                braced(&note)
            }),
        ),
    ];
    let fields: Vec<String> = fields.into_iter().flatten().collect();
    format!("@misc{{{key},\n{}\n}}", fields.join("\n"))
}

/// The names of entries, each once: BibTeX refuses a second entry of the same name, and a page may pass on several outlets.
fn keys(citations: &[Citation]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut free = |citation: &Citation| {
        let plain = key(&citation.source);
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let mut names = iter::once(plain.clone()).chain(numbered);
        let name = names.find(|name| taken.insert(name.to_lowercase()));
        name.unwrap_or(plain)
    };
    citations.iter().map(&mut free).collect()
}

/// A name that BibTeX takes for an entry.
fn key(source: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_:".contains(letter);
    let key: String = source.chars().filter(|letter| plain(*letter)).collect();
    if key.is_empty() {
        "source".to_owned()
    } else {
        key
    }
}

/// Text with nothing in it that TeX would obey.
fn in_tex(text: &str) -> String {
    let mut tex = String::with_capacity(text.len());
    for letter in on_one_line(text).chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => tex.extend(['\\', letter]),
            // BibTeX counts braces, escaped or not.
            '{' => tex.push_str(r"\textbraceleft{}"),
            '}' => tex.push_str(r"\textbraceright{}"),
            '~' => tex.push_str(r"\textasciitilde{}"),
            '^' => tex.push_str(r"\textasciicircum{}"),
            '\\' => tex.push_str(r"\textbackslash{}"),
            _ => tex.push(letter),
        }
    }
    tex
}

/// A link that stays in the braces it stands in.
fn in_braces(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

/// Text without line breaks and other control characters.
fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = words.join(" ");
    line.retain(|letter| !letter.is_control());
    line
}

/// A text with a mark at its end.
fn ended(title: &str) -> String {
    let stop = if title.ends_with(['.', '?', '!', '…']) {
        ""
    } else {
        "."
    };
    format!("{title}{stop}")
}

/// A day, or a month.
#[derive(Clone, Copy)]
struct When {
    year: i16,
    month: i8,
    day: Option<i8>,
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: Some(date.day()),
        }
    }
}

impl When {
    /// The day of `2025-04-16`, the month of `2025-04`; nothing of `unknown`.
    fn of(text: &str) -> Option<Self> {
        if let Ok(date) = text.parse::<Date>() {
            return Some(Self::from(date));
        }
        let first = format!("{text}-01").parse::<Date>().ok()?;
        Some(Self {
            day: None,
            ..Self::from(first)
        })
    }

    /// "16 April 2025", "April 2025".
    fn written(self) -> String {
        let (month, year) = (self.name(), self.year);
        match self.day {
            Some(day) => format!("{day} {month} {year}"),
            None => format!("{month} {year}"),
        }
    }

    /// "2025, April 16", "2025, April".
    fn year_first(self) -> String {
        let (month, year) = (self.name(), self.year);
        match self.day {
            Some(day) => format!("{year}, {month} {day}"),
            None => format!("{year}, {month}"),
        }
    }

    /// "April 16, 2025".
    fn american(self) -> String {
        let (month, year) = (self.name(), self.year);
        match self.day {
            Some(day) => format!("{month} {day}, {year}"),
            None => format!("{month} {year}"),
        }
    }

    fn name(self) -> &'static str {
        month_name(self.month).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn citation(outlet: &str, title: Option<&str>, published: &str, via: Option<&str>) -> Citation {
        Citation {
            outlet: outlet.to_owned(),
            source: "ledger-2024".to_owned(),
            title: title.map(str::to_owned),
            published: published.to_owned(),
            accessed: None,
            url: Some("https://ledger.example/a_b?c=1&d=%7B".to_owned()),
            via: via.map(str::to_owned),
            body: String::new(),
            single: false,
        }
    }

    fn in_all(citation: &Citation) -> String {
        let alone = std::slice::from_ref(citation);
        Style::ALL.map(|style| style.all(alone)).join("\n")
    }

    #[test]
    fn no_two_entries_have_one_name() {
        let of = |source: &str| Citation {
            source: source.to_owned(),
            ..citation("Keepers Co.", None, "unknown", None)
        };
        let check = |sources: &[&str], expected: &[&str]| {
            let citations: Vec<Citation> = sources.iter().map(|source| of(source)).collect();
            assert_eq!(keys(&citations), expected, "{sources:?}");
        };
        check(&["a", "b"], &["a", "b"]);
        check(&["a", "a", "A", "a"], &["a", "a-2", "A-3", "a-4"]);
        check(&["a", "a-2", "a"], &["a", "a-2", "a-3"]);
        check(&["лист", "сторінка"], &["source", "source-2"]);
    }

    #[test]
    fn a_citation_is_written_in_each_style() {
        let own = citation(
            "Harbour Ledger",
            Some("Lamps & oil: 50% dearer?"),
            "2024-01-30",
            None,
        );
        assert_snapshot!(in_all(&own), @r"
        Harbour Ledger, “Lamps & oil: 50% dearer?”, 30 January 2024. https://ledger.example/a_b?c=1&d=%7B
        Harbour Ledger. (2024, January 30). Lamps & oil: 50% dearer? https://ledger.example/a_b?c=1&d=%7B
        @misc{ledger-2024,
          author = {{Harbour Ledger}},
          title = {{Lamps \& oil: 50\% dearer?}},
          year = {2024},
          month = jan,
          day = {30},
          url = {https://ledger.example/a_b?c=1&d=%7B},
        }
        ");
        let relayed = citation(
            "Lamp & Tide",
            Some("The {last} keepers_"),
            "2024-03",
            Some("The Seaside Post"),
        );
        assert_snapshot!(in_all(&relayed), @r"
        Lamp & Tide, “The {last} keepers_”, via The Seaside Post, March 2024. https://ledger.example/a_b?c=1&d=%7B
        Lamp & Tide, as cited in The Seaside Post. (2024, March). The {last} keepers_. https://ledger.example/a_b?c=1&d=%7B
        @misc{ledger-2024,
          author = {{Lamp \& Tide}},
          title = {{The \textbraceleft{}last\textbraceright{} keepers\_}},
          howpublished = {The Seaside Post},
          year = {2024},
          month = mar,
          url = {https://ledger.example/a_b?c=1&d=%7B},
          note = {First published by Lamp \& Tide, read at The Seaside Post},
        }
        ");
    }

    #[test]
    fn what_is_not_known_is_left_out_and_a_day_of_reading_is_named() {
        let own = citation(
            "Harbour Ledger",
            Some("Lamps & oil: 50% dearer?"),
            "2024-01-30",
            None,
        );
        let bare = Citation {
            url: None,
            source: "лист 7".to_owned(),
            ..citation("Keepers Co.", None, "unknown", None)
        };
        assert_snapshot!(in_all(&bare), @r"
        Keepers Co., undated.
        Keepers Co. (n.d.). [Untitled page].
        @misc{7,
          author = {{Keepers Co.}},
        }
        ");
        let read = Citation {
            accessed: Some(jiff::civil::date(2025, 11, 3)),
            ..own
        };
        assert_snapshot!(in_all(&read), @r"
        Harbour Ledger, “Lamps & oil: 50% dearer?”, 30 January 2024. https://ledger.example/a_b?c=1&d=%7B (read on 3 November 2025)
        Harbour Ledger. (2024, January 30). Lamps & oil: 50% dearer? Retrieved November 3, 2025, from https://ledger.example/a_b?c=1&d=%7B
        @misc{ledger-2024,
          author = {{Harbour Ledger}},
          title = {{Lamps \& oil: 50\% dearer?}},
          year = {2024},
          month = jan,
          day = {30},
          url = {https://ledger.example/a_b?c=1&d=%7B},
          urldate = {2025-11-03},
        }
        ");
    }

    #[test]
    fn nothing_in_a_text_leaves_its_place() {
        let hostile = citation(
            "a\n}, @book{x,",
            Some("\\input{y} ~^$#\nlast"),
            "2024-01-30",
            Some("v}"),
        );
        assert_snapshot!(in_all(&hostile), @r"
        a }, @book{x,, “\input{y} ~^$# last”, via v}, 30 January 2024. https://ledger.example/a_b?c=1&d=%7B
        a }, @book{x,, as cited in v}. (2024, January 30). \input{y} ~^$# last. https://ledger.example/a_b?c=1&d=%7B
        @misc{ledger-2024,
          author = {{a \textbraceright{}, @book\textbraceleft{}x,}},
          title = {{\textbackslash{}input\textbraceleft{}y\textbraceright{} \textasciitilde{}\textasciicircum{}\$\# last}},
          howpublished = {v\textbraceright{}},
          year = {2024},
          month = jan,
          day = {30},
          url = {https://ledger.example/a_b?c=1&d=%7B},
          note = {First published by a \textbraceright{}, @book\textbraceleft{}x,, read at v\textbraceright{}},
        }
        ");
    }
}
