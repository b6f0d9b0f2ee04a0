//! What is said where there is no such command.

use clap::error::{ContextKind, ContextValue};
use clap::{Command, CommandFactory, Error};

use super::Cli;
use crate::diagnostic::nearest;

/// The error of a command line, with the command that was likely meant: clap knows none for letters that changed places in a short
/// name.
pub(super) fn with_near(mut error: Error, line: impl Iterator<Item = String>) -> Error {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
        return error;
    };
    if error.get(ContextKind::SuggestedSubcommand).is_some() {
        return error;
    }
    let typed = typed.clone();
    let command = Cli::command();
    let parent = parent(&command, &typed, line);
    let names = parent.get_subcommands().map(Command::get_name);
    if let Some(near) = nearest(&typed, names) {
        let near = ContextValue::Strings(vec![near.to_owned()]);
        error.insert(ContextKind::SuggestedSubcommand, near);
    }
    error
}

/// The command below which a word stands that is none.
fn parent<'a>(whole: &'a Command, typed: &str, line: impl Iterator<Item = String>) -> &'a Command {
    let words = line.take_while(|word| word != typed);
    words.fold(whole, |command, word| {
        command.find_subcommand(&word).unwrap_or(command)
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn a_slip_is_told_what_was_likely_meant() {
        let check = |line: &str, expected: Option<&str>| {
            let line = || {
                ["footnote"]
                    .into_iter()
                    .chain(line.split(' '))
                    .map(str::to_owned)
            };
            let error = Cli::try_parse_from(line()).unwrap_err();
            let text = with_near(error, line()).to_string();
            match expected {
                Some(name) => assert!(text.contains(&format!("'{name}'")), "{text}"),
                None => assert!(!text.contains("similar"), "{text}"),
            }
        };
        check("aks", Some("ask"));
        check("chta", Some("chat"));
        check("helth", Some("health"));
        check("ru", Some("run"));
        check("bananas", None);
        check("--today 2024-01-01 aks", Some("ask"));
        check("intents lits", Some("list"));
        check("intents aks", None);
    }
}
