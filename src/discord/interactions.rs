//! Interactions, however they come: by the gateway or by HTTP, each is answered once.

use std::pin::Pin;
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
use super::workarounds::rest::{IN_THE_BACKGROUND, code, is_about_components, shown};
use super::{commands, components, moderating};

/// Discord's code: the interaction was acknowledged already, by an attempt whose response was lost.
const ALREADY_ACKNOWLEDGED: isize = 40_060;
/// Discord's code: nobody waits for a response to the interaction any more.
const UNKNOWN_INTERACTION: isize = 10_062;
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
pub(crate) enum Outcome {
    /// The response.
    Now(CreateInteractionResponse),
    /// A reply that is worked on.
    Later(For, JoinHandle<Reply>),
    /// The response, and what is done once Discord has it.
    Then(CreateInteractionResponse, After),
}

/// What is done after a response.
pub(crate) type After = Pin<Box<dyn Future<Output = ()> + Send>>;

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
    /// What is done after it.
    pub(crate) after: Option<After>,
}

impl From<CreateInteractionResponse> for Response {
    fn from(now: CreateInteractionResponse) -> Self {
        Self {
            now,
            later: None,
            after: None,
        }
    }
}

/// The response to an interaction; `None` for those that are not ours.
pub(crate) async fn response(bot: &Arc<Bot>, interaction: &Interaction) -> Option<Response> {
    let outcome = outcome(bot, interaction).await?;
    Some(match outcome {
        Outcome::Now(response) => response.into(),
        Outcome::Then(response, after) => Response {
            after: Some(after),
            ..response.into()
        },
        Outcome::Later(whom, mut work) => match tokio::time::timeout(SOON, &mut work).await {
            Ok(reply) => finished(reply).shown_to(whom).into(),
            Err(_) => Response {
                now: CreateInteractionResponse::Defer(
                    CreateInteractionResponseMessage::new().ephemeral(whom == For::ThePerson),
                ),
                later: Some(work),
                after: None,
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
        deliver(bot, interaction, response, began).await;
    }
}

/// Sends a response to its address, and what follows it.
pub(crate) async fn deliver(
    bot: &Arc<Bot>,
    interaction: &Interaction,
    response: Response,
    began: Instant,
) {
    let (id, token) = (interaction.id(), interaction.token());
    respond(bot, id, token, response.now).await;
    bot.telemetry.answered(began.elapsed());
    if let Some(later) = response.later {
        late(bot, id, token, later).await;
    }
    if let Some(after) = response.after {
        after.await;
    }
}

/// Sends a response by Discord's REST API, again and again while Discord waits for it.
async fn respond(bot: &Bot, id: InteractionId, token: &str, response: CreateInteractionResponse) {
    // Who has typed on does not wait for what was offered before.
    let offers = matches!(response, CreateInteractionResponse::Autocomplete(_));
    let mut sent = send(bot, id, token, &response).await;
    if let Err(error) = &sent
        && is_about_components(error)
        && let Some(bare) = bare(response)
    {
        say_refused(id);
        sent = send(bot, id, token, &bare).await;
    }
    match sent {
        Err(error) if code(&error) == Some(UNKNOWN_INTERACTION) && offers => {
            tracing::debug!(interaction = %id, "nobody waits for these suggestions any more");
        }
        Err(error) if code(&error) != Some(ALREADY_ACKNOWLEDGED) => {
            bot.telemetry.unanswered();
            let error = shown(&error);
            tracing::error!(interaction = %id, error, "an interaction could not be answered");
        }
        _ => {}
    }
}

async fn send(
    bot: &Bot,
    id: InteractionId,
    token: &str,
    response: &CreateInteractionResponse,
) -> Result<(), serenity::Error> {
    bot.rest
        .respond("interaction_callback", |http| {
            let response = response.clone();
            async move { response.execute(&http, (id, token)).await }
        })
        .await
}

/// A response without its buttons and links; `None` where it has none.
fn bare(response: CreateInteractionResponse) -> Option<CreateInteractionResponse> {
    match response {
        CreateInteractionResponse::Message(body) => Some(CreateInteractionResponse::Message(
            body.components(Vec::new()),
        )),
        CreateInteractionResponse::UpdateMessage(body) => Some(
            CreateInteractionResponse::UpdateMessage(body.components(Vec::new())),
        ),
        _ => None,
    }
}

fn say_refused(interaction: InteractionId) {
    tracing::warn!(%interaction, "Discord refuses a button or a link of an answer; it goes out without them");
}

/// Puts a reply that took its time in its place.
async fn late(bot: &Bot, id: InteractionId, token: &str, later: JoinHandle<Reply>) {
    let reply = finished(later.await);
    let mut sent = put(bot, token, reply.late()).await;
    if sent.as_ref().is_err_and(is_about_components) {
        say_refused(id);
        sent = put(bot, token, reply.bare().late()).await;
    }
    if let Err(error) = sent {
        bot.telemetry.unanswered();
        tracing::error!(error = shown(&error), "a late reply could not be sent");
    }
}

async fn put(bot: &Bot, token: &str, late: EditInteractionResponse) -> Result<(), serenity::Error> {
    let sent = bot
        .rest
        .persist("late_reply", IN_THE_BACKGROUND, |http| {
            let late = late.clone();
            async move { late.execute(&http, token).await }
        })
        .await;
    sent.map(|_| ())
}
