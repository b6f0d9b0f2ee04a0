//! `intents list`, `show`, `diff` without a number, `history` and `inbox`: looking, without changing anything.

use std::io::Write;

use super::desk::command;
use crate::cli::{FINE, Failure};
use crate::console::Screen;
use crate::desk::Desk;
use crate::editing::{Group, grouped, guesses, near_miss, near_miss_plain};
use crate::render::on_one_line;
use crate::store::Change;

/// How many intents are named for a group of questions.
const GUESSES: usize = 3;

/// Lists the intents.
pub(super) fn list(desk: &Desk, screen: &mut Screen) -> Result<u8, Failure> {
    let (intents, _) = desk.files.intents(desk.server);
    let files = desk.files.intents_of(desk.server);
    for intent in &intents.list {
        let file = files.iter().find(|file| file.path == intent.file);
        let name = file.map_or(intent.file.as_str(), |file| desk.name_of(file));
        let phrases = intent.phrases.len();
        writeln!(
            screen,
            "{:<24} {phrases:>4} phrases  {name}  {}",
            intent.id, intent.title
        )?;
    }
    Ok(FINE)
}

/// Prints the file of an intent.
pub(super) fn show(desk: &Desk, id: &str, screen: &mut Screen) -> Result<u8, Failure> {
    let (_, file) = desk.find(id)?;
    write!(screen, "{}", file.text)?;
    Ok(FINE)
}

/// Lists the drafts.
pub(super) fn drafts(desk: &Desk, screen: &mut Screen) -> Result<u8, Failure> {
    let drafts = desk.drafts()?;
    if drafts.is_empty() {
        writeln!(screen, "there are no drafts")?;
    }
    for draft in drafts {
        line(draft.id, &draft.change, screen)?;
    }
    Ok(FINE)
}

/// Shows what was published.
pub(super) fn history(
    desk: &Desk,
    id: Option<&str>,
    with_diffs: bool,
    most: u32,
    screen: &mut Screen,
) -> Result<u8, Failure> {
    let revisions = desk.history(id, most)?;
    if revisions.is_empty() {
        writeln!(screen, "nothing was published yet")?;
    }
    for revision in &revisions {
        line(revision.id, &revision.change, screen)?;
        if with_diffs {
            write!(screen, "{}", desk.diff(&revision.change))?;
        }
    }
    Ok(FINE)
}

/// One draft or revision.
fn line(id: u64, change: &Change, screen: &mut Screen) -> Result<(), Failure> {
    let at = change.at.strftime("%Y-%m-%d %H:%M UTC");
    let what = change.does();
    let (author, reason) = (
        on_one_line(&change.author.name),
        on_one_line(&change.reason),
    );
    let file = &change.file;
    let line = format!("{id:>4}  {at}  {author}  {file}  {what}  {reason}");
    writeln!(screen, "{}", line.trim_end())?;
    Ok(())
}

/// Shows what was not understood, in groups, with the intents that each may belong to.
pub(super) fn inbox(desk: &Desk, screen: &mut Screen) -> Result<u8, Failure> {
    let Some(server) = desk.server else {
        return Err(Failure::Usage {
            message: "each server has an inbox of its own".to_owned(),
            example: Some(command(Some(1_234_567_890), "inbox")),
        });
    };
    let asked = desk.asked()?;
    if asked.is_empty() {
        let off = if desk.store.settings(server)?.inbox {
            ""
        } else {
            "; it is switched off"
        };
        writeln!(screen, "the inbox is empty{off}")?;
        return Ok(FINE);
    }
    let in_force = desk.on_disk("");
    let snapshot = in_force.snapshot();
    for group in grouped(snapshot, &asked, desk.today) {
        write_group(&group, screen)?;
        let guesses = guesses(snapshot, &group.question, GUESSES, desk.today);
        for guess in &guesses {
            writeln!(screen, "      {} ({})", guess.intent, guess.standing())?;
        }
        let best = guesses.first();
        if let Some(miss) =
            best.and_then(|best| near_miss(&in_force, &group.question, &best.intent))
        {
            for line in near_miss_plain(&miss).lines() {
                writeln!(screen, "      {line}")?;
            }
        }
    }
    Ok(FINE)
}

fn write_group(group: &Group, screen: &mut Screen) -> Result<(), Failure> {
    writeln!(
        screen,
        "{:>4} × {}",
        group.count,
        on_one_line(&group.question)
    )?;
    for other in group
        .members
        .iter()
        .filter(|other| other.text != group.question)
    {
        writeln!(
            screen,
            "       {} × {}",
            other.count,
            on_one_line(&other.text)
        )?;
    }
    Ok(())
}
