//! `intents phrase`, `new` and `draft`: each makes a draft and shows what it would do.

use std::io::Write;
use std::path::Path;

use super::desk::Desk;
use crate::check::language_of;
use crate::cli::{FINE, Failure, PROBLEMS};
use crate::console::Screen;
use crate::editing::{add_phrase, new_intent, terminal};
use crate::files::read_file;
use crate::publish::{FileName, PublishError};

/// A draft with one example question more.
pub(super) fn phrase(
    desk: &Desk,
    id: &str,
    text: &str,
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let (name, file) = desk.find(id)?;
    let begun = desk.begun(&name, &file)?;
    let new = add_phrase(&begun, language_of(text), text)?;
    keep(desk, &name, Some(new), screen)
}

/// A draft of a new intent.
pub(super) fn new(
    desk: &Desk,
    id: &str,
    title: &str,
    phrases: &[String],
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
    let text = new_intent(id, title, &phrases)?;
    let name = new_name(desk, id)?;
    if desk.publisher().current(&name)?.is_some() {
        return Err(Failure::Input(format!(
            "there is a file `{name}` already; give another id"
        )));
    }
    keep(desk, &name, Some(text), screen)
}

/// A draft from an edited file.
pub(super) fn draft(
    desk: &Desk,
    edited: &Path,
    name: Option<&str>,
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let file = read_file(edited)?;
    let own = edited.file_name().unwrap_or_default().to_string_lossy();
    let name = match (name, desk.find(&own)) {
        (Some(name), _) => FileName::of(desk.server, name).map_err(PublishError::from)?,
        (None, Ok((name, _))) => name,
        (None, Err(_)) => new_name(desk, own.trim_end_matches(".toml"))?,
    };
    keep(desk, &name, Some(file.text.clone()), screen)
}

/// A draft that takes an intent away.
pub(super) fn delete(desk: &Desk, id: &str, screen: &mut Screen) -> Result<u8, Failure> {
    let (name, _) = desk.find(id)?;
    keep(desk, &name, None, screen)
}

/// Where a new intent goes.
fn new_name(desk: &Desk, id: &str) -> Result<FileName, Failure> {
    let folder = if desk.server.is_some() { "" } else { "topics/" };
    let name = FileName::of(desk.server, &format!("{folder}{id}.toml"));
    Ok(name.map_err(PublishError::from)?)
}

/// Keeps a draft and shows what it would do.
fn keep(
    desk: &Desk,
    name: &FileName,
    new: Option<String>,
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let change = desk.change(name, new)?;
    if change.old == change.new {
        return Err(PublishError::Unchanged(name.to_string()).into());
    }
    let report = desk.report(&change)?;
    let id = desk.store.keep_draft(&change)?;
    writeln!(screen, "{}", terminal(&report, screen.colours))?;
    if report.publishable {
        writeln!(
            screen,
            "draft {id}; publish it with: footnote intents publish {id}"
        )?;
        return Ok(FINE);
    }
    writeln!(
        screen,
        "draft {id}; it can be published once its errors are mended"
    )?;
    Ok(PROBLEMS)
}
