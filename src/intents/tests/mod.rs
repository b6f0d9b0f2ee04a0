//! The intents' loader as a whole: the shipped files are sound, broken ones are reported whole, and nothing makes it panic.

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
