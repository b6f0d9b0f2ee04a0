//! A moderator's seat: who it is, what they may edit, and the desk that is opened for it.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::Timestamp;
use serenity::model::guild::Member;
use serenity::model::user::User;

use super::authority::Authority;
use super::drafts;
use crate::desk::{Desk, DeskError};
use crate::diagnostic::terminal;
use crate::discord::bot::Bot;
use crate::discord::heavy::heavy;
use crate::discord::interactions::{For, Outcome, finished};
use crate::discord::reply::Reply;
use crate::discord::words::{Words, words};
use crate::engine::Server;
use crate::render::{MOST_OF_EMBED, code_block, escaped};
use crate::store::{Author, Settings};

/// A moderator, and what they want to work on.
pub(crate) struct Seat {
    /// The bot.
    pub(crate) bot: Arc<Bot>,
    /// What the person may edit.
    pub(crate) authority: Authority,
    /// The settings of the server.
    pub(crate) settings: Arc<Settings>,
    /// The bot's words: moderating speaks English, as the files do.
    pub(crate) words: &'static Words,
    /// Whose intents are meant.
    pub(crate) scope: Option<Server>,
    author: Author,
    reason: String,
}

impl Seat {
    /// The seat of a person who speaks somewhere.
    pub(crate) fn of(
        bot: &Arc<Bot>,
        user: &User,
        server: Option<Server>,
        member: Option<&Member>,
    ) -> Self {
        let settings = bot.settings.of(server);
        let person = user.id.get();
        Self {
            bot: Arc::clone(bot),
            authority: Authority::of(person, server, member, &settings, &bot.config.owners),
            words: words("en"),
            settings,
            scope: server,
            author: Author {
                id: Some(person),
                name: user.name.clone(),
            },
            reason: String::new(),
        }
    }

    /// The seat at the intents of a server, or at those for everybody.
    pub(crate) fn at(self, scope: Option<Server>, reason: Option<&str>) -> Self {
        Self {
            scope,
            reason: reason.unwrap_or_default().to_owned(),
            ..self
        }
    }

    /// What stands for the person in a message: their name, without a ping.
    pub(crate) fn person(&self) -> String {
        self.author
            .id
            .map_or_else(|| escaped(&self.author.name), |id| format!("<@{id}>"))
    }

    /// Opens the desk, with the files as they are on the disk now.
    pub(super) fn open(&self) -> Desk {
        let watch = &self.bot.watch;
        let (files, mut unread) = watch.folders().read();
        let mut problems = unread.remove(&None).unwrap_or_default();
        problems.extend(unread.remove(&self.scope).unwrap_or_default());
        Desk {
            store: Arc::clone(&self.bot.store),
            files,
            problems,
            directory: watch.folders().intents.clone(),
            server: self.scope,
            author: self.author.clone(),
            reason: self.reason.clone(),
            today: self.bot.engine.today(),
            weights: Arc::clone(self.bot.engine.snapshot().weights()),
            snapshot: OnceCell::new(),
        }
    }

    /// Works at the desk beside the answering; the person alone sees what comes of it.
    pub(crate) fn work(
        self,
        work: impl FnOnce(&Self, &Desk) -> Result<Reply, DeskError> + Send + 'static,
    ) -> Outcome {
        Outcome::Later(For::ThePerson, tokio::spawn(self.job(work)))
    }

    /// Works at the desk once it has its turn; what goes wrong is told.
    pub(super) async fn job(
        self,
        work: impl FnOnce(&Self, &Desk) -> Result<Reply, DeskError> + Send + 'static,
    ) -> Reply {
        let _under_way = self.bot.tasks.token();
        let done = heavy(move || {
            let desk = self.open();
            if let Err(error) = desk.store.expire_drafts(Timestamp::now()) {
                tracing::error!(%error, "drafts could not be expired");
            }
            work(&self, &desk).unwrap_or_else(|error| told(&error))
        });
        finished(done.await)
    }
}

/// What went wrong, for the person.
pub(super) fn told(error: &DeskError) -> Reply {
    if let DeskError::Problem(problem) = error {
        return Reply::page(&code_block(
            "",
            &terminal::render(problem, false),
            MOST_OF_EMBED,
        ));
    }
    let Some((meanwhile, wanted)) = error.diffs() else {
        return Reply::page(&error.to_string());
    };
    let half = MOST_OF_EMBED / 2 - 300;
    let mut reply = Reply::page(&format!(
        "{error}\n**What was changed meanwhile**\n{}\n**What you wanted**\n{}\nMake the draft again from the file as it is now.",
        code_block("diff", &meanwhile, half),
        code_block("diff", &wanted, half)
    ));
    if let DeskError::Stale(stale) = error {
        let discard = drafts::discard_button(stale.draft);
        reply.rows.push(discard.into_iter().collect());
    }
    reply
}
