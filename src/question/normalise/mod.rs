//! The asker's text made plain: one spelling for each letter, no markup, no hidden characters, and where each character came from.
//!
//! It must not know words or the subject: what it changes are characters and Discord's markup.

mod characters;
mod lookalikes;
mod markup;

use std::ops::Range;

/// The longest text that is read, in characters.
pub const LONGEST: usize = 4_000;

/// A character and the bytes of the asker's text that it stands for.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    char: char,
    from: usize,
    to: usize,
}

/// A question made plain: what is compared from here on, and where each character came from.
#[derive(Debug, Clone, Default)]
pub struct Normalised {
    /// The plain text: lower case, single spaces, `\n` between lines.
    pub text: String,
    /// For each character of `text` its bytes in the asker's text.
    places: Vec<Range<usize>>,
}

impl Normalised {
    /// The bytes of the asker's text from which these characters were read.
    pub fn original(&self, chars: Range<usize>) -> Range<usize> {
        let end = chars.end.min(self.places.len());
        match self.places.get(chars.start..end) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => {
                let after = self.places.last().map_or(0, |last| last.end);
                let at = self
                    .places
                    .get(chars.start)
                    .map_or(after, |place| place.start);
                at..at
            }
        }
    }
}

/// Makes a question plain. Of a longer text only the first [`LONGEST`] characters are read.
pub fn normalise(text: &str) -> Normalised {
    let text = bounded(text);
    let glyphs = characters::plain(text);
    if is_simple(text) {
        return collect(&glyphs);
    }
    let mut glyphs = markup::strip(&glyphs);
    lookalikes::fold(&mut glyphs);
    collect(&glyphs)
}

/// Whether a text has letters of one alphabet, digits, spaces and signs that are no markup: most have, and take the short way.
fn is_simple(text: &str) -> bool {
    let (mut latin, mut cyrillic) = (false, false);
    let known = text.chars().all(|c| match c {
        'a'..='z' | 'A'..='Z' => {
            latin = true;
            true
        }
        'а'..='я' | 'А'..='Я' | 'і' | 'ї' | 'є' | 'ґ' => {
            cyrillic = true;
            true
        }
        c => c.is_ascii_digit() || matches!(c, ' ' | ',' | '?' | '%' | '\''),
    });
    known && !(latin && cyrillic)
}

fn bounded(text: &str) -> &str {
    text.char_indices()
        .nth(LONGEST)
        .map_or(text, |(end, _)| &text[..end])
}

/// Puts the characters together, with one space or line end where there were several.
fn collect(glyphs: &[Glyph]) -> Normalised {
    let mut normalised = Normalised {
        text: String::with_capacity(glyphs.len()),
        places: Vec::with_capacity(glyphs.len()),
    };
    let mut gap: Option<Glyph> = None;
    for glyph in glyphs {
        if glyph.char.is_whitespace() {
            if gap.is_none() || glyph.char == '\n' {
                gap = Some(*glyph);
            }
            continue;
        }
        if let Some(gap) = gap.take().filter(|_| !normalised.text.is_empty()) {
            normalised.push(gap);
        }
        normalised.push(*glyph);
    }
    normalised
}

