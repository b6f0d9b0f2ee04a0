//! `/settings` as Discord is told of it: its subcommands and their options.

use serenity::builder::CreateCommand;
use serenity::model::application::CommandOptionType as Kind;

use super::describe::{Choice, Opt, Text, managed, sub};
use crate::discord::settings_words::LANGUAGES;
use crate::store::Mode;

/// The longest cooldown, in seconds.
pub(crate) const LONGEST_COOLDOWN: u16 = 3_600;
/// The longest time that questions are kept, in days.
pub(crate) const LONGEST_INBOX: u16 = 90;

/// What stands for no language of the server's own.
const OWN: &str = "own";

/// What stands for no setting of the channel's own.
pub(crate) const ELSEWHERE: &str = "elsewhere";

const ANSWERS: Choice = (
    Mode::Answers.word(),
    [
        "answers: who speaks to it",
        "отвечает: тем, кто обращается к боту",
        "відповідає: тим, хто звертається до бота",
    ],
);
const LISTENS: Choice = (
    Mode::Listens.word(),
    [
        "listens: also answers questions not put to it, where it is sure",
        "слушает: отвечает и на другие вопросы, если уверен",
        "слухає: відповідає й на інші запитання, якщо певен",
    ],
);
const SILENT: Choice = (
    Mode::Silent.word(),
    [
        "silent: says nothing; commands are answered to the person alone",
        "молчит: на команды отвечает только тому, кто их дал",
        "мовчить: на команди відповідає лише тому, хто їх дав",
    ],
);

/// What the bot can do where nothing else is set.
const MODES: [Choice; 3] = [ANSWERS, LISTENS, SILENT];
/// What it can do in a channel.
const CHANNEL_MODES: [Choice; 4] = [
    ANSWERS,
    LISTENS,
    SILENT,
    (
        ELSEWHERE,
        [
            "as elsewhere: takes the channel out of the settings",
            "как в остальных: убирает канал из настроек",
            "як в інших: прибирає канал з налаштувань",
        ],
    ),
];

const LANGUAGE_CHOICES: [Choice; 4] = [
    (OWN, ["everybody's own", "у каждого своя", "у кожного своя"]),
    in_itself(0),
    in_itself(1),
    in_itself(2),
];

/// A language by its own name, which is the same in each.
const fn in_itself(language: usize) -> Choice {
    let (code, name) = LANGUAGES[language];
    (code, [name; 3])
}

const MODE: Opt = Opt::new(
    Kind::String,
    ["mode", "режим", "режим"],
    ["What it does", "Что он делает", "Що він робить"],
)
.required()
.among(&MODES);
const CHANNEL_MODE: Opt = MODE.among(&CHANNEL_MODES);
const CHANNEL: Opt = Opt::new(
    Kind::Channel,
    ["channel", "канал", "канал"],
    ["The channel", "Канал", "Канал"],
);
const ROLE: Opt = Opt::new(
    Kind::Role,
    ["role", "роль", "роль"],
    ["The role", "Роль", "Роль"],
)
.required();
const ALLOWED: Opt = Opt::new(
    Kind::Boolean,
    ["allowed", "разрешено", "дозволено"],
    [
        "Whether its members may",
        "Можно ли её участникам",
        "Чи можна її учасникам",
    ],
)
.required();
const LANGUAGE: Opt = Opt::new(
    Kind::String,
    ["language", "язык", "мова"],
    ["The language", "Язык", "Мова"],
)
.required()
.among(&LANGUAGE_CHOICES);
const ON: Opt = Opt::new(
    Kind::Boolean,
    ["on", "включить", "увімкнути"],
    ["Whether they are kept", "Хранить ли их", "Чи зберігати їх"],
)
.required();
const DAYS: Opt = Opt::new(
    Kind::Integer,
    ["days", "дней", "днів"],
    ["For how many days", "Сколько дней", "Скільки днів"],
)
.between(1, LONGEST_INBOX);
const SECONDS: Opt = Opt::new(
    Kind::Integer,
    ["seconds", "секунд", "секунд"],
    [
        "Seconds for each further question; 0 for none",
        "Секунд на каждый следующий вопрос; 0: без ожидания",
        "Секунд на кожне наступне запитання; 0: без очікування",
    ],
)
.required()
.between(0, LONGEST_COOLDOWN);
const ANSWERED: Opt = Opt::new(
    Kind::Boolean,
    ["answered", "отвечать", "відповідати"],
    [
        "Whether they are answered",
        "Отвечать ли на них",
        "Чи відповідати на них",
    ],
)
.required();

