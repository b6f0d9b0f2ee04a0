//! Periods as data files write them: `2024`, `2024-H1`, `2024-Q3`, `2024-03`, `2024-01-01..2024-04-12`.

use crate::dataset::{Grain, Period, PeriodKind};

/// A period in short; a state is `@` and its day, a running total `+` and its days.
pub(super) fn written(period: &Period) -> String {
    let (from, to) = (period.from, period.to);
    let (year, month) = (from.year(), from.month());
    let days = || format!("{from}..{to}");
    let is_whole = from.day() == 1 && to == to.last_of_month();
    match period.kind {
        PeriodKind::Year if is_whole && month == 1 => format!("{year:04}"),
        PeriodKind::Half if is_whole => format!("{year:04}-H{}", month / 7 + 1),
        PeriodKind::Month if is_whole => format!("{year:04}-{month:02}"),
        PeriodKind::Span if period.grain() == Some(Grain::Quarter) => {
            format!("{year:04}-Q{}", (month + 2) / 3)
        }
        PeriodKind::Span if from == to => from.to_string(),
        PeriodKind::AsOf => format!("@{to}"),
        PeriodKind::Cumulative => format!("+{}", days()),
        _ => days(),
    }
}
