//! Fills the slots of a question from a dataset, in the question's language.

use crate::dataset::{Dataset, Language, Metric, MetricId, Number, format_number};
use crate::intents::{Piece, pieces};
use crate::question::stems_of;

use super::material::{Couple, Material, Series};

/// Fills questions from one dataset.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    data: &'a Dataset,
    material: Material,
}

/// Words around years and numbers, in one language; `{}` stands for the number.
struct Phrasebook {
    range: &'static str,
    since: &'static str,
    before: &'static str,
    by: &'static str,
    latest: &'static str,
    relative: &'static str,
    shift: &'static str,
    multiple: &'static str,
    threshold: &'static str,
    ordinal: &'static str,
}

const ENGLISH: Phrasebook = Phrasebook {
    range: "from {a} to {b}",
    since: "since {a}",
    before: "before {b}",
    by: "by the end of {b}",
    latest: "the latest year",
    relative: "last year",
    shift: "the year before",
    multiple: "3 times",
    threshold: "more than {n}",
    ordinal: "third",
};

const RUSSIAN: Phrasebook = Phrasebook {
    range: "с {a} по {b}",
    since: "с {a} года",
    before: "до {b} года",
    by: "к концу {b} года",
    latest: "последний год",
    relative: "в прошлом году",
    shift: "годом ранее",
    multiple: "3 раза",
    threshold: "больше {n}",
    ordinal: "третий",
};

const UKRAINIAN: Phrasebook = Phrasebook {
    range: "з {a} по {b}",
    since: "з {a} року",
    before: "до {b} року",
    by: "до кінця {b} року",
    latest: "останній рік",
    relative: "торік",
    shift: "роком раніше",
    multiple: "3 рази",
    threshold: "більше {n}",
    ordinal: "третій",
};

impl<'a> Filler<'a> {
    pub(super) fn new(data: &'a Dataset) -> Self {
        Self {
            data,
            material: Material::of(data),
        }
    }

