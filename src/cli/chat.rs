//! `footnote chat`: the bot in a terminal, with follow-ups.

use std::io::Write;

use super::{Common, FINE, Failure, load};
use crate::console::{Chat, Input, Reply, Screen};

/// Runs the command. A pipe gets the answers alone, one for each line, with an empty line after each.
pub fn run(common: &Common, screen: &mut Screen) -> Result<u8, Failure> {
    let loaded = load::engine(common)?;
    loaded.warn();
    let mut chat = Chat::new(&loaded.engine, screen.colours);
    let mut input = Input::stdin();
    if input.is_terminal() {
        writeln!(screen, "{}\n", chat.greeting())?;
    }
    loop {
        screen.flush()?;
        let Some(line) = input.next()? else {
            return Ok(FINE);
        };
        match chat.reply(&line) {
            Reply::Text(text) => writeln!(screen, "{text}\n")?,
            Reply::Nothing => {}
            Reply::Quit => return Ok(FINE),
        }
    }
}
