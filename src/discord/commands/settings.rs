//! `/settings`: what the bot does on a server, changed by people who may manage it.
//!
//! Discord shows the command to them only; that is checked here again.

use serenity::builder::CreateInteractionResponse;
use serenity::model::Permissions;

use super::Call;
use super::options::Options;
use super::settings_table::{LONGEST_COOLDOWN, LONGEST_INBOX};
use crate::discord::reply::Reply;
use crate::discord::settings_words::LANGUAGES;
use crate::store::{Mode, Settings};

/// Shows or changes the settings.
pub(crate) fn run(call: &Call<'_>, options: &Options<'_>) -> CreateInteractionResponse {
    let Some(server) = call.server.filter(|_| may_manage(call)) else {
        return Reply::notice(call.words.not_allowed).private();
    };
    let Some((name, options)) = options.subcommand().filter(|(name, _)| *name != "show") else {
        return shown(call, &call.settings);
    };
    let mut settings = (*call.settings).clone();
    if change(&mut settings, name, &options).is_none() {
        return Reply::notice(call.words.unknown).private();
    }
    match call.bot.settings.save(server, settings) {
        Ok(settings) => shown(call, &settings),
        Err(error) => {
            tracing::error!(server, %error, "the settings of a server cannot be written");
            Reply::notice(call.words.no_store).private()
        }
    }
}

/// Whether the person may manage the server, as Discord says with the command.
pub(crate) fn may_manage(call: &Call<'_>) -> bool {
    let member = call.command.member.as_ref();
    let permissions = member
        .and_then(|member| member.permissions)
        .unwrap_or_default();
    permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
}

/// Changes one setting; `None` if that is not what a command of this version asks for.
fn change(settings: &mut Settings, name: &str, options: &Options<'_>) -> Option<()> {
    match name {
        "channel" => {
            let mode = mode(options.text("mode")?)?;
            settings.channels.insert(options.channel("channel")?, mode);
        }
        "default" => settings.default_mode = mode(options.text("mode")?)?,
        "moderator" => {
            let role = options.role("role")?;
            if options.flag("allowed")? {
                settings.moderators.insert(role);
            } else {
                settings.moderators.remove(&role);
            }
        }
        "moderators-channel" => settings.moderators_channel = options.channel("channel"),
        "language" => {
            let code = options.text("language")?;
            let known = LANGUAGES.iter().find(|(known, _)| *known == code);
            settings.language = known.map(|(code, _)| (*code).to_owned());
        }
        "inbox" => {
            settings.inbox = options.flag("on")?;
            if let Some(days) = options.number("days") {
                settings.inbox_days = bounded(days, 1, LONGEST_INBOX);
            }
        }
        "cooldown" => {
            settings.cooldown_seconds = bounded(options.number("seconds")?, 0, LONGEST_COOLDOWN);
        }
        "webhooks" => settings.webhooks = options.flag("answered")?,
        _ => return None,
    }
    Some(())
}

fn mode(written: &str) -> Option<Mode> {
    Some(match written {
        "answers" => Mode::Answers,
        "listens" => Mode::Listens,
        "silent" => Mode::Silent,
        _ => return None,
    })
}

/// A number within bounds: Discord keeps them, forged commands need not.
fn bounded(number: i64, least: u16, most: u16) -> u16 {
    let number = number.clamp(least.into(), most.into());
    u16::try_from(number).unwrap_or(most)
}

fn shown(call: &Call<'_>, settings: &Settings) -> CreateInteractionResponse {
    Reply::page(&call.words.settings.summary(settings)).private()
}
