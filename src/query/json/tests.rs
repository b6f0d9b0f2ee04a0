//! Queries as objects.

use super::to_json;
use crate::query::read;
use crate::query::samples::{dataset, english};

/// Words of a query | the query as an object.
const OBJECTS: &str = r#"
    keepers, 2019
        | {"operation":"figures","metrics":["keepers"],"when":{"span":"at","periods":["2019"]}}
    rescues, first half of 2022 and March 2023, from Harbour Ledger
        | {"operation":"figures","metrics":["rescues"],"when":{"span":"at","periods":["2022-H1","2023-03"]},"outlet":"ledger"}
    fog outages as a share of lamp outages, latest
        | {"operation":"compare","by":"share","left":{"metric":"fog_outages","when":{"span":"latest"}},"right":{"metric":"outages","when":{"span":"latest"}}}
    second highest keepers, 2016 to 2020: which year
        | {"operation":"rank","among":"periods","end":"high","place":{"nth":2},"wants":"name","metrics":["keepers"],"when":{"span":"within","from":"2016-01-01","to":"2020-12-31"}}
    first year with visitors over 1,204.5 and rising, last 3 years
        | {"operation":"find","pick":"first","limits":[{"is":"over","amount":{"number":"1204.5","unit":"plain"}},{"goes":"up"}],"metrics":["visitors"],"when":{"span":"last","count":3,"grain":"year"}}
    is it true: keepers, 2019 against 2018: not falling
        | {"operation":"check","of":{"operation":"compare","by":"change","left":{"metric":"keepers","when":{"span":"at","periods":["2019"]}},"right":{"metric":"keepers","when":{"span":"at","periods":["2018"]}}},"says":{"goes":"down"},"scope":"it","denied":true}
    publisher of all figures
        | {"operation":"about","topic":"sources","source":"who","metrics":[],"when":{"span":"all"}}
    everything on third quarter of 2021
        | {"operation":"summary","period":"2021-Q3"}
    said: causes
        | {"operation":"statements","statements":["why-dark"]}
"#;

#[test]
fn queries_are_objects_without_positions() {
    let data = dataset("tests/data/lighthouses");
    let mut lines = OBJECTS.trim().lines().map(str::trim);
    while let (Some(words), Some(object)) = (lines.next(), lines.next()) {
        let query = read(words, &data, english()).unwrap_or_else(|| panic!("{words}"));
        let expected: serde_json::Value = serde_json::from_str(&object[2..]).unwrap();
        assert_eq!(to_json(&query, &data), expected, "{words}");
    }
}
