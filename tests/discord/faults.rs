//! Every fault that a bot meets: each question is answered once, whatever happens.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};

use crate::discord::{Bot, ChannelId, Fault, GuildId, MessageId, World, route};

/// What people ask.
pub(crate) const QUESTION: &str = "lamp outages, 2022";
/// So many bots run side by side.
const SIDE_BY_SIDE: usize = 6;

/// How a bot comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    /// It was never away.
    Stayed,
    /// Its sessions go on.
    Resumes,
    /// It identifies anew.
    Anew,
}

/// A fault and what is around it.
struct Row {
    name: &'static str,
    settings: &'static str,
    /// Before the bot starts.
    before: fn(&World),
    /// What goes wrong; questions that it asks itself.
    trouble: fn(&World) -> Vec<MessageId>,
    back: Back,
}

/// What became of a fault.
struct Outcome {
    name: &'static str,
    /// The numbers of the questions.
    lost: Vec<usize>,
    twice: usize,
    survived: bool,
    wrong: Vec<String>,
    took: Duration,
    log: String,
}

const ROW: Row = Row {
    name: "",
    settings: "",
    before: |_| {},
    trouble: |_| Vec::new(),
    back: Back::Stayed,
};

fn nothing(world: &World, act: impl FnOnce(&World)) -> Vec<MessageId> {
    act(world);
    Vec::new()
}

/// One question while requests on a route fail.
fn failing(world: &World, fault: Fault, times: usize) -> Vec<MessageId> {
    world.inject(route::CREATE_MESSAGE, fault, times);
    vec![world.ask(world.channel, world.user, QUESTION)]
}

const CONNECTIONS: [Row; 13] = [
    Row {
        name: "TCP drop",
        trouble: |world| nothing(world, World::drop_connections),
        back: Back::Resumes,
        ..ROW
    },
    Row {
        name: "close 4000",
        trouble: |world| nothing(world, |world| world.close_connections(4000)),
        back: Back::Resumes,
        ..ROW
    },
    Row {
        name: "opcode 7",
        trouble: |world| nothing(world, World::ask_to_reconnect),
        back: Back::Resumes,
        ..ROW
    },
    Row {
        name: "opcode 9 with resume",
        trouble: |world| nothing(world, |world| world.invalidate_sessions(true)),
        back: Back::Resumes,
        ..ROW
    },
    Row {
        name: "opcode 9 without resume",
        trouble: |world| nothing(world, |world| world.invalidate_sessions(false)),
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "opcode 9, channels do not name their newest message",
        before: World::hide_newest,
        trouble: |world| nothing(world, |world| world.invalidate_sessions(false)),
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "opcode 9, the catch-up is slow and meets errors",
        before: |world| {
            world.inject(route::LIST_MESSAGES, Fault::Status(502), 2);
            world.inject(route::LIST_MESSAGES, Fault::Slow(Duration::from_secs(2)), 9);
        },
        trouble: |world| nothing(world, |world| world.invalidate_sessions(false)),
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "a resume that is rejected",
        trouble: |world| {
            world.reject_resumes(1);
            world.drop_connections();
            Vec::new()
        },
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "a gateway that refuses connections for six seconds",
        trouble: |world| {
            world.refuse_connections(Duration::from_secs(6));
            world.drop_connections();
            Vec::new()
        },
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "a zombie connection",
        before: |world| world.heartbeat_every(Duration::from_secs(2)),
        trouble: |world| nothing(world, World::turn_to_zombies),
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "two shards, TCP drop",
        settings: "[discord]\nshards = 2",
        before: |world| {
            a_server_on_each_of_two_shards(world);
        },
        trouble: |world| nothing(world, World::drop_connections),
        back: Back::Resumes,
    },
    Row {
        name: "two shards, opcode 9 without resume",
        settings: "[discord]\nshards = 2",
        before: |world| {
            a_server_on_each_of_two_shards(world);
        },
        trouble: |world| nothing(world, |world| world.invalidate_sessions(false)),
        back: Back::Anew,
    },
    Row {
        name: "garbage and unknown frames",
        trouble: |world| {
            world.send_text("{\"op\": 99");
            world.send_text("\u{0}\u{1}[]");
            world.send_text("{\"op\":0,\"s\":null,\"t\":\"NEVER_HEARD_OF\",\"d\":{}}");
            world.send_text("{\"op\":42,\"d\":null}");
            world.send_text("{\"op\":0,\"s\":null,\"t\":\"MESSAGE_CREATE\",\"d\":{\"id\":7}}");
            world.send_bytes(&[1, 2, 3]);
            Vec::new()
        },
        ..ROW
    },
];

