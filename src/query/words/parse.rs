//! All ways in which a text may be read as canonical words. It must not know which of them is right.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::build::build;
use super::leaf;
use super::names::{Kind, named_periods};
use super::phrases::{Line, Phrases, Piece};
use super::rules::Sort;
use super::value::{Operand, Tail, Value, Wanted};
use crate::dataset::{Dataset, DimensionId, MemberId, MetricId, OutletId};
use crate::query::Query;

/// How much is tried before a text is given up: more than ten times what canonical words take.
const STEPS: u32 = 20_000;

/// What begins at a place of the text, and where it ends.
type Found = Vec<(Value, usize)>;

/// Reads one text.
pub(super) struct Parser<'a> {
    text: &'a str,
    data: &'a Dataset,
    phrases: &'a Phrases,
    known: RefCell<HashMap<(Sort, usize), Rc<Found>>>,
    steps: Cell<u32>,
}

/// Everything that a text, which is normal, may ask.
pub(super) fn parse(text: &str, data: &Dataset, phrases: &Phrases) -> Vec<Query> {
    let parser = Parser {
        text,
        data,
        phrases,
        known: RefCell::default(),
        steps: Cell::default(),
    };
    let found = parser.all(Sort::Query, 0);
    if parser.is_tired() {
        return Vec::new();
    }
    let mut queries = Vec::new();
    for (value, end) in found.iter() {
        if let Value::Query(query) = value
            && *end == text.len()
            && !queries.contains(query)
        {
            queries.push(query.clone());
        }
    }
    queries
}

