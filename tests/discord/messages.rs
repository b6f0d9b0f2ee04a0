//! Messages: what is a question for the bot, what it says and where, and what becomes of answers.

use std::time::{Duration, Instant};

use footnote::store::{Mode, Settings, Store};
use serde_json::json;

use crate::discord::{Bot, Fault, Message, MessageId, World, route};
use crate::faults::QUESTION;

/// A part of the answer to [`QUESTION`].
pub(crate) const ANSWER: &str = "**655** lamp outages";
/// A part of the answer to it with another year.
pub(crate) const NEXT: &str = "**598** lamp outages";
pub(crate) const AND_NEXT: &str = "and lamp outages in 2023?";
pub(crate) const LISTENING: &str = "[discord]\nmessage_content = true";

/// What a server has set before the bot comes.
pub(crate) fn set(world: &World, change: impl FnOnce(&mut Settings)) {
    let store = Store::open(&world.directory().join("footnote.db")).unwrap();
    let mut settings = Settings::default();
    change(&mut settings);
    store.save_settings(world.guild.0, &settings).unwrap();
}

/// Asks something else afterwards, and waits for its answer: what was not answered by then is not going to be.
pub(crate) async fn is_silent(world: &World, message: MessageId) {
    let person = world.new_user("bystander");
    let channel = world.message(message).channel;
    let later = world.ask(channel, person, QUESTION);
    world.reply_to(later).await;
    let text = world.message(message).text();
    assert!(world.replies_to(message).is_empty(), "`{text}` is answered");
}

pub(crate) fn says(message: &Message, expected: &str) {
    let text = message.text();
    assert!(text.contains(expected), "`{expected}` is not in `{text}`");
    assert_eq!(message.pings(), [""; 0]);
}

pub(crate) async fn answers(world: &World, question: MessageId, expected: &str) -> MessageId {
    let reply = world.reply_to(question).await;
    says(&reply, expected);
    reply.id
}

#[tokio::test]
async fn whoever_speaks_to_it_is_answered() {
    let world = World::start().await;
    let _bot = Bot::start(&world, "").await;
    let (here, me) = (world.channel, world.bot);
    let person = |name| world.new_user(name);
    let direct = world.direct_messages(world.user);
    let table = [
        format!("<@{me}> {QUESTION}"),
        format!("<@{me}>, {QUESTION}"),
        format!("{QUESTION} <@{me}>"),
        format!("lamp outages <@{me}> in 2022"),
        format!("  <@{me}>\n{QUESTION}"),
        format!("<@{me}> <@{me}> {QUESTION}"),
    ];
    for text in &table {
        let question = world.say(here, person("somebody"), text);
        answers(&world, question, ANSWER).await;
    }
    let question = world.say(direct, world.user, QUESTION);
    answers(&world, question, ANSWER).await;
    world.assert_clean();
}

#[tokio::test]
async fn follow_ups_go_on_with_the_conversation() {
    let world = World::start().await;
    let _bot = Bot::start(&world, "").await;
    let (here, there) = (world.channel, world.new_channel(world.guild, "there"));
    let question = world.ask(here, world.user, "keepers in 2020");
    let answer = answers(&world, question, "**96** keepers").await;
    // By the same person, soon.
    let again = world.ask(here, world.user, "and keepers in 2021?");
    answers(&world, again, "keepers").await;
    // By anybody, as a reply.
    let other = world.new_user("other");
    let reply = world.reply(other, answer, "and keepers in 2022?", true);
    answers(&world, reply, "**83** keepers").await;
    // A stranger without a reply, and the same person elsewhere, begin anew.
    for (channel, person) in [(here, world.new_user("stranger")), (there, world.user)] {
        let message = world.ask(channel, person, AND_NEXT);
        let text = world.reply_to(message).await.text();
        assert!(!text.contains("keepers"), "{text}");
    }
    world.assert_clean();
}

#[tokio::test]
async fn a_mention_alone_speaks_about_the_message_that_it_replies_to() {
    let world = World::start().await;
    let _bot = Bot::start(&world, LISTENING).await;
    let said = world.say(world.channel, world.new_user("other"), QUESTION);
    let mention = format!("<@{}>", world.bot);
    let about = world.reply(world.user, said, &mention, false);
    answers(&world, about, ANSWER).await;
    let alone = world.say(world.channel, world.user, &mention);
    world.reply_to(alone).await;
    assert!(world.replies_to(said).is_empty());
    world.assert_clean();
}

