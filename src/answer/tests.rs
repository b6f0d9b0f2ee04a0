//! From a query to the text of its answer, over made-up data.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::*;
use crate::compute::compute;
use crate::dataset::{MetricId, Number, Period};
use crate::diagnostic::SourceFile;
use crate::query::*;

fn texts(directory: &str) -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pending = vec![root.join(directory)];
    let mut files = Vec::new();
    while let Some(directory) = pending.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root).unwrap().display().to_string();
                files.push(Arc::new(SourceFile { path, text }));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

pub(super) fn loaded(data: &str, intents: &str) -> Snapshot {
    let (dataset, problems) = crate::dataset::load(&texts(data));
    assert!(!problems.has_errors(), "{problems:?}");
    let (intents, problems) = crate::intents::load(&texts(intents));
    assert!(!problems.has_errors(), "{problems:?}");
    Snapshot::new(dataset, intents).0
}

pub(super) fn lighthouses() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
    SNAPSHOT.get_or_init(|| loaded("tests/data/lighthouses", "intents/operations"))
}

fn id(snapshot: &Snapshot, metric: &str) -> MetricId {
    let mut metrics = snapshot.dataset.metrics.iter();
    MetricId(metrics.position(|known| known.id == metric).unwrap())
}

fn year(year: i16) -> Period {
    Period::year(year).unwrap()
}

fn at(years: &[i16]) -> Window {
    Window::of(Span::At(years.iter().map(|y| year(*y)).collect()))
}

fn within(from: i16, to: i16) -> Window {
    Window::of(Span::Within(Some(year(from).from), Some(year(to).to)))
}

fn cells(metrics: &[&str], when: Window) -> Cells {
    let ids = metrics.iter().map(|metric| id(lighthouses(), metric));
    Cells::new(ids.collect(), when)
}

fn compare(left: (&str, &[i16]), right: (&str, &[i16]), by: Measure) -> Query {
    let term = |(metric, years): (&str, &[i16])| Term::new(id(lighthouses(), metric), at(years));
    Query::Compare(Compare {
        left: term(left),
        right: term(right),
        by,
    })
}

fn over(limit: i128) -> Limit {
    Limit::Value(
        Bound::Over,
        Amount {
            number: Number::from_integer(limit),
            unit: AmountUnit::Plain,
        },
    )
}

fn rank(metric: &str, when: Window, end: End, place: Place, wants: Wants) -> Query {
    Query::Rank(Rank {
        over: cells(&[metric], when),
        among: Among::Periods,
        end,
        place,
        wants,
    })
}

fn fold(metrics: &[&str], when: Window, by: Folding, limits: Vec<Limit>) -> Query {
    Query::Fold(Fold {
        over: cells(metrics, when),
        by,
        limits,
    })
}

fn about(topic: Topic, metrics: &[&str], when: Window) -> Query {
    Query::About(About {
        topic,
        of: cells(metrics, when),
        entry: None,
    })
}

fn answered(snapshot: &Snapshot, query: &Query, manner: &Manner) -> Answer {
    let finding = compute(&snapshot.dataset, query);
    let draft = worded(snapshot, query, &finding, manner);
    let part = Part {
        draft,
        query: Some(query.clone()),
        intent: None,
        confidence: 1.0,
    };
    finished(snapshot, vec![part], None)
}

