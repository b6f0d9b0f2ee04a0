//! Discord: events become questions, answers become messages.
//!
//! It translates and keeps manners; it decides nothing about the subject and words no answer.

mod addressed;
mod bot;
mod catch_up;
mod changes;
mod client;
mod commands;
mod components;
mod cooldown;
mod cursors;
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
mod queue;
mod reaching;
mod refusals;
mod register;
mod reply;
mod rest;
mod seen;
mod servers;
mod settings;
mod settings_words;
mod token;
mod words;

pub(crate) use bot::{Bot, Parts as BotParts};
pub(crate) use client::{Connection, close, http, web};
pub(crate) use interactions::{late, respond, response};
pub(crate) use moderating::reloaded;
pub(crate) use refusals::{GATEWAY, Refusals};
pub(crate) use register::introduce;
pub(crate) use rest::Rest;
pub(crate) use token::{VARIABLE, token};
