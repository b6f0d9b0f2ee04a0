//! Signs that stand beside a number or in its place, as statistics offices use them.

/// Texts that stand where there is no number.
const NOTHING: [&str; 44] = [
    "-",
    "–",
    "—",
    "−",
    "--",
    "---",
    ".",
    "..",
    "...",
    "…",
    ":",
    "::",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "nan",
    "null",
    "none",
    "nil",
    "n.d.",
    "nd",
    "n/d",
    "k.a.",
    "#n/a",
    "<na>",
    "x",
    "х",
    "[x]",
    "[z]",
    "[c]",
    "[u]",
    "[w]",
    "[low]",
    "н/д",
    "н.д.",
    "нет данных",
    "немає даних",
    "no data",
    "no data available",
    "data not available",
    "not available",
    "keine angabe",
    "keine angaben",
];

/// What the letters mean that statistics offices put beside numbers by the common code list of SDMX.
const CUSTOMARY: [(&str, &str); 16] = [
    ("b", "a break in the series"),
    ("c", "confidential"),
    ("d", "a definition that differs"),
    ("e", "an estimate"),
    ("est", "an estimate"),
    ("f", "a forecast"),
    ("i", "an imputed value"),
    ("n", "not significant"),
    ("p", "provisional"),
    ("prov", "provisional"),
    ("prel", "preliminary"),
    ("r", "revised"),
    ("rev", "revised"),
    ("s", "an estimate of the publishing office"),
    ("u", "low reliability"),
    ("z", "not applicable"),
];

/// Signs that call a footnote.
pub(super) const SYMBOLS: [char; 9] = ['*', '†', '‡', '§', '¶', '#', '^', '°', '′'];

/// Whether a text stands for no number by common use.
pub(super) fn is_nothing(text: &str) -> bool {
    let lower = text.to_lowercase();
    NOTHING.contains(&lower.as_str())
}

/// What a mark usually means, where one meaning is usual.
pub(in crate::import) fn customary(mark: &str) -> Option<&'static str> {
    let lower = mark.to_lowercase();
    let found = CUSTOMARY.iter().find(|(known, _)| *known == lower);
    found.map(|(_, meaning)| *meaning)
}

/// A superscript digit, or a bracket around it.
pub(in crate::import) fn is_raised_digit(c: char) -> bool {
    matches!(
        c,
        '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '⁽' | '⁾'
    )
}

/// A superscript digit or letter.
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{207f}' | 'ª' | 'º' | '\u{1d43}'..='\u{1d61}')
}
