//! How the bot comes up: what keeps it from it is said in one sentence, and which ways to Discord it takes.

use std::process::Command;

use serde_json::{Value, json};

use crate::discord::{Bot, Door, Fault, World, route};
use crate::faults::QUESTION;

/// The program with a changed environment: `env` sets it last.
fn with(world: &World, settings: &str, environment: &[&str]) -> Command {
    let run = Bot::command(world, settings);
    let mut command = Command::new("env");
    command
        .args(environment)
        .arg(run.get_program())
        .args(run.get_args());
    command
}

/// A start that cannot succeed, and is given up: its one sentence, with what to do, and exit code 3.
async fn fails(prepare: fn(&World), settings: &str, environment: &[&str], expected: &[&str]) {
    let world = World::start().await;
    prepare(&world);
    let bot = Bot::spawn(&world, with(&world, settings, environment), Door::Proxy);
    let code = bot.exit_code().await;
    let log = bot.log();
    assert_eq!(code, Some(3), "{log}");
    let errors: Vec<&str> = log
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect();
    assert_eq!(errors.len(), 1, "{log}");
    assert!(!log.contains("ERROR"), "{log}");
    for word in expected {
        assert!(log.contains(word), "`{word}` is not in {log}");
    }
    world.assert_clean();
}

#[tokio::test]
async fn what_keeps_it_from_starting_is_said_in_one_sentence() {
    let fine: fn(&World) = |_| {};
    tokio::join!(
        fails(
            fine,
            "",
            &["-u", "DISCORD_TOKEN"],
            &["there is no token", "DISCORD_TOKEN", "developer portal"]
        ),
        fails(
            fine,
            "",
            &["DISCORD_TOKEN=abc"],
            &["three parts", "developer portal"]
        ),
        fails(
            World::revoke_token,
            "",
            &[],
            &["does not accept the token", "developer portal"]
        ),
        fails(
            |world| world.refuse_with(4004),
            "",
            &[],
            &["does not accept the token", "developer portal"]
        ),
        fails(
            World::withhold_message_content,
            "[discord]\nmessage_content = true",
            &[],
            &["Message Content Intent", "message_content = false"]
        ),
        fails(
            |world| world.refuse_with(4010),
            "[discord]\nshards = 2\nshard_range = [1, 1]",
            &[],
            &["refuses 2 shards", "recommends 1", "set `shards`"]
        ),
        fails(
            |world| world.refuse_with(4011),
            "",
            &[],
            &["refuses 1 shards", "set `shards`"]
        ),
        fails(
            fine,
            "[discord]\nshards = 2\nshard_range = [1, 2]",
            &[],
            &["shard_range", "counted from 0 to 1"]
        ),
        fails(
            fine,
            "[discord]\nshard_range = [0, 0]",
            &[],
            &["write `shards = 8`"]
        ),
    );
}

/// The shards that identified, in their order.
fn shards(world: &World) -> Vec<Value> {
    let mut shards: Vec<Value> = world.shared.with(|state| {
        let all = state.gateway.identified.iter();
        all.map(|identify| identify["shard"].clone()).collect()
    });
    shards.sort_by_key(ToString::to_string);
    shards
}

#[tokio::test]
async fn processes_share_the_shards_and_only_the_first_registers_commands() {
    let world = World::start().await;
    let servers: Vec<_> = (0..12).map(|_| world.new_guild("Sharded")).collect();
    let channels: Vec<_> = servers
        .iter()
        .map(|server| world.new_channel(*server, "channel"))
        .collect();
    let own = |name: &str, range: &str| {
        format!("database = \"{name}.db\"\n[discord]\nshards = 3\nshard_range = {range}")
    };
    let first = Bot::launch(&world, &own("first", "[0, 1]"), Door::Proxy);
    let second = Bot::launch(&world, &own("second", "[2, 2]"), Door::Proxy);
    world.until_sessions(3).await;
    assert_eq!(
        shards(&world),
        [json!([0, 3]), json!([1, 3]), json!([2, 3])]
    );
    let questions: Vec<_> = channels
        .iter()
        .map(|channel| world.ask(*channel, world.user, QUESTION))
        .collect();
    world.each_answered_once(&questions).await;
    world.until_requested(route::SET_COMMANDS, 1).await;
    for bot in [first, second] {
        let exit = bot.terminate().await;
        assert!(exit.is_prompt(), "{exit:?}");
    }
    assert_eq!(world.requests(route::SET_COMMANDS).len(), 1);
    let closed = world.shared.with(|state| state.gateway.closed.clone());
    assert_eq!(closed, [Some(1000); 3]);
    world.assert_clean();
}

#[tokio::test]
async fn as_many_shards_as_discord_recommends() {
    let world = World::start().await;
    world
        .shared
        .with(|state| state.gateway.recommended_shards = 2);
    let bot = Bot::start(&world, "").await;
    world.until_sessions(2).await;
    assert_eq!(shards(&world), [json!([0, 2]), json!([1, 2])]);
    let exit = bot.terminate().await;
    assert!(exit.is_prompt(), "{exit:?}");
    world.assert_clean();
}

