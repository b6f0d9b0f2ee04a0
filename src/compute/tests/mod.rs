//! Queries in, findings out, over a made-up harbour.

mod harbour;
mod random;
mod reading;
mod telling;

use super::compute;
use harbour::data;
use reading::query;
use telling::tell;

/// Each line a query and what it comes to.
fn check(table: &str) {
    let data = data();
    let mut wrong = Vec::new();
    for line in table.trim().lines() {
        let (asked, expected) = line.split_once("=>").unwrap();
        let found = tell(&data, &compute(&data, &query(&data, asked)));
        if found.trim() != expected.trim() {
            wrong.push(format!(
                "{}\n  found    {found}\n  expected{expected}",
                asked.trim()
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const FIGURES: &str = "
    figures | ships | 2022 => ships 2022=200
    figures |  | 2022 => ships 2022=200
    figures | ships | latest => ships 2022=200
    figures | ships | half latest => ships 2022-H2=120
    figures | ships | earliest => ships 2016=100
    figures | ships wrecks | 2017 => ships 2017=120 without 2017
    figures | ships | 2019 => none without 2019, near 2018=90 2020=150
    figures | wrecks | 2019 => gap 0
    figures | ships | last 4 => ships 2020=150 ships 2021=150 ships 2022=200 without 2019
    figures | ships | first 2 => ships 2016=100 ships 2017=120
    figures | ships | 2020.. but 2021 => ships 2020=150 ships 2022=200
    figures | ships | 2015..2017 => ships 2016=100 ships 2017=120 without 2015
    figures | ships | 2021-H1..2022-H2 => ships 2021=150 ships 2022=200
    figures | ships | 2022-H1..2022-H1 => ships 2022-H1=80
    figures | pilots | 2023 => none without 2023, near 2023-01=5 2023-02=7 2023-03=6 2023-05=9
    figures | pilots | month 2023..2023 => pilots 2023-01=5 pilots 2023-02=7 pilots 2023-03=6 pilots 2023-05=9 without 2023-04 2023-06 2023-07 2023-08 2023-09 2023-10 2023-11 2023-12
    figures | pilots | last 2 => pilots 2023-05=9 without 2023-04
    figures | berths | 2023 => berths @2023-12-31=40
    figures | berths | 2022 => none without 2022, near @2021-12-31=35 @2023-06-30=36
    figures | berths | @2023-06-12 => berths @2023-06-30=36
    figures | berths | latest => berths @2023-12-31=40
    figures | berths | year all => berths @2020-12-31=30 berths @2021-12-31=35 berths @2023-12-31=40 without @2022-12-31
    figures | ships | @2021-03-04 => none without @2021-03-04, near 2021=150
    figures | tugs | 2022-Q3 => tugs 2022-Q3=30
    figures | repairs | 2023-05 => repairs 2023-05=62
    figures | lost | 2020.. => lost 2020-01-01..2022-06-30=70
    figures | lost | 2020 => none without 2020, near 2020-01-01..2021-06-30=50 2020-01-01..2022-06-30=70
    figures | tugs | 2022-H1 => 30 of 2022-Q1=10 2022-Q2=20
    figures | tugs | 2022 => 100 of 2022-Q1=10 2022-Q2=20 2022-Q3=30 2022-Q4=40
    figures | pilots | 2023-Q1 => 18 of 2023-01=5 2023-02=7 2023-03=6
    figures | pilots | 2023-Q2 => none without 2023-Q2, near 2023-05=9
    figures | ships | 2022-03 => none without 2022-03, near 2022-H1=80 2022=200
    bell | ships | 2021 => ships 2021=145
    bell | ships | 2022 => none without 2022, near 2021=145";

const COMPARISONS: &str = "
    change | ships 2022 | ships 2021 => 50: 50, 33.3%, 1.33 times
    multiple | ships 2022 | ships 2016 => 2 times: 100, 100.0%, 2 times
    change | ships 2019 | ships 2018 => none without 2019, near 2018=90 2020=150
    percent | crew 2022 | crew 2021 => -2.5 percentage points: -2.5 percentage points, -, 0.94 times
    change | profit 2021 | profit 2019 => 15: 15, -, -
    percent | profit 2021 | profit 2020 => bad base 2020=0
    multiple | profit 2022 | profit 2019 => bad base 2019=-5
    share | wrecks 2022 | ships 2022 => 10.0%: -180, -90.0%, 0.1 times
    share | ships 2022 | wrecks 2022 => 10.0%: -180, -90.0%, 0.1 times
    share | sunk 2022 | ships 2022 => 4.0%: -192, -96.0%, 0.04 times
    onein | wrecks latest | ships latest => 10 times: -180, -90.0%, 0.1 times
    rest | wrecks 2022 | ships 2022 => 180: -180, -90.0%, 0.1 times
    restshare | wrecks 2022 | ships 2022 => 90.0%: -180, -90.0%, 0.1 times
    share | wrecks 2021 | ships 2022 => unlike OtherPeriod: wrecks 2021=12 ships 2022=200
    share | ships 2021 | ships 2022 => 75.0%: -50, -25.0%, 0.75 times
    share | ships 2022-H1 | ships 2022 => 40.0%: -120, -60.0%, 0.4 times
    change | tugs 2022-H2 | tugs 2022-H1 => 40: 40, 133.3%, 2.3 times
    share | tugs 2022-Q3 | tugs 2022-H2 => 42.9%: -40, -57.1%, 0.43 times
    rest | ships 2021 | ships 2022 => no whole
    difference | crew 2022 | wrecks 2022 => unlike OtherMetric: crew 2022=42.5% wrecks 2022=20
    difference | berths 2023 | ships 2022 => unlike OtherMetric: berths @2023-12-31=40 ships 2022=200
    change | ships 2022-H2 | ships 2022-H1 => 40: 40, 50.0%, 1.5 times
    multiple | tugs 2022-Q4 | tugs 2022-Q1 => 4 times: 30, 300.0%, 4 times
    change | ships 2022 | ships 2022-H1 => unlike OtherPeriod: ships 2022=200 ships 2022-H1=80
    difference | guests 2022 | guests 2021 => bounds 2022=at least 900
    higher | guests 2022 | guests 2021 => -: -, -, -
    lower | guests 2023 | locals 2023 => bounds 2023=700 to 850
    difference | guests 2021 | locals 2021 => 200: 200, 66.7%, 1.67 times
    difference | ships 2020 2021 | ships 2022 => 100: 100, 50.0%, 1.5 times
    difference | ships 2018..2020 | ships 2022 => holes without 2019
    share | wrecks 2020..2022 | ships 2020..2022 => 9.4%: -453, -90.6%, 0.09 times
    difference | crew 2020..2021 | crew 2022 => no sum of 2
    change | pilots 2023 | pilots 2023-01 => none without 2023, near 2023-01=5 2023-02=7 2023-03=6 2023-05=9";

const FOLDS: &str = "
    sum | ships | 2020..2022 => 500 of 2020=150 2021=150 2022=200
    sum | ships | 2018..2020 => holes without 2019
    sum | ships | all => 810 of 2016=100 2017=120 2018=90 2020=150 2021=150 2022=200 without 2019
    mean | ships | 2018..2020 => 120 of 2018=90 2020=150 without 2019
    median | ships | last 3 => 150 of 2020=150 2021=150 2022=200
    mean | ships | 2022 => 100 of 2022-H1=80 2022-H2=120
    sum | ships | 2022 => 200 of 2022=200
    sum | ships | 2022-H1 2022-H2 => 200 of 2022-H1=80 2022-H2=120
    sum | ships | 2022-H1 2022 => unlike OtherPeriod: ships 2022-H1=80 ships 2022=200
    sum | tugs | 2022 => 100 of 2022-Q1=10 2022-Q2=20 2022-Q3=30 2022-Q4=40
    sum | tugs | 2023 => holes without 2023-Q2 2023-Q3 2023-Q4
    sum | pilots | 2023 => holes without 2023-04 2023-06 2023-07 2023-08 2023-09 2023-10 2023-11 2023-12
    sum | tugs | year last 1 => 15 of 2023-Q1=15
    sum | crew | 2020..2022 => no sum of 3
    mean | crew | 2020..2022 => 42.5% of 2020=40% 2021=45% 2022=42.5%
    sum | fee | all => no sum of 2
    sum | profit | 2021..2022 => 22 of 2021=10 2022=12
    sum | berths | all => no sum of 4
    sum | wrecks sunk | 2022 => overlap wrecks sunk
    sum | sunk stranded | 2022 => 13 of 2022=8 2022=5
    sum | guests locals | 2021 => 800 of 2021=500 2021=300
    sum | guests locals | 2022 => at least 1,300 of 2022=at least 900 2022=400
    sum | ships berths | 2021 => unlike OtherPeriod: ships 2021=150 berths @2021-12-31=35
    count | ships | all => 6 of 2016=100 2017=120 2018=90 2020=150 2021=150 2022=200 without 2019
    count | ships | all | > 120 => 3 of 2020=150 2021=150 2022=200 without 2019
    mean | census | 1990..2010 => 1,133 of 1990=1,000 2000=1,100 2010=1,300
    sum | lost | all => 70 of 2020-01-01..2022-06-30=70
    sum | lost | 2020.. => 70 of 2020-01-01..2022-06-30=70
    sum | ships | 2030.. => none, near 2022=200";

const LIMITS: &str = "
    find | ships | all | > 100 => 2017=120 2020=150 2021=150 2022=200 without 2019
    find | ships | all | > 100, < 200 => 2017=120 2020=150 2021=150 without 2019
    find | ships | 2016..2017 | > 500 =>
    find | ships | all | than 2017 => 2020=150 2021=150 2022=200 without 2019
    find | ships | all | beside wrecks => 2018=90 2020=150 2021=150 2022=200 without 2016 2017 2019
    find | wrecks | all | beside guests => unlike OtherMetric: wrecks 2021=12 guests 2021=500
    find | ships | all | over mean => 2020=150 2021=150 2022=200 without 2019
    find | ships | all | up => 2017=120 2022=200 without 2019
    find | ships | all | down, > 20% => 2018=90 without 2019
    find | wrecks | 2020.. | worse => 2022=20
    find | ships | all | worse => no better
    find | guests | all | > 600 => 2022=at least 900 2023=800
    find | guests | all | > 950 =>  perhaps 2022=at least 900
    find | locals | all | > 900 =>
    find | locals | all | ~ 405 => 2022=400
    find | pilots | 2023 | > 6 => 2023-02=7 2023-05=9 without 2023-04 2023-06 2023-07 2023-08 2023-09 2023-10 2023-11 2023-12";

const ORDERS: &str = "
    high | ships | all => ships 2022=200 ships 2020=150 ships 2021=150 ships 2017=120 ships 2016=100 ships 2018=90 without 2019
    high | ships | all | of 2017 => ships 2022=200 ships 2020=150 ships 2021=150 ships 2017=120 ships 2016=100 ships 2018=90 without 2019
    high | ships | 2017 | of 2017 => ships 2022=200 ships 2020=150 ships 2021=150 ships 2017=120 ships 2016=100 ships 2018=90 without 2019
    high | ships | all | of 2019 => none without 2019, near 2018=90 2020=150
    low | ships | 2018..2021 | nth 2 => ships 2018=90 ships 2020=150 ships 2021=150 without 2019
    high | ships | all | before 2020 => ships 2017=120 ships 2016=100 ships 2018=90 without 2019
    high | ships | 2022 => ships 2022-H2=120 ships 2022-H1=80
    high | ships | 2016 => few 1
    worst | wrecks | 2020.. => wrecks 2022=20 wrecks 2020=15 wrecks 2021=12
    best | wrecks | 2020.. => wrecks 2021=12 wrecks 2020=15 wrecks 2022=20
    best | ships | all => no better
    high | guests | all => guests 2022=at least 900 guests 2023=800 guests 2021=500
    high | locals | all => locals 2023=700 to 850 locals 2022=400 locals 2021=300
    high | tugs | 2022 | top 2 => tugs 2022-Q4=40 tugs 2022-Q3=30 tugs 2022-Q2=20 tugs 2022-Q1=10
    high | berths | all => berths @2023-12-31=40 berths @2023-06-30=36 berths @2021-12-31=35 berths @2020-12-31=30
    high | ships | first 2 | nth 9 => few 2
    high | guests locals | 2021 | metrics => guests 2021=500 locals 2021=300
    high | guests | 2021 | metrics => guests 2021=500 locals 2021=300
    high | guests locals | 2023 | metrics => bounds 2023=700 to 850
    high | guests locals strays | 2023 | metrics => strays 2023=820 guests 2023=800 unsure 2023=700 to 850
    high | wrecks | 2022 | metrics => sunk 2022=8 stranded 2022=5
    high | wrecks crew | 2022 | metrics => unlike OtherMetric: wrecks 2022=20 crew 2022=42.5%
    high | guests tugs | 2021 | metrics => none without 2021, near 2022-Q1=10";

const STEPS: &str = "
    step up | ships | all => 2021>2022: +50 (33.3%) 2016>2017: +20 (20.0%) without 2019
    step down | ships | all => 2017>2018: -30 (-25.0%) without 2019
    step flat | ships | all => 2020>2021: 0 (0.0%) without 2019
    step any | ships | 2022 => 2022-H1>2022-H2: +40 (50.0%)
    step up | ships | 2017 2022 => 2021>2022: +50 (33.3%) 2016>2017: +20 (20.0%)
    step up | ships | 2017..2022 => 2021>2022: +50 (33.3%) without 2019
    step up percent | profit | all => 2021>2022: +2 (20.0%)
    step up percent | crew | all => 2020>2021: +5 percentage points (-)
    step better | wrecks | all => 2020>2021: -3 (-20.0%) without 2019
    step up | census | all => 2000>2010: +200 (18.2%) 1990>2000: +100 (10.0%)
    step up | pilots | 2023-02..2023-05 =>  without 2023-04
    step up | lost | all => few 2
    course | lost | all => 2020-01-01..2021-06-30=50 2020-01-01..2022-06-30=70
    step up | repairs | all => few 1
    course | ships | 2017..2020 => 2017=120 2018=90 2020=150 without 2019
    course | ships wrecks | 2021.. => 2021=150 2022=200; 2021=12 2022=20
    course | ships | 2022 => 2022-H1=80 2022-H2=120
    course | ships | 2017 => few 1
    course | ships | 2030.. => none, near 2022=200";

const PARTS_AND_RATES: &str = "
    split | wrecks latest => wrecks 2022=20: sunk 2022=8 40.0%, stranded 2022=5 25.0%, rest 7
    split | wrecks 2021 => wrecks 2021=12: night 2021=7 58.3%, rest 5
    split | ships 2022 => ships 2022=200: wrecks 2022=20 10.0%, rest 180
    split | tugs latest => no parts
    per day | ships 2020 => 0.41 over Some(366)
    per month | ships 2022 => 16.67 over Some(12)
    per year | ships 2022-H1 => few 1
    per year | ships 2020..2021 => 150 over Some(2)
    per day | pilots 2023-Q1 => 0.2 over Some(90)
    per day | repairs 2023-05 => 2 over Some(31)
    per workingday | repairs latest => 3 over None
    per workingday | repairs 2023 => 3 over None
    per workingday | ships 2022 => no working days
    per day | crew 2022 => no sum of 1
    per day | berths 2023 => no sum of 1
    per day | guests 2022 => bounds 2022=at least 900
    summary | 2018 => ships 2018=90 wrecks 2018=9; before ships 2017=120
    summary | 2031 => none without 2031, near 2022=200";

#[test]
fn figures_as_published() {
    check(FIGURES);
}

#[test]
fn one_against_another() {
    check(COMPARISONS);
}

#[test]
fn several_made_one() {
    check(FOLDS);
}

#[test]
fn periods_that_meet_limits() {
    check(LIMITS);
}

#[test]
fn figures_in_order() {
    check(ORDERS);
}

#[test]
fn steps_and_courses() {
    check(STEPS);
}

#[test]
fn parts_rates_and_summaries() {
    check(PARTS_AND_RATES);
}
