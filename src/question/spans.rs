//! What a dataset contributes to reading when: its years, how it cuts them, its named dates.
//!
//! Called once, at load.

use jiff::civil::Date;

use super::closed::Closed;
use super::index::{all, words_of};
use super::period::Landmark;
use crate::dataset::{Dataset, Figure, Metric, Period, PeriodKind, Usage};

/// The first and last year of the data.
pub(super) fn span_of_years(dataset: &Dataset) -> (i16, i16) {
    let years = || {
        dataset
            .figures
            .iter()
            .filter(|figure| figure.usage != Usage::Never)
            .map(|figure| figure.period.to.year())
    };
    (years().min().unwrap_or(0), years().max().unwrap_or(0))
}

/// The months of the data's periods and the end of the latest, where most figures are for months, quarters or halves.
pub(super) fn parts_of_years(dataset: &Dataset) -> Option<(i8, Date)> {
    let figures = dataset.figures.iter();
    let months: Vec<(i8, Date)> = figures
        .filter(|figure| figure.usage != Usage::Never)
        .filter_map(|figure| Some((months(&figure.period)?, figure.period.to)))
        .collect();
    [1, 3, 6].into_iter().find_map(|length| {
        let own = || months.iter().filter(|(months, _)| *months == length);
        let most = own().count() * 2 > dataset.figures.len();
        own()
            .map(|(_, end)| *end)
            .max()
            .filter(|_| most)
            .map(|end| (length, end))
    })
}

/// The whole months of a part of one year.
fn months(period: &Period) -> Option<i8> {
    let (from, to) = (period.from, period.to);
    let whole = from.day() == 1 && to == to.last_of_month() && from.year() == to.year();
    let stretch = matches!(
        period.kind,
        PeriodKind::Half | PeriodKind::Month | PeriodKind::Span
    );
    (whole && stretch).then(|| to.month() - from.month() + 1)
}

/// Whether the data name financial years: "2018/19", "FY2019", or years that begin in another month.
pub(super) fn has_financial_years(dataset: &Dataset, closed: &Closed) -> bool {
    let split = |figure: &Figure| {
        let (from, to) = (figure.period.from, figure.period.to);
        let year = from
            .checked_add(jiff::Span::new().years(1))
            .and_then(Date::yesterday);
        from.year() != to.year() && year.is_ok_and(|end| end == to)
    };
    let named = |metric: &Metric| {
        let texts = [&metric.label, &metric.definition, &metric.unit];
        texts.into_iter().any(|text| {
            words_of(text)
                .iter()
                .any(|word| closed.periods.is_financial(word))
        })
    };
    dataset.figures.iter().any(split) || dataset.own_metrics().any(|(_, own)| named(own))
}

/// The named dates.
pub(super) fn landmarks(dataset: &Dataset) -> Vec<Landmark> {
    let landmark = |(text, date): (&String, jiff::civil::Date)| Landmark {
        words: words_of(text),
        date,
    };
    dataset
        .landmarks
        .iter()
        .flat_map(|mark| all(&mark.aliases).map(|text| landmark((text, mark.date))))
        .collect()
}
