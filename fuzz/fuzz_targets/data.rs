//! Any text as a file of the data.
#![no_main]

use footnote_fuzz::{file, show};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (_, problems) = footnote::dataset::load(&[file("data/figures.toml", text)]);
    show(&problems);
});
