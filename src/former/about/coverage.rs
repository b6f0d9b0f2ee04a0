//! Which years and metrics there are, and which are missing.

use crate::compute::{series, years};
use crate::dataset::{MetricId, Period, PeriodKind};
use crate::former::ask::Ask;
use crate::former::cite::escape;
use crate::former::draft::{Draft, Values};
use crate::former::periods::years_between;
use crate::former::{lookup, many, refuse};

/// Stems of words for what is not there: "missing", "gaps", "nothing".
const MISSING: &[&str] = &["miss", "gap", "noth"];

/// What the dataset has: years of a metric, missing years, metrics.
pub(in crate::former) fn coverage(ask: &Ask) -> Draft {
    let Some(metric) = ask.metric_id() else {
        return refuse::which_metric(ask);
    };
    let all = years(ask.data(), metric);
    if let Some(point) = ask.periods.only()
        && lookup::find(ask.data(), metric, point).is_none()
    {
        return refuse::no_data(ask, Some(metric), std::slice::from_ref(point));
    }
    let have = many::periods_of(&all);
    let other = other_periods(ask, metric);
    let missing = years_between(&have);
    let gap = ask
        .data()
        .gaps
        .iter()
        .find(|gap| gap.metrics.contains(&metric));
    let figures = many::figures_of(&all);
    let metrics: Vec<String> = ask
        .data()
        .metrics
        .iter()
        .take(12)
        .map(|metric| escape(&metric.short))
        .collect();
    let values = Values::new()
        .text("metric", ask.short(metric))
        .text("have", many::list_of_periods(&have))
        .list("other", other)
        .text("missing", many::list_of_periods(&missing))
        .text("gap", gap.map_or("", |gap| gap.say.as_str()))
        .text("metrics", many::list(&metrics))
        .text("n_metrics", ask.data().metrics.len().to_string())
        .text("scope", ask.data().about.scope.clone())
        .flag("asks_metrics", ask.has("metricword"))
        .flag("asks_missing", asks_missing(ask))
        .resting_on(&figures.iter().rev().take(1).copied().collect::<Vec<_>>());
    let bare = if ask.has("howmany") {
        vec![have.len().to_string()]
    } else {
        have.iter().map(crate::dataset::Period::in_words).collect()
    };
    Draft::answered(ask.word("coverage", &values), &values).values(bare)
}

/// The halves, months and running totals that there are beside the years, one list a kind.
fn other_periods(ask: &Ask, metric: MetricId) -> Vec<String> {
    let kinds = [PeriodKind::Half, PeriodKind::Month, PeriodKind::Cumulative];
    let periods =
        kinds.map(|kind| -> Vec<Period> { many::periods_of(&series(ask.data(), metric, kind)) });
    let some = periods.iter().filter(|periods| !periods.is_empty());
    some.map(|periods| many::list_of_periods(periods)).collect()
}

fn asks_missing(ask: &Ask) -> bool {
    let mut words = ask.reading.words.iter();
    ask.has_any(&["why", "not"]) || words.any(|word| MISSING.contains(&word.stem.as_str()))
}
