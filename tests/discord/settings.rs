//! Settings of servers: what holds until they are made, who may make them, and that they outlive a stop and a crash.

use footnote::store::{InboxKind, Settings, Store};
use jiff::ToSpan;
use serde_json::{Value, json};

use crate::commands::{MANAGE_SERVER, manager, set, start};
use crate::discord::{GuildId, UserId, World};

/// The settings as a person sees them.
async fn shown(world: &World, user: UserId) -> String {
    let shown = world.slash(user, world.channel, "settings show", &[]);
    let shown = shown.message().await;
    assert!(shown.ephemeral());
    shown.text()
}

/// Every setting, each with other values than it has before.
fn changes(world: &World, role: u64) -> Vec<(&'static str, Vec<(&'static str, Value)>)> {
    let channel = json!(world.channel.to_string());
    vec![
        (
            "channel",
            vec![("channel", channel.clone()), ("mode", json!("listens"))],
        ),
        ("default", vec![("mode", json!("silent"))]),
        (
            "moderator",
            vec![("role", json!(role.to_string())), ("allowed", json!(true))],
        ),
        ("moderators-channel", vec![("channel", channel)]),
        ("language", vec![("language", json!("uk"))]),
        ("inbox", vec![("on", json!(true)), ("days", json!(7))]),
        ("cooldown", vec![("seconds", json!(4))]),
        ("webhooks", vec![("answered", json!(true))]),
    ]
}

