//! Moderating from Discord: from a question that was not understood to a published phrase that answers it, and back.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::commands::{manager, set, start};
use crate::discord::{Bot, Interaction, Message, UserId, World};

/// A question that no phrase comes near.
pub(crate) const STRANGE: &str = "wieviele keepers gab es denn anno 2020";
/// What only its answer holds.
pub(crate) const FIGURE: &str = "**96** keepers";
/// An intent of the operations.
pub(crate) const INTENT: &str = "value";

/// A sound intent that answers with a fixed text.
pub(crate) const WICKS: &str = "\
schema = 1
id = \"wicks\"
title = \"Wicks\"
answer = \"help\"
phrases.en = [
  \"how long is a wick\",
]
[reply.en]
text = '''Wicks have no length.'''
";

/// A few intents and the words of each language: enough to be asked, and quick to check.
const FILES: [&str; 7] = [
    "value", "help", "offtopic", "greet", "words/en", "words/ru", "words/uk",
];

/// A bot on intents of its own, which can be edited.
pub(crate) async fn editable(world: &World) -> (Bot, PathBuf) {
    let (settings, intents) = files(world);
    (start(world, &settings).await, intents)
}

/// Writes the intents, and gives the settings that name them.
pub(crate) fn files(world: &World) -> (String, PathBuf) {
    let intents = world.directory().join("intents");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("intents/operations");
    std::fs::create_dir_all(intents.join("operations/words")).unwrap();
    for file in FILES {
        let name = format!("{file}.toml");
        let text = std::fs::read_to_string(shipped.join(&name)).unwrap();
        // Their tests speak of intents that are not here.
        let text = text.split("\n[[test]]").next().unwrap();
        std::fs::write(intents.join("operations").join(&name), text).unwrap();
    }
    (format!("intents = '{}'", intents.display()), intents)
}

/// What `/intents` replies, to the person alone.
pub(crate) async fn intents(
    world: &World,
    user: UserId,
    name: &str,
    options: &[(&str, Value)],
) -> Message {
    let command = world.slash(user, world.channel, &format!("intents {name}"), options);
    replied(&command).await
}

pub(crate) async fn replied(interaction: &Interaction) -> Message {
    let message = interaction.message().await;
    assert!(message.ephemeral(), "{}", message.text());
    assert_eq!(message.pings(), [""; 0]);
    message
}

/// The bot's answer to a question of somebody who asked nothing before.
pub(crate) async fn answered(world: &World, text: &str) -> String {
    let question = world.ask(world.channel, world.new_user("asker"), text);
    world.reply_to(question).await.text()
}

/// Keeps a message for the pictures of docs/moderators.md, where the variable `FOOTNOTE_PICTURES` names a directory.
fn pictured(name: &str, message: &Message) {
    let Some(directory) = std::env::var_os("FOOTNOTE_PICTURES") else {
        return;
    };
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    std::fs::create_dir_all(&directory).unwrap();
    let json = json!({"text": message.text(), "labels": message.labels()});
    std::fs::write(
        directory.join(name).with_extension("json"),
        json.to_string(),
    )
    .unwrap();
}

#[tokio::test]
async fn from_not_understood_to_a_published_phrase_and_back() {
    let world = World::start().await;
    let moderator = manager(&world);
    let told = world.new_channel(world.guild, "moderators");
    let (_bot, files) = editable(&world).await;
    set(&world, moderator, "inbox", &[("on", json!(true))]).await;
    let channel = [("channel", json!(told.to_string()))];
    set(&world, moderator, "moderators-channel", &channel).await;

    let before = answered(&world, STRANGE).await;
    assert!(!before.contains(FIGURE), "{before}");

    let inbox = intents(&world, moderator, "inbox", &[]).await;
    let shown = "asked 1 time\n> 1 × wieviele keepers gab es denn anno 2020";
    assert!(inbox.text().contains(shown), "{}", inbox.text());
    let labels = inbox.labels().join(", ");
    assert!(
        labels.contains("New intent") && labels.contains("Dismiss"),
        "{labels}"
    );

    let options = [
        ("id", json!(INTENT)),
        ("text", json!(STRANGE)),
        ("reason", json!("people ask so")),
    ];
    let draft = intents(&world, moderator, "phrase", &options).await;
    pictured("draft", &draft);
    assert!(
        draft
            .text()
            .contains("+  \"wieviele {metric} gab es denn anno {year}\","),
        "{}",
        draft.text()
    );
    let published = replied(&world.press(moderator, draft.id, "Publish")).await;
    pictured("published", &published);
    assert!(
        published.text().contains("It is in force now."),
        "{}",
        published.text()
    );

    let after = answered(&world, STRANGE).await;
    assert!(after.contains(FIGURE), "{after}");
    let own = files.join(format!("guilds/{}/{INTENT}.toml", world.guild));
    assert!(std::fs::read_to_string(&own).unwrap().contains("wieviele"));
    let line = world.next_in(told, world.message(draft.id).id).await;
    assert!(line.text().contains("has published"), "{}", line.text());

    let history = intents(&world, moderator, "history", &[("id", json!(INTENT))]).await;
    assert!(
        history.text().contains("people ask so"),
        "{}",
        history.text()
    );
    pictured("history", &history);
    let undone = intents(&world, moderator, "undo", &[("id", json!(INTENT))]).await;
    pictured("undone", &undone);
    assert!(undone.text().contains("taken back"), "{}", undone.text());
    assert!(!answered(&world, STRANGE).await.contains(FIGURE));
    assert!(!own.exists(), "the file is gone as it came");
    world.assert_clean();
}

