//! The buttons under an answer: pressed at once and after a restart, by the asker, by moderators, by somebody else.

use footnote::answer::{Receipt, Style};
use footnote::store::{InboxKind, Store};
use serde_json::json;

use crate::commands::{manager, set, start};
use crate::console::{Console, root};
use crate::discord::{ChannelId, Message, UserId, World};

const QUESTION: &str = "how did rescues change between 2020 and 2023?";
/// The permission Manage Messages.
const MANAGE_MESSAGES: u64 = 1 << 13;

/// The answer to a question by command.
async fn ask(world: &World, user: UserId, channel: ChannelId, question: &str) -> Message {
    let options = [("question", json!(question))];
    let command = world.slash(user, channel, "ask", &options);
    command.message().await
}

/// The id of the button with a label.
fn id(message: &Message, label: &str) -> String {
    let id = message.component(label)["custom_id"].as_str();
    id.unwrap().to_owned()
}

/// Presses what shows something to the person alone, and checks each against the console.
async fn check_receipts(world: &World, console: &Console, answer: &Message) {
    let how = id(answer, "How computed");
    let receipt = how.strip_prefix("how:").unwrap();
    let receipt = Receipt::decode(&console.snapshot, receipt).unwrap();
    for (label, expected) in [
        ("How computed", receipt.how_computed(&console.snapshot)),
        ("Sources", receipt.sources(&console.snapshot)),
    ] {
        let pressed = world.press(world.user, answer.id, label);
        let page = pressed.message().await;
        assert_eq!(page.text(), expected, "{label}");
        assert!(page.ephemeral() && page.labels().is_empty(), "{label}");
    }
    let cited = world.press(world.user, answer.id, "Cite");
    let cited = cited.message().await;
    assert!(cited.ephemeral());
    for style in Style::ALL {
        let all = style.all(&receipt.citations(&console.snapshot));
        let block = format!("**{}**\n```\n{all}\n```", style.name());
        assert!(cited.text().contains(&block), "{}", cited.text());
    }
    let chart = world.press(world.user, answer.id, "Chart");
    let chart = chart.message().await;
    assert!(chart.ephemeral());
    let picture = chart.attachments()[0].clone();
    assert!(world.uploaded(&picture).starts_with(b"\x89PNG"));
    let alt = picture["description"].as_str().unwrap();
    assert!(alt.contains("Boats brought in by keepers"), "{alt}");
}

#[tokio::test]
async fn what_an_answer_rests_on_is_shown_before_and_after_a_restart() {
    let console = Console::lighthouses();
    let world = World::start().await;
    let direct = world.direct_messages(world.user);
    let bot = start(&world, "").await;
    let answers = [
        ask(&world, world.user, world.channel, QUESTION).await,
        ask(&world, world.user, direct, QUESTION).await,
    ];
    for answer in &answers {
        assert_eq!(
            answer.labels()[..5],
            ["Chart", "How computed", "Sources", "Cite", "Delete"]
        );
        check_receipts(&world, &console, answer).await;
    }
    bot.terminate().await;
    let _bot = start(&world, "").await;
    for answer in &answers {
        check_receipts(&world, &console, answer).await;
    }
    world.assert_clean();
}

#[tokio::test]
async fn buttons_under_messages_speak_the_language_of_the_question() {
    let world = World::start().await;
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    let labels = async |text: &str| {
        let question = world.ask(world.channel, world.new_user("somebody"), text);
        world.reply_to(question).await.labels().join(", ")
    };
    let russian = labels("outages в 2022 году").await;
    assert!(russian.contains("Источники"), "{russian}");
    let english = labels("outages in 2022").await;
    assert!(english.contains("Sources"), "{english}");
    set(&world, manager, "language", &[("language", json!("uk"))]).await;
    let ukrainian = labels("outages in 2022").await;
    assert!(ukrainian.contains("Джерела"), "{ukrainian}");
    world.assert_clean();
}

