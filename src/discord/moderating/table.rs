//! `/intents` as Discord is told of it.

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{CommandOptionType as Kind, InteractionContext};

use crate::discord::commands::table;

/// The command.
pub(crate) fn command() -> CreateCommand {
    let subcommands = [looking(), editing(), history()];
    table::managed(
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
        sub("list", "All intents", vec![]),
        sub("show", "The file of an intent", vec![id()]),
        sub(
            "download",
            "The file of an intent, or all files as .zip",
            vec![id().required(false)],
        ),
        sub(
            "explain",
            "How a question is understood, and what decides",
            vec![text("question", "The question")],
        ),
        sub(
            "test",
            "What a question is answered with",
            vec![text("question", "The question")],
        ),
        sub("check", "All problems, and all tests", vec![]),
        sub("inbox", "What was not understood", vec![]),
    ]
}

fn editing() -> Vec<CreateCommandOption> {
    vec![
        sub(
            "phrase",
            "Add an example question to an intent",
            vec![
                id(),
                text("text", "The question, as people ask it"),
                reason(),
                shared(),
            ],
        ),
        sub("edit", "Edit the file of an intent", vec![id(), shared()]),
        sub(
            "upload",
            "A draft from an edited file",
            vec![
                CreateCommandOption::new(
                    Kind::Attachment,
                    "file",
                    "The file, named as the intent, with .toml",
                )
                .required(true),
                reason(),
                shared(),
            ],
        ),
        sub(
            "new",
            "Begin a new intent",
            vec![
                text(
                    "id",
                    "A short name in lower-case letters, such as prison_labour",
                ),
                text("title", "What it is about, in a few words"),
                text("phrase", "A question that it answers"),
                shared(),
            ],
        ),
        sub(
            "delete",
            "Take an intent away",
            vec![id(), reason(), shared()],
        ),
        sub("drafts", "Drafts that wait to be published", vec![shared()]),
    ]
}

fn history() -> Vec<CreateCommandOption> {
    vec![
        sub(
            "history",
            "What was published, by whom and when",
            vec![id().required(false), shared()],
        ),
        sub(
            "undo",
            "Take back the last change of an intent",
            vec![id(), shared()],
        ),
        sub(
            "rollback",
            "Bring a file back to what it was after a revision",
            vec![
                CreateCommandOption::new(Kind::Integer, "revision", "The number from the history")
                    .required(true)
                    .min_int_value(1),
                shared(),
            ],
        ),
        sub("reload", "Read changed files now", vec![]),
    ]
}

fn sub(name: &str, about: &str, options: Vec<CreateCommandOption>) -> CreateCommandOption {
    let (required, optional): (Vec<_>, Vec<_>) = options.into_iter().partition(is_required);
    let options: Vec<_> = required.into_iter().chain(optional).collect();
    CreateCommandOption::new(Kind::SubCommand, name, about).set_sub_options(options)
}

/// Discord wants required options first.
fn is_required(option: &CreateCommandOption) -> bool {
    serde_json::to_value(option).is_ok_and(|option| option["required"] == true)
}

fn id() -> CreateCommandOption {
    CreateCommandOption::new(Kind::String, "id", "The intent")
        .required(true)
        .set_autocomplete(true)
}

fn text(name: &str, about: &str) -> CreateCommandOption {
    CreateCommandOption::new(Kind::String, name, about)
        .required(true)
        .max_length(300)
}

fn reason() -> CreateCommandOption {
    text("reason", "Why, for the history").required(false)
}

fn shared() -> CreateCommandOption {
    CreateCommandOption::new(
        Kind::Boolean,
        "shared",
        "The intents for everybody, which the bot's owners edit; default: this server's",
    )
}
