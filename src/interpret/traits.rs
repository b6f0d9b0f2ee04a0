//! What a candidate is beside its operation: how its periods, metrics and further arguments are made up, as words tell it.
//!
//! It must not know a metric, a period or a word.

use std::sync::LazyLock;

use super::named::named;
use super::propose::Candidate;
use super::subjects::Origin;
use crate::dataset::{Grain, Period, PeriodKind};
use crate::query::{
    About, Among, Bound, Cells, Compare, End, Folding, Limit, Measure, Pick, Place, Query, Rank,
    Says, Scope, Source, Span, Term, Topic, Unit, Wants, Way, Window,
};

named! {
    /// A respect in which candidates differ.
    Sort {
        When "when",
        Completed "completed",
        Fold "fold",
        Pick "pick",
        End "end",
        Place "place",
        Wants "wants",
        Among "among",
        Step "step",
        Split "split",
        Per "per",
        Summary "summary",
        Entry "entry",
        Source "source",
        Event "event",
        Nothing "nothing",
        Subject "subject",
        Outlet "outlet",
        Grain "grain",
        Span "span",
        By "by",
        Pair "pair",
        Limit "limit",
        Scope "scope",
        Says "says",
        Of "of",
    }
}

impl Trait {
    /// In which respect it is one.
    pub fn sort(self) -> Sort {
        static SORTS: LazyLock<Vec<Sort>> = LazyLock::new(|| {
            let sort = |one: &Trait| one.code().split('=').next().and_then(Sort::of_code);
            Trait::ALL.iter().filter_map(sort).collect()
        });
        SORTS.get(self.index()).copied().unwrap_or(Sort::When)
    }
}

named! {
    /// What a candidate may be like in one respect.
    Trait {
        WhenCarried "when=carried",
        WhenOwn "when=own",
        CompletedYes "completed=yes",
        CompletedNo "completed=no",
        FoldSum "fold=sum",
        FoldMean "fold=mean",
        FoldMedian "fold=median",
        FoldCount "fold=count",
        PickAll "pick=all",
        PickFirst "pick=first",
        PickLast "pick=last",
        EndHigh "end=high",
        EndLow "end=low",
        EndBest "end=best",
        EndWorst "end=worst",
        PlaceFirst "place=first",
        PlaceNth "place=nth",
        PlaceTop "place=top",
        PlaceAll "place=all",
        PlaceEnds "place=ends",
        PlaceOf "place=of",
        PlaceBefore "place=before",
        WantsName "wants=name",
        WantsValue "wants=value",
        WantsGap "wants=gap",
        AmongMembers "among=members",
        AmongPeriods "among=periods",
        AmongMetrics "among=metrics",
        StepPercent "step=percent",
        StepNumber "step=number",
        SplitMembers "split=members",
        SplitParts "split=parts",
        PerHour "per=hour",
        PerDay "per=day",
        PerWorkingDay "per=working_day",
        PerWeek "per=week",
        PerMonth "per=month",
        PerQuarter "per=quarter",
        PerYear "per=year",
        SummaryPeriod "summary=period",
        SummaryAll "summary=all",
        EntryNamed "entry=named",
        EntryNone "entry=none",
        SourceAll "source=all",
        SourceWho "source=who",
        SourceLink "source=link",
        SourceWhen "source=when",
        SourceOfficial "source=official",
        EventDetail "event=detail",
        EventWhole "event=whole",
        NothingExclusion "nothing=exclusion",
        SubjectNone "subject=none",
        SubjectAssumed "subject=assumed",
        SubjectCarried1 "subject=carried_1",
        SubjectCarried2 "subject=carried_2",
        SubjectImplied "subject=implied",
        SubjectNamed1 "subject=named_1",
        SubjectNamed2 "subject=named_2",
        SubjectNamed3 "subject=named_3",
        OutletYes "outlet=yes",
        OutletNo "outlet=no",
        GrainYears "grain=years",
        GrainHalves "grain=halves",
        GrainQuarters "grain=quarters",
        GrainMonths "grain=months",
        GrainNone "grain=none",
        GrainYear "grain=year",
        GrainHalf "grain=half",
        GrainMonth "grain=month",
        GrainSpan "grain=span",
        GrainDate "grain=date",
        SpanAll "span=all",
        SpanLatest "span=latest",
        SpanEarliest "span=earliest",
        SpanAt1 "span=at_1",
        SpanAt2 "span=at_2",
        SpanAt3 "span=at_3",
        SpanWithin "span=within",
        SpanSince "span=since",
        SpanUntil "span=until",
        SpanLast "span=last",
        SpanFirst "span=first",
        ByChange "by=change",
        ByDifference "by=difference",
        ByPercent "by=percent",
        ByYearly "by=yearly",
        ByMultiple "by=multiple",
        ByShare "by=share",
        ByOneIn "by=one_in",
        ByRest "by=rest",
        ByRestShare "by=rest_share",
        ByHigher "by=higher",
        ByLower "by=lower",
        PairMetrics "pair=metrics",
        PairCrossed "pair=crossed",
        PairLater "pair=later",
        PairEarlier "pair=earlier",
        PairInside "pair=inside",
        LimitNone "limit=none",
        LimitOver "limit=over",
        LimitUnder "limit=under",
        LimitAtLeast "limit=at_least",
        LimitAtMost "limit=at_most",
        LimitEqual "limit=equal",
        LimitNear "limit=near",
        LimitThan "limit=than",
        LimitMean "limit=mean",
        LimitDown "limit=down",
        LimitUp "limit=up",
        LimitSeveral "limit=several",
        ScopeIt "scope=it",
        ScopeNotIt "scope=not_it",
        ScopeEvery "scope=every",
        ScopeNotEvery "scope=not_every",
        ScopeSome "scope=some",
        ScopeNone "scope=none",
        SaysOver "says=over",
        SaysUnder "says=under",
        SaysAtLeast "says=at_least",
        SaysAtMost "says=at_most",
        SaysEqual "says=equal",
        SaysNear "says=near",
        SaysUp "says=up",
        SaysDown "says=down",
        SaysFlat "says=flat",
        SaysMore "says=more",
        SaysLess "says=less",
        SaysSame "says=same",
        SaysFirst "says=first",
        SaysPlace "says=place",
        SaysBy "says=by",
        SaysExists "says=exists",
        OfFigures "of=figures",
        OfFold "of=fold",
        OfCompare "of=compare",
        OfRank "of=rank",
        OfCourse "of=course",
        OfOther "of=other",
    }
}

