//! Buttons: what happens when one is pressed. All that is needed stands in its custom id.

use std::sync::Arc;

use serenity::builder::CreateInteractionResponse;
use serenity::model::Permissions;
use serenity::model::application::ComponentInteraction;
use serenity::model::id::GuildId;

use super::bot::Bot;
use super::changes;
use super::custom_id::Press;
use super::pictures::picture;
use super::reply::{Around, Reply};
use super::words::{Words, words_of};
use crate::answer::{Conversation, Receipt, Snapshot};
use crate::engine::Thread;
use crate::store::{InboxKind, Settings};

/// A press on its way.
struct Pressed<'a> {
    bot: &'a Arc<Bot>,
    component: &'a ComponentInteraction,
    server: Option<u64>,
    settings: Arc<Settings>,
    words: &'static Words,
    snapshot: Arc<Snapshot>,
}

/// Does what a button is for.
pub(crate) async fn run(
    bot: &Arc<Bot>,
    component: &ComponentInteraction,
) -> CreateInteractionResponse {
    let server = component.guild_id.map(GuildId::get);
    let settings = bot.settings.of(server);
    let pressed = Pressed {
        bot,
        component,
        server,
        words: words_of(&settings, &component.locale),
        settings,
        snapshot: bot.engine.snapshot_in(server),
    };
    match Press::decode(&component.data.custom_id) {
        None => Reply::notice(pressed.words.unknown).private(),
        Some(Press::Delete { asker }) => pressed.delete(asker),
        Some(Press::Wrong { question }) => pressed.wrong(&question),
        Some(Press::Ask { asker, question }) => pressed.ask(asker, &question),
        Some(Press::How(code)) => pressed.page(&code, Receipt::how_computed),
        Some(Press::Sources(code)) => pressed.page(&code, Receipt::sources),
        Some(Press::Chart(code)) => pressed.chart(&code).await,
    }
}

impl Pressed<'_> {
    fn person(&self) -> u64 {
        self.component.user.id.get()
    }

    /// Whether the person moderates the place.
    fn may_moderate(&self) -> bool {
        let Some(member) = &self.component.member else {
            return false;
        };
        let permissions = member.permissions.unwrap_or_default();
        let moderates =
            Permissions::MANAGE_MESSAGES | Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR;
        let roles = member.roles.iter();
        permissions.intersects(moderates)
            || roles
                .into_iter()
                .any(|role| self.settings.moderators.contains(&role.get()))
    }

    /// Takes the answer away, for its asker and for moderators.
    fn delete(&self, asker: u64) -> CreateInteractionResponse {
        if self.person() != asker && !self.may_moderate() {
            return Reply::notice(self.words.not_yours).private();
        }
        let bot = Arc::clone(self.bot);
        let (channel, message) = (self.component.channel_id, self.component.message.id);
        let token = self.component.token.clone();
        let under_way = bot.tasks.token();
        tokio::spawn(async move {
            changes::take_away(&bot, channel, message, &token).await;
            drop(under_way);
        });
        CreateInteractionResponse::Acknowledge
    }

    /// Puts the question into the inbox.
    fn wrong(&self, question: &str) -> CreateInteractionResponse {
        let Some(server) = self.server.filter(|_| self.settings.inbox) else {
            return Reply::notice(self.words.no_inbox).private();
        };
        self.bot.note(server, InboxKind::MarkedWrong, question);
        Reply::notice(self.words.noted).private()
    }

    /// Answers the reading that was chosen: in place for the asker, for others beside it.
    fn ask(&self, asker: u64, question: &str) -> CreateInteractionResponse {
        let before = Conversation::default();
        let thought = self.bot.think(self.server, question, &before, "choice");
        let around = Around {
            snapshot: &self.snapshot,
            asker,
            question,
            inbox: self.settings.inbox && self.server.is_some(),
            deletable: true,
            words: self.words,
        };
        let reply = Reply::answer(&thought.answer, &around);
        if self.person() != asker {
            return reply.private();
        }
        let person = Thread::Person {
            channel: self.component.channel_id.get(),
            person: asker,
        };
        let message = Thread::Message(self.component.message.id.get());
        self.bot
            .remember(self.server, &[person, message], &thought.after);
        reply.update()
    }

    /// What a receipt says, for the person alone.
    fn page(
        &self,
        code: &str,
        write: fn(&Receipt, &Snapshot) -> String,
    ) -> CreateInteractionResponse {
        match Receipt::decode(&self.snapshot, code) {
            Ok(receipt) => Reply::page(&write(&receipt, &self.snapshot)).private(),
            Err(bad) => Reply::notice(bad.text(&self.snapshot)).private(),
        }
    }

    /// The chart of the answer's metric, for the person alone.
    async fn chart(&self, code: &str) -> CreateInteractionResponse {
        let receipt = match Receipt::decode(&self.snapshot, code) {
            Ok(receipt) => receipt,
            Err(bad) => return Reply::notice(bad.text(&self.snapshot)).private(),
        };
        let metric = receipt.chart_metric(&self.snapshot);
        let picture = match metric {
            Some(metric) => picture(&self.snapshot, metric, None, None).await,
            None => None,
        };
        match picture {
            Some(picture) => Reply::page("").with(Some(picture)).private(),
            None => Reply::notice(self.words.no_chart).private(),
        }
    }
}
