//! What the moderators' channel is told: of what was published, and of files that changed on the disk.

use serde_json::json;

use crate::commands::{manager, set};
use crate::discord::{Fault, Limit, World, route};
use crate::moderating::{FIGURE, INTENT, STRANGE, answered, editable, intents, replied};

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
            "phrases.en = [\n  \"wieviele {metric} gab es denn anno {year}\",",
            1,
        ),
    )
    .unwrap();
    bot.until_log("changed files are in force").await;
    assert!(answered(&world, STRANGE).await.contains(FIGURE));
    let start = world.say(told, world.user, "hello");
    std::fs::write(&path, "answer = ").unwrap();
    bot.until_log("their last good text stays").await;
    let line = bot.until_log("operations/value.toml:1:").await;
    assert!(line.contains(" ERROR "), "{line}");
    let line = world.next_in(told, start).await;
    assert!(line.text().contains("value.toml"), "{}", line.text());
    assert!(
        answered(&world, STRANGE).await.contains(FIGURE),
        "the last good set answers"
    );
    world.assert_clean();
}
