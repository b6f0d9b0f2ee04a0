//! What becomes of an answer when its question is edited or deleted, when it came in an earlier run, and when the data change.

use std::path::Path;
use std::time::Duration;

use footnote::store::Mode;
use serde_json::json;

use crate::commands::{manager, start};
use crate::discord::{Bot, Fault, World, route};
use crate::faults::QUESTION;
use crate::messages::{
    AND_NEXT, ANSWER, EMBED, HISTORY, LISTENING, NEXT, SEND, VIEW, answers, says, set,
    tells_to_wait,
};

#[tokio::test]
async fn edits_change_the_answer_and_deletions_take_it_along() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    let edited = world.ask(world.channel, world.user, QUESTION);
    let answer = answers(&world, edited, ANSWER).await;
    world.unfurl(edited);
    for (text, expected) in [
        ("lamp outages, 2023", NEXT),
        ("keepers in 2020", "**96** keepers"),
    ] {
        world.edit_message(edited, &format!("<@{}> {text}", world.bot));
        let changed = world
            .until(answer, |now| now.text().contains(expected))
            .await;
        assert_eq!(changed.pings(), [""; 0]);
    }
    // The follow-up goes on from the last edit.
    let follow_up = world.ask(world.channel, world.user, "and keepers in 2021?");
    answers(&world, follow_up, "keepers").await;
    let edits = world.requests(route::EDIT_MESSAGE).len();
    assert_eq!(edits, 2, "a preview of a link is no edit");

    let deleted = world.ask(world.channel, world.user, QUESTION);
    let gone = answers(&world, deleted, ANSWER).await;
    world.delete_message(deleted);
    world.until_deleted(gone).await;
    bot.terminate().await;
    world.assert_clean();
}

#[tokio::test]
async fn answers_of_an_earlier_run_change_and_go_too() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    let edited = world.ask(world.channel, world.user, QUESTION);
    let answer = answers(&world, edited, ANSWER).await;
    let deleted = world.ask(world.channel, world.user, QUESTION);
    let gone = answers(&world, deleted, ANSWER).await;
    bot.terminate().await;
    let bot = Bot::start(&world, "").await;
    world.edit_message(edited, &format!("<@{}> lamp outages, 2023", world.bot));
    world.until(answer, |now| now.text().contains(NEXT)).await;
    world.delete_message(deleted);
    world.until_deleted(gone).await;
    drop(bot);
    world.assert_clean();
}

#[tokio::test]
async fn what_changes_while_the_answer_is_under_way_is_not_missed() {
    let world = World::start().await;
    let _bot = Bot::start(&world, "").await;
    let slow = Fault::Slow(Duration::from_secs(1));
    world.inject(route::CREATE_MESSAGE, slow, 2);
    let edited = world.ask(world.channel, world.user, QUESTION);
    let deleted = world.ask(
        world.new_channel(world.guild, "other"),
        world.user,
        QUESTION,
    );
    world.until_requested(route::TYPING, 2).await;
    world.edit_message(edited, &format!("<@{}> lamp outages, 2023", world.bot));
    world.delete_message(deleted);
    let answer = world.reply_to(edited).await;
    world
        .until(answer.id, |now| now.text().contains(NEXT))
        .await;
    world.until_requested(route::DELETE_MESSAGE, 1).await;
    world.assert_clean();
}

#[tokio::test]
async fn edits_find_what_they_are_allowed_now() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    let channel = world.new_channel(world.guild, "restricted");
    let question = world.ask(channel, world.user, QUESTION);
    let answer = world.next_in(channel, question).await;
    let all = VIEW | SEND | HISTORY;
    bot.terminate().await;
    for (may, text, expected) in [
        (all, "lamp outages, 2023", NEXT),
        (all | EMBED, "keepers in 2020", "**96** keepers"),
    ] {
        // A bot that starts anew does not know what its answers look like.
        let bot = Bot::start(&world, "").await;
        world.let_bot(channel, may);
        world.edit_message(question, &format!("<@{}> {text}", world.bot));
        let changed = world
            .until(answer.id, |now| now.text().contains(expected))
            .await;
        let other = world.ask(channel, world.new_user("other"), text);
        let other = world.next_in(channel, other).await;
        assert_eq!(changed.labels(), other.labels(), "{may:b}");
        assert_eq!(changed.text(), other.text(), "{may:b}");
        bot.terminate().await;
    }
    world.assert_clean();
}

