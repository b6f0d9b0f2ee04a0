//! `footnote explain`: how a question is understood, and what decides.

use std::io::Write;

use super::{Common, FINE, Failure, load};
use crate::console::{Screen, explanation};
use crate::explain::explain;
use crate::message::Memory;

/// The arguments of `footnote explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The question; several are the turns of one conversation, and the last one is explained
    #[arg(value_name = "QUESTION", required = true)]
    questions: Vec<String>,
}

/// Runs the command.
pub fn run(common: &Common, args: &ExplainArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let loaded = load::engine(common)?;
    loaded.warn();
    let engine = &loaded.engine;
    let mut conversation = Memory::default();
    let Some((question, before)) = args
        .questions
        .split_last()
        .filter(|(last, _)| !last.trim().is_empty())
    else {
        return Err(super::ask::no_question(engine, "explain"));
    };
    for turn in before {
        engine.ask(turn, &mut conversation);
    }
    let explained = explain(
        &engine.snapshot(),
        question,
        &mut conversation,
        engine.today(),
    );
    writeln!(screen, "{}", explanation(&explained, screen.colours))?;
    Ok(FINE)
}
