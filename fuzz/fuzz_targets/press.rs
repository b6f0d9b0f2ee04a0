//! Any text as the query that a button carries, or as the id of an answer.
#![no_main]

use footnote::message::{Memory, answer_query, replay};
use footnote_fuzz::shipped;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|code: &str| {
    let snapshot = shipped();
    if let Ok(query) = footnote::query::decode(code, &snapshot.dataset) {
        answer_query(snapshot, &query, &mut Memory::default());
    }
    let _ = replay(snapshot, code);
});