#[tokio::test]
async fn edits_keep_to_the_way_that_the_question_came() {
    let world = World::start().await;
    let (loud, manager) = (world.channel, manager(&world));
    set(&world, |settings| {
        settings.channels.insert(loud.0, Mode::Listens);
    });
    let _bot = start(&world, LISTENING).await;
    let overheard = world.say(loud, world.user, "How many keepers were there in 2020?");
    let answer = answers(&world, overheard, "**96** keepers").await;
    world.edit_message(overheard, "How many keepers were there in 2021?");
    world
        .until(answer, |now| {
            now.text().contains("2021") && now.text().contains("keepers")
        })
        .await;
    // Nobody spoke to the bot: what the person asks it later begins anew.
    let first = world.ask(loud, world.user, AND_NEXT);
    let first = world.reply_to(first).await;
    let text = first.text();
    assert!(!text.contains("keepers"), "{text}");
    // What it would not have answered unasked is not answered.
    world.edit_message(overheard, "good morning everybody");
    world.until_deleted(answer).await;
    // It can come to be asked again.
    world.edit_message(overheard, &format!("<@{}> {QUESTION}", world.bot));
    says(&world.next_in(loud, first.id).await, ANSWER);

    let asked = world.ask(loud, world.user, QUESTION);
    let answer = answers(&world, asked, ANSWER).await;
    let silent = [
        ("channel", json!(loud.to_string())),
        ("mode", json!("silent")),
    ];
    crate::commands::set(&world, manager, "channel", &silent).await;
    let edits = world.requests(route::EDIT_MESSAGE).len();
    world.edit_message(asked, &format!("<@{}> lamp outages, 2023", world.bot));
    let direct = world.say(world.direct_messages(world.user), world.user, QUESTION);
    world.reply_to(direct).await;
    says(&world.message(answer), ANSWER);
    assert_eq!(world.requests(route::EDIT_MESSAGE).len(), edits);
    world.assert_clean();
}

#[tokio::test]
async fn edits_that_come_too_fast_are_not_followed() {
    let world = World::start().await;
    set(&world, |settings| settings.cooldown_seconds = 3_600);
    let _bot = Bot::start(&world, "").await;
    let question = world.ask(world.channel, world.user, QUESTION);
    let answer = answers(&world, question, ANSWER).await;
    for year in [2020, 2021, 2023, 2022] {
        world.edit_message(question, &format!("<@{}> lamp outages, {year}", world.bot));
        world
            .until(answer, |now| now.text().contains(&format!("in {year}")))
            .await;
    }
    world.edit_message(question, &format!("<@{}> lamp outages, 2023", world.bot));
    let notice = world.next_in(world.channel, answer).await;
    tells_to_wait(&notice);
    says(&world.message(answer), ANSWER);
    world.assert_clean();
}

#[tokio::test]
async fn what_came_too_fast_can_be_asked_by_an_edit() {
    let world = World::start().await;
    let manager = manager(&world);
    set(&world, |settings| settings.cooldown_seconds = 3_600);
    let _bot = start(&world, "").await;
    for _ in 0..5 {
        let question = world.ask(world.channel, world.user, QUESTION);
        answers(&world, question, ANSWER).await;
    }
    let hasty = world.ask(world.channel, world.user, QUESTION);
    let notice = world.reply_to(hasty).await;
    tells_to_wait(&notice);
    let none = [("seconds", json!(0))];
    crate::commands::set(&world, manager, "cooldown", &none).await;
    let unhurried = world.ask(world.channel, world.user, QUESTION);
    let before = answers(&world, unhurried, ANSWER).await;
    world.edit_message(hasty, &format!("<@{}> lamp outages, 2023", world.bot));
    let answer = world.next_in(world.channel, before).await;
    says(&answer, NEXT);
    world.edit_message(hasty, &format!("<@{}> {QUESTION}", world.bot));
    world
        .until(answer.id, |now| now.text().contains(ANSWER))
        .await;
    world.assert_clean();
}

#[tokio::test]
async fn what_was_edited_long_ago_is_not_asked_anew() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    let question = world.ask(world.channel, world.user, QUESTION);
    let answer = answers(&world, question, ANSWER).await;
    bot.terminate().await;
    let missed = world.ask(world.channel, world.user, QUESTION);
    let bot = Bot::start(&world, "").await;
    for message in [question, missed] {
        world.pin(message, "2026-01-02T03:04:05.000000+00:00");
    }
    let later = world.ask(world.channel, world.user, QUESTION);
    answers(&world, later, ANSWER).await;
    bot.terminate().await;
    assert!(world.replies_to(missed).is_empty());
    assert!(!world.message(answer).edited());
    assert_eq!(world.requests(route::EDIT_MESSAGE).len(), 0);
    world.assert_clean();
}

#[tokio::test]
async fn a_conversation_about_other_data_is_not_gone_on_with() {
    let world = World::start().await;
    let data = world.directory().join("data");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lighthouses");
    std::fs::create_dir_all(&data).unwrap();
    for file in ["about", "lamps", "people", "works"] {
        let name = format!("{file}.toml");
        std::fs::copy(shipped.join(&name), data.join(&name)).unwrap();
    }
    let bot = Bot::start(&world, &format!("data = '{}'", data.display())).await;
    let first = world.ask(world.channel, world.user, "keepers in 2020");
    answers(&world, first, "**96** keepers").await;
    let second = world.ask(world.channel, world.user, "and keepers in 2021?");
    let answer = answers(&world, second, "keepers").await;

    // Another order: the place of the keepers is that of another metric.
    std::fs::rename(data.join("people.toml"), data.join("aaa.toml")).unwrap();
    bot.signal("HUP");
    bot.until_log("changed files are in force").await;
    world.edit_message(second, &format!("<@{}> and in 2022?", world.bot));
    let changed = world
        .until(answer, |now| now.json["edited_timestamp"].is_string())
        .await;
    let fresh = world.ask(world.channel, world.new_user("other"), "and in 2022?");
    assert_eq!(changed.text(), world.reply_to(fresh).await.text());
    world.assert_clean();
}
