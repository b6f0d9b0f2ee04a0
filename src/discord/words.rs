//! The bot's own words in Discord: labels of buttons and short notices, in each language that it speaks.
//!
//! Answers are not worded here: they come from the core.

use std::time::Duration;

use serenity::model::id::UserId;

use super::settings_words::{self, SettingsWords, filled};
use crate::store::Settings;

/// What the bot says around its answers, in one language.
pub(crate) struct Words {
    /// Button: draw a chart.
    pub(crate) chart: &'static str,
    /// Button: show the computation.
    pub(crate) how: &'static str,
    /// Button: show the sources in full.
    pub(crate) sources: &'static str,
    /// Button: show the sources as a bibliography has them.
    pub(crate) cite: &'static str,
    /// Button: report a wrong answer.
    pub(crate) wrong: &'static str,
    /// Button: take the answer away.
    pub(crate) delete: &'static str,
    /// A report has been taken.
    pub(crate) noted: &'static str,
    /// Reports are not taken here.
    pub(crate) no_inbox: &'static str,
    /// Only the asker and moderators may take an answer away.
    pub(crate) not_yours: &'static str,
    /// A button or a command that nobody knows any more.
    pub(crate) unknown: &'static str,
    /// There is nothing to draw.
    pub(crate) no_chart: &'static str,
    /// Only for people with the permission Manage Server.
    pub(crate) not_allowed: &'static str,
    /// Only for moderators of this server.
    pub(crate) moderators_only: &'static str,
    /// Only for the bot's owners.
    pub(crate) owners_only: &'static str,
    /// The settings cannot be read or written now.
    pub(crate) no_store: &'static str,
    /// Discord cannot be asked now what was deleted.
    pub(crate) no_look: &'static str,
    /// How many, `{}`, deleted channels and roles were taken out of the settings.
    tidied: &'static str,
    /// How many seconds, `{}`, until the next question.
    wait: &'static str,
    /// Before what could have been meant.
    pub(crate) not_given: &'static str,
    /// A message without text.
    pub(crate) no_text: &'static str,
    /// The text of a question could not be seen; how the bot is mentioned, `{}`.
    hidden: &'static str,
    /// What is kept of people.
    pub(crate) privacy: &'static str,
    /// The inbox of this server is on; for how many days, `{}`.
    inbox_on: &'static str,
    /// The inbox of this server is off.
    pub(crate) inbox_off: &'static str,
    /// What was kept has been deleted.
    pub(crate) forgotten: &'static str,
    /// The settings of a server.
    pub(crate) settings: SettingsWords,
}

impl Words {
    /// Questions come too fast: how long to wait.
    pub(crate) fn wait(&self, wait: Duration) -> String {
        filled(self.wait, &(wait.as_secs() + 1))
    }

    /// Discord did not show the text of a question, which mentioned the bot's role.
    pub(crate) fn hidden(&self, me: UserId) -> String {
        filled(self.hidden, &format!("<@{me}>"))
    }

    /// So many deleted channels and roles were taken out of the settings.
    pub(crate) fn tidied(&self, count: usize) -> String {
        filled(self.tidied, &count)
    }

    /// The inbox of this server is on, and deletes after so many days.
    pub(crate) fn inbox_on(&self, days: u16) -> String {
        filled(self.inbox_on, &days)
    }
}

