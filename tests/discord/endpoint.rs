//! The bot's own HTTP server: interactions that Discord posts, health, counters, and how it stops.

use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::commands::{manager, set, start};
use crate::console::Console;
use crate::discord::{Bot, Door, Fault, PATIENCE, World, route, signed};

const QUESTION: &str = "how did rescues change between 2020 and 2023?";
/// Where the bot asks who it is when no gateway tells it.
const ABOUT: &str = "GET /oauth2/applications/@me";

/// An address on loopback that nobody listens on.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

/// What a request got: its status and body.
async fn get(address: &str, path: &str) -> (u16, String) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(format!("http://{address}{path}")).send().await;
    let response = response.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// A bot that Discord reaches by HTTP only.
pub(crate) struct Endpoint {
    address: String,
    url: String,
    settings: String,
}

impl Endpoint {
    pub(crate) fn new(world: &World) -> Self {
        let address = free_address();
        Self {
            url: format!("http://{address}/interactions"),
            settings: format!(
                "[http]\nlisten = \"{address}\"\npublic_key = \"{}\"\n",
                world.public_key()
            ),
            address,
        }
    }

    /// Starts the bot and tells Discord of it once its commands are registered.
    pub(crate) async fn start(&self, world: &World) -> Bot {
        let registered = world.requests(route::SET_COMMANDS).len();
        let bot = Bot::launch(world, &self.settings, Door::Proxy);
        world
            .until_requested(route::SET_COMMANDS, registered + 1)
            .await;
        world.post_interactions_to(&self.url);
        bot
    }

