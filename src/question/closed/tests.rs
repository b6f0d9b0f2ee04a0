//! The lists of the shipped words files, for tests, and that every list does something.

use super::*;

/// The words files that are shipped.
pub(in crate::question) fn shipped() -> BTreeMap<Language, Words> {
    let file = |path: &str, text: &str| {
        std::sync::Arc::new(crate::diagnostic::SourceFile {
            path: path.to_owned(),
            text: text.to_owned(),
        })
    };
    let files = [
        file(
            "words/grammar_en.toml",
            include_str!("../../../intents/operations/words/grammar_en.toml"),
        ),
        file(
            "words/grammar_ru.toml",
            include_str!("../../../intents/operations/words/grammar_ru.toml"),
        ),
        file(
            "words/grammar_uk.toml",
            include_str!("../../../intents/operations/words/grammar_uk.toml"),
        ),
    ];
    crate::intents::load(&files).0.words
}

/// The tables of the words files that are shipped.
pub(in crate::question) fn shipped_tables() -> std::sync::Arc<Closed> {
    static TABLES: std::sync::LazyLock<std::sync::Arc<Closed>> =
        std::sync::LazyLock::new(|| std::sync::Arc::new(Closed::new(&shipped())));
    std::sync::Arc::clone(&TABLES)
}

#[test]
fn every_list_does_something() {
    let roles = crate::intents::role_lists();
    assert!(
        roles.iter().all(|name| Effect::named(name).is_some()),
        "{roles:?}"
    );
}