/// The traits of a candidate, each sort once.
pub fn traits(candidate: &Candidate) -> Vec<Trait> {
    let mut found = Vec::with_capacity(12);
    let claim = match &candidate.query {
        Query::Check(check) => {
            found.push(scope(check.scope, check.denied));
            found.push(says(&check.says));
            found.push(of(&check.of));
            Some(check.of.as_ref())
        }
        _ => None,
    };
    let query = claim.unwrap_or(&candidate.query);
    found.push(subject(candidate));
    match candidate.when {
        Origin::Carried => found.push(Trait::WhenCarried),
        _ => found.push(Trait::WhenOwn),
    }
    found.push(if candidate.completed {
        Trait::CompletedYes
    } else {
        Trait::CompletedNo
    });
    own(query, &mut found);
    found
}

fn own(query: &Query, found: &mut Vec<Trait>) {
    match query {
        Query::Figures(cells) | Query::Course(cells) => over(cells, found),
        Query::Compare(compare) => compared(compare, found),
        Query::Fold(fold) => {
            over(&fold.over, found);
            found.extend([folding(fold.by), limits(&fold.limits)]);
        }
        Query::Find(find) => {
            over(&find.over, found);
            found.extend([limits(&find.limits), pick(find.pick)]);
        }
        Query::Rank(rank) => ranked(rank, found),
        Query::Step(step) => {
            over(&step.over, found);
            found.push(if step.percent {
                Trait::StepPercent
            } else {
                Trait::StepNumber
            });
        }
        Query::Split(split) => {
            term(&split.of, found);
            found.push(if split.by.is_some() {
                Trait::SplitMembers
            } else {
                Trait::SplitParts
            });
        }
        Query::Rate(rate) => {
            term(&rate.of, found);
            found.push(per(rate.per));
        }
        Query::Summary(period) => found.push(if period.is_some() {
            Trait::SummaryPeriod
        } else {
            Trait::SummaryAll
        }),
        Query::About(about) => known_of(about, found),
        Query::Event { detail, .. } => found.push(if detail.is_some() {
            Trait::EventDetail
        } else {
            Trait::EventWhole
        }),
        Query::Exclusion(_) => found.push(Trait::NothingExclusion),
        Query::Statements(_) | Query::Reply(_) | Query::Check(_) => {}
    }
}

