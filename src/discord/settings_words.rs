//! The settings of a server in words, in each language that the bot speaks.

use crate::store::{Mode, Settings};

/// The languages with their codes and their own names.
pub(crate) const LANGUAGES: [(&str, &str); 3] =
    [("en", "English"), ("ru", "Русский"), ("uk", "Українська")];

/// What stands where a number or a name belongs.
const HERE: &str = "{}";

/// The words of one language. `{}` stands for a number or a name.
pub(crate) struct SettingsWords {
    channels: &'static str,
    elsewhere: &'static str,
    answers: &'static str,
    listens: &'static str,
    silent: &'static str,
    moderators: &'static str,
    managers: &'static str,
    moderators_channel: &'static str,
    none: &'static str,
    language: &'static str,
    own: &'static str,
    inbox: &'static str,
    inbox_on: &'static str,
    inbox_off: &'static str,
    cooldown: &'static str,
    cooldown_on: &'static str,
    webhooks: &'static str,
    answered: &'static str,
    ignored: &'static str,
}

pub(super) const ENGLISH: SettingsWords = SettingsWords {
    channels: "Channels",
    elsewhere: "{} where nothing else is set",
    answers: "answers",
    listens: "listens",
    silent: "silent",
    moderators: "Moderators",
    managers: "people with Manage Server",
    moderators_channel: "Moderators' channel",
    none: "none",
    language: "Language of buttons and notices",
    own: "everybody's own",
    inbox: "Inbox",
    inbox_on: "on, for {} days",
    inbox_off: "off; no text of a question is kept",
    cooldown: "Cooldown",
    cooldown_on: "{} s for each further question after five at once",
    webhooks: "Webhooks",
    answered: "answered",
    ignored: "ignored",
};

pub(super) const RUSSIAN: SettingsWords = SettingsWords {
    channels: "Каналы",
    elsewhere: "{}, где не задано иное",
    answers: "отвечает",
    listens: "слушает",
    silent: "молчит",
    moderators: "Модераторы",
    managers: "все с правом «Управлять сервером»",
    moderators_channel: "Канал модераторов",
    none: "нет",
    language: "Язык кнопок и сообщений",
    own: "у каждого свой",
    inbox: "Входящие",
    inbox_on: "включены, срок {} дн.",
    inbox_off: "выключены; тексты вопросов не хранятся",
    cooldown: "Пауза",
    cooldown_on: "{} с на каждый следующий вопрос после пяти подряд",
    webhooks: "Вебхуки",
    answered: "получают ответы",
    ignored: "без ответа",
};

pub(super) const UKRAINIAN: SettingsWords = SettingsWords {
    channels: "Канали",
    elsewhere: "{}, де не задано інше",
    answers: "відповідає",
    listens: "слухає",
    silent: "мовчить",
    moderators: "Модератори",
    managers: "усі з правом «Керувати сервером»",
    moderators_channel: "Канал модераторів",
    none: "немає",
    language: "Мова кнопок і повідомлень",
    own: "у кожного своя",
    inbox: "Вхідні",
    inbox_on: "увімкнено, строк {} дн.",
    inbox_off: "вимкнено; тексти запитань не зберігаються",
    cooldown: "Пауза",
    cooldown_on: "{} с на кожне наступне запитання після п'яти поспіль",
    webhooks: "Вебхуки",
    answered: "отримують відповіді",
    ignored: "без відповіді",
};

impl SettingsWords {
    /// All settings, a line each.
    pub(crate) fn summary(&self, settings: &Settings) -> String {
        let lines = [
            self.channels(settings),
            line(self.moderators, &self.moderators(settings)),
            line(self.moderators_channel, &self.told(settings)),
            line(self.language, self.language(settings)),
            line(self.inbox, &self.inbox(settings)),
            line(self.cooldown, &self.cooldown(settings)),
            line(self.webhooks, self.webhooks(settings)),
        ];
        lines.join("\n")
    }

    fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::Answers => self.answers,
            Mode::Listens => self.listens,
            Mode::Silent => self.silent,
        }
    }

    fn channels(&self, settings: &Settings) -> String {
        let elsewhere = filled(self.elsewhere, &self.mode(settings.default_mode));
        let set = settings.channels.iter();
        let set = set.map(|(channel, mode)| format!("- <#{channel}>: {}", self.mode(*mode)));
        let lines: Vec<String> = [line(self.channels, &elsewhere)]
            .into_iter()
            .chain(set)
            .collect();
        lines.join("\n")
    }

    fn moderators(&self, settings: &Settings) -> String {
        let roles = settings.moderators.iter().map(|role| format!("<@&{role}>"));
        let roles: Vec<String> = roles.collect();
        if roles.is_empty() {
            self.managers.to_owned()
        } else {
            roles.join(", ")
        }
    }

    fn told(&self, settings: &Settings) -> String {
        let channel = settings.moderators_channel;
        channel.map_or_else(|| self.none.to_owned(), |channel| format!("<#{channel}>"))
    }

    fn language(&self, settings: &Settings) -> &'static str {
        let code = settings.language.as_deref().unwrap_or_default();
        let own = LANGUAGES.iter().find(|(known, _)| *known == code);
        own.map_or(self.own, |(_, name)| name)
    }

    fn inbox(&self, settings: &Settings) -> String {
        if settings.inbox {
            filled(self.inbox_on, &settings.inbox_days)
        } else {
            self.inbox_off.to_owned()
        }
    }

    fn cooldown(&self, settings: &Settings) -> String {
        match settings.cooldown_seconds {
            0 => self.none.to_owned(),
            seconds => filled(self.cooldown_on, &seconds),
        }
    }

    fn webhooks(&self, settings: &Settings) -> &'static str {
        if settings.webhooks {
            self.answered
        } else {
            self.ignored
        }
    }
}

fn line(name: &str, value: &str) -> String {
    format!("**{name}**: {value}")
}

/// A text with a number or a name where it belongs.
pub(super) fn filled(text: &str, what: &impl ToString) -> String {
    text.replace(HERE, &what.to_string())
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
        insta::assert_snapshot!(ENGLISH.summary(&settings), @r"
        **Channels**: answers where nothing else is set
        - <#5>: listens
        - <#6>: silent
        **Moderators**: <@&9>
        **Moderators' channel**: none
        **Language of buttons and notices**: Українська
        **Inbox**: on, for 14 days
        **Cooldown**: 3 s for each further question after five at once
        **Webhooks**: ignored
        ");
        insta::assert_snapshot!(RUSSIAN.summary(&Settings::default()), @r"
        **Каналы**: отвечает, где не задано иное
        **Модераторы**: все с правом «Управлять сервером»
        **Канал модераторов**: нет
        **Язык кнопок и сообщений**: у каждого свой
        **Входящие**: выключены; тексты вопросов не хранятся
        **Пауза**: нет
        **Вебхуки**: без ответа
        ");
    }
}
