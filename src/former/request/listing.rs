//! Lists within the room of an answer: whole lines, and how many were left out.
//!
//! It must not know what is listed.

/// The lines that fit into so many characters, and how many were left out.
pub(super) fn fitting(lines: Vec<String>, room: usize) -> (Vec<String>, usize) {
    let all = lines.len();
    let mut used = 0;
    let kept: Vec<String> = lines
        .into_iter()
        .take_while(|line| {
            used += line.chars().count() + 1;
            used <= room
        })
        .collect();
    let left_out = all - kept.len();
    (kept, left_out)
}

/// A count for a template: nothing for none.
pub(super) fn unless_none(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        count.to_string()
    }
}