impl Normalised {
    fn push(&mut self, glyph: Glyph) {
        self.text.push(glyph.char);
        self.places.push(glyph.from..glyph.to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_become_plain() {
        let table = [
            ("How  MANY\tbees?", "how many bees?"),
            ("  \n  line one \r\n\r\n line two ", "line one\nline two"),
            ("ＨＯＮＥＹ ２０１９ 𝟐𝟎𝟐𝟎", "honey 2019 2020"),
            ("ﬁnal №5 ™", "final no5 tm"),
            ("ho\u{200b}ney\u{feff} 20\u{200d}19", "honey 2019"),
            ("\u{202e}honey\u{202c} so\u{ad}ft", "honey soft"),
            ("h̵o̶n̷e̴y̸ Z̡̢̛͉͙a̷͓l", "honey zal"),
            ("cafe\u{301} и\u{306}од а\u{301}", "café йод а"),
            ("2️⃣0️⃣1️⃣9️⃣", "2019"),
            ("Ёлка ЇЖАК Ґанок", "елка їжак ґанок"),
            (
                "keeper’s ‘log’ “a” «b» „c“",
                "keeper's 'log' \"a\" \"b\" \"c\"",
            ),
            ("2010–12 — 2013−2014", "2010-12 - 2013-2014"),
            ("2010→2012 ≥5 ≤6 3× 6÷2", "2010->2012 >=5 <=6 3x 6/2"),
            ("bees 🐝🐝 honey👩‍🌾jar ✓ €5", "bees honey jar €5"),
            ("2019¹ 2½ 5 km²", "2019 2 1/2 5 km"),
            ("٢٠١٩ ۲۰۲۰", "2019 2020"),
            ("what…", "what..."),
            ("13\u{a0}699 13\u{202f}699", "13 699 13 699"),
            ("İstanbul STRASSE", "istanbul strasse"),
        ];
        for (text, expected) in table {
            assert_eq!(normalise(text).text, expected, "{text}");
        }
    }

    #[test]
    fn markup_goes() {
        let table = [
            ("hey <@123> <@!123> <@&9> <#4> bees", "hey bees"),
            ("<:bee:123> <a:bee_2:123> </ask me:12>", ""),
            (
                "at <t:1618953630:R>, <t:99999999999999999:D>",
                "at 2021-04-20 ,",
            ),
            ("<b> 5 < 6 <:x>", "<b> 5 < 6 <:x>"),
            (
                "@everyone @here bees @herebees me@here",
                "bees @herebees me@here",
            ),
            ("see https://bees.example/2019/13?x=1. ok", "see . ok"),
            ("(www.bees.example/a) <https://b.example>!", "( ) !"),
            (
                "[the log](https://bees.example/2019) [a](b) c",
                "the log a c",
            ),
            ("[x] (y) a](b c)", "x (y) a (b c)"),
            (
                "**bold** *it* __u__ ~~no~~ ||spoiler|| a|b ~~x",
                "bold it u spoiler a b x",
            ),
            (
                "out*a*ges 2*3 snake_case __init__ year ____,",
                "outages 2*3 snake case init year ,",
            ),
            ("```rust\nlet x\n``` `code` 8000`s", "let x\ncode 8000's"),
            ("```2019``` ok", "2019 ok"),
            (
                "> quoted\n>>> # deep\n-# small\n- 2019\n2 > 1",
                "quoted\ndeep\nsmall\n2019\n2 > 1",
            ),
            ("> 2010 was best\nhoney?\n>>> 2011\n2012", "honey?"),
            ("1. honey\n2) wax\n2019. x", "honey\nwax\n2019. x"),
            ("\\*not bold\\*", "not bold"),
            ("~14,000 # 5", "14,000 # 5"),
        ];
        for (text, expected) in table {
            assert_eq!(normalise(text).text, expected, "{text}");
        }
    }

    #[test]
    fn letters_of_another_alphabet_are_folded_inside_a_word() {
        let table = [
            ("hоnеy", "honey"),
            ("пчeлa", "пчела"),
            ("honey мёд", "honey мед"),
            ("сор", "сор"),
            ("жhoney", "жhoney"),
            ("keepers в 2019", "keepers в 2019"),
        ];
        for (text, expected) in table {
            assert_eq!(normalise(text).text, expected, "{text}");
        }
    }

    #[test]
    fn characters_know_where_they_came_from() {
        let check = |text: &str, word: &str, expected: &str| {
            let normalised = normalise(text);
            let byte = normalised.text.find(word).unwrap();
            let from = normalised.text[..byte].chars().count();
            let place = normalised.original(from..from + word.chars().count());
            assert_eq!(&text[place], expected, "{text}");
        };
        check("**Ho\u{200b}ney** in ２０１９", "honey", "Ho\u{200b}ney");
        check("**Honey** in ２０１９", "2019", "２０１９");
        check("a h̵o̶ b", "ho", "h̵o̶");
        check("<@5> [log](https://b.example) 🐝 wax", "wax", "wax");
        assert_eq!(normalise("honey").original(9..12), 5..5);
        assert_eq!(normalise("").original(0..0), 0..0);
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(normalise(&"б".repeat(5_000)).text.chars().count(), LONGEST);
        let zalgo = "a".to_owned() + &"\u{335}".repeat(5_000);
        assert_eq!(normalise(&zalgo).text, "a");
        for mark in ["](", "<", "<@", "`", "*", "www.", "https://", "\n> "] {
            normalise(&mark.repeat(4_000));
        }
    }

    proptest! {
        #[test]
        fn the_short_way_leads_where_the_long_one_does(text in "[a-zA-Zа-яА-Яіїєґ0-9 ,?%'hw.]{0,60}") {
            let mut glyphs = markup::strip(&characters::plain(&text));
            lookalikes::fold(&mut glyphs);
            prop_assert_eq!(normalise(&text).text, collect(&glyphs).text);
        }

        #[test]
        fn any_text_is_read(text in ".{0,80}", from in 0usize..90, length in 0usize..20) {
            let normalised = normalise(&text);
            let place = normalised.original(from..from + length);
            prop_assert!(text.get(place).is_some());
            prop_assert_eq!(normalised.text.chars().count(), normalised.places.len());
        }

        #[test]
        fn any_markup_is_read(text in r"([<>@#:*_~|`\[\]()/ \n\\a1-]|https://|www\.|```){0,60}") {
            let normalised = normalise(&text);
            for at in 0..normalised.places.len() {
                prop_assert!(text.get(normalised.original(at..at + 1)).is_some());
            }
        }
    }
}
