//! The fake itself, against the bare bot: what it lets through, what it reports, and what its faults do.

use std::future::Future;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use serenity::all::{Http, HttpBuilder};

use crate::bare;
use crate::discord::{Door, Fault, Limit, World, route};

/// A bare bot in this process.
pub(crate) struct Bare(tokio::task::JoinHandle<()>);

impl Drop for Bare {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A client that trusts the world's authority.
fn through_proxy(world: &World) -> reqwest::Client {
    let authority = reqwest::Certificate::from_pem(&world.authority()).unwrap();
    reqwest::Client::builder()
        .proxy(reqwest::Proxy::https(world.proxy_url()).unwrap())
        .add_root_certificate(authority)
        .build()
        .unwrap()
}

pub(crate) fn http(world: &World, door: Door) -> Http {
    let builder = HttpBuilder::new("a.b.c");
    match door {
        Door::Proxy => builder.client(through_proxy(world)).build(),
        Door::Plain => builder
            .proxy(world.api())
            .ratelimiter_disabled(true)
            .build(),
    }
}

pub(crate) async fn start(world: &World, door: Door) -> Bare {
    let filter = tracing_subscriber::EnvFilter::from_default_env();
    // The first test sets it up for all of them.
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_test_writer()
        .try_init()
        .ok();
    let http = http(world, door);
    let bot = Bare(tokio::spawn(async move {
        if let Err(error) = bare::run(http).await {
            eprintln!("the bare bot ended: {error}");
        }
    }));
    world.until_requested(route::SET_COMMANDS, 1).await;
    bot
}

/// A scenario with a bare bot that has to leave nothing to complain about.
pub(crate) async fn clean<F: Future<Output = ()>>(door: Door, scenario: impl FnOnce(World) -> F) {
    let world = World::start().await;
    let bot = start(&world, door).await;
    scenario(world.clone()).await;
    drop(bot);
    world.assert_clean();
}

#[tokio::test]
async fn a_mention_is_answered_once_through_either_door() {
    for door in [Door::Proxy, Door::Plain] {
        clean(door, |world| async move {
            world.say(world.channel, world.user, "not for the bot");
            let question = world.ask(world.channel, world.user, "how many?");
            let reply = world.reply_to(question).await;
            assert_eq!(reply.text(), bare::ANSWER);
            assert_eq!(reply.pings(), [""; 0]);
            world.each_answered_once(&[question]).await;
            assert_eq!(world.requests(route::CREATE_MESSAGE).len(), 1);
        })
        .await;
    }
}

#[tokio::test]
async fn a_slash_command_is_taken_up_once() {
    clean(Door::Proxy, |world| async move {
        let interaction = world.slash(world.user, world.channel, "constant", &[]);
        assert_eq!(interaction.response().await.kind, 4);
        assert_eq!(interaction.message().await.text(), bare::ANSWER);
        assert!(
            world
                .slash(world.user, world.channel, "constant", &[])
                .message()
                .await
                .json["interaction_metadata"]
                .is_object()
        );
    })
    .await;
}

#[tokio::test]
async fn limits_are_told_kept_and_enforced() {
    let world = World::start().await;
    let _bot = start(&world, Door::Proxy).await;
    world.limit(route::CREATE_MESSAGE, Limit::new(2, 700));
    // The bare bot sends all at once: on a busy machine some are under way for long when it is told of the limit.
    world
        .shared
        .with(|state| state.limits.in_flight = Duration::from_millis(600));
    let start = Instant::now();
    let questions: Vec<_> = (0..5)
        .map(|number| world.ask(world.channel, world.user, &number.to_string()))
        .collect();
    world.each_answered_once(&questions).await;
    assert!(
        start.elapsed() >= Duration::from_millis(1400),
        "five messages at two a window take three windows"
    );
    world.assert_clean();
}

/// A request to the fake that no library would make.
async fn post(world: &World, message: &Value) -> (u16, Value) {
    let url = format!(
        "{}/api/v10/channels/{}/messages",
        world.api(),
        world.channel
    );
    let request = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(url);
    let request = request
        .header("authorization", "Bot a.b.c")
        .header("content-type", "application/json");
    let response = request.body(message.to_string()).send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap(),
    )
}

fn silent(mut message: Value) -> Value {
    message["allowed_mentions"] = json!({"parse": []});
    message
}

#[tokio::test]
async fn what_discord_would_not_like_is_reported() {
    let long = "x".repeat(2001);
    let field = json!({"name": "n", "value": "x".repeat(1000)});
    let button = json!({"type": 2, "style": 1, "label": "l", "custom_id": "same"});
    let table = [
        (json!({"content": "hello"}), "allowed_mentions"),
        (
            silent(json!({"content": long})),
            "characters of content: 2001",
        ),
        (
            silent(json!({"embeds": [{"fields": vec![field; 7]}]})),
            "characters of all embeds: 7007",
        ),
        (
            silent(
                json!({"content": "c", "components": [{"type": 1, "components": [button, button]}]}),
            ),
            "the same custom_id",
        ),
        (silent(json!({})), "the message is empty"),
    ];
    for (message, expected) in table {
        let world = World::start().await;
        post(&world, &message).await;
        let found = world.violations();
        assert!(
            found.iter().any(|problem| problem.contains(expected)),
            "{expected} is not in {found:#?}"
        );
    }
}

