//! Looking: lists, files, explanations, tests, the history, and how things stand. Nothing is changed here.

use std::io::{Cursor, Write};

use serenity::builder::AutocompleteChoice;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::seat::Seat;
use crate::check::{Tried, scope};
use crate::desk::Desk;
use crate::diagnostic::{Diagnostics, terminal};
use crate::discord::interactions::Outcome;
use crate::discord::reply::{Attached, Reply};
use crate::explain;
use crate::message::Memory;
use crate::publish::FileName;
use crate::render::{MOST_OF_EMBED, code_block, escaped, shortened, whole_lines};
use crate::store::Change;

/// How many revisions a history shows.
const MOST_REVISIONS: u32 = 25;
/// How many ids are offered.
const MOST_IDS: usize = 25;
/// The longest text that an offered id shows, in characters.
const LONGEST_OFFER: usize = 100;
/// Characters of an answer's text that a test shows.
const MOST_OF_ANSWER: usize = 3_000;

/// Ids of intents for what is half typed.
pub(super) fn ids(seat: &Seat, typed: &str) -> Vec<AutocompleteChoice> {
    let snapshot = seat.bot.engine.snapshot_in(seat.scope);
    let typed = typed.trim().to_lowercase();
    let intents = snapshot.intents.list.iter().chain(&snapshot.silent);
    let mut found: Vec<_> = intents
        .filter(|intent| intent.id.contains(&typed) || intent.title.to_lowercase().contains(&typed))
        .collect();
    found.sort_by_key(|intent| (!intent.id.starts_with(&typed), intent.id.clone()));
    let offers = found.into_iter().take(MOST_IDS).map(|intent| {
        let shown = shortened(&format!("{}: {}", intent.id, intent.title), LONGEST_OFFER);
        AutocompleteChoice::new(shown, intent.id.clone())
    });
    offers.collect()
}

/// Ids of metrics, outlets and events for what is half typed.
pub(super) fn things(seat: &Seat, typed: &str) -> Vec<AutocompleteChoice> {
    let snapshot = seat.bot.engine.snapshot_in(seat.scope);
    let typed = typed.trim().to_lowercase();
    let things = snapshot.dataset.things();
    let mut found: Vec<_> = things
        .filter(|thing| {
            let mut names = thing.names.iter();
            thing.id.contains(&typed) || names.any(|name| name.to_lowercase().contains(&typed))
        })
        .filter(|thing| thing.id.len() <= LONGEST_OFFER)
        .collect();
    found.sort_by_key(|thing| !thing.shown.to_lowercase().starts_with(&typed));
    let offers = found.into_iter().take(MOST_IDS).map(|thing| {
        let shown = format!("{} ({})", thing.shown, thing.kind.word());
        AutocompleteChoice::new(shortened(&shown, LONGEST_OFFER), thing.id.to_owned())
    });
    offers.collect()
}

/// Lists the intents.
pub(super) fn list(seat: Seat) -> Outcome {
    seat.work(|_, desk| {
        let (intents, _) = desk.files.intents(desk.server);
        let lines: Vec<String> = intents
            .list
            .iter()
            .map(|intent| {
                let own = desk
                    .files
                    .own(desk.server)
                    .any(|file| file.path == intent.file);
                let mark = if own && desk.server.is_some() {
                    " (this server's)"
                } else {
                    ""
                };
                format!("`{}` {}{mark}", intent.id, escaped(&intent.title))
            })
            .collect();
        Ok(Reply::page(&whole_lines(&lines.join("\n"), MOST_OF_EMBED)))
    })
}

/// Shows the file of an intent.
pub(super) fn show(seat: Seat, id: String) -> Outcome {
    seat.work(move |_, desk| {
        let (name, file) = desk.find(&id)?;
        let whole = code_block("toml", &file.text, MOST_OF_EMBED);
        let mut reply = Reply::page(&whole);
        reply.above = Some(format!("`{name}`"));
        if whole.contains("\n… and ") {
            reply.files.push(toml(&name, &file.text));
        }
        Ok(reply)
    })
}

/// A file of an intent beside a reply.
pub(super) fn toml(name: &FileName, text: &str) -> Attached {
    Attached {
        name: format!("{}.toml", name.stem()),
        bytes: text.as_bytes().to_vec(),
    }
}

/// Gives the file of an intent, or all of them in an archive.
pub(super) fn download(seat: Seat, id: Option<String>) -> Outcome {
    seat.work(move |_, desk| {
        let Some(id) = id else {
            return Ok(archive(desk));
        };
        let (name, file) = desk.find(&id)?;
        let mut reply = Reply::page(&format!("`{name}`"));
        reply.files.push(toml(&name, &file.text));
        Ok(reply)
    })
}

