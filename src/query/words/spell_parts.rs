//! The smaller parts of canonical words: periods, spans, limits and places.

use jiff::civil::Date;

use super::build_parts::{MONTHS, ORDINALS, opposite};
use super::leaf::written;
use super::spell::Speller;
use super::value::Moment;
use crate::dataset::{Grain, Period, PeriodKind};
use crate::query::{Amount, AmountUnit, Bound, End, Limit, Place, Span, Way, Window};

/// The name of a way in keys.
pub(super) fn way(way: Way) -> &'static str {
    match way {
        Way::Up => "up",
        Way::Down => "down",
        Way::Flat => "flat",
        Way::Any => "any",
        Way::Better => "better",
        Way::Worse => "worse",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Over => "over",
        Bound::Under => "under",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::Equal => "equal",
        Bound::Near => "near",
        Bound::Nearly => "nearly",
    }
}

impl Speller<'_> {
    fn moment(&self, moment: Moment) -> String {
        let month = |month: i8| {
            let at = usize::try_from(month - 1).ok();
            let key = at.and_then(|at| MONTHS.get(at)).copied();
            self.fill(key.unwrap_or_default(), &[])
        };
        match moment {
            Moment::Year(year) => self.fill("moment_year", &[&year.to_string()]),
            Moment::Month(year, own) => {
                self.fill("moment_month", &[&month(own), &year.to_string()])
            }
            Moment::Day(date) => {
                let (day, year) = (date.day().to_string(), date.year().to_string());
                self.fill("moment_day", &[&day, &month(date.month()), &year])
            }
        }
    }

    fn both(&self, key: &str, from: Date, to: Date) -> String {
        let (from, to) = Moment::both(from, to);
        self.fill(key, &[&self.moment(from), &self.moment(to)])
    }

    pub(super) fn period(&self, period: &Period) -> String {
        let (from, to) = (period.from, period.to);
        if period.words.is_some() {
            let key = match period.kind {
                PeriodKind::AsOf => "named_state",
                _ => "named_period",
            };
            return self.fill(key, &[&period.in_words()]);
        }
        let year = from.year().to_string();
        match period.kind {
            PeriodKind::Year => self.fill("plain_period", &[&self.moment(Moment::Year(to.year()))]),
            PeriodKind::Month => {
                let month = Moment::Month(from.year(), from.month());
                self.fill("plain_period", &[&self.moment(month)])
            }
            PeriodKind::Half if from.month() == 1 => self.fill("first_half", &[&year]),
            PeriodKind::Half => self.fill("second_half", &[&year]),
            PeriodKind::Span if from == to => {
                self.fill("plain_period", &[&self.moment(Moment::Day(from))])
            }
            PeriodKind::Span if period.grain() == Some(Grain::Quarter) => {
                let key = match from.month() {
                    1 => "first_quarter",
                    4 => "second_quarter",
                    7 => "third_quarter",
                    _ => "fourth_quarter",
                };
                self.fill(key, &[&year])
            }
            PeriodKind::Span => self.both("stretch", from, to),
            PeriodKind::Cumulative => self.both("running_total", from, to),
            PeriodKind::AsOf => self.fill("state", &[&self.moment(Moment::Day(to))]),
        }
    }

    pub(super) fn span(&self, when: &Window) -> String {
        match &when.span {
            Span::All => self.fill("every_period", &[]),
            Span::Latest => self.fill("latest", &[]),
            Span::Earliest => self.fill("earliest", &[]),
            Span::At(periods) => {
                let periods = self.list(periods.iter().map(|period| self.period(period)));
                self.fill("points", &[&periods])
            }
            Span::Within(Some(from), Some(to)) => {
                let (first, last) = Moment::both(*from, *to);
                if first == last {
                    return self.fill("inside", &[&self.moment(first)]);
                }
                self.fill("range", &[&self.moment(first), &self.moment(last)])
            }
            Span::Within(Some(from), None) => {
                self.fill("since", &[&self.moment(Moment::from(*from))])
            }
            Span::Within(None, Some(to)) => self.fill("until", &[&self.moment(Moment::to(*to))]),
            Span::Within(None, None) => String::new(),
            Span::Last(count) => {
                let grains = self.grains(when.grain);
                self.fill("last_count", &[&count.to_string(), &grains])
            }
            Span::First(count) => {
                let grains = self.grains(when.grain);
                self.fill("first_count", &[&count.to_string(), &grains])
            }
        }
    }

    pub(super) fn limit(&self, limit: &Limit) -> String {
        let (own, object) = match limit {
            Limit::Value(own, amount) => (own, self.fill("object_amount", &[&self.amount(amount)])),
            Limit::Than(own, period) => (own, self.fill("object_period", &[&self.period(period)])),
            Limit::Beside(own, metric) => {
                (own, self.fill("object_metric", &[&self.metric(*metric)]))
            }
            Limit::Mean(own) => (own, self.fill("object_mean", &[])),
            Limit::Goes(own) => {
                let way = self.fill(&format!("goes_{}", way(*own)), &[]);
                return self.fill("goes", &[&way]);
            }
        };
        self.fill(bound(*own), &[&object])
    }

    fn amount(&self, amount: &Amount) -> String {
        let key = match amount.unit {
            AmountUnit::Plain => "amount_plain",
            AmountUnit::Percent => "amount_percent",
            AmountUnit::Times => "amount_times",
        };
        self.fill(key, &[&written(amount.number)])
    }

    fn end(&self, end: End) -> String {
        let key = match end {
            End::High => "end_high",
            End::Low => "end_low",
            End::Best => "end_best",
            End::Worst => "end_worst",
        };
        self.fill(key, &[])
    }

    pub(super) fn place(&self, end: End, place: &Place) -> String {
        let own = self.end(end);
        match place {
            Place::Nth(1) => self.fill("place_first", &[&own]),
            Place::Nth(nth) => {
                let ordinal = usize::from(*nth).checked_sub(2);
                match ordinal.and_then(|at| ORDINALS.get(at)) {
                    Some(key) => self.fill("place_ordinal", &[&self.fill(key, &[]), &own]),
                    None => self.fill("place_number", &[&nth.to_string(), &own]),
                }
            }
            Place::Top(count) => self.fill("place_top", &[&count.to_string(), &own]),
            Place::All => self.fill("place_all", &[&own]),
            Place::Ends => self.fill("place_ends", &[&own, &self.end(opposite(end))]),
            Place::Of(period) => self.fill("place_of", &[&self.period(period), &own]),
            Place::Before(period) => self.fill("place_before", &[&own, &self.period(period)]),
        }
    }

    pub(super) fn held(&self, place: &Place) -> String {
        match place {
            Place::Nth(nth) => self.fill("held_nth", &[&nth.to_string()]),
            Place::Top(count) => self.fill("held_top", &[&count.to_string()]),
            Place::All => self.fill("held_all", &[]),
            Place::Ends => self.fill("held_ends", &[]),
            Place::Of(period) => self.fill("held_of", &[&self.period(period)]),
            Place::Before(period) => self.fill("held_before", &[&self.period(period)]),
        }
    }
}
