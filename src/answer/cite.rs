//! Citations: the outlet that first published each figure, the page that carried it, and the source line of an answer.
//!
//! They are made from figures by code; no template can leave them out.

use crate::dataset::{Confidence, Dataset, FigureId, Published, SourceId};

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
pub(super) fn citations(
    dataset: &Dataset,
    figures: &[FigureId],
    pages: &[(Option<usize>, SourceId)],
) -> Vec<Citation> {
    let of_figures = figures.iter().filter_map(|id| of_figure(dataset, *id));
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

fn of_figure(dataset: &Dataset, id: FigureId) -> Option<Citation> {
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

/// The citation of a page.
pub(super) fn citation(
    dataset: &Dataset,
    (outlet, source): (Option<usize>, SourceId),
) -> Option<Citation> {
    page(dataset, outlet, source)
}

fn page(dataset: &Dataset, outlet: Option<usize>, source: SourceId) -> Option<Citation> {
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
pub(super) fn short_date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let month: usize = parts.next()?.parse().ok()?;
    let month = MONTHS.get(month.checked_sub(1)?)?;
    Some(match parts.next() {
        Some(day) => format!("{} {month} {year}", day.trim_start_matches('0')),
        None => format!("{month} {year}"),
    })
}

/// The most sources that a source line names.
const MOST_NAMED: usize = 6;

/// The source line: `-# Source: Sornholm Gazette, from the lamp registers, via [The Seaside Post](<…>), 16 Apr 2025`.
pub(super) fn source_line(citations: &[Citation], computed: bool) -> String {
    if citations.is_empty() {
        return String::new();
    }
    let lead = match (computed, citations.len()) {
        (true, _) => "Computed here from:",
        (false, 1) => "Source:",
        (false, _) => "Sources:",
    };
    let mut named: Vec<String> = citations.iter().take(MOST_NAMED).map(one).collect();
    if citations.len() > MOST_NAMED {
        named.push(format!("and {} more", citations.len() - MOST_NAMED));
    }
    format!("-# {lead} {}", named.join(" · "))
}

/// "Sornholm Gazette, from the lamp registers, via [The Seaside Post](<…>), 16 Apr 2025".
pub(super) fn one(citation: &Citation) -> String {
    let link = |text: &str| match &citation.url {
        Some(url) => format!("[{}](<{url}>)", escape(text)),
        None => escape(text),
    };
    let date = short_date(&citation.published)
        .map_or_else(|| ", undated".to_owned(), |date| format!(", {date}"));
    let body = if citation.body.is_empty() {
        String::new()
    } else {
        format!(", from the {}", escape(&citation.body))
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
                escape(&citation.outlet),
                link(via)
            )
        }
        None => format!("{}{body}{date}", link(&citation.outlet)),
    }
}

/// Text of the data without Markdown of its own.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '_' | '~' | '`' | '|' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