fn archive(desk: &Desk) -> Reply {
    let files = desk.files.intents_of(desk.server);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let written = files.iter().try_for_each(|file| {
        writer.start_file(desk.name_of(file), options)?;
        Ok::<(), zip::result::ZipError>(writer.write_all(file.text.as_bytes())?)
    });
    match written.and_then(|()| writer.finish()) {
        Ok(bytes) => {
            let mut reply = Reply::page(&format!("{} files.", files.len()));
            reply.files.push(Attached {
                name: "intents.zip".to_owned(),
                bytes: bytes.into_inner(),
            });
            reply
        }
        Err(error) => {
            tracing::error!(%error, "an archive cannot be written");
            Reply::notice("The archive could not be made.")
        }
    }
}

/// Explains how a question is understood, by the set in force.
pub(super) fn explain(seat: Seat, question: String) -> Outcome {
    seat.work(move |seat, _| {
        let engine = &seat.bot.engine;
        let snapshot = engine.snapshot_in(seat.scope);
        let mut conversation = Memory::default();
        let explained = explain::explain(&snapshot, &question, &mut conversation, engine.today());
        Ok(Reply::page(&explain::markdown(&explained)))
    })
}

/// What a question is answered with, by the set in force.
pub(super) fn test(seat: Seat, question: String) -> Outcome {
    seat.work(move |seat, _| {
        let mut conversation = Memory::default();
        let answer = seat
            .bot
            .engine
            .ask_in(seat.scope, &question, &mut conversation);
        let lines = [
            format!("**Status** {}", answer.status.word()),
            format!("**Intent** {}", answer.intent.as_deref().unwrap_or("none")),
            format!("**Confidence** {:.2}", answer.confidence),
            crate::render::fitted(&answer.text, MOST_OF_ANSWER),
        ];
        Ok(Reply::page(&lines.join("\n")))
    })
}

/// All problems of the scope's files as they are on the disk, and what the tests say.
pub(super) fn check(seat: Seat) -> Outcome {
    seat.work(|_, desk| {
        let (dataset, problems) = desk.files.dataset();
        let tried = scope(
            &desk.files,
            (&dataset, &problems),
            desk.server,
            &desk.weights,
            desk.today,
        );
        Ok(checked(&desk.problems, &tried))
    })
}

/// The problems of reading, then those of what was read.
fn checked(unread: &Diagnostics, tried: &Tried) -> Reply {
    let mut problems = unread.clone();
    problems.extend(tried.problems());
    let asked = match &tried.asked {
        Some(outcome) => format!(
            "{} phrases and {} tests asked, {} failed",
            outcome.phrases,
            outcome.passed + outcome.failed,
            outcome.failed
        ),
        None => "phrases and tests are asked once these files load".to_owned(),
    };
    let head = format!(
        "**{} errors, {} warnings** · {asked}\n",
        problems.errors(),
        problems.warnings()
    );
    let listed = listed(&problems);
    if listed.is_empty() {
        return Reply::page(&head);
    }
    let room = MOST_OF_EMBED.saturating_sub(head.chars().count());
    Reply::page(&format!("{head}{}", code_block("", &listed, room)))
}

/// Problems with their places, one after another.
pub(super) fn listed(problems: &Diagnostics) -> String {
    let all: Vec<String> = problems
        .iter()
        .map(|problem| terminal::render(problem, false))
        .collect();
    all.join("\n\n")
}

/// Drafts that wait.
pub(super) fn drafts(seat: Seat) -> Outcome {
    seat.work(|_, desk| {
        let drafts = desk.drafts()?.into_iter();
        let lines: Vec<String> = drafts.map(|draft| line(draft.id, &draft.change)).collect();
        if lines.is_empty() {
            return Ok(Reply::page("There are no drafts."));
        }
        Ok(Reply::page(&whole_lines(&lines.join("\n"), MOST_OF_EMBED)))
    })
}

/// What was published.
pub(super) fn history(seat: Seat, id: Option<String>) -> Outcome {
    seat.work(move |_, desk| {
        let revisions = desk.history(id.as_deref(), MOST_REVISIONS)?;
        let lines: Vec<String> = revisions
            .iter()
            .map(|revision| line(revision.id, &revision.change))
            .collect();
        if lines.is_empty() {
            return Ok(Reply::page("Nothing was published yet."));
        }
        let mut text = lines.join("\n");
        if let (Some(_), Some(last)) = (&id, revisions.first()) {
            let room = MOST_OF_EMBED.saturating_sub(text.chars().count() + 50);
            let diff = code_block("diff", &desk.diff(&last.change), room.max(200));
            text = format!("{text}\n{diff}");
        }
        Ok(Reply::page(&whole_lines(&text, MOST_OF_EMBED)))
    })
}

/// One draft or revision: `**12** 2026-11-24 14:05 UTC ann topics/storms.toml: why`.
fn line(id: u64, change: &Change) -> String {
    let at = change.at.strftime("%Y-%m-%d %H:%M UTC");
    let what = change.does();
    let author = match change.author.id {
        Some(id) => format!("<@{id}>"),
        None => escaped(&shortened(&change.author.name, 40)),
    };
    let reason = match shortened(&change.reason, 100) {
        reason if reason.is_empty() => String::new(),
        reason => format!(": {}", escaped(&reason)),
    };
    format!("**{id}** {at} {author} `{}` {what}{reason}", change.file)
}
