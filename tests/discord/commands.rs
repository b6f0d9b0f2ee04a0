//! Slash commands and context menus of the bot, everywhere they can be used, in each language.

use footnote::answer::Request;
use footnote::store::Store;
use serde_json::{Value, json};

use crate::console::Console;
use crate::discord::{Bot, ChannelId, Interaction, Message, UserId, World, route};

/// The permission Manage Server.
pub(crate) const MANAGE_SERVER: u64 = 1 << 5;

/// A bot on the test's files with its commands registered.
pub(crate) async fn start(world: &World, settings: &str) -> Bot {
    let registered = world.requests(route::SET_COMMANDS).len();
    let bot = Bot::start(world, settings).await;
    world
        .until_requested(route::SET_COMMANDS, registered + 1)
        .await;
    bot
}

/// Somebody who may manage the server.
pub(crate) fn manager(world: &World) -> UserId {
    let manager = world.new_user("manager");
    world.set(manager, |person| person.permissions |= MANAGE_SERVER);
    manager
}

/// A change of the settings that has to be accepted.
pub(crate) async fn set(world: &World, manager: UserId, name: &str, options: &[(&str, Value)]) {
    let command = world.slash(manager, world.channel, &format!("settings {name}"), options);
    let shown = command.message().await;
    assert!(shown.ephemeral(), "settings are shown to the person alone");
    assert_eq!(shown.embeds().len(), 1, "{}", shown.text());
}

/// A command with its options, and what the console says to it.
type Case = (&'static str, Vec<(&'static str, Value)>, String);

/// Every command that answers, and what the console says to it.
fn cases(console: &Console) -> Vec<Case> {
    let question = "how did rescues change between 2020 and 2023?";
    let asked = (
        "ask",
        vec![("question", json!(question))],
        console.ask(question),
    );
    let requests = series(console).into_iter().chain(lists(console));
    let requests =
        requests.map(|(name, options, request)| (name, options, console.request(&request)));
    std::iter::once(asked).chain(requests).collect()
}

/// A command with its options, and the request that it makes.
type Requested = (&'static str, Vec<(&'static str, Value)>, Request);

/// Commands about a metric.
fn series(console: &Console) -> [Requested; 4] {
    let metric = console.metric("outages");
    let named = |name: &str| ("metric", json!(name));
    let compare = Request::Compare {
        metric,
        from: 2020,
        to: 2022,
    };
    let trend = |from, to| Request::Trend { metric, from, to };
    let stretch = |from: i16, to: i16| [("from", json!(from)), ("to", json!(to))];
    let with_stretch = |name, from, to| {
        let stretch = stretch(from, to);
        std::iter::once(named(name)).chain(stretch).collect()
    };
    [
        ("compare", with_stretch("outages", 2020, 2022), compare),
        ("trend", vec![named("outages")], trend(None, None)),
        (
            "trend",
            with_stretch("lamp outages", 2019, 2022),
            trend(Some(2019), Some(2022)),
        ),
        ("top", vec![named("outages")], Request::Top { metric }),
    ]
}

/// Commands about years, outlets, everything.
fn lists(console: &Console) -> [Requested; 5] {
    let year = |metric| Request::Year { year: 2022, metric };
    let sources = |outlet| Request::Sources { outlet };
    let outages = Some(console.metric("outages"));
    let guild = Some(console.outlet("Lamp & Tide"));
    let both = vec![("year", json!(2022)), ("metric", json!("outages"))];
    [
        ("year", vec![("year", json!(2022))], year(None)),
        ("year", both, year(outages)),
        ("sources", vec![], sources(None)),
        (
            "sources",
            vec![("outlet", json!("Lamp & Tide"))],
            sources(guild),
        ),
        ("topics", vec![], Request::Topics),
    ]
}

