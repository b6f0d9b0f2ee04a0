//! The codes of problems in tables to import. A code keeps its meaning for ever; new ones are added at the end.

pub(super) const UNREADABLE: &str = "T001";
pub(super) const ENCODING: &str = "T002";
pub(super) const NO_TABLE: &str = "T003";
pub(super) const NO_PERIODS: &str = "T004";
pub(super) const PERIOD: &str = "T005";
pub(super) const PERIOD_READ: &str = "T006";
pub(super) const NUMBER: &str = "T007";
pub(super) const SEPARATORS: &str = "T008";
pub(super) const MARK: &str = "T009";
pub(super) const TWICE: &str = "T010";
pub(super) const LEFT_OUT: &str = "T011";
pub(super) const HEADER: &str = "T012";
pub(super) const UNIT: &str = "T013";
pub(super) const OPTION: &str = "T014";
