//! What was not understood.

use insta::assert_snapshot;

use super::*;

#[test]
fn questions_are_grouped_by_likeness() {
    let in_force = &*OPERATIONS;
    let asked = [
        ("do keepers get paid for storms", 2),
        ("do the keepers get paid for the storms?", 3),
        ("what colour is the sea", 4),
        ("colour of the sea", 1),
        ("😀", 1),
    ];
    let mut asked: Vec<Asked> = asked
        .iter()
        .map(|(text, count)| Asked {
            text: (*text).to_owned(),
            count: *count,
        })
        .collect();
    let groups = grouped(in_force.snapshot(), &asked, TODAY);
    let shown: Vec<String> = groups
        .iter()
        .map(|group| format!("{} {} {}", group.count, group.members.len(), group.question))
        .collect();
    assert_snapshot!(shown.join("\n"), @r"
    5 2 do the keepers get paid for the storms?
    5 2 what colour is the sea
    1 1 😀
    ");
    asked.reverse();
    assert_eq!(grouped(in_force.snapshot(), &asked, TODAY), groups);
}

#[test]
fn a_question_finds_its_likeliest_intents_and_what_it_lacks() {
    let in_force = &*WITH_STORMS;
    let guessed = guesses(
        in_force.snapshot(),
        "which melodies do storms hum",
        3,
        TODAY,
    );
    assert_eq!(
        guessed.first().map(|guess| guess.intent.as_str()),
        Some("storms"),
        "{guessed:?}"
    );
    let told = |question: &str, intent: &str| {
        near_miss(in_force, question, intent)
            .map_or_else(|| "lands".to_owned(), |miss| near_miss_text(&miss))
    };
    assert_snapshot!(told("what songs do storms have", "storms"), @r"lands");
    assert_snapshot!(told("which melodies do storms hum", "storms"), @r#"
    `storms` is likely by 2% (needed: 74%), and nothing knows the words "melodies", "hum".
    With the phrase "which melodies do storms hum" the answer would be: They howl.
    "#);
    assert_snapshot!(told("how many zorps in 2022", "value"), @r#"
    `value` is likely by 4% (needed: 74%), and nothing knows the word "zorps".
    If "zorps" were a name of `outages`, the answer would be: 655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    If "zorps" were a name of `fog_outages`, the answer would be: 204 outages\: lamp outages in fog, 2022, the highest since the series begins in 2019.
    If "zorps" stood among the words that mean nothing (`[fillers]`), it would be likely by 98%.
    With the phrase "how many zorps in {year}" the answer would be: 655 lamp outages were entered in the registers in 2022, the highest since the series begins in 2016.
    "#);
    // Spelling mends the first word into an airline, which nothing knows either.
    let miss = near_miss(in_force, "quantas zorps in 2022", "value");
    assert_eq!(miss.unwrap().unknown, ["quantas", "zorps"]);
    assert_eq!(near_miss(in_force, "anything", "nothing"), None);
}