#[tokio::test]
async fn what_the_description_does_not_allow_is_reported_where_it_is_present() {
    let table = [
        (
            silent(json!({"content": "hello", "contnet": "slip"})),
            "/contnet",
        ),
        (silent(json!({"content": "hello", "tts": "no"})), "/tts"),
        (
            silent(json!({"content": "hello", "nonce": "x".repeat(26)})),
            "/nonce",
        ),
    ];
    for (message, expected) in table {
        let world = World::start().await;
        post(&world, &message).await;
        let found = world.violations();
        let reported = found.iter().any(|problem| problem.contains(expected));
        assert_eq!(reported, World::validates(), "{expected}: {found:#?}");
    }
}

#[tokio::test]
async fn a_request_that_goes_out_although_the_bucket_is_used_up_is_reported() {
    let world = World::start().await;
    world.limit(route::CREATE_MESSAGE, Limit::new(1, 60_000));
    let message = silent(json!({"content": "hello"}));
    assert_eq!(post(&world, &message).await.0, 200);
    world
        .shared
        .with(|state| state.limits.in_flight = Duration::ZERO);
    let (status, body) = post(&world, &message).await;
    assert_eq!((status, &body["global"]), (429, &json!(false)));
    assert!(body["retry_after"].as_f64().unwrap() > 50.0);
    assert_eq!(world.violations().len(), 1, "{:#?}", world.violations());
}

#[tokio::test]
async fn the_same_nonce_is_the_same_message() {
    let world = World::start().await;
    let message = silent(json!({"content": "hello", "nonce": "1", "enforce_nonce": true}));
    let (first, second) = (post(&world, &message).await, post(&world, &message).await);
    assert_eq!(first.1["id"], second.1["id"]);
    let (_, third) = post(
        &world,
        &silent(json!({"content": "hello", "nonce": "2", "enforce_nonce": true})),
    )
    .await;
    assert_ne!(first.1["id"], third["id"]);
    world.assert_clean();
}

#[tokio::test]
async fn faults_are_met_as_often_as_planned() {
    let message = silent(json!({"content": "hello"}));
    let pause = Duration::from_millis(100);
    let table = [
        (Fault::Status(502), 502),
        (Fault::RateLimitRoute(pause), 429),
        (Fault::RateLimitGlobal(pause), 429),
        (Fault::Slow(pause), 200),
    ];
    for (fault, status) in table {
        let world = World::start().await;
        world.inject(route::CREATE_MESSAGE, fault, 1);
        let (met, body) = post(&world, &message).await;
        assert_eq!(met, status, "{fault:?}");
        if let Some(wait) = body["retry_after"].as_f64() {
            tokio::time::sleep(Duration::from_secs_f64(wait)).await;
        }
        assert_eq!(post(&world, &message).await.0, 200, "after {fault:?}");
        world.assert_clean();
    }
}

#[tokio::test]
async fn a_lost_response_leaves_the_message_and_a_dropped_request_none() {
    for (fault, messages) in [(Fault::DropAfter, 1), (Fault::DropBefore, 0)] {
        let world = World::start().await;
        world.inject(route::CREATE_MESSAGE, fault, 1);
        let url = format!(
            "https://discord.com/api/v10/channels/{}/messages",
            world.channel
        );
        let request = through_proxy(&world)
            .post(url)
            .header("authorization", "Bot a.b.c");
        let request = request.header("content-type", "application/json");
        let response = request
            .body(silent(json!({"content": "hello"})).to_string())
            .send()
            .await;
        assert!(response.is_err(), "{fault:?}: {response:?}");
        assert_eq!(
            world.shared.with(|state| state.messages.len()),
            messages,
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn other_hosts_are_refused_and_reported() {
    let world = World::start().await;
    assert!(
        through_proxy(&world)
            .get("https://example.org/")
            .send()
            .await
            .is_err()
    );
    assert_eq!(
        world.violations(),
        ["proxy: refused `CONNECT example.org:443 HTTP/1.1`"]
    );
}

#[tokio::test]
async fn content_is_shown_only_where_the_intent_or_an_exception_allows() {
    let world = World::start().await;
    let own = post(&world, &silent(json!({"content": "mine"}))).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let own = crate::discord::MessageId(own.parse().unwrap());
    world.withhold_message_content();
    let direct = world.direct_messages(world.user);
    let table = [
        (world.say(world.channel, world.user, "hidden"), ""),
        (world.ask(world.channel, world.user, "shown"), "shown"),
        (world.say(direct, world.user, "shown"), "shown"),
        (world.reply(world.user, own, "shown", true), "shown"),
        (world.reply(world.user, own, "hidden", false), ""),
        (own, "mine"),
    ];
    for (message, expected) in table {
        let channel = world.message(message).channel;
        let seen = http(&world, Door::Plain)
            .get_message(channel.0.into(), message.0.into())
            .await
            .unwrap();
        assert!(
            seen.content.ends_with(expected) && seen.content.is_empty() == expected.is_empty(),
            "{expected}: {}",
            seen.content
        );
    }
    world.assert_clean();
}
