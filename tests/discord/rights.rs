//! Who may do what in moderating: askers, moderators of this server and of another, forged presses.

use serde_json::{Value, json};

use crate::commands::manager;
use crate::discord::World;
use crate::moderating::{FIGURE, INTENT, STRANGE, answered, editable, intents, replied};

/// Every subcommand, with options that it takes.
fn every_command() -> Vec<(&'static str, Vec<(&'static str, Value)>)> {
    let id = || ("id", json!(INTENT));
    let question = || ("question", json!(STRANGE));
    let phrase = || {
        vec![
            id(),
            ("text", json!("wieviele {metric} gab es denn anno {year}")),
        ]
    };
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
        ("text", json!("wieviele {metric} gab es denn anno {year}")),
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
        ("text", json!("wieviele {metric} gab es denn anno {year}")),
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
        !world.reply_to(question).await.text().contains(FIGURE),
        "another server's phrase"
    );
    assert!(answered(&world, STRANGE).await.contains(FIGURE));
    world.assert_clean();
}
