//! Interactions, however they come: by the gateway or by HTTP, each is answered once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serenity::builder::{
    Builder, CreateInteractionResponse, CreateInteractionResponseMessage, EditInteractionResponse,
};
use serenity::model::application::Interaction;
use serenity::model::id::InteractionId;
use tokio::task::JoinHandle;

use super::bot::Bot;
use super::reply::Reply;
use super::rest::{IN_THE_BACKGROUND, code, shown};
use super::{commands, components, moderating};

/// Discord's code: the interaction was acknowledged already, by an attempt whose response was lost.
const ALREADY_ACKNOWLEDGED: isize = 40_060;
/// How long a reply may take before Discord is told that it comes later: it waits for three seconds, and people like to see at once that
/// something happens.
const SOON: Duration = Duration::from_millis(70);

/// Who sees a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Everybody in the channel.
    Everybody,
    /// The person alone.
    ThePerson,
}

/// What comes of an interaction.
#[expect(
    clippy::large_enum_variant,
    reason = "there is one for an interaction, and it moves on at once"
)]
pub(crate) enum Outcome {
    /// The response.
    Now(CreateInteractionResponse),
    /// A reply that is worked on.
    Later(For, JoinHandle<Reply>),
}

impl From<CreateInteractionResponse> for Outcome {
    fn from(now: CreateInteractionResponse) -> Self {
        Self::Now(now)
    }
}

/// A response that can be sent now, and a reply that follows if it takes longer.
pub(crate) struct Response {
    /// What is sent now.
    pub(crate) now: CreateInteractionResponse,
    /// What takes its place later.
    pub(crate) later: Option<JoinHandle<Reply>>,
}

impl From<CreateInteractionResponse> for Response {
    fn from(now: CreateInteractionResponse) -> Self {
        Self { now, later: None }
    }
}

/// The response to an interaction; `None` for those that are not ours.
pub(crate) async fn response(bot: &Arc<Bot>, interaction: &Interaction) -> Option<Response> {
    let outcome = outcome(bot, interaction).await?;
    Some(match outcome {
        Outcome::Now(response) => response.into(),
        Outcome::Later(whom, mut work) => match tokio::time::timeout(SOON, &mut work).await {
            Ok(reply) => finished(reply).shown_to(whom).into(),
            Err(_) => Response {
                now: CreateInteractionResponse::Defer(
                    CreateInteractionResponseMessage::new().ephemeral(whom == For::ThePerson),
                ),
                later: Some(work),
            },
        },
    })
}

async fn outcome(bot: &Arc<Bot>, interaction: &Interaction) -> Option<Outcome> {
    Some(match interaction {
        Interaction::Ping(_) => Outcome::Now(CreateInteractionResponse::Pong),
        Interaction::Command(command) if command.data.name == moderating::NAME => {
            moderating::run(bot, command).await
        }
        Interaction::Command(command) => commands::run(bot, command),
        Interaction::Autocomplete(command) if command.data.name == moderating::NAME => {
            Outcome::Now(moderating::autocomplete(bot, command))
        }
        Interaction::Autocomplete(command) => {
            Outcome::Now(commands::autocomplete::run(bot, command))
        }
        Interaction::Component(component) => {
            match moderating::Press::decode(&component.data.custom_id) {
                Some(press) => moderating::pressed(bot, component, press),
                None => components::run(bot, component),
            }
        }
        Interaction::Modal(modal) => moderating::submitted(bot, modal),
        _ => return None,
    })
}

/// The reply that was worked on, or that it came to nothing.
pub(crate) fn finished(reply: Result<Reply, tokio::task::JoinError>) -> Reply {
    reply.unwrap_or_else(|error| {
        tracing::error!(%error, "work on a reply ended early");
        Reply::notice("That did not work. It is in the log of whoever runs the bot.")
    })
}

/// Takes an interaction from the gateway and responds to it.
pub(crate) async fn take(bot: &Arc<Bot>, interaction: &Interaction) {
    if bot.is_stopping() || !bot.is_first(interaction.id().get()) {
        return;
    }
    let _under_way = bot.tasks.token();
    let began = Instant::now();
    if let Some(response) = response(bot, interaction).await {
        respond(bot, interaction.id(), interaction.token(), response.now).await;
        bot.telemetry.answered(began.elapsed());
        if let Some(later) = response.later {
            late(bot, interaction.token(), later).await;
        }
    }
}

/// Sends a response by Discord's REST API, again and again while Discord waits for it.
pub(crate) async fn respond(
    bot: &Bot,
    id: InteractionId,
    token: &str,
    response: CreateInteractionResponse,
) {
    let sent = bot
        .rest
        .respond("interaction_callback", |http| {
            let response = response.clone();
            async move { response.execute(&http, (id, token)).await }
        })
        .await;
    match sent {
        Err(error) if code(&error) != Some(ALREADY_ACKNOWLEDGED) => {
            bot.telemetry.unanswered();
            let error = shown(&error);
            tracing::error!(interaction = %id, error, "an interaction could not be answered");
        }
        _ => {}
    }
}

/// Puts a reply that took its time in its place.
pub(crate) async fn late(bot: &Bot, token: &str, later: JoinHandle<Reply>) {
    let late: EditInteractionResponse = finished(later.await).late();
    let sent = bot
        .rest
        .persist("late_reply", IN_THE_BACKGROUND, |http| {
            let late = late.clone();
            async move { late.execute(&http, token).await }
        })
        .await;
    if let Err(error) = sent {
        bot.telemetry.unanswered();
        tracing::error!(error = shown(&error), "a late reply could not be sent");
    }
}
