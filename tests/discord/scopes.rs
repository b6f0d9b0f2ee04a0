//! Whose files are whose, and what a bot finds of them when it starts.

use footnote::store::{Author, Change, RevisionKind, Store};
use serde_json::json;

use crate::commands::{manager, start};
use crate::discord::World;
use crate::moderating::{INTENT, WICKS, answered, editable, files, intents, replied};

#[tokio::test]
async fn files_of_one_server_are_not_shown_in_another() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (bot, files) = editable(&world).await;
    let elsewhere = files.join("guilds/7");
    std::fs::create_dir_all(&elsewhere).unwrap();
    std::fs::write(elsewhere.join("secret.toml"), "schema = ").unwrap();
    bot.until_log("their last good text stays").await;
    let reload = intents(&world, moderator, "reload", &[]).await;
    assert_eq!(reload.text(), "No file has changed.");
    // Nor do they keep a change here from being in force.
    let options = [
        ("id", json!(INTENT)),
        ("text", json!("wieviele {metric} gab es denn anno {year}")),
    ];
    let draft = intents(&world, moderator, "phrase", &options).await;
    let published = replied(&world.press(moderator, draft.id, "Publish")).await;
    assert!(
        published.text().ends_with("It is in force now."),
        "{}",
        published.text()
    );
    world.assert_clean();
}

#[tokio::test]
async fn what_cannot_be_read_is_listed_where_it_belongs() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (settings, files) = files(&world);
    std::fs::write(files.join("notes.toml.txt"), "").unwrap();
    for (server, name) in [(world.guild.to_string(), "own"), ("7".to_owned(), "others")] {
        let folder = files.join("guilds").join(server);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.toml")), [0xff, 0xfe]).unwrap();
    }
    let _bot = start(&world, &settings).await;
    let checked = intents(&world, moderator, "check", &[]).await.text();
    assert!(checked.contains("own.toml"), "{checked}");
    assert!(checked.contains("notes.toml.txt"), "{checked}");
    assert!(!checked.contains("others.toml"), "{checked}");
    world.assert_clean();
}

#[tokio::test]
async fn what_was_half_published_is_settled_at_the_start() {
    let world = World::start().await;
    let (settings, files) = files(&world);
    let store = Store::open(&world.directory().join("footnote.db")).unwrap();
    let begun = Change {
        file: "topics/wicks.toml".to_owned(),
        old: None,
        new: Some(WICKS.to_owned()),
        author: Author {
            id: None,
            name: "Kim".to_owned(),
        },
        reason: String::new(),
        at: "2026-11-24T12:00:00Z".parse().unwrap(),
    };
    let kind = RevisionKind::Published;
    store.begin_revision(&begun, kind, None).unwrap();
    let bot = start(&world, &settings).await;
    bot.until_log("revision 1 of `topics/wicks.toml` was completed")
        .await;
    assert_eq!(
        std::fs::read_to_string(files.join("topics/wicks.toml")).unwrap(),
        WICKS
    );
    let answer = answered(&world, "how long is a wick").await;
    assert!(answer.contains("no length"), "{answer}");
    assert_eq!(store.pending_revisions().unwrap(), []);
    world.assert_clean();
}
