//! Labels and names of the data where a line begins.

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_begin_with_a_capital() {
        let check = |text: &str, expected: &str| assert_eq!(capitalised(text), expected);
        check("lamp outages", "Lamp outages");
        check("маяки", "Маяки");
        check("", "");
    }
}
