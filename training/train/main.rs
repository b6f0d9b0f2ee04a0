//! Learns to read questions: fits the weights to labelled questions of many datasets, and reports on questions left out.
//!
//! `cargo run --release --example train -- fit` writes the weights; `leave-out` reports on datasets and writers that were not trained on.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::float_cmp,
    reason = "a program that prints; it counts thousands of questions, numbers a few operations, and compares small whole numbers"
)]

mod adam;
mod ask;
mod chance;
mod fit;
mod forms;
mod gold;
mod items;
mod network;
mod parlance;
mod sample;
mod tables;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.first().map(String::as_str) {
        Some("fit") => fit::write(),
        Some("check") => fit::check(),
        Some("lessons") => fit::lessons(&args[1..]),
        Some("ask") => ask::ask(&args),
        Some("leave-out") => fit::leave_out(&args[1..]),
        Some("look") => fit::look(&args[1..]),
        _ => {
            eprintln!(
                "usage: train lessons FILE | fit | check | leave-out [--show N] [--sets A,B] | look FOLDER [--show N]"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