    /// Posts a body, signed as told; the status and the body of the answer.
    async fn post(&self, signature: &str, timestamp: &str, body: &str) -> (u16, String) {
        let answer = signed::post(&self.url, signature, timestamp, body).await;
        let answer = answer.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

/// The time some seconds from now, as Discord sends it.
fn time(seconds: i64) -> String {
    (signed::now().parse::<i64>().unwrap() + seconds).to_string()
}

#[tokio::test]
async fn only_what_discord_signed_lately_is_taken() {
    let world = World::start().await;
    let endpoint = Endpoint::new(&world);
    let _bot = endpoint.start(&world).await;
    let ping =
        r#"{"id":"1","application_id":"2","type":1,"token":"t","version":1,"entitlements":[]}"#;
    // The bytes are signed, not what they mean.
    let spaced = format!(" {ping}\n");
    let now = time(0);
    let sign = |time: &str, body: &str| signed::signature(world.key(), time, body);
    let good = sign(&now, ping);
    let other = World::start().await;
    let foreign = signed::signature(other.key(), &now, ping);
    let (old, late) = (time(-330), time(330));
    let (young, early) = (time(-200), time(200));
    for (case, signature, timestamp, body, expected) in [
        ("signed", good.clone(), &now, ping, 200),
        (
            "signed with spaces",
            sign(&now, &spaced),
            &now,
            &spaced,
            200,
        ),
        ("a little old", sign(&young, ping), &young, ping, 200),
        ("a little early", sign(&early, ping), &early, ping, 200),
        ("another body", good.clone(), &now, &spaced, 401),
        ("another time", good.clone(), &young, ping, 401),
        ("another key", foreign, &now, ping, 401),
        ("not signed", String::new(), &now, ping, 401),
        ("no signature", "zz".repeat(64), &now, ping, 401),
        ("a short signature", good[..126].to_owned(), &now, ping, 401),
        ("played back", sign(&old, ping), &old, ping, 401),
        ("from the future", sign(&late, ping), &late, ping, 401),
        ("no time", sign("now", ping), &"now".to_owned(), ping, 401),
        ("no JSON", sign(&now, "}{"), &now, "}{", 400),
        ("no interaction", sign(&now, "[]"), &now, "[]", 400),
        (
            "of no known type",
            sign(&now, r#"{"type":99}"#),
            &now,
            r#"{"type":99}"#,
            400,
        ),
    ] {
        let (status, text) = endpoint.post(&signature, timestamp, body).await;
        assert_eq!(status, expected, "{case}");
        if expected == 200 {
            let answer: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(answer, json!({"type": 1}), "{case}");
        }
    }
    let bare = reqwest::Client::builder().no_proxy().build().unwrap();
    let unsigned = bare.post(&endpoint.url).body(ping).send().await.unwrap();
    assert_eq!(unsigned.status(), 401, "without headers");
    let large = "x".repeat(2 << 20);
    let (status, _) = endpoint.post(&sign(&now, &large), &now, &large).await;
    assert_eq!(status, 413, "larger than anything that Discord sends");
    assert_eq!(get(&endpoint.address, "/interactions").await.0, 405);
    world.assert_clean();
}

#[tokio::test]
async fn what_discord_signed_is_taken_once() {
    let world = World::start().await;
    let endpoint = Endpoint::new(&world);
    let _bot = endpoint.start(&world).await;
    let command = json!({
        "id": "77", "application_id": "2", "type": 2, "token": "t", "version": 1, "entitlements": [],
        "channel_id": world.channel.to_string(), "locale": "en-GB", "authorizing_integration_owners": {},
        "attachment_size_limit": 10_485_760, "user": {"id": "5", "username": "ann", "discriminator": "0"},
        "data": {"id": "6", "name": "topics", "type": 1},
    });
    let (now, body) = (time(0), command.to_string());
    let signature = signed::signature(world.key(), &now, &body);
    for expected in [200, 409, 409] {
        let (status, text) = endpoint.post(&signature, &now, &body).await;
        assert_eq!(status, expected, "{text}");
    }
}

#[tokio::test]
async fn interactions_by_http_are_answered_like_those_of_the_gateway() {
    let console = Console::lighthouses();
    let world = World::start().await;
    let manager = manager(&world);
    let endpoint = Endpoint::new(&world);
    let bot = endpoint.start(&world).await;
    let callbacks = || world.requests(route::CALLBACK).len();

    let options = [("question", json!(QUESTION))];
    let asked = world.slash(world.user, world.channel, "ask", &options);
    let answer = asked.message().await;
    assert_eq!(answer.text(), console.ask(QUESTION));
    let typed = [("metric", json!("fog"))];
    let typing = world.autocomplete(world.user, world.channel, "trend", &typed);
    assert!(typing.response().await.choices()[0].starts_with("fog outages"));
    let how = world.press(world.user, answer.id, "How computed");
    assert!(how.message().await.ephemeral());
    let claim = world.say(
        world.channel,
        manager,
        "There were 655 lamp outages in 2022.",
    );
    let checked = world.context_menu(world.user, "Check this claim", claim);
    assert!(checked.message().await.text().contains("655"));
    assert_eq!(
        callbacks(),
        2,
        "all but links is in the bodies of responses"
    );

    let trend = [("metric", json!("outages"))];
    let trend = world.slash(world.user, world.channel, "trend", &trend);
    let chart = trend.message().await.attachments()[0].clone();
    assert!(world.uploaded(&chart).starts_with(b"\x89PNG"));
    assert_eq!(callbacks(), 3, "files have no room in a body");
    set(&world, manager, "inbox", &[("on", json!(true))]).await;
    let gone = world.press(world.user, answer.id, "Delete");
    assert_eq!(gone.response().await.kind, 6);
    world.until_deleted(answer.id).await;

    assert_eq!(get(&endpoint.address, "/healthz").await.0, 200);
    let connections = world.shared.with(|state| state.gateway.connections);
    assert_eq!(connections, 0, "no gateway in this mode");
    let ended = bot.terminate().await;
    assert!(ended.is_prompt(), "{ended:?}\n{}", bot.log());
    world.assert_clean();
}

#[tokio::test]
async fn the_endpoint_stops_while_discord_does_not_answer() {
    let world = World::start().await;
    let endpoint = Endpoint::new(&world);
    world.inject(ABOUT, Fault::Status(502), 1_000);
    let bot = Bot::launch(&world, &endpoint.settings, Door::Proxy);
    world.until_requested(ABOUT, 2).await;
    let ended = bot.terminate().await;
    assert!(ended.is_prompt(), "{ended:?}\n{}", bot.log());
}

/// Runs `footnote health` with a bot's settings; the exit code and what it wrote.
fn health(world: &World, settings: &str) -> (Option<i32>, String) {
    let file = world.directory().join("health.toml");
    std::fs::write(&file, settings).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_footnote"))
        .args(["health", "--config"])
        .arg(file)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[tokio::test]
async fn health_is_that_of_the_connection() {
    let world = World::start().await;
    let address = free_address();
    // Listening everywhere, it is asked on loopback.
    let everywhere = address.replace("127.0.0.1", "0.0.0.0");
    world.refuse_connections(Duration::from_secs(600));
    let settings = format!("[http]\nlisten = \"{everywhere}\"\n");
    let bot = Bot::launch(&world, &settings, Door::Proxy);
    let body = until(&address, 503).await;
    assert!(body.contains("not connected"), "{body}");
    let (code, text) = health(&world, &settings);
    assert_eq!(code, Some(3), "{text}");

    world.refuse_connections(Duration::ZERO);
    world.until_connected().await;
    let body: Value = serde_json::from_str(&until(&address, 200).await).unwrap();
    assert_eq!(body["status"], "ok");
    assert_eq!(body["shards_connected"], 1);
    assert_eq!(body["file_problems"], 0);
    assert_eq!(body["version"], env!("CARGO_PKG_VERSION"));
    let (code, text) = health(&world, &settings);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains(r#""status":"ok""#), "{text}");
    let (status, _) = get(&address, "/interactions").await;
    assert_eq!(status, 404, "without a key there is no endpoint");

    // A connection that breaks and cannot be made again.
    world.refuse_connections(Duration::from_secs(600));
    world.drop_connections();
    let body = until(&address, 503).await;
    assert!(body.contains(r#""shards_connected":0"#), "{body}");
    let (_, counters) = get(&address, "/metrics").await;
    assert!(
        counters.contains("\nfootnote_shards_connected 0\n"),
        "{counters}"
    );
    world.refuse_connections(Duration::ZERO);
    until(&address, 200).await;

    bot.terminate().await;
    let (code, text) = health(&world, &settings);
    assert_eq!(code, Some(3));
    assert!(
        text.starts_with("error: the bot does not answer on "),
        "{text}"
    );
    world.assert_clean();
}

/// Asks for the health until it has a status; the body.
async fn until(address: &str, expected: u16) -> String {
    let asking = async {
        loop {
            let client = reqwest::Client::builder().no_proxy().build().unwrap();
            let url = format!("http://{address}/healthz");
            if let Ok(response) = client.get(url).send().await
                && response.status().as_u16() == expected
            {
                return response.text().await.unwrap();
            }
        }
    };
    let health = tokio::time::timeout(PATIENCE, asking).await;
    health.unwrap_or_else(|_| panic!("the health never became {expected}"))
}

#[tokio::test]
async fn the_counters_are_openmetrics() {
    let world = World::start().await;
    let address = free_address();
    world.inject(route::SET_COMMANDS, Fault::Status(500), 1);
    let _bot = start(&world, &format!("[http]\nlisten = \"{address}\"\n")).await;
    world.until_requested(route::SET_COMMANDS, 2).await;
    let options = [("question", json!(QUESTION))];
    let asked = world.slash(world.user, world.channel, "ask", &options);
    asked.message().await;
    let url = format!("http://{address}/metrics");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(url).send().await.unwrap();
    let kind = response.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    let text = response.text().await.unwrap();
    let families = families(&text);
    for name in [
        "footnote_questions",
        "footnote_thinking_seconds",
        "footnote_answering_seconds",
        "footnote_rest_errors",
        "footnote_unanswered",
        "footnote_file_problems",
        "footnote_shards_connected",
        "footnote_gateway_ready",
        "footnote_gateway_resumed",
    ] {
        assert!(families.contains(&name), "{name}: {families:?}");
    }
    let asked = r#"footnote_questions_total{status="answered",way="command"} 1"#;
    assert!(text.contains(asked), "{text}");
    let failed = r#"footnote_rest_errors_total{request="register_commands",status="500"} 1"#;
    assert!(text.contains(failed), "{text}");
    assert!(!text.contains("rescues"), "no text of anybody");
    world.assert_clean();
}

/// The names of the metric families of a text of `OpenMetrics`, whose grammar is checked line by line.
fn families(text: &str) -> Vec<&str> {
    let body = text.strip_suffix("# EOF\n").unwrap();
    let mut families: Vec<&str> = Vec::new();
    for line in body.lines() {
        if let Some(about) = line.strip_prefix("# ") {
            let mut words = about.splitn(3, ' ');
            let (Some(kind), Some(name), Some(_)) = (words.next(), words.next(), words.next())
            else {
                panic!("a comment of two words: {line}");
            };
            assert!(["HELP", "TYPE", "UNIT"].contains(&kind), "{line}");
            if families.last() != Some(&name) {
                assert!(!families.contains(&name), "`{name}` comes twice");
                families.push(name);
            }
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        let name = sample.split('{').next().unwrap();
        let family = families.last().unwrap();
        assert!(name.starts_with(family), "{line} after {family}");
        let labels = sample.strip_prefix(name).unwrap();
        let closed = labels.is_empty() || labels.starts_with('{') && labels.ends_with("\"}");
        assert!(closed, "{line}");
    }
    families
}

#[tokio::test]
async fn a_port_in_use_is_said_in_one_sentence() {
    let world = World::start().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let settings = format!("[http]\nlisten = \"{address}\"\n");
    let bot = Bot::launch(&world, &settings, Door::Proxy);
    bot.until_log("cannot listen").await;
    assert_eq!(bot.exit_code().await, Some(3));
    let log = bot.log();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("error")).collect();
    let [error] = errors[..] else {
        panic!("{log}");
    };
    let expected =
        format!("error: the bot cannot listen on {address} (`listen` under [http] in bot.toml): ");
    assert!(error.starts_with(&expected), "{log}");
    world.assert_clean();
}
