use proptest::prelude::*;

use super::*;
use crate::dataset::{Grain, PeriodKind};
use crate::question::closed::tests::shipped_tables;
use crate::question::normalise::normalise;
use crate::question::number::spelled_numbers;
use crate::question::token::{Token, tokenise};

fn calendar() -> Calendar {
    let landmark = |words: &str, year, month, day| Landmark {
        words: words.split(' ').map(str::to_owned).collect(),
        date: Date::new(year, month, day).unwrap(),
    };
    Calendar {
        today: Date::new(2026, 3, 15).unwrap(),
        first_year: 2010,
        last_year: 2024,
        landmarks: vec![
            landmark("storm", 2022, 2, 24),
            landmark("great storm", 2022, 2, 24),
            landmark("шторма", 2022, 2, 24),
        ]
        .into(),
        parts: None,
        financial: false,
        words: shipped_tables(),
    }
}

/// Data by months up to May 2024, in financial years.
fn monthly() -> Calendar {
    Calendar { parts: Some((1, Date::new(2024, 5, 31).unwrap())), financial: true, ..calendar() }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = spelled_numbers(tokenise(&normalise(text)), &shipped_tables());
    without_impossible(&mut tokens, &shipped_tables().periods);
    tokens
}

/// "2024", "2024 H1", "2024-03", "2024-01..2024-07", "@2024-06-18".
fn period(period: &Period) -> String {
    let (from, to) = (period.from, period.to);
    let whole_months = from.day() == 1 && to == to.last_of_month();
    match period.kind {
        PeriodKind::Year => to.year().to_string(),
        PeriodKind::Half => format!("{} H{}", to.year(), if to.month() == 6 { 1 } else { 2 }),
        PeriodKind::Month => to.strftime("%Y-%m").to_string(),
        PeriodKind::AsOf => format!("@{to}"),
        _ if whole_months => format!("{}..{}", from.strftime("%Y-%m"), to.strftime("%Y-%m")),
        _ => format!("{from}..{to}"),
    }
}

fn when(when: &When) -> String {
    match when {
        When::Point(point) => period(point),
        When::Range(from, to) => format!("{} to {}", period(from), period(to)),
        When::Since(point) => format!("since {}", period(point)),
        When::After(point) => format!("after {}", period(point)),
        When::Before(point) => format!("before {}", period(point)),
        When::Until(point) => format!("until {}", period(point)),
        When::By(point) => format!("by {}", period(point)),
        When::Last(count) => format!("last {count}"),
        When::First(count) => format!("first {count}"),
        When::Calendar(shift) => format!("today{shift:+}"),
        When::Shift(shift, Grain::Year) => format!("that{shift:+}"),
        When::Shift(shift, grain) => format!("that{shift:+} {}", format!("{grain:?}").to_lowercase()),
        When::Decade(year) => format!("{year}s"),
        When::Latest => "latest".to_owned(),
        When::Earliest => "earliest".to_owned(),
        When::All => "all".to_owned(),
        When::Part(first, last) => format!("months {first}-{last}"),
    }
}

fn compact(text: &str, calendar: &Calendar) -> String {
    let found = mentions(&tokens(text), calendar);
    found
        .iter()
        .map(|mention| when(&mention.when))
        .collect::<Vec<_>>()
        .join(" | ")
}

#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    check_in(&calendar(), table);
}

