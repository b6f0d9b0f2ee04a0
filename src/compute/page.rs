//! Figures of one page: what several counts of one period are set against, so that no count of another date is mixed in.
//!
//! It must not say which figure stands for a period by itself: `select` does.

use super::select::Choice;
use crate::dataset::{Dataset, FigureId, MetricId};

/// Of the figures for two metrics in one period those that stand on one page; nothing where counts differ and no page has both.
pub fn on_one_page(dataset: &Dataset, a: &Choice, b: &Choice) -> Option<(Choice, Choice)> {
    let pairs = all_of(a).flat_map(|first| all_of(b).map(move |second| (first, second)));
    let mut pairs = pairs.filter(|(first, second)| share_a_page(dataset, *first, *second));
    match pairs.next() {
        Some((first, second)) => Some((with(a, first), with(b, second))),
        None if is_disputed(dataset, a) || is_disputed(dataset, b) => None,
        None => Some((a.clone(), b.clone())),
    }
}

/// A whole with its parts, all of one page; as they are where no page has all of them.
pub fn split_on_one_page(
    dataset: &Dataset,
    whole: &Choice,
    parts: &[(MetricId, Choice)],
) -> (Choice, Vec<(MetricId, Choice)>) {
    let beside = |figure: FigureId| -> Option<Vec<(MetricId, Choice)>> {
        let on_page = |(metric, part): &(MetricId, Choice)| {
            let mut of_part = all_of(part);
            let same = of_part.find(|id| share_a_page(dataset, *id, figure))?;
            Some((*metric, with(part, same)))
        };
        parts.iter().map(on_page).collect()
    };
    let found = all_of(whole).find_map(|figure| Some((with(whole, figure), beside(figure)?)));
    found.unwrap_or_else(|| (whole.clone(), parts.to_vec()))
}

fn all_of(choice: &Choice) -> impl Iterator<Item = FigureId> + '_ {
    std::iter::once(choice.figure).chain(choice.others.iter().copied())
}

/// The choice with another of its figures to answer with.
fn with(choice: &Choice, figure: FigureId) -> Choice {
    Choice {
        period: choice.period.clone(),
        figure,
        others: all_of(choice).filter(|id| *id != figure).collect(),
    }
}

fn share_a_page(dataset: &Dataset, a: FigureId, b: FigureId) -> bool {
    let figures = dataset.figures.get(a.0).zip(dataset.figures.get(b.0));
    figures.is_some_and(|(a, b)| {
        let stands_on = |page| a.source == page || a.also.contains(&page);
        stands_on(b.source) || b.also.iter().any(|page| stands_on(*page))
    })
}

/// Whether the figures of a choice differ.
fn is_disputed(dataset: &Dataset, choice: &Choice) -> bool {
    let mut values = all_of(choice).filter_map(|id| Some(&dataset.figures.get(id.0)?.value));
    let first = values.next();
    values.any(|value| Some(value) != first)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::compute::{parts, years};
    use crate::dataset::{Period, load};
    use crate::diagnostic::SourceFile;

    const DATA: &str = r#"
[dataset]
title = "Hives"
scope = "figures on hives"
suggestions = ["hives in 2023"]
[[outlet]]
id = "bee"
name = "The Bee"
[[source]]
id = "december"
publisher = "The Bee"
role = "originator"
published = "2023-12-29"
lang = "en"
[[source]]
id = "august"
publisher = "The Bee"
role = "originator"
published = "2024-08-01"
lang = "en"
[[metric]]
id = "hives"
label = "hives"
short = "hives"
unit = "hives"
definition = "Hives."
basis = "The Bee"
[[metric]]
id = "wild"
label = "wild hives"
short = "wild hives"
unit = "hives"
definition = "Hives."
basis = "The Bee"
part_of = ["hives"]
[[metric]]
id = "kept"
label = "kept hives"
short = "kept hives"
unit = "hives"
definition = "Hives."
basis = "The Bee"
part_of = ["hives"]
"#;

    fn figure(id: &str, page: &str, value: i32) -> String {
        let metric = id.split('-').next().unwrap();
        format!(
            "[[figure]]\nid = '{id}'\nmetric = '{metric}'\nperiod = 2023\nvalue = {value}\noriginator = 'bee'\nsource = '{page}'\nconfidence = 'primary'\n"
        )
    }

    /// The values that a part and its whole, and the parts of a split, are given with.
    fn check(figures: &[(&str, &str, i32)], pair: Option<[&str; 2]>, split: &[&str]) {
        let figures = figures
            .iter()
            .map(|(id, page, value)| figure(id, page, *value));
        let text = format!("{DATA}{}", figures.collect::<String>());
        let file = SourceFile {
            path: "data/hives.toml".into(),
            text,
        };
        let (data, problems) = load(&[Arc::new(file)]);
        assert!(!problems.has_errors(), "{problems:?}");
        let value = |choice: &Choice| data.figures[choice.figure.0].value.to_string();
        let whole = years(&data, MetricId(0)).remove(0);
        let part = years(&data, MetricId(1)).remove(0);
        let found = on_one_page(&data, &part, &whole);
        let found = found.map(|(part, whole)| [value(&part), value(&whole)]);
        assert_eq!(found, pair.map(|pair| pair.map(str::to_owned)));
        let parts = parts(&data, MetricId(0), &Period::year(2023).unwrap());
        let (whole, parts) = split_on_one_page(&data, &whole, &parts);
        let mut values = vec![value(&whole)];
        values.extend(parts.iter().map(|(_, part)| value(part)));
        assert_eq!(values, split);
    }

    #[test]
    fn counts_of_two_dates_are_not_mixed() {
        let whole = [("hives-1", "december", 500), ("hives-2", "august", 520)];
        let [early, late] = whole;
        let wild = ("wild-1", "august", 90);
        let kept = ("kept-1", "august", 430);
        check(
            &[early, late, wild, kept],
            Some(["90", "520"]),
            &["520", "90", "430"],
        );
        check(&[early, wild], Some(["90", "500"]), &["500", "90"]);
        let elsewhere = ("hives-3", "december", 510);
        check(&[early, elsewhere, wild], None, &["500", "90"]);
    }
}
