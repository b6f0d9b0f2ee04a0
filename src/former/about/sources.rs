//! Who says so: the outlet, the body, the page, the date.

use super::{figures, line};
use crate::former::ask::{Ask, Origin};
use crate::former::cite::{citations, escape};
use crate::former::draft::{Draft, Values};
use crate::former::{Status, many, refuse};

/// Who says so: the outlet, the body, the page, the date.
pub(in crate::former) fn sources(ask: &Ask) -> Draft {
    if let Some(event) = event_in_question(ask) {
        return event;
    }
    let figures = figures(ask);
    let cited = citations(ask.data(), &figures, &[]);
    let Some(first) = cited.first() else {
        return refuse::which_metric(ask);
    };
    let first_figure = figures.first().and_then(|id| ask.data().figures.get(id.0));
    let metric = first_figure.map(|figure| figure.metric);
    let outlet = first_figure
        .and_then(|figure| figure.originator)
        .and_then(|outlet| ask.data().outlets.get(outlet.0));
    let other = outlet_asked(ask).filter(|name| *name != first.outlet);
    let lines: Vec<String> = figures
        .iter()
        .take(4)
        .filter_map(|id| line(ask, *id))
        .collect();
    let also: Vec<String> = first_figure
        .map(|figure| {
            figure
                .also
                .iter()
                .filter_map(|source| ask.data().sources.get(source.0))
                .map(|source| escape(&source.publisher))
                .collect()
        })
        .unwrap_or_default();
    let values = Values::new()
        .text("outlet", escape(&first.outlet))
        .text("kind", outlet.map_or("", |outlet| outlet.kind.as_str()))
        .text("body", escape(&first.body))
        .text("via", first.via.as_deref().map(escape).unwrap_or_default())
        .text("published", first.published.clone())
        .text(
            "title",
            first.title.as_deref().map(escape).unwrap_or_default(),
        )
        .text("url", first.url.clone().unwrap_or_default())
        .text("also", many::list(&also))
        .text(
            "basis",
            metric
                .and_then(|metric| ask.metric(metric))
                .map_or("", |metric| metric.basis.as_str()),
        )
        .text("other", other.map(|name| escape(&name)).unwrap_or_default())
        .list("lines", lines)
        .flag("asks_when", ask.has_any(&["when", "publish"]))
        .flag("asks_link", ask.has("link"))
        .flag("asks_official", ask.has_any(&["official", "reliable"]))
        .flag("single", first.single)
        .flag("yes_no", ask.reading.yes_no)
        .resting_on(&figures);
    Draft::answered(ask.word("sources", &values), &values).value(first.outlet.clone())
}

fn event_in_question(ask: &Ask) -> Option<Draft> {
    let carried = ask
        .conversation
        .last
        .as_ref()
        .and_then(|last| last.event)
        .filter(|_| ask.origin != Origin::Named);
    let index = ask
        .reading
        .events
        .first()
        .map(|named| named.index)
        .or(carried)?;
    let event = ask.data().events.get(index)?;
    let outlet = ask.data().outlets.get(event.originator.0)?;
    let pages: Vec<String> = event
        .sources
        .iter()
        .filter_map(|source| ask.data().sources.get(source.0))
        .map(|source| escape(&source.publisher))
        .take(4)
        .collect();
    let values = Values::new()
        .text("name", escape(&event.name))
        .text("outlet", escape(&outlet.name))
        .text("kind", outlet.kind.clone())
        .text("pages", many::list(&pages));
    let draft = Draft::new(Status::Answered, ask.word("event_source", &values));
    Some(draft.value(outlet.name.clone()).citing(event))
}

fn outlet_asked(ask: &Ask) -> Option<String> {
    ask.reading
        .outlets
        .first()
        .and_then(|named| ask.data().outlets.get(named.index))
        .map(|outlet| outlet.name.clone())
}
