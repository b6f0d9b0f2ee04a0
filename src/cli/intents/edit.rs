//! `intents phrase`, `alias`, `new` and `draft`: each makes a draft and shows what it would do.

use std::io::Write;
use std::path::Path;

use super::desk::command;
use crate::cli::{FINE, Failure, PROBLEMS};
use crate::console::Screen;
use crate::desk::{Desk, Origin, Proposal};
use crate::editing::terminal;
use crate::files::read_file;
use crate::publish::{FileName, PublishError};

/// A draft of a new intent.
pub(super) fn new(
    desk: &Desk,
    id: &str,
    title: &str,
    phrases: &[String],
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
    shown(desk, &desk.new_intent(id, title, &phrases)?, screen)
}

/// A draft from an edited file.
pub(super) fn draft(
    desk: &Desk,
    edited: &Path,
    name: Option<&str>,
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let text = read_file(edited)?.text.clone();
    let name = if let Some(name) = name {
        FileName::of(desk.server, name).map_err(PublishError::from)?
    } else {
        let own = edited.file_name().unwrap_or_default().to_string_lossy();
        desk.name_for(&own)?
    };
    shown(desk, &desk.replace(&name, text)?, screen)
}

/// Shows a draft, and how it is published.
pub(super) fn shown(desk: &Desk, draft: &Proposal, screen: &mut Screen) -> Result<u8, Failure> {
    let Proposal { origin, report, .. } = draft;
    writeln!(screen, "{}", terminal(report, screen.colours))?;
    let Origin::Draft(id) = origin else {
        return Ok(FINE);
    };
    if report.publishable {
        let publish = command(desk.server, &format!("publish {id}"));
        writeln!(screen, "draft {id}; publish it with: {publish}")?;
        return Ok(FINE);
    }
    writeln!(
        screen,
        "draft {id}; it can be published once its errors are mended"
    )?;
    Ok(PROBLEMS)
}
