//! Requests by command, over the made-up dataset: what they answer, choices for half-typed options, and receipts.

use std::sync::LazyLock;

use footnote::answer::choices::{
    LONGEST_LABEL, MOST_CHOICES, NotGiven, Suggestion, metric_choices, metric_given,
    outlet_choices, outlet_given, year_choices, year_given,
};
use footnote::answer::{Answer, BadReceipt, Receipt, Request, respond};
use footnote::dataset::{MetricId, OutletId};
use footnote::engine::Engine;
use footnote::message::{Memory, Snapshot};
use proptest::prelude::*;

use crate::support::{TODAY, engine, engine_over};

/// The made-up dataset.
static LIGHTHOUSES: LazyLock<Engine> = LazyLock::new(|| engine("lighthouses"));

/// Discord's limit for an embed's description.
const LONGEST: usize = 4_096;
/// The room for a receipt in a button's id.
const LONGEST_RECEIPT: usize = 85;

fn answer(snapshot: &Snapshot, request: &Request) -> Answer {
    respond(snapshot, request)
}

fn metric(snapshot: &Snapshot, id: &str) -> MetricId {
    metric_given(snapshot, id).unwrap()
}

fn text(request: impl FnOnce(&Snapshot) -> Request) -> String {
    let snapshot = LIGHTHOUSES.snapshot();
    shown(&answer(&snapshot, &request(&snapshot)))
}

fn shown(answer: &Answer) -> String {
    let verdict = answer
        .verdict
        .map_or_else(String::new, |verdict| format!(" {verdict:?}"));
    format!("{}{verdict}\n{}", answer.status.word(), answer.text)
}

