//! The acceptance questions asked through Discord get the text that the console gives them, to the byte.

use serde_json::Value;

use crate::commands::start;
use crate::console::{Console, root};
use crate::discord::{ChannelId, MessageId, UserId, World};

/// The turns of each question of a file, the last of which is answered by the console.
fn dialogs(file: &str) -> Option<Vec<Vec<String>>> {
    let path = root().parent()?.join("shared/questions").join(file);
    let text = std::fs::read_to_string(path).ok()?;
    let text_of = |turn: &Value| turn.as_str().unwrap().to_owned();
    let turns = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        match line["dialog"].as_array() {
            Some(dialog) => dialog.iter().map(text_of).collect(),
            None => vec![text_of(&line["q"])],
        }
    };
    Some(text.lines().map(turns).collect())
}

/// Everybody asks for the first time: whom and where.
fn place(world: &World, number: usize) -> (UserId, ChannelId) {
    let user = world.new_user(&format!("asker-{number}"));
    let direct = number.is_multiple_of(2);
    let channel = if direct {
        world.direct_messages(user)
    } else {
        world.channel
    };
    (user, channel)
}

/// A turn of a conversation: said outright in direct messages, by mention in channels.
fn say(world: &World, (user, channel): (UserId, ChannelId), turn: &str) -> MessageId {
    if channel == world.channel {
        world.ask(channel, user, turn)
    } else {
        world.say(channel, user, turn)
    }
}

#[tokio::test]
async fn discord_says_what_the_console_says() {
    let files = ["core.jsonl", "extended.jsonl"].map(dialogs);
    let [Some(core), Some(extended)] = files else {
        eprintln!("skipped: no ../shared (questions are not beside the repository)");
        return;
    };
    let dialogs = [core, extended].concat();
    let console = Console::of(&root().join("data"), &root().join("intents"));
    let lines: Vec<Value> = dialogs
        .iter()
        .map(|turns| serde_json::json!({"dialog": turns}))
        .collect();
    let expected = console.texts(&lines);
    assert_eq!(expected.len(), dialogs.len());

    let world = World::start().await;
    let _bot = start(&world, &console.settings()).await;
    world.without_limits();
    let mut last = Vec::new();
    for (number, turns) in dialogs.iter().enumerate() {
        let place = place(&world, number);
        let (answered, before) = turns.split_last().unwrap();
        for turn in before {
            let turn = say(&world, place, turn);
            world.reply_to(turn).await;
        }
        last.push(say(&world, place, answered));
    }
    let mut differing = Vec::new();
    for ((turns, expected), question) in dialogs.iter().zip(&expected).zip(last) {
        let text = world.reply_to(question).await.text();
        if text != *expected {
            differing.push(format!("{turns:?}\nDiscord: {text}\nconsole: {expected}"));
        }
    }
    assert!(
        differing.is_empty(),
        "{} of {} differ:\n{}",
        differing.len(),
        dialogs.len(),
        differing.join("\n\n")
    );
    world.assert_clean();
}
