//! Discord: events become questions, answers become messages.
//!
//! It translates and keeps manners; it decides nothing about the subject and words no answer.

mod addressed;
mod bot;
mod changes;
mod client;
mod commands;
mod components;
mod cooldown;
mod custom_id;
mod delivery;
mod handler;
mod heavy;
mod interactions;
mod kept;
mod listening;
mod messages;
mod moderating;
mod pictures;
mod place;
mod posts;
mod reaching;
mod register;
mod reply;
mod servers;
mod settings;
mod settings_words;
mod token;
mod words;
mod workarounds;

pub(crate) use bot::{Bot, Parts as BotParts};
pub(crate) use client::{Connection, close, http, web};
pub(crate) use interactions::{deliver, response};
pub(crate) use moderating::reloaded;
pub(crate) use register::introduce;
pub(crate) use token::{VARIABLE, token};
pub(crate) use workarounds::{GATEWAY, Refusals, Rest};