#[tokio::test]
async fn charts_and_choices_wait_as_questions_do() {
    let world = World::start().await;
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    set(&world, manager, "cooldown", &[("seconds", json!(3_600))]).await;
    let answer = ask(&world, world.user, world.channel, QUESTION).await;
    let choice = format!("ask:{:x}:outages in 2022", world.user.0);
    let mut refused = Vec::new();
    for label in [
        "chart", "choice", "chart", "choice", "chart", "choice", "chart",
    ] {
        let pressed = match label {
            "chart" => world.press(world.user, answer.id, "Chart"),
            _ => world.press_id(world.user, answer.id, &choice),
        };
        refused.push(
            pressed
                .message()
                .await
                .text()
                .contains("your next question"),
        );
    }
    // The question and four presses were the five that anybody has at once.
    assert_eq!(refused, [false, false, false, false, true, true, true]);
    let sources = world
        .press(world.user, answer.id, "Sources")
        .message()
        .await;
    assert!(
        !sources.text().contains("your next question"),
        "{}",
        sources.text()
    );
    world.assert_clean();
}

#[tokio::test]
async fn buttons_of_other_data_or_of_nobody_are_answered_kindly() {
    let world = World::start().await;
    let bot = start(&world, "").await;
    let answer = ask(&world, world.user, world.channel, QUESTION).await;
    let long = "x".repeat(100);
    for (id, expected) in [
        ("", "another version"),
        ("del:", "another version"),
        ("del:not a number", "another version"),
        ("ask:zz:how many?", "another version"),
        ("nam:1:nothing: 2022", "another version"),
        ("forecast:2030", "another version"),
        (long.as_str(), "another version"),
        ("how:", "do not know this button"),
        ("src:n0...0", "do not know this button"),
        ("cht:x9.<@1>..0", "do not know this button"),
        ("how:n0.00000..0", "do not know this button"),
    ] {
        let page = world.press_id(world.user, answer.id, id);
        let page = page.message().await;
        assert!(page.ephemeral() && page.pings().is_empty(), "{id}");
        let text = page.text().to_lowercase();
        assert!(text.contains(expected), "{id}: {text}");
    }
    // The figures change while the answer stands.
    bot.terminate().await;
    let data = changed_data(&world, "people.toml", |text| {
        text.replace("value = 66\n", "value = 67\n")
    });
    let _bot = start(&world, &data.settings()).await;
    for label in ["Chart", "How computed", "Sources", "Cite"] {
        let page = world.press(world.user, answer.id, label);
        let text = page.message().await.text().to_lowercase();
        assert!(text.contains("changed"), "{label}: {text}");
    }
    world.assert_clean();
}

/// The tests' data with one file of them changed, in the world's directory.
fn changed_data(world: &World, name: &str, change: impl Fn(String) -> String) -> Console {
    let directory = world.directory().join("data");
    std::fs::create_dir_all(&directory).unwrap();
    for entry in std::fs::read_dir(root().join("tests/data/lighthouses")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let file = path.file_name().unwrap();
        let text = if file == name { change(text) } else { text };
        std::fs::write(directory.join(file), text).unwrap();
    }
    Console::of(&directory, &root().join("intents/operations"))
}

