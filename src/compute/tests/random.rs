//! No query makes computing panic.

use jiff::civil::Date;
use proptest::prelude::*;

use super::harbour::data;
use super::reading::period;
use super::telling::tell;
use crate::compute::{Finding, compute};
use crate::dataset::{Dataset, Grain, MetricId, Number, OutletId, Period, PeriodKind};
use crate::query::{
    Among, Amount, AmountUnit, Bound, Cells, Compare, End, Find, Fold, Folding, Limit, Measure,
    Pick, Place, Query, Rank, Rate, Span, Step, Term, Unit, Wants, Way, Window,
};

fn any_period() -> impl Strategy<Value = Period> {
    let kinds = [
        PeriodKind::Year,
        PeriodKind::Half,
        PeriodKind::Month,
        PeriodKind::Span,
        PeriodKind::Cumulative,
        PeriodKind::AsOf,
    ];
    let dates = (-9999_i16..=9999, 1_i8..=12, 1_i8..=28, 0_i8..=12);
    let near = (1980_i16..2030, 1_i8..=12, 1_i8..=28, 0_i8..=12);
    let named = prop::sample::select(vec![
        "2016",
        "2019",
        "2021",
        "2022",
        "2023",
        "2022-H1",
        "2022-Q3",
        "2023-05",
        "@2021-12-31",
    ]);
    prop_oneof![
        4 => named.prop_map(period),
        1 => (prop::sample::select(kinds.to_vec()), prop_oneof![dates, near], any::<bool>()).prop_map(|(kind, (year, month, day, _), vague)| {
            let from = Date::new(year, month, day).unwrap();
            Period { kind, from, to: from.last_of_year(), words: vague.then(|| "about then".to_owned()) }
        }),
    ]
}

fn any_window() -> impl Strategy<Value = Window> {
    let date = || prop::option::of(any_period().prop_map(|period| period.from));
    let span = prop_oneof![
        Just(Span::All),
        Just(Span::Latest),
        Just(Span::Earliest),
        prop::collection::vec(any_period(), 0..4).prop_map(Span::At),
        (date(), date()).prop_map(|(from, to)| Span::Within(from, to)),
        (0_u16..30).prop_map(Span::Last),
        any::<u16>().prop_map(Span::First),
        any::<u16>().prop_map(Span::Last),
    ];
    let grain = prop::option::of(prop::sample::select(vec![
        Grain::Year,
        Grain::Half,
        Grain::Quarter,
        Grain::Month,
    ]));
    (span, grain, prop::collection::vec(any_period(), 0..2)).prop_map(|(span, grain, without)| {
        Window {
            span,
            grain,
            without,
        }
    })
}

fn any_cells() -> impl Strategy<Value = Cells> {
    let metrics = prop::collection::vec((0_usize..18).prop_map(MetricId), 0..3);
    let outlet = prop::option::weighted(0.2, (0_usize..3).prop_map(OutletId));
    (metrics, any_window(), outlet).prop_map(|(metrics, when, outlet)| Cells {
        metrics,
        when,
        outlet,
    })
}

fn any_term() -> impl Strategy<Value = Term> {
    (0_usize..18, any_window()).prop_map(|(metric, when)| Term::new(MetricId(metric), when))
}

fn any_limit() -> impl Strategy<Value = Limit> {
    let bounds = [
        Bound::Over,
        Bound::Under,
        Bound::AtLeast,
        Bound::AtMost,
        Bound::Equal,
        Bound::Near,
        Bound::Nearly,
    ];
    let bound = prop::sample::select(bounds.to_vec());
    let units = [AmountUnit::Plain, AmountUnit::Percent, AmountUnit::Times];
    let amount = (-1000_i128..1000, prop::sample::select(units.to_vec()));
    let ways = [
        Way::Up,
        Way::Down,
        Way::Flat,
        Way::Any,
        Way::Better,
        Way::Worse,
    ];
    prop_oneof![
        (bound.clone(), amount).prop_map(|(bound, (number, unit))| {
            Limit::Value(
                bound,
                Amount {
                    number: Number::from_integer(number),
                    unit,
                },
            )
        }),
        (bound.clone(), any_period()).prop_map(|(bound, period)| Limit::Than(bound, period)),
        (bound.clone(), 0_usize..18)
            .prop_map(|(bound, metric)| Limit::Beside(bound, MetricId(metric))),
        bound.prop_map(Limit::Mean),
        prop::sample::select(ways.to_vec()).prop_map(Limit::Goes),
    ]
}

#[expect(clippy::too_many_lines, reason = "one arm a kind")]
fn any_query() -> impl Strategy<Value = Query> {
    use Measure::*;
    let measures = [
        Change, Difference, Percent, Multiple, Share, OneIn, Rest, RestShare, Higher, Lower,
    ];
    let foldings = [Folding::Sum, Folding::Mean, Folding::Median, Folding::Count];
    let ways = [
        Way::Up,
        Way::Down,
        Way::Flat,
        Way::Any,
        Way::Better,
        Way::Worse,
    ];
    let ends = [End::High, End::Low, End::Best, End::Worst];
    let units = [
        Unit::Hour,
        Unit::Day,
        Unit::WorkingDay,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
    ];
    let limits = || prop::collection::vec(any_limit(), 0..3);
    let place = prop_oneof![
        any::<u16>().prop_map(Place::Nth),
        (0_u16..4).prop_map(Place::Nth),
        any::<u16>().prop_map(Place::Top),
        Just(Place::All),
        Just(Place::Ends),
        any_period().prop_map(Place::Of),
        any_period().prop_map(Place::Before),
    ];
    let among = prop::sample::select(vec![Among::Periods, Among::Metrics]);
    prop_oneof![
        any_cells().prop_map(Query::Figures),
        any_cells().prop_map(Query::Course),
        any_term().prop_map(|of| Query::Split(of.into())),
        prop::option::of(any_period()).prop_map(Query::Summary),
        (
            any_term(),
            any_term(),
            prop::sample::select(measures.to_vec())
        )
            .prop_map(|(left, right, by)| Query::Compare(Compare { left, right, by })),
        (
            any_cells(),
            prop::sample::select(foldings.to_vec()),
            limits()
        )
            .prop_map(|(over, by, limits)| Query::Fold(Fold { over, by, limits })),
        (any_cells(), limits()).prop_map(|(over, limits)| Query::Find(Find {
            over,
            limits,
            pick: Pick::First
        })),
        (
            any_cells(),
            among,
            prop::sample::select(ends.to_vec()),
            place
        )
            .prop_map(|(over, among, end, place)| Query::Rank(Rank {
                over,
                among,
                end,
                place,
                wants: Wants::Value,
                by: None,
            })),
        (
            any_cells(),
            prop::sample::select(ways.to_vec()),
            any::<bool>()
        )
            .prop_map(|(over, way, percent)| Query::Step(Step { over, way, percent })),
        (any_term(), prop::sample::select(units.to_vec()))
            .prop_map(|(of, per)| Query::Rate(Rate { of, per })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn no_query_makes_computing_panic(queries in prop::collection::vec(any_query(), 4)) {
        thread_local! {
            static DATA: Dataset = data();
        }
        DATA.with(|data| {
            for query in &queries {
                let finding = compute(data, query);
                tell(data, &finding);
                if let Finding::Order(order) = &finding {
                    for at in 0..order.cells.len() + 2 {
                        order.place_of(at);
                        order.at_place(at);
                    }
                }
            }
        });
    }
}
