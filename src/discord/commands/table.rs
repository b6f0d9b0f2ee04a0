//! The commands as Discord is told of them.
//!
//! It says what there is; what a command does stands beside its name.

use serde_json::Value;
use serenity::builder::CreateCommand;
use serenity::model::application::CommandOptionType as Kind;

use super::describe::{Opt, Text, of_message, open, sub};

/// The key of the permissions that a member needs.
const PERMISSIONS: &str = "default_member_permissions";

const METRIC: Opt = Opt::new(
    Kind::String,
    ["metric", "показатель", "показник"],
    [
        "What was counted",
        "Что было посчитано",
        "Що було пораховано",
    ],
)
.suggested();
const YEAR: Opt = Opt::new(
    Kind::Integer,
    ["year", "год", "рік"],
    ["A year", "Год", "Рік"],
)
.suggested();
const FROM: Opt = Opt::new(
    Kind::Integer,
    ["from", "с", "від"],
    ["The first year", "Первый год", "Перший рік"],
)
.suggested();
const TO: Opt = Opt::new(
    Kind::Integer,
    ["to", "по", "до"],
    ["The last year", "Последний год", "Останній рік"],
)
.suggested();
const OUTLET: Opt = Opt::new(
    Kind::String,
    ["outlet", "издание", "видання"],
    [
        "One outlet; without it, all",
        "Одно издание; без него все",
        "Одне видання; без нього всі",
    ],
)
.suggested();
const QUESTION: Opt = Opt::new(
    Kind::String,
    ["question", "вопрос", "запитання"],
    [
        "A question in your own words",
        "Вопрос своими словами",
        "Запитання своїми словами",
    ],
)
.required();
const CLAIM: Opt = Opt::new(
    Kind::String,
    ["claim", "утверждение", "твердження"],
    [
        "A sentence with numbers or years",
        "Предложение с числами или годами",
        "Речення з числами чи роками",
    ],
)
.required();

/// The commands that everybody may use: names, descriptions, options.
const OPEN: [(Text, Text, &[Opt]); 9] = [
    (
        ["ask", "спросить", "запитати"],
        [
            "Ask in your own words",
            "Спросить своими словами",
            "Запитати своїми словами",
        ],
        &[QUESTION],
    ),
    (
        ["year", "год", "рік"],
        [
            "Every figure of a year, with its change and rank",
            "Все числа года с изменением и местом в ряду",
            "Усі числа року зі зміною та місцем у ряду",
        ],
        &[YEAR.required(), METRIC],
    ),
    (
        ["compare", "сравнить", "порівняти"],
        [
            "How a figure changed between two years",
            "Как изменилось число между двумя годами",
            "Як змінилося число між двома роками",
        ],
        &[METRIC.required(), FROM.required(), TO.required()],
    ),
    (
        ["trend", "динамика", "динаміка"],
        [
            "How a figure developed, with a chart",
            "Как менялось число, с графиком",
            "Як змінювалося число, з графіком",
        ],
        &[METRIC.required(), FROM, TO],
    ),
    (
        ["top", "рекорды", "рекорди"],
        [
            "The highest figures of a series",
            "Самые большие числа ряда",
            "Найбільші числа ряду",
        ],
        &[METRIC.required()],
    ),
    (
        ["sources", "источники", "джерела"],
        [
            "Where the figures come from",
            "Откуда взяты числа",
            "Звідки взято числа",
        ],
        &[OUTLET],
    ),
    (
        ["topics", "темы", "теми"],
        [
            "What there are figures and answers on",
            "О чём есть числа и ответы",
            "Про що є числа й відповіді",
        ],
        &[],
    ),
    (
        ["check", "проверить", "перевірити"],
        [
            "Check a claim against the figures",
            "Сверить утверждение с числами",
            "Звірити твердження з числами",
        ],
        &[CLAIM],
    ),
    (
        ["help", "помощь", "довідка"],
        [
            "What can be asked",
            "О чём можно спросить",
            "Про що можна запитати",
        ],
        &[],
    ),
];

/// The entry of a message's menu that answers it.
pub(crate) const ANSWER_THIS: &str = "Answer this";
/// The entry of a message's menu that checks its numbers.
pub(crate) const CHECK_THIS: &str = "Check this claim";

/// All commands, as Discord is told of them.
pub(crate) fn all() -> serde_json::Result<Value> {
    serde_json::to_value(created()).map(bare)
}

