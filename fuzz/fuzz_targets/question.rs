//! Any text as a question; what follows a line break is asked behind it.
#![no_main]

use footnote::message::{Memory, answer};
use footnote_fuzz::{shipped, today};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut memory = Memory::default();
    for turn in text.splitn(3, '\n') {
        answer(shipped(), turn, &mut memory, today());
    }
});