const EVENTS: [Row; 2] = [
    Row {
        name: "duplicate events",
        trouble: |world| {
            let question = world.ask(world.channel, world.user, QUESTION);
            world.duplicate_last_event();
            world.duplicate_last_event();
            vec![question]
        },
        ..ROW
    },
    Row {
        name: "replayed events",
        trouble: |world| {
            let question = world.ask(world.channel, world.user, QUESTION);
            world.replay_last_event();
            world.replay_last_event();
            vec![question]
        },
        ..ROW
    },
];

const SECONDS: Duration = Duration::from_secs(2);

const REQUESTS: [Row; 11] = [
    Row {
        name: "429 on the route",
        trouble: |world| failing(world, Fault::RateLimitRoute(SECONDS), 1),
        ..ROW
    },
    Row {
        name: "429 globally",
        // What is under way already cannot be called back.
        before: |world| {
            world
                .shared
                .with(|state| state.limits.in_flight = Duration::from_millis(500));
        },
        trouble: |world| failing(world, Fault::RateLimitGlobal(SECONDS), 1),
        ..ROW
    },
    Row {
        name: "500",
        trouble: |world| failing(world, Fault::Status(500), 3),
        ..ROW
    },
    Row {
        name: "502",
        trouble: |world| failing(world, Fault::Status(502), 3),
        ..ROW
    },
    Row {
        name: "dropped connections",
        trouble: |world| failing(world, Fault::DropBefore, 3),
        ..ROW
    },
    Row {
        name: "a post whose response is lost",
        trouble: |world| failing(world, Fault::DropAfter, 1),
        ..ROW
    },
    Row {
        name: "slow responses",
        trouble: |world| failing(world, Fault::Slow(Duration::from_secs(4)), 2),
        ..ROW
    },
    Row {
        name: "lost responses, then a lost session",
        trouble: |world| {
            let questions = failing(world, Fault::DropAfter, 2);
            world.invalidate_sessions(false);
            questions
        },
        back: Back::Anew,
        ..ROW
    },
    Row {
        name: "`GET /gateway/bot` and `GET /gateway` answer 502 at start",
        before: |world| {
            world.inject(route::GATEWAY_BOT, Fault::Status(502), 3);
            world.inject(route::GATEWAY, Fault::Status(502), 3);
        },
        ..ROW
    },
    Row {
        name: "the registration of commands answers 500 at start",
        before: |world| world.inject(route::SET_COMMANDS, Fault::Status(500), 3),
        ..ROW
    },
    Row {
        name: "connections are dropped at start",
        before: |world| {
            world.inject(route::GATEWAY_BOT, Fault::DropBefore, 1);
            world.inject(route::GATEWAY, Fault::DropBefore, 2);
            world.inject(route::SET_COMMANDS, Fault::DropBefore, 2);
        },
        ..ROW
    },
];

