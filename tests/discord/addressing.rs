//! What counts as speaking to the bot: in threads, by its role, by an edit, with a message that is forwarded.

use footnote::store::{Mode, Settings, Store};

use crate::discord::{Bot, Fault, World, route};
use crate::faults::QUESTION;
use crate::messages::{ANSWER, LISTENING, NEXT, answers, is_silent, says, set};

const LOUD: &str = "How many lamp outages were there in 2022?";

#[tokio::test]
async fn a_thread_does_as_its_channel_unless_it_is_set_itself() {
    let world = World::start().await;
    let loud = world.new_channel(world.guild, "loud");
    let silent = world.new_channel(world.guild, "silent");
    let told = [loud, silent].map(|parent| world.new_thread(parent, "told"));
    let own = world.new_thread(silent, "own");
    set(&world, |settings: &mut Settings| {
        settings.channels = [
            (loud.0, Mode::Listens),
            (silent.0, Mode::Silent),
            (own.0, Mode::Answers),
        ]
        .into();
    });
    let _bot = Bot::start(&world, LISTENING).await;
    // Discord has not told of these: the bot asks.
    let untold = [loud, silent].map(|parent| world.new_thread(parent, "untold"));
    for [loud, silent] in [told, untold] {
        let heard = world.say(loud, world.user, LOUD);
        answers(&world, heard, ANSWER).await;
        let hushed = world.ask(silent, world.user, QUESTION);
        let elsewhere = world.ask(world.channel, world.user, QUESTION);
        world.reply_to(elsewhere).await;
        assert!(world.replies_to(hushed).is_empty());
        // A command is answered to the person alone where the bot is silent.
        for (thread, private) in [(loud, false), (silent, true)] {
            let asked = world.slash(world.user, thread, "topics", &[]);
            assert_eq!(asked.message().await.ephemeral(), private);
        }
    }
    let asked = world.ask(own, world.user, QUESTION);
    answers(&world, asked, ANSWER).await;
    let lookups = || world.requests("GET /channels/{channel_id}").len();
    let before = lookups();
    assert!(before >= untold.len(), "{before}");
    let again = world.say(untold[0], world.user, LOUD);
    answers(&world, again, ANSWER).await;
    assert_eq!(lookups(), before, "each channel is asked for once");
    world.assert_clean();
}

#[tokio::test]
async fn its_own_role_is_a_mention_of_the_bot() {
    let world = World::start().await;
    let bot = Bot::start(&world, LISTENING).await;
    let own = world.bot_role(world.guild);
    let other = world.new_role(world.guild, "keepers");
    for text in [
        format!("<@&{own}> {QUESTION}"),
        format!("{QUESTION} <@&{own}>"),
    ] {
        let question = world.say(world.channel, world.user, &text);
        answers(&world, question, ANSWER).await;
    }
    let to_others = world.say(
        world.channel,
        world.user,
        &format!("<@&{other}> {QUESTION}"),
    );
    is_silent(&world, to_others).await;
    bot.terminate().await;
    world.assert_clean();

    // Without the intent Discord shows a text only to who is mentioned by name.
    let world = World::start().await;
    world.withhold_message_content();
    let _bot = Bot::start(&world, "").await;
    let own = world.bot_role(world.guild);
    let hidden = world.say(world.channel, world.user, &format!("<@&{own}> {QUESTION}"));
    let me = format!("<@{}>", world.bot);
    answers(&world, hidden, &me).await;
    let both = world.say(
        world.channel,
        world.user,
        &format!("<@&{own}> {me} {QUESTION}"),
    );
    answers(&world, both, ANSWER).await;
    // Who does as they were told is answered.
    let before = world.reply_to(both).await;
    world.edit_message(hidden, &format!("{me} {QUESTION}"));
    let answer = world.next_in(world.channel, before.id).await;
    says(&answer, ANSWER);
    world.edit_message(hidden, &format!("{me} lamp outages, 2023"));
    world
        .until(answer.id, |now| now.text().contains(NEXT))
        .await;
    world.assert_clean();
}

#[tokio::test]
async fn a_role_that_discord_makes_for_it_later_is_a_mention_too() {
    let world = World::start().await;
    world.without_bot_role(world.guild);
    let _bot = Bot::start(&world, LISTENING).await;
    // By now it knows that it has none.
    let other = world.new_role(world.guild, "keepers");
    let to_others = world.say(
        world.channel,
        world.user,
        &format!("<@&{other}> {QUESTION}"),
    );
    is_silent(&world, to_others).await;
    let own = world.make_bot_role(world.guild);
    // What comes later is handled later than the role.
    let asked = world.ask(world.channel, world.user, QUESTION);
    answers(&world, asked, ANSWER).await;
    let question = world.say(world.channel, world.user, &format!("<@&{own}> {QUESTION}"));
    answers(&world, question, ANSWER).await;
    world.assert_clean();
}