const ENGLISH: Words = Words {
    chart: "Chart",
    how: "How computed",
    sources: "Sources",
    cite: "Cite",
    wrong: "Wrong answer?",
    delete: "Delete",
    noted: "Noted for the moderators, without your name. Thank you.",
    no_inbox: "This server does not collect reports of wrong answers.",
    not_yours: "Only the person who asked and moderators can delete this answer.",
    unknown: "That belongs to another version of the bot. Ask again in your own words.",
    no_chart: "There are no figures to draw for that.",
    not_allowed: "This needs the permission Manage Server.",
    moderators_only: "Only the moderators of this server can do that: people with the permission Manage Server, and the roles that `/settings moderator` names.",
    owners_only: "The intents for everybody belong to the owners of the bot. This server's own can be edited in a channel of the server.",
    no_store: "The settings cannot be reached now. Try again in a moment; if it stays so, tell whoever runs the bot.",
    no_look: "Discord does not say now which channels and roles there are. Try again in a moment.",
    tidied: "Deleted channels and roles taken out of the settings: {}.",
    wait: "One moment: your next question can come in {} s.",
    not_given: "That names none of the data. There are for example:",
    no_text: "There is no text in that message.",
    hidden: "Discord does not show me a message that mentions my role. Mention me instead, {}, and I can read it.",
    privacy: "**What is kept of you**\nQuestions are read, answered and forgotten. For follow-ups the bot remembers which figures a conversation was \
about: 5 minutes for what a person speaks of in a channel, 24 hours for an answer that somebody may reply to, and for the last 2000 answers in case \
their questions are edited. That is kept in memory only, by the ids of channel, person and message, without any text. So that an edited or deleted \
question finds its answer, the ids of the two messages are kept for 30 days. `/privacy delete` forgets at once what conversations with you and answers to \
you were about.",
    inbox_on: "On this server questions that were not understood or marked wrong are kept for the moderators, without author. They are deleted {} days after they were last asked, and all at once when the moderators switch this off or the bot leaves.",
    inbox_off: "No text of a question is kept on this server.",
    forgotten: "Done. What your conversations and the answers to you were about is forgotten, here and in every other channel.",
    settings: settings_words::ENGLISH,
};

const RUSSIAN: Words = Words {
    chart: "График",
    how: "Как посчитано",
    sources: "Источники",
    cite: "Цитировать",
    wrong: "Ответ неверен?",
    delete: "Удалить",
    noted: "Передано модераторам без вашего имени. Спасибо.",
    no_inbox: "На этом сервере сообщения о неверных ответах не собирают.",
    not_yours: "Удалить этот ответ могут только спросивший и модераторы.",
    unknown: "Это осталось от другой версии бота. Спросите снова своими словами.",
    no_chart: "Для этого нет чисел, которые можно нарисовать.",
    not_allowed: "Для этого нужно право «Управлять сервером».",
    moderators_only: "Это могут только модераторы сервера: люди с правом «Управлять сервером» и роли из `/settings moderator`.",
    owners_only: "Общие намерения правят владельцы бота. Намерения этого сервера можно править в его канале.",
    no_store: "Настройки сейчас недоступны. Попробуйте чуть позже; если не поможет, сообщите тому, кто запускает бота.",
    no_look: "Discord сейчас не говорит, какие есть каналы и роли. Попробуйте чуть позже.",
    tidied: "Убрано из настроек удалённых каналов и ролей: {}.",
    wait: "Минуту: следующий вопрос можно задать через {} с.",
    not_given: "В данных такого нет. Есть, например:",
    no_text: "В этом сообщении нет текста.",
    hidden: "Discord не показывает мне сообщений, где упомянута моя роль. Упомяните меня самого, {}, и я прочту вопрос.",
    privacy: "**Что бот о вас хранит**\nВопросы читаются, получают ответ и забываются. Чтобы понимать уточнения, бот помнит, о каких числах шла речь: 5 минут \
о разговоре человека в канале, 24 часа об ответе, на который можно ответить, и о последних 2000 ответов на случай, если вопрос исправят. Это только \
номера канала, человека и сообщения, в памяти и без текста. Чтобы ответ менялся вместе с исправленным вопросом, номера обоих сообщений хранятся 30 дней. \
`/privacy delete` сразу стирает из памяти, о чём были разговоры с вами и ответы вам.",
    inbox_on: "На этом сервере непонятые и отмеченные вопросы хранятся для модераторов без автора. Они удаляются через {} дн. после того, как их задали в последний раз, и все сразу, если модераторы это выключат или бот покинет сервер.",
    inbox_off: "На этом сервере тексты вопросов не хранятся.",
    forgotten: "Готово. О чём были ваши разговоры и ответы вам, забыто: здесь и во всех других каналах.",
    settings: settings_words::RUSSIAN,
};