#[tokio::test]
async fn what_people_write_is_not_formatted() {
    let world = World::start().await;
    let moderator = manager(&world);
    let told = world.new_channel(world.guild, "moderators");
    let (_bot, _) = editable(&world).await;
    let channel = [("channel", json!(told.to_string()))];
    set(&world, moderator, "moderators-channel", &channel).await;
    let options = [
        ("id", json!(INTENT)),
        ("text", json!("wieviele {metric} gab es denn anno {year}")),
        (
            "reason",
            json!("people *ask* so: [look](https://x.example)"),
        ),
    ];
    let plain = r"people \*ask\* so\: \[look\]\(https\://x.example\)";
    let draft = intents(&world, moderator, "phrase", &options).await;
    replied(&world.press(moderator, draft.id, "Publish")).await;
    let line = world.next_in(told, world.message(draft.id).id).await;
    assert!(line.text().contains(plain), "{}", line.text());
    let history = intents(&world, moderator, "history", &[]).await;
    assert!(history.text().contains(plain), "{}", history.text());
    world.assert_clean();
}

#[tokio::test]
async fn a_draft_takes_nobody_elses_change_back() {
    let world = World::start().await;
    let (kim, ann) = (manager(&world), manager(&world));
    let (_bot, _) = editable(&world).await;
    let phrase = async |user, text: &str| {
        let options = [("id", json!(INTENT)), ("text", json!(text))];
        intents(&world, user, "phrase", &options).await
    };
    phrase(kim, "wieviele {metric} gab es denn anno {year}").await;
    let of_ann = phrase(ann, "quantos {metric} em {year}").await;
    replied(&world.press(ann, of_ann.id, "Publish")).await;
    let late = phrase(kim, "quais {metric} em {year}").await;
    assert!(
        late.text().contains("was changed since you began draft 1"),
        "{}",
        late.text()
    );
    assert_eq!(late.labels(), ["Discard"]);
    replied(&world.press(kim, late.id, "Discard")).await;
    let again = phrase(kim, "quais {metric} em {year}").await;
    assert!(!again.text().contains("-  \"quantos"), "{}", again.text());
    replied(&world.press(kim, again.id, "Publish")).await;
    for question in ["quantos keepers em 2020", "quais keepers em 2020"] {
        let answer = answered(&world, question).await;
        assert!(answer.contains(FIGURE), "{question}: {answer}");
    }
    world.assert_clean();
}

/// A question with a word that nothing knows, and what only its answer holds.
const UNNAMED: (&str, &str) = ("how many zorps in 2022", "**655** lamp outages");

#[tokio::test]
async fn the_inbox_proposes_a_name_and_shows_its_answer() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (_bot, files) = editable(&world).await;
    set(&world, moderator, "inbox", &[("on", json!(true))]).await;
    let (question, figure) = UNNAMED;
    assert!(!answered(&world, question).await.contains(figure));

    let inbox = intents(&world, moderator, "inbox", &[]).await;
    pictured("inbox", &inbox);
    let proposed = "If \"zorps\" were a name of `outages`, the answer would be: 655 lamp outages";
    assert!(inbox.text().contains(proposed), "{}", inbox.text());
    let draft = replied(&world.press(moderator, inbox.id, "\"zorps\" is outages")).await;
    pictured("alias", &draft);
    for told in ["is answered then", "+outages.en = [\"zorps\"]"] {
        assert!(draft.text().contains(told), "{}", draft.text());
    }
    replied(&world.press(moderator, draft.id, "Publish")).await;
    assert!(answered(&world, question).await.contains(figure));
    let own = files.join(format!("guilds/{}/names.toml", world.guild));
    assert!(std::fs::read_to_string(&own).unwrap().contains("zorps"));
    world.assert_clean();
}

#[tokio::test]
async fn a_name_is_given_by_command_and_taken_back() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (_bot, _) = editable(&world).await;
    let (question, figure) = UNNAMED;
    let typing = [("of", json!("outag"))];
    let typing = world.autocomplete(moderator, world.channel, "intents alias", &typing);
    let offered = typing.response().await.data["choices"].clone();
    assert_eq!(offered[0]["value"], "outages", "{offered}");

    let options = [("of", json!("outages")), ("name", json!("zorps"))];
    let draft = intents(&world, moderator, "alias", &options).await;
    replied(&world.press(moderator, draft.id, "Publish")).await;
    assert!(answered(&world, question).await.contains(figure));
    let again = intents(&world, moderator, "alias", &options).await;
    assert!(
        again.text().contains("is a name of `outages` already"),
        "{}",
        again.text()
    );
    let undone = intents(&world, moderator, "undo", &[("id", json!("names"))]).await;
    assert!(undone.text().contains("taken back"), "{}", undone.text());
    assert!(!answered(&world, question).await.contains(figure));
    world.assert_clean();
}

#[tokio::test]
async fn names_are_for_moderators() {
    let world = World::start().await;
    let (_bot, _) = editable(&world).await;
    let options = [("of", json!("outages")), ("name", json!("zorps"))];
    let refused = intents(&world, world.user, "alias", &options).await;
    assert!(refused.labels().is_empty(), "{}", refused.text());
    world.assert_clean();
}
