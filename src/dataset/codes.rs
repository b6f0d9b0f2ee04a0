//! The codes of problems in data files. A code keeps its meaning for ever; new ones are added at the end.

pub(super) const SYNTAX: &str = "D001";
pub(super) const UNKNOWN_TABLE: &str = "D002";
pub(super) const UNKNOWN_KEY: &str = "D003";
pub(super) const WRONG_TYPE: &str = "D004";
pub(super) const MISSING_KEY: &str = "D005";
pub(super) const DUPLICATE_ID: &str = "D006";
pub(super) const UNKNOWN_ID: &str = "D007";
pub(super) const PERIOD: &str = "D008";
pub(super) const VALUE: &str = "D009";
pub(super) const PERCENT_RANGE: &str = "D010";
pub(super) const PART_OF_CYCLE: &str = "D011";
pub(super) const EMPTY_CONFLICT: &str = "D012";
pub(super) const SUPERSEDES: &str = "D013";
pub(super) const HEADLINE: &str = "D014";
pub(super) const SHARED_ALIAS: &str = "D015";
pub(super) const CLAIM: &str = "D016";
pub(super) const TABLE_SHAPE: &str = "D017";
pub(super) const PUBLISHED: &str = "D018";
pub(super) const NO_SOURCE: &str = "D019";
pub(super) const ID: &str = "D020";
pub(super) const SENTENCE: &str = "D021";
pub(super) const URL: &str = "D022";
pub(super) const EMPTY_TEXT: &str = "D023";
pub(super) const DATASET_TABLE: &str = "D024";
pub(super) const RIVALS: &str = "D025";
pub(super) const UNUSED_METRIC: &str = "D026";