/// A value without the keys that say nothing: serenity writes an empty value for each key that some other kind of option has, which
/// Discord's description of its API does not allow.
fn bare(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries = entries.into_iter();
            let said = entries.filter(|(_, value)| {
                let empty = value.as_array().is_some_and(Vec::is_empty);
                !empty && !value.is_null() && *value != false
            });
            let said = said.map(|(key, value)| match key.as_str() {
                PERMISSIONS => (key, number(value)),
                _ => (key, bare(value)),
            });
            Value::Object(said.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(bare).collect()),
        value => value,
    }
}

/// Permissions are a number in Discord's description, where serenity writes a text.
fn number(value: Value) -> Value {
    let number = value.as_str().and_then(|text| text.parse::<u64>().ok());
    number.map_or(value, Value::from)
}

fn created() -> Vec<CreateCommand> {
    let open_to_all = OPEN
        .iter()
        .map(|(names, abouts, options)| open(*names, *abouts, options));
    let others = [
        privacy(),
        of_message([ANSWER_THIS, "Ответить на это", "Відповісти на це"]),
        of_message([CHECK_THIS, "Проверить утверждение", "Перевірити твердження"]),
        super::settings_table::command(),
        crate::discord::moderating::command(),
    ];
    open_to_all.chain(others).collect()
}

fn privacy() -> CreateCommand {
    open(
        ["privacy", "приватность", "приватність"],
        [
            "What is kept of you, and how to delete it",
            "Что о вас хранится и как это удалить",
            "Що про вас зберігається і як це видалити",
        ],
        &[],
    )
    .add_option(sub(
        ["show", "показать", "показати"],
        ["What is kept", "Что хранится", "Що зберігається"],
        &[],
    ))
    .add_option(sub(
        ["delete", "удалить", "видалити"],
        [
            "Delete what is remembered of you",
            "Удалить то, что о вас помнится",
            "Видалити те, що про вас пам'ятається",
        ],
        &[],
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::Value;

    /// The longest name of a slash command or option, in characters.
    const LONGEST_NAME: usize = 32;
    /// The longest description, in characters.
    const LONGEST_ABOUT: usize = 100;
    /// The longest command with all its texts, in characters.
    const LONGEST_COMMAND: usize = 8_000;

    fn texts(value: &Value, key: &str) -> Vec<String> {
        let plain = value[key].as_str().map(str::to_owned);
        let localised = value[format!("{key}_localizations")].as_object();
        let localised = localised.into_iter().flatten();
        let localised = localised.filter_map(|(_, text)| text.as_str().map(str::to_owned));
        plain.into_iter().chain(localised).collect()
    }

    fn check(value: &Value, slash: bool) -> usize {
        let names = texts(value, "name");
        assert_eq!(names.len(), 3, "{value}");
        for name in &names {
            let count = name.chars().count();
            assert!((1..=LONGEST_NAME).contains(&count), "{name}");
            let allowed = |letter: char| letter.is_alphanumeric() || "-_'".contains(letter);
            let lower = name.to_lowercase() == *name;
            assert!(!slash || name.chars().all(allowed) && lower, "{name}");
        }
        let abouts = texts(value, "description");
        for about in &abouts {
            assert!(
                (1..=LONGEST_ABOUT).contains(&about.chars().count()),
                "{about}"
            );
        }
        let options = value["options"].as_array().cloned().unwrap_or_default();
        assert!(options.len() <= 25);
        let required = options.iter().map(|option| option["required"] == true);
        assert!(
            required.is_sorted_by(|first, second| first >= second),
            "{value}"
        );
        let own = names.iter().chain(&abouts).map(|text| text.chars().count());
        own.sum::<usize>()
            + options
                .iter()
                .map(|option| check(option, true))
                .sum::<usize>()
    }

    #[test]
    fn every_command_keeps_discords_limits_in_every_language() {
        let commands = super::all().unwrap();
        let commands = commands.as_array().unwrap();
        let mut names = HashSet::new();
        for command in commands {
            assert!(names.insert(command["name"].to_string()), "{command}");
            let slash = command["type"].as_u64().unwrap_or(1) == 1;
            assert!(check(command, slash) <= LONGEST_COMMAND);
        }
        let of_messages = commands.iter().filter(|command| command["type"] == 3);
        assert!(of_messages.count() <= 15 && commands.len() <= 100);
    }
}