#[tokio::test]
async fn whoever_does_not_speak_to_it_gets_no_answer() {
    let world = World::start().await;
    let silent = world.new_channel(world.guild, "silent");
    set(&world, |settings| {
        settings.channels.insert(silent.0, Mode::Silent);
    });
    let bot = Bot::start(&world, LISTENING).await;
    let (here, me) = (world.channel, world.bot);
    let robot = world.new_bot("robot");
    let other = world.new_user("other");
    let said = world.say(here, other, "somebody's message");
    let messages = [
        world.say(here, world.user, QUESTION),
        world.say(here, world.user, &format!("<@{other}> {QUESTION}")),
        world.ask(here, robot, QUESTION),
        world.webhook_says(here, &format!("<@{me}> {QUESTION}")),
        world.reply(world.user, said, QUESTION, true),
    ];
    for message in messages {
        is_silent(&world, message).await;
    }
    let hushed = world.ask(silent, world.user, QUESTION);
    is_silent(&world, messages[0]).await;
    assert!(world.replies_to(hushed).is_empty());
    bot.terminate().await;
    for message in messages {
        assert!(world.replies_to(message).is_empty());
    }
    world.assert_clean();
}

#[tokio::test]
async fn webhooks_are_answered_when_told() {
    let world = World::start().await;
    set(&world, |settings| settings.webhooks = true);
    let _bot = Bot::start(&world, "").await;
    let hook = world.webhook_says(world.channel, &format!("<@{}> {QUESTION}", world.bot));
    answers(&world, hook, ANSWER).await;
    let robot = world.ask(world.channel, world.new_bot("robot"), QUESTION);
    is_silent(&world, robot).await;
    world.assert_clean();
}

#[tokio::test]
async fn where_it_listens_it_speaks_up_only_when_it_is_sure() {
    let world = World::start().await;
    let loud = world.channel;
    set(&world, |settings| {
        settings.channels.insert(loud.0, Mode::Listens);
    });
    let bot = Bot::start(&world, LISTENING).await;
    let question = world.say(
        loud,
        world.user,
        "How many lamp outages were there in 2022?",
    );
    answers(&world, question, ANSWER).await;
    let mut chatter = Vec::new();
    for text in [
        "good morning everybody",
        "there were 655 lamp outages in 2022",
        "the outages in 2022 were awful",
        "who wants to see the outages at my place",
        "I think the lamp is broken again?",
        "lol",
        "what is love?",
        "\u{200b}",
    ] {
        let message = world.say(loud, world.new_user("somebody"), text);
        is_silent(&world, message).await;
        chatter.push(message);
    }
    let next = world.say(loud, world.new_user("somebody"), "keepers in 2020");
    answers(&world, next, "**96** keepers").await;
    bot.terminate().await;
    for message in chatter {
        assert!(world.replies_to(message).is_empty());
    }
    assert!(!bot.log().contains("listening is off"), "{}", bot.log());
    world.assert_clean();
}

#[tokio::test]
async fn without_the_intent_it_says_what_is_off_and_everything_else_works() {
    let world = World::start().await;
    world.withhold_message_content();
    set(&world, |settings| settings.default_mode = Mode::Listens);
    let bot = Bot::start(&world, "").await;
    bot.until_log("listening is off").await;
    let unheard = world.say(world.channel, world.user, QUESTION);
    let question = world.ask(world.channel, world.user, QUESTION);
    let answer = answers(&world, question, ANSWER).await;
    let reply = world.reply(world.user, answer, "and how many in 2023?", true);
    answers(&world, reply, NEXT).await;
    is_silent(&world, unheard).await;
    let intents = world
        .shared
        .with(|state| state.gateway.identified[0]["intents"].clone());
    assert_eq!(intents.as_u64().unwrap() & (1 << 15), 0);
    world.assert_clean();
}

