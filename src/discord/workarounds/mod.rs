//! What serenity 0.12 leaves to its users, in one place, to be deleted when its successor does it.
//!
//! It retries nothing and mixes up the limits of a channel (`rest`), sleeps off a limit once for each waiting message (`queue`), hands
//! on duplicates (`seen`), loses what is said while it identifies anew (`cursors`, `catch_up`), and tells nobody that the shards are
//! refused (`refusals`). Nothing here may know what is asked or answered.

pub(super) mod catch_up;
pub(super) mod cursors;
pub(super) mod queue;
mod refusals;
pub(super) mod rest;
pub(super) mod seen;

pub(crate) use refusals::{GATEWAY, Refusals};
pub(crate) use rest::Rest;
