//! Any text as a file of the intents.
#![no_main]

use footnote_fuzz::{file, show};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (_, problems) = footnote::intents::load(&[file("intents/operations/value.toml", text)]);
    show(&problems);
});
