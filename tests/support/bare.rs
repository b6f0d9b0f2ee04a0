//! The barest bot: serenity without a cache, one constant embed for every message that mentions it, one slash command.
//! What Footnote takes in time and memory is compared with it.

#![allow(clippy::print_stderr, reason = "that is all it has for a log")]

use serenity::all::{
    ApplicationId, ClientBuilder, Command, CommandInteraction, Context, CreateAllowedMentions,
    CreateCommand, CreateEmbed, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage, EventHandler, GatewayIntents, Http, Interaction, Message, Ready,
};
use serenity::async_trait;

struct Bare;

/// The answer to everything.
pub(crate) const ANSWER: &str = "A constant answer.";

fn embed() -> CreateEmbed {
    CreateEmbed::new().description(ANSWER)
}

#[async_trait]
impl EventHandler for Bare {
    async fn ready(&self, context: Context, _: Ready) {
        let commands = vec![CreateCommand::new("constant").description("Says what it always says")];
        if let Err(error) = Command::set_global_commands(&context.http, commands).await {
            eprintln!("commands: {error}");
        }
    }

    async fn message(&self, context: Context, message: Message) {
        let bot = context.http.application_id().map(ApplicationId::get);
        if message.author.bot
            || !message
                .mentions
                .iter()
                .any(|user| Some(user.id.get()) == bot)
        {
            return;
        }
        let reply = CreateMessage::new()
            .embed(embed())
            .reference_message(&message)
            .allowed_mentions(CreateAllowedMentions::new());
        let reply = reply
            .nonce(serenity::all::Nonce::String(message.id.to_string()))
            .enforce_nonce(true);
        if let Err(error) = message.channel_id.send_message(&context.http, reply).await {
            eprintln!("reply: {error}");
        }
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction
            && let Err(error) = respond(&context, &command).await
        {
            eprintln!("response: {error}");
        }
    }
}

async fn respond(context: &Context, command: &CommandInteraction) -> serenity::Result<()> {
    let message = CreateInteractionResponseMessage::new()
        .embed(embed())
        .allowed_mentions(CreateAllowedMentions::new());
    command
        .create_response(&context.http, CreateInteractionResponse::Message(message))
        .await
}

/// Runs until the client ends.
pub(crate) async fn run(http: Http) -> serenity::Result<()> {
    let intents =
        GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    ClientBuilder::new_with_http(http, intents)
        .event_handler(Bare)
        .await?
        .start()
        .await
}
