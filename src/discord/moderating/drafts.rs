//! Drafts: each edit makes one, its report says what it would do, and two buttons decide.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::{
    CreateActionRow, CreateButton, CreateInputText, CreateInteractionResponse, CreateModal,
};
use serenity::model::application::{ButtonStyle, InputTextStyle};
use serenity::model::channel::Attachment;

use super::look;
use super::notify;
use super::press::Press;
use super::seat::Seat;
use crate::desk::{Desk, DeskError, Origin, Proposal};
use crate::diagnostic::decode;
use crate::discord::interactions::{For, Outcome, finished};
use crate::discord::reply::Reply;
use crate::editing::markdown;
use crate::files::shown as path_shown;
use crate::fingerprint;
use crate::publish::FileName;
use crate::store::Change;

/// The field of a form with a file's text.
pub(super) const TEXT: &str = "text";
/// The field of a form with the reason.
pub(super) const REASON: &str = "reason";
/// The longest text that a field of a form takes, in UTF-16 units.
const LONGEST_FIELD: usize = 4_000;
/// The longest title of a form, in characters.
const LONGEST_TITLE: usize = 45;
/// An upload without a file.
pub(super) const NO_FILE: &str =
    "No file came with that. Attach the edited file to `/intents upload`.";
/// The largest file that is taken, in bytes.
const LARGEST: usize = 64 * 1024;
/// How long a file may take to arrive.
const DOWNLOAD: Duration = Duration::from_secs(10);

/// A draft with one example question more.
pub(super) fn phrase(seat: Seat, id: String, text: String) -> Outcome {
    seat.work(move |_, desk| Ok(shown(&desk.phrase(&id, &text)?)))
}

/// A draft that gives something in the data one more name.
pub(super) fn alias(seat: Seat, of: String, name: String) -> Outcome {
    seat.work(move |_, desk| Ok(shown(&desk.alias(&of, &name, None)?)))
}

/// A draft of a new intent.
pub(super) fn new(seat: Seat, id: String, title: String, phrase: String) -> Outcome {
    seat.work(move |_, desk| Ok(shown(&desk.new_intent(&id, &title, &[&phrase])?)))
}

/// A draft that takes an intent away.
pub(super) fn delete(seat: Seat, id: String) -> Outcome {
    seat.work(move |_, desk| Ok(shown(&desk.delete(&id)?)))
}

/// Opens a form with the text of a file, or gives the file where it is too long for one.
pub(super) async fn form(seat: Seat, id: String) -> Outcome {
    let opened = tokio::task::spawn_blocking(move || seat.open_file(&id));
    let begun = match opened.await {
        Ok(begun) => begun,
        Err(error) => return Outcome::Now(finished(Err(error)).private()),
    };
    let (name, text) = match begun {
        Ok(begun) => begun,
        Err(error) => return Outcome::Now(super::seat::told(&error).private()),
    };
    let id = Press::Edited {
        base: fingerprint::of(&[&text]),
        file: name.to_string(),
    };
    match id
        .encode()
        .filter(|_| text.encode_utf16().count() <= LONGEST_FIELD)
    {
        Some(id) => Outcome::Now(modal(id, &name, &text)),
        None => Outcome::Now(too_long(&name, &text).private()),
    }
}

impl Seat {
    /// The text that an edit of an intent begins with.
    fn open_file(&self, id: &str) -> Result<(FileName, String), DeskError> {
        let desk = self.open();
        let begun = desk.begin(id)?;
        Ok((begun.name, begun.file.text.clone()))
    }
}

fn modal(id: String, name: &FileName, text: &str) -> CreateInteractionResponse {
    let title: String = name.stem().chars().take(LONGEST_TITLE).collect();
    let whole = CreateInputText::new(InputTextStyle::Paragraph, "The file", TEXT)
        .value(text)
        .required(true);
    let reason = CreateInputText::new(InputTextStyle::Short, "Why, for the history", REASON)
        .required(false)
        .max_length(200);
    CreateInteractionResponse::Modal(CreateModal::new(id, title).components(vec![
        CreateActionRow::InputText(whole),
        CreateActionRow::InputText(reason),
    ]))
}

