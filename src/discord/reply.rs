//! What is sent to Discord: an answer or a notice as text, buttons, links and a picture, within Discord's limits.
//!
//! Pings are switched off in everything that leaves here.

use std::collections::HashSet;

use serenity::builder::{
    CreateActionRow, CreateAllowedMentions, CreateAttachment, CreateButton, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage,
    EditInteractionResponse, EditMessage,
};
use serenity::model::application::ButtonStyle;
use serenity::model::channel::MessageFlags;

use super::custom_id::Press;
use super::interactions::For;
use super::words::Words;
use crate::answer::{Answer, Receipt, Status};
use crate::message::Snapshot;
use crate::query::encode;
use crate::render::{self, LONGEST_LABEL, LONGEST_MESSAGE, Link, MOST_OF_EMBED, Tone, shortened};

/// The most buttons in one row.
const MOST_IN_A_ROW: usize = 5;
/// The longest address that a link button takes.
const LONGEST_URL: usize = 512;

/// A picture beside a reply.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// The file, PNG.
    pub(crate) bytes: Vec<u8>,
    /// What it shows, for people who cannot see it.
    pub(crate) alt: String,
}

/// A file beside a reply.
#[derive(Debug, Clone)]
pub(crate) struct Attached {
    /// Its name.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// Something to send.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// A line above the text, where there is an embed.
    pub(crate) above: Option<String>,
    /// Discord Markdown; small things stand in it as they are, answers in an embed.
    pub(crate) text: String,
    /// The colour of the embed; no embed without one.
    pub(crate) tone: Option<Tone>,
    /// Rows of buttons.
    pub(crate) rows: Vec<Vec<CreateButton>>,
    /// Links below the text.
    pub(crate) links: Vec<Link>,
    /// A picture in the embed.
    pub(crate) picture: Option<Picture>,
    /// Files below it.
    pub(crate) files: Vec<Attached>,
}

/// What stands around an answer.
pub(crate) struct Around<'a> {
    /// The snapshot that it was made from.
    pub(crate) snapshot: &'a Snapshot,
    /// Who asked.
    pub(crate) asker: u64,
    /// The question, as it was written.
    pub(crate) question: &'a str,
    /// Whether wrong answers may be reported.
    pub(crate) inbox: bool,
    /// The bot's words.
    pub(crate) words: &'static Words,
}

impl Reply {
    /// A short notice.
    pub(crate) fn notice(text: impl Into<String>) -> Self {
        Self {
            above: None,
            text: text.into(),
            tone: None,
            rows: Vec::new(),
            links: Vec::new(),
            picture: None,
            files: Vec::new(),
        }
    }

    /// A longer text that is no answer.
    pub(crate) fn page(text: &str) -> Self {
        Self {
            tone: Some(Tone::Sure),
            ..Self::notice(render::fitted(text, MOST_OF_EMBED))
        }
    }

    /// An answer with its buttons and links.
    pub(crate) fn answer(answer: &Answer, around: &Around<'_>) -> Self {
        let card = render::card(answer, MOST_OF_EMBED);
        let actions = actions(answer, around);
        let actions = actions.chunks(MOST_IN_A_ROW).map(<[_]>::to_vec);
        let rows = std::iter::once(choices(answer, around)).chain(actions);
        Self {
            above: None,
            text: card.text,
            tone: Some(card.tone),
            rows: rows.filter(|row| !row.is_empty()).collect(),
            links: card.links,
            picture: None,
            files: Vec::new(),
        }
    }

    /// With a picture.
    pub(crate) fn with(mut self, picture: Option<Picture>) -> Self {
        self.picture = picture;
        self
    }

    /// Without its buttons and links: what Discord refuses of them must not cost the answer.
    pub(crate) fn bare(&self) -> Self {
        Self {
            rows: Vec::new(),
            links: Vec::new(),
            ..self.clone()
        }
    }

    fn embed(&self) -> Option<CreateEmbed> {
        let tone = self.tone?;
        let mut embed = CreateEmbed::new().colour(colour(tone));
        if !self.text.is_empty() {
            embed = embed.description(&self.text);
        }
        Some(match &self.picture {
            Some(_) => embed.attachment(PICTURE),
            None => embed,
        })
    }

    fn components(&self) -> Vec<CreateActionRow> {
        let links = self
            .links
            .iter()
            .filter(|link| link.url.chars().count() <= LONGEST_URL);
        let links: Vec<CreateButton> = links
            .take(MOST_IN_A_ROW)
            .map(|link| CreateButton::new_link(&link.url).label(label(&link.label)))
            .collect();
        let rows = self.rows.iter().cloned().chain([links]);
        rows.filter(|row| !row.is_empty())
            .map(CreateActionRow::Buttons)
            .collect()
    }

    fn attachments(&self) -> Vec<CreateAttachment> {
        let picture = self.picture.iter().map(|picture| {
            CreateAttachment::bytes(picture.bytes.clone(), PICTURE)
                .description(picture.alt.chars().take(LONGEST_ALT).collect::<String>())
        });
        let files = self
            .files
            .iter()
            .map(|file| CreateAttachment::bytes(file.bytes.clone(), file.name.clone()));
        picture.chain(files).collect()
    }

