//! `/settings`: what the bot does on a server, changed by people who may manage it.
//!
//! Discord shows the command to them only; that is checked here again.

use std::sync::Arc;

use super::Call;
use super::options::Options;
use super::settings_table::{ELSEWHERE, LONGEST_COOLDOWN, LONGEST_INBOX};
use super::tidy;
use crate::discord::interactions::{For, Outcome};
use crate::discord::moderating::Authority;
use crate::discord::reply::Reply;
use crate::discord::settings_words::LANGUAGES;
use crate::discord::words::Words;
use crate::engine::Server;
use crate::store::{Mode, Settings};

/// A change of the settings.
type Change = Box<dyn FnOnce(&mut Settings) + Send>;

/// Shows or changes the settings.
pub(crate) fn run(call: &Call<'_>, options: &Options<'_>) -> Outcome {
    let place = &call.place;
    let member = call.command.member.as_deref();
    let authority = Authority::in_place(call.bot, place, call.command.user.id.get(), member);
    let Some(server) = place.server.filter(|_| authority.may_manage()) else {
        return Reply::notice(place.words.not_allowed).private().into();
    };
    let Some((name, options)) = options.subcommand().filter(|(name, _)| *name != "show") else {
        return shown(place.words, &place.settings).private().into();
    };
    if name == "tidy" {
        return Outcome::Later(For::ThePerson, tokio::spawn(tidy::tidy(call, server)));
    }
    match change(name, &options) {
        Some(change) => save(call, server, change),
        None => Reply::notice(place.words.unknown).private().into(),
    }
}

/// Changes the settings beside the answering: the disk is waited for.
fn save(call: &Call<'_>, server: Server, change: Change) -> Outcome {
    let (bot, words) = (Arc::clone(call.bot), call.place.words);
    let under_way = bot.tasks.token();
    let saving = move || {
        let _under_way = under_way;
        match bot.settings.change(server, change) {
            Ok(settings) => shown(words, &settings),
            Err(error) => {
                tracing::error!(server, %error, "the settings of a server cannot be written");
                Reply::notice(words.no_store)
            }
        }
    };
    Outcome::Later(For::ThePerson, tokio::task::spawn_blocking(saving))
}

/// What a command changes; `None` if that is not what a command of this version asks for.
fn change(name: &str, options: &Options<'_>) -> Option<Change> {
    Some(match name {
        "channel" => {
            let channel = options.channel("channel")?;
            if options.text("mode")? == ELSEWHERE {
                return Some(Box::new(move |settings| {
                    settings.channels.remove(&channel);
                }));
            }
            let mode = mode(options)?;
            Box::new(move |settings| {
                settings.channels.insert(channel, mode);
            })
        }
        "default" => {
            let mode = mode(options)?;
            Box::new(move |settings| settings.default_mode = mode)
        }
        "moderator" => {
            let (role, allowed) = (options.role("role")?, options.flag("allowed")?);
            Box::new(move |settings| {
                if allowed {
                    settings.moderators.insert(role);
                } else {
                    settings.moderators.remove(&role);
                }
            })
        }
        "moderators-channel" => {
            let channel = options.channel("channel");
            Box::new(move |settings| settings.moderators_channel = channel)
        }
        "language" => {
            let code = options.text("language")?;
            let known = LANGUAGES.iter().find(|(known, _)| *known == code);
            let language = known.map(|(code, _)| (*code).to_owned());
            Box::new(move |settings| settings.language = language)
        }
        "inbox" => {
            let on = options.flag("on")?;
            let days = options.number("days");
            let days = days.map(|days| bounded(days, 1, LONGEST_INBOX));
            Box::new(move |settings| {
                settings.inbox = on;
                settings.inbox_days = days.unwrap_or(settings.inbox_days);
            })
        }
        "cooldown" => {
            let seconds = bounded(options.number("seconds")?, 0, LONGEST_COOLDOWN);
            Box::new(move |settings| settings.cooldown_seconds = seconds)
        }
        "webhooks" => {
            let answered = options.flag("answered")?;
            Box::new(move |settings| settings.webhooks = answered)
        }
        _ => return None,
    })
}

fn mode(options: &Options<'_>) -> Option<Mode> {
    let written = options.text("mode")?;
    Mode::ALL.into_iter().find(|mode| mode.word() == written)
}

/// A number within bounds: Discord keeps them, forged commands need not.
fn bounded(number: i64, least: u16, most: u16) -> u16 {
    let number = number.clamp(least.into(), most.into());
    u16::try_from(number).unwrap_or(most)
}

pub(super) fn shown(words: &Words, settings: &Settings) -> Reply {
    Reply::page(&words.settings.summary(settings))
}