fn too_long(name: &FileName, text: &str) -> Reply {
    let mut reply = Reply::page(&format!(
        "`{name}` is too long for a form. Edit the file below and send it with `/intents upload`; its name says which intent it is."
    ));
    reply.files.push(look::toml(name, text));
    reply
}

/// A draft from a form that was sent. The file that it was opened with must still be there.
pub(super) fn edited(seat: Seat, base: String, file: &str, text: String, reason: &str) -> Outcome {
    let Ok(name) = FileName::parse(file) else {
        return Outcome::Now(Reply::notice(seat.words.unknown).private());
    };
    let scope = name.server();
    if !seat.authority.may_edit(scope) {
        return Outcome::Now(Reply::notice(seat.words.moderators_only).private());
    }
    seat.at(scope, Some(reason))
        .work(move |_, desk| match desk.begin(name.stem()) {
            Ok(begun) if begun.name == name && fingerprint::of(&[&begun.file.text]) == base => {
                Ok(shown(&desk.keep(&name, begun.base, Some(text))?))
            }
            Ok(_) | Err(DeskError::Stale(_) | DeskError::NoIntent { .. }) => {
                Ok(changed_meanwhile(&name, &text))
            }
            Err(error) => Err(error),
        })
}

/// Somebody else was quicker: nothing of what was typed is lost.
fn changed_meanwhile(name: &FileName, text: &str) -> Reply {
    let mut reply = Reply::page(&format!(
        "`{name}` was changed while you edited it. Your text is below: open `/intents edit` again and carry your changes over."
    ));
    reply.files.push(look::toml(name, text));
    reply
}

/// A draft from a file that was sent.
pub(super) fn upload(seat: Seat, file: Attachment) -> Outcome {
    let under_way = seat.bot.tasks.token();
    let drafted = async move {
        let _under_way = under_way;
        let text = match text_of(&file).await {
            Ok(text) => text,
            Err(refused) => return *refused,
        };
        let draft = seat.job(move |_, desk| {
            let name = desk.name_for(&file.filename)?;
            Ok(shown(&desk.replace(&name, text)?))
        });
        draft.await
    };
    Outcome::Later(For::ThePerson, tokio::spawn(drafted))
}

/// The text of a file that was sent: small, named as an intents file, and text.
async fn text_of(file: &Attachment) -> Result<String, Box<Reply>> {
    let refused = |text: String| Box::new(Reply::page(&text));
    if FileName::parse(&file.filename).is_err() || file.filename.contains('/') {
        return Err(refused(
            "The file is named as its intent: lower-case letters, digits and `_`, and `.toml` at the end, such as `storms.toml`.".to_owned(),
        ));
    }
    let too_large = || {
        refused(format!(
            "The file has more than {LARGEST} bytes, which is the most that is taken. An intent is far shorter: was it the right file?"
        ))
    };
    if file.size as usize > LARGEST {
        return Err(too_large());
    }
    let bytes = download(file).await.map_err(|error| {
        let error = error.without_url();
        tracing::warn!(%error, "an uploaded file could not be fetched");
        refused("The file could not be fetched from Discord. Send it again.".to_owned())
    })?;
    let bytes = bytes.ok_or_else(too_large)?;
    let decoded = decode(&file.filename, &bytes);
    let decoded =
        decoded.map_err(|problem| Box::new(super::seat::told(&DeskError::from(problem))))?;
    Ok(decoded.text.clone())
}