#[test]
fn show() {
    use Measure::*;
    let all = Window::default;
    let queries = vec![
        Query::Figures(cells(&["outages"], at(&[2022]))),
        Query::Figures(cells(&["outages"], at(&[2021]))),
        Query::Figures(cells(&["outages"], Window::latest())),
        Query::Figures(cells(&["outages", "rescues"], at(&[2022, 2018]))),
        Query::Figures(cells(&["outages"], at(&[2018]))),
        Query::Figures(cells(&["outages"], at(&[2009]))),
        Query::Figures(cells(&["outages"], all())),
        Query::Figures(cells(&["repairs"], all())),
        Query::Figures(cells(&["visitors"], at(&[2023]))),
        Query::Figures(Cells {
            outlet: Some(crate::dataset::OutletId(1)),
            ..cells(&["outages"], at(&[2022]))
        }),
        compare(("outages", &[2022]), ("outages", &[2021]), Change),
        compare(("outages", &[2021]), ("outages", &[2022]), Percent),
        compare(("outages", &[2022]), ("outages", &[2021]), Difference),
        compare(("outages", &[2021]), ("outages", &[2022]), Difference),
        compare(("outages", &[2021]), ("outages", &[2022]), Multiple),
        compare(("outages", &[2022]), ("fog_outages", &[2022]), Difference),
        compare(("fog_outages", &[2022]), ("outages", &[2022]), Share),
        compare(("fog_outages", &[2022]), ("outages", &[2022]), OneIn),
        compare(("fog_outages", &[2022]), ("outages", &[2022]), Rest),
        compare(("fog_outages", &[2022]), ("outages", &[2022]), RestShare),
        compare(("fog_outages", &[2022]), ("outages", &[2022]), Higher),
        compare(("outages", &[2022]), ("outages", &[2021]), Higher),
        compare(("outages", &[2022]), ("outages", &[2021]), Lower),
        compare(("outages", &[2022]), ("outages", &[2019, 2020]), Change),
        compare(("fog_outages", &[2023]), ("outages", &[2023]), Share),
        compare(("keepers", &[2022]), ("visitors", &[2022]), Share),
        compare(("automated", &[2023]), ("automated", &[2018]), Change),
        fold(&["outages"], within(2021, 2022), Folding::Sum, vec![]),
        fold(&["outages"], within(2016, 2022), Folding::Sum, vec![]),
        fold(&["outages"], all(), Folding::Mean, vec![]),
        fold(&["outages"], all(), Folding::Count, vec![over(500)]),
        fold(&["outages"], all(), Folding::Count, vec![]),
        fold(
            &["outages", "fog_outages"],
            at(&[2022]),
            Folding::Sum,
            vec![],
        ),
        fold(&["automated"], within(2019, 2020), Folding::Sum, vec![]),
        Query::Find(Find {
            over: cells(&["outages"], all()),
            limits: vec![over(500)],
            pick: Pick::All,
        }),
        Query::Find(Find {
            over: cells(&["outages"], all()),
            limits: vec![over(5000)],
            pick: Pick::All,
        }),
        Query::Find(Find {
            over: cells(&["outages"], all()),
            limits: vec![Limit::Goes(Way::Down)],
            pick: Pick::First,
        }),
        Query::Find(Find {
            over: cells(&["outages"], all()),
            limits: vec![Limit::Than(Bound::Over, year(2020))],
            pick: Pick::All,
        }),
        Query::Find(Find {
            over: cells(&["visitors"], all()),
            limits: vec![over(25_000)],
            pick: Pick::All,
        }),
        rank("outages", all(), End::High, Place::Nth(1), Wants::Name),
        rank("outages", all(), End::Low, Place::Nth(1), Wants::Value),
        rank("outages", all(), End::High, Place::Nth(2), Wants::Name),
        rank("rescues", all(), End::High, Place::Top(3), Wants::Name),
        rank("rescues", all(), End::High, Place::Ends, Wants::Value),
        rank(
            "rescues",
            all(),
            End::High,
            Place::Of(year(2021)),
            Wants::Value,
        ),
        rank(
            "outages",
            all(),
            End::High,
            Place::Before(year(2022)),
            Wants::Value,
        ),
        rank(
            "outages",
            within(2020, 2023),
            End::Low,
            Place::Nth(1),
            Wants::Name,
        ),
        rank("outages", all(), End::Worst, Place::Nth(1), Wants::Name),
        Query::Step(Step {
            over: cells(&["outages"], all()),
            way: Way::Up,
            percent: false,
        }),
        Query::Step(Step {
            over: cells(&["keepers"], all()),
            way: Way::Up,
            percent: true,
        }),
        Query::Course(cells(&["outages"], all())),
        Query::Course(cells(&["rescues", "keepers"], within(2020, 2023))),
        Query::Split(Term::new(id(lighthouses(), "outages"), at(&[2022]))),
        Query::Split(Term::new(id(lighthouses(), "rescues"), at(&[2022]))),
        Query::Rate(Rate {
            of: Term::new(id(lighthouses(), "outages"), at(&[2022])),
            per: Unit::Month,
        }),
        Query::Rate(Rate {
            of: Term::new(id(lighthouses(), "repairs"), Window::latest()),
            per: Unit::WorkingDay,
        }),
        Query::Summary(Some(year(2022))),
        Query::Summary(None),
        about(Topic::Definition, &["outages"], all()),
        about(Topic::Definition, &["outages"], at(&[2022])),
        about(Topic::Sources(Source::All), &["outages"], at(&[2022])),
        about(Topic::Sources(Source::When), &["visitors"], all()),
        about(Topic::Sources(Source::Link), &["repairs"], all()),
        about(Topic::Sources(Source::Official), &["visitors"], all()),
        about(Topic::Sources(Source::All), &[], all()),
        about(Topic::Coverage, &["outages"], all()),
        about(Topic::Coverage, &["repairs"], all()),
        about(Topic::Coverage, &[], all()),
        about(Topic::Conflict, &["outages"], at(&[2021])),
        about(Topic::Conflict, &["rescues"], at(&[2021])),
        about(Topic::Comparable, &["outages", "fog_outages"], all()),
        about(Topic::Comparable, &["outages", "rescues"], all()),
        about(Topic::Gap, &["outages"], all()),
        Query::About(About {
            topic: Topic::Conflict,
            of: Cells::default(),
            entry: Some(0),
        }),
        Query::About(About {
            topic: Topic::Outlet,
            of: Cells {
                outlet: Some(crate::dataset::OutletId(0)),
                ..Cells::default()
            },
            entry: None,
        }),
        Query::Event {
            event: 0,
            detail: None,
        },
        Query::Event {
            event: 0,
            detail: Some(1),
        },
        Query::Statements(vec![0]),
        Query::Exclusion(0),
        Query::Reply("help".into()),
        Query::Reply("forecast".into()),
    ];
    for query in queries {
        let answer = answered(lighthouses(), &query, &Manner::default());
        println!(
            "## {:?}\n{:?} {:?} {}\n",
            query_name(&query),
            answer.status,
            answer.value,
            answer.text
        );
    }
    println!(
        "{:?}",
        respond(
            lighthouses(),
            &Request::Year {
                year: 2022,
                metric: None
            }
        )
        .text
    );
    println!("{:?}", respond(lighthouses(), &Request::Topics).text);
    println!(
        "{:?}",
        unread(lighthouses(), &["@torched".into()], vec![]).text
    );
}

fn query_name(query: &Query) -> String {
    format!("{query:?}").chars().take(60).collect()
}
