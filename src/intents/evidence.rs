//! What a group of words is evidence for: arguments of a query. This is the only place where a meaning meets the name of a group.
//!
//! It must not decide which evidence a question is answered by.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use crate::dataset::Number;
use crate::query::{
    Bound, End, Folding, Grain, Measure, Pick, Scope, Source, Topic, Unit, Wants, Way,
};

/// What a group of words speaks for; the same words may speak for several arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// "highest", "worst".
    pub end: Option<End>,
    /// "rose", "fell".
    pub way: Option<Way>,
    /// "more", "fewer": which of two is looked for, or claimed to be.
    pub against: Option<Way>,
    /// "in percent", "difference": how one figure is set against another.
    pub by: Option<Measure>,
    /// "per day".
    pub per: Option<Unit>,
    /// "more than".
    pub bound: Option<Bound>,
    /// "every", "never".
    pub scope: Option<Scope>,
    /// "sum", "average".
    pub fold: Option<Folding>,
    /// "year", "month".
    pub grain: Option<Grain>,
    /// "first", "last".
    pub pick: Option<Pick>,
    /// "second": a place in an order.
    pub nth: Option<u16>,
    /// "doubled" is 2, "halved" 1/2.
    pub multiple: Option<Number>,
    /// "half of" is 1/2.
    pub part: Option<Number>,
    /// "what is meant by": what is asked about figures rather than for them.
    pub topic: Option<Topic>,
    /// "link": what is asked of a source.
    pub source: Option<Source>,
    /// "which" asks for a name, "how many" for a value.
    pub want: Option<Wants>,
    /// What the words do to others around them.
    pub role: Option<Role>,
    /// What the words do in a sentence.
    pub sentence: Option<Sentence>,
    /// The group that has these words too and means more; where both are expressed, this one only adds its evidence.
    pub refines: Option<String>,
}

/// What words do to the words around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// "not": they deny what is behind them.
    Denial,
    /// "than", "compared with": what is behind them is what something is set against.
    Base,
    /// "except": they leave out the period behind them.
    Without,
    /// "the record before": a place is meant that was held until then.
    RecordBefore,
    /// "rank": an order or a place in it is asked for.
    Order,
    /// "why": a reason is asked for.
    Reason,
}

/// What words do in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sentence {
    /// "how many": they begin a question.
    Opens,
    /// "is that right": they only say something about the sentence before.
    Tags,
}

/// The names of values and what they stand for.
type Names<T> = &'static [(&'static str, T)];

const ENDS: Names<End> = &[
    ("high", End::High),
    ("low", End::Low),
    ("best", End::Best),
    ("worst", End::Worst),
];
const WAYS: Names<Way> = &[
    ("up", Way::Up),
    ("down", Way::Down),
    ("flat", Way::Flat),
    ("any", Way::Any),
    ("better", Way::Better),
    ("worse", Way::Worse),
];
const MEASURES: Names<Measure> = &[
    ("change", Measure::Change),
    ("difference", Measure::Difference),
    ("percent", Measure::Percent),
    ("yearly", Measure::Yearly),
    ("multiple", Measure::Multiple),
    ("share", Measure::Share),
    ("one_in", Measure::OneIn),
    ("rest", Measure::Rest),
    ("rest_share", Measure::RestShare),
    ("higher", Measure::Higher),
    ("lower", Measure::Lower),
];
const UNITS: Names<Unit> = &[
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("working_day", Unit::WorkingDay),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];
const BOUNDS: Names<Bound> = &[
    ("over", Bound::Over),
    ("under", Bound::Under),
    ("at_least", Bound::AtLeast),
    ("at_most", Bound::AtMost),
    ("equal", Bound::Equal),
    ("near", Bound::Near),
    ("nearly", Bound::Nearly),
];
const SCOPES: Names<Scope> = &[
    ("every", Scope::Every),
    ("some", Scope::Some),
    ("none", Scope::None),
];
const FOLDS: Names<Folding> = &[
    ("sum", Folding::Sum),
    ("mean", Folding::Mean),
    ("median", Folding::Median),
    ("count", Folding::Count),
];
const GRAINS: Names<Grain> = &[
    ("year", Grain::Year),
    ("half", Grain::Half),
    ("quarter", Grain::Quarter),
    ("month", Grain::Month),
];
const PICKS: Names<Pick> = &[
    ("all", Pick::All),
    ("first", Pick::First),
    ("last", Pick::Last),
];
const TOPICS: Names<Topic> = &[
    ("definition", Topic::Definition),
    ("sources", Topic::Sources(Source::All)),
    ("outlet", Topic::Outlet),
    ("coverage", Topic::Coverage),
    ("conflict", Topic::Conflict),
    ("comparable", Topic::Comparable),
    ("gap", Topic::Gap),
];
const SOURCES: Names<Source> = &[
    ("all", Source::All),
    ("who", Source::Who),
    ("link", Source::Link),
    ("when", Source::When),
    ("official", Source::Official),
];
const WANTS: Names<Wants> = &[("name", Wants::Name), ("value", Wants::Value)];
const ROLES: Names<Role> = &[
    ("denial", Role::Denial),
    ("base", Role::Base),
    ("without", Role::Without),
    ("record_before", Role::RecordBefore),
    ("order", Role::Order),
    ("reason", Role::Reason),
];
const SENTENCES: Names<Sentence> = &[("opens", Sentence::Opens), ("tags", Sentence::Tags)];

