//! Any bytes as a table; the first says what kind of file they are.
#![no_main]

use footnote::import::{Import, Options};
use footnote_fuzz::show;
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 5] = ["csv", "tsv", "json", "xlsx", "ods"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    let options = Options {
        outlet: "The Gazette".to_owned(),
        title: "A table".to_owned(),
        published: "2024-05-01".to_owned(),
        ..Options::default()
    };
    let mut import = Import::default();
    import.add(&format!("table.{ending}"), bytes.to_vec(), &options);
    match import.finish() {
        Ok(imported) => {
            imported.report();
            imported.text();
        }
        Err(problems) => show(&problems),
    }
});