/// A place where commands are used: who uses them, and the channel.
fn places(world: &World) -> [(&'static str, UserId, ChannelId); 3] {
    let guest = world.new_user("guest");
    world.set(guest, |person| person.brings_the_app = true);
    [
        ("server", world.user, world.channel),
        (
            "direct messages",
            world.user,
            world.direct_messages(world.user),
        ),
        ("brought along by its user", guest, world.channel),
    ]
}

/// A locale and the labels of buttons in it: *Chart*, *How computed*, *Sources*, *Cite*, *Delete*.
const LOCALES: [(&str, [&str; 5]); 3] = [
    (
        "en-US",
        ["Chart", "How computed", "Sources", "Cite", "Delete"],
    ),
    (
        "ru",
        [
            "График",
            "Как посчитано",
            "Источники",
            "Цитировать",
            "Удалить",
        ],
    ),
    (
        "uk",
        ["Графік", "Як пораховано", "Джерела", "Цитувати", "Видалити"],
    ),
];

#[tokio::test]
async fn every_command_says_what_the_console_says_everywhere_in_every_language() {
    let console = Console::lighthouses();
    let cases = cases(&console);
    let world = World::start().await;
    let places = places(&world);
    let _bot = start(&world, "").await;
    for (place, user, channel) in places {
        for (locale, labels) in LOCALES {
            world.set(user, |person| person.locale = locale.to_owned());
            for (name, options, expected) in &cases {
                let case = format!("/{name} {options:?} in {place}, {locale}");
                let answer = world.slash(user, channel, name, options).message().await;
                assert_eq!(answer.text(), *expected, "{case}");
                assert!(!answer.ephemeral() && answer.pings().is_empty(), "{case}");
                let chart = *name == "trend";
                assert_eq!(answer.attachments().len(), usize::from(chart), "{case}");
                for label in labels {
                    let shown = answer.labels().contains(&label);
                    // A list of sources and topics rests on no figure to draw or compute.
                    let due = label == labels[4] || !matches!(*name, "sources" | "topics");
                    assert!(shown || !due, "`{label}` for {case}: {:?}", answer.labels());
                }
            }
        }
    }
    world.assert_clean();
}

#[tokio::test]
async fn a_chart_comes_with_the_trend_as_a_picture_with_words_for_it() {
    let world = World::start().await;
    let _bot = start(&world, "").await;
    let options = [("metric", json!("outages"))];
    let command = world.slash(world.user, world.channel, "trend", &options);
    let answer = command.message().await;
    let chart = answer.attachments()[0].clone();
    assert_eq!(chart["filename"], "chart.png");
    let alt = chart["description"].as_str().unwrap();
    assert!(alt.contains("outages") && alt.contains("655"), "{alt}");
    assert_eq!(
        answer.embeds()[0]["image"]["url"],
        "attachment://chart.png",
        "it stands in the embed"
    );
    let bytes = world.uploaded(&chart);
    assert!(bytes.starts_with(b"\x89PNG\r\n") && bytes.len() > 5_000);
    world.assert_clean();
}

#[tokio::test]
async fn the_menus_of_a_message_answer_and_check_it() {
    let console = Console::lighthouses();
    let world = World::start().await;
    let other = world.new_user("other");
    let direct = world.direct_messages(world.user);
    let _bot = start(&world, "").await;
    let question = "lamp outages, 2022";
    let claim = "There were 700 lamp outages in 2022.";
    let checked = console.check(claim);
    assert!(checked.contains("655"), "{checked}");
    for (channel, author) in [(world.channel, other), (direct, world.user)] {
        let asked = world.say(channel, author, question);
        let claimed = world.say(channel, author, claim);
        for (name, message, expected) in [
            ("Answer this", asked, console.ask(question)),
            ("Check this claim", claimed, checked.clone()),
        ] {
            let answer = world.context_menu(world.user, name, message);
            let answer = answer.message().await;
            assert_eq!((answer.text(), answer.ephemeral()), (expected, false));
        }
    }
    let empty = world.attach(world.channel, other, "", "picture.png", b"no text");
    let answer = world.context_menu(world.user, "Answer this", empty);
    let answer = answer.message().await;
    assert!(answer.ephemeral() && answer.text().contains("no text"));
    world.assert_clean();
}

/// What is offered while the last option is typed.
async fn offered(world: &World, name: &str, options: &[(&str, Value)]) -> Vec<(String, Value)> {
    let typing = world.autocomplete(world.user, world.channel, name, options);
    let response = typing.response().await;
    assert_eq!(response.kind, 8, "choices");
    let choices = response.data["choices"].as_array().unwrap();
    let choice = |choice: &Value| {
        let name = choice["name"].as_str().unwrap().to_owned();
        (name, choice["value"].clone())
    };
    choices.iter().map(choice).collect()
}

#[tokio::test]
async fn options_are_suggested_as_they_are_typed_the_likeliest_first() {
    let world = World::start().await;
    let _bot = start(&world, "").await;
    let first = async |name: &str, options: &[(&str, Value)]| {
        let offered = offered(&world, name, options).await;
        offered.into_iter().next().map(|(_, value)| value)
    };
    for (name, options, expected) in [
        ("trend", vec![("metric", json!(""))], Some(json!("outages"))),
        (
            "trend",
            vec![("metric", json!("fog"))],
            Some(json!("fog_outages")),
        ),
        (
            "top",
            vec![("metric", json!("rscues"))],
            Some(json!("rescues")),
        ),
        ("top", vec![("metric", json!("zzzzqq"))], None),
        ("year", vec![("year", json!(""))], Some(json!(2023))),
        ("year", vec![("year", json!("2021"))], Some(json!(2021))),
        ("year", vec![("year", json!("nonsense"))], None),
        (
            "compare",
            vec![("metric", json!("outages")), ("from", json!("201"))],
            Some(json!(2019)),
        ),
        (
            "compare",
            vec![("metric", json!("half ty")), ("to", json!("202"))],
            Some(json!(2023)),
        ),
        (
            "sources",
            vec![("outlet", json!("tide"))],
            Some(json!("lamp_and_tide")),
        ),
    ] {
        assert_eq!(first(name, &options).await, expected, "{name} {options:?}");
    }
    let metrics = offered(&world, "trend", &[("metric", json!(""))]).await;
    assert!(metrics.len() > 3, "{metrics:?}");
    assert_eq!(metrics[0].0, "lamp outages, 2016–2023");
    world.assert_clean();
}

#[tokio::test]
async fn what_was_never_offered_is_answered_kindly() {
    let world = World::start().await;
    let _bot = start(&world, "").await;
    let long = "lamp ".repeat(1_200);
    for (name, options, expected) in [
        (
            "trend",
            vec![("metric", json!("<@1> nonsense"))],
            "names none of the data",
        ),
        ("top", vec![("metric", json!(long))], "names none"),
        (
            "top",
            vec![("metric", json!("lamp"))],
            "lamp outages, 2016–2023",
        ),
        ("year", vec![("year", json!(-5))], "- 2023"),
        (
            "year",
            vec![("year", json!(9_007_199_254_740_991_i64))],
            "- 2023",
        ),
        (
            "compare",
            vec![
                ("metric", json!("outages")),
                ("from", json!(20)),
                ("to", json!(2022)),
            ],
            "- 2023",
        ),
        ("sources", vec![("outlet", json!("The Bee"))], "names none"),
    ] {
        let command = world.slash(world.user, world.channel, name, &options);
        let answer = command.message().await;
        assert!(answer.ephemeral(), "{name} {options:?}");
        assert!(answer.text().contains(expected), "{}", answer.text());
        assert!(answer.pings().is_empty());
    }
    // A year without figures is a year, and the answer says that there are none.
    let command = world.slash(world.user, world.channel, "year", &[("year", json!(1999))]);
    let answer = command.message().await;
    assert!(!answer.ephemeral() && !answer.text().is_empty());
    world.assert_clean();
}

#[tokio::test]
async fn what_another_version_registered_is_answered_kindly() {
    let world = World::start().await;
    let _bot = start(&world, "").await;
    // Nearly an hour; how nearly depends on the machine.
    for (locale, expected) in [
        ("en-US", "another version of the bot"),
        ("ru", "от другой версии"),
        ("uk", "від іншої версії"),
    ] {
        world.set(world.user, |person| person.locale = locale.to_owned());
        let answer = world.slash_of_another_version(world.user, world.channel, "forecast");
        let answer = answer.message().await;
        assert!(answer.ephemeral());
        assert!(answer.text().contains(expected), "{}", answer.text());
    }
    world.assert_clean();
}

#[tokio::test]
async fn in_silent_channels_only_the_person_sees_the_answer() {
    let console = Console::lighthouses();
    let world = World::start().await;
    let quiet = world.new_channel(world.guild, "quiet");
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    let silent = [
        ("channel", json!(quiet.to_string())),
        ("mode", json!("silent")),
    ];
    set(&world, manager, "channel", &silent).await;
    for (name, options, expected) in cases(&console) {
        for (channel, alone) in [(quiet, true), (world.channel, false)] {
            let answer = world.slash(world.user, channel, name, &options);
            let answer = answer.message().await;
            assert_eq!(
                (answer.text(), answer.ephemeral()),
                (expected.clone(), alone)
            );
        }
    }
    world.assert_clean();
}

#[tokio::test]
async fn too_many_questions_wait_and_settings_never_do() {
    let world = World::start().await;
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    set(&world, manager, "cooldown", &[("seconds", json!(3_600))]).await;
    let ask = async |user: UserId| -> Message {
        let options = [("question", json!("lamp outages in 2022"))];
        let command: Interaction = world.slash(user, world.channel, "ask", &options);
        command.message().await
    };
    for _ in 0..5 {
        assert!(!ask(manager).await.ephemeral());
    }
    for (locale, expected) in [
        ("en-US", "your next question can come in 3"),
        ("uk", "можна поставити через 3"),
    ] {
        world.set(manager, |person| person.locale = locale.to_owned());
        let answer = ask(manager).await;
        assert!(answer.ephemeral());
        assert!(answer.text().contains(expected), "{}", answer.text());
    }
    assert!(!ask(world.user).await.ephemeral(), "somebody else may ask");
    for name in ["help", "privacy show", "settings show"] {
        let answer = world.slash(manager, world.channel, name, &[]);
        assert_eq!(answer.message().await.embeds().len(), 1, "{name}");
    }
    set(&world, manager, "cooldown", &[("seconds", json!(0))]).await;
    assert!(!ask(manager).await.ephemeral());
    world.assert_clean();
}

#[tokio::test]
async fn commands_are_registered_in_three_languages_for_servers_and_people() {
    let world = World::start().await;
    let _bot = start(&world, "").await;
    let commands = world.requests(route::SET_COMMANDS).remove(0).body;
    let commands = commands.as_array().unwrap();
    let names: Vec<&str> = commands
        .iter()
        .filter_map(|command| command["name"].as_str())
        .collect();
    for name in [
        "ask",
        "year",
        "compare",
        "trend",
        "top",
        "sources",
        "topics",
        "check",
        "help",
        "privacy",
        "settings",
        "Answer this",
        "Check this claim",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    for command in commands {
        localised(command);
        // Moderators use theirs in direct messages too; settings are those of a server.
        let (managed, kinds, contexts) = match command["name"].as_str().unwrap() {
            "settings" => (true, json!([0]), json!([0])),
            "intents" => (true, json!([0]), json!([0, 1])),
            _ => (false, json!([0, 1]), json!([0, 1, 2])),
        };
        assert_eq!(command["integration_types"], kinds, "{command}");
        assert_eq!(command["contexts"], contexts, "{command}");
        let needed = &command["default_member_permissions"];
        assert_eq!(*needed == json!(MANAGE_SERVER), managed, "{command}");
    }
    world.assert_clean();
}

/// Names and descriptions of a command, and of all that is below it, are there in Russian and Ukrainian.
fn localised(entry: &Value) {
    for key in ["name", "description"] {
        if entry[key].as_str().is_none_or(str::is_empty) {
            continue;
        }
        for locale in ["ru", "uk"] {
            let text = &entry[format!("{key}_localizations")][locale];
            let text = text.as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{key} in {locale}: {entry}");
        }
    }
    for below in ["options", "choices"] {
        let below = entry[below].as_array();
        below.into_iter().flatten().for_each(localised);
    }
}

#[tokio::test]
async fn what_a_command_asks_in_vain_goes_into_the_inbox() {
    let world = World::start().await;
    let manager = manager(&world);
    let bot = start(&world, "").await;
    set(&world, manager, "inbox", &[("on", json!(true))]).await;
    for question in ["zorps in 2022", "lamp outages, 2022"] {
        let options = [("question", json!(question))];
        let asked = world.slash(world.user, world.channel, "ask", &options);
        asked.message().await;
    }
    let said = world.say(world.channel, manager, "quarks in 2021");
    let menu = world.context_menu(world.user, "Answer this", said);
    menu.message().await;
    bot.terminate().await;
    let store = Store::open(&world.directory().join("footnote.db")).unwrap();
    let entries = store.inbox(world.guild.0).unwrap();
    let mut texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["quarks in 2021", "zorps in 2022"]);
    world.assert_clean();
}
