//! Buttons: what happens when one is pressed. All that is needed stands in its custom id.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::CreateInteractionResponse;
use serenity::model::Permissions;
use serenity::model::application::ComponentInteraction;
use serenity::model::id::GuildId;

use super::bot::Bot;
use super::changes;
use super::custom_id::{self, Press};
use super::interactions::{For, Outcome};
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
pub(crate) fn run(bot: &Arc<Bot>, component: &ComponentInteraction) -> Outcome {
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
    let press = Press::decode(&component.data.custom_id);
    let asks = press.as_ref().is_some_and(Press::is_question);
    if let Some(wait) = asks.then(|| pressed.too_soon()).flatten() {
        return Reply::notice(pressed.words.wait(wait)).private().into();
    }
    let now = match press {
        None => Reply::notice(pressed.words.unknown).private(),
        Some(Press::Delete { asker }) => pressed.delete(asker),
        Some(Press::Wrong { question }) => pressed.wrong(&question),
        Some(Press::Ask { asker, question }) => pressed.ask(asker, &question),
        Some(Press::Named {
            asker,
            metric,
            after,
        }) => pressed.named(asker, &metric, &after),
        Some(Press::How(code)) => pressed.page(&code, Receipt::how_computed),
        Some(Press::Sources(code)) => pressed.page(&code, Receipt::sources),
        Some(Press::Chart(code)) => return pressed.chart(&code),
    };
    now.into()
}

impl Pressed<'_> {
    fn person(&self) -> u64 {
        self.component.user.id.get()
    }

    /// How long the person has to wait before the next question.
    fn too_soon(&self) -> Option<Duration> {
        let seconds = self.settings.cooldown_seconds;
        let channel = self.component.channel_id.get();
        self.bot.cooldowns.wait(seconds, self.person(), channel)
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

    /// The same for a question that only its metric's name was too long for.
    fn named(&self, asker: u64, metric: &str, after: &str) -> CreateInteractionResponse {
        let metrics = self.snapshot.dataset.metrics.iter();
        let mut shorts = metrics.map(|metric| metric.short.as_str());
        match shorts.find(|short| custom_id::name(short) == metric) {
            Some(short) => self.ask(asker, &format!("{short}{after}")),
            None => Reply::notice(self.words.unknown).private(),
        }
    }

    /// Answers the reading that was chosen: in place for the asker, for others beside it, with buttons of their own.
    fn ask(&self, asker: u64, question: &str) -> CreateInteractionResponse {
        let before = Conversation::default();
        let thought = self.bot.think(self.server, question, &before, "choice");
        let around = Around {
            snapshot: &self.snapshot,
            asker: self.person(),
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
    fn chart(&self, code: &str) -> Outcome {
        let receipt = match Receipt::decode(&self.snapshot, code) {
            Ok(receipt) => receipt,
            Err(bad) => return Reply::notice(bad.text(&self.snapshot)).private().into(),
        };
        let nothing = Reply::notice(self.words.no_chart);
        let Some(metric) = receipt.chart_metric(&self.snapshot) else {
            return nothing.private().into();
        };
        let snapshot = Arc::clone(&self.snapshot);
        let charted = async move {
            let picture = picture(&snapshot, metric, None, None).await;
            picture.map_or(nothing, |picture| Reply::page("").with(Some(picture)))
        };
        Outcome::Later(For::ThePerson, tokio::spawn(charted))
    }
}
