//! Citations: the outlet that first published each figure, the page that carried it, and the source line of an answer.
//!
//! They are made from figures by code; no template can leave them out.

use jiff::civil::Date;

use crate::dataset::{Confidence, Dataset, FigureId, Published, SourceId, short_month};

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Citation {
    /// Who first published it.
    pub outlet: String,
    /// The source's id.
    pub source: String,
    /// The page's title, if known.
    pub title: Option<String>,
    /// When the page appeared: `2025-04-16`, `2025-04` or `unknown`.
    pub published: String,
    /// When the page was read, if that is noted.
    #[serde(skip)]
    pub accessed: Option<Date>,
    /// The page's link.
    pub url: Option<String>,
    /// The page that passed it on, if the outlet's own page was not read.
    pub via: Option<String>,
    /// The official body behind it; not printed twice.
    #[serde(skip)]
    pub body: String,
    /// True if no second page is known.
    #[serde(skip)]
    pub single: bool,
}

/// The citations of figures and pages, each once, in order.
pub(crate) fn citations(
    dataset: &Dataset,
    figures: &[FigureId],
    pages: &[(Option<usize>, SourceId)],
) -> Vec<Citation> {
    let of_figures = figures.iter().filter_map(|id| citation(dataset, *id));
    let of_pages = pages
        .iter()
        .filter_map(|(outlet, source)| page(dataset, *outlet, *source));
    let mut found: Vec<Citation> = Vec::new();
    for citation in of_figures.chain(of_pages) {
        let same =
            |known: &Citation| known.outlet == citation.outlet && known.source == citation.source;
        match found.iter_mut().find(|known| same(known)) {
            Some(known) => {
                known.single |= citation.single;
                if known.body.is_empty() {
                    known.body = citation.body;
                }
            }
            None => found.push(citation),
        }
    }
    found
}

/// Where one figure comes from.
pub fn citation(dataset: &Dataset, id: FigureId) -> Option<Citation> {
    let figure = dataset.figures.get(id.0)?;
    let citation = page(
        dataset,
        figure.originator.map(|outlet| outlet.0),
        figure.source,
    )?;
    let single = citation.via.is_some() && figure.confidence <= Confidence::Relay;
    Some(Citation {
        body: figure.body.clone(),
        single,
        ..citation
    })
}

/// The citation of a page, under the outlet that first published what it says.
pub(crate) fn page(dataset: &Dataset, outlet: Option<usize>, source: SourceId) -> Option<Citation> {
    let source = dataset.sources.get(source.0)?;
    let outlet = outlet
        .and_then(|outlet| dataset.outlets.get(outlet))
        .map_or(source.publisher.as_str(), |outlet| outlet.name.as_str());
    let via = (outlet != source.publisher).then(|| source.publisher.clone());
    let title = source.title.clone();
    Some(Citation {
        outlet: outlet.to_owned(),
        source: source.id.clone(),
        title,
        published: published(source.published),
        accessed: source.accessed,
        url: source.url.clone(),
        via,
        body: String::new(),
        single: false,
    })
}

fn published(date: Published) -> String {
    match date {
        Published::Unknown => "unknown".to_owned(),
        Published::Month { year, month } => format!("{year}-{month:02}"),
        Published::Day(date) => date.to_string(),
    }
}

/// A date as the source line prints it: "16 Apr 2025", "Apr 2025"; nothing when unknown.
pub(crate) fn short_date(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let month = short_month(parts.next()?.parse().ok()?)?;
    Some(match parts.next() {
        Some(day) => format!("{} {month} {year}", day.trim_start_matches('0')),
        None => format!("{month} {year}"),
    })
}

/// The most sources that a source line names.
const MOST_NAMED: usize = 6;

/// The source line: `-# Source: Sornholm Gazette, from the lamp registers, via [The Seaside Post](<…>), 16 Apr 2025`; it names as
/// many sources as fit into so many characters, one at least.
pub(crate) fn source_line(citations: &[Citation], computed: bool, room: usize) -> String {
    if citations.is_empty() {
        return String::new();
    }
    let of = |most: usize| format!("-# {}", line(citations, computed, Markup::Discord, most));
    let most = (2..=MOST_NAMED).rev();
    let mut fitting = most.map(of).filter(|line| line.chars().count() <= room);
    fitting.next().unwrap_or_else(|| of(1))
}

/// The source line of figures as plain text, for pictures: `Source: Sornholm Gazette, 14 Feb 2023`.
pub fn credits(dataset: &Dataset, figures: &[FigureId]) -> String {
    line(
        &citations(dataset, figures, &[]),
        false,
        Markup::None,
        MOST_NAMED,
    )
}

/// How the names in a source line are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    /// Escaped, and links where there are some.
    Discord,
    /// As they are.
    None,
}

fn line(citations: &[Citation], computed: bool, markup: Markup, most: usize) -> String {
    let lead = match (computed, citations.len()) {
        (true, _) => "Computed here from:",
        (false, 1) => "Source:",
        (false, _) => "Sources:",
    };
    let named = citations.iter().take(most);
    let mut named: Vec<String> = named.map(|citation| written(citation, markup)).collect();
    if citations.len() > most {
        named.push(format!("and {} more", citations.len() - most));
    }
    format!("{lead} {}", named.join(" · "))
}

/// "Sornholm Gazette, from the lamp registers, via [The Seaside Post](<…>), 16 Apr 2025".
pub(crate) fn one(citation: &Citation) -> String {
    written(citation, Markup::Discord)
}

fn written(citation: &Citation, markup: Markup) -> String {
    let text = |text: &str| match markup {
        Markup::Discord => escape(text),
        Markup::None => text.to_owned(),
    };
    let link = |name: &str| match &citation.url {
        Some(url) if markup == Markup::Discord => format!("[{}](<{url}>)", escape(name)),
        _ => text(name),
    };
    let date = short_date(&citation.published)
        .map_or_else(|| ", undated".to_owned(), |date| format!(", {date}"));
    let body = if citation.body.is_empty() {
        String::new()
    } else {
        format!(", from the {}", text(&citation.body))
    };
    match &citation.via {
        Some(via) => {
            let single = if citation.single {
                " (known through one relay)"
            } else {
                ""
            };
            format!(
                "{}{body}, via {}{date}{single}",
                text(&citation.outlet),
                link(via)
            )
        }
        None => format!("{}{body}{date}", link(&citation.outlet)),
    }
}

/// Text of the data without Markdown of its own.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '_' | '~' | '`' | '|' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
