//! Discord on loopback: REST behind a CONNECT proxy or plain, a gateway, its limits, and faults on demand. It knows nothing
//! of any bot; everything a bot does that the real Discord would not like is collected as a violation.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "each test program uses its part, and ends where something is not as it should be"
)]

mod authority;
mod body;
mod bot;
mod commands;
mod cut;
mod documented;
mod faults;
mod gateway;
mod ids;
mod interactions;
mod limits;
mod openapi;
mod payload;
mod people;
mod post;
mod proxy;
mod reading;
mod record;
mod rest;
mod routes;
mod server;
pub(crate) mod signed;
mod state;
mod world;

#[allow(unused_imports, reason = "each test program uses its part")]
pub(crate) use self::{
    bot::{Bot, Exit},
    faults::Fault,
    ids::{ChannelId, GuildId, MessageId, UserId},
    interactions::Interaction,
    limits::Limit,
    reading::{Message, Response},
    routes::names as route,
    world::{Door, PATIENCE, World},
};
