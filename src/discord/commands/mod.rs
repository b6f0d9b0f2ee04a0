//! Commands: what a slash command or an entry of a message's menu asks for, answered by the core.
//!
//! Everything that arrives is checked again: Discord does not hold people to what autocomplete offers.

pub(crate) mod autocomplete;
pub(crate) mod describe;
pub(crate) mod options;
pub(crate) mod settings;
mod settings_table;
pub(crate) mod table;

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::CreateInteractionResponse;
use serenity::model::application::CommandInteraction;
use serenity::model::id::GuildId;

use self::options::Options;
use self::table::{ANSWER_THIS, CHECK_THIS};
use super::bot::Bot;
use super::interactions::{For, Outcome};
use super::pictures::picture;
use super::reply::{Around, Reply};
use super::words::{Words, words_of};
use crate::answer::choices::{NotGiven, metric_given, outlet_given, year_given};
use crate::answer::{Answer, Request, Snapshot};
use crate::engine::Thread;
use crate::store::{Mode, Settings};

/// The commands that ask nothing.
const NO_QUESTIONS: [&str; 3] = ["help", "privacy", "settings"];

/// A command on its way: who asks, where, and by which settings.
pub(crate) struct Call<'a> {
    /// The bot.
    pub(crate) bot: &'a Arc<Bot>,
    /// What Discord handed over.
    pub(crate) command: &'a CommandInteraction,
    /// The server, outside of direct messages.
    pub(crate) server: Option<u64>,
    /// Its settings.
    pub(crate) settings: Arc<Settings>,
    /// The bot's words in the language of the server or the person.
    pub(crate) words: &'static Words,
    /// What answers here.
    pub(crate) snapshot: Arc<Snapshot>,
}

impl<'a> Call<'a> {
    /// A command with what is needed to answer it.
    pub(crate) fn new(bot: &'a Arc<Bot>, command: &'a CommandInteraction) -> Self {
        let server = command.guild_id.map(GuildId::get);
        let settings = bot.settings.of(server);
        Self {
            bot,
            command,
            server,
            words: words_of(&settings, &command.locale),
            settings,
            snapshot: bot.engine.snapshot_in(server),
        }
    }

    fn person(&self) -> u64 {
        self.command.user.id.get()
    }

    fn channel(&self) -> u64 {
        self.command.channel_id.get()
    }

    /// How long the person has to wait first. What is no question never waits: nobody locks themselves out of the settings.
    fn wait(&self) -> Option<Duration> {
        if NO_QUESTIONS.contains(&self.command.data.name.as_str()) {
            return None;
        }
        let seconds = self.settings.cooldown_seconds;
        let cooldowns = &self.bot.cooldowns;
        cooldowns.wait(seconds, self.person(), self.channel())
    }

    /// Everybody sees an answer, or the person alone where the bot is silent.
    fn whom(&self) -> For {
        let silent = self.server.is_some() && self.settings.mode(self.channel()) == Mode::Silent;
        if silent {
            For::ThePerson
        } else {
            For::Everybody
        }
    }

    fn show(&self, reply: &Reply) -> CreateInteractionResponse {
        reply.shown_to(self.whom())
    }

    /// An answer with its buttons.
    fn answer(&self, answer: &Answer, question: &str) -> Reply {
        let around = Around {
            snapshot: &self.snapshot,
            asker: self.person(),
            question,
            inbox: self.settings.inbox && self.server.is_some(),
            deletable: true,
            words: self.words,
        };
        Reply::answer(answer, &around)
    }

    /// The core's answer to a request.
    fn request(&self, request: &Request, question: &str) -> Reply {
        let answer = self.bot.respond(&self.snapshot, request);
        self.answer(&answer, question)
    }
}

/// Answers a command.
pub(crate) fn run(bot: &Arc<Bot>, command: &CommandInteraction) -> Outcome {
    let call = Call::new(bot, command);
    let options = Options::of(&command.data);
    if let Some(wait) = call.wait() {
        return Reply::notice(call.words.wait(wait)).private().into();
    }
    let now = match command.data.name.as_str() {
        "ask" => ask(&call, options.text("question").unwrap_or_default()),
        "year" | "compare" | "trend" | "top" | "sources" => return named(&call, &options),
        "check" => check(&call, options.text("claim").unwrap_or_default()),
        "topics" => call.show(&call.request(&Request::Topics, &options.written("topics"))),
        "help" => call.request(&Request::Help, "").private(),
        "privacy" => privacy(&call, &options),
        "settings" => settings::run(&call, &options),
        ANSWER_THIS => of_message(&call, ask),
        CHECK_THIS => of_message(&call, check),
        _ => Reply::notice(call.words.unknown).private(),
    };
    now.into()
}