/// Servers so that each of two shards has one, with a channel in each.
fn a_server_on_each_of_two_shards(world: &World) -> Vec<(GuildId, ChannelId)> {
    let mut servers: Vec<(GuildId, ChannelId)> = Vec::new();
    for shard in 0..2 {
        let server = loop {
            let server = world.new_guild("Sharded");
            if (server.0 >> 22) % 2 == shard {
                break server;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        servers.push((server, world.new_channel(server, "sharded")));
    }
    servers
}

/// A question in every channel, direct messages included.
fn ask_everywhere(world: &World) -> Vec<MessageId> {
    let channels: Vec<u64> = world
        .shared
        .with(|state| state.channels.keys().copied().collect());
    let ask = |channel| world.ask(ChannelId(channel), world.user, QUESTION);
    channels.into_iter().map(ask).collect()
}

async fn meet(row: Row) -> Outcome {
    let world = World::start().await;
    // Nobody ever writes here before the fault.
    world.new_channel(world.guild, "quiet");
    let direct = world.direct_messages(world.user);
    (row.before)(&world);
    let shards = if row.settings.contains("shards = 2") {
        2
    } else {
        1
    };
    let bot = Bot::start_with(&world, row.settings, &["--log-level", "debug"]).await;
    world.until_identified(shards).await;
    world.until_sessions(shards).await;
    let mut questions = vec![
        world.ask(world.channel, world.user, QUESTION),
        world.ask(direct, world.user, QUESTION),
    ];
    world.reply_to(questions[0]).await;
    world.reply_to(questions[1]).await;

    let began = Instant::now();
    questions.extend((row.trouble)(&world));
    questions.extend(ask_everywhere(&world));
    match row.back {
        Back::Stayed => {}
        Back::Resumes => world.until_resumed(shards).await,
        Back::Anew => world.until_identified(2 * shards).await,
    }
    world.until_connected().await;
    questions.extend(ask_everywhere(&world));

    let mut lost = Vec::new();
    for (number, question) in questions.iter().enumerate() {
        if !world.is_answered(*question).await {
            lost.push(number);
            world.wait_at_most(Duration::from_millis(10));
        }
    }
    let took = began.elapsed();
    // After its end nothing can come late.
    let exit = bot.terminate().await;
    let counts = questions
        .iter()
        .map(|question| world.replies_to(*question).len());
    Outcome {
        name: row.name,
        lost,
        twice: counts.filter(|count| *count > 1).count(),
        survived: exit.is_prompt(),
        wrong: world.violations(),
        took,
        log: bot.log(),
    }
}

/// Meets all faults, or those that the variable `FAULT` names; prints what became of them, and fails unless nothing was lost, came twice, or was not survived.
async fn meet_all(rows: impl IntoIterator<Item = Row>) {
    let only = std::env::var("FAULT").unwrap_or_default();
    let rows = rows.into_iter().filter(|row| row.name.contains(&only));
    let outcomes: Vec<Outcome> = stream::iter(rows)
        .map(|row| tokio::spawn(meet(row)))
        .buffered(SIDE_BY_SIDE)
        .map(|met| met.unwrap())
        .collect()
        .await;
    for outcome in &outcomes {
        println!(
            "{:<60} lost {} twice {} survived {} in {:.1} s",
            outcome.name,
            outcome.lost.len(),
            outcome.twice,
            outcome.survived,
            outcome.took.as_secs_f64()
        );
    }
    let bad = |outcome: &Outcome| {
        !outcome.lost.is_empty()
            || outcome.twice > 0
            || !outcome.survived
            || !outcome.wrong.is_empty()
    };
    let bad: Vec<Outcome> = outcomes.into_iter().filter(bad).collect();
    for outcome in &bad {
        eprintln!(
            "{}: lost {:?}, {:#?}\n{}",
            outcome.name, outcome.lost, outcome.wrong, outcome.log
        );
    }
    assert!(bad.is_empty(), "{} faults were not survived", bad.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_question_is_answered_once_whatever_happens_to_connections() {
    meet_all(CONNECTIONS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_question_is_answered_once_whatever_happens_to_requests_and_events() {
    meet_all(EVENTS.into_iter().chain(REQUESTS)).await;
}

#[tokio::test]
async fn a_burst_in_one_channel_is_answered_within_the_limits() {
    let world = World::start().await;
    let bot = Bot::start(&world, "").await;
    let began = Instant::now();
    let people: Vec<_> = (0..14).map(|_| world.new_user("asker")).collect();
    let questions: Vec<_> = people
        .iter()
        .map(|person| world.ask(world.channel, *person, QUESTION))
        .collect();
    world.each_answered_once(&questions).await;
    let took = began.elapsed();
    // Five messages in five seconds are allowed: who slept off the limit once for each of them would take a minute.
    assert!(took < Duration::from_secs(55), "{took:?}\n{}", bot.log());
    world.assert_clean();
}

#[tokio::test]
async fn a_callback_that_fails_is_tried_again() {
    let world = World::start().await;
    let _bot = Bot::start(&world, "").await;
    world.until_requested(route::SET_COMMANDS, 1).await;
    for fault in [Fault::Status(500), Fault::DropBefore] {
        world.inject(route::CALLBACK, fault, 1);
        let interaction = world.slash(world.user, world.channel, "topics", &[]);
        interaction.response().await;
        interaction.message().await;
    }
    world.assert_clean();
}

/// SIGTERM while nothing, or answers, are under way. `pause` is how long Discord takes for each.
async fn stops(pause: Option<Duration>, finished: bool) {
    let world = World::start().await;
    let channels: Vec<ChannelId> = (0..3)
        .map(|_| world.new_channel(world.guild, "busy"))
        .collect();
    let bot = Bot::start(&world, "").await;
    let mut questions = Vec::new();
    if let Some(pause) = pause {
        world.inject(route::CREATE_MESSAGE, Fault::Slow(pause), channels.len());
        questions.extend(
            channels
                .iter()
                .map(|channel| world.ask(*channel, world.user, QUESTION)),
        );
        world.until_requested(route::TYPING, channels.len()).await;
    }
    let exit = bot.terminate().await;
    assert!(exit.is_prompt(), "{pause:?} {exit:?}\n{}", bot.log());
    if finished {
        world.assert_each_answered_once(&questions);
    }
    let closed = world.shared.with(|state| state.gateway.closed.clone());
    assert_eq!(closed, [Some(1000)], "{pause:?}");
    world.assert_clean();
}

#[tokio::test]
async fn a_signal_to_stop_finishes_what_is_under_way() {
    tokio::join!(
        stops(None, true),
        stops(Some(Duration::from_millis(1_500)), true),
        stops(Some(Duration::from_secs(60)), false),
    );
}
