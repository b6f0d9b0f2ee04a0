//! The fake itself, against the bare bot: what it lets through, what it reports, and what its faults do.

use std::future::Future;

use serenity::all::{Http, HttpBuilder};

use crate::bare;
use crate::discord::{Door, World, route};

/// A bare bot in this process, by a door.
struct Bare(tokio::task::JoinHandle<()>);

impl Drop for Bare {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn http(world: &World, door: Door) -> Http {
    match door {
        Door::Proxy => {
            let authority = reqwest::Certificate::from_pem(&world.authority()).unwrap();
            let client = reqwest::Client::builder()
                .proxy(reqwest::Proxy::https(world.proxy_url()).unwrap())
                .add_root_certificate(authority)
                .build()
                .unwrap();
            HttpBuilder::new("a.b.c").client(client).build()
        }
        Door::Plain => HttpBuilder::new("a.b.c")
            .proxy(world.api())
            .ratelimiter_disabled(true)
            .build(),
    }
}

async fn start(world: &World, door: Door) -> Bare {
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
async fn clean<F: Future<Output = ()>>(door: Door, scenario: impl FnOnce(World) -> F) {
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
async fn a_slash_command_is_taken_up() {
    clean(Door::Proxy, |world| async move {
        let interaction = world.slash(world.user, world.channel, "constant", &[]);
        assert_eq!(interaction.response().await.kind, 4);
        assert_eq!(interaction.message().await.text(), bare::ANSWER);
    })
    .await;
}
