//! A query as an object for programs: ids instead of positions, periods as they are written in data files.
//!
//! What the query does not say is left out. It must not know how queries are worded.

mod period;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::{
    About, Amount, By, Cells, Check, Limit, Place, Query, Rank, Says, Span, Term, Topic, Window,
};
use crate::dataset::{Dataset, MetricId, OutletId, format_number};
use period::written;

/// The query as an object.
pub fn to_json(query: &Query, data: &Dataset) -> Value {
    Teller { data }.query(query)
}

/// Knows the ids.
#[derive(Clone, Copy)]
struct Teller<'a> {
    data: &'a Dataset,
}

/// The keys of one object behind those of another; what is null is left out.
fn with(first: Value, more: Value) -> Value {
    let keys = |value| match value {
        Value::Object(keys) => keys,
        _ => Map::new(),
    };
    let all = keys(first).into_iter().chain(keys(more));
    Value::Object(all.filter(|(_, value)| !value.is_null()).collect())
}

impl Teller<'_> {
    fn query(self, query: &Query) -> Value {
        let tagged = |operation: &str, value| with(json!({ "operation": operation }), value);
        match query {
            Query::Figures(cells) => tagged("figures", self.cells(cells)),
            Query::Course(cells) => tagged("course", self.cells(cells)),
            Query::Split(split) => tagged(
                "split",
                with(self.by(split.by.as_ref()), self.term(&split.of)),
            ),
            Query::Compare(compare) => {
                let (left, right) = (self.term(&compare.left), self.term(&compare.right));
                let sides = json!({ "by": compare.by, "left": left, "right": right });
                tagged("compare", sides)
            }
            Query::Fold(fold) => {
                let how = json!({ "by": fold.by, "limits": self.limits(&fold.limits) });
                tagged("fold", with(how, self.cells(&fold.over)))
            }
            Query::Find(find) => {
                let how = json!({ "pick": find.pick, "limits": self.limits(&find.limits) });
                tagged("find", with(how, self.cells(&find.over)))
            }
            Query::Rank(rank) => tagged("rank", self.rank(rank)),
            Query::Step(step) => {
                let how = json!({ "way": step.way, "percent": step.percent });
                tagged("step", with(how, self.cells(&step.over)))
            }
            Query::Rate(rate) => tagged(
                "rate",
                with(json!({ "per": rate.per }), self.term(&rate.of)),
            ),
            Query::Summary(period) => {
                tagged("summary", json!({ "period": period.as_ref().map(written) }))
            }
            Query::About(about) => tagged("about", self.about(about)),
            Query::Event { event, detail } => tagged("event", self.event(*event, *detail)),
            Query::Statements(all) => {
                let statement = |at: &usize| Some(self.data.statements.get(*at)?.id.as_str());
                let ids: Vec<Option<&str>> = all.iter().map(statement).collect();
                tagged("statements", json!({ "statements": ids }))
            }
            Query::Exclusion(at) => {
                let exclusion = self.data.exclusions.get(*at);
                tagged(
                    "exclusion",
                    json!({ "exclusion": exclusion.map(|own| &own.id) }),
                )
            }
            Query::Check(check) => tagged("check", self.check(check)),
            Query::Reply(id) => tagged("reply", json!({ "intent": id })),
        }
    }

    fn metric(self, metric: MetricId) -> Option<String> {
        self.data.metrics.get(metric.0).map(|own| own.id.clone())
    }

    fn limits(self, limits: &[Limit]) -> Value {
        limits.iter().map(|limit| self.limit(limit)).collect()
    }

    fn limit(self, limit: &Limit) -> Value {
        match limit {
            Limit::Value(bound, own) => json!({ "is": bound, "amount": amount(own) }),
            Limit::Than(bound, period) => json!({ "is": bound, "than": written(period) }),
            Limit::Beside(bound, other) => {
                json!({ "is": bound, "than": { "metric": self.metric(*other) } })
            }
            Limit::Mean(bound) => json!({ "is": bound, "than": "mean" }),
            Limit::Goes(way) => json!({ "goes": way }),
        }
    }

    fn outlet(self, outlet: Option<OutletId>) -> Option<String> {
        let outlet = self.data.outlets.get(outlet?.0);
        outlet.map(|own| own.id.clone())
    }

    fn cells(self, cells: &Cells) -> Value {
        let metrics = cells.metrics.iter().map(|metric| self.metric(*metric));
        let own = json!({
            "metrics": metrics.collect::<Vec<_>>(),
            "when": window(&cells.when),
            "outlet": self.outlet(cells.outlet),
        });
        with(own, Value::Null)
    }

    fn term(self, term: &Term) -> Value {
        let own = json!({
            "metric": self.metric(term.metric),
            "when": window(&term.when),
            "outlet": self.outlet(term.outlet),
        });
        with(own, Value::Null)
    }

    fn rank(self, rank: &Rank) -> Value {
        let how = json!({
            "among": rank.among,
            "end": rank.end,
            "place": place(&rank.place),
            "wants": rank.wants,
        });
        let how = with(how, self.by(rank.by.as_ref()));
        with(how, self.cells(&rank.over))
    }

    fn by(self, by: Option<&By>) -> Value {
        let Some(by) = by else { return json!({}) };
        let dimension = self.data.dimensions.get(by.dimension.0);
        let members = by.without.iter();
        let without: Vec<&String> = members
            .filter_map(|member| Some(&self.data.members.get(member.0)?.id))
            .collect();
        let without = (!without.is_empty()).then_some(without);
        json!({ "by": dimension.map(|own| &own.id), "without": without })
    }

    fn about(self, about: &About) -> Value {
        let (topic, source) = match about.topic {
            Topic::Definition => ("definition", None),
            Topic::Sources(source) => ("sources", Some(source)),
            Topic::Outlet => ("outlet", None),
            Topic::Coverage => ("coverage", None),
            Topic::Conflict => ("conflict", None),
            Topic::Comparable => ("comparable", None),
            Topic::Gap => ("gap", None),
        };
        let at = |at: usize| match about.topic {
            Topic::Gap => Some(&self.data.gaps.get(at)?.what),
            Topic::Sources(_) => Some(&self.data.events.get(at)?.id),
            _ => Some(&self.data.conflicts.get(at)?.id),
        };
        let entry = about.entry.and_then(at);
        let own = json!({ "topic": topic, "source": source, "entry": entry });
        with(own, self.cells(&about.of))
    }

    fn event(self, event: usize, detail: Option<usize>) -> Value {
        let event = self.data.events.get(event);
        let key = event.and_then(|event| Some(&event.details.get(detail?)?.key));
        json!({ "event": event.map(|event| &event.id), "detail": key })
    }

    fn check(self, check: &Check) -> Value {
        let says = match &check.says {
            Says::Is(bound, own) => json!({ "is": bound, "amount": amount(own) }),
            Says::Goes(way) => json!({ "goes": way }),
            Says::Holds(own) => json!({ "holds": place(own) }),
            Says::By(outlet) => json!({ "by": self.outlet(Some(*outlet)) }),
            Says::Against(way) => json!({ "against": way }),
            Says::Exists => json!({ "exists": true }),
        };
        json!({
            "of": self.query(&check.of),
            "says": says,
            "scope": check.scope,
            "denied": check.denied,
        })
    }
}

