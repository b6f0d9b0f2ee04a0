//! A finding in a line.

use crate::compute::*;
use crate::dataset::{Dataset, Grain, Period, PeriodKind};

fn short(period: &Period) -> String {
    match (period.grain(), period.kind) {
        (Some(Grain::Year), _) => period.to.year().to_string(),
        (Some(Grain::Half), _) => format!("{}-H{}", period.to.year(), period.to.month() / 6),
        (Some(Grain::Quarter), _) => format!("{}-Q{}", period.to.year(), period.to.month() / 3),
        (Some(Grain::Month), _) => format!("{}-{:02}", period.to.year(), period.to.month()),
        (None, PeriodKind::AsOf) => format!("@{}", period.to),
        (None, _) => format!("{}..{}", period.from, period.to),
    }
}

fn said(cells: &[Cell]) -> String {
    let one = |cell: &Cell| format!("{}={}", short(&cell.period), cell.quantity.text());
    cells.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn named(data: &Dataset, cells: &[Cell]) -> String {
    let one = |cell: &Cell| {
        let metric = &data.metrics[cell.metric.0].id;
        format!("{metric} {}={}", short(&cell.period), cell.quantity.text())
    };
    cells.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn holes(periods: &[Period]) -> String {
    let periods: Vec<String> = periods.iter().map(short).collect();
    if periods.is_empty() {
        String::new()
    } else {
        format!(" without {}", periods.join(" "))
    }
}

fn maybe(quantity: Option<&Quantity>) -> String {
    quantity.map_or("-".to_owned(), Quantity::text)
}

#[expect(clippy::too_many_lines, reason = "one arm a kind")]
pub(super) fn tell(data: &Dataset, finding: &Finding) -> String {
    match finding {
        Finding::Rows(rows) => {
            let missing: Vec<Period> = rows
                .missing
                .iter()
                .filter_map(|m| m.period.clone())
                .collect();
            format!("{}{}", named(data, &rows.cells), holes(&missing))
        }
        Finding::Pairs(pairs) => {
            let each = pairs
                .iter()
                .map(|pair| tell(data, &Finding::Pair(pair.clone())));
            each.collect::<Vec<_>>().join("; ")
        }
        Finding::Pair(pair) => {
            let [difference, percent, multiple] =
                [&pair.difference, &pair.percent, &pair.multiple].map(|q| maybe(q.as_ref()));
            format!(
                "{}: {difference}, {percent}, {multiple}",
                maybe(pair.value.as_ref())
            )
        }
        Finding::Folded(folded) => {
            format!(
                "{} of {}{}",
                folded.value.text(),
                said(&folded.cells),
                holes(&folded.holes)
            )
        }
        Finding::Found(found) => {
            let unsure = if found.unsure.is_empty() {
                String::new()
            } else {
                format!(" perhaps {}", said(&found.unsure))
            };
            format!("{}{unsure}{}", said(&found.cells), holes(&found.holes))
        }
        Finding::Order(order) => {
            let unsure = if order.unsure.is_empty() {
                String::new()
            } else {
                format!(" unsure {}", said(&order.unsure))
            };
            format!(
                "{}{unsure}{}",
                named(data, &order.cells),
                holes(&order.holes)
            )
        }
        Finding::Steps(steps) => {
            let one = |step: &OneStep| {
                format!(
                    "{}>{}: {} ({})",
                    short(&step.from.period),
                    short(&step.to.period),
                    step.difference.signed_text(),
                    maybe(step.percent.as_ref())
                )
            };
            let all: Vec<String> = steps.steps.iter().map(one).collect();
            format!("{}{}", all.join(" "), holes(&steps.holes))
        }
        Finding::Course(all) => {
            let one = |series: &Series| format!("{}{}", said(&series.cells), holes(&series.holes));
            all.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Finding::Parts(parts) => {
            let one = |(cell, share): &(Cell, Option<Quantity>)| {
                format!(
                    "{} {}",
                    named(data, std::slice::from_ref(cell)),
                    maybe(share.as_ref())
                )
            };
            let all: Vec<String> = parts.parts.iter().map(one).collect();
            format!(
                "{}: {}, rest {}",
                named(data, std::slice::from_ref(&parts.whole)),
                all.join(", "),
                maybe(parts.rest.as_ref())
            )
        }
        Finding::Spread(spread) => format!("{} over {:?}", spread.value.text(), spread.over),
        Finding::Summary(summary) => {
            let before: Vec<Cell> = summary.before.iter().flatten().cloned().collect();
            format!(
                "{}; before {}",
                named(data, &summary.cells),
                named(data, &before)
            )
        }
        Finding::Judged(_) | Finding::Known => format!("{finding:?}"),
        Finding::Lacks(lack) => lacking(data, lack),
    }
}

fn lacking(data: &Dataset, lack: &Lack) -> String {
    match lack {
        Lack::NoFigure {
            missing, nearest, ..
        } => format!("none{}, near {}", holes(missing), said(nearest)),
        Lack::Gap(at) => format!("gap {at}"),
        Lack::Holes { missing, .. } => format!("holes{}", holes(missing)),
        Lack::Unlike { left, right, why } => format!(
            "unlike {why:?}: {}",
            named(data, &[left.clone(), right.clone()])
        ),
        Lack::OnlyBounds(cells) => format!("bounds {}", said(cells)),
        Lack::NotAdditive(cells) => format!("no sum of {}", cells.len()),
        Lack::Overlap(a, b) => format!("overlap {} {}", data.metrics[a.0].id, data.metrics[b.0].id),
        Lack::BadBase(_, base) => format!("bad base {}", said(std::slice::from_ref(base))),
        Lack::NoWhole(_) => "no whole".to_owned(),
        Lack::NoParts(_) => "no parts".to_owned(),
        Lack::NoBetter(_) => "no better".to_owned(),
        Lack::TooFew(cells) => format!("few {}", cells.len()),
        Lack::NoWorkingDays(_) => "no working days".to_owned(),
        Lack::NotBrokenDown(metric, dimension) => format!(
            "{} not by {}",
            data.metrics[metric.0].id, data.dimensions[dimension.0].id
        ),
        Lack::OnlyByMembers(metric) => format!("{} only by members", data.metrics[metric.0].id),
        Lack::NoMetric => "no metric".to_owned(),
    }
}
