//! Which periods a question may be about: said, carried from the conversation, or none.
//!
//! A period that was said is used, so that what it leaves out is never answered in its place.

use jiff::civil::Date;

use super::memory::{Memory, ends_of_talk};
use super::subjects::Origin;
use super::tokens::Tokens;
use crate::dataset::{Grain, Period, PeriodKind};
use crate::query::Span;
use crate::question::evidence::Evidence;
use crate::question::period::{Mention, When, months};

/// Periods that a question may be about.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    /// Single periods, in the order of the question; the ends of a range too.
    pub points: Vec<Period>,
    /// A stretch.
    pub stretch: Option<Span>,
    /// Whether the points are the ends of the stretch.
    pub ends: bool,
    /// "the latest", "the earliest".
    pub edge: Option<Span>,
    /// How they were come by.
    pub origin: Origin,
    /// Whether a period was reckoned from another: "the year before".
    pub shifted: bool,
    /// Whether only what is there so far is asked for: "this year so far".
    pub so_far: bool,
    /// The words that say so.
    pub tokens: Tokens,
}

impl Times {
    /// Times that say nothing.
    pub fn none() -> Self {
        Self {
            points: Vec::new(),
            stretch: None,
            ends: false,
            edge: None,
            origin: Origin::Assumed,
            shifted: false,
            so_far: false,
            tokens: Tokens::default(),
        }
    }

    /// Whether they say nothing.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.stretch.is_none() && self.edge.is_none()
    }

    /// The periods as those of figures.
    pub fn of_figures(&self) -> Span {
        match (&self.stretch, &self.edge) {
            (Some(stretch), _) => stretch.clone(),
            (None, _) if !self.points.is_empty() => Span::At(self.points.clone()),
            (None, Some(edge)) => edge.clone(),
            (None, None) => Span::Latest,
        }
    }

    /// The periods as those that a computation runs over.
    pub fn of_series(&self) -> Span {
        match &self.stretch {
            Some(stretch) => stretch.clone(),
            None if !self.points.is_empty() => Span::At(self.points.clone()),
            None => Span::All,
        }
    }
}

/// The periods that a question may be about, the said ones first.
pub fn times(evidence: &Evidence, memory: &Memory, today: Date) -> Vec<Times> {
    let before: Vec<Period> = memory
        .last()
        .map_or(Vec::new(), |turn| turn.periods.clone());
    let said = said(&evidence.whens, &before, today);
    let mut all = Vec::new();
    if !said.is_empty() {
        all.extend(apart(&said));
        all.extend(ends_of_months(&said));
        all.extend(years_of_seasons(&said));
        all.extend(aligned(&said, &before));
        all.extend(beside(&said, &before));
        all.extend(up_to(&said, evidence, &before));
        all.push(said);
        return all;
    }
    if !before.is_empty() {
        all.push(Times {
            points: before.clone(),
            origin: Origin::Carried,
            tokens: said.tokens,
            ..Times::none()
        });
        all.extend(before.last().map(|start| since(start, None)));
        let talk = memory.periods_of_talk();
        all.extend(ends_of_talk(&talk).into_iter().map(|points| Times {
            points: points.to_vec(),
            origin: Origin::Carried,
            ..Times::none()
        }));
    }
    if let Some(stretch) = memory.last().and_then(|turn| {
        let span = &super::memory::cells(&turn.query)?.when.span;
        matches!(span, Span::Within(..) | Span::Last(_) | Span::First(_)).then(|| span.clone())
    }) {
        all.push(Times {
            stretch: Some(stretch),
            origin: Origin::Carried,
            ..Times::none()
        });
    }
    all.push(Times::none());
    all
}

