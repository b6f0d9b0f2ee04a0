//! The pages that the dataset rests on, or those of one outlet: date, link, who passed it on, and how many figures rest on each.
//!
//! It must not give a figure.

use super::Status;
use super::cite::{escape, page, short_date};
use super::draft::{Draft, Page, Values};
use super::lists::{fitting, unless_none};
use super::voice::Voice;
use crate::dataset::{Dataset, OutletId, SourceId, Usage};

/// Room for what stands around the list.
const AROUND: usize = 400;

/// Room for the outlets with the most figures.
const OVERVIEW: usize = 600;

/// A page, and how much rests on it.
struct Rested {
    page: Page,
    figures: usize,
    others: usize,
}

/// Lists the pages, those that most figures rest on first.
pub(super) fn worded(voice: &Voice, outlet: Option<OutletId>) -> Draft {
    let mut all = rested(voice.data());
    if let Some(outlet) = outlet {
        all.retain(|rested| rested.page.0 == Some(outlet.0));
    }
    all.sort_by_key(|rested| std::cmp::Reverse((rested.figures, rested.others)));
    let rows = all
        .iter()
        .filter_map(|rested| row(voice, rested, outlet.is_some()))
        .collect();
    let overview = if outlet.is_none() {
        outlets(voice, &all)
    } else {
        Vec::new()
    };
    let (overview, _) = fitting(overview, OVERVIEW);
    let (rows, left_out) = fitting(rows, voice.room().saturating_sub(AROUND + OVERVIEW));
    let pages: Vec<Page> = all
        .iter()
        .take(rows.len())
        .map(|rested| rested.page)
        .collect();
    let named = outlet.and_then(|outlet| voice.data().outlets.get(outlet.0));
    let values = Values::new()
        .text(
            "outlet",
            named.map_or_else(String::new, |outlet| escape(&outlet.name)),
        )
        .text("kind", named.map_or("", |outlet| outlet.kind.as_str()))
        .text("n", all.len().to_string())
        .flag("one", all.len() == 1)
        .list("outlets", overview)
        .list("rows", rows)
        .text("more", unless_none(left_out));
    let status = if pages.is_empty() {
        Status::NoData
    } else {
        Status::Answered
    };
    Draft {
        pages,
        lists_sources: true,
        ..Draft::new(status, voice.say("pages", &values))
    }
}

/// Each page with the outlet whose numbers or words stand on it, in the order of the files.
fn rested(dataset: &Dataset) -> Vec<Rested> {
    let mut all: Vec<Rested> = Vec::new();
    let mut rest = |(outlet, source): Page, is_figure: bool| {
        let page = (outlet.or_else(|| publisher(dataset, source)), source);
        let at = all.iter().position(|known| known.page == page);
        let at = at.unwrap_or_else(|| {
            all.push(Rested {
                page,
                figures: 0,
                others: 0,
            });
            all.len() - 1
        });
        if let Some(known) = all.get_mut(at) {
            known.figures += usize::from(is_figure);
            known.others += usize::from(!is_figure);
        }
    };
    for figure in dataset
        .figures
        .iter()
        .filter(|figure| figure.usage != Usage::Never)
    {
        let outlet = figure.originator.map(|outlet| outlet.0);
        for source in std::iter::once(&figure.source).chain(&figure.also) {
            rest((outlet, *source), true);
        }
    }
    for statement in &dataset.statements {
        let outlet = statement.originator.map(|outlet| outlet.0);
        for source in std::iter::once(&statement.source).chain(&statement.also) {
            rest((outlet, *source), false);
        }
    }
    for event in &dataset.events {
        for source in &event.sources {
            rest((Some(event.originator.0), *source), false);
        }
    }
    all
}

/// Each outlet with the number of its figures and pages, those with the most figures first.
fn outlets(voice: &Voice, pages: &[Rested]) -> Vec<String> {
    let data = voice.data();
    let own = |outlet: usize| {
        let figures = data.figures.iter().filter(|figure| {
            figure.usage != Usage::Never && figure.originator == Some(OutletId(outlet))
        });
        let pages = pages.iter().filter(|rested| rested.page.0 == Some(outlet));
        (figures.count(), pages.count())
    };
    let all = (0..data.outlets.len()).map(|outlet| (outlet, own(outlet)));
    let mut all: Vec<(usize, (usize, usize))> = all.filter(|(_, (_, pages))| *pages > 0).collect();
    all.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    let row = |(outlet, (figures, pages)): (usize, (usize, usize))| {
        let name = data.outlets.get(outlet)?;
        let values = Values::new()
            .text("outlet", escape(&name.name))
            .text("figures", unless_none(figures))
            .flag("one_figure", figures == 1)
            .text("pages", pages.to_string())
            .flag("one_page", pages == 1);
        Some(voice.say("outlet_row", &values))
    };
    all.into_iter().filter_map(row).collect()
}

/// The outlet that publishes a page, if it is one of the data's.
fn publisher(dataset: &Dataset, source: SourceId) -> Option<usize> {
    let publisher = &dataset.sources.get(source.0)?.publisher;
    let mut outlets = dataset.outlets.iter();
    outlets.position(|outlet| outlet.name == *publisher)
}

fn row(voice: &Voice, rested: &Rested, named: bool) -> Option<String> {
    let (outlet, source) = rested.page;
    let citation = page(voice.data(), outlet, source)?;
    let title = citation.title.as_deref().map(escape);
    let values = Values::new()
        .text("outlet", escape(&citation.outlet))
        .flag("named", named)
        .text(
            "via",
            citation.via.as_deref().map(escape).unwrap_or_default(),
        )
        .text(
            "published",
            short_date(&citation.published).unwrap_or_default(),
        )
        .text("title", title.unwrap_or_default())
        .text("url", citation.url.unwrap_or_default())
        .text("figures", unless_none(rested.figures))
        .flag("one_figure", rested.figures == 1)
        .text("others", unless_none(rested.others))
        .flag("one_other", rested.others == 1);
    Some(voice.say("page", &values))
}