#[tokio::test]
async fn wrong_answers_are_reported_where_the_inbox_is_on() {
    let world = World::start().await;
    let manager = manager(&world);
    let direct = world.direct_messages(world.user);
    let bot = start(&world, "").await;
    let off = ask(&world, world.user, world.channel, QUESTION).await;
    assert!(!off.labels().contains(&"Wrong answer?"));
    set(&world, manager, "inbox", &[("on", json!(true))]).await;
    let outside = ask(&world, world.user, direct, QUESTION).await;
    assert!(!outside.labels().contains(&"Wrong answer?"));
    let question = "How many lamp outages, <@1>, were there in 2022?";
    let answer = ask(&world, world.user, world.channel, question).await;
    let options = [
        ("metric", json!("outages")),
        ("from", json!(2020)),
        ("to", json!(2022)),
    ];
    let compared = world.slash(world.user, world.channel, "compare", &options);
    let compared = compared.message().await;
    let report = async |message: &Message, expected: &str| {
        let noted = world.press(world.user, message.id, "Wrong answer?");
        let noted = noted.message().await;
        assert!(
            noted.ephemeral() && noted.text().contains(expected),
            "{}",
            noted.text()
        );
    };
    report(&answer, "Noted for the moderators").await;
    report(&compared, "Noted for the moderators").await;
    bot.terminate().await;
    let bot = start(&world, "").await;
    report(&answer, "Noted for the moderators").await;
    // What is under way is written before the bot ends.
    bot.terminate().await;
    let store = Store::open(&world.directory().join("footnote.db")).unwrap();
    let entries = store.inbox(world.guild.0).unwrap();
    let reported = entries
        .iter()
        .filter(|entry| entry.kind == InboxKind::MarkedWrong);
    let entries: Vec<(InboxKind, &str, u64)> = reported
        .map(|entry| (entry.kind, entry.text.as_str(), entry.count))
        .collect();
    assert_eq!(entries.len(), 2, "{entries:?}");
    assert_eq!(entries[0].2, 2, "reported twice: {entries:?}");
    assert!(entries[0].1.starts_with("how many lamp outages") && !entries[0].1.contains("<@1>"));
    assert!(
        entries[1].1.ends_with("compare outages 2020 2022"),
        "{entries:?}"
    );
    let _bot = start(&world, "").await;
    set(&world, manager, "inbox", &[("on", json!(false))]).await;
    report(&answer, "does not collect").await;
    world.assert_clean();
}

#[tokio::test]
async fn an_answer_is_deleted_by_its_asker_and_by_moderators_only() {
    let world = World::start().await;
    let direct = world.direct_messages(world.user);
    let manager = manager(&world);
    let role = 4_711;
    let [stranger, guest, by_permission, by_role] =
        ["stranger", "guest", "by permission", "by role"].map(|name| world.new_user(name));
    world.shared.with(|state| {
        let guild = state.guilds.get_mut(&world.guild.0).unwrap();
        guild.roles.push((role, "keepers of answers".to_owned()));
    });
    world.set(guest, |person| person.brings_the_app = true);
    world.set(by_permission, |person| {
        person.permissions |= MANAGE_MESSAGES;
    });
    world.set(by_role, |person| person.roles.push(role));
    let bot = start(&world, "").await;
    let mut answers = Vec::new();
    for (asker, channel) in [
        (world.user, world.channel),
        (world.user, direct),
        (guest, world.channel),
        (world.user, world.channel),
        (world.user, world.channel),
        (world.user, world.channel),
    ] {
        answers.push(ask(&world, asker, channel, QUESTION).await.id);
    }
    let [own, in_direct, of_guest, first, second, third] = answers[..] else {
        panic!("{answers:?}");
    };
    bot.terminate().await;
    let _bot = start(&world, "").await;

    let refused = async |person: UserId, message| {
        let page = world.press(person, message, "Delete").message().await;
        assert!(page.ephemeral() && page.text().contains("can delete this answer"));
        assert!(!world.message(message).deleted);
    };
    refused(stranger, own).await;
    refused(by_role, own).await;
    refused(world.user, of_guest).await;
    let deleted = async |person: UserId, message| {
        let pressed = world.press(person, message, "Delete");
        assert_eq!(pressed.response().await.kind, 6, "nothing is shown");
        world.until_deleted(message).await;
    };
    deleted(world.user, own).await;
    deleted(world.user, in_direct).await;
    deleted(guest, of_guest).await;
    deleted(by_permission, first).await;
    deleted(manager, second).await;
    let moderators = [("role", json!(role.to_string())), ("allowed", json!(true))];
    set(&world, manager, "moderator", &moderators).await;
    deleted(by_role, third).await;
    world.assert_clean();
}

/// The labels of choices: those before the buttons that every answer has.
fn choices(message: &Message) -> Vec<String> {
    let ids = message.components().into_iter().filter(|component| {
        let id = component["custom_id"].as_str().unwrap_or_default();
        id.starts_with("ask:")
    });
    ids.map(|button| button["label"].as_str().unwrap().to_owned())
        .collect()
}

