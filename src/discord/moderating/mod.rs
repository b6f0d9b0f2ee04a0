//! Moderating from Discord: `/intents`, its buttons and its forms, over the moderator's desk.
//!
//! It asks who may do it, and shows; what is done is the desk's.

mod authority;
mod drafts;
mod inbox;
mod look;
mod notify;
mod press;
mod seat;
mod table;

use std::sync::Arc;

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::model::application::{
    ActionRowComponent, CommandInteraction, ComponentInteraction, ModalInteraction,
};
use serenity::model::id::GuildId;

use self::seat::Seat;
use super::bot::Bot;
use super::commands::options::Options;
use super::interactions::Outcome;
use super::reply::Reply;

pub(crate) use authority::Authority;
pub(crate) use notify::reloaded;
pub(crate) use press::Press;
pub(crate) use table::command;

/// The name of the command.
pub(crate) const NAME: &str = "intents";

/// Does what `/intents` asks for.
pub(crate) async fn run(bot: &Arc<Bot>, command: &CommandInteraction) -> Outcome {
    let server = command.guild_id.map(GuildId::get);
    let member = command.member.as_deref();
    let seat = Seat::of(bot, &command.user, server, member);
    let options = Options::of(&command.data);
    let Some((name, options)) = options.subcommand() else {
        return Outcome::Now(Reply::notice(seat.words.unknown).private());
    };
    let shared = options.flag("shared").unwrap_or(server.is_none());
    let looks = matches!(
        name,
        "list" | "show" | "download" | "explain" | "test" | "check"
    );
    let scope = server.filter(|_| !shared);
    let allowed = if looks {
        seat.authority.may_look(scope)
    } else {
        seat.authority.may_edit(scope)
    };
    if !allowed {
        return Outcome::Now(Reply::notice(refusal(&seat, scope.is_none())).private());
    }
    let seat = seat.at(scope, options.text("reason"));
    let text = |name: &str| options.text(name).unwrap_or_default().to_owned();
    match name {
        "edit" => drafts::form(seat, text("id")).await,
        "upload" => match options.file("file") {
            Some(file) => drafts::upload(seat, file.clone()),
            None => Outcome::Now(Reply::notice(drafts::NO_FILE).private()),
        },
        "phrase" => drafts::phrase(seat, text("id"), text("text")),
        "alias" => drafts::alias(seat, text("of"), text("name")),
        "new" => drafts::new(seat, text("id"), text("title"), text("phrase")),
        "delete" => drafts::delete(seat, text("id")),
        "drafts" => look::drafts(seat),
        "undo" => drafts::undo(seat, text("id")),
        "rollback" => {
            let revision = options.number("revision").unwrap_or_default();
            drafts::rollback(seat, u64::try_from(revision).unwrap_or_default())
        }
        "history" => look::history(seat, options.text("id").map(str::to_owned)),
        "inbox" => inbox::page(seat, 0),
        "list" => look::list(seat),
        "show" => look::show(seat, text("id")),
        "download" => look::download(seat, options.text("id").map(str::to_owned)),
        "explain" => look::explain(seat, text("question")),
        "test" => look::test(seat, text("question")),
        "check" => look::check(seat),
        "reload" => notify::reload(seat),
        _ => Outcome::Now(Reply::notice(seat.words.unknown).private()),
    }
}

fn refusal(seat: &Seat, shared: bool) -> &'static str {
    if shared {
        seat.words.owners_only
    } else {
        seat.words.moderators_only
    }
}

/// Offers ids of intents, and of what the data have.
pub(crate) fn autocomplete(
    bot: &Arc<Bot>,
    command: &CommandInteraction,
) -> CreateInteractionResponse {
    let server = command.guild_id.map(GuildId::get);
    let seat = Seat::of(bot, &command.user, server, command.member.as_deref());
    let options = Options::of(&command.data);
    let typed = options
        .subcommand()
        .and_then(|(_, options)| options.typed());
    let choices = match typed {
        Some(("id", typed)) if seat.authority.may_look(seat.scope) => look::ids(&seat, typed),
        Some(("of", typed)) if seat.authority.may_look(seat.scope) => look::things(&seat, typed),
        _ => Vec::new(),
    };
    CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices))
}

/// Does what a moderator's button is for.
pub(crate) fn pressed(bot: &Arc<Bot>, component: &ComponentInteraction, press: Press) -> Outcome {
    let server = component.guild_id.map(GuildId::get);
    let seat = Seat::of(bot, &component.user, server, component.member.as_ref());
    match press {
        Press::Publish(draft) => drafts::publish(seat, draft),
        Press::Discard(draft) => drafts::discard(seat, draft),
        Press::Edited { .. } => Outcome::Now(Reply::notice(seat.words.unknown).private()),
        of_inbox => {
            if server.is_none() || !seat.authority.may_edit(server) {
                return Outcome::Now(Reply::notice(seat.words.moderators_only).private());
            }
            inbox::pressed(seat.at(server, None), of_inbox)
        }
    }
}

/// Takes a form that was sent.
pub(crate) fn submitted(bot: &Arc<Bot>, modal: &ModalInteraction) -> Outcome {
    let server = modal.guild_id.map(GuildId::get);
    let seat = Seat::of(bot, &modal.user, server, modal.member.as_ref());
    let field = |name: &str| {
        let rows = modal.data.components.iter();
        let mut fields = rows.flat_map(|row| &row.components);
        fields.find_map(|component| match component {
            ActionRowComponent::InputText(input) if input.custom_id == name => input.value.clone(),
            _ => None,
        })
    };
    match Press::decode(&modal.data.custom_id) {
        Some(Press::Edited { base, file }) => {
            let text = field(drafts::TEXT).unwrap_or_default();
            let reason = field(drafts::REASON).unwrap_or_default();
            drafts::edited(seat, base, &file, text, &reason)
        }
        Some(Press::NewIntent(entry)) if server.is_some() && seat.authority.may_edit(server) => {
            let id = field(inbox::ID).unwrap_or_default();
            let title = field(inbox::TITLE).unwrap_or_default();
            inbox::begin(seat.at(server, None), entry, id, title)
        }
        Some(Press::NewIntent(_)) => {
            Outcome::Now(Reply::notice(seat.words.moderators_only).private())
        }
        _ => Outcome::Now(Reply::notice(seat.words.unknown).private()),
    }
}