/// What a value may be.
enum Kind {
    /// One of these names.
    Named(Vec<&'static str>),
    /// A number or a fraction.
    Number,
    /// A place in an order.
    Place,
    /// Another group.
    Group,
}

/// Why a line of evidence says nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// There is no such argument; these there are.
    Key(Vec<&'static str>),
    /// There is no such value; these there are.
    Value(Vec<&'static str>),
    /// The value is no number of the kind, which is described.
    Number(&'static str),
}

fn names<T>(known: Names<T>) -> Vec<&'static str> {
    known.iter().map(|(name, _)| *name).collect()
}

/// All arguments, and what their values may be.
fn keys() -> [(&'static str, Kind); 19] {
    [
        ("end", Kind::Named(names(ENDS))),
        ("way", Kind::Named(names(WAYS))),
        ("against", Kind::Named(names(WAYS))),
        ("by", Kind::Named(names(MEASURES))),
        ("per", Kind::Named(names(UNITS))),
        ("bound", Kind::Named(names(BOUNDS))),
        ("scope", Kind::Named(names(SCOPES))),
        ("fold", Kind::Named(names(FOLDS))),
        ("grain", Kind::Named(names(GRAINS))),
        ("pick", Kind::Named(names(PICKS))),
        ("nth", Kind::Place),
        ("multiple", Kind::Number),
        ("part", Kind::Number),
        ("topic", Kind::Named(names(TOPICS))),
        ("source", Kind::Named(names(SOURCES))),
        ("want", Kind::Named(names(WANTS))),
        ("role", Kind::Named(names(ROLES))),
        ("sentence", Kind::Named(names(SENTENCES))),
        ("refines", Kind::Group),
    ]
}

impl Evidence {
    /// Takes in one argument as it is written in a file.
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<(), Wrong> {
        match key {
            "end" => choose(&mut self.end, value, ENDS),
            "way" => choose(&mut self.way, value, WAYS),
            "against" => choose(&mut self.against, value, WAYS),
            "by" => choose(&mut self.by, value, MEASURES),
            "per" => choose(&mut self.per, value, UNITS),
            "bound" => choose(&mut self.bound, value, BOUNDS),
            "scope" => choose(&mut self.scope, value, SCOPES),
            "fold" => choose(&mut self.fold, value, FOLDS),
            "grain" => choose(&mut self.grain, value, GRAINS),
            "pick" => choose(&mut self.pick, value, PICKS),
            "topic" => choose(&mut self.topic, value, TOPICS),
            "source" => choose(&mut self.source, value, SOURCES),
            "want" => choose(&mut self.want, value, WANTS),
            "role" => choose(&mut self.role, value, ROLES),
            "sentence" => choose(&mut self.sentence, value, SENTENCES),
            "nth" => {
                let place = value.parse().ok().filter(|place| (1..=99).contains(place));
                self.nth = Some(place.ok_or(Wrong::Number("a place from 1 to 99, as `\"2\"`"))?);
                Ok(())
            }
            "multiple" => number(&mut self.multiple, value),
            "part" => number(&mut self.part, value),
            "refines" => {
                self.refines = Some(value.to_owned());
                Ok(())
            }
            _ => Err(Wrong::Key(keys().map(|(key, _)| key).to_vec())),
        }
    }

    /// Takes in what another file says of the same group and this one does not.
    pub(crate) fn complete(&mut self, other: &Self) {
        let Self {
            end,
            way,
            against,
            by,
            per,
            bound,
            scope,
            fold,
            grain,
            pick,
            nth,
            multiple,
            part,
            ..
        } = self;
        fill(end, other.end);
        fill(way, other.way);
        fill(against, other.against);
        fill(by, other.by);
        fill(per, other.per);
        fill(bound, other.bound);
        fill(scope, other.scope);
        fill(fold, other.fold);
        fill(grain, other.grain);
        fill(pick, other.pick);
        fill(nth, other.nth);
        fill(multiple, other.multiple);
        fill(part, other.part);
        fill(&mut self.topic, other.topic);
        fill(&mut self.source, other.source);
        fill(&mut self.want, other.want);
        fill(&mut self.role, other.role);
        fill(&mut self.sentence, other.sentence);
        if self.refines.is_none() {
            self.refines.clone_from(&other.refines);
        }
    }
}

fn fill<T: Copy>(into: &mut Option<T>, other: Option<T>) {
    *into = into.or(other);
}

fn choose<T: Copy>(into: &mut Option<T>, value: &str, known: Names<T>) -> Result<(), Wrong> {
    let found = known.iter().find(|(name, _)| *name == value);
    let (_, meant) = found.ok_or_else(|| Wrong::Value(names(known)))?;
    *into = Some(*meant);
    Ok(())
}

/// "2", "1/2", "5/2".
fn number(into: &mut Option<Number>, value: &str) -> Result<(), Wrong> {
    let (upper, lower) = value.split_once('/').unwrap_or((value, "1"));
    let small = |text: &str| text.trim().parse::<i16>().ok().filter(|number| *number > 0);
    let (upper, lower) = small(upper).zip(small(lower)).ok_or(Wrong::Number(
        "a number or a fraction, as `\"2\"` or `\"1/2\"`",
    ))?;
    *into = Some(Number::new(upper.into(), lower.into()));
    Ok(())
}

/// What the schema says of a line of evidence.
pub(super) fn line_schema() -> Value {
    let properties: Map<String, Value> = keys()
        .into_iter()
        .map(|(key, kind)| {
            let schema = match kind {
                Kind::Named(names) => json!({ "type": "string", "enum": names }),
                Kind::Number => json!({ "type": "string", "pattern": "^[0-9]+(/[0-9]+)?$" }),
                Kind::Place => json!({ "type": "string", "pattern": "^[1-9][0-9]?$" }),
                Kind::Group => json!({ "type": "string", "pattern": "^[a-z0-9_]+$" }),
            };
            (key.to_owned(), schema)
        })
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// What the schema says of the table of evidence.
pub(super) fn schema(_: &mut schemars::SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "additionalProperties": line_schema() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let mut all = Evidence::default();
        for (key, kind) in keys() {
            let value = match kind {
                Kind::Named(names) => names.first().copied().unwrap(),
                Kind::Number => "1/2",
                Kind::Place => "2",
                Kind::Group => "max",
            };
            assert_eq!(all.set(key, value), Ok(()), "{key}");
        }
        assert_eq!(all.end, Some(End::High));
        assert_eq!(all.part, Some(Number::new(1, 2)));
        for (key, value) in [
            ("colour", "red"),
            ("end", "highest"),
            ("nth", "0"),
            ("part", "1/0"),
        ] {
            assert!(Evidence::default().set(key, value).is_err(), "{key}");
        }
        let mut empty = Evidence::default();
        empty.complete(&all);
        assert_eq!(empty, all);
    }
}