#[test]
fn a_year_lists_its_figures() {
    let year = |year, id: Option<&str>| {
        text(|snapshot| Request::Year {
            year,
            metric: id.map(|id| metric(snapshot, id)),
        })
    };
    insta::assert_snapshot!(year(2023, None), @r#"
    answered
    **2023**
    - **598** nights on which a lamp went dark: down 8.7% on 2022, 2nd highest of 7 years
    - **fewer than 190** lamp outages in fog
    - **66** boats brought in by keepers: up 13.8% on 2022, the highest of 8 years
    - **at least 24,000** visitors to the lighthouses: the highest of 8 years
    - **55%**, share of lamps that run without a keeper: up 6.2 percentage points on 2022, the highest of 6 years
    - **55.9** tonnes, lamp oil burnt: down 11.8% on 2022, the lowest of 6 years
    Within 2023: lamp outages, March 2023: **61**; lamp outages, the first half of 2023: **318**; repairs, May 2023: **63**; repairs, January to July 2023: **305**.
    No figure for 2023: keepers (nearest: 2022); repairs (nearest: 2022).
    Changes and places are computed here.
    -# Sources: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024 · [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023 · Harbour Ledger, 30 Jan 2024 · [Lamp & Tide](<https://lamp-and-tide.example/issues/31>), Aug 2023 · Lamp & Tide, via [The Seaside Post](<https://seaside-post.example/repairs>), 5 Mar 2024 (known through one relay)
    "#);
    insta::assert_snapshot!(year(2023, Some("outages")), @r#"
    answered
    Lamp outages: 2023: **598**; the first half of 2023: **318**; March 2023: **61**. Two counts of the first half of 2023: 318 (Sornholm Gazette) and 309 (Lamp & Tide). Which is right was not established.
    -# Sources: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024 · [Lamp & Tide](<https://lamp-and-tide.example/issues/31>), Aug 2023
    "#);
    insta::assert_snapshot!(year(2018, None), @r"
    answered
    **2018**
    - **111** keepers on the payroll: down 5.9% on 2017, 3rd highest of 7 years
    - **39** boats brought in by keepers: down 4.9% on 2017, 6th highest of 8 years
    - **about 21,000** visitors to the lighthouses: up about 9.9% on 2017, 3rd highest of 8 years
    - **22.5%**, share of lamps that run without a keeper: the lowest of 6 years
    - **84.2** tonnes, lamp oil burnt: the highest of 6 years
    No figure for 2018: lamp outages (nearest: 2017 and 2019); fog outages (nearest: 2019).
    Changes and places are computed here.
    -# Sources: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024 · Harbour Ledger, 30 Jan 2024
    ");
    insta::assert_snapshot!(year(2018, Some("outages")), @r"
    no_data
    I have no figure for lamp outages for 2018. The registers of 2018 were lost when the archive at Marrow Point flooded, so there is no count for that year. In the series 2022 (655) is the highest of those years and 2017 (388) the lowest, so 2018 cannot lie outside.
    -# Sources: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023 · [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    ");
    insta::assert_snapshot!(year(1850, None), @r"
    no_data
    I have no figure for 1850; the nearest year with figures is 2016.
    ");
}

#[test]
fn series_are_compared_followed_and_ranked() {
    let compare = |from, to| {
        text(|snapshot| Request::Compare {
            metric: metric(snapshot, "outages"),
            from,
            to,
        })
    };
    insta::assert_snapshot!(compare(2023, 2022), @r"
    answered
    **-8.7%**: lamp outages fell from **655** in 2022 to **598** in 2023, down by 57.
    -# Computed here from: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023 · [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    ");
    insta::assert_snapshot!(compare(2022, 2022), @r"
    answered
    **655** lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    -# Source: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    ");
    insta::assert_snapshot!(compare(2018, 2022), @r"
    no_data
    The registers of 2018 were lost when the archive at Marrow Point flooded, so there is no count for that year.
    ");
    let trend = |from, to| {
        text(|snapshot| Request::Trend {
            metric: metric(snapshot, "outages"),
            from,
            to,
        })
    };
    insta::assert_snapshot!(trend(None, None), @r"
    answered
    Lamp outages rose, +45.1% since 2016; last -8.7% from 2022 to 2023. 2016: **412**; 2017: **388**; 2019: **441**; 2020: **506**; 2021: **473**; 2022: **655**; 2023: **598**. I have no figure for 2018.
    -# Computed here from: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024 · [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    ");
    insta::assert_snapshot!(trend(Some(2022), Some(2025)), @r"
    answered
    Lamp outages fell, -8.7% from 2022 to 2023. 2022: **655**; 2023: **598**. I have no figure for 2024 to 2025.
    -# Computed here from: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023 · [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    ");
    insta::assert_snapshot!(trend(Some(2023), None), @r"
    no_data
    I have too few figures for that. What I have: **598** lamp outages were entered in the registers in 2023.
    -# Source: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    ");
    insta::assert_snapshot!(text(|snapshot| Request::Top { metric: metric(snapshot, "outages") }), @r"
    answered
    The 5 highest for lamp outages: 2022: **655**; 2023: **598**; 2020: **506**; 2021: **473**; 2019: **441**. I have no figure for 2018.
    -# Sources: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023 · [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    ");
}

#[test]
fn sources_and_topics_are_listed() {
    let sources = |outlet: Option<&str>| {
        text(|snapshot| Request::Sources {
            outlet: outlet.map(|outlet| outlet_given(snapshot, outlet).unwrap()),
        })
    };
    insta::assert_snapshot!(sources(None), @r"
    answered
    **Sources**: 6 pages, of Sornholm Gazette (37 figures on 3 pages), Harbour Ledger (14 figures on 1 page), Lamp & Tide (8 figures on 2 pages)
    - **Sornholm Gazette**, 20 Feb 2024: [Eight years of lamps and keepers](<https://gazette.example/2024/eight-years>) · 34 figures
    - **Harbour Ledger**, 30 Jan 2024: Ferry and lighthouse visitors, no link · 14 figures
    - **Lamp & Tide**, via The Seaside Post, 5 Mar 2024: [Repairs pile up at the Sornholm lights](<https://seaside-post.example/repairs>) · 6 figures
    - **Sornholm Gazette**, 14 Feb 2023: [The darkest year on record](<https://gazette.example/2023/darkest-year>) · 4 figures · 1 statement or case
    - **Lamp & Tide**, Aug 2023: [From the registers, first half](<https://lamp-and-tide.example/issues/31>) · 2 figures · 2 statements or cases
    - **Sornholm Gazette**, 11 Feb 2022: [Fewer dark nights](<https://gazette.example/2022/fewer-dark-nights>) · 1 figure
    ");
    insta::assert_snapshot!(sources(Some("the Gazette")), @r"
    answered
    **Sornholm Gazette**, newspaper of a made-up archipelago: 3 pages
    - Its own page, 20 Feb 2024: [Eight years of lamps and keepers](<https://gazette.example/2024/eight-years>) · 34 figures
    - Its own page, 14 Feb 2023: [The darkest year on record](<https://gazette.example/2023/darkest-year>) · 4 figures · 1 statement or case
    - Its own page, 11 Feb 2022: [Fewer dark nights](<https://gazette.example/2022/fewer-dark-nights>) · 1 figure
    ");
    insta::assert_snapshot!(text(|_| Request::Topics), @r"
    help
    **Figures**
    - lamp outages, 2016–2023
    - fog outages, 2019–2023
    - keepers, 2016–2022
    - rescues, 2016–2023
    - visitors, 2016–2023
    - automated lamps, 2018–2023
    - lamp oil, 2018–2023
    - repairs, 2021–2023
    **Single cases**
    - the grounding of the Petrel
    ");
    insta::assert_snapshot!(text(|_| Request::Help), @r#"
    help
    I answer questions about figures on the lighthouses of the Sornholm Islands, each figure with its source. Ask for a year, a comparison, a share, a record or a source: "lamp outages in 2022", "how did rescues change between 2020 and 2023?", "who counts the visitors?".
    "#);
}

#[test]
fn messages_are_checked() {
    let check = |claim: &str| {
        let snapshot = LIGHTHOUSES.snapshot();
        shown(&footnote::message::check(
            &snapshot,
            claim,
            TODAY.parse().unwrap(),
        ))
    };
    insta::assert_snapshot!(check("There were 655 lamp outages in 2022."), @r"
    answered Supported
    Yes, that holds. **655** lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    -# Source: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    ");
    insta::assert_snapshot!(
        check("Hello all. There were 655 lamp outages in 2022! In 2021 there were 500 lamp outages. Lovely weather today."),
        @r"
    answered Contradicted
    2 claims: 1 contradicted, 1 supported.
    - *is it true: lamp outages, 2022: exactly 655*: Yes, that holds. **655** lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    - *is it true: lamp outages, 2021: exactly 500*: No, the figures say otherwise. **473** lamp outages were entered in the registers in 2021. Revised from 460 (Sornholm Gazette, 11 Feb 2022).
    -# Sources: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023 · [Sornholm Gazette](<https://gazette.example/2022/fewer-dark-nights>), 11 Feb 2022
    "
    );
    insta::assert_snapshot!(check("655 zeppelin outages in 2022"), @r"
    answered CannotCheck
    I cannot check that.
    ");
    insta::assert_snapshot!(check("There were 655 lamp outages in 2022. That is 38% more than in 2021, and a record."), @r"
    answered Supported
    2 claims: 2 supported.
    - *is it true: lamp outages, 2022: exactly 655*: Yes, that holds. **655** lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    - *is it true: lamp outages, 2022 against 2021: exactly 38%*: Yes, that holds. **+38.5%**: lamp outages rose from **473** in 2021 to **655** in 2022, by 182. Sornholm Gazette's own figure: 38% more dark nights than the year before.
    -# Source: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    ");
    insta::assert_snapshot!(check("There were 655 lamp outages in 2022. That is 38% more than in 2021."), @r#"
    answered Supported
    2 claims: 2 supported.
    - *is it true: lamp outages, 2022: exactly 655*: Yes, that holds. **655** lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    - *is it true: lamp outages, 2022 against 2021: exactly 38%*: Yes, that holds. **+38.5%**: lamp outages rose from **473** in 2021 to **655** in 2022, by 182. Sornholm Gazette's own figure: 38% more dark nights than the year before.
    -# Source: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    "#);
    insta::assert_snapshot!(check("How many lamp outages were there in 2022?"), @r#"
    answered CannotCheck
    I cannot check that: I find no number, year or direction in it that figures on the lighthouses of the Sornholm Islands could bear out. Try "lamp outages in 2022".
    "#);
    insta::assert_snapshot!(check("I paid 500 for a bicycle."), @r#"
    answered CannotCheck
    I cannot check that: I find no number, year or direction in it that figures on the lighthouses of the Sornholm Islands could bear out. Try "lamp outages in 2022".
    "#);
}

/// Every request over a snapshot, for every metric and outlet and many years.
fn all_requests(snapshot: &Snapshot) -> Vec<Request> {
    let data = &snapshot.dataset;
    let metrics = || (0..data.metrics.len()).map(MetricId);
    let years = 2014..2027;
    let mut requests = vec![
        Request::Topics,
        Request::Help,
        Request::Sources { outlet: None },
    ];
    requests.extend((0..data.outlets.len()).map(|outlet| Request::Sources {
        outlet: Some(OutletId(outlet)),
    }));
    for year in years {
        let with = metrics().map(Some).chain([None]);
        requests.extend(with.map(|metric| Request::Year { year, metric }));
        requests.extend(metrics().map(|metric| Request::Compare {
            metric,
            from: year,
            to: 2022,
        }));
        requests.extend(metrics().map(|metric| Request::Trend {
            metric,
            from: Some(year),
            to: None,
        }));
    }
    requests.extend(metrics().map(|metric| Request::Top { metric }));
    requests
}

/// The made-up dataset, and the one that is shipped with all intents.
fn both() -> [std::sync::Arc<Snapshot>; 2] {
    let shipped = engine_over("data", "intents");
    [LIGHTHOUSES.snapshot(), shipped.snapshot()]
}

#[test]
fn every_request_is_bounded_worded_and_about_its_metric() {
    for snapshot in both() {
        for request in all_requests(&snapshot) {
            let answer = answer(&snapshot, &request);
            let text = &answer.text;
            assert!(text.chars().count() <= LONGEST, "{request:?}");
            let worded = !text.is_empty() && !text.contains("[year") && !text.contains("[page");
            assert!(worded, "{request:?} {text}");
            let (Request::Compare { metric, .. }
            | Request::Trend { metric, .. }
            | Request::Top { metric }) = request
            else {
                continue;
            };
            let data = &snapshot.dataset;
            for shown in &answer.figures {
                let figure = data.figures.iter().find(|figure| figure.id == shown.id);
                let figure = figure.unwrap();
                let own = figure.metric == metric || !figure.conflicts.is_empty();
                assert!(own, "{request:?} rests on {shown:?}");
            }
        }
    }
}

#[test]
fn choices_are_ranked() {
    let snapshot = LIGHTHOUSES.snapshot();
    let labels = |choices: Vec<Suggestion>| {
        let labels: Vec<String> = choices.into_iter().map(|choice| choice.label).collect();
        labels.join(" | ")
    };
    insta::assert_snapshot!(labels(metric_choices(&snapshot, "")), @r"lamp outages, 2016–2023 | fog outages, 2019–2023 | keepers, 2016–2022 | rescues, 2016–2023 | visitors, 2016–2023 | automated lamps, 2018–2023 | lamp oil, 2018–2023 | repairs, 2021–2023");
    insta::assert_snapshot!(labels(metric_choices(&snapshot, "out")), @r"lamp outages, 2016–2023 | fog outages, 2019–2023");
    insta::assert_snapshot!(labels(metric_choices(&snapshot, "zebra")), @"");
    insta::assert_snapshot!(labels(year_choices(&snapshot, None, "")), @r"2023 | 2022 | 2021 | 2020 | 2019 | 2018 | 2017 | 2016");
    insta::assert_snapshot!(labels(year_choices(&snapshot, Some(metric(&snapshot, "outages")), "202")), @r"2023 | 2022 | 2021 | 2020");
    insta::assert_snapshot!(labels(outlet_choices(&snapshot, "gaz")), @r"Sornholm Gazette");
}

#[test]
fn what_was_typed_is_checked() {
    let snapshot = LIGHTHOUSES.snapshot();
    let check = |typed: &str, expected: Option<&str>| {
        let given = metric_given(&snapshot, typed).ok();
        let id = given.map(|metric| snapshot.dataset.metrics[metric.0].id.as_str());
        assert_eq!(id, expected, "{typed}");
    };
    check("outages", Some("outages"));
    check("Lamp Outages", Some("outages"));
    check(" lamp outges ", Some("outages"));
    check("fog outages", Some("fog_outages"));
    check(&metric_choices(&snapshot, "out")[0].label, Some("outages"));
    check("zebra", None);
    check("out", None);
    check("", None);
    assert_eq!(year_given(&snapshot, 2022), Ok(2022));
    for year in [-1, 0, 22, 99_999, i64::MAX, i64::MIN] {
        assert!(year_given(&snapshot, year).is_err(), "{year}");
    }
    assert!(outlet_given(&snapshot, "lamp and tide").is_ok());
    assert_eq!(
        outlet_given(&snapshot, "zebra"),
        Err(NotGiven {
            suggestions: Vec::new()
        })
    );
}

/// Answers of all sorts: to questions and to requests.
fn answers(snapshot: &Snapshot) -> Vec<Answer> {
    const QUESTIONS: [&str; 10] = [
        "lamp outages in 2022",
        "how did lamp outages change from 2021 to 2022?",
        "total lamp outages 2019 to 2022",
        "average lamp outages 2020 to 2022",
        "what share of outages were in fog in 2022?",
        "sharpest rise of lamp outages",
        "highest and lowest lamp outages",
        "lamp outages a day in 2022",
        "what happened at the fire of North Rock?",
        "why do lamps go dark?",
    ];
    let today = TODAY.parse().unwrap();
    let asked = QUESTIONS.map(|question| {
        footnote::message::answer(snapshot, question, &mut Memory::default(), today)
    });
    let requests = all_requests(snapshot);
    let requested = requests.iter().map(|request| answer(snapshot, request));
    asked.into_iter().chain(requested).collect()
}

#[test]
fn receipts_come_back_as_they_went() {
    let mut receipts = 0;
    let snapshots = both();
    let all = snapshots.iter().flat_map(|snapshot| {
        answers(snapshot)
            .into_iter()
            .map(move |answer| (snapshot, answer))
    });
    for (snapshot, answer) in all {
        let Some(receipt) = Receipt::of(snapshot, &answer) else {
            continue;
        };
        let code = receipt.encode(snapshot);
        assert!(code.is_ascii() && code.len() <= LONGEST_RECEIPT, "{code}");
        assert_eq!(
            Receipt::decode(snapshot, &code),
            Ok(receipt.clone()),
            "{code}"
        );
        assert!(receipt.how_computed(snapshot).chars().count() <= LONGEST);
        assert!(receipt.sources(snapshot).chars().count() <= LONGEST);
        receipts += 1;
    }
    assert!(receipts > 100, "{receipts}");
}

#[test]
fn receipts_say_how_values_came_about() {
    let snapshot = LIGHTHOUSES.snapshot();
    let how = |question: &str| {
        let answer = footnote::message::answer(
            &snapshot,
            question,
            &mut Memory::default(),
            TODAY.parse().unwrap(),
        );
        let receipt = Receipt::of(&snapshot, &answer).unwrap();
        format!(
            "{}\n{}",
            receipt.how_computed(&snapshot),
            receipt.sources(&snapshot)
        )
    };
    insta::assert_snapshot!(how("how did lamp outages change from 2021 to 2022?"), @r"
    **655 ÷ 473 − 1 = 38.5%**, computed here from published figures.
    - **655** nights on which a lamp went dark, 2022: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    - **473** nights on which a lamp went dark, 2021: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    - **Sornholm Gazette**, 14 Feb 2023: [The darkest year on record](<https://gazette.example/2023/darkest-year>)
    ");
    insta::assert_snapshot!(how("total lamp outages 2019 to 2022"), @r"
    **441 + 506 + 473 + 655 = 2,075**, computed here from published figures.
    - **441** nights on which a lamp went dark, 2019: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    - **506** nights on which a lamp went dark, 2020: [Sornholm Gazette](<https://gazette.example/2024/eight-years>), 20 Feb 2024
    - **473** nights on which a lamp went dark, 2021: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    - **655** nights on which a lamp went dark, 2022: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    - **Sornholm Gazette**, 20 Feb 2024: [Eight years of lamps and keepers](<https://gazette.example/2024/eight-years>)
    - **Sornholm Gazette**, 14 Feb 2023: [The darkest year on record](<https://gazette.example/2023/darkest-year>)
    ");
    insta::assert_snapshot!(how("lamp outages in 2022"), @r"
    Published, not computed.
    - **655** nights on which a lamp went dark, 2022: [Sornholm Gazette](<https://gazette.example/2023/darkest-year>), 14 Feb 2023
    - **Sornholm Gazette**, 14 Feb 2023: [The darkest year on record](<https://gazette.example/2023/darkest-year>)
    ");
}

#[test]
fn changed_data_and_garbage_are_told_apart() {
    let snapshot = LIGHTHOUSES.snapshot();
    let check = |code: &str, expected: BadReceipt| {
        assert_eq!(Receipt::decode(&snapshot, code), Err(expected), "{code}");
    };
    for code in ["", "n0...0", "zzzz", "n0.zzzz..0", "é", "zzzzAAAAAAA"] {
        check(code, BadReceipt::Malformed);
    }
    let top = Request::Top {
        metric: metric(&snapshot, "outages"),
    };
    let receipt = Receipt::of(&snapshot, &answer(&snapshot, &top)).unwrap();
    let code = receipt.encode(&snapshot);
    // The first letters stand for the figures as they were.
    check(&format!("zzzz{}", &code[4..]), BadReceipt::DataChanged);
    let shipped = engine_over("data", "intents").snapshot();
    let elsewhere = Receipt::decode(&shipped, &code);
    assert_eq!(elsewhere, Err(BadReceipt::DataChanged));
    for bad in [BadReceipt::Malformed, BadReceipt::DataChanged] {
        assert!(!bad.text(&snapshot).starts_with('['));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_anything(text in any::<String>(), year in any::<i16>(), code in "[ncdqsamxr][0-9:]{0,6}\\.[0-9A-Za-z_-]{0,20}\\.[0-9A-Za-z]{0,10}\\.[0-9]{0,4}") {
        let snapshot = LIGHTHOUSES.snapshot();
        for code in [&text, &code] {
            if let Ok(receipt) = Receipt::decode(&snapshot, code) {
                prop_assert_eq!(&receipt.encode(&snapshot), code);
            }
        }
        let choices = metric_choices(&snapshot, &text);
        prop_assert!(choices.len() <= MOST_CHOICES);
        prop_assert!(choices.iter().all(|choice| choice.label.chars().count() <= LONGEST_LABEL));
        let _ = metric_given(&snapshot, &text);
        for request in [
            Request::Year { year, metric: None },
            Request::Compare { metric: MetricId(0), from: year, to: 2022 },
            Request::Trend { metric: MetricId(0), from: Some(2020), to: Some(year) },
            Request::Top { metric: MetricId(usize::MAX) },
        ] {
            prop_assert!(answer(&snapshot, &request).text.chars().count() <= LONGEST);
        }
        let checked = footnote::message::check(&snapshot, &text, TODAY.parse().unwrap());
        prop_assert!(checked.text.chars().count() <= LONGEST);
        prop_assert!(checked.verdict.is_some());
    }
}