#[tokio::test]
async fn a_channel_that_cannot_be_looked_up_holds_up_no_other() {
    let world = World::start().await;
    let other = world.new_guild("Others");
    let loud = world.new_channel(world.guild, "loud");
    let silent = world.new_channel(other, "silent");
    for (server, channel, mode) in [
        (world.guild, loud, Mode::Listens),
        (other, silent, Mode::Silent),
    ] {
        let mut settings = Settings::default();
        settings.channels.insert(channel.0, mode);
        let store = Store::open(&world.directory().join("footnote.db")).unwrap();
        store.save_settings(server.0, &settings).unwrap();
    }
    let bot = Bot::start(&world, LISTENING).await;
    world.inject("GET /channels/{channel_id}", Fault::Status(503), usize::MAX);
    let threads = [loud; 6].map(|parent| world.new_thread(parent, "untold"));
    let hushed = world.ask(world.new_thread(silent, "untold"), world.user, QUESTION);
    // Whether it listens there or is silent is not known: it answers who speaks to it only where it may not be silent.
    let overheard = world.say(threads[0], world.user, LOUD);
    for thread in threads {
        let asked = world.ask(thread, world.user, QUESTION);
        answers(&world, asked, ANSWER).await;
    }
    bot.terminate().await;
    assert!(world.replies_to(overheard).is_empty());
    assert!(world.replies_to(hushed).is_empty());
    world.assert_clean();
}

#[tokio::test]
async fn an_edit_that_adds_the_mention_asks() {
    let world = World::start().await;
    let loud = world.new_channel(world.guild, "loud");
    set(&world, |settings| {
        settings.channels.insert(loud.0, Mode::Listens);
    });
    let bot = Bot::start(&world, LISTENING).await;
    for channel in [world.channel, loud] {
        let said = world.say(channel, world.user, "good morning");
        world.edit_message(said, "good morning, all");
        is_silent(&world, said).await;
        world.edit_message(said, &format!("<@{}> {QUESTION}", world.bot));
        let answer = answers(&world, said, ANSWER).await;
        world.edit_message(said, &format!("<@{}> lamp outages, 2023", world.bot));
        world.until(answer, |now| now.text().contains(NEXT)).await;
        world.assert_each_answered_once(&[said]);
    }
    // What was not asked is not by an edit that leaves it so, nor by a preview of a link.
    let plain = world.say(world.channel, world.user, "good morning");
    world.edit_message(plain, QUESTION);
    world.unfurl(plain);
    is_silent(&world, plain).await;
    bot.terminate().await;
    world.assert_clean();
}

#[tokio::test]
async fn the_edit_of_an_answered_webhook_message_is_followed() {
    let world = World::start().await;
    set(&world, |settings| settings.webhooks = true);
    let _bot = Bot::start(&world, "").await;
    let me = world.bot;
    let hook = world.webhook_says(world.channel, &format!("<@{me}> {QUESTION}"));
    let answer = answers(&world, hook, ANSWER).await;
    world.edit_message(hook, &format!("<@{me}> lamp outages, 2023"));
    world.until(answer, |now| now.text().contains(NEXT)).await;
    // Other programs are not answered, whatever they edit.
    let robot = world.say(world.channel, world.new_bot("robot"), QUESTION);
    world.edit_message(robot, &format!("<@{me}> {QUESTION}"));
    is_silent(&world, robot).await;
    world.assert_clean();
}

#[tokio::test]
async fn a_forwarded_message_is_read() {
    let world = World::start().await;
    let _bot = Bot::start(&world, LISTENING).await;
    let other = world.new_user("other");
    let said = world.say(world.channel, other, QUESTION);
    let direct = world.direct_messages(world.user);
    let forwarded = world.forward(direct, world.user, said);
    answers(&world, forwarded, ANSWER).await;
    // In a channel it is for nobody until somebody speaks of it.
    let forwarded = world.forward(world.channel, other, said);
    is_silent(&world, forwarded).await;
    let mention = format!("<@{}>", world.bot);
    let about = world.reply(world.user, forwarded, &mention, false);
    answers(&world, about, ANSWER).await;
    let menu = world.context_menu(world.user, "Answer this", forwarded);
    says(&menu.message().await, ANSWER);
    assert!(world.requests(route::CREATE_MESSAGE).len() >= 3);
    world.assert_clean();
}
