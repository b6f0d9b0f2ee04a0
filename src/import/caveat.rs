//! What has to be said with a figure: its marks, its flags, the remarks of its row. It must not say what the table does not.

use super::layout::Role;
use super::legend::{is_final, is_state};
use super::number::{self, Read};
use super::table::{Found, Table};

impl Table {
    /// What to say with a figure: its marks, its flags, the remarks of its row.
    pub(super) fn caveat(&self, found: &Found<'_>, read: &Read<'_>) -> String {
        let slot = &self.layout.slots[found.slot];
        let mut marks: Vec<&str> = read.marks.clone();
        marks.extend(found.moment.marks.iter().map(String::as_str));
        let flag = slot
            .flags
            .map_or("", |column| self.grid.text(found.row, column));
        if !flag.is_empty() && !self.is_normal(flag) {
            marks.push(flag);
        }
        let mut sentences: Vec<String> = Vec::new();
        for mark in marks {
            let sentence = self.sentence(mark);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        for (column, role) in self.layout.roles.iter().enumerate() {
            let text = self.grid.text(found.row, column);
            let alone = !self.fates.contains_key(&column);
            if *role == Role::Remarks && alone && !text.is_empty() {
                sentences.push(format!("The table notes: {}", ended(text)));
            }
        }
        sentences.join(" ")
    }

    /// Whether there is nothing to say of figures with a flag, by the table's own legend before all.
    fn is_normal(&self, flag: &str) -> bool {
        match self.legend.meaning(flag) {
            Some(meaning) => is_final(meaning) || is_normal(flag) && !is_state(meaning),
            None => is_normal(flag),
        }
    }

    /// What a mark means.
    fn sentence(&self, mark: &str) -> String {
        if let Some(meaning) = self.legend.meaning(mark) {
            return format!("Marked “{mark}” in the table: {}", ended(meaning));
        }
        if mark.chars().count() > 5 {
            return format!("Marked in the table: {}", ended(mark));
        }
        match usual(mark) {
            Some(meaning) => {
                format!("Marked “{mark}” in the table, which usually stands for {meaning}.")
            }
            None => format!("Marked “{mark}” in the table, which does not say what for."),
        }
    }

    /// Whether a mark is explained by the table or by custom.
    pub(super) fn is_understood(&self, mark: &str) -> bool {
        self.legend.knows(mark) || usual(mark).is_some() || mark.chars().count() > 5
    }
}

/// What a mark, or each of its letters, usually stands for.
fn usual(mark: &str) -> Option<String> {
    if let Some(meaning) = number::customary(mark) {
        return Some(meaning.to_owned());
    }
    let letters: Option<Vec<&str>> = mark
        .split("")
        .filter(|letter| !letter.trim().is_empty())
        .map(number::customary)
        .collect();
    // "SD" is one code; "bu" are two.
    letters
        .filter(|_| mark.chars().all(char::is_lowercase))
        .filter(|letters| (2..=3).contains(&letters.len()))
        .map(|letters| letters.join(" and "))
}

/// Flags of figures of which there is nothing to say.
fn is_normal(flag: &str) -> bool {
    matches!(
        flag.to_lowercase().as_str(),
        "a" | "normal"
            | "normal value"
            | "actual"
            | "final"
            | "0"
            | "-"
            | "none"
            | "nan"
            | "f: free (free for publication)"
    )
}

fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
