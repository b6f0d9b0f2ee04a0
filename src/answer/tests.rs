//! From a query to the text of its answer: line by line over made-up data, and what every answer has to keep over the shipped data.

use std::path::Path;
use std::sync::OnceLock;

use super::*;
use crate::compute::{compute, notation};
use crate::dataset::{Dataset, FigureId, MetricId, Period, Usage};
use crate::files::read_directory;
use crate::query::*;

/// Query | status, value | the answer without its source line.
const ANSWERS: &str = include_str!("answers.txt");

pub(super) fn loaded(data: &str, intents: &[&str]) -> Snapshot {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |path: &str| read_directory(&root.join(path)).unwrap().files;
    let (dataset, problems) = crate::dataset::load(&files(data));
    assert!(!problems.has_errors());
    let intents: Vec<_> = intents.iter().flat_map(|path| files(path)).collect();
    let (intents, problems) = crate::intents::load(&intents);
    let messages: Vec<&String> = problems.iter().map(|problem| &problem.message).collect();
    assert!(!problems.has_errors(), "{messages:?}");
    Snapshot::new(dataset, intents).0
}

pub(super) fn lighthouses() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
    SNAPSHOT.get_or_init(|| loaded("tests/data/lighthouses", &["intents/operations"]))
}

fn shipped() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
    SNAPSHOT.get_or_init(|| loaded("data", &["intents"]))
}

fn year(text: &str) -> Option<Period> {
    Period::year(text.parse().ok()?)
}

fn cells(data: &Dataset, text: &str) -> Cells {
    match notation::asked(data, text) {
        Query::Figures(cells) => cells,
        other => panic!("{other:?}"),
    }
}

fn topic(word: &str) -> Option<Topic> {
    match word {
        "define" => Some(Topic::Definition),
        "sources" => Some(Topic::Sources(Source::All)),
        "when" => Some(Topic::Sources(Source::When)),
        "link" => Some(Topic::Sources(Source::Link)),
        "official" => Some(Topic::Sources(Source::Official)),
        "coverage" => Some(Topic::Coverage),
        "conflict" => Some(Topic::Conflict),
        "comparable" => Some(Topic::Comparable),
        "gap" => Some(Topic::Gap),
        _ => None,
    }
}

fn ranked(rank: Rank, place: &str, more: &str) -> Rank {
    Rank {
        place: match (place, more) {
            ("top", n) => Place::Top(n.parse().unwrap()),
            ("from", period) => Place::Of(year(period).unwrap()),
            ("before", period) => Place::Before(year(period).unwrap()),
            ("both", _) => Place::Ends,
            (n, _) => Place::Nth(n.parse().unwrap()),
        },
        wants: match more {
            "value" => Wants::Value,
            "gap" => Wants::Gap,
            _ if place == "from" => Wants::Gap,
            _ => Wants::Name,
        },
        among: if more == "metric" {
            Among::Metrics
        } else {
            Among::Periods
        },
        ..rank
    }
}

/// What the shared notation has no words for: topics, further measures, places and ends.
#[expect(clippy::too_many_lines, reason = "one arm a notation")]
fn query(data: &Dataset, line: &str) -> Query {
    let words: Vec<&str> = line.split_whitespace().collect();
    let about = |topic, of: Cells, entry| Query::About(About { topic, of, entry });
    let measure = |word: &str| match word {
        "percent" => Some(Measure::Percent),
        "rest" => Some(Measure::Rest),
        "restshare" => Some(Measure::RestShare),
        "lower" => Some(Measure::Lower),
        _ => None,
    };
    match words[..] {
        ["event", detail] => Query::Event {
            event: 0,
            detail: detail.parse().ok(),
        },
        ["exclusion"] => Query::Exclusion(0),
        ["reply", id] => Query::Reply(id.to_owned()),
        ["summary"] => Query::Summary(None),
        ["summary", of] => Query::Summary(year(of)),
        ["split", over] => {
            let over = cells(data, over);
            Query::Split(Term::new(over.metrics[0], over.when).into())
        }
        ["find", over, bound, number] => {
            match query(data, &format!("first {over} {bound} {number}")) {
                Query::Find(find) => Query::Find(Find {
                    pick: Pick::All,
                    ..find
                }),
                other => other,
            }
        }
        ["beside", over, other] => match query(data, &format!("find {over} > 0")) {
            Query::Find(find) => {
                let metric = data.metrics.iter().position(|own| own.id == other);
                Query::Find(Find {
                    limits: vec![Limit::Beside(Bound::Over, MetricId(metric.unwrap()))],
                    ..find
                })
            }
            other => other,
        },
        ["goes", to, over] => match notation::asked(data, &format!("step {to} {over}")) {
            Query::Step(step) => Query::Find(Find {
                over: step.over,
                limits: vec![Limit::Goes(step.way)],
                pick: Pick::All,
            }),
            other => other,
        },
        [end @ ("high" | "low"), over, place, more] => {
            match notation::asked(data, &format!("{end} {over} 1")) {
                Query::Rank(rank) => Query::Rank(ranked(rank, place, more)),
                other => other,
            }
        }
        [word, of] if topic(word).is_some() => about(topic(word).unwrap(), cells(data, of), None),
        [word] if topic(word).is_some() => about(topic(word).unwrap(), Cells::default(), Some(0)),
        [word, left, right] if measure(word).is_some() => {
            match notation::asked(data, &format!("change {left} {right}")) {
                Query::Compare(compare) => Query::Compare(Compare {
                    by: measure(word).unwrap(),
                    ..compare
                }),
                other => other,
            }
        }
        _ => notation::asked(data, line),
    }
}

