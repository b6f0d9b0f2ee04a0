//! `/intents` as Discord is told of it: its subcommands and their options.

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{CommandOptionType as Kind, InteractionContext};

use crate::discord::commands::describe::{Opt, managed, sub};

const ID: Opt = Opt::new(
    Kind::String,
    ["id", "имя", "назва"],
    ["The intent", "Намерение", "Намір"],
)
.suggested();
const QUESTION: Opt = Opt::new(
    Kind::String,
    ["question", "вопрос", "запитання"],
    ["The question", "Вопрос", "Запитання"],
)
.required();
const PHRASE: Opt = Opt::new(
    Kind::String,
    ["text", "текст", "текст"],
    [
        "The question, as people ask it",
        "Вопрос, как его задают",
        "Запитання, як його ставлять",
    ],
)
.required();
const OF: Opt = Opt::new(
    Kind::String,
    ["of", "чего", "чого"],
    [
        "What it is a name of: a metric, an outlet or an event",
        "Чему это имя: показателю, изданию или событию",
        "Чому це назва: показнику, виданню чи події",
    ],
)
.required()
.suggested();
const NAME: Opt = Opt::new(
    Kind::String,
    ["name", "название", "назва"],
    [
        "The name, as people say it",
        "Имя, как его говорят",
        "Назва, як її кажуть",
    ],
)
.required();
const REASON: Opt = Opt::new(
    Kind::String,
    ["reason", "причина", "причина"],
    [
        "Why, for the history",
        "Почему, для истории",
        "Чому, для історії",
    ],
);
const SHARED: Opt = Opt::new(
    Kind::Boolean,
    ["shared", "общие", "спільні"],
    [
        "The intents for everybody, which the bot's owners edit; default: this server's",
        "Общие намерения, их правят владельцы бота; иначе намерения этого сервера",
        "Спільні наміри, їх правлять власники бота; інакше наміри цього сервера",
    ],
);
const FILE: Opt = Opt::new(
    Kind::Attachment,
    ["file", "файл", "файл"],
    [
        "The file, named as the intent, with .toml",
        "Файл с именем намерения и .toml",
        "Файл з назвою наміру та .toml",
    ],
)
.required();
const NEW_ID: Opt = Opt::new(
    Kind::String,
    ["id", "имя", "назва"],
    [
        "A short name in lower-case letters, such as storm_warnings",
        "Короткое имя строчными латинскими буквами, например storm_warnings",
        "Коротка назва малими латинськими літерами, наприклад storm_warnings",
    ],
)
.required();
const TITLE: Opt = Opt::new(
    Kind::String,
    ["title", "заголовок", "заголовок"],
    [
        "What it is about, in a few words",
        "О чём оно, в нескольких словах",
        "Про що він, кількома словами",
    ],
)
.required();
const FIRST_PHRASE: Opt = Opt::new(
    Kind::String,
    ["phrase", "фраза", "фраза"],
    [
        "A question that it answers",
        "Вопрос, на который оно отвечает",
        "Запитання, на яке він відповідає",
    ],
)
.required();
const REVISION: Opt = Opt::new(
    Kind::Integer,
    ["revision", "версия", "версія"],
    [
        "The number from the history",
        "Номер из истории",
        "Номер з історії",
    ],
)
.required();

/// The command.
pub(crate) fn command() -> CreateCommand {
    let subcommands = [looking(), editing(), vec![naming()], history()];
    managed(
        [super::NAME, "намерения", "наміри"],
        [
            "What the bot understands: look, edit, test, publish, undo",
            "Что бот понимает: смотреть, править, проверять, публиковать, отменять",
            "Що бот розуміє: дивитися, правити, перевіряти, публікувати, скасовувати",
        ],
        subcommands.into_iter().flatten().collect(),
    )
    .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
}

