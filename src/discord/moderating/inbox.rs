//! The inbox: what was not understood, in groups, each with the intents that it may belong to and what can be done with it.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateInputText, CreateInteractionResponse, CreateModal,
};
use serenity::model::application::{ButtonStyle, InputTextStyle};

use super::drafts::shown;
use super::press::Press;
use super::seat::Seat;
use crate::answer::Status;
use crate::desk::{Desk, DeskError};
use crate::discord::interactions::Outcome;
use crate::discord::reply::Reply;
use crate::editing::{
    Asked, Expected, Group, Guess, NearMiss, Remedy, add_test, grouped, guesses, near_miss,
    near_miss_text,
};
use crate::render::{LONGEST_LABEL, escaped, shortened};
use crate::store::InboxEntry;

/// The field of a form with a new intent's id.
pub(super) const ID: &str = "id";
/// The field of a form with its title.
pub(super) const TITLE: &str = "title";
/// How many intents are offered for a group.
const MOST_GUESSES: usize = 3;
/// How many questions of a group are shown.
const MOST_SHOWN: usize = 8;
/// Characters of a question that are shown.
const LONGEST_SHOWN: usize = 200;
/// The longest id of an intent, in characters.
const LONGEST_ID: u16 = 40;

/// The inbox of a server with its groups.
struct Inbox {
    entries: Vec<InboxEntry>,
    groups: Vec<Group>,
}

impl Inbox {
    fn open(seat: &Seat, desk: &Desk) -> Result<Self, DeskError> {
        let server = desk.server.unwrap_or_default();
        let entries = desk.store.inbox(server)?;
        let asked: Vec<Asked> = desk.asked()?;
        let snapshot = seat.bot.engine.snapshot_in(desk.server);
        let groups = grouped(&snapshot, &asked, desk.today);
        Ok(Self { entries, groups })
    }

    fn entry(&self, id: u64) -> Option<&InboxEntry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The number by which a group is named on its buttons.
    fn number_of(&self, group: &Group) -> Option<u64> {
        let first = self
            .entries
            .iter()
            .find(|entry| entry.text == group.question);
        first.map(|entry| entry.id)
    }

    /// The numbers of all questions of the group that a question is in.
    fn beside(&self, question: &str) -> Vec<u64> {
        let group = self
            .groups
            .iter()
            .find(|group| group.members.iter().any(|member| member.text == question));
        let texts = group.into_iter().flat_map(|group| &group.members);
        let texts: Vec<&str> = texts.map(|member| member.text.as_str()).collect();
        let own = self
            .entries
            .iter()
            .filter(|entry| texts.contains(&entry.text.as_str()));
        own.map(|entry| entry.id).collect()
    }
}

/// One group of the inbox, counted from 0.
pub(super) fn page(seat: Seat, at: usize) -> Outcome {
    seat.work(move |seat, desk| shown_page(seat, desk, at))
}

fn shown_page(seat: &Seat, desk: &Desk, at: usize) -> Result<Reply, DeskError> {
    let inbox = Inbox::open(seat, desk)?;
    let at = at.min(inbox.groups.len().saturating_sub(1));
    let Some(group) = inbox.groups.get(at) else {
        let off = if seat.settings.inbox {
            ""
        } else {
            " It is switched off; `/settings inbox` switches it on."
        };
        return Ok(Reply::page(&format!("The inbox is empty.{off}")));
    };
    let in_force = desk.on_disk("");
    let guesses = guesses(
        in_force.snapshot(),
        &group.question,
        MOST_GUESSES,
        desk.today,
    );
    let times = if group.count == 1 { "time" } else { "times" };
    let mut lines = vec![format!(
        "**{} of {}** · asked {} {times}",
        at + 1,
        inbox.groups.len(),
        group.count
    )];
    let members = group.members.iter().take(MOST_SHOWN);
    lines.extend(members.map(|member| {
        let text = escaped(&shortened(&member.text, LONGEST_SHOWN));
        format!("> {} × {text}", member.count)
    }));
    lines.extend(guesses.iter().map(|guess| {
        let title = escaped(&guess.title);
        format!("`{}` {title} ({})", guess.intent, guess.standing())
    }));
    let best = guesses.first();
    let miss = best.and_then(|best| near_miss(&in_force, &group.question, &best.intent));
    lines.extend(miss.iter().map(near_miss_text));
    let mut reply = Reply::page(&lines.join("\n"));
    if let Some(entry) = inbox.number_of(group) {
        let names = miss.iter().flat_map(|miss| name_buttons(miss, entry));
        reply.rows.push(names.collect());
        reply
            .rows
            .extend(rows(&guesses, entry, at, inbox.groups.len()));
        reply.rows.retain(|row| !row.is_empty());
    }
    Ok(reply)
}

/// The buttons that make words of the question a name of something.
fn name_buttons(miss: &NearMiss, entry: u64) -> Vec<CreateButton> {
    let buttons = miss.remedies.iter().filter_map(|remedy| {
        let Remedy::Name { words, at, id, .. } = remedy else {
            return None;
        };
        let press = Press::AddName {
            entry,
            words: (at.start, at.len()),
            id: id.clone(),
        };
        let label = shortened(&format!("\"{words}\" is {id}"), LONGEST_LABEL);
        Some(
            CreateButton::new(press.encode()?)
                .label(label)
                .style(ButtonStyle::Primary),
        )
    });
    buttons.collect()
}

