//! Publishing while people ask: no answer is lost, none comes twice, and each is by the old intents or by the new ones.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::interval;

use crate::commands::manager;
use crate::discord::{ChannelId, MessageId, World};
use crate::moderating::{FIGURE, INTENT, STRANGE, editable, intents, replied};

/// Fifty questions a second.
const EACH: Duration = Duration::from_millis(20);
/// How many are asked before somebody publishes, from then on, and when it is done, however long it took.
const BEFORE: usize = 50;
const FROM_THEN_ON: usize = 150;
const AFTER: usize = 20;

#[tokio::test]
async fn publishing_loses_and_mixes_no_answer() {
    let world = World::start().await;
    let moderator = manager(&world);
    let (_bot, _files) = editable(&world).await;
    let phrase = [("id", json!(INTENT)), ("text", json!(STRANGE))];
    let draft = intents(&world, moderator, "phrase", &phrase).await;
    let channels: Vec<ChannelId> = (0..40)
        .map(|number| world.new_channel(world.guild, &format!("channel-{number}")))
        .collect();

    // On a busy machine so many may be under way for as long as the global limit lasts; how it is kept, the faults test.
    world
        .shared
        .with(|state| state.limits.in_flight = Duration::from_secs(1));
    let mut questions = ask(&world, &channels, BEFORE).await;
    let publishing = async {
        let pressed = Instant::now();
        let said = replied(&world.press(moderator, draft.id, "Publish")).await;
        (said, pressed, Instant::now())
    };
    let (later, (said, pressed, published)) =
        tokio::join!(ask(&world, &channels, FROM_THEN_ON), publishing);
    assert!(
        said.text().contains("It is in force now."),
        "{}",
        said.text()
    );
    questions.extend(later);
    questions.extend(ask(&world, &channels, AFTER).await);

    let mut first_new: Option<Instant> = None;
    for (question, asked) in &questions {
        let reply = world.reply_to(*question).await.text();
        let is_new = reply.contains(FIGURE);
        assert!(
            is_new || *asked < published,
            "an old answer after publishing: {reply}"
        );
        let answered = *asked + world.waits(&[*question]).0[0].unwrap();
        assert!(
            !is_new || answered >= pressed,
            "a new answer before publishing: {reply}"
        );
        if is_new {
            first_new = Some(first_new.map_or(answered, |first| first.min(answered)));
        }
    }
    let asked: Vec<MessageId> = questions.iter().map(|(question, _)| *question).collect();
    let (waits, twice) = world.waits(&asked);
    assert_eq!((waits.iter().flatten().count(), twice), (asked.len(), 0));
    println!(
        "published {} ms after the press, the first answer by the new intents {} ms after it",
        published.duration_since(pressed).as_millis(),
        first_new.unwrap().duration_since(pressed).as_millis()
    );
    world.assert_clean();
}

/// Asks in time, in one channel after the other.
async fn ask(world: &World, channels: &[ChannelId], count: usize) -> Vec<(MessageId, Instant)> {
    let mut clock = interval(EACH);
    let mut questions = Vec::new();
    for number in 0..count {
        clock.tick().await;
        let channel = channels[number % channels.len()];
        let asked = Instant::now();
        questions.push((world.ask(channel, world.new_user("asker"), STRANGE), asked));
    }
    questions
}
