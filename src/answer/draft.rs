//! What an answer is made of before it is cited: worded text and the figures it rests on.
//!
//! [`Values`] takes numbers of data only as [`Quantity`], and remembers their figures: no number reaches a template without them.

use std::collections::BTreeMap;

use minijinja::Value;

use crate::compute::Quantity;
use crate::dataset::{Event, FigureId, Period, SourceId};

use super::{Choice, Computation, Headline, Status, Verdict};

/// The most pages that an answer about an event cites.
const MOST_PAGES: usize = 3;

/// The values of a template, with the figures that they came from.
#[derive(Debug, Clone, Default)]
pub struct Values {
    entries: BTreeMap<String, Value>,
    figures: Vec<FigureId>,
}

impl Values {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// A quantity, printed.
    #[must_use]
    pub fn quantity(mut self, name: &str, quantity: &Quantity) -> Self {
        self.keep(quantity.figures());
        self.put(name, Value::from(quantity.text()))
    }

    /// A quantity with its sign.
    #[must_use]
    pub fn signed(mut self, name: &str, quantity: &Quantity) -> Self {
        self.keep(quantity.figures());
        self.put(name, Value::from(quantity.signed_text()))
    }

    /// A quantity that may be missing.
    #[must_use]
    pub fn maybe(self, name: &str, quantity: Option<&Quantity>) -> Self {
        match quantity {
            Some(quantity) => self.quantity(name, quantity),
            None => self.put(name, Value::from(())),
        }
    }

    /// A period as a noun ("2024") and, under `NAME_phrase`, with its preposition ("in 2024").
    #[must_use]
    pub fn period(self, name: &str, period: &Period) -> Self {
        let phrase = format!("{name}_phrase");
        self.put(name, Value::from(period.in_words()))
            .put(&phrase, Value::from(period.phrase()))
    }

    /// Text that holds no number of data: a label, a name.
    #[must_use]
    pub fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.put(name, Value::from(text.into()))
    }

    /// Text of the data that may hold numbers, with the figures behind it.
    #[must_use]
    pub fn sourced_text(
        mut self,
        name: &str,
        text: impl Into<String>,
        figures: &[FigureId],
    ) -> Self {
        self.keep(figures);
        self.put(name, Value::from(text.into()))
    }

    /// A list of texts, each already worded.
    #[must_use]
    pub fn list(self, name: &str, items: Vec<String>) -> Self {
        self.put(name, Value::from(items))
    }

    /// A yes or no.
    #[must_use]
    pub fn flag(self, name: &str, flag: bool) -> Self {
        self.put(name, Value::from(flag))
    }

    /// Figures that the answer rests on beside those of its quantities.
    #[must_use]
    pub fn resting_on(mut self, figures: &[FigureId]) -> Self {
        self.keep(figures);
        self
    }

    fn put(mut self, name: &str, value: Value) -> Self {
        self.entries.insert(name.to_owned(), value);
        self
    }

    fn keep(&mut self, figures: &[FigureId]) {
        for figure in figures {
            if !self.figures.contains(figure) {
                self.figures.push(*figure);
            }
        }
    }

    /// The figures behind the values.
    pub fn figures(&self) -> &[FigureId] {
        &self.figures
    }

    /// What the values are called.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// What the template sees.
    pub(crate) fn context(&self) -> Value {
        Value::from_pairs(
            self.entries
                .iter()
                .map(|(name, value)| (name.clone(), value.clone())),
        )
    }
}

/// A page to cite for an outlet, by position; for its publisher if there is none.
pub(crate) type Page = (Option<usize>, SourceId);

/// An answer in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) status: Status,
    pub(crate) text: String,
    pub(crate) value: Option<Headline>,
    pub(crate) unit: Option<String>,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) figures: Vec<FigureId>,
    /// Pages behind text that is not a figure: statements, events.
    pub(crate) pages: Vec<Page>,
    pub(crate) computation: Option<Computation>,
    pub(crate) caveats: Vec<String>,
    pub(crate) choices: Vec<Choice>,
    /// How many of the first figures are printed, where the rest only stand behind the answer.
    pub(crate) printed: Option<usize>,
    /// True if the headline value was computed here.
    pub(crate) computed: bool,
    /// True if the text lists its sources itself.
    pub(crate) lists_sources: bool,
}

impl Draft {
    pub(crate) fn new(status: Status, text: String) -> Self {
        Self {
            status,
            text,
            value: None,
            unit: None,
            verdict: None,
            figures: Vec::new(),
            pages: Vec::new(),
            computation: None,
            caveats: Vec::new(),
            choices: Vec::new(),
            printed: None,
            computed: false,
            lists_sources: false,
        }
    }

    pub(crate) fn answered(text: String, values: &Values) -> Self {
        Self {
            figures: values.figures().to_vec(),
            ..Self::new(Status::Answered, text)
        }
    }

    /// Cites the pages of an event, its outlet first.
    pub(crate) fn citing(mut self, event: &Event) -> Self {
        let outlet = Some(event.originator.0);
        let pages = event.sources.iter().take(MOST_PAGES);
        self.pages = pages.map(|source| (outlet, *source)).collect();
        self
    }

    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(Headline::One(value.into()));
        self
    }

    pub(crate) fn values(mut self, values: Vec<String>) -> Self {
        self.value = Some(match <[String; 1]>::try_from(values) {
            Ok([one]) => Headline::One(one),
            Err(values) => Headline::Many(values),
        });
        self
    }

    pub(crate) fn unit(mut self, unit: &str) -> Self {
        self.unit = (!unit.is_empty()).then(|| unit.to_owned());
        self
    }

    pub(crate) fn printing(mut self, figures: usize) -> Self {
        self.printed = Some(figures);
        self
    }

    pub(crate) fn computed(mut self, computation: Computation) -> Self {
        self.computation = Some(computation);
        self.computed = true;
        self
    }

    pub(crate) fn caveat(mut self, caveat: impl Into<String>) -> Self {
        let caveat = caveat.into();
        if !caveat.is_empty() && !self.caveats.contains(&caveat) {
            self.caveats.push(caveat);
        }
        self
    }

    pub(crate) fn verdict(mut self, verdict: Verdict) -> Self {
        self.verdict = Some(verdict);
        self
    }
}