fn ranked(rank: &Rank, found: &mut Vec<Trait>) {
    over(&rank.over, found);
    found.push(match rank.end {
        End::High => Trait::EndHigh,
        End::Low => Trait::EndLow,
        End::Best => Trait::EndBest,
        End::Worst => Trait::EndWorst,
    });
    found.push(match &rank.place {
        Place::Nth(1) => Trait::PlaceFirst,
        Place::Nth(_) => Trait::PlaceNth,
        Place::Top(_) => Trait::PlaceTop,
        Place::All => Trait::PlaceAll,
        Place::Ends => Trait::PlaceEnds,
        Place::Of(_) => Trait::PlaceOf,
        Place::Before(_) => Trait::PlaceBefore,
    });
    found.push(match rank.wants {
        Wants::Name => Trait::WantsName,
        Wants::Value => Trait::WantsValue,
        Wants::Gap => Trait::WantsGap,
    });
    found.push(match (rank.among, &rank.by) {
        (_, Some(_)) => Trait::AmongMembers,
        (Among::Periods, None) => Trait::AmongPeriods,
        (Among::Metrics, None) => Trait::AmongMetrics,
    });
}

fn known_of(about: &About, found: &mut Vec<Trait>) {
    over(&about.of, found);
    found.push(if about.entry.is_some() {
        Trait::EntryNamed
    } else {
        Trait::EntryNone
    });
    if let Topic::Sources(source) = about.topic {
        found.push(match source {
            Source::All => Trait::SourceAll,
            Source::Who => Trait::SourceWho,
            Source::Link => Trait::SourceLink,
            Source::When => Trait::SourceWhen,
            Source::Official => Trait::SourceOfficial,
        });
    }
}

fn term(term: &Term, found: &mut Vec<Trait>) {
    window(&term.when, found);
    outlet(term.outlet.is_some(), found);
}

fn folding(by: Folding) -> Trait {
    match by {
        Folding::Sum => Trait::FoldSum,
        Folding::Mean => Trait::FoldMean,
        Folding::Median => Trait::FoldMedian,
        Folding::Count => Trait::FoldCount,
    }
}

fn pick(pick: Pick) -> Trait {
    match pick {
        Pick::All => Trait::PickAll,
        Pick::First => Trait::PickFirst,
        Pick::Last => Trait::PickLast,
    }
}

fn per(unit: Unit) -> Trait {
    match unit {
        Unit::Hour => Trait::PerHour,
        Unit::Day => Trait::PerDay,
        Unit::WorkingDay => Trait::PerWorkingDay,
        Unit::Week => Trait::PerWeek,
        Unit::Month => Trait::PerMonth,
        Unit::Quarter => Trait::PerQuarter,
        Unit::Year => Trait::PerYear,
    }
}

fn subject(candidate: &Candidate) -> Trait {
    let Some(subject) = &candidate.subject else {
        return Trait::SubjectNone;
    };
    match (subject.origin, subject.metrics.len()) {
        (Origin::Assumed, _) => Trait::SubjectAssumed,
        (Origin::Carried, 0 | 1) => Trait::SubjectCarried1,
        (Origin::Carried, _) => Trait::SubjectCarried2,
        (Origin::Implied, _) => Trait::SubjectImplied,
        (_, 0 | 1) => Trait::SubjectNamed1,
        (_, 2) => Trait::SubjectNamed2,
        _ => Trait::SubjectNamed3,
    }
}

fn over(cells: &Cells, found: &mut Vec<Trait>) {
    window(&cells.when, found);
    outlet(cells.outlet.is_some(), found);
}

fn outlet(named: bool, found: &mut Vec<Trait>) {
    found.push(if named {
        Trait::OutletYes
    } else {
        Trait::OutletNo
    });
}

fn window(when: &Window, found: &mut Vec<Trait>) {
    found.push(span(&when.span));
    found.push(grain(when));
}

fn grain(when: &Window) -> Trait {
    match when.grain {
        Some(Grain::Year) => return Trait::GrainYears,
        Some(Grain::Half) => return Trait::GrainHalves,
        Some(Grain::Quarter) => return Trait::GrainQuarters,
        Some(Grain::Month) => return Trait::GrainMonths,
        None => {}
    }
    match when.points().first().map(|point| point.kind) {
        None => Trait::GrainNone,
        Some(PeriodKind::Year) => Trait::GrainYear,
        Some(PeriodKind::Half) => Trait::GrainHalf,
        Some(PeriodKind::Month) => Trait::GrainMonth,
        Some(PeriodKind::Span) => Trait::GrainSpan,
        Some(PeriodKind::Cumulative | PeriodKind::AsOf) => Trait::GrainDate,
    }
}

fn span(span: &Span) -> Trait {
    match span {
        Span::All => Trait::SpanAll,
        Span::Latest => Trait::SpanLatest,
        Span::Earliest => Trait::SpanEarliest,
        Span::At(points) => match points.len() {
            0 | 1 => Trait::SpanAt1,
            2 => Trait::SpanAt2,
            _ => Trait::SpanAt3,
        },
        Span::Within(Some(_), Some(_)) => Trait::SpanWithin,
        Span::Within(Some(_), None) => Trait::SpanSince,
        Span::Within(None, _) => Trait::SpanUntil,
        Span::Last(_) => Trait::SpanLast,
        Span::First(_) => Trait::SpanFirst,
    }
}