#[tokio::test]
async fn whatever_is_written_pings_nobody() {
    let world = World::start().await;
    set(&world, |settings| settings.default_mode = Mode::Answers);
    let _bot = Bot::start(&world, LISTENING).await;
    world.without_limits();
    let (me, other) = (world.bot, world.new_user("victim"));
    let hostile = [
        "@everyone how many lamp outages in 2022?".to_owned(),
        "@here lamp outages in 2022".to_owned(),
        format!("<@{other}> lamp outages in 2022"),
        format!("did <@{other}> cause 700 lamp outages in 2022?"),
        format!("<@!{other}> <@&{other}> <#{other}> keepers in 2020"),
        "[lamp outages](https://evil.example) in 2022".to_owned(),
        "**lamp** ~~outages~~ `in` ||2022||".to_owned(),
        "```\nlamp outages in 2022\n```@everyone".to_owned(),
        "\u{202e}2202 ni segatuo pmal @everyone".to_owned(),
        "lamp outages in 2022 {{ 7 * 7 }} {% raw %}".to_owned(),
        "'; DROP TABLE post; -- lamp outages in 2022".to_owned(),
        "</settings:1> /year 2022 @everyone".to_owned(),
        "https://discord.gg/evil lamp outages in 2022".to_owned(),
        "a".repeat(1900),
        "🗼".repeat(900),
        "lamp outages in ".to_owned() + &"2022 ".repeat(350),
        "@everyone ".repeat(150),
        format!("{QUESTION}? ").repeat(60),
    ];
    let mut questions = Vec::new();
    for text in &hostile {
        let person = world.new_user("attacker");
        questions.push(world.say(world.channel, person, &format!("<@{me}> {text}")));
        let direct = world.direct_messages(person);
        questions.push(world.say(direct, person, text));
    }
    for question in &questions {
        let reply = world.reply_to(*question).await;
        assert_eq!(reply.pings(), [""; 0]);
        assert_eq!(reply.json["mention_everyone"], json!(false));
        for word in ["@everyone", "@here", "evil", "49"] {
            assert!(!reply.text().contains(word), "{}", reply.text());
        }
    }
    world.assert_each_answered_once(&questions);
    world.assert_clean();
}

#[tokio::test]
async fn typing_is_shown_when_an_answer_takes_longer() {
    let world = World::start().await;
    let _bot = Bot::start(&world, "").await;
    let began = Instant::now();
    let quick = world.ask(world.channel, world.user, QUESTION);
    world.reply_to(quick).await;
    let typed = world.requests(route::TYPING).len();
    let took = began.elapsed();
    assert!(typed == 0 || took > Duration::from_millis(600), "{took:?}");
    let pause = Fault::Slow(Duration::from_secs(3));
    world.inject(route::CREATE_MESSAGE, pause, 1);
    let other = world.new_channel(world.guild, "other");
    let slow = world.ask(other, world.user, QUESTION);
    let answer = world.reply_to(slow).await;
    let (typing, answered) = world.shared.with(|state| {
        let there = state
            .typing
            .iter()
            .filter(|(channel, _)| *channel == other.0);
        let typing: Vec<Instant> = there.map(|(_, at)| *at).collect();
        (typing, state.messages[&answer.id.0].at)
    });
    assert_eq!(typing.len(), 1, "once for an answer");
    assert!(typing[0] < answered);
    world.assert_clean();
}

pub(crate) const VIEW: u64 = 1 << 10;
pub(crate) const SEND: u64 = 1 << 11;
pub(crate) const EMBED: u64 = 1 << 14;
pub(crate) const HISTORY: u64 = 1 << 16;

#[tokio::test]
async fn where_permissions_are_missing_it_does_what_it_may() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    // What it may do, whether it answers, with an embed, as a reply.
    let table = [
        (VIEW | SEND | EMBED | HISTORY, true, true, true),
        (VIEW | SEND | HISTORY, true, false, true),
        (VIEW | SEND | EMBED, true, true, false),
        (VIEW | SEND, true, false, false),
        (VIEW, false, false, false),
        (0, false, false, false),
    ];
    for (may, answered, embedded, linked) in table {
        let channel = world.new_channel(world.guild, "restricted");
        world.let_bot(channel, may);
        let question = world.ask(channel, world.user, QUESTION);
        if !answered {
            let line = bot.until_log(&format!("channel={channel}")).await;
            assert!(line.contains("may not answer"), "{line}");
            assert_eq!(world.answers_in(channel), 0);
            continue;
        }
        let answer = world.next_in(channel, question).await;
        says(&answer, ANSWER);
        assert_eq!(answer.embeds().len(), usize::from(embedded), "{may:b}");
        assert_eq!(
            answer.json["message_reference"].is_object(),
            linked,
            "{may:b}"
        );
        // An edit keeps to what is allowed.
        world.edit_message(question, &format!("<@{}> lamp outages, 2023", world.bot));
        let changed = world
            .until(answer.id, |now| now.text().contains(NEXT))
            .await;
        assert_eq!(changed.embeds().len(), usize::from(embedded), "{may:b}");
        // It is what the question would have got at once.
        let again = world.ask(channel, world.user, "lamp outages, 2023");
        let again = world.next_in(channel, again).await;
        assert_eq!(changed.text(), again.text(), "{may:b}");
        assert_eq!(changed.labels(), again.labels(), "{may:b}");
    }
    world.assert_clean();
}

