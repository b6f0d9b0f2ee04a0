//! Forms and uploaded files in moderating: what comes of them, and which are refused.

use serde_json::json;

use crate::commands::manager;
use crate::discord::World;
use crate::moderating::{WICKS, editable, intents, replied};

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