fn ask(call: &Call<'_>, question: &str) -> CreateInteractionResponse {
    let thread = Thread::Person {
        channel: call.channel(),
        person: call.person(),
    };
    let before = call.bot.recall(call.server, &[thread]);
    let thought = call.bot.think(call.server, question, &before, "command");
    call.bot.remember(call.server, &[thread], &thought.after);
    call.show(&call.answer(&thought.answer, question))
}

fn check(call: &Call<'_>, claim: &str) -> CreateInteractionResponse {
    let request = Request::Check {
        claim: claim.to_owned(),
    };
    call.show(&call.request(&request, claim))
}

/// What is done with the text of the message whose menu was opened.
fn of_message(
    call: &Call<'_>,
    with: fn(&Call<'_>, &str) -> CreateInteractionResponse,
) -> CreateInteractionResponse {
    let messages = &call.command.data.resolved.messages;
    let text = messages
        .values()
        .next()
        .map(|message| message.content.trim());
    match text.filter(|text| !text.is_empty()) {
        Some(text) => with(call, text),
        None => Reply::notice(call.words.no_text).private(),
    }
}

/// A command whose options name what it is about.
fn named(call: &Call<'_>, options: &Options<'_>) -> Outcome {
    let name = &call.command.data.name;
    let request = match request(&call.snapshot, name, options) {
        Ok(request) => request,
        Err(not_given) => return not_understood(call, &not_given).into(),
    };
    let reply = call.request(&request, &options.written(name));
    let Request::Trend { metric, from, to } = request else {
        return call.show(&reply).into();
    };
    let snapshot = Arc::clone(&call.snapshot);
    let charted = async move { reply.with(picture(&snapshot, metric, from, to).await) };
    Outcome::Later(call.whom(), tokio::spawn(charted))
}

fn request(snapshot: &Snapshot, name: &str, options: &Options<'_>) -> Result<Request, NotGiven> {
    let metric = |name| {
        options
            .text(name)
            .map(|text| metric_given(snapshot, text))
            .transpose()
    };
    let year = |name| {
        options
            .number(name)
            .map(|year| year_given(snapshot, year))
            .transpose()
    };
    let missing = || NotGiven {
        suggestions: Vec::new(),
    };
    Ok(match name {
        "year" => Request::Year {
            year: year("year")?.ok_or_else(missing)?,
            metric: metric("metric")?,
        },
        "compare" => Request::Compare {
            metric: metric("metric")?.ok_or_else(missing)?,
            from: year("from")?.ok_or_else(missing)?,
            to: year("to")?.ok_or_else(missing)?,
        },
        "trend" => Request::Trend {
            metric: metric("metric")?.ok_or_else(missing)?,
            from: year("from")?,
            to: year("to")?,
        },
        "top" => Request::Top {
            metric: metric("metric")?.ok_or_else(missing)?,
        },
        _ => Request::Sources {
            outlet: options
                .text("outlet")
                .map(|text| outlet_given(snapshot, text))
                .transpose()?,
        },
    })
}

/// What was typed names nothing: what does.
fn not_understood(call: &Call<'_>, not_given: &NotGiven) -> CreateInteractionResponse {
    let mut lines = vec![call.words.not_given.to_owned()];
    let known = not_given.suggestions.iter();
    lines.extend(known.map(|suggestion| format!("- {}", suggestion.label)));
    Reply::notice(lines.join("\n")).private()
}

fn privacy(call: &Call<'_>, options: &Options<'_>) -> CreateInteractionResponse {
    let words = call.words;
    if options
        .subcommand()
        .is_some_and(|(name, _)| name == "delete")
    {
        let thread = Thread::Person {
            channel: call.channel(),
            person: call.person(),
        };
        call.bot.forget(call.server, thread);
        return Reply::notice(words.forgotten).private();
    }
    let inbox = if call.settings.inbox && call.server.is_some() {
        words.inbox_on(call.settings.inbox_days)
    } else {
        words.inbox_off.to_owned()
    };
    Reply::page(&format!("{}\n{inbox}", words.privacy)).private()
}