/// A notice that says how many seconds of the cooldown are left: fewer, the slower the machine is.
pub(crate) fn tells_to_wait(notice: &Message) {
    let text = notice.text();
    let seconds: String = text.chars().filter(char::is_ascii_digit).collect();
    let seconds: u64 = seconds.parse().unwrap_or_default();
    assert!((1..=3_600).contains(&seconds), "{text}");
}

#[tokio::test]
async fn who_asks_too_fast_is_told_once_and_quietly() {
    let world = World::start().await;
    set(&world, |settings| settings.cooldown_seconds = 3_600);
    let bot = Bot::start(&world, "").await;
    world.without_limits();
    let questions: Vec<_> = (0..8)
        .map(|_| world.ask(world.channel, world.user, QUESTION))
        .collect();
    let other = world.new_user("other");
    let last = world.ask(world.channel, other, QUESTION);
    answers(&world, last, ANSWER).await;
    world
        .wait("five answers and a notice", |state| {
            let replies = state.messages.values();
            let replies = replies.filter(|stored| stored.author == state.app.bot);
            (replies.count() >= 7).then_some(())
        })
        .await;
    // After its end nothing can come late.
    bot.terminate().await;
    let replies = questions
        .iter()
        .flat_map(|question| world.replies_to(*question));
    let (answered, notices): (Vec<_>, Vec<_>) =
        replies.partition(|reply| reply.text().contains(ANSWER));
    assert_eq!((answered.len(), notices.len()), (5, 1));
    tells_to_wait(&notices[0]);
    assert_eq!(
        notices[0].json["flags"].as_u64().unwrap() & (1 << 12),
        1 << 12
    );
    says(&notices[0], "");
    world.assert_clean();
}

#[tokio::test]
async fn neither_the_token_nor_what_people_write_is_logged() {
    for arguments in [
        &["--log-level", "debug"][..],
        &["--log", "json", "--log-level", "debug"],
    ] {
        let world = World::start().await;
        set(&world, |settings| {
            settings.default_mode = Mode::Listens;
            settings.inbox = true;
        });
        // Some write the token where the name of its file belongs.
        let settings = format!("{LISTENING}\ntoken_file = \"a.b.c\"");
        let bot = Bot::start_with(&world, &settings, arguments).await;
        let faults = [Fault::Status(500), Fault::DropAfter, Fault::Status(403)];
        for fault in faults {
            world.inject(route::CREATE_MESSAGE, fault, 1);
        }
        world.inject(route::CALLBACK, Fault::Status(500), 1);
        let question = world.ask(world.channel, world.user, "quixotic lamp outages in 2022");
        world
            .until_requested(route::CREATE_MESSAGE, faults.len())
            .await;
        world.say(world.channel, world.user, "quixotic?");
        let direct = world.direct_messages(world.user);
        let later = world.say(direct, world.user, "quixotic lamp outages");
        world.reply_to(later).await;
        world.edit_message(later, "quixotic keepers in 2020");
        world.until_requested(route::EDIT_MESSAGE, 1).await;
        world.until_requested(route::SET_COMMANDS, 1).await;
        world.send_text(
            "{\"op\":0,\"s\":null,\"t\":\"MESSAGE_CREATE\",\"d\":{\"content\":\"quixotic\"}}",
        );
        world.delete_message(question);
        let asked = world.slash(
            world.user,
            world.channel,
            "ask",
            &[("question", json!("quixotic lamps"))],
        );
        asked.response().await;
        let token = world
            .shared
            .with(|state| state.interactions[&asked.id].token.clone());
        world.drop_connections();
        world.until_resumed(1).await;
        bot.terminate().await;
        for secret in ["quixotic", "a.b.c", &token] {
            assert!(!bot.log().contains(secret), "{secret}:\n{}", bot.log());
        }
        assert!(bot.log().contains("answered"), "{}", bot.log());
    }
}