#[tokio::test]
async fn addresses_and_proxies_are_those_of_settings_and_environment() {
    let world = World::start().await;
    let settings = format!(
        "[discord]\napi = \"{}/\"\ngateway = \"{}\"",
        world.api(),
        world.gateway_url()
    );
    // A proxy that nobody is behind, and the exception that leads past it.
    let past = ["HTTP_PROXY=http://127.0.0.1:1", "NO_PROXY=127.0.0.1"];
    let bot = Bot::spawn(&world, with(&world, &settings, &past), Door::Plain);
    world.until_connected().await;
    let question = world.ask(world.channel, world.user, QUESTION);
    world.each_answered_once(&[question]).await;
    assert_eq!(bot.terminate().await.code, Some(0));

    let mut through = with(&world, &settings, &past[..1]);
    through.args(["--log-level", "debug"]);
    let bot = Bot::spawn(&world, through, Door::Plain);
    bot.until_log("a request is tried again").await;
    assert_eq!(bot.terminate().await.code, Some(0), "{}", bot.log());
    world.assert_clean();
}

#[tokio::test]
async fn behind_a_rate_limit_proxy_what_it_refuses_is_tried_again() {
    let world = World::start().await;
    let settings = format!("[discord]\napi = \"{}\"", world.api());
    let _bot = Bot::start(&world, &settings).await;
    for status in [429, 503] {
        world.inject(
            route::CREATE_MESSAGE,
            crate::discord::Fault::Status(status),
            2,
        );
        let question = world.ask(world.channel, world.user, QUESTION);
        world.each_answered_once(&[question]).await;
    }
    world.assert_clean();
}

#[tokio::test]
async fn a_start_says_what_it_is() {
    let world = World::start().await;
    let file = world.directory().join("token");
    std::fs::write(&file, "a.b.c").unwrap();
    let settings = format!(
        "[discord]\ntoken_file = \"{}\"\n[http]\nlisten = \"localhost:0\"",
        file.display()
    );
    let bot = Bot::start(&world, &settings).await;
    bot.until_log("commands registered").await;
    let log = bot.log();
    for part in [
        concat!(
            "Footnote starts version=\"",
            env!("CARGO_PKG_VERSION"),
            "\""
        ),
        "tests/data/lighthouses\" metrics=8 figures=",
        "intents/operations\" intents=",
        "footnote.db\"",
        "HTTP is served address=127.0.0.1:",
        "connecting shards=1 first=0 last=0 gateway=\"ws://127.0.0.1:",
        "DISCORD_TOKEN is set: its token is used, and not that of `token_file`",
    ] {
        assert!(log.contains(part), "`{part}` is not in {log}");
    }
    world.assert_clean();
}

#[tokio::test]
async fn how_many_shards_there_should_be_is_asked_until_discord_tells() {
    let mut plain = Vec::new();
    for (status, times) in [(500, 3), (404, 1)] {
        let world = World::start().await;
        world.inject(route::GATEWAY_BOT, Fault::Status(status), times);
        let _bot = Bot::start(&world, "").await;
        plain.push(world.requests(route::GATEWAY).len());
        if status == 500 {
            assert!(world.requests(route::GATEWAY_BOT).len() > times);
        }
        world.assert_clean();
    }
    // The library asks for the plain one too; the bot does where it is the only one.
    assert_eq!(plain[1], plain[0] + 1, "{plain:?}");
}

/// A start to which Discord is out of reach says what it waits for, and what to look at.
async fn waits(settings: &str, environment: &[&str], expected: &[&str]) {
    let world = World::start().await;
    let bot = Bot::spawn(&world, with(&world, settings, environment), Door::Plain);
    let line = bot.until_log(expected.last().unwrap()).await;
    assert!(
        line.contains(" INFO ") && line.contains("still waiting to"),
        "{line}"
    );
    for part in expected {
        assert!(line.contains(part), "`{part}` is not in {line}");
    }
    assert_eq!(bot.terminate().await.code, Some(0), "{}", bot.log());
}

#[tokio::test]
async fn a_start_to_which_discord_is_out_of_reach_says_so() {
    let world = World::start().await;
    let no_gateway = format!(
        "[discord]\napi = \"{}\"\ngateway = \"ws://127.0.0.1:1\"",
        world.api()
    );
    tokio::join!(
        waits(
            "[discord]\napi = \"http://127.0.0.1:1\"",
            &[],
            &["reach Discord", "refused", "firewall", "HTTPS_PROXY"]
        ),
        waits(
            "",
            &["HTTPS_PROXY=http://127.0.0.1:1"],
            &["reach Discord", "refused", "HTTPS_PROXY names a proxy"]
        ),
        waits(
            "[discord]\napi = \"http://discord.invalid\"",
            &[],
            &["reach Discord", "look up names (DNS)"]
        ),
        waits(&no_gateway, &[], &["open a session at ws://127.0.0.1:1"]),
    );
}