impl Parser<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Whether too much was tried; what was found so far is then worth nothing.
    fn is_tired(&self) -> bool {
        self.steps.get() > STEPS
    }

    /// Counts another thing that is tried, and tells whether there have been too many.
    fn tries(&self) -> bool {
        self.steps.set(self.steps.get().saturating_add(1));
        !self.is_tired()
    }

    /// Everything of a sort that begins at a place.
    fn all(&self, sort: Sort, at: usize) -> Rc<Found> {
        if let Some(known) = self.known.borrow().get(&(sort, at)) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find(sort, at));
        let mut known = self.known.borrow_mut();
        known.insert((sort, at), Rc::clone(&found));
        found
    }

    fn find(&self, sort: Sort, at: usize) -> Found {
        let rest = self.rest(at);
        let one = |found: Option<(Value, usize)>| -> Found {
            let found = found.map(|(value, length)| (value, at + length));
            found.into_iter().collect()
        };
        match sort {
            Sort::Metric => self.metric(at),
            Sort::Dimension => {
                self.named(Kind::Dimension, at, |at| Value::Dimension(DimensionId(at)))
            }
            Sort::Member => self.named(Kind::Member, at, Value::At),
            Sort::Members => self.members(at),
            Sort::Outlet => self.named(Kind::Outlet, at, |at| Value::Outlet(OutletId(at))),
            Sort::Event => self.named(Kind::Event, at, Value::At),
            Sort::Conflict => self.named(Kind::Conflict, at, Value::At),
            Sort::Gap => self.named(Kind::Gap, at, Value::At),
            Sort::Statement => self.named(Kind::Statement, at, Value::At),
            Sort::Exclusion => self.named(Kind::Exclusion, at, Value::At),
            Sort::Named => named_periods(self.data, rest)
                .into_iter()
                .map(|(period, length)| (Value::Period(period), at + length))
                .collect(),
            Sort::Detail => self.details(at),
            Sort::Topic => self.topics(at),
            Sort::Number => one(leaf::number(rest)),
            Sort::Count => one(leaf::count(rest)),
            Sort::Year => one(leaf::year(rest)),
            Sort::Day => one(leaf::day(rest)),
            Sort::Reply => one(leaf::reply(rest)),
            Sort::Metrics => self.metrics(at),
            Sort::Periods => self.periods(at),
            Sort::Statements => self.statements(at),
            Sort::Operand => self.operands(at),
            Sort::Tail => self.tails(at),
            Sort::Limits => self.limits(at),
            Sort::Wants => self.wants(at),
            _ => self.forms(sort, at),
        }
    }

    fn named(&self, kind: Kind, at: usize, value: impl Fn(usize) -> Value) -> Found {
        let found = kind.find(self.data, self.rest(at)).into_iter();
        found
            .map(|(own, length)| (value(own), at + length))
            .collect()
    }

    /// A metric, and the same narrowed down by members.
    fn metric(&self, at: usize) -> Found {
        let mut found = self.named(Kind::Metric, at, |at| Value::Metric(MetricId(at)));
        for (value, end) in found.clone() {
            for (members, end) in self.form("slice", end) {
                if let (Value::Metric(metric), Value::Members(members)) = (&value, members)
                    && let Some(slice) = self.data.slice(*metric, &members)
                {
                    found.push((Value::Metric(slice), end));
                }
            }
        }
        found
    }

    fn members(&self, at: usize) -> Found {
        let member = |value| match value {
            Value::At(at) => Some(MemberId(at)),
            _ => None,
        };
        let lists = self.list(Sort::Member, at).into_iter();
        let lists = lists.filter_map(|(list, end)| {
            let list: Option<_> = list.into_iter().map(member).collect();
            Some((Value::Members(list?), end))
        });
        lists.collect()
    }

    fn details(&self, at: usize) -> Found {
        let details = self.data.events.iter().flat_map(|event| &event.details);
        self.texts(at, details.map(|detail| detail.key.as_str()))
    }

    fn topics(&self, at: usize) -> Found {
        let topics = self.data.statements.iter();
        self.texts(at, topics.map(|statement| statement.topic.as_str()))
    }

    fn texts<'t>(&self, at: usize, texts: impl Iterator<Item = &'t str>) -> Found {
        let mut known: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for text in texts {
            if let Some(length) = super::text::after_name(self.rest(at), text)
                && !known.contains(&text)
            {
                known.push(text);
                found.push((Value::Text(text.to_owned()), at + length));
            }
        }
        found
    }

    /// The forms of a sort that begin at a place.
    fn forms(&self, sort: Sort, at: usize) -> Found {
        let mut found = Vec::new();
        let rest = self.rest(at);
        for line in self.phrases.of(sort) {
            if let Some(Piece::Text(first)) = line.normal.first()
                && !rest.starts_with(first.as_str())
            {
                continue;
            }
            self.follow(line, 0, at, &mut vec![None; line.slots], &mut found);
        }
        found
    }

    /// One form that begins at a place.
    fn form(&self, key: &str, at: usize) -> Found {
        let mut found = Vec::new();
        if let Some(line) = self.phrases.line(key) {
            self.follow(line, 0, at, &mut vec![None; line.slots], &mut found);
        }
        found
    }

    fn follow(
        &self,
        line: &Line,
        piece: usize,
        at: usize,
        values: &mut Vec<Option<Value>>,
        found: &mut Found,
    ) {
        if !self.tries() {
            return;
        }
        match line.normal.get(piece) {
            None => {
                let values: Option<Vec<Value>> = values.iter().cloned().collect();
                let in_order = || self.phrases.in_order(line.key);
                let value = values.and_then(|values| build(line.key, &values, in_order, self.data));
                found.extend(value.map(|value| (value, at)));
            }
            Some(Piece::Text(text)) => {
                if self.rest(at).starts_with(text.as_str()) {
                    self.follow(line, piece + 1, at + text.len(), values, found);
                }
            }
            Some(Piece::Slot(slot, sort)) => {
                for (value, end) in self.all(*sort, at).iter() {
                    if let Some(place) = values.get_mut(*slot) {
                        *place = Some(value.clone());
                    }
                    self.follow(line, piece + 1, *end, values, found);
                }
            }
        }
    }

    /// "a", "a and b", "a, b and c".
    fn list(&self, sort: Sort, at: usize) -> Vec<(Vec<Value>, usize)> {
        let first = self.all(sort, at);
        let mut open: Vec<(Vec<Value>, usize)> = first
            .iter()
            .map(|(value, end)| (vec![value.clone()], *end))
            .collect();
        let mut found = open.clone();
        while !open.is_empty() {
            found.extend(self.longer(&open, "and", sort));
            open = self.longer(&open, "comma", sort);
        }
        found
    }

    fn longer(
        &self,
        lists: &[(Vec<Value>, usize)],
        joint: &str,
        sort: Sort,
    ) -> Vec<(Vec<Value>, usize)> {
        let mut found = Vec::new();
        for (list, end) in lists {
            for (_, next) in self.form(joint, *end) {
                for (value, end) in self.all(sort, next).iter() {
                    if !self.tries() {
                        return Vec::new();
                    }
                    let mut list = list.clone();
                    list.push(value.clone());
                    found.push((list, *end));
                }
            }
        }
        found
    }

    fn metrics(&self, at: usize) -> Found {
        let metric = |value| match value {
            Value::Metric(metric) => Some(metric),
            _ => None,
        };
        let lists = self.list(Sort::Metric, at).into_iter();
        let lists = lists.filter_map(|(list, end)| {
            let list: Option<_> = list.into_iter().map(metric).collect();
            Some((Value::Metrics(list?), end))
        });
        lists.chain(self.forms(Sort::Metrics, at)).collect()
    }

    fn periods(&self, at: usize) -> Found {
        let period = |value| match value {
            Value::Period(period) => Some(period),
            _ => None,
        };
        let lists = self.list(Sort::Period, at).into_iter();
        let lists = lists.filter_map(|(list, end)| {
            let list: Option<_> = list.into_iter().map(period).collect();
            Some((Value::Periods(list?), end))
        });
        lists.collect()
    }

    fn statements(&self, at: usize) -> Found {
        let position = |value| match value {
            Value::At(at) => Some(at),
            _ => None,
        };
        let lists = self.list(Sort::Statement, at).into_iter();
        let lists = lists.filter_map(|(list, end)| {
            let list: Option<_> = list.into_iter().map(position).collect();
            Some((Value::Statements(list?), end))
        });
        lists.collect()
    }

    fn limits(&self, at: usize) -> Found {
        let mut open = vec![(Vec::new(), at)];
        let mut found = open.clone();
        let mut joint = "limit_first";
        while !open.is_empty() {
            let mut next = Vec::new();
            for (limits, end) in &open {
                for (value, end) in self.form(joint, *end) {
                    if let Value::Limit(limit) = value
                        && self.tries()
                    {
                        let mut limits = limits.clone();
                        limits.push(limit);
                        next.push((limits, end));
                    }
                }
            }
            found.extend(next.iter().cloned());
            open = next;
            joint = "limit_more";
        }
        let found = found.into_iter();
        found
            .map(|(limits, end)| (Value::Limits(limits), end))
            .collect()
    }

    fn wants(&self, at: usize) -> Found {
        let mut found = vec![(Value::Wants(None), at)];
        for (key, wanted) in [
            ("wants_period", Wanted::Period),
            ("wants_metric", Wanted::Metric),
            ("wants_gap", Wanted::Gap),
        ] {
            let ends = self.form(key, at).into_iter();
            found.extend(ends.map(|(_, end)| (Value::Wants(Some(wanted)), end)));
        }
        found
    }

    fn tails(&self, at: usize) -> Found {
        let found = self.behind(vec![(Tail::default(), at)], "tail_when");
        let found = self.outer_tails(found).into_iter();
        found.map(|(tail, end)| (Value::Tail(tail), end)).collect()
    }

    /// Tails with everything behind the periods.
    fn outer_tails(&self, mut found: Vec<(Tail, usize)>) -> Vec<(Tail, usize)> {
        for key in ["tail_grain", "tail_without", "tail_outlet"] {
            found = self.behind(found, key);
        }
        found
    }

    /// Tails as they are, and with one thing more behind them.
    fn behind(&self, mut tails: Vec<(Tail, usize)>, key: &str) -> Vec<(Tail, usize)> {
        let mut longer = Vec::new();
        for (tail, end) in &tails {
            for (value, end) in self.form(key, *end) {
                if !self.tries() {
                    return Vec::new();
                }
                let mut tail = tail.clone();
                match value {
                    Value::When(span, grain) => tail.when = Some((span, grain)),
                    Value::Grain(Some(grain)) => tail.grain = Some(grain),
                    Value::Periods(periods) => tail.without = periods,
                    Value::Outlet(outlet) => tail.outlet = Some(outlet),
                    _ => continue,
                }
                longer.push((tail, end));
            }
        }
        tails.extend(longer);
        tails
    }

    /// A metric, a metric with its tail, or a tail.
    fn operands(&self, at: usize) -> Found {
        let mut found = Vec::new();
        let mut push = |metric, tail, end| {
            found.push((Value::Operand(Operand { metric, tail }), end));
        };
        for (value, end) in self.all(Sort::Metric, at).iter() {
            let Value::Metric(metric) = value else {
                continue;
            };
            push(Some(*metric), None, *end);
            for (tail, end) in self.all(Sort::Tail, *end).iter() {
                if let Value::Tail(tail) = tail
                    && tail.when.is_some()
                {
                    push(Some(*metric), Some(tail.clone()), *end);
                }
            }
        }
        for (value, end) in self.all(Sort::When, at).iter() {
            if let Value::When(span, grain) = value {
                let tail = Tail {
                    when: Some((span.clone(), *grain)),
                    ..Tail::default()
                };
                for (tail, end) in self.outer_tails(vec![(tail, *end)]) {
                    push(None, Some(tail), end);
                }
            }
        }
        found
    }
}