fn answered(snapshot: &Snapshot, query: &Query, manner: &Manner) -> Answer {
    let finding = compute(&snapshot.dataset, query);
    let part = Part {
        draft: worded(snapshot, query, &finding, manner),
        query: Some(query.clone()),
        is_reading: false,
        intent: None,
        confidence: 1.0,
    };
    finished(snapshot, &[part], None)
}

#[test]
fn queries_are_answered() {
    let snapshot = lighthouses();
    let mut found = Vec::new();
    for line in ANSWERS.lines().filter(|line| line.contains('|')) {
        let asked = line.split('|').next().unwrap().trim();
        let answer = answered(
            snapshot,
            &query(&snapshot.dataset, asked),
            &Manner::default(),
        );
        let body = answer.text.split("\n-# ").next().unwrap();
        let body = body.replace('\n', " / ");
        let value = match &answer.value {
            Some(Headline::One(value)) => value.clone(),
            Some(Headline::Many(values)) => values.join(" "),
            None => String::new(),
        };
        found.push(format!(
            "{asked} | {} {value} | {body}",
            answer.status.word()
        ));
    }
    let found = found.join("\n") + "\n";
    if std::env::var_os("UPDATE_ANSWERS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/answer/answers.txt");
        std::fs::write(path, found).unwrap();
    } else {
        assert_eq!(found, ANSWERS);
    }
}

/// Canonical words | status, value | the answer about data with members, without its source line.
const OF_MEMBERS: &str = include_str!("members.txt");

#[test]
fn queries_about_members_are_answered() {
    let snapshot = loaded("tests/data/coast", &["intents/operations"]);
    let phrases = &snapshot.intents.words[&crate::dataset::Language::En].canonical;
    let mut found = Vec::new();
    for line in OF_MEMBERS.lines().filter(|line| line.contains('|')) {
        let asked = line.split('|').next().unwrap().trim();
        let query = read(asked, &snapshot.dataset, phrases).unwrap_or_else(|| panic!("{asked}"));
        let answer = answered(&snapshot, &query, &Manner::default());
        let body = answer.text.split("\n-# ").next().unwrap();
        let value = match &answer.value {
            Some(Headline::One(value)) => value.clone(),
            Some(Headline::Many(values)) => values.join(" "),
            None => String::new(),
        };
        let status = answer.status.word();
        let body = body.replace('\n', " / ");
        found.push(format!("{asked} | {status} {value} | {body}"));
    }
    let found = found.join("\n") + "\n";
    if std::env::var_os("UPDATE_ANSWERS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/answer/members.txt");
        std::fs::write(path, found).unwrap();
    } else {
        assert_eq!(found, OF_MEMBERS);
    }
}

/// Queries of every kind about a metric.
fn all_about(data: &Dataset, metric: MetricId) -> Vec<Query> {
    let id = &data.metrics[metric.0].id;
    let figures = data.figures.iter().filter(|figure| figure.metric == metric);
    let mut periods: Vec<Period> = figures.map(|figure| figure.period.clone()).collect();
    periods.sort();
    periods.dedup();
    let one = |period: &Period| Cells::new(vec![metric], Window::at(period.clone()));
    let lines = [
        "{}@all",
        "{}@latest",
        "{}@2016",
        "high {}@all 1",
        "low {}@all 1 value",
        "high {}@all top 3",
        "high {}@all both ends",
        "high {}@all before 2024",
        "sum {}@2020..2024",
        "mean {}@all",
        "count {}@all > 1000",
        "find {}@all > 1000",
        "goes up {}@all",
        "step up {}@all",
        "step any {}@all",
        "course {}@all",
        "course {}@2010..2025",
        "split {}@latest",
        "rate {}@latest",
        "change {}@2024 {}@2023",
        "percent {}@2022 {}@2024",
        "more {}@2024 {}@2022",
        "times {}@2024 {}@2022",
        "higher {}@2023 {}@2024",
        "define {}@all",
        "sources {}@all",
        "official {}@all",
        "link {}@all",
        "coverage {}@all",
        "conflict {}@all",
        "comparable {}@all",
        "gap {}@all",
    ];
    let lines = lines
        .iter()
        .map(|line| query(data, &line.replace("{}", id)));
    let singles = periods.iter().map(|period| Query::Figures(one(period)));
    lines.chain(singles).collect()
}