/// What can be shown and set: names, descriptions, options.
const SUBCOMMANDS: [(Text, Text, &[Opt]); 10] = [
    (
        ["show", "показать", "показати"],
        [
            "All settings of this server",
            "Все настройки этого сервера",
            "Усі налаштування цього сервера",
        ],
        &[],
    ),
    (
        ["channel", "канал", "канал"],
        [
            "What the bot does in a channel",
            "Что бот делает в канале",
            "Що бот робить у каналі",
        ],
        &[CHANNEL.or_forum().required(), CHANNEL_MODE],
    ),
    (
        ["default", "прочие-каналы", "інші-канали"],
        [
            "What the bot does in all channels that are not set",
            "Что бот делает во всех остальных каналах",
            "Що бот робить в усіх інших каналах",
        ],
        &[MODE],
    ),
    (
        ["moderator", "модератор", "модератор"],
        [
            "Let a role delete answers and edit this server's intents, or no longer",
            "Разрешить роли удалять ответы и править темы этого сервера или запретить",
            "Дозволити ролі видаляти відповіді й правити теми цього сервера чи заборонити",
        ],
        &[ROLE, ALLOWED],
    ),
    (
        [
            "moderators-channel",
            "канал-модераторов",
            "канал-модераторів",
        ],
        [
            "Where moderators are told of changes; without a channel, nowhere",
            "Где модераторам сообщают об изменениях; без канала нигде",
            "Де модераторам повідомляють про зміни; без каналу ніде",
        ],
        &[CHANNEL],
    ),
    (
        ["language", "язык", "мова"],
        [
            "The language of buttons and notices",
            "Язык кнопок и сообщений бота",
            "Мова кнопок і повідомлень бота",
        ],
        &[LANGUAGE],
    ),
    (
        ["inbox", "входящие", "вхідні"],
        [
            "Keep questions that were not understood, without their authors",
            "Хранить непонятые вопросы без их авторов",
            "Зберігати незрозумілі запитання без їхніх авторів",
        ],
        &[ON, DAYS],
    ),
    (
        ["cooldown", "пауза", "пауза"],
        [
            "How long a person waits after a few questions at once",
            "Сколько ждать после нескольких вопросов подряд",
            "Скільки чекати після кількох запитань поспіль",
        ],
        &[SECONDS],
    ),
    (
        ["webhooks", "вебхуки", "вебхуки"],
        [
            "Answer messages of webhooks, or ignore them",
            "Отвечать на сообщения вебхуков или нет",
            "Відповідати на повідомлення вебхуків чи ні",
        ],
        &[ANSWERED],
    ),
    (
        ["tidy", "очистить", "очистити"],
        [
            "Take channels and roles that were deleted out of the settings",
            "Убрать из настроек удалённые каналы и роли",
            "Прибрати з налаштувань видалені канали й ролі",
        ],
        &[],
    ),
];

/// The command.
pub(crate) fn command() -> CreateCommand {
    let subcommands = SUBCOMMANDS
        .iter()
        .map(|(names, abouts, options)| sub(*names, *abouts, options));
    managed(
        ["settings", "настройки", "налаштування"],
        [
            "What the bot does on this server",
            "Что бот делает на этом сервере",
            "Що бот робить на цьому сервері",
        ],
        subcommands.collect(),
    )
}
