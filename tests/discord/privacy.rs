//! Privacy: what people are told of it, and what is forgotten when they say so.

use footnote::answer::Request;
use serde_json::json;

use crate::commands::{manager, set, start};
use crate::console::Console;
use crate::discord::World;
use crate::messages::answers;

const KEEPERS: &str = "keepers in 2020";
const AND_NEXT: &str = "and in 2022?";

#[tokio::test]
async fn help_and_privacy_are_for_the_person_alone() {
    let console = Console::lighthouses();
    let world = World::start().await;
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    let direct = world.direct_messages(world.user);
    for (channel, locale, kept, forgotten) in [
        (world.channel, "en-GB", "What is kept of you", "forgotten"),
        (world.channel, "ru", "Что бот о вас хранит", "забыто"),
        (direct, "uk", "Що бот про вас зберігає", "забуто"),
    ] {
        world.set(world.user, |person| person.locale = locale.to_owned());
        let check = async |name: &str, expected: &str| {
            let answer = world.slash(world.user, channel, name, &[]).message().await;
            assert!(answer.ephemeral(), "{name} {locale}");
            assert!(answer.text().contains(expected), "{}", answer.text());
        };
        check("help", &console.request(&Request::Help)).await;
        check("privacy show", kept).await;
        check("privacy delete", forgotten).await;
    }
    world.set(world.user, |person| person.locale = "en-US".to_owned());
    let privacy = || world.slash(world.user, world.channel, "privacy show", &[]);
    assert!(privacy().message().await.text().contains("No text"));
    let on = [("on", json!(true)), ("days", json!(14))];
    set(&world, manager, "inbox", &on).await;
    let text = privacy().message().await.text();
    assert!(text.contains("deleted 14 days after"), "{text}");
    world.assert_clean();
}

#[tokio::test]
async fn a_conversation_goes_on_from_a_command_until_it_is_forgotten() {
    let console = Console::lighthouses();
    let turns = ["rescues in 2022", "and 2021?"];
    let followed = console.texts(&[json!({"dialog": turns})]).remove(0);
    let alone = console.ask(turns[1]);
    assert_ne!(followed, alone);
    let world = World::start().await;
    let _bot = start(&world, "").await;
    let ask = async |question: &str| {
        let options = [("question", json!(question))];
        let command = world.slash(world.user, world.channel, "ask", &options);
        command.message().await.text()
    };
    ask(turns[0]).await;
    assert_eq!(ask(turns[1]).await, followed);
    let delete = world.slash(world.user, world.channel, "privacy delete", &[]);
    delete.message().await;
    assert_eq!(ask(turns[1]).await, alone);
    world.assert_clean();
}

#[tokio::test]
async fn what_answers_were_about_is_forgotten_in_every_channel() {
    let console = Console::lighthouses();
    let alone = console.ask(AND_NEXT);
    assert!(!alone.contains("keepers"), "{alone}");
    let world = World::start().await;
    let _bot = start(&world, "").await;
    let (here, there) = (world.channel, world.direct_messages(world.user));
    let question = world.ask(here, world.user, KEEPERS);
    let answer = answers(&world, question, "**96** keepers").await;
    let follow_up = world.ask(here, world.user, "and keepers in 2021?");
    let followed = answers(&world, follow_up, "keepers").await;
    let others = world.ask(here, world.new_user("other"), KEEPERS);
    let kept = answers(&world, others, "**96** keepers").await;

    let delete = world.slash(world.user, there, "privacy delete", &[]);
    delete.message().await;
    let reply = |to| world.reply(world.new_user("stranger"), to, AND_NEXT, true);
    assert_eq!(world.reply_to(reply(answer)).await.text(), alone);
    world.edit_message(follow_up, &format!("<@{}> {AND_NEXT}", world.bot));
    world.until(followed, |now| now.text() == alone).await;
    // What others spoke of is theirs.
    answers(&world, reply(kept), "keepers").await;
    world.assert_clean();
}