fn looking() -> Vec<CreateCommandOption> {
    vec![
        sub(
            ["list", "список", "список"],
            ["All intents", "Все намерения", "Усі наміри"],
            &[],
        ),
        sub(
            ["show", "показать", "показати"],
            ["The file of an intent", "Файл намерения", "Файл наміру"],
            &[ID.required()],
        ),
        sub(
            ["download", "скачать", "завантажити"],
            [
                "The file of an intent, or all files as .zip",
                "Файл намерения или все файлы в .zip",
                "Файл наміру або всі файли в .zip",
            ],
            &[ID],
        ),
        sub(
            ["explain", "объяснить", "пояснити"],
            [
                "How a question is understood, and what decides",
                "Как понят вопрос и что решает",
                "Як зрозуміле запитання і що вирішує",
            ],
            &[QUESTION],
        ),
        sub(
            ["test", "проба", "проба"],
            [
                "What a question is answered with",
                "Что бот ответит на вопрос",
                "Що бот відповість на запитання",
            ],
            &[QUESTION],
        ),
        sub(
            ["check", "проверить", "перевірити"],
            [
                "All problems, and all tests",
                "Все ошибки и все тесты",
                "Усі помилки й усі тести",
            ],
            &[],
        ),
        sub(
            ["inbox", "непонятое", "незрозуміле"],
            [
                "What was not understood",
                "Что бот не понял",
                "Чого бот не зрозумів",
            ],
            &[],
        ),
    ]
}

fn editing() -> Vec<CreateCommandOption> {
    vec![
        sub(
            ["phrase", "фраза", "фраза"],
            [
                "Add an example question to an intent",
                "Добавить к намерению пример вопроса",
                "Додати до наміру приклад запитання",
            ],
            &[ID.required(), PHRASE, REASON, SHARED],
        ),
        sub(
            ["edit", "править", "правити"],
            [
                "Edit the file of an intent",
                "Править файл намерения",
                "Правити файл наміру",
            ],
            &[ID.required(), SHARED],
        ),
        sub(
            ["upload", "загрузить", "вивантажити"],
            [
                "A draft from an edited file",
                "Черновик из исправленного файла",
                "Чернетка з виправленого файлу",
            ],
            &[FILE, REASON, SHARED],
        ),
        sub(
            ["new", "новое", "новий"],
            [
                "Begin a new intent",
                "Начать новое намерение",
                "Почати новий намір",
            ],
            &[NEW_ID, TITLE, FIRST_PHRASE, SHARED],
        ),
        sub(
            ["delete", "удалить", "видалити"],
            ["Take an intent away", "Убрать намерение", "Прибрати намір"],
            &[ID.required(), REASON, SHARED],
        ),
        sub(
            ["drafts", "черновики", "чернетки"],
            [
                "Drafts that wait to be published",
                "Черновики, которые ждут публикации",
                "Чернетки, що чекають на публікацію",
            ],
            &[SHARED],
        ),
    ]
}

fn naming() -> CreateCommandOption {
    sub(
        ["alias", "синоним", "синонім"],
        [
            "Give a metric, an outlet or an event one more name",
            "Дать показателю, изданию или событию ещё одно имя",
            "Дати показнику, виданню чи події ще одну назву",
        ],
        &[OF, NAME, REASON, SHARED],
    )
}

fn history() -> Vec<CreateCommandOption> {
    vec![
        sub(
            ["history", "история", "історія"],
            [
                "What was published, by whom and when",
                "Что, кем и когда опубликовано",
                "Що, ким і коли опубліковано",
            ],
            &[ID, SHARED],
        ),
        sub(
            ["undo", "отменить", "скасувати"],
            [
                "Take back the last change of an intent",
                "Отменить последнее изменение намерения",
                "Скасувати останню зміну наміру",
            ],
            &[ID.required(), REASON, SHARED],
        ),
        sub(
            ["rollback", "откатить", "повернути"],
            [
                "Bring a file back to what it was after a revision",
                "Вернуть файл к виду после версии",
                "Повернути файл до вигляду після версії",
            ],
            &[REVISION, REASON, SHARED],
        ),
        sub(
            ["reload", "перечитать", "перечитати"],
            [
                "Read changed files now",
                "Прочитать изменённые файлы сейчас",
                "Прочитати змінені файли зараз",
            ],
            &[],
        ),
    ]
}
