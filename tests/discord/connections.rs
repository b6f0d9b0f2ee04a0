//! The fake's gateway and what may go wrong with it, against the bare bot.

use std::time::Duration;

use crate::discord::{Door, World, route};
use crate::fake::{clean, start};

/// What may go wrong with a connection.
type Trouble = fn(&World);

#[tokio::test]
async fn connections_are_resumed_and_nothing_is_lost_or_comes_twice() {
    let table: [(&str, Trouble); 5] = [
        ("TCP drop", |world| world.drop_connections()),
        ("close 4000", |world| world.close_connections(4000)),
        ("opcode 7", |world| world.ask_to_reconnect()),
        ("opcode 9 with resume", |world| {
            world.invalidate_sessions(true);
        }),
        ("frames that nobody knows", |world| {
            world.send_text("{\"op\": 99");
            world.send_text("{\"op\":0,\"s\":null,\"t\":\"NEVER_HEARD_OF\",\"d\":{}}");
            world.send_bytes(&[1, 2, 3]);
            world.drop_connections();
        }),
    ];
    for (name, trouble) in table {
        eprintln!("{name}");
        clean(Door::Proxy, |world| async move {
            let before = world.ask(world.channel, world.user, "before");
            world.reply_to(before).await;
            trouble(&world);
            let during = world.ask(world.channel, world.user, "while it is away");
            world.until_resumed(1).await;
            let after = world.ask(world.channel, world.user, "after");
            world.each_answered_once(&[before, during, after]).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_session_that_is_lost_is_identified_anew() {
    let table: [(&str, Trouble); 3] = [
        ("opcode 9 without resume", |world| {
            world.invalidate_sessions(false);
        }),
        ("a resume that is rejected", |world| {
            world.reject_resumes(1);
            world.drop_connections();
        }),
        ("a gateway that refuses connections", |world| {
            world.refuse_connections(Duration::from_millis(500));
            world.invalidate_sessions(false);
        }),
    ];
    for (name, trouble) in table {
        eprintln!("{name}");
        clean(Door::Proxy, |world| async move {
            trouble(&world);
            world.until_identified(2).await;
            world.until_connected().await;
            let after = world.ask(world.channel, world.user, "after");
            world.each_answered_once(&[after]).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_zombie_is_noticed_by_its_heartbeats() {
    let world = World::start().await;
    world.heartbeat_every(Duration::from_secs(2));
    let _bot = start(&world, Door::Proxy).await;
    let before = world.shared.with(|state| state.gateway.connections);
    world.turn_to_zombies();
    world
        .wait("another connection", |state| {
            (state.gateway.connections > before).then_some(())
        })
        .await;
    world.until_connected().await;
    let after = world.ask(world.channel, world.user, "after");
    world.each_answered_once(&[after]).await;
    world.assert_clean();
}

#[tokio::test]
async fn events_come_twice_when_told_to() {
    clean(Door::Proxy, |world| async move {
        let question = world.ask(world.channel, world.user, "twice?");
        world.duplicate_last_event();
        world.until_requested(route::CREATE_MESSAGE, 2).await;
        // The bare bot answers twice, and its nonce is what makes it one message.
        world.each_answered_once(&[question]).await;
    })
    .await;
}
