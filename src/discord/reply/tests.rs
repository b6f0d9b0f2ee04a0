//! Whatever an answer holds, its message keeps Discord's limits.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::answer::{Choice, Citation, Verdict};
use crate::discord::words::words;
use crate::files::read_directory;
use crate::{dataset, intents};

static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = |path: &str| read_directory(&root.join(path)).unwrap().files;
    let (dataset, _) = dataset::load(&texts("tests/data/lighthouses"));
    let (intents, _) = intents::load(&texts("intents/operations"));
    Snapshot::new(dataset, intents, crate::message::shipped().unwrap()).0
});

fn citation() -> impl Strategy<Value = Citation> {
    let url = prop::option::of("https://[a-zж]{1,9}\\.example/[a-z]{0,700}");
    (".{0,120}", prop::option::of(".{0,120}"), url).prop_map(|(outlet, via, url)| Citation {
        outlet,
        via,
        url,
        source: String::new(),
        title: None,
        published: String::new(),
        accessed: None,
        body: String::new(),
        single: false,
    })
}

fn choice() -> impl Strategy<Value = Choice> {
    let metrics = SNAPSHOT.dataset.metrics.iter();
    let shorts: Vec<String> = metrics.map(|metric| metric.short.clone()).collect();
    let question = prop_oneof![".{0,150}", prop::sample::select(shorts)];
    ("\\PC{0,120}", question).prop_map(|(label, question)| Choice {
        query: crate::query::Query::Reply(question.clone()),
        label,
        question,
    })
}

fn answer() -> impl Strategy<Value = Answer> {
    let status = prop::sample::select(vec![
        Status::Answered,
        Status::Clarify,
        Status::NoData,
        Status::NotComparable,
        Status::OutOfScope,
        Status::NotUnderstood,
        Status::Help,
    ]);
    let verdict = prop::option::of(prop::sample::select(vec![
        Verdict::Supported,
        Verdict::Contradicted,
        Verdict::CannotCheck,
    ]));
    let sentence = "([a-zA-Zж😀@<>*_]{1,30} ){1,12}\\. ?\n?(-# Source: \\[[a-z ]{1,20}\\]\\(<https://x\\.example/[a-z]{1,40}>\\)\n)?";
    let text = prop::collection::vec(sentence, 1..60).prop_map(|parts| parts.concat());
    let citations = prop::collection::vec(citation(), 0..9);
    let choices = prop::collection::vec(choice(), 0..9);
    (status, verdict, text, citations, choices).prop_map(
        |(status, verdict, text, citations, choices)| Answer {
            status,
            text,
            value: None,
            unit: None,
            intent: None,
            query: None,
            confidence: 1.0,
            verdict,
            citations,
            figures: Vec::new(),
            computation: None,
            caveats: Vec::new(),
            choices,
            answer_id: String::new(),
        },
    )
}

fn length(value: &Value) -> usize {
    value.as_str().unwrap_or_default().encode_utf16().count()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Fails where a message breaks a limit of Discord.
fn check(message: &Value) {
    let embeds = list(message, "embeds");
    let descriptions = embeds.iter().map(|embed| length(&embed["description"]));
    assert!(descriptions.clone().all(|length| length <= 4_096));
    assert!(embeds.len() <= 10 && descriptions.sum::<usize>() <= 6_000);
    assert!(length(&message["content"]) <= 2_000);
    let rows = list(message, "components");
    assert!(rows.len() <= 5);
    let mut ids = HashSet::new();
    for row in rows {
        let buttons = list(row, "components");
        assert!((1..=5).contains(&buttons.len()));
        for button in buttons {
            let label = button["label"].as_str().unwrap_or_default();
            assert!((1..=80).contains(&label.chars().count()), "{button}");
            assert!(!label.trim().is_empty(), "{button}");
            match button["custom_id"].as_str() {
                Some(id) => {
                    assert!((1..=100).contains(&id.chars().count()), "{button}");
                    assert!(ids.insert(id), "{id} comes twice");
                }
                None => assert!((1..=512).contains(&length(&button["url"])), "{button}"),
            }
        }
    }
    let mentions = &message["allowed_mentions"];
    assert_eq!(list(mentions, "parse"), [] as [Value; 0]);
    assert_eq!(mentions["replied_user"], false);
}

proptest! {
    #[test]
    fn every_message_keeps_discords_limits(
        answer in answer(),
        question in ".{0,300}",
        asker in any::<u64>(),
        inbox in any::<bool>(),
        locale in prop::sample::select(vec!["en", "ru", "uk"]),
    ) {
        let around = Around {
            snapshot: &SNAPSHOT,
            asker,
            question: &question,
            inbox,
            words: words(locale),
        };
        let reply = Reply::answer(&answer, &around);
        let value = |response| serde_json::to_value(response).unwrap();
        check(&serde_json::to_value(reply.message()).unwrap());
        check(&serde_json::to_value(reply.plain_message()).unwrap());
        check(&serde_json::to_value(reply.edit()).unwrap());
        for response in [reply.public(), reply.private(), reply.update()] {
            check(&value(response)["data"]);
        }
        check(&value(Reply::page(&answer.text).private())["data"]);
    }
}