fn rows(guesses: &[Guess], entry: u64, at: usize, groups: usize) -> Vec<Vec<CreateButton>> {
    let button = |press: Press, label: String, style: ButtonStyle| {
        let label = shortened(&label, LONGEST_LABEL);
        Some(CreateButton::new(press.encode()?).label(label).style(style))
    };
    let add = guesses.iter().filter_map(|guess| {
        let intent = guess.intent.clone();
        let label = format!("Add as phrase to {intent}");
        button(
            Press::AddPhrase { entry, intent },
            label,
            ButtonStyle::Primary,
        )
    });
    let other = [
        (Press::NewIntent(entry), "New intent"),
        (Press::OutOfScope(entry), "Out of scope"),
        (Press::Dismiss(entry), "Dismiss"),
    ];
    let other = other
        .into_iter()
        .filter_map(|(press, label)| button(press, label.to_owned(), ButtonStyle::Secondary));
    let turn = [
        at.checked_sub(1).map(|page| (page, "Previous")),
        (at + 1 < groups).then_some((at + 1, "Next")),
    ];
    let turn = turn.into_iter().flatten().filter_map(|(page, label)| {
        button(Press::Page(page), label.to_owned(), ButtonStyle::Secondary)
    });
    let rows = [add.collect::<Vec<_>>(), other.collect(), turn.collect()];
    rows.into_iter().filter(|row| !row.is_empty()).collect()
}

/// Does what a button of the inbox is for.
pub(super) fn pressed(seat: Seat, press: Press) -> Outcome {
    match press {
        Press::Page(at) => page(seat, at),
        Press::NewIntent(entry) => form(entry),
        Press::AddPhrase { entry, intent } => {
            seat.work(move |_, desk| match entry_of(desk, entry)? {
                Some(entry) => Ok(shown(&desk.phrase(&intent, &entry.text)?)),
                None => Ok(gone()),
            })
        }
        Press::AddName { entry, words, id } => seat.work(move |_, desk| {
            let Some(entry) = entry_of(desk, entry)? else {
                return Ok(gone());
            };
            let all = entry.text.split_whitespace();
            let (first, count) = words;
            let words: Vec<&str> = all.skip(first).take(count).collect();
            let name = words.join(" ");
            let name = name.trim_matches(|c: char| !c.is_alphanumeric());
            Ok(shown(&desk.alias(&id, name, Some(&entry.text))?))
        }),
        Press::OutOfScope(entry) => seat.work(move |seat, desk| match entry_of(desk, entry)? {
            Some(entry) => refused(seat, desk, &entry.text),
            None => Ok(gone()),
        }),
        Press::Dismiss(entry) => seat.work(move |seat, desk| {
            let inbox = Inbox::open(seat, desk)?;
            if let (Some(server), Some(entry)) = (desk.server, inbox.entry(entry)) {
                desk.store
                    .dismiss_from_inbox(server, &inbox.beside(&entry.text))?;
            }
            shown_page(seat, desk, 0)
        }),
        Press::Publish(_) | Press::Discard(_) | Press::Edited { .. } => {
            Outcome::Now(Reply::notice(seat.words.unknown).private())
        }
    }
}

/// A question of the inbox, by its number.
fn entry_of(desk: &Desk, id: u64) -> Result<Option<InboxEntry>, DeskError> {
    Ok(desk
        .store
        .inbox_entry(desk.server.unwrap_or_default(), id)?)
}

fn gone() -> Reply {
    Reply::page("This question is no longer in the inbox.")
}

/// A question that must be refused becomes a test of the intent that it came closest to.
fn refused(seat: &Seat, desk: &Desk, question: &str) -> Result<Reply, DeskError> {
    let snapshot = seat.bot.engine.snapshot_in(desk.server);
    let closest = guesses(&snapshot, question, 1, desk.today);
    let Some(closest) = closest.first() else {
        return Ok(Reply::page(
            "No intent comes close to this question: it is refused as it is.",
        ));
    };
    let begun = desk.begin(&closest.intent)?;
    let mut conversation = crate::message::Memory::default();
    let now = seat
        .bot
        .engine
        .ask_in(desk.server, question, &mut conversation);
    let expected = match now.status {
        Status::OutOfScope | Status::NotUnderstood => Expected::Status(now.status),
        _ => Expected::Status(Status::OutOfScope),
    };
    let text = add_test(&begun.file, question, expected)?;
    Ok(shown(&desk.keep(&begun.name, begun.base, Some(text))?))
}

/// A form for what a new intent needs.
fn form(entry: u64) -> Outcome {
    let id = CreateInputText::new(
        InputTextStyle::Short,
        "A short name, such as storm_warnings",
        ID,
    )
    .max_length(LONGEST_ID)
    .required(true);
    let title = CreateInputText::new(
        InputTextStyle::Short,
        "What it is about, in a few words",
        TITLE,
    )
    .max_length(100)
    .required(true);
    let Some(custom_id) = Press::NewIntent(entry).encode() else {
        return Outcome::Now(gone().private());
    };
    let modal = CreateModal::new(custom_id, "New intent").components(vec![
        CreateActionRow::InputText(id),
        CreateActionRow::InputText(title),
    ]);
    Outcome::Now(CreateInteractionResponse::Modal(modal))
}

/// Begins a new intent with a question of the inbox.
pub(super) fn begin(seat: Seat, entry: u64, id: String, title: String) -> Outcome {
    seat.work(move |_, desk| match entry_of(desk, entry)? {
        Some(entry) => Ok(shown(&desk.new_intent(&id, &title, &[&entry.text])?)),
        None => Ok(gone()),
    })
}
