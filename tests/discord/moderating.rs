//! Moderating from Discord: from a question that was not understood to a published phrase that answers it, and back; who may do what.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::commands::{manager, set, start};
use crate::discord::{Bot, Fault, Interaction, Limit, Message, UserId, World, route};

/// A question that no phrase comes near.
pub(crate) const STRANGE: &str = "quantas outages em 2020";
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

/// The bot's answer to a question.
pub(crate) async fn answered(world: &World, text: &str) -> String {
    let question = world.ask(world.channel, world.user, text);
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
    assert!(!before.contains("506"), "{before}");

    let inbox = intents(&world, moderator, "inbox", &[]).await;
    let shown = "asked 1 time\n> 1 × quantas outages em 2020";
    assert!(inbox.text().contains(shown), "{}", inbox.text());
    pictured("inbox", &inbox);
    let labels = inbox.labels().join(", ");
    assert!(
        labels.contains("New intent") && labels.contains("Dismiss"),
        "{labels}"
    );

    let options = [
        ("id", json!(INTENT)),
        ("text", json!("quantas outages em 2020")),
        ("reason", json!("people ask so")),
    ];
    let draft = intents(&world, moderator, "phrase", &options).await;
    pictured("draft", &draft);
    assert!(
        draft.text().contains("+  \"quantas {metric} em {year}\","),
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
    assert!(after.contains("506"), "{after}");
    let own = files.join(format!("guilds/{}/{INTENT}.toml", world.guild));
    assert!(std::fs::read_to_string(&own).unwrap().contains("quantas"));
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
    assert!(!answered(&world, STRANGE).await.contains("506"));
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
        ("text", json!("quantas {metric} em {year}")),
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

/// Every subcommand, with options that it takes.
fn every_command() -> Vec<(&'static str, Vec<(&'static str, Value)>)> {
    let id = || ("id", json!(INTENT));
    let question = || ("question", json!(STRANGE));
    let phrase = || vec![id(), ("text", json!("quantas {metric} em {year}"))];
    let shared = || ("shared", json!(true));
    let new = vec![
        ("id", json!("wicks")),
        ("title", json!("Wicks")),
        ("phrase", json!("how long is a wick")),
    ];
    vec![
        ("list", vec![]),
        ("show", vec![id()]),
        ("download", vec![]),
        ("explain", vec![question()]),
        ("test", vec![question()]),
        ("check", vec![]),
        ("inbox", vec![]),
        ("phrase", phrase()),
        ("phrase", phrase().into_iter().chain([shared()]).collect()),
        ("edit", vec![id()]),
        ("new", new),
        ("delete", vec![id()]),
        ("drafts", vec![]),
        ("history", vec![]),
        ("undo", vec![id()]),
        ("rollback", vec![("revision", json!(1))]),
        ("reload", vec![]),
    ]
}

#[tokio::test]
async fn nobody_does_what_they_may_not() {
    let world = World::start().await;
    let (moderator, asker) = (manager(&world), world.new_user("bea"));
    let (_bot, files) = editable(&world).await;
    let options = [
        ("id", json!(INTENT)),
        ("text", json!("quantas {metric} em {year}")),
    ];
    let draft = intents(&world, moderator, "phrase", &options).await;
    for (name, options) in every_command() {
        let refused = intents(&world, asker, name, &options).await;
        let text = refused.text();
        assert!(
            text.starts_with("Only the moderators")
                || text.starts_with("The intents for everybody"),
            "{name}: {text}"
        );
    }
    // A moderator of this server does not own what is for everybody.
    let shared = [
        options[0].clone(),
        options[1].clone(),
        ("shared", json!(true)),
    ];
    let refused = intents(&world, moderator, "phrase", &shared).await;
    assert!(
        refused.text().starts_with("The intents for everybody"),
        "{}",
        refused.text()
    );
    // Forged buttons: somebody else's press, and drafts and entries that are not theirs.
    for id in [
        "pub:1",
        "dis:1",
        "ipg:0",
        "iad:1:value",
        "inw:1",
        "iou:1",
        "idm:1",
        "edt:00:operations/value.toml",
    ] {
        let pressed = world.press_id(asker, draft.id, id);
        let text = replied(&pressed).await.text();
        assert!(
            text.starts_with("Only the moderators") || text.starts_with("That belongs"),
            "{id}: {text}"
        );
    }
    let pressed = world.press_id(moderator, draft.id, "pub:999");
    assert!(replied(&pressed).await.text().contains("no draft 999"));
    assert!(!files.join("guilds").exists(), "nothing was published");
    world.assert_clean();
}

#[tokio::test]
async fn a_server_does_not_touch_another() {
    let world = World::start().await;
    let here = manager(&world);
    let elsewhere = world.new_guild("elsewhere");
    let there = world.new_channel(elsewhere, "talk");
    let (_bot, _) = editable(&world).await;
    let options = [
        ("id", json!(INTENT)),
        ("text", json!("quantas {metric} em {year}")),
    ];
    let draft = intents(&world, here, "phrase", &options).await;
    // The same person manages the other server too, and presses there what belongs here.
    let other = world.slash(here, there, "intents drafts", &[]);
    assert!(
        replied(&other)
            .await
            .text()
            .contains("There are no drafts.")
    );
    let own = world.slash(here, there, "intents phrase", &options);
    let own = replied(&own).await;
    let id = draft.component("Publish")["custom_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let forged = replied(&world.press_id(here, own.id, &id)).await;
    assert!(
        forged.text().starts_with("Only the moderators"),
        "{}",
        forged.text()
    );
    replied(&world.press(here, draft.id, "Publish")).await;
    let question = world.ask(there, world.user, STRANGE);
    assert!(
        !world.reply_to(question).await.text().contains("506"),
        "another server's phrase"
    );
    assert!(answered(&world, STRANGE).await.contains("506"));
    world.assert_clean();
}

#[tokio::test]
async fn forms_and_files_make_drafts_and_slips_are_told() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (_bot, files) = editable(&world).await;
    let options = [
        ("id", json!("wicks")),
        ("title", json!("Wicks")),
        ("phrase", json!("how long is a wick")),
    ];
    let draft = intents(&world, moderator, "new", &options).await;
    assert!(
        draft.text().contains("can be published"),
        "{}",
        draft.text()
    );
    replied(&world.press(moderator, draft.id, "Publish")).await;
    let opened = world.slash(
        moderator,
        world.channel,
        "intents edit",
        &[("id", json!("wicks"))],
    );
    let text =
        std::fs::read_to_string(files.join(format!("guilds/{}/wicks.toml", world.guild))).unwrap();
    let broken = text.replacen('"', "“", 1);
    let sent = world
        .submit_modal(moderator, &opened, &[("text", &broken), ("reason", "")])
        .await;
    let report = replied(&sent).await;
    assert!(
        report.text().contains("cannot be published"),
        "{}",
        report.text()
    );
    assert_eq!(report.component("Publish")["disabled"], json!(true));
    // A form that was opened before somebody else published loses nothing and overwrites nothing.
    let late = world.slash(
        moderator,
        world.channel,
        "intents edit",
        &[("id", json!("wicks"))],
    );
    replied(&world.press(moderator, report.id, "Discard")).await;
    let changed = text.replace("how long is a wick", "how long is the wick");
    let file = world.upload(world.channel, "wicks.toml", changed.as_bytes());
    let uploaded = intents(&world, moderator, "upload", &[("file", file)]).await;
    replied(&world.press(moderator, uploaded.id, "Publish")).await;
    let sent = world
        .submit_modal(moderator, &late, &[("text", &text), ("reason", "")])
        .await;
    let refused = replied(&sent).await;
    assert!(
        refused.text().contains("was changed while you edited it"),
        "{}",
        refused.text()
    );
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
    phrase(kim, "quantas {metric} em {year}").await;
    let of_ann = phrase(ann, "quantos {metric} em {year}").await;
    replied(&world.press(ann, of_ann.id, "Publish")).await;
    let late = phrase(kim, "cuantas {metric} en {year}").await;
    assert!(
        late.text().contains("was changed since you began draft 1"),
        "{}",
        late.text()
    );
    assert_eq!(late.labels(), ["Discard"]);
    replied(&world.press(kim, late.id, "Discard")).await;
    let again = phrase(kim, "cuantas {metric} en {year}").await;
    assert!(!again.text().contains("-  \"quantos"), "{}", again.text());
    replied(&world.press(kim, again.id, "Publish")).await;
    for question in ["quantos outages em 2020", "cuantas outages en 2020"] {
        let answer = answered(&world, question).await;
        assert!(answer.contains("506"), "{question}: {answer}");
    }
    world.assert_clean();
}

#[tokio::test]
async fn files_that_are_none_are_refused() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (_bot, _) = editable(&world).await;
    for (name, bytes) in [
        ("../value.toml", b"id = 1".to_vec()),
        ("value.txt", b"id = 1".to_vec()),
        ("wicks.toml", vec![b'#'; 70_000]),
        ("wicks.toml", vec![0xff, 0xfe, 0x00, 0xd8]),
    ] {
        let file = world.upload(world.channel, name, &bytes);
        let refused = intents(&world, moderator, "upload", &[("file", file)]).await;
        assert!(refused.labels().is_empty(), "{name}: {}", refused.text());
    }
    let nothing = intents(&world, moderator, "upload", &[]).await;
    assert!(
        nothing.text().starts_with("No file came with that."),
        "{}",
        nothing.text()
    );
    // What Discord says of the size is not relied on, and what is too large is not cut.
    let long = format!("{WICKS}{}", "#\n".repeat(40_000));
    let mut file = world.upload(world.channel, "wicks.toml", long.as_bytes());
    file["size"] = json!(100);
    let refused = intents(&world, moderator, "upload", &[("file", file)]).await;
    assert!(
        refused
            .text()
            .starts_with("The file has more than 65536 bytes"),
        "{}",
        refused.text()
    );
    world.assert_clean();
}

