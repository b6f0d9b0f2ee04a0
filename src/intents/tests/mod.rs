//! The intents' loader as a whole: the shipped files are sound, broken ones are reported whole, and nothing makes it panic.

mod docs;

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::diagnostic::{SourceFile, terminal};

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.into(),
        text: text.into(),
    })
}

fn shipped() -> Vec<Arc<SourceFile>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("intents")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "toml") {
                let short = path.strip_prefix(root).unwrap().display().to_string();
                files.push(file(&short, &std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[test]
fn the_shipped_intents_have_no_problems() {
    let (intents, problems) = load(&shipped());
    assert!(
        problems.is_empty(),
        "{}",
        terminal::render_all(&problems, false)
    );
    assert!(intents.list.len() > 20);
}

/// Files with every slip, named as they would be.
fn broken() -> Vec<Arc<SourceFile>> {
    [
        ("intents/operations/broken.toml", include_str!("broken.toml")),
        ("intents/operations/extremum.toml", include_str!("extremum.toml")),
        ("intents/operations/keepers.toml", include_str!("keepers.toml")),
        ("intents/operations/words/en.toml", include_str!("words_en.toml")),
        ("intents/operations/words/ru.toml", include_str!("words_ru.toml")),
        (
            "intents/topics/storms.toml",
            "schema = 1\nid = \"storms\"\ntitle = \"Storms\"\nanswer = \"statement\"\nphrases.en = [\"how many keepers are there\"]\n",
        ),
    ]
    .iter()
    .map(|(path, text)| file(path, text))
    .collect()
}

#[test]
fn every_slip_is_explained() {
    let (_, problems) = load(&broken());
    insta::assert_snapshot!("every_slip", terminal::render_all(&problems, false));
}

#[test]
fn what_is_sound_is_kept() {
    let (intents, _) = load(&broken());
    let kept: Vec<_> = intents
        .list
        .iter()
        .map(|intent| (intent.id.as_str(), intent.phrases.len(), intent.tests.len()))
        .collect();
    assert_eq!(kept, [("extremum", 2, 0), ("storms", 0, 0)]);
    assert_eq!(
        intents.words[&Language::En].concepts["max"],
        ["highest", "most"]
    );
}

/// A sound file and the code of what is wrong once `from` is written as `to`.
#[test]
fn one_slip_gives_one_problem() {
    let sound = "schema = 1\nid = \"sum\"\ntitle = \"Sums\"\nanswer = \"sum\"\nphrases.en = [\"add {metric}\"]\n\n\
                 [reply.en]\ntotal = '''{{ total }}'''\n\n[[test]]\nask = \"add {metric}\"\n";
    let words = shipped()
        .into_iter()
        .filter(|file| file.path.contains("words"));
    let words: Vec<_> = words.collect();
    let codes = |text: &str| {
        let mut files = words.clone();
        files.push(file("intents/sum.toml", text));
        let (_, problems) = load(&files);
        problems
            .iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let check = |from: &str, to: &str, expected: &str| {
        assert!(sound.contains(from), "{from}");
        assert_eq!(codes(&sound.replace(from, to)), expected, "{from} → {to}");
    };
    check("schema = 1", "schema = 1", "");
    check("schema = 1", "", "I004");
    check("schema = 1", "schema = 2", "I006");
    check("id = \"sum\"", "", "I004");
    check("id = \"sum\"", "id = \"total\"", "I007");
    check("id = \"sum\"", "id = \"A sum\"", "I007");
    check("title = \"Sums\"", "title = Sums", "I001");
    check("title", "titel", "I002");
    check("answer = \"sum\"", "answer = \"smu\"", "I003");
    check(
        "answer = \"sum\"",
        "answer = \"sum\"\ntopic = \"lamps\"",
        "I009",
    );
    check("\"add {metric}\"]", "]", "I010");
    check("\"add {metric}\"]", "\" \"]", "I011");
    check(
        "\"add {metric}\"]",
        "\"add {metric}\", \"Add  {metric}?\"]",
        "I012",
    );
    check("\"add {metric}\"]", "\"add {metrics}\"]", "I013");
    check("phrases.en", "phrases.english", "I014");
    check("total = '''", "totla = '''", "I016 I015");
    check("{{ total }}", "{{ total }", "I017");
    check("{{ total }}", "{{ total | upper }}", "I017");
    check("{{ total }}", "{{ totals }}", "I018");
    check("{{ total }}", "{{ total }} of 3", "I019");
    check("{{ total }}", "{{ total }} in {{ periods }}", "I020");
    check("ask =", "aks =", "I002");
    check("[[test]]", "[test]", "I005");
    check("ask = \"add {metric}\"", "status = \"answered\"", "I021");
}

mod fuzz {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn loading_any_text_does_not_panic(text in "(?s).{0,200}", words in any::<bool>()) {
            let text = if words { format!("language = \"en\"\n{text}") } else { text };
            let _ = load(&[file("intents/a.toml", &text)]);
        }

        #[test]
        fn loading_a_damaged_file_does_not_panic(
            which in any::<prop::sample::Index>(),
            at in any::<prop::sample::Index>(),
            length in 0_usize..40,
            put in "[\\[\\]{}\"'=,.%a-zé\n#]{0,6}",
        ) {
            let files = broken();
            let hurt = which.get(&files);
            let from = floor(&hurt.text, at.index(hurt.text.len() + 1));
            let to = floor(&hurt.text, (from + length).min(hurt.text.len()));
            let text = format!("{}{put}{}", &hurt.text[..from], &hurt.text[to..]);
            let (_, problems) = load(&[file(&hurt.path, &text)]);
            let _ = terminal::render_all(&problems, false);
        }
    }

    fn floor(text: &str, mut at: usize) -> usize {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
