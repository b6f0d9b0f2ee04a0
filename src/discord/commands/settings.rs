//! `/settings`: what the bot does on a server, changed by people who may manage it.
//!
//! Discord shows the command to them only; that is checked here again.

use serenity::builder::{CreateCommand, CreateCommandOption, CreateInteractionResponse};
use serenity::model::Permissions;
use serenity::model::application::CommandOptionType as Kind;
use serenity::model::channel::ChannelType;

use super::options::Options;
use super::{Call, table};
use crate::discord::reply::Reply;
use crate::store::{Mode, Settings};

/// The longest cooldown, in seconds.
const LONGEST_COOLDOWN: u16 = 3_600;
/// The longest time that questions are kept, in days.
const LONGEST_INBOX: u16 = 90;

/// The modes with the words that stand for them.
const MODES: [(Mode, &str, &str); 3] = [
    (Mode::Answers, "answers", "answers who speaks to it"),
    (
        Mode::Listens,
        "listens",
        "also answers questions that are not put to it, where it is sure",
    ),
    (
        Mode::Silent,
        "silent",
        "says nothing, and answers commands to the person alone",
    ),
];
/// The languages with their codes.
const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("ru", "Русский"), ("uk", "Українська")];

/// What stands for no language of the server's own.
const OWN: &str = "own";

/// The command.
pub(crate) fn command() -> CreateCommand {
    table::managed(
        ["settings", "настройки", "налаштування"],
        [
            "What the bot does on this server",
            "Что бот делает на этом сервере",
            "Що бот робить на цьому сервері",
        ],
        [channels(), people(), manners()]
            .into_iter()
            .flatten()
            .collect(),
    )
}

/// Where the bot speaks.
fn channels() -> Vec<CreateCommandOption> {
    vec![
        sub("show", "All settings of this server", vec![]),
        sub(
            "channel",
            "What the bot does in a channel",
            vec![channel("channel", "The channel"), mode()],
        ),
        sub(
            "default",
            "What the bot does in all channels that are not set",
            vec![mode()],
        ),
    ]
}

/// Whom it heeds and in which language.
fn people() -> Vec<CreateCommandOption> {
    vec![
        sub(
            "moderator",
            "Let a role edit this server's intents, or no longer",
            vec![
                required(Kind::Role, "role", "The role"),
                required(Kind::Boolean, "allowed", "Whether its members may"),
            ],
        ),
        sub(
            "moderators-channel",
            "Where moderators are told of changes; without a channel, nowhere",
            vec![channel("channel", "The channel").required(false)],
        ),
        sub(
            "language",
            "The language of buttons and notices",
            vec![language()],
        ),
    ]
}

/// What it keeps and how it holds back.
fn manners() -> Vec<CreateCommandOption> {
    vec![
        sub(
            "inbox",
            "Keep questions that were not understood, without their authors",
            vec![
                required(Kind::Boolean, "on", "Whether they are kept"),
                number("days", "For how many days", LONGEST_INBOX).required(false),
            ],
        ),
        sub(
            "cooldown",
            "How long a person waits after a few questions at once",
            vec![number(
                "seconds",
                "Seconds for each further question; 0 for none",
                LONGEST_COOLDOWN,
            )],
        ),
        sub(
            "webhooks",
            "Answer messages of webhooks, or ignore them",
            vec![required(
                Kind::Boolean,
                "answered",
                "Whether they are answered",
            )],
        ),
    ]
}

fn sub(name: &str, about: &str, options: Vec<CreateCommandOption>) -> CreateCommandOption {
    CreateCommandOption::new(Kind::SubCommand, name, about).set_sub_options(options)
}

fn required(kind: Kind, name: &str, about: &str) -> CreateCommandOption {
    CreateCommandOption::new(kind, name, about).required(true)
}

fn number(name: &str, about: &str, most: u16) -> CreateCommandOption {
    required(Kind::Integer, name, about)
        .min_int_value(0)
        .max_int_value(most.into())
}

fn channel(name: &str, about: &str) -> CreateCommandOption {
    required(Kind::Channel, name, about).channel_types(vec![
        ChannelType::Text,
        ChannelType::News,
        ChannelType::PublicThread,
        ChannelType::PrivateThread,
        ChannelType::Voice,
    ])
}

fn mode() -> CreateCommandOption {
    let option = required(Kind::String, "mode", "What it does");
    MODES.iter().fold(option, |option, (_, name, about)| {
        option.add_string_choice(format!("{name}: {about}"), *name)
    })
}

fn language() -> CreateCommandOption {
    let option = required(Kind::String, "language", "The language");
    let option = option.add_string_choice("Everybody's own", OWN);
    LANGUAGES.iter().fold(option, |option, (code, name)| {
        option.add_string_choice(*name, *code)
    })
}

