//! How numbers, texts, lists, dates and periods are written in bytes.

use jiff::civil::Date;

use super::BadCode;
use super::bytes::{Reader, Writer};
use super::parts::Coded;
use crate::dataset::{Number, Period, PeriodKind};

/// The year from which years are counted, so that those of most questions take a byte.
const MIDDLE_YEAR: i128 = 2000;

impl Coded for bool {
    fn put(&self, to: &mut Writer<'_>) {
        to.byte(u8::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        match from.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(BadCode::Malformed),
        }
    }
}

impl Coded for u16 {
    fn put(&self, to: &mut Writer<'_>) {
        to.number(u128::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.small()
    }
}

impl Coded for String {
    fn put(&self, to: &mut Writer<'_>) {
        to.text(self);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.text()
    }
}

impl<T: Coded> Coded for Box<T> {
    fn put(&self, to: &mut Writer<'_>) {
        self.as_ref().put(to);
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        from.inner(T::take).map(Self::new)
    }
}

impl<T: Coded> Coded for Option<T> {
    fn put(&self, to: &mut Writer<'_>) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        bool::take(from)?.then(|| T::take(from)).transpose()
    }
}

impl<T: Coded> Coded for Vec<T> {
    fn put(&self, to: &mut Writer<'_>) {
        to.number(self.len() as u128);
        for value in self {
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        let count = from.count()?;
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl Coded for Number {
    fn put(&self, to: &mut Writer<'_>) {
        to.signed(*self.numer());
        to.signed(*self.denom());
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        let (numer, denom) = (from.signed()?, from.signed()?);
        if denom <= 0 || numer == i128::MIN {
            return Err(BadCode::Malformed);
        }
        let value = Self::new(numer, denom);
        let is_reduced = (*value.numer(), *value.denom()) == (numer, denom);
        is_reduced.then_some(value).ok_or(BadCode::Malformed)
    }
}

impl Coded for Date {
    fn put(&self, to: &mut Writer<'_>) {
        put_year(self.year(), to);
        to.byte(self.month().unsigned_abs());
        to.byte(self.day().unsigned_abs());
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        let year = take_year(from)?;
        let (month, day) = (from.byte()?, from.byte()?);
        date(year, month, day)
    }
}

fn put_year(year: i16, to: &mut Writer<'_>) {
    to.signed(i128::from(year) - MIDDLE_YEAR);
}

fn take_year(from: &mut Reader<'_>) -> Result<i16, BadCode> {
    let year = from.signed()?.checked_add(MIDDLE_YEAR);
    year.and_then(|year| i16::try_from(year).ok())
        .ok_or(BadCode::Malformed)
}

fn date(year: i16, month: u8, day: u8) -> Result<Date, BadCode> {
    let part = |number: u8| i8::try_from(number).map_err(|_| BadCode::Malformed);
    Date::new(year, part(month)?, part(day)?).map_err(|_| BadCode::Malformed)
}

/// The kinds of period, in the order of their numbers.
const KINDS: [PeriodKind; 6] = [
    PeriodKind::Year,
    PeriodKind::Half,
    PeriodKind::Month,
    PeriodKind::Span,
    PeriodKind::Cumulative,
    PeriodKind::AsOf,
];
/// Added to a kind whose last day is written.
const LONG: u8 = 8;
/// Added to a kind with words of its own.
const WORDED: u8 = 16;

/// The last day of a period that begins so, if it is one as the calendar has them.
fn usual_end(kind: PeriodKind, from: Date) -> Option<Date> {
    let (month, day) = (from.month(), from.day());
    match kind {
        PeriodKind::Year if (month, day) == (1, 1) => Some(from.last_of_year()),
        PeriodKind::Half if (month, day) == (1, 1) => Date::new(from.year(), 6, 30).ok(),
        PeriodKind::Half if (month, day) == (7, 1) => Some(from.last_of_year()),
        PeriodKind::Month if day == 1 => Some(from.last_of_month()),
        PeriodKind::AsOf => Some(from),
        _ => None,
    }
}

impl Coded for Period {
    fn put(&self, to: &mut Writer<'_>) {
        let kind = KINDS.iter().position(|kind| *kind == self.kind);
        let kind = kind
            .and_then(|at| u8::try_from(at).ok())
            .unwrap_or(LONG - 1);
        let is_long = usual_end(self.kind, self.from) != Some(self.to);
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        to.byte(kind | flag(is_long, LONG) | flag(self.words.is_some(), WORDED));
        match self.kind {
            PeriodKind::Year if !is_long => put_year(self.from.year(), to),
            PeriodKind::Half | PeriodKind::Month if !is_long => {
                put_year(self.from.year(), to);
                to.byte(self.from.month().unsigned_abs());
            }
            _ => self.from.put(to),
        }
        if is_long {
            self.to.put(to);
        }
        if let Some(words) = &self.words {
            to.text(words);
        }
    }

    fn take(from: &mut Reader<'_>) -> Result<Self, BadCode> {
        let head = from.byte()?;
        let kind = KINDS.get(usize::from(head & (LONG - 1))).copied();
        let kind = kind.ok_or(BadCode::Malformed)?;
        let is_long = head & LONG != 0;
        let first = match kind {
            PeriodKind::Year if !is_long => date(take_year(from)?, 1, 1)?,
            PeriodKind::Half | PeriodKind::Month if !is_long => {
                let year = take_year(from)?;
                date(year, from.byte()?, 1)?
            }
            _ => Date::take(from)?,
        };
        let last = if is_long {
            Date::take(from)?
        } else {
            usual_end(kind, first).ok_or(BadCode::Malformed)?
        };
        let words = (head & WORDED != 0).then(|| from.text()).transpose()?;
        Ok(Self {
            kind,
            from: first,
            to: last,
            words,
        })
    }
}