    /// The question with its slots filled; `None` if the data have nothing for one of them.
    pub(super) fn fill(&self, question: &str, language: Language) -> Option<String> {
        let pieces = pieces(question);
        let focus = self.focus(&pieces);
        let mut filled = String::new();
        let mut figures = 0;
        for piece in &pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Slot(name) => {
                    filled.push_str(&self.slot(name, &focus, language, figures)?);
                    figures += usize::from(*name == "figure");
                }
            }
        }
        Some(filled)
    }

    /// What the question is about: a part and its whole, two metrics, or one.
    fn focus(&self, pieces: &[Piece<'_>]) -> Focus<'_> {
        let has = |name: &str| pieces.contains(&Piece::Slot(name));
        let couple = if has("part") || has("whole") {
            self.material.part_and_whole.as_ref()
        } else if has("metric_a") || has("metric_b") {
            self.material.alike.as_ref()
        } else {
            None
        };
        Focus {
            couple,
            series: self.material.series.as_ref(),
        }
    }

    fn slot(
        &self,
        name: &str,
        focus: &Focus<'_>,
        language: Language,
        figures: usize,
    ) -> Option<String> {
        let book = phrasebook(language);
        let with_years = |pattern: &str| {
            let (a, b) = focus.years()?;
            Some(
                pattern
                    .replace("{a}", &a.to_string())
                    .replace("{b}", &b.to_string()),
            )
        };
        match name {
            "metric" => self.metric(focus.series?.metric, language),
            "metric_a" | "part" => self.metric(focus.couple?.first, language),
            "metric_b" | "whole" => self.metric(focus.couple?.second, language),
            "year" | "year_b" => focus.last_year().map(|year| year.to_string()),
            "year_a" => with_years("{a}"),
            "range" => with_years(book.range),
            "since" => with_years(book.since),
            "before" => with_years(book.before),
            "by" => with_years(book.by),
            "latest" => Some(book.latest.to_owned()),
            "relative" => Some(book.relative.to_owned()),
            "shift" => Some(book.shift.to_owned()),
            "multiple" => Some(book.multiple.to_owned()),
            "ordinal" => Some(book.ordinal.to_owned()),
            "percentage" => Some("40%".to_owned()),
            "figure" => figure(focus.series?, figures),
            "threshold" => Some(
                book.threshold
                    .replace("{n}", &format_number(self.between(focus.series?)?)),
            ),
            "number" => Some(format_number(self.between(focus.series?)?)),
            "outlet" => self.outlet(),
            "event" => self.data.events.first().map(|event| event.name.clone()),
            "detail" => self.detail(language),
            _ => None,
        }
    }

    /// A name of a metric in a language: its short name in English, else what people call it.
    fn metric(&self, metric: MetricId, language: Language) -> Option<String> {
        let metric = self.data.metrics.get(metric.0)?;
        if language == Language::En {
            return Some(metric.short.clone());
        }
        metric.aliases.get(&language)?.first().cloned()
    }

    /// An outlet that has published a figure.
    fn outlet(&self) -> Option<String> {
        let of_a_figure = self
            .data
            .figures
            .iter()
            .find_map(|figure| figure.originator)?;
        self.data
            .outlets
            .get(of_a_figure.0)
            .map(|outlet| outlet.name.clone())
    }

    /// Words for a detail that name no metric besides, as far as there are such.
    fn detail(&self, language: Language) -> Option<String> {
        let details = &self.data.events.first()?.details;
        let aliases = || {
            details
                .iter()
                .filter_map(|detail| detail.aliases.get(&language))
                .flatten()
        };
        let names = |alias: &&String| {
            self.data
                .metrics
                .iter()
                .any(|metric| has_words_of(metric, alias, language))
        };
        aliases()
            .find(|alias| !names(alias))
            .or_else(|| aliases().next())
            .cloned()
    }

    /// A round number between two figures of a series that is itself no figure of the data.
    fn between(&self, series: &Series) -> Option<Number> {
        let values = || series.years.iter().map(|(.., value)| *value);
        let (low, high) = (values().min()?, values().max()?);
        let middle = (low + high) / Number::from_integer(2);
        let is_figure = |number: Number| {
            self.data
                .figures
                .iter()
                .any(|figure| figure.value.exact() == Some(number))
        };
        [1000, 100, 10, 1]
            .into_iter()
            .map(|step| (middle / Number::from_integer(step)).floor() * Number::from_integer(step))
            .find(|number| low < *number && *number < high && !is_figure(*number))
    }
}

/// What a question's years and numbers hang on.
struct Focus<'a> {
    couple: Option<&'a Couple>,
    series: Option<&'a Series>,
}

impl Focus<'_> {
    fn all_years(&self) -> Vec<i16> {
        match (self.couple, self.series) {
            (Some(couple), _) => couple.years.clone(),
            (None, Some(series)) => series.years.iter().map(|(year, ..)| *year).collect(),
            (None, None) => Vec::new(),
        }
    }

    fn last_year(&self) -> Option<i16> {
        self.all_years().pop()
    }

    /// The last two years.
    fn years(&self) -> Option<(i16, i16)> {
        match self.all_years().as_slice() {
            [.., a, b] => Some((*a, *b)),
            _ => None,
        }
    }
}

/// Whether some name of a metric has one of these words.
fn has_words_of(metric: &Metric, words: &str, language: Language) -> bool {
    let names = metric
        .aliases
        .get(&language)
        .into_iter()
        .flatten()
        .chain([&metric.label, &metric.short]);
    let mut stems = names.flat_map(|name| stems_of(name));
    let words = stems_of(words);
    stems.any(|stem| words.contains(&stem))
}

/// The last figure of a series, then the one before, and so on.
fn figure(series: &Series, nth: usize) -> Option<String> {
    let (.., value) = series.years.iter().rev().nth(nth)?;
    Some(format_number(*value))
}

fn phrasebook(language: Language) -> &'static Phrasebook {
    match language {
        Language::En => &ENGLISH,
        Language::Ru => &RUSSIAN,
        Language::Uk => &UKRAINIAN,
    }
}

/// The language of a question, by its letters.
pub fn language_of(question: &str) -> Language {
    if question.contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ']) {
        Language::Uk
    } else if question.contains(|letter| ('А'..='я').contains(&letter)) {
        Language::Ru
    } else {
        Language::En
    }
}
