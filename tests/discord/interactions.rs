//! Interactions of every kind, through the gateway and posted to an endpoint, taken up by a small serenity bot.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use serenity::all::{
    ActionRowComponent, AutocompleteChoice, ButtonStyle, CommandInteraction, CommandOptionType,
    CommandType, ComponentInteraction, Context, CreateActionRow, CreateAllowedMentions,
    CreateAttachment, CreateAutocompleteResponse, CreateButton, CreateCommand, CreateCommandOption,
    CreateInputText, CreateInteractionResponse, CreateInteractionResponseFollowup,
    CreateInteractionResponseMessage, CreateModal, EditInteractionResponse, EventHandler,
    GatewayIntents, InputTextStyle, Interaction, Message, ModalInteraction, Ready, ResolvedValue,
};
use serenity::async_trait;
use serenity::interactions_endpoint::Verifier;

use crate::discord::{Door, Message as Seen, World, signed};
use crate::fake::http;

/// A bot that takes up each kind of interaction in its own way.
struct Talker;

fn commands() -> Vec<CreateCommand> {
    let year = CreateCommandOption::new(CommandOptionType::Integer, "year", "Which year")
        .required(true)
        .set_autocomplete(true);
    let file =
        CreateCommandOption::new(CommandOptionType::Attachment, "file", "Any file").required(true);
    let inner = CreateCommandOption::new(CommandOptionType::SubCommand, "deep", "Below");
    vec![
        CreateCommand::new("year")
            .description("A year")
            .add_option(year),
        CreateCommand::new("file")
            .description("A file")
            .add_option(file),
        CreateCommand::new("outer")
            .description("Above")
            .add_option(inner),
        CreateCommand::new("buttons").description("Buttons"),
        CreateCommand::new("Quote").kind(CommandType::Message),
    ]
}

fn text(text: impl Into<String>) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(text)
        .allowed_mentions(CreateAllowedMentions::new())
}

fn says(content: impl Into<String>) -> CreateInteractionResponse {
    CreateInteractionResponse::Message(text(content))
}

#[async_trait]
impl EventHandler for Talker {
    async fn ready(&self, context: Context, _: Ready) {
        serenity::all::Command::set_global_commands(&context.http, commands())
            .await
            .unwrap();
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let taken_up = match interaction {
            Interaction::Command(command) => self.command(&context, command).await,
            Interaction::Autocomplete(command) => autocomplete(&context, command).await,
            Interaction::Component(component) => press(&context, component).await,
            Interaction::Modal(modal) => modal_sent(&context, modal).await,
            _ => Ok(()),
        };
        taken_up.unwrap();
    }
}

impl Talker {
    async fn command(
        &self,
        context: &Context,
        command: CommandInteraction,
    ) -> serenity::Result<()> {
        let options = command.data.options();
        match (
            command.data.name.as_str(),
            options.first().map(|option| &option.value),
        ) {
            ("year", Some(ResolvedValue::Integer(year))) => {
                deferred(context, &command, *year).await
            }
            ("file", Some(ResolvedValue::Attachment(file))) => {
                let answer = format!("{} of {} bytes", file.filename, file.size);
                command.create_response(&context.http, says(answer)).await
            }
            ("outer", Some(ResolvedValue::SubCommand(_))) => {
                let answer = format!("{} in {}", options[0].name, command.locale);
                command.create_response(&context.http, says(answer)).await
            }
            ("Quote", _) => {
                let quoted: Vec<&Message> = command.data.resolved.messages.values().collect();
                command
                    .create_response(&context.http, says(&quoted[0].content))
                    .await
            }
            _ => {
                let button = |id: &str| {
                    CreateButton::new(id)
                        .label(id.to_uppercase())
                        .style(ButtonStyle::Secondary)
                };
                let row = CreateActionRow::Buttons(vec![button("change"), button("ask")]);
                let message = text("Press").components(vec![row]);
                command
                    .create_response(&context.http, CreateInteractionResponse::Message(message))
                    .await
            }
        }
    }
}

async fn deferred(
    context: &Context,
    command: &CommandInteraction,
    year: i64,
) -> serenity::Result<()> {
    command.defer_ephemeral(&context.http).await?;
    let picture = CreateAttachment::bytes(*b"not really", "chart.png").description("A chart");
    let edit = EditInteractionResponse::new()
        .content(format!("The year {year}"))
        .new_attachment(picture);
    command.edit_response(&context.http, edit).await?;
    let more = CreateInteractionResponseFollowup::new()
        .content("And more")
        .allowed_mentions(CreateAllowedMentions::new());
    command.create_followup(&context.http, more).await?;
    Ok(())
}

async fn autocomplete(context: &Context, command: CommandInteraction) -> serenity::Result<()> {
    let typed = command.data.autocomplete().unwrap().value.to_owned();
    let choice = AutocompleteChoice::new(format!("{typed}4"), 2024);
    let response = CreateAutocompleteResponse::new().set_choices(vec![choice]);
    command
        .create_response(
            &context.http,
            CreateInteractionResponse::Autocomplete(response),
        )
        .await
}

