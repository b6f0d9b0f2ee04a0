//! Who says so: the outlet, the body, the page, the date.

use super::{line, look_up};
use crate::answer::cite::{Citation, citations, escape, short_date};
use crate::answer::draft::{Draft, Values};
use crate::answer::voice::Voice;
use crate::answer::{cells, lists, pages};
use crate::compute::{Cell, Rows};
use crate::dataset::{Figure, OutletId, Role};
use crate::query::{About, Cells, Source};

/// The most figures that are named.
const MOST_LINES: usize = 4;

/// Who published the figures, where and when; of no figure in particular, all pages.
pub(super) fn worded(voice: &Voice, about: &About, kind: Source) -> Draft {
    if about.of.metrics.is_empty() {
        return pages::worded(voice, about.of.outlet);
    }
    let rows = match of_outlet(voice, &about.of) {
        Ok(rows) => rows,
        Err(draft) => return *draft,
    };
    let figures = cells::figures(&rows.cells);
    let cited = citations(voice.data(), &figures, &[]);
    let first_figure = rows
        .cells
        .first()
        .and_then(|cell| voice.figure(cell.figure));
    let (Some(first), Some(figure)) = (cited.first(), first_figure) else {
        return crate::answer::lack::nothing(voice);
    };
    let values = values(voice, figure, first)
        .text("other", other(voice, about.of.outlet, &rows.cells))
        .list(
            "lines",
            rows.cells
                .iter()
                .take(MOST_LINES)
                .map(|cell| line(voice, cell))
                .collect(),
        )
        .list("others", others(&cited))
        .flag("asks_when", kind == Source::When)
        .flag("asks_link", kind == Source::Link)
        .flag("asks_official", kind == Source::Official)
        .flag("yes_no", voice.manner.yes_no)
        .resting_on(&figures);
    let draft = Draft::answered(voice.word("sources", &values), &values);
    draft.value(headline(first, kind))
}

/// The outlet's own figures where one is named and has any, else anybody's.
fn of_outlet(voice: &Voice, of: &Cells) -> Result<Rows, Box<Draft>> {
    let anybody = || {
        let of = Cells {
            outlet: None,
            ..of.clone()
        };
        look_up(voice, &of)
    };
    match of.outlet {
        Some(_) => look_up(voice, of).or_else(|_| anybody()),
        None => anybody(),
    }
}

/// The outlet that was asked about, if it published none of the figures.
fn other(voice: &Voice, outlet: Option<OutletId>, cells: &[Cell]) -> String {
    let published = |outlet: OutletId| {
        let mut figures = cells.iter().filter_map(|cell| voice.figure(cell.figure));
        figures.any(|figure| figure.originator == Some(outlet))
    };
    let other = outlet.filter(|outlet| !published(*outlet));
    other.map_or_else(String::new, |outlet| voice.outlet(outlet))
}

/// Further outlets, where the figures come from several.
fn others(cited: &[Citation]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let first = cited.first().map(|citation| &citation.outlet);
    for citation in cited.iter().skip(1) {
        let name = escape(&citation.outlet);
        if Some(&citation.outlet) != first && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn values(voice: &Voice, figure: &Figure, first: &Citation) -> Values {
    let outlet = figure.originator;
    let outlet = outlet.and_then(|outlet| voice.data().outlets.get(outlet.0));
    let page = voice.data().sources.get(figure.source.0);
    let also = figure.also.iter();
    let also = also.filter_map(|source| voice.data().sources.get(source.0));
    let mut also: Vec<String> = also
        .filter(|source| source.publisher != first.outlet)
        .filter(|source| first.via.as_ref() != Some(&source.publisher))
        .map(|source| escape(&source.publisher))
        .collect();
    also.dedup();
    let text = |text: Option<&str>| text.map(escape).unwrap_or_default();
    Values::new()
        .text("outlet", escape(&first.outlet))
        .text("kind", outlet.map_or("", |outlet| outlet.kind.as_str()))
        .text("body", escape(&first.body))
        .text("via", text(first.via.as_deref()))
        .text(
            "published",
            short_date(&first.published).unwrap_or_else(|| first.published.clone()),
        )
        .text("title", text(first.title.as_deref()))
        .text("url", first.url.clone().unwrap_or_default())
        .text("also", lists::all(&also))
        .text(
            "basis",
            voice
                .metric(figure.metric)
                .map_or("", |metric| metric.basis.as_str()),
        )
        .flag(
            "agency",
            page.is_some_and(|page| page.role == Role::OfficialAgencyReport),
        )
        .flag("single", first.single)
}

fn headline(first: &Citation, kind: Source) -> String {
    match kind {
        Source::When => first.published.clone(),
        Source::Link => first.url.clone().unwrap_or_default(),
        Source::All | Source::Who | Source::Official => first.outlet.clone(),
    }
}
