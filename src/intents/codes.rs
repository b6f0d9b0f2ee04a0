//! The codes of problems in intents files. A code keeps its meaning for ever; new ones are added at the end.

/// A code and what it stands for, as the documentation prints it.
pub type Code = (&'static str, &'static str);

/// All codes, in order.
pub const CODES: &[Code] = &[
    (
        SYNTAX,
        "the text is no TOML: a quote, comma or bracket is missing",
    ),
    (UNKNOWN_KEY, "there is no such key or table"),
    (
        WRONG_TYPE,
        "a value is of the wrong sort: a list where a text belongs, a kind of answer that does not exist",
    ),
    (MISSING_KEY, "a key is missing"),
    (TABLE_SHAPE, "one bracket where two belong, or the reverse"),
    (
        SCHEMA,
        "the file is written for another version of the format",
    ),
    (
        ID,
        "the id is not made of lower-case letters, digits and underscores, or is not the name of the file",
    ),
    (DUPLICATE_ID, "two intents have the same id"),
    (
        TOPIC,
        "a topic stands beside a kind of answer that has none, or is missing in a file of `topics`",
    ),
    (NO_PHRASES, "the intent has no example questions"),
    (
        PHRASE,
        "an example question is empty, too long, or one too many",
    ),
    (SAME_PHRASE, "the same example question stands twice"),
    (
        SLOT,
        "a slot does not exist, its brace is not closed, or other brackets stand around it",
    ),
    (LANGUAGE, "the language does not exist"),
    (
        UNKNOWN_CASE,
        "answers of this kind have no such case, or there is no such stock sentence",
    ),
    (
        MISSING_CASE,
        "a case or a stock sentence has no English wording",
    ),
    (TEMPLATE, "a template does not parse or cannot be filled in"),
    (
        UNKNOWN_VALUE,
        "a template names a value that its case does not have",
    ),
    (DIGIT, "a template has a digit in it"),
    (
        OPTIONAL_VALUE,
        "a template prints a value that may be missing without asking for it first",
    ),
    (
        TEST,
        "a test asks nothing, asks two things, or expects what cannot be",
    ),
    (
        CONCEPT,
        "a group of words that the English words do not have",
    ),
    (
        SAME_WORD,
        "the same word stands twice in a group, or a word is empty",
    ),
    (TOO_LARGE, "the file is too large"),
    (LOST, "another intent wins this example question"),
    (
        RIVALS,
        "example questions of two intents look the same to the bot",
    ),
    (FAILED, "a test of the intents fails"),
    (
        SILENT,
        "an intent answers on a topic of which the data have no statement",
    ),
    (NO_INTENT, "a file among the intents is a data file"),
    (
        EVIDENCE,
        "a group of words is called evidence for something that there is not",
    ),
    (WORD_LIST, "there is no such list of words"),
    (
        NAME,
        "a given name has no letter in it, is too long, or is given twice",
    ),
    (
        NAMES_NOTHING,
        "a name is given to something that the data do not have (warning)",
    ),
    (
        SHARED_NAME,
        "a given name is a name of something else too (warning)",
    ),
];

/// The text is no TOML.
pub const SYNTAX: &str = "I001";
pub(super) const UNKNOWN_KEY: &str = "I002";
pub(super) const WRONG_TYPE: &str = "I003";
pub(super) const MISSING_KEY: &str = "I004";
pub(super) const TABLE_SHAPE: &str = "I005";
pub(super) const SCHEMA: &str = "I006";
pub(super) const ID: &str = "I007";
pub(super) const DUPLICATE_ID: &str = "I008";
pub(super) const TOPIC: &str = "I009";
/// The intent has no example questions.
pub const NO_PHRASES: &str = "I010";
pub(super) const PHRASE: &str = "I011";
/// The same example question stands twice.
pub const SAME_PHRASE: &str = "I012";
pub(super) const SLOT: &str = "I013";
pub(super) const LANGUAGE: &str = "I014";
pub(super) const UNKNOWN_CASE: &str = "I015";
pub(super) const MISSING_CASE: &str = "I016";
pub(super) const TEMPLATE: &str = "I017";
pub(super) const UNKNOWN_VALUE: &str = "I018";
pub(super) const DIGIT: &str = "I019";
pub(super) const OPTIONAL_VALUE: &str = "I020";
/// A test asks nothing, asks two things, or expects what cannot be.
pub const TEST: &str = "I021";
pub(super) const CONCEPT: &str = "I022";
pub(super) const SAME_WORD: &str = "I023";
pub(super) const TOO_LARGE: &str = "I024";
/// Another intent wins this phrase.
pub const LOST: &str = "I025";
/// Phrases of two intents have the same sketch.
pub const RIVALS: &str = "I026";
/// A test of the intents fails.
pub const FAILED: &str = "I027";
/// A topic without statements.
pub const SILENT: &str = "I028";
pub(super) const NO_INTENT: &str = "I029";
pub(super) const EVIDENCE: &str = "I030";
pub(super) const WORD_LIST: &str = "I031";
/// A given name is none, or is given twice.
pub const NAME: &str = "I032";
/// A name is given to nothing.
pub const NAMES_NOTHING: &str = "I033";
/// A given name is that of something else too.
pub const SHARED_NAME: &str = "I034";