fn compared(compare: &Compare, found: &mut Vec<Trait>) {
    let (left, right) = (&compare.left, &compare.right);
    outlet(left.outlet.is_some(), found);
    found.push(match compare.by {
        Measure::Change => Trait::ByChange,
        Measure::Difference => Trait::ByDifference,
        Measure::Percent => Trait::ByPercent,
        Measure::Yearly => Trait::ByYearly,
        Measure::Multiple => Trait::ByMultiple,
        Measure::Share => Trait::ByShare,
        Measure::OneIn => Trait::ByOneIn,
        Measure::Rest => Trait::ByRest,
        Measure::RestShare => Trait::ByRestShare,
        Measure::Higher => Trait::ByHigher,
        Measure::Lower => Trait::ByLower,
    });
    let two = left.metric != right.metric;
    found.push(match (two, left.when == right.when) {
        (true, true) => Trait::PairMetrics,
        (true, false) => Trait::PairCrossed,
        (false, _) if later(&left.when) > later(&right.when) => Trait::PairLater,
        (false, _) if later(&left.when) < later(&right.when) => Trait::PairEarlier,
        (false, _) => Trait::PairInside,
    });
    window(&right.when, found);
}

fn later(when: &Window) -> Option<jiff::civil::Date> {
    when.points().last().map(|point: &Period| point.to)
}

fn limits(limits: &[Limit]) -> Trait {
    match limits {
        [] => Trait::LimitNone,
        [Limit::Value(bound, _)] => match bound {
            Bound::Over => Trait::LimitOver,
            Bound::Under => Trait::LimitUnder,
            Bound::AtLeast => Trait::LimitAtLeast,
            Bound::AtMost => Trait::LimitAtMost,
            Bound::Equal => Trait::LimitEqual,
            Bound::Near | Bound::Nearly => Trait::LimitNear,
        },
        [Limit::Than(..) | Limit::Beside(..)] => Trait::LimitThan,
        [Limit::Mean(_)] => Trait::LimitMean,
        [Limit::Goes(Way::Down | Way::Worse)] => Trait::LimitDown,
        [Limit::Goes(_)] => Trait::LimitUp,
        _ => Trait::LimitSeveral,
    }
}

fn scope(scope: Scope, denied: bool) -> Trait {
    match (scope, denied) {
        (Scope::It, false) => Trait::ScopeIt,
        (Scope::It, true) => Trait::ScopeNotIt,
        (Scope::Every, false) => Trait::ScopeEvery,
        (Scope::Every, true) => Trait::ScopeNotEvery,
        (Scope::Some, _) => Trait::ScopeSome,
        (Scope::None, _) => Trait::ScopeNone,
    }
}

fn says(says: &Says) -> Trait {
    match says {
        Says::Is(bound, _) => match bound {
            Bound::Over => Trait::SaysOver,
            Bound::Under => Trait::SaysUnder,
            Bound::AtLeast => Trait::SaysAtLeast,
            Bound::AtMost => Trait::SaysAtMost,
            Bound::Equal => Trait::SaysEqual,
            Bound::Near | Bound::Nearly => Trait::SaysNear,
        },
        Says::Goes(Way::Up | Way::Better) => Trait::SaysUp,
        Says::Goes(Way::Down | Way::Worse) => Trait::SaysDown,
        Says::Goes(_) => Trait::SaysFlat,
        Says::Against(Way::Up | Way::Better) => Trait::SaysMore,
        Says::Against(Way::Down | Way::Worse) => Trait::SaysLess,
        Says::Against(_) => Trait::SaysSame,
        Says::Holds(Place::Nth(1)) => Trait::SaysFirst,
        Says::Holds(_) => Trait::SaysPlace,
        Says::By(_) => Trait::SaysBy,
        Says::Exists => Trait::SaysExists,
    }
}

fn of(query: &Query) -> Trait {
    match query {
        Query::Figures(_) => Trait::OfFigures,
        Query::Fold(_) => Trait::OfFold,
        Query::Compare(_) => Trait::OfCompare,
        Query::Rank(_) => Trait::OfRank,
        Query::Course(_) => Trait::OfCourse,
        _ => Trait::OfOther,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trait_is_of_a_sort() {
        for one in Trait::ALL {
            let sort = one.sort().code();
            assert_eq!(one.code().split('=').next(), Some(sort));
        }
    }
}