#[test]
fn every_answer_over_the_shipped_data_keeps_the_rules() {
    let snapshot = shipped();
    let data = &snapshot.dataset;
    let metrics = (0..data.metrics.len()).map(MetricId);
    let queries = metrics.flat_map(|metric| all_about(data, metric));
    let years = (2009..2027).map(|year| Query::Summary(Period::year(year)));
    for query in queries.chain(years) {
        let answer = answered(snapshot, &query, &Manner::default());
        if std::env::var_os("SHOW_ANSWERS").is_some() {
            println!("{query:?}\n{}\n", answer.text);
        }
        keeps_the_rules(data, &query, &answer);
    }
}

fn keeps_the_rules(data: &Dataset, query: &Query, answer: &Answer) {
    let text = &answer.text;
    let slips = [
        "for .", "[]", "  ", "years .", " ,", "()", "in .", ": ;", "**  **", "****",
    ];
    for slip in slips {
        assert!(!text.contains(slip), "{slip:?} in {query:?}: {text}");
    }
    assert!(text.chars().count() <= LONGEST, "{query:?}: {text}");
    assert!(!text.trim().is_empty(), "{query:?}");
    assert!(!text.starts_with('['), "{query:?}: {text}");
    let cited = answer.figures.is_empty() || !answer.citations.is_empty();
    assert!(cited, "{query:?}: {text}");
    for shown in &answer.figures {
        let at = data.figures.iter().position(|figure| figure.id == shown.id);
        has_its_rivals(data, FigureId(at.unwrap()), query, answer);
    }
}

/// A figure with a rival never stands alone.
fn has_its_rivals(data: &Dataset, id: FigureId, query: &Query, answer: &Answer) {
    let figure = &data.figures[id.0];
    let own = crate::compute::Quantity::published(data, id).unwrap();
    let given = rivals::gives(&answer.text, &own.text());
    if figure.usage != Usage::Conflict || !given || answer.text.contains('…') {
        return;
    }
    for rival in crate::compute::rivals(data, id) {
        let quantity = crate::compute::Quantity::published(data, rival).unwrap();
        let told = rivals::gives(&answer.text, &quantity.text());
        let same = data.figures[rival.0].value == figure.value;
        let gone = data.figures[rival.0].superseded_by.is_some();
        assert!(
            told || same || gone,
            "{} without {}: {query:?}: {}",
            figure.id,
            data.figures[rival.0].id,
            answer.text
        );
    }
}

#[test]
fn words_that_were_not_understood_are_named_without_harm() {
    let check = |words: &[&str], choices: &[&str], expected: &str| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let choice = |label: &&str| Choice {
            query: Query::Reply(String::new()),
            label: (*label).to_owned(),
            question: (*label).to_owned(),
        };
        let draft = unread(lighthouses(), &words, choices.iter().map(choice).collect());
        assert_eq!(draft.status, Status::NotUnderstood);
        assert!(draft.text.starts_with(expected), "{}", draft.text);
    };
    check(
        &["torched"],
        &[],
        "I don't know *torched* here. I answer questions about",
    );
    check(
        &["@everyone", "**x**", "x"],
        &["rescues in 2022", "rescues in 2022", "rescues"],
        "I don't know *everyone* and *x* here. Did you mean: rescues in 2022, rescues?",
    );
    check(
        &["<@1>", "https://a.example"],
        &[],
        "I don't know *1* and *httpsaexample* here.",
    );
    check(&[], &[], "I did not understand that.");
}

#[test]
fn a_request_is_a_query() {
    let metric = MetricId(0);
    let check = |request: &Request, expected: &str| {
        let text = respond(lighthouses(), request).text;
        assert!(text.contains(expected), "{text}");
    };
    check(
        &Request::Year {
            year: 2022,
            metric: None,
        },
        "- **655** nights on which a lamp went dark: up 38.5% on 2021, the highest of 7 years",
    );
    check(
        &Request::Year {
            year: 2022,
            metric: Some(metric),
        },
        "Lamp outages: 2022: **655**; the first half of 2022: **301**; the second half of 2022: **354**.",
    );
    check(
        &Request::Compare {
            metric,
            from: 2022,
            to: 2021,
        },
        "**+38.5%**",
    );
    check(
        &Request::Trend {
            metric,
            from: Some(2023),
            to: Some(2020),
        },
        "2023: **598**",
    );
    check(
        &Request::Top { metric },
        "The 5 highest for lamp outages: 2022: **655**",
    );
    check(&Request::Sources { outlet: None }, "**Sources**: 6 pages");
    check(&Request::Topics, "- keepers, 2016–2022");
    check(&Request::Help, "I answer questions about");
}