/// Shows or changes the settings.
pub(crate) fn run(call: &Call<'_>, options: &Options<'_>) -> CreateInteractionResponse {
    let Some(server) = call.server.filter(|_| may_manage(call)) else {
        return Reply::notice(call.words.not_allowed).private();
    };
    let mut settings = (*call.settings).clone();
    let Some((name, options)) = options.subcommand() else {
        return shown(&settings);
    };
    if name == "show" {
        return shown(&settings);
    }
    change(&mut settings, name, &options);
    match call.bot.settings.save(server, settings) {
        Ok(settings) => shown(&settings),
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

fn change(settings: &mut Settings, name: &str, options: &Options<'_>) {
    let mode = || {
        let written = options.text("mode")?;
        let found = MODES.iter().find(|(_, name, _)| *name == written)?;
        Some(found.0)
    };
    let bounded = |name: &str, most: u16| {
        let number = options.number(name)?;
        Some(u16::try_from(number.max(0)).unwrap_or(most).min(most))
    };
    match name {
        "channel" => {
            if let (Some(channel), Some(mode)) = (options.channel("channel"), mode()) {
                settings.channels.insert(channel, mode);
            }
        }
        "default" => settings.default_mode = mode().unwrap_or(settings.default_mode),
        "moderator" => match (options.role("role"), options.flag("allowed")) {
            (Some(role), Some(true)) => {
                settings.moderators.insert(role);
            }
            (Some(role), Some(false)) => {
                settings.moderators.remove(&role);
            }
            _ => {}
        },
        "moderators-channel" => settings.moderators_channel = options.channel("channel"),
        "language" => {
            let code = options.text("language").unwrap_or_default();
            let known = LANGUAGES.iter().find(|(known, _)| *known == code);
            settings.language = known.map(|(code, _)| (*code).to_owned());
        }
        "inbox" => {
            settings.inbox = options.flag("on").unwrap_or(settings.inbox);
            settings.inbox_days = bounded("days", LONGEST_INBOX)
                .unwrap_or(settings.inbox_days)
                .max(1);
        }
        "cooldown" => {
            settings.cooldown_seconds =
                bounded("seconds", LONGEST_COOLDOWN).unwrap_or(settings.cooldown_seconds);
        }
        "webhooks" => settings.webhooks = options.flag("answered").unwrap_or(settings.webhooks),
        _ => {}
    }
}

fn shown(settings: &Settings) -> CreateInteractionResponse {
    Reply::page(&summary(settings)).private()
}

/// The settings in words.
fn summary(settings: &Settings) -> String {
    let mode = |mode: Mode| {
        let found = MODES.iter().find(|(known, ..)| *known == mode);
        found.map_or("", |(_, name, _)| name)
    };
    let mut lines = vec![format!(
        "**Channels**: {} where nothing else is set",
        mode(settings.default_mode)
    )];
    for (channel, set) in &settings.channels {
        lines.push(format!("- <#{channel}>: {}", mode(*set)));
    }
    let roles: Vec<String> = settings
        .moderators
        .iter()
        .map(|role| format!("<@&{role}>"))
        .collect();
    lines.push(format!(
        "**Moderators**: {}",
        listed(&roles, "people with Manage Server")
    ));
    let told = settings
        .moderators_channel
        .map(|channel| format!("<#{channel}>"));
    lines.push(format!(
        "**Moderators' channel**: {}",
        told.as_deref().unwrap_or("none")
    ));
    let language = settings.language.as_deref().unwrap_or_default();
    let language = LANGUAGES.iter().find(|(code, _)| *code == language);
    lines.push(format!(
        "**Language of buttons and notices**: {}",
        language.map_or("everybody's own", |(_, name)| name)
    ));
    lines.push(if settings.inbox {
        format!("**Inbox**: on, for {} days", settings.inbox_days)
    } else {
        "**Inbox**: off; no text of a question is kept".to_owned()
    });
    lines.push(match settings.cooldown_seconds {
        0 => "**Cooldown**: none".to_owned(),
        seconds => {
            format!("**Cooldown**: {seconds} s for each further question after five at once")
        }
    });
    let webhooks = if settings.webhooks {
        "answered"
    } else {
        "ignored"
    };
    lines.push(format!("**Webhooks**: {webhooks}"));
    lines.join("\n")
}

fn listed(items: &[String], none: &str) -> String {
    if items.is_empty() {
        none.to_owned()
    } else {
        items.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_in_words() {
        let settings = Settings {
            channels: [(5, Mode::Listens), (6, Mode::Silent)].into(),
            moderators: [9].into(),
            language: Some("uk".into()),
            inbox: true,
            inbox_days: 14,
            cooldown_seconds: 3,
            ..Settings::default()
        };
        insta::assert_snapshot!(summary(&settings), @"");
    }
}
