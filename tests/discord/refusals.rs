//! What Discord refuses must not cost the answer, and what nobody waits for is no fault.

use serde_json::json;

use crate::commands::start;
use crate::discord::{Bot, Fault, Message, World, route};
use crate::endpoint::Endpoint;
use crate::faults::QUESTION;
use crate::messages::{ANSWER, NEXT, answers, says};

fn is_bare(message: &Message) {
    assert!(message.components().is_empty(), "{:?}", message.labels());
}

#[tokio::test]
async fn a_button_or_a_link_that_is_refused_does_not_cost_the_answer() {
    let world = World::start().await;
    let bot = start(&world, "").await;
    world.inject(route::CREATE_MESSAGE, Fault::BadButton, 1);
    let question = world.ask(world.channel, world.user, QUESTION);
    let answer = answers(&world, question, ANSWER).await;
    is_bare(&world.message(answer));

    world.inject(route::EDIT_MESSAGE, Fault::BadButton, 1);
    world.edit_message(question, &format!("<@{}> lamp outages, 2023", world.bot));
    is_bare(&world.until(answer, |now| now.text().contains(NEXT)).await);

    world.inject(route::CALLBACK, Fault::BadButton, 1);
    let asked = [("question", json!(QUESTION))];
    let asked = world.slash(world.user, world.channel, "ask", &asked);
    let shown = asked.message().await;
    says(&shown, ANSWER);
    is_bare(&shown);

    let refused = "goes out without them";
    assert_eq!(bot.log().matches(refused).count(), 3, "{}", bot.log());
    assert!(!bot.log().contains("ERROR"), "{}", bot.log());
    world.assert_clean();
}

#[tokio::test]
async fn nor_does_it_by_http() {
    let world = World::start().await;
    let endpoint = Endpoint::new(&world);
    let bot = endpoint.start(&world).await;
    world.inject(route::CALLBACK, Fault::BadButton, 1);
    let asked = [("question", json!(QUESTION))];
    let asked = world.slash(world.user, world.channel, "ask", &asked);
    let shown = asked.message().await;
    says(&shown, ANSWER);
    is_bare(&shown);
    assert!(bot.log().contains("goes out without them"), "{}", bot.log());
    world.assert_clean();
}

#[tokio::test]
async fn suggestions_that_come_too_late_are_no_fault() {
    let world = World::start().await;
    let listen = "[http]\nlisten = \"127.0.0.1:0\"";
    let bot = Bot::start_with(&world, listen, &["--log-level", "debug"]).await;
    world.until_requested(route::SET_COMMANDS, 1).await;
    let typed = [("metric", json!("lam"))];
    for (fault, expected) in [
        (
            Fault::Refused(404, 10_062),
            "nobody waits for these suggestions",
        ),
        (Fault::Refused(404, 10_015), "could not be answered"),
    ] {
        world.inject(route::CALLBACK, fault, 1);
        world.autocomplete(world.user, world.channel, "year", &typed);
        bot.until_log(expected).await;
    }
    assert_eq!(bot.log().matches("ERROR").count(), 1, "{}", bot.log());
    world.assert_clean();
}