#[tokio::test]
async fn moderators_are_told_once_and_within_the_limits() {
    let world = World::start().await;
    let moderator = manager(&world);
    let told = world.new_channel(world.guild, "moderators");
    let (_bot, _) = editable(&world).await;
    let channel = [("channel", json!(told.to_string()))];
    set(&world, moderator, "moderators-channel", &channel).await;
    world.limit(route::CREATE_MESSAGE, Limit::new(1, 700));
    // Discord takes the first notice, and its response is lost.
    world.inject(route::CREATE_MESSAGE, Fault::DropAfter, 1);
    for text in ["quantas outages em 2020", "qual outages em 2020"] {
        let options = [("id", json!(INTENT)), ("text", json!(text))];
        let draft = intents(&world, moderator, "phrase", &options).await;
        replied(&world.press(moderator, draft.id, "Publish")).await;
    }
    world.until_requested(route::CREATE_MESSAGE, 3).await;
    let notices = world
        .wait("both notices", |state| {
            let notices = state.messages.values();
            let notices = notices.filter(|message| message.channel == told.0).count();
            (notices >= 2).then_some(notices)
        })
        .await;
    assert_eq!(notices, 2);
    world.assert_clean();
}

#[tokio::test]
async fn changed_files_are_put_in_force_and_broken_ones_are_told() {
    let world = World::start().await;
    let moderator = manager(&world);
    let told = world.new_channel(world.guild, "moderators");
    let (bot, files) = editable(&world).await;
    let channel = [("channel", json!(told.to_string()))];
    set(&world, moderator, "moderators-channel", &channel).await;
    let path = files.join("operations/value.toml");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        good.replacen(
            "phrases.en = [",
            "phrases.en = [\n  \"quantas {metric} em {year}\",",
            1,
        ),
    )
    .unwrap();
    bot.until_log("changed files are in force").await;
    assert!(answered(&world, STRANGE).await.contains("506"));
    let start = world.say(told, world.user, "hello");
    std::fs::write(&path, "answer = ").unwrap();
    bot.until_log("their last good text stays").await;
    let line = world.next_in(told, start).await;
    assert!(line.text().contains("value.toml"), "{}", line.text());
    assert!(
        answered(&world, STRANGE).await.contains("506"),
        "the last good set answers"
    );
    world.assert_clean();
}
