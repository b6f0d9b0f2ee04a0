//! Responses that may take longer than Discord waits: it is told to wait, and gets them afterwards.
//!
//! It must not know what they say.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use serenity::builder::{Builder, CreateInteractionResponse, CreateInteractionResponseMessage};
use tokio::time::{sleep, timeout};

use super::bot::Bot;
use super::reply::Reply;
use super::rest::{FOR_A_MESSAGE, code};

/// How long a response may take before Discord is told to wait: far less than the three seconds that Discord waits by itself.
const A_MOMENT: Duration = Duration::from_millis(700);
/// Discord's codes while it has not yet heard that it is to wait: unknown webhook, unknown message.
const NOT_YET: [isize; 2] = [10_015, 10_008];
/// How often, and after which pause each, that is waited for.
const TRIES: usize = 12;
const PAUSE: Duration = Duration::from_millis(250);

/// Who sees a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Everybody in the channel.
    Everybody,
    /// The person alone.
    ThePerson,
}

/// The response that is being made, if it comes in a moment; else one that tells Discord to wait. `token` is the interaction's.
pub(crate) async fn soon(
    bot: &Arc<Bot>,
    token: &str,
    whom: For,
    making: impl Future<Output = Reply> + Send + 'static,
) -> CreateInteractionResponse {
    let mut making = Box::pin(making);
    if let Ok(reply) = timeout(A_MOMENT, &mut making).await {
        return match whom {
            For::Everybody => reply.public(),
            For::ThePerson => reply.private(),
        };
    }
    let (bot, token) = (Arc::clone(bot), token.to_owned());
    let under_way = bot.tasks.token();
    tokio::spawn(async move {
        fill(&bot, &token, &making.await).await;
        drop(under_way);
    });
    let waiting = CreateInteractionResponseMessage::new().ephemeral(whom == For::ThePerson);
    CreateInteractionResponse::Defer(waiting)
}

/// Gives a response that Discord waits for.
async fn fill(bot: &Bot, token: &str, reply: &Reply) {
    let edit = reply.response_edit();
    for tried in 1.. {
        let filled = bot
            .rest
            .persist("edit_response", FOR_A_MESSAGE, |http| {
                let edit = edit.clone();
                async move { edit.execute(&http, token).await }
            })
            .await;
        let Err(error) = filled else {
            return;
        };
        let early = code(&error).is_some_and(|code| NOT_YET.contains(&code));
        if !early || tried == TRIES {
            bot.telemetry.unanswered();
            tracing::error!(%error, "a response that was promised could not be given");
            return;
        }
        sleep(PAUSE).await;
    }
}