const UKRAINIAN: Words = Words {
    chart: "Графік",
    how: "Як пораховано",
    sources: "Джерела",
    cite: "Цитувати",
    wrong: "Відповідь хибна?",
    delete: "Видалити",
    noted: "Передано модераторам без вашого імені. Дякуємо.",
    no_inbox: "На цьому сервері повідомлення про хибні відповіді не збирають.",
    not_yours: "Видалити цю відповідь можуть лише автор запитання та модератори.",
    unknown: "Це лишилося від іншої версії бота. Запитайте ще раз своїми словами.",
    no_chart: "Для цього немає чисел, які можна намалювати.",
    not_allowed: "Для цього потрібне право «Керувати сервером».",
    moderators_only: "Це можуть лише модератори сервера: люди з правом «Керувати сервером» і ролі з `/settings moderator`.",
    owners_only: "Спільні наміри правлять власники бота. Наміри цього сервера можна правити в його каналі.",
    no_store: "Налаштування зараз недоступні. Спробуйте трохи згодом; якщо не допоможе, повідомте того, хто запускає бота.",
    no_look: "Discord зараз не каже, які є канали й ролі. Спробуйте трохи згодом.",
    tidied: "Прибрано з налаштувань видалених каналів і ролей: {}.",
    wait: "Хвилинку: наступне запитання можна поставити через {} с.",
    not_given: "У даних такого немає. Є, наприклад:",
    no_text: "У цьому повідомленні немає тексту.",
    hidden: "Discord не показує мені повідомлень, де згадано мою роль. Згадайте мене самого, {}, і я прочитаю запитання.",
    privacy: "**Що бот про вас зберігає**\nЗапитання читаються, отримують відповідь і забуваються. Щоб розуміти уточнення, бот пам'ятає, про які числа йшлося: \
5 хвилин про розмову людини в каналі, 24 години про відповідь, на яку можна відповісти, і про останні 2000 відповідей на випадок, якщо запитання \
виправлять. Це лише номери каналу, людини й повідомлення, у пам'яті та без тексту. Щоб відповідь змінювалася разом із виправленим запитанням, номери \
обох повідомлень зберігаються 30 днів. \
`/privacy delete` одразу стирає з пам'яті, про що були розмови з вами та відповіді вам.",
    inbox_on: "На цьому сервері незрозумілі та позначені запитання зберігаються для модераторів без автора. Вони видаляються через {} дн. після того, як їх поставили востаннє, і всі одразу, якщо модератори це вимкнуть або бот залишить сервер.",
    inbox_off: "На цьому сервері тексти запитань не зберігаються.",
    forgotten: "Готово. Про що були ваші розмови та відповіді вам, забуто: тут і в усіх інших каналах.",
    settings: settings_words::UKRAINIAN,
};

/// The words for a locale such as `en-GB` or `uk`; English where there are none.
pub(crate) fn words(locale: &str) -> &'static Words {
    match locale.split('-').next() {
        Some("ru") => &RUSSIAN,
        Some("uk") => &UKRAINIAN,
        _ => &ENGLISH,
    }
}

/// The words of a server, or those of a person's locale where the server has no language.
pub(crate) fn words_of(settings: &Settings, locale: &str) -> &'static Words {
    words(settings.language.as_deref().unwrap_or(locale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::kept::POSTS_LAST;
    use crate::discord::posts::MOST;
    use crate::engine::{MESSAGE_LASTS, PERSON_LASTS};

    #[test]
    fn what_is_said_of_memory_is_true() {
        let minutes = PERSON_LASTS.as_secs() / 60;
        let hours = MESSAGE_LASTS.as_secs() / 3_600;
        let days = POSTS_LAST.as_hours() / 24;
        let expected = format!("{minutes} {hours} {MOST} {days}");
        for language in ["en", "ru", "uk"] {
            let said = words(language).privacy;
            let numbers: Vec<&str> = said
                .split(|letter: char| !letter.is_ascii_digit())
                .filter(|number| !number.is_empty())
                .collect();
            assert_eq!(numbers.join(" "), expected, "{language}");
        }
    }
}
