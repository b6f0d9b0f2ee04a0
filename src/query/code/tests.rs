//! Codes of queries, and what is no code.

use crate::query::samples::dataset;
use crate::query::words::drawn::Draw;
use crate::query::{BadCode, decode, encode};

#[test]
fn codes_give_the_query_back() {
    let mut lengths = Vec::new();
    for set in ["tests/data/lighthouses", "tests/data/coast"] {
        let data = dataset(set);
        for seed in 0..5_000 {
            let query = Draw::new(seed, &data).query();
            let code = encode(&query, &data);
            assert_eq!(decode(&code, &data).as_ref(), Ok(&query), "{code}");
            lengths.push(code.len());
        }
    }
    lengths.sort_unstable();
    let at = |share: usize| lengths[lengths.len() * share / 100];
    assert!(
        at(50) < 40 && at(95) < 70,
        "{} {} {}",
        at(50),
        at(95),
        at(99)
    );
}

#[test]
fn damaged_and_outdated_codes_are_told_apart() {
    let data = dataset("tests/data/lighthouses");
    let mut changed = data.clone();
    changed
        .metrics
        .iter_mut()
        .for_each(|metric| metric.id.push('x'));
    changed
        .outlets
        .iter_mut()
        .for_each(|outlet| outlet.id.push('x'));
    let mut shorter = data.clone();
    shorter.metrics.clear();
    let mut outdated = 0;
    for seed in 0..500 {
        let query = Draw::new(seed, &data).query();
        let code = encode(&query, &data);
        for other in [&changed, &shorter] {
            match decode(&code, other) {
                Ok(found) => assert_eq!(found, query),
                Err(problem) => {
                    assert_eq!(problem, BadCode::Outdated);
                    outdated += 1;
                }
            }
        }
        assert_eq!(decode(&code[1..], &data), Err(BadCode::Malformed), "{code}");
    }
    assert!(outdated > 500, "{outdated}");
    for wrong in [
        "",
        "a",
        "AAAA",
        "AAAAAAA",
        "ü",
        "keepers, 2019",
        &"A".repeat(9999),
    ] {
        assert_eq!(decode(wrong, &data), Err(BadCode::Malformed), "{wrong}");
    }
}