/// What the question says of when.
fn said<'a>(whens: impl IntoIterator<Item = &'a Mention>, before: &[Period], today: Date) -> Times {
    let mut times = Times {
        origin: Origin::Said,
        ..Times::none()
    };
    let mut shifts = Vec::new();
    let mut parts = Vec::new();
    let (mut from, mut to, mut until) = (None, None, None);
    for mention in whens {
        times.tokens = times.tokens.with(&Tokens::of(mention.tokens.clone()));
        match &mention.when {
            When::Point(period) | When::By(period) => times.points.push(period.clone()),
            When::Range(a, b) => {
                times.points.extend([a.clone(), b.clone()]);
                times.ends = true;
                from = Some(a.from.min(b.from));
                to = Some(a.to.max(b.to));
            }
            When::Since(period) => {
                from = Some(period.from);
                times.points.push(period.clone());
                times.ends = true;
            }
            When::After(period) => from = period.to.tomorrow().ok(),
            When::Before(period) => to = period.from.yesterday().ok(),
            When::Until(period) => {
                to = Some(period.to);
                until = Some(period.clone());
            }
            When::Latest => times.edge = Some(Span::Latest),
            When::Earliest => times.edge = Some(Span::Earliest),
            When::Last(n) => times.stretch = Some(Span::Last(*n)),
            When::First(n) => times.stretch = Some(Span::First(*n)),
            When::Calendar(offset) => times
                .points
                .extend(today.year().checked_add(*offset).and_then(Period::year)),
            When::Shift(offset, grain) => shifts.push((*offset, *grain)),
            When::Decade(year) => {
                from = Date::new(*year, 1, 1).ok();
                to = Date::new(year + 9, 12, 31).ok();
            }
            When::All => times.stretch = Some(Span::All),
            When::Part(first, last) => parts.push((*first, *last)),
        }
    }
    // "Since 2019, up to 2024": the ends of a range.
    times.points.extend(until.filter(|_| times.ends));
    complete(&mut times, &parts, before);
    tidy(&mut times, today);
    if let ([year], None, Some(end)) = (times.points.as_mut_slice(), from, to)
        && year.kind == PeriodKind::Year
        && year.from < end
        && end < year.to
    {
        *year = begun(year, end);
        to = None;
    }
    if from.is_some() || to.is_some() {
        times.stretch = Some(Span::Within(from, to));
    }
    move_by(&mut times, &shifts, before);
    times
}

/// Parts of a year that is not said: that of the one year that is, else that of the periods which were spoken of.
fn complete(times: &mut Times, parts: &[(i8, i8)], before: &[Period]) {
    let said = match times.points.as_slice() {
        [] => before.last(),
        [only] if only.kind == PeriodKind::Year => Some(only),
        _ => None,
    };
    let Some(year) = said
        .map(|period| period.to.year())
        .filter(|_| !parts.is_empty())
    else {
        return;
    };
    times.points = parts
        .iter()
        .filter_map(|(first, last)| months(year, *first, *last))
        .collect();
}

/// Leaves out today beside other periods, and what is said twice.
fn tidy(times: &mut Times, today: Date) {
    let is_today = |period: &Period| period.kind == PeriodKind::AsOf && period.to == today;
    times.so_far = times.points.iter().any(is_today);
    if times.points.iter().any(|period| !is_today(period)) {
        times.points.retain(|period| !is_today(period));
    }
    let mut seen = Vec::new();
    times.points.retain(|period| {
        let is_new = !seen.contains(period);
        seen.push(period.clone());
        is_new
    });
}

/// Adds the periods that are reckoned from the first, or from the one that was spoken of.
fn move_by(times: &mut Times, shifts: &[(i16, Grain)], before: &[Period]) {
    let Some(base) = times.points.first().or(before.last()).cloned() else {
        return;
    };
    let moved: Vec<Period> = shifts
        .iter()
        .filter_map(|(offset, grain)| match grain {
            Grain::Year => shift(&base, *offset),
            part => shift_by_parts(&base, *offset, *part),
        })
        .collect();
    times.shifted = !moved.is_empty();
    times.points.extend(moved);
}

/// "This year until June": the part of a year up to a day.
fn begun(year: &Period, end: Date) -> Period {
    let kind = match end.month() {
        1 => PeriodKind::Month,
        6 => PeriodKind::Half,
        _ => PeriodKind::Span,
    };
    Period {
        kind,
        from: year.from,
        to: end,
        words: None,
    }
}

/// "In the summer of 2024": the year, of what is counted once a year.
fn years_of_seasons(said: &Times) -> Option<Times> {
    let is_season = |period: &Period| {
        let months = (period.to.year() - period.from.year()) * 12
            + i16::from(period.to.month() - period.from.month());
        period.kind == PeriodKind::Span && months == 2 && period.from.month() % 3 == 0
    };
    let year = |period: &Period| {
        let year = is_season(period).then(|| Period::year(period.from.year()));
        year.flatten().unwrap_or_else(|| period.clone())
    };
    let points: Vec<Period> = said.points.iter().map(year).collect();
    (points != said.points).then(|| Times {
        points,
        shifted: true,
        ..said.clone()
    })
}

/// "Between January and May": the months at both ends, set against each other.
fn ends_of_months(said: &Times) -> Option<Times> {
    let [only] = said.points.as_slice() else {
        return None;
    };
    let month = |day: Date| Period {
        kind: PeriodKind::Month,
        from: day.first_of_month(),
        to: day.last_of_month(),
        words: None,
    };
    let months = only.kind == PeriodKind::Span
        && only.words.is_none()
        && only.from.first_of_month() != only.to.first_of_month();
    (months && said.stretch.is_none()).then(|| Times {
        points: vec![month(only.from), month(only.to)],
        shifted: true,
        ..said.clone()
    })
}