#[tokio::test]
async fn settings_outlive_a_stop_and_a_crash() {
    let world = World::start().await;
    let manager = manager(&world);
    let bot = start(&world, "").await;
    insta::assert_snapshot!(shown(&world, manager).await, @r"
    **Channels**: answers where nothing else is set
    **Moderators**: people with Manage Server
    **Moderators' channel**: none
    **Language of buttons and notices**: everybody's own
    **Inbox**: off; no text of a question is kept
    **Cooldown**: none
    **Webhooks**: ignored
    ");
    for (name, options) in changes(&world, 42) {
        set(&world, manager, name, &options).await;
    }
    let expected = shown(&world, manager).await;
    let channel = world.channel.to_string();
    insta::assert_snapshot!(expected.replace(&channel, "CHANNEL"), @r"
    **Канали**: мовчить, де не задано інше
    - <#CHANNEL>: слухає
    **Модератори**: <@&42>
    **Канал модераторів**: <#CHANNEL>
    **Мова кнопок і повідомлень**: Українська
    **Вхідні**: увімкнено, строк 7 дн.
    **Пауза**: 4 с на кожне наступне запитання після п'яти поспіль
    **Вебхуки**: отримують відповіді
    ");
    bot.terminate().await;
    let bot = start(&world, "").await;
    assert_eq!(shown(&world, manager).await, expected, "after a stop");
    // What was acknowledged last is there after a crash.
    set(&world, manager, "cooldown", &[("seconds", json!(9))]).await;
    bot.kill().await;
    let bot = start(&world, "").await;
    let after = shown(&world, manager).await;
    assert_eq!(after, expected.replace("**Пауза**: 4 с", "**Пауза**: 9 с"));
    set(&world, manager, "language", &[("language", json!("own"))]).await;
    set(&world, manager, "moderators-channel", &[]).await;
    let role = [("role", json!("42")), ("allowed", json!(false))];
    set(&world, manager, "moderator", &role).await;
    let undone = shown(&world, manager).await;
    assert!(
        undone.contains("**Moderators**: people with Manage Server"),
        "{undone}"
    );
    assert!(undone.contains("**Moderators' channel**: none"), "{undone}");
    drop(bot);
    world.assert_clean();
}

#[tokio::test]
async fn only_who_manages_the_server_sees_and_changes_its_settings() {
    let world = World::start().await;
    let manager = manager(&world);
    let administrator = world.new_user("administrator");
    world.set(administrator, |person| person.permissions |= 1 << 3);
    let direct = world.direct_messages(manager);
    let _bot = start(&world, "").await;
    let before = shown(&world, manager).await;
    assert_eq!(shown(&world, administrator).await, before);
    // Discord shows the command to whom a server's own rules say; the bot checks the permission itself.
    for (locale, expected) in [
        ("en-US", "Manage Server"),
        ("ru", "Управлять сервером"),
        ("uk", "Керувати сервером"),
    ] {
        world.set(world.user, |person| person.locale = locale.to_owned());
        for (name, options) in changes(&world, 42) {
            let name = format!("settings {name}");
            let answer = world.slash(world.user, world.channel, &name, &options);
            let answer = answer.message().await;
            assert!(
                answer.ephemeral() && answer.text().contains(expected),
                "{}",
                answer.text()
            );
        }
    }
    let outside = world.slash(manager, direct, "settings show", &[]);
    assert!(outside.message().await.text().contains("Manage Server"));
    assert_eq!(shown(&world, manager).await, before, "nothing has changed");
    world.set(manager, |person| person.permissions &= !MANAGE_SERVER);
    assert!(!shown(&world, manager).await.contains("Cooldown"));
    world.assert_clean();
}

#[tokio::test]
async fn forged_values_change_nothing_or_are_kept_within_bounds() {
    let world = World::start().await;
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    let before = shown(&world, manager).await;
    let channel = json!(world.channel.to_string());
    for (name, options) in [
        (
            "channel",
            vec![("channel", channel), ("mode", json!("shouts"))],
        ),
        ("default", vec![("mode", json!(""))]),
    ] {
        let answer = world.slash(
            manager,
            world.channel,
            &format!("settings {name}"),
            &options,
        );
        let text = answer.message().await.text();
        assert!(text.contains("another version"), "{text}");
    }
    assert_eq!(shown(&world, manager).await, before);
    set(&world, manager, "cooldown", &[("seconds", json!(-7))]).await;
    assert_eq!(shown(&world, manager).await, before);
    set(
        &world,
        manager,
        "cooldown",
        &[("seconds", json!(1_000_000))],
    )
    .await;
    let days = [("on", json!(true)), ("days", json!(0))];
    set(&world, manager, "inbox", &days).await;
    let after = shown(&world, manager).await;
    assert!(after.contains("3600 s"), "{after}");
    assert!(after.contains("on, for 1 days"), "{after}");
    world.assert_clean();
}

#[tokio::test]
async fn channels_and_deleted_roles_can_be_taken_out() {
    let world = World::start().await;
    let manager = manager(&world);
    let [kept, unset, gone] =
        ["kept", "unset", "gone"].map(|name| world.new_channel(world.guild, name));
    let role = world.new_role(world.guild, "keepers");
    let _bot = start(&world, "").await;
    for channel in [kept, unset, gone] {
        let options = [
            ("channel", json!(channel.to_string())),
            ("mode", json!("silent")),
        ];
        set(&world, manager, "channel", &options).await;
    }
    let told = [("channel", json!(gone.to_string()))];
    set(&world, manager, "moderators-channel", &told).await;
    for role in [role, 42] {
        let options = [("role", json!(role.to_string())), ("allowed", json!(true))];
        set(&world, manager, "moderator", &options).await;
    }
    let elsewhere = [
        ("channel", json!(unset.to_string())),
        ("mode", json!("elsewhere")),
    ];
    set(&world, manager, "channel", &elsewhere).await;
    world.delete_channel(gone);
    // What the bot may not see is there all the same.
    world.let_bot(kept, 0);
    let tidied = world.slash(manager, world.channel, "settings tidy", &[]);
    let text = tidied.message().await.text();
    let text = text.replace(&kept.to_string(), "KEPT");
    insta::assert_snapshot!(text.replace(&role.to_string(), "ROLE"), @r"
    Deleted channels and roles taken out of the settings: 2.
    **Channels**: answers where nothing else is set
    - <#KEPT>: silent
    **Moderators**: <@&ROLE>
    **Moderators' channel**: none
    **Language of buttons and notices**: everybody's own
    **Inbox**: off; no text of a question is kept
    **Cooldown**: none
    **Webhooks**: ignored
    ");
    world.assert_clean();
}

#[tokio::test]
async fn the_inbox_of_a_server_goes_with_the_bot_and_its_settings_stay_for_a_while() {
    let world = World::start().await;
    let other = world.new_guild("Another");
    let store = Store::open(&world.directory().join("footnote.db")).unwrap();
    let on = Settings {
        inbox: true,
        ..Settings::default()
    };
    for server in [world.guild, other] {
        store.save_settings(server.0, &on).unwrap();
        let (refused, today) = (InboxKind::Refused, jiff::Zoned::now().date());
        store
            .note_in_inbox(server.0, refused, "what", today)
            .unwrap();
    }
    let bot = start(&world, "").await;
    world.take_out(world.guild);
    bot.until_log("taken out of a server").await;
    world.bring_back(world.guild);
    let again = world.ask(world.channel, world.user, "lamp outages, 2022");
    world.reply_to(again).await;
    bot.terminate().await;
    let inbox = |server: GuildId| store.inbox(server.0).unwrap().len();
    assert_eq!((inbox(world.guild), inbox(other)), (0, 1));
    assert_eq!(store.settings(world.guild.0).unwrap(), on);
    world.assert_clean();
}

#[tokio::test]
async fn a_server_that_comes_back_in_a_later_run_keeps_what_is_its_own() {
    let world = World::start().await;
    let store = Store::open(&world.directory().join("footnote.db")).unwrap();
    let on = Settings {
        inbox: true,
        ..Settings::default()
    };
    store.save_settings(world.guild.0, &on).unwrap();
    // While the bot was down it was taken out; it notes that at its start.
    world.take_out(world.guild);
    let bot = start(&world, "").await;
    bot.terminate().await;
    let bot = start(&world, "").await;
    world.bring_back(world.guild);
    let again = world.ask(world.channel, world.user, "lamp outages, 2022");
    world.reply_to(again).await;
    bot.terminate().await;
    let today = jiff::Zoned::now().date();
    let (refused, later) = (InboxKind::Refused, today.saturating_add(40.days()));
    store
        .note_in_inbox(world.guild.0, refused, "what", later)
        .unwrap();
    assert_eq!(store.expire_departed(later).unwrap(), [0; 0]);
    assert_eq!(store.inbox(world.guild.0).unwrap().len(), 1);
    assert_eq!(store.settings(world.guild.0).unwrap(), on);
    world.assert_clean();
}