fn window(when: &Window) -> Value {
    let span = match &when.span {
        Span::All => json!({ "span": "all" }),
        Span::Latest => json!({ "span": "latest" }),
        Span::Earliest => json!({ "span": "earliest" }),
        Span::At(periods) => {
            let periods: Vec<String> = periods.iter().map(written).collect();
            json!({ "span": "at", "periods": periods })
        }
        Span::Within(from, to) => {
            let date = |date: &jiff::civil::Date| date.to_string();
            json!({ "span": "within", "from": from.as_ref().map(date), "to": to.as_ref().map(date) })
        }
        Span::Last(count) => json!({ "span": "last", "count": count }),
        Span::First(count) => json!({ "span": "first", "count": count }),
    };
    let without: Vec<String> = when.without.iter().map(written).collect();
    let without = (!without.is_empty()).then_some(without);
    with(span, json!({ "grain": when.grain, "without": without }))
}

/// The number in plain digits, or as a fraction where its decimals never end.
fn amount(amount: &Amount) -> Value {
    let (numer, denom) = (*amount.number.numer(), *amount.number.denom());
    let is_decimal = (0..=18).any(|places| 10_i128.pow(places) % denom == 0);
    let digits = if is_decimal {
        format_number(amount.number).replace(',', "")
    } else {
        format!("{numer}/{denom}")
    };
    json!({ "number": digits, "unit": amount.unit })
}

fn place(place: &Place) -> Value {
    match place {
        Place::Nth(nth) => json!({ "nth": nth }),
        Place::Top(count) => json!({ "top": count }),
        Place::All => json!("all"),
        Place::Ends => json!("ends"),
        Place::Of(period) => json!({ "of": written(period) }),
        Place::Before(period) => json!({ "before": written(period) }),
    }
}