    /// As a new message.
    pub(crate) fn message(&self) -> CreateMessage {
        let message = CreateMessage::new()
            .allowed_mentions(no_pings())
            .components(self.components())
            .add_files(self.attachments());
        match self.embed() {
            Some(embed) => message.embed(embed),
            None => message.content(&self.text),
        }
    }

    /// As a new message where embeds are not permitted.
    pub(crate) fn plain_message(&self) -> CreateMessage {
        CreateMessage::new()
            .allowed_mentions(no_pings())
            .content(render::fitted(&self.text, LONGEST_MESSAGE))
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .components(self.components())
    }

    /// As a change of a message that is there.
    pub(crate) fn edit(&self) -> EditMessage {
        let message = EditMessage::new()
            .allowed_mentions(no_pings())
            .components(self.components());
        match self.embed() {
            Some(embed) => message.content("").embed(embed).suppress_embeds(false),
            None => message.content(&self.text).embeds(Vec::new()),
        }
    }

    /// As a change of a message that is there, where embeds are not permitted.
    pub(crate) fn plain_edit(&self) -> EditMessage {
        EditMessage::new()
            .allowed_mentions(no_pings())
            .content(render::fitted(&self.text, LONGEST_MESSAGE))
            .embeds(Vec::new())
            .suppress_embeds(true)
            .components(self.components())
    }

    /// As the body of a response to an interaction.
    fn body(&self) -> CreateInteractionResponseMessage {
        let body = CreateInteractionResponseMessage::new()
            .allowed_mentions(no_pings())
            .components(self.components())
            .files(self.attachments());
        match (self.embed(), &self.above) {
            (Some(embed), Some(above)) => body.content(above).embed(embed),
            (Some(embed), None) => body.embed(embed),
            (None, _) => body.content(&self.text),
        }
    }

    /// As the text that takes the place of "is thinking".
    pub(crate) fn late(&self) -> EditInteractionResponse {
        let late = EditInteractionResponse::new()
            .allowed_mentions(no_pings())
            .components(self.components());
        let late = self
            .attachments()
            .into_iter()
            .fold(late, EditInteractionResponse::new_attachment);
        match (self.embed(), &self.above) {
            (Some(embed), Some(above)) => late.content(above).embed(embed),
            (Some(embed), None) => late.embed(embed),
            (None, _) => late.content(&self.text),
        }
    }

    /// As a response that everybody sees.
    pub(crate) fn public(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::Message(self.body())
    }

    /// As a response that only the person sees.
    pub(crate) fn private(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::Message(self.body().ephemeral(true))
    }

    /// As a response for whom it is meant.
    pub(crate) fn shown_to(&self, whom: For) -> CreateInteractionResponse {
        match whom {
            For::Everybody => self.public(),
            For::ThePerson => self.private(),
        }
    }

    /// As a change of the message whose button was pressed.
    pub(crate) fn update(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::UpdateMessage(self.body())
    }
}

/// The name of a picture's file.
const PICTURE: &str = "chart.png";
/// The longest description of a file, in characters.
const LONGEST_ALT: usize = 1_024;

/// Nobody is pinged, whatever a text says, not even the person who is replied to.
pub(crate) fn no_pings() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Sure => 0x2f_80_a8,
        Tone::Against => 0xc2_55_3d,
        Tone::Asking => 0xc9_96_2b,
        Tone::Without => 0x7a_80_8a,
    }
}

/// The readings to choose from, each once: Discord takes no two buttons with one id.
fn choices(answer: &Answer, around: &Around<'_>) -> Vec<CreateButton> {
    let mut ids = HashSet::new();
    let choices = answer.choices.iter().filter_map(|choice| {
        let press = Press::Ask {
            asker: around.asker,
            code: encode(&choice.query, &around.snapshot.dataset),
        };
        let id = press.encode()?;
        let fresh = ids.insert(id.clone());
        fresh.then(|| CreateButton::new(id).label(label(&choice.label)))
    });
    choices.take(MOST_IN_A_ROW).collect()
}

/// A text as the label of a button; never empty.
fn label(text: &str) -> String {
    match shortened(text, LONGEST_LABEL) {
        label if label.is_empty() => "…".to_owned(),
        label => label,
    }
}

/// What can be done with an answer.
fn actions(answer: &Answer, around: &Around<'_>) -> Vec<CreateButton> {
    let words = around.words;
    let mut row = Vec::new();
    let mut add = |press: Press, label: &str| {
        if let Some(id) = press.encode() {
            row.push(
                CreateButton::new(id)
                    .label(label)
                    .style(ButtonStyle::Secondary),
            );
        }
    };
    if let Some(receipt) = Receipt::of(around.snapshot, answer) {
        let code = receipt.encode(around.snapshot);
        if receipt.chart_metric(around.snapshot).is_some() {
            add(Press::Chart(code.clone()), words.chart);
        }
        if !answer.figures.is_empty() {
            add(Press::How(code.clone()), words.how);
        }
        add(Press::Sources(code.clone()), words.sources);
        add(Press::Cite(code), words.cite);
    }
    // A question that was put by a command has no words to be kept.
    let is_worded = !around.question.trim().is_empty();
    if around.inbox && is_worded && answer.status != Status::Help {
        let question = around.question.to_owned();
        add(Press::Wrong { question }, words.wrong);
    }
    let asker = around.asker;
    add(Press::Delete { asker }, words.delete);
    row
}

#[cfg(test)]
mod tests;