/// The bytes of a file; `None` if they are more than are taken, whatever Discord says of its size.
async fn download(file: &Attachment) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let client = reqwest::Client::builder()
        .use_rustls_tls()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(DOWNLOAD)
        .build()?;
    let mut response = client.get(&file.url).send().await?.error_for_status()?;
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LARGEST {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

/// What a change would do; a draft has buttons, and is published only without errors.
pub(super) fn shown(proposal: &Proposal) -> Reply {
    let Proposal {
        origin,
        change,
        report,
    } = proposal;
    let mut reply = Reply::page(&markdown(report));
    let Origin::Draft(id) = *origin else {
        reply.above = Some("Nothing was published.".to_owned());
        return reply;
    };
    reply.above = Some(format!("Draft {id} of `{}`", change.file));
    let publish = button(&Press::Publish(id), "Publish", ButtonStyle::Success);
    let publish = publish.map(|button| button.disabled(!report.publishable));
    let buttons = publish.into_iter().chain(discard_button(id));
    reply.rows.push(buttons.collect());
    reply
}

/// The button that drops a draft.
pub(super) fn discard_button(id: u64) -> Option<CreateButton> {
    button(&Press::Discard(id), "Discard", ButtonStyle::Secondary)
}

fn button(press: &Press, label: &str, style: ButtonStyle) -> Option<CreateButton> {
    Some(CreateButton::new(press.encode()?).label(label).style(style))
}

/// Publishes a draft of a scope that the person may edit, if it is still sound.
pub(super) fn publish(seat: Seat, id: u64) -> Outcome {
    of_draft(seat, id, move |seat, desk| {
        carry_out(seat, desk, &desk.drafted(id)?, "published")
    })
}

/// Drops a draft of a scope that the person may edit.
pub(super) fn discard(seat: Seat, id: u64) -> Outcome {
    of_draft(seat, id, move |_, desk| {
        let found = desk.draft(id)?;
        desk.store.discard_draft(found.id)?;
        Ok(Reply::page(&format!(
            "Draft {id} of `{}` is dropped.",
            found.change.file
        )))
    })
}

/// Works on a draft where its file belongs, if the person may edit there.
fn of_draft(
    seat: Seat,
    id: u64,
    work: impl FnOnce(&Seat, &Desk) -> Result<Reply, DeskError> + Send + 'static,
) -> Outcome {
    let under_way = seat.bot.tasks.token();
    let worked = async move {
        let _under_way = under_way;
        match seat.at_draft(id).await {
            Ok(seat) => seat.job(work).await,
            Err(refused) => *refused,
        }
    };
    Outcome::Later(For::ThePerson, tokio::spawn(worked))
}

impl Seat {
    /// The seat where a draft belongs, if the person may edit there.
    async fn at_draft(self, id: u64) -> Result<Self, Box<Reply>> {
        let notice = |text| Box::new(Reply::notice(text));
        let store = Arc::clone(&self.bot.store);
        let found = tokio::task::spawn_blocking(move || store.draft(id)).await;
        let found = found.map_err(|error| Box::new(finished(Err(error))))?;
        let draft = found.map_err(|error| {
            tracing::error!(%error, "a draft cannot be read");
            notice(self.words.no_store)
        })?;
        let file = draft.and_then(|draft| FileName::parse(&draft.change.file).ok());
        let Some(file) = file else {
            return Err(Box::new(super::seat::told(&DeskError::NoDraft(id))));
        };
        let scope = file.server();
        if !self.authority.may_edit(scope) {
            return Err(notice(self.words.moderators_only));
        }
        Ok(self.at(scope, None))
    }
}

/// Takes back the last change of an intent.
pub(super) fn undo(seat: Seat, id: String) -> Outcome {
    seat.work(move |seat, desk| carry_out(seat, desk, &desk.undo(&id)?, "taken back"))
}

/// Brings a file back to what it was after a revision.
pub(super) fn rollback(seat: Seat, to: u64) -> Outcome {
    seat.work(move |seat, desk| carry_out(seat, desk, &desk.rollback(to)?, "brought back"))
}

/// Carries a change out if it has no errors, or shows them.
fn carry_out(seat: &Seat, desk: &Desk, proposal: &Proposal, how: &str) -> Result<Reply, DeskError> {
    if !proposal.report.publishable {
        return Ok(shown(proposal));
    }
    let revision = desk.publish(proposal)?;
    Ok(done(seat, desk, &proposal.change, revision, how))
}

/// A file was changed: it is put in force at once, and the moderators are told.
fn done(seat: &Seat, desk: &Desk, change: &Change, revision: u64, how: &str) -> Reply {
    let reload = seat.bot.watch.now();
    notify::reloaded(&seat.bot, &reload);
    notify::published(seat, change, revision, how);
    let path = path_shown(&desk.directory.join(&change.file));
    let in_force = if reload.refuses(&path) {
        "It is not in force: other files have problems; `/intents check` lists them."
    } else {
        "It is in force now."
    };
    Reply::page(&format!(
        "`{}` is {how} as revision {revision}. {in_force}",
        change.file
    ))
}