/// Asks what has several readings, restarts the bot, and chooses each of them as the asker and as somebody else.
async fn check_choices(
    world: &World,
    console: &Console,
    question: &str,
    offered: &[(String, String)],
) {
    let (labels, words): (Vec<&str>, Vec<&str>) = offered
        .iter()
        .map(|(label, words)| (label.as_str(), words.as_str()))
        .unzip();
    let other = world.new_user("other");
    let settings = console.settings();
    let bot = start(world, &settings).await;
    let asked = ask(world, world.user, world.channel, question).await;
    assert_eq!(asked.text(), console.ask(question));
    assert_eq!(choices(&asked), labels);
    assert!(!asked.ephemeral());
    bot.terminate().await;
    let _bot = start(world, &settings).await;
    for (label, words) in labels.iter().zip(words) {
        let expected = console.ask(words);
        let beside = world.press(other, asked.id, label).message().await;
        assert!(beside.ephemeral(), "others see it beside the question");
        assert_eq!(beside.text(), expected);
        let copy = world.press(other, beside.id, "Delete");
        assert_eq!(copy.response().await.kind, 6, "their copy is theirs");
        assert_eq!(choices(&world.message(asked.id)), labels);

        // Otherwise the question would be a follow-up to the reading that was chosen before.
        let forget = world.slash(world.user, world.channel, "privacy delete", &[]);
        forget.message().await;
        let again = ask(world, world.user, world.channel, question).await;
        let pressed = world.press(world.user, again.id, label);
        assert_eq!(
            pressed.response().await.kind,
            7,
            "the asker sees it in place"
        );
        let answer = world.message(again.id);
        assert_eq!(answer.text(), expected);
        assert_eq!(choices(&answer), [""; 0]);
        assert!(answer.labels().contains(&"Sources"));
    }
    world.assert_clean();
}

#[tokio::test]
async fn several_readings_are_offered_as_buttons_that_outlive_a_restart() {
    let world = World::start().await;
    let console = Console::lighthouses();
    let question = "2022 compared";
    let choices = console.choices(question);
    assert!(choices.len() > 1, "{choices:?}");
    check_choices(&world, &console, question, &choices).await;
}

#[tokio::test]
async fn a_reading_too_long_for_a_button_loses_nothing() {
    let world = World::start().await;
    let name = |what: &str| {
        format!(
            "{what}, as entered by the keepers in the registers of all eleven lighthouses of the islands, each lamp apart"
        )
    };
    let data = changed_data(&world, "lamps.toml", |text| {
        let text = text.replace(r#""lamp outages""#, &format!("{:?}", name("lamp outages")));
        text.replace(r#""fog outages""#, &format!("{:?}", name("fog outages")))
    });
    let cut = |what: &str| -> String {
        let kept: String = format!("{}, 2022", name(what)).chars().take(79).collect();
        let (whole, _) = kept.rsplit_once(' ').unwrap();
        format!("{whole}…")
    };
    let question = "the sum for 2022";
    let choices = data.choices(question);
    let too_long = (
        cut("lamp outages"),
        format!("{}, 2022", name("lamp outages")),
    );
    assert!(choices.contains(&too_long), "{choices:?}");
    check_choices(&world, &data, question, &choices).await;
}

#[tokio::test]
async fn the_ids_of_a_message_differ_and_keep_their_limit() {
    let world = World::start().await;
    let manager = manager(&world);
    let _bot = start(&world, "").await;
    set(&world, manager, "inbox", &[("on", json!(true))]).await;
    let long = format!(
        "{} <@1> ж?",
        "all figures of lamp outages since 2016 ".repeat(20)
    );
    for question in ["list all figures", "how many in 2022?", QUESTION, &long] {
        // The fake holds ids to their length, and to being different.
        let answer = ask(&world, world.user, world.channel, question).await;
        assert!(!answer.components().is_empty(), "{question}");
    }
    world.assert_clean();
}
