//! How texts are compared: case and the amount of white space do not count. It must not know queries.

/// The text in lower case, with single blanks.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for own in text.chars().flat_map(char::to_lowercase) {
        if !own.is_whitespace() {
            out.push(own);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// A whole text as it is compared: nothing before and behind it, and no question mark.
pub(super) fn asked(text: &str) -> String {
    normal(text.trim().trim_end_matches('?').trim_end())
}

/// Where the name ends, if the text, which is normal, begins with it.
pub(super) fn after_name(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.chars();
    let mut own = name.trim().chars().flat_map(char::to_lowercase).peekable();
    own.peek()?;
    while let Some(next) = own.next() {
        let next = if next.is_whitespace() {
            while own.next_if(|next| next.is_whitespace()).is_some() {}
            ' '
        } else {
            next
        };
        if rest.next() != Some(next) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// Whether two names are the same to who reads them.
pub(super) fn same(left: &str, right: &str) -> bool {
    let lower =
        |name: &'_ str| -> Vec<char> { name.chars().flat_map(char::to_lowercase).collect() };
    left == right || (left.len() == right.len() && lower(left) == lower(right))
}