/// The ends of a stretch as two periods of their own: "from 2019 to 2021" is also said of a change.
fn apart(said: &Times) -> Option<Times> {
    (said.stretch.is_some() && !said.points.is_empty()).then(|| Times {
        stretch: None,
        ..said.clone()
    })
}

/// "The first half of 2020 against 2012": a bare year beside a part of a year may mean that part of it.
fn aligned(said: &Times, before: &[Period]) -> Option<Times> {
    let is_part = |period: &&Period| {
        matches!(
            period.kind,
            PeriodKind::Half | PeriodKind::Month | PeriodKind::Span
        )
    };
    let part = said
        .points
        .iter()
        .find(is_part)
        .or(before.last().filter(is_part))?;
    let mut points = said.points.clone();
    for point in &mut points {
        if point.kind == PeriodKind::Year
            && let Some(moved) = shift(part, point.to.year() - part.to.year())
        {
            *point = moved;
        }
    }
    (points != said.points).then(|| Times {
        points,
        shifted: true,
        stretch: None,
        ..said.clone()
    })
}

/// Periods that are named beside those that were spoken of: beside the last one, and beside all of several.
fn beside(said: &Times, before: &[Period]) -> Vec<Times> {
    if said.stretch.is_some() || said.points.is_empty() {
        return Vec::new();
    }
    let last = before.last().map(std::slice::from_ref);
    let all = (before.len() > 1).then_some(before);
    let spoken = last.into_iter().chain(all);
    let new = |spoken: &&[Period]| !spoken.iter().any(|known| said.points.contains(known));
    let joined = spoken.filter(new).map(|spoken| Times {
        points: [spoken, &said.points].concat(),
        origin: Origin::Carried,
        ..said.clone()
    });
    joined.collect()
}

/// "How did that change up to 2024?": from the period that was spoken of to the one that is named.
fn up_to(said: &Times, evidence: &Evidence, before: &[Period]) -> Option<Times> {
    let [start] = before else {
        return None;
    };
    let mut ends = evidence
        .whens
        .iter()
        .filter_map(|mention| match &mention.when {
            When::Until(end) | When::By(end) => Some(end),
            _ => None,
        });
    let end = ends.next().filter(|end| start.to < end.from)?;
    let only = said.points.is_empty() || said.points == [end.clone()];
    only.then(|| Times {
        tokens: said.tokens,
        ..since(start, Some(end))
    })
}

/// A stretch from a period that was spoken of to one that is named, or to the newest.
fn since(start: &Period, end: Option<&Period>) -> Times {
    Times {
        points: std::iter::once(start).chain(end).cloned().collect(),
        stretch: Some(Span::Within(Some(start.from), end.map(|end| end.to))),
        ends: true,
        origin: Origin::Carried,
        ..Times::none()
    }
}

/// What is said of when, without what is reckoned from it; none where nothing is. "Which of 2015, 2016 and 2023 brought the largest gain
/// on the year before" asks for steps, to which the year before belongs.
pub(super) fn unmoved(evidence: &Evidence, memory: &Memory, today: Date) -> Option<Times> {
    let is_move = |mention: &&Mention| matches!(mention.when, When::Shift(..));
    let moves = evidence.whens.iter().any(|mention| is_move(&mention));
    let before = memory.last().map_or(&[][..], |turn| &turn.periods);
    let stays = evidence.whens.iter().filter(|mention| !is_move(mention));
    let unmoved = moves.then(|| said(stays, before, today));
    unmoved.filter(|times| !times.is_empty())
}

/// The month, quarter or half so many of its kind later or earlier; none of a period that is none.
fn shift_by_parts(period: &Period, count: i16, part: Grain) -> Option<Period> {
    let own = (period.grain() == Some(part)).then_some(period.from)?;
    let moved = i32::from(count) * part.months();
    let first = own
        .checked_add(jiff::Span::new().try_months(moved).ok()?)
        .ok()?;
    let last = i32::from(first.month()) + part.months() - 1;
    months(first.year(), first.month(), i8::try_from(last).ok()?)
}

/// The period so many years later or earlier.
pub fn shift(period: &Period, years: i16) -> Option<Period> {
    let moved = |date: Date| {
        let year = date.year().checked_add(years)?;
        Date::new(year, date.month(), date.day())
            .ok()
            .or_else(|| Date::new(year, date.month(), 28).ok())
    };
    let end = if period.kind == PeriodKind::Month {
        moved(period.from)?.last_of_month()
    } else {
        moved(period.to)?
    };
    Some(Period {
        kind: period.kind,
        from: moved(period.from)?,
        to: end,
        words: None,
    })
}