#[track_caller]
fn check_in(calendar: &Calendar, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, compact(text, calendar)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn years() {
    check_all(&[
        ("honey in 2024", "2024"),
        ("2024 2023 2022", "2024 | 2023 | 2022"),
        ("in 2023 and 2024", "2023 | 2024"),
        ("in 2019 from 2018", "2019 | 2018"),
        ("2019 compared to 2018", "2019 | 2018"),
        ("2024 vs 2023", "2024 | 2023"),
        ("2023 divided by 2022?", "2023 | 2022"),
        ("ratio 2024/2022", "2024 | 2022"),
        ("the year 2006, year 2007", "2006 | 2007"),
        ("FY2019 from FY2018, fy24", "2019 | 2018 | 2024"),
        ("fiscal years 2019 and 2018", "2019 | 2018"),
        ("2018/19, FY 2018/19, fiscal year 2018/19", "2018 to 2019 | 2019 | 2019"),
        ("24 against 23, 22+23+24", "2024 | 2023 | 2022 | 2023 | 2024"),
        ("average 22-24", "2022 to 2024"),
        ("they lost 24-22, 20-22 people", ""),
        ("no i meant 22", "2022"),
        ("and 22?", "2022"),
        ("in 2022, 23 and 24?", "2022 | 2023 | 2024"),
        ("arrivals 2022, 23 and 24 put together; in 2022, 23 hives and 24 keepers", "2022 | 2023 | 2024 | 2022"),
        ("in 2022, 23 hives; 2023, 15 of them; 12 and 15?", "2022 | 2023"),
        ("honey in 2O19", "2019"),
        ("<t:1700000000:D>, ~~2019~~ 2020", "@2023-11-14 | 2020"),
        ("in '24 and '98", "2024 | 1998"),
        ("2010's record and 2022’s", "2010 | 2022"),
        ("twenty twenty-four, two thousand and ten", "2024 | 2010"),
        ("23 vs 24", "2023 | 2024"),
        ("conv 2023 vs 24", "2023 | 2024"),
        ("2,024 bees, $2024, 13,699, 2024%", ""),
        ("10-15 bees, 10 to 15 percent, 10 to 15 bees", ""),
        ("5024 or 5096 in 2023?", "2023"),
        ("1850", ""),
        ("the full year 2020, fiscal 2019", "2020 | 2019"),
        ("for the year ended December 31, 2019", "2019"),
        ("trend through 2010, 2015 and 2020", "2010 | 2015 | 2020"),
        ("all of 2022", "2022"),
        ("2024 году, за 2024-й, в 2023-м, у 2024 році, 2022 г.", "2024 | 2024 | 2023 | 2024 | 2022"),
        ("2024 год к 2023 году", "2024 | by 2023"),
        ("2024 year on year", "2024"),
        ("how many in 23?", "2023"),
        ("in 24 hours, in 24 hives", ""),
        ("since 2023 was the record year", "2023"),
        ("before or after 2000?, before or after the year 2000", "2000 | 2000"),
        ("две тысячи двадцать четвертый год, в двадцать третьем году", "2024 | 2023"),
        ("в 24 году, в 23-м году, 24 года, 5 лет", "2024 | 2023"),
        ("по сравнению с 2022, у порівнянні з 2023", "2022 | 2023"),
    ]);
}

#[test]
fn parts_of_years() {
    check_all(&[
        ("H1 2024, h1/2024, 2024 H1, 1h24, H2 of 2024, h1 '24", "2024 H1 | 2024 H1 | 2024 H1 | 2024 H1 | 2024 H2 | 2024 H1"),
        ("first half of 2024", "2024 H1"),
        ("the second half-year 2024", "2024 H2"),
        ("1st half 24 outages?", "2024 H1"),
        ("first six months of 2023", "2023 H1"),
        ("the first half of the year 2024", "2024 H1"),
        ("last six months of 2023", "2023 H2"),
        ("half of 2024", "2024"),
        ("Q3 2024, 2024 Q1, third quarter of 2023", "2024-07..2024-09 | 2024-01..2024-03 | 2023-07..2023-09"),
        ("March 2024, mar 24, Mar. 2024, march of 2024, mar '24", "2024-03 | 2024-03 | 2024-03 | 2024-03 | 2024-03"),
        ("03/2024 and 2024-03", "2024-03 | 2024-03"),
        ("Jan-June 2024", "2024 H1"),
        ("January through June 2024", "2024 H1"),
                ("from January to July 2024", "2024-01..2024-07"),
        ("between March and May 2024", "2024-03..2024-05"),
        ("first seven months of 2024", "2024-01..2024-07"),
        ("first 9 months of 2025", "2025-01..2025-09"),
        ("first twelve months of 2024", "2024"),
        ("spring 2025, autumn of 2022, winter 2022-23", "2025-03..2025-05 | 2022-09..2022-11 | 2022-12..2023-02"),
        ("six months ended June 30, 2019", "2019 H1"),
        ("in March 2023 and in April 2023", "2023-03 | 2023-04"),
        ("in March and April 2023", "2023-03 | 2023-04"),
        ("take H1 away from the full year 2020", "2020 H1 | 2020"),
        ("how far had 2025 got by the end of September", "2025 | by @2025-09-30"),
        ("first 1/2 of 2020, 2nd 1/2 2020, first ½ of 2020", "2020 H1 | 2020 H2 | 2020 H1"),
        ("2nd qtr 2020, Quarter 1 2018", "2020-04..2020-06 | 2018-01..2018-03"),
        ("quarter 1 and quarter 2 of 2018", "2018-01..2018-03 | 2018-04..2018-06"),
        ("q5 2020, month 13 of 2020, fifth quarter of 2020", "2020 | 2020 | 2020"),
        ("q3 20, h1 24, jan-mar 2021", "2020-07..2020-09 | 2024 H1 | 2021-01..2021-03"),
        ("dec – feb 2021, winter 2020/21, nov to jan 2022", "2020-12..2021-02 | 2020-12..2021-02 | 2021-11..2022-01"),
        ("dec 2020 – feb 2021", "2020-12 to 2021-02"),
        ("in March", "months 3-3"),
        ("first half", "months 1-6"),
        ("Q3? and in july", "months 7-9 | months 7-7"),
        ("was July the worst month of 2023", "months 7-7 | 2023"),
        ("may bees march", "months 5-5 | months 3-3"),
        ("may the bees march on", ""),
        ("H1 2023 or March 2024, and May", "2023 H1 | 2024-03"),
        ("who may be stung in 2024", "2024"),
        ("the march in 2024, the fall in 2023", "2024 | 2023"),
        ("2024 may be higher", "2024"),
        ("первое полугодие 2024, в первом полугодии 2023 года", "2024 H1 | 2023 H1"),
        ("1-е полугодие 2024, II полугодие 2024, вторая половина 2024", "2024 H1 | 2024 H2 | 2024 H2"),
        ("за перше півріччя 2024", "2024 H1"),
        ("у березні 2024, январь-июль 2024, в мае 2025 года", "2024-03 | 2024-01..2024-07 | 2025-05"),
        ("с января по июль 2024, з січня по червень 2024", "2024-01..2024-07 | 2024 H1"),
        ("за семь месяцев 2024, первые шесть месяцев 2023", "2024-01..2024-07 | 2023 H1"),
        ("летом 2023 года, третий квартал 2024", "2023-06..2023-08 | 2024-07..2024-09"),
        ("Jan-Jul 2024 vs 2023", "2024-01..2024-07 | 2023-01..2023-07"),
        ("first half of 2020 than of 2012", "2020 H1 | 2012 H1"),
        ("H1 2024 and all of 2023", "2024 H1 | 2023"),
        ("H1 2024, 2023 and 2022", "2024 H1 | 2023 | 2022"),
        ("H1 2024 or 2023 or 2022", "2024 H1 | 2023 H1 | 2022 H1"),
        ("in January, February and March 2024", "2024-01 | 2024-02 | 2024-03"),
        ("through the first nine months of 2024", "2024-01..2024-09"),
    ]);
}

#[test]
fn parts_of_the_latest_year() {
    check_in(&monthly(), &[
        ("in January, in June, in May", "2024-01 | 2023-06 | 2024-05"),
        ("in January or February", "2024-01 | 2024-02"),
        ("between January and March", "2024-01..2024-03"),
        ("in January 2020 and in May", "2020-01 | 2020-05"),
        ("who may be stung, the first half, in the first quarter", "months 1-6 | months 1-3"),
        ("2018/19", "2019"),
    ]);
}

#[test]
fn days() {
    check_all(&[
        ("on 18 June 2024", "@2024-06-18"),
        ("June 18th, 2024", "@2024-06-18"),
        ("the 18th of June 2024", "@2024-06-18"),
        ("18.06.2024, 18/06/2024, 06/18/2024, 2024-06-18", "@2024-06-18 | @2024-06-18 | @2024-06-18 | @2024-06-18"),
        ("18.06.24", "@2024-06-18"),
        ("2021/Oct/31, 31-Oct-2021, 31/oct/2021", "@2021-10-31 | @2021-10-31 | @2021-10-31"),
        ("the first ten days of 2023, the last week of May 2024, first day of 2024", "2023-01-01..2023-01-10 | 2024-05-25..2024-05-31 | 2024-01-01..2024-01-01"),
        ("in 10 days, 24 days", ""),
        ("October 31, 2019 and 2018", "@2019-10-31 | @2018-10-31"),
        ("18 июня 2024 года, 18 червня 2024", "@2024-06-18 | @2024-06-18"),
        ("31 February 2024", "2024-02"),
        ("18 June or 20 July 2024", "@2024-06-18 | @2024-07-20"),
        ("end of May 2025", "@2025-05-31"),
        ("at the end of 2024, close of 2023, year-end 2022", "@2024-12-31 | @2023-12-31 | @2022-12-31"),
        ("start of 2024", "@2024-01-01"),
        ("mid-April 2024", "2024-04-11..2024-04-20"),
        ("late 2023, early 2025, mid-2024", "2023-09..2023-12 | 2025-01..2025-04 | 2024-05..2024-08"),
        ("к концу мая 2025, до кінця 2024, на начало 2023", "by @2025-05-31 | by @2024-12-31 | @2023-01-01"),
    ]);
}

#[test]
fn ranges() {
    check_all(&[
        ("from 2022 to 2024", "2022 to 2024"),
        ("from 2019 to 2018", "2019 to 2018"),
        ("from, 2019 to 2018", "2019 to 2018"),
        ("2022-24, 2022–2024, 2022/24", "2022 to 2024 | 2022 to 2024 | 2022 to 2024"),
        ("2022..2024 2022 -> 2024 2022 → 24", "2022 to 2024 | 2022 to 2024 | 2022 to 2024"),
        ("between 2022 and 2024", "2022 to 2024"),
        ("between 2015 and 2018 exclusive, strictly between 2015 and 2017", "2016 to 2017 | 2016"),
        ("'19 to '23, '19-'23", "2019 to 2023 | 2019 to 2023"),
        ("between 2018 to 2019", "2018 to 2019"),
        ("between the years 1990 and 2004", "1990 to 2004"),
        ("between fiscal years 2019 and 2018", "2019 to 2018"),
        ("2022 through 2024", "2022 to 2024"),
        ("go up last time, 23 to 24", "2023 to 2024"),
        ("from 2022 till 24", "2022 to 2024"),
        ("from March 2022 to June 2024", "2022-03 to 2024-06"),
        ("H1 2023 to H1 2024", "2023 H1 to 2024 H1"),
        ("for the 3 years from 2017 to 2019", "2017 to 2019"),
        ("over the 3 year period from 2017 to 2019", "2017 to 2019"),
        ("the whole period 2010-2024", "2010 to 2024"),
        ("с 2022 по 2024, между 2022 и 2024", "2022 to 2024 | 2022 to 2024"),
        ("с 2023 по 2024 год", "2023 to 2024"),
        ("з 2022 по 2024, між 2022 і 2024, від 2022 до 2024", "2022 to 2024 | 2022 to 2024 | 2022 to 2024"),
        ("between October 31, 2019 and 2018", "@2019-10-31 to @2018-10-31"),
    ]);
}

#[test]
fn limits() {
    check_all(&[
        ("since 2022", "since 2022"),
        ("total since 2022, through the latest year you have", "since 2022"),
        ("from 2022 onwards, 2022 and later, starting in 2022", "since 2022 | since 2022 | since 2022"),
        ("from 2022 to now", "since 2022"),
        ("after 2022, before 2022, prior to 2022", "after 2022 | before 2022 | before 2022"),
        ("pre-2022, post-2022", "before 2022 | after 2022"),
        ("until 2022, up to 2023, through 2024", "until 2022 | until 2023 | until 2024"),
        ("2015 or earlier", "until 2015"),
        ("by May 2025", "by 2025-05"),
        ("by the end of 2024, up to the end of 2024", "by @2024-12-31 | by @2024-12-31"),
        ("as of 2019", "by 2019"),
        ("to date, so far, until now", "by @2026-03-15 | by @2026-03-15 | by @2026-03-15"),
        ("is it up to date", ""),
        ("с 2022 года, до 2022, после 2022", "since 2022 | before 2022 | after 2022"),
        ("по сравнению с 2022", "2022"),
        ("з 2022 року, після 2022", "since 2022 | after 2022"),
        ("since at least 2010, not before 2015, no earlier than 2015, no later than 2020", "since 2010 | since 2015 | since 2015 | until 2020"),
        ("2020-present, 2020 until now, from 2020 to date", "since 2020 | since 2020 | since 2020"),
        ("2015 or later, 2015+, earlier than 2015", "since 2015 | since 2015 | before 2015"),
        ("до 2024 включительно, начиная с 2010 года, по состоянию на май 2024, станом на травень 2024", "until 2024 | since 2010 | by 2024-05 | by 2024-05"),
        ("с 2010 года по настоящее время, до 1 июня 2024", "since 2010 | by @2024-06-01"),
        ("on or before 20 April 2022", "by @2022-04-20"),
    ]);
}

#[test]
fn relative_periods() {
    check_all(&[
        ("last year", "today-1"),
        ("last year's figure, this year, next year", "today-1 | today+0 | today+1"),
        ("two years ago, a year ago", "today-2 | today-1"),
        ("the year before last", "today-2"),
        ("the last year of data", "latest"),
        ("the last year you have", "latest"),
        ("the last year with more than 3 hives", ""),
        ("last year to make over 1000000", ""),
        ("what was the last year in which it fell", ""),
        ("the last year the keeper won", ""),
        ("and the year before?", "that-1"),
        ("and the year before that?", "that-1"),
        ("the previous year, the following year", "that-1 | that+1"),
        ("a year earlier, two years later", "that-1 | that+2"),
        ("the year after", "that+1"),
        ("next quarter, and the quarter after that", "that+1 quarter | that+1 quarter"),
        ("the month before, a month later, two months earlier", "that-1 month | that+1 month | that-2 month"),
        ("the previous half", "that-1 half"),
        ("the year before 2024, two years after 2010", "2023 | 2012"),
        ("in any year before 2024", "before 2024"),
        ("every year after 2010", "after 2010"),
        ("no year before 2024, each year since 2020", "before 2024 | since 2020"),
        ("n the year b4", "that-1"),
        ("the last five years, over the past decade", "last 5 | last 10"),
        ("the last three years, past 2 years, the last couple of years", "last 3 | last 2 | last 2"),
        ("the most recent three years", "last 3"),
        ("the last decade", "last 10"),
        ("the first two years", "first 2"),
        ("across the 3 year period, for the 3 years", "last 3 | last 3"),
        ("the latest year, most recent year, latest count, right now", "latest | latest | latest | latest"),
        ("now what about hives", ""),
        ("the latest year with bees", ""),
        ("the first year you have, earliest year", "earliest | earliest"),
        ("the first year that had 3 hives", ""),
        ("over the years, in all years, the whole period", "all | all | all"),
        ("how many years, each year, year by year", ""),
        ("the 1990s, in the 1990's, the nineties, the 90s", "1990s | 1990s | 1990s | 1990s"),
        ("in their 20s, the 8000's", ""),
        ("в прошлом году, в этом году, в следующем году", "today-1 | today+0 | today+1"),
        ("два года назад, год назад", "today-2 | today-1"),
        ("торік, минулого року, цього року, два роки тому", "today-1 | today-1 | today+0 | today-2"),
        ("годом ранее, год спустя, на следующий год, через два года", "that-1 | that+1 | that+1 | that+2"),
        ("в предыдущем году, роком раніше", "that-1 | that-1"),
        ("за последние три года, останні три роки", "last 3 | last 3"),
        ("за все годы, за весь период, за всі роки", "all | all | all"),
        ("в 1990-х годах, 90-е", "1990s | 1990s"),
        ("сейчас, последние данные", "latest | latest"),
        ("a decade ago, a couple of years ago, few years back", "today-10 | today-2 | today-3"),
        ("year after year, from now on, last year before it fell", ""),
        ("за прошлые два года, за минулі два роки", "last 2 | last 2"),
    ]);
}

#[test]
fn landmarks() {
    check_all(&[
        ("since the storm, before the great storm", "since @2022-02-24 | before @2022-02-24"),
        ("since the start of the storm", "since @2022-02-24"),
        ("since the storm began, after the great storm started", "since @2022-02-24 | after @2022-02-24"),
        ("in the last year before the storm", "2021"),
        ("2021, the year before the storm", "2021 | 2021"),
        ("the last pre-storm year", "2021"),
        ("the year after the storm, two years before the storm", "2023 | 2020"),
        ("first twelve months of the storm", "2022-02-24..2023-02-23"),
        ("the first year after the great storm", "2022-02-24..2023-02-23"),
        ("the storm itself", ""),
        ("since the flood", ""),
        ("с начала шторма, до шторма", "since @2022-02-24 | before @2022-02-24"),
        ("the first full year of the storm, the last full year before the storm", "2023 | 2021"),
        ("in the six months after the storm", "2022-02-24..2022-08-23"),
    ]);
}

#[test]
fn mentions_know_their_tokens() {
    let check = |text: &str, expected: &str| {
        let tokens = tokens(text);
        let found = mentions(&tokens, &calendar());
        let words = |mention: &Mention| {
            let words = tokens[mention.tokens.clone()]
                .iter()
                .map(|token| token.text.as_str());
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            found.iter().map(words).collect::<Vec<_>>().join(" | "),
            expected,
            "{text}"
        );
    };
    check("how many in the year 2024?", "year 2024");
    check(
        "from 2022 to 2024 and since the storm",
        "from 2022 to 2024 | since the storm",
    );
    check("mid-April 2024, 2022-24", "mid - april 2024 | 2022 - 24");
    check("the last three years", "last three years");
}

#[test]
fn long_questions() {
    for part in [
        "2024 ",
        "from 2022 to ",
        "year ",
        "first ",
        "may-",
        "last year before ",
        "18.06.",
        "a ",
        "since ",
    ] {
        mentions(&tokens(&part.repeat(4_000)), &calendar());
    }
}

const WORDS: [&str; 48] = [
    "2024", "2022", "24", "'24", "1990s", "18", "3", "three", "first", "second", "h1", "q3",
    "half", "quarter", "months", "march", "may", "june", "summer", "year", "years", "the", "a",
    "of", "in", "from", "to", "between", "and", "since", "by", "before", "after", "until", "end",
    "mid", "early", "last", "previous", "latest", "ago", "later", "-", "/", ".", ",", "storm",
    "bees",
];

proptest! {
    #[test]
    fn mentions_lie_in_order_inside_the_tokens(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..16)) {
        let tokens = tokens(&words.join(" "));
        let mut end = 0;
        for mention in mentions(&tokens, &calendar()) {
            prop_assert!(end <= mention.tokens.start && mention.tokens.start < mention.tokens.end);
            end = mention.tokens.end;
        }
        prop_assert!(end <= tokens.len());
    }

    #[test]
    fn any_text_is_read(text in r"(\PC|[0-9/.,' -]|to|year){0,60}", year in -9_999_i16..=9_999) {
        let calendar = Calendar { first_year: year, last_year: year, ..calendar() };
        mentions(&tokens(&text), &calendar);
    }
}
