//! `footnote chat`: the bot in a terminal, with follow-ups.

use std::io::Write;

use super::{Common, FINE, Failure, USAGE, load};
use crate::console::{Chat, Input, Reply, Screen, wrapped};

/// Runs the command. A pipe gets the answers alone, one for each line, with an empty line after each.
pub fn run(common: &Common, screen: &mut Screen) -> Result<u8, Failure> {
    let loaded = load::engine(common)?;
    loaded.warn();
    let mut chat = Chat::new(&loaded.engine, screen.colours);
    let mut input = Input::stdin();
    if input.is_terminal() {
        let greeting = fitted(&chat.greeting(), screen.columns);
        writeln!(screen, "{greeting}\n")?;
    }
    let mut code = FINE;
    for number in 1.. {
        screen.flush()?;
        let Some(line) = input.line()? else { break };
        let line = line.unwrap_or_else(|problem| {
            anstream::eprintln!("error: line {number} of standard input {problem}");
            code = USAGE;
            String::new()
        });
        match chat.reply(&line) {
            Reply::Text(text) => writeln!(screen, "{}\n", fitted(&text, screen.columns))?,
            Reply::Nothing => {}
            Reply::Quit => break,
        }
    }
    Ok(code)
}

/// A text as wide as the terminal; as it is where there is none.
fn fitted(text: &str, columns: Option<usize>) -> String {
    columns.map_or_else(|| text.to_owned(), |columns| wrapped(text, columns))
}