async fn press(context: &Context, component: ComponentInteraction) -> serenity::Result<()> {
    let response = if component.data.custom_id == "change" {
        CreateInteractionResponse::UpdateMessage(text("Changed"))
    } else {
        let input = CreateInputText::new(InputTextStyle::Short, "Why", "why");
        let modal =
            CreateModal::new("form", "A form").components(vec![CreateActionRow::InputText(input)]);
        CreateInteractionResponse::Modal(modal)
    };
    component.create_response(&context.http, response).await
}

async fn modal_sent(context: &Context, modal: ModalInteraction) -> serenity::Result<()> {
    let ActionRowComponent::InputText(input) = &modal.data.components[0].components[0] else {
        panic!("an input");
    };
    let answer = input.value.clone().unwrap();
    modal.create_response(&context.http, says(answer)).await
}

/// A world with the talker in it.
async fn start() -> World {
    let world = World::start().await;
    let builder = serenity::all::ClientBuilder::new_with_http(
        http(&world, Door::Proxy),
        GatewayIntents::GUILDS,
    );
    let mut client = builder.event_handler(Talker).await.unwrap();
    tokio::spawn(async move { client.start().await.unwrap() });
    world
        .until_requested(crate::discord::route::SET_COMMANDS, 1)
        .await;
    world
}

async fn buttons(world: &World) -> Seen {
    world
        .slash(world.user, world.channel, "buttons", &[])
        .message()
        .await
}

#[tokio::test]
async fn commands_are_deferred_filled_and_followed_up() {
    let world = start().await;
    let interaction = world.slash(world.user, world.channel, "year", &[("year", json!(2024))]);
    assert_eq!(interaction.response().await.kind, 5);
    let message = interaction.message().await;
    assert_eq!(
        (message.text().as_str(), message.ephemeral()),
        ("The year 2024", true)
    );
    assert_eq!(message.attachments()[0]["description"], "A chart");
    assert_eq!(interaction.follow_ups(1).await[0].text(), "And more");
    world.assert_clean();
}

#[tokio::test]
async fn commands_carry_what_people_give_them() {
    let world = start().await;
    world.set(world.user, |person| person.locale = "uk".to_owned());
    let file = world.upload(world.channel, "claim.txt", b"four");
    let said = world.say(world.channel, world.user, "These are my words");
    let table = [
        (
            world.slash(world.user, world.channel, "file", &[("file", file)]),
            "claim.txt of 4 bytes",
        ),
        (
            world.slash(
                world.user,
                world.direct_messages(world.user),
                "outer deep",
                &[],
            ),
            "deep in uk",
        ),
        (
            world.context_menu(world.user, "Quote", said),
            "These are my words",
        ),
    ];
    for (interaction, expected) in table {
        assert_eq!(interaction.message().await.text(), expected);
    }
    let typing = world.autocomplete(world.user, world.channel, "year", &[("year", json!("202"))]);
    assert_eq!(typing.response().await.choices(), ["2024"]);
    world.assert_clean();
}

#[tokio::test]
async fn buttons_change_messages_and_open_modals() {
    let world = start().await;
    let message = buttons(&world).await;
    assert_eq!(message.labels(), ["CHANGE", "ASK"]);
    let asked = world.press(world.user, message.id, "ask");
    let sent = world
        .submit_modal(world.user, &asked, &[("why", "because")])
        .await;
    assert_eq!(sent.message().await.text(), "because");
    world.press(world.user, message.id, "CHANGE");
    world
        .until(message.id, |message| {
            message.text() == "Changed" && message.edited()
        })
        .await;
    world.assert_clean();
}

/// An endpoint that answers every command at once.
async fn endpoint(
    Extract(verifier): Extract<Arc<Verifier>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, [(&'static str, &'static str); 1], String) {
    let header = |name: &str| headers[name].to_str().unwrap();
    let json = [("content-type", "application/json")];
    if verifier
        .verify(
            header("x-signature-ed25519"),
            header("x-signature-timestamp"),
            &body,
        )
        .is_err()
    {
        return (StatusCode::UNAUTHORIZED, json, String::new());
    }
    let interaction: Value = serde_json::from_slice(&body).unwrap();
    let answer = json!({"type": 4, "data": {"content": interaction["data"]["name"], "allowed_mentions": {"parse": []}}});
    (StatusCode::OK, json, answer.to_string())
}

#[tokio::test]
async fn interactions_are_posted_signed() {
    let world = start().await;
    let verifier = Arc::new(Verifier::new(&world.public_key()));
    let app = axum::Router::new().fallback(endpoint).with_state(verifier);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    world.post_interactions_to(&url);
    let interaction = world.slash(world.user, world.channel, "buttons", &[]);
    assert_eq!(interaction.message().await.text(), "buttons");
    let forged = signed::post(&url, &"00".repeat(64), &signed::now(), "{}")
        .await
        .unwrap();
    assert_eq!(forged.status().as_u16(), 401);
    world.assert_clean();
}
