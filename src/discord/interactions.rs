//! Interactions, however they come: by the gateway or by HTTP, each is answered once.

use std::sync::Arc;
use std::time::Instant;

use serenity::builder::{Builder, CreateInteractionResponse};
use serenity::model::application::Interaction;
use serenity::model::id::InteractionId;

use super::bot::Bot;
use super::rest::{code, shown};
use super::{commands, components};

/// Discord's code: the interaction was acknowledged already, by an attempt whose response was lost.
const ALREADY_ACKNOWLEDGED: isize = 40_060;

/// The response to an interaction; `None` for those that are not ours.
pub(crate) async fn response(
    bot: &Arc<Bot>,
    interaction: &Interaction,
) -> Option<CreateInteractionResponse> {
    match interaction {
        Interaction::Ping(_) => Some(CreateInteractionResponse::Pong),
        Interaction::Command(command) => Some(commands::run(bot, command).await),
        Interaction::Autocomplete(command) => Some(commands::autocomplete::run(bot, command)),
        Interaction::Component(component) => Some(components::run(bot, component).await),
        _ => None,
    }
}

/// Takes an interaction from the gateway and responds to it.
pub(crate) async fn take(bot: &Arc<Bot>, interaction: &Interaction) {
    if bot.is_stopping() || !bot.is_first(interaction.id().get()) {
        return;
    }
    let _under_way = bot.tasks.token();
    let began = Instant::now();
    if let Some(response) = response(bot, interaction).await {
        respond(bot, interaction.id(), interaction.token(), response).await;
        bot.telemetry.answered(began.elapsed());
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
