//! Commands: what a slash command or an entry of a message's menu asks for, answered by the core.
//!
//! Everything that arrives is checked again: Discord does not hold people to what autocomplete offers.

pub(crate) mod autocomplete;
pub(crate) mod describe;
pub(crate) mod options;
pub(crate) mod settings;
mod settings_table;
pub(crate) mod table;
mod tidy;

use std::sync::Arc;

use serenity::builder::CreateInteractionResponse;
use serenity::model::application::CommandInteraction;

use self::options::Options;
use self::table::{ANSWER_THIS, CHECK_THIS};
use super::addressed::text_of;
use super::bot::Bot;
use super::interactions::{For, Outcome};
use super::messages::too_soon;
use super::pictures::picture;
use super::place::Place;
use super::reply::Reply;
use crate::answer::choices::{NotGiven, metric_given, outlet_given, year_given};
use crate::answer::{Answer, Request};
use crate::message::Snapshot;
use crate::store::Mode;

/// A command on its way: who asks and where.
pub(crate) struct Call<'a> {
    /// The bot.
    pub(crate) bot: &'a Arc<Bot>,
    /// What Discord handed over.
    pub(crate) command: &'a CommandInteraction,
    /// Where it was given.
    pub(crate) place: Place,
}

impl<'a> Call<'a> {
    /// A command with what is needed to answer it.
    pub(crate) fn new(bot: &'a Arc<Bot>, command: &'a CommandInteraction) -> Self {
        Self {
            bot,
            command,
            place: Place::of(bot, command.into(), &command.locale),
        }
    }

    fn person(&self) -> u64 {
        self.command.user.id.get()
    }

    /// Everybody sees an answer, or the person alone where the bot is silent.
    fn whom(&self) -> For {
        if self.place.mode() == Mode::Silent {
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
        self.place.reply(answer, question, self.person())
    }

    /// The core's answer to a request.
    fn request(&self, request: &Request, question: &str) -> Reply {
        let answer = self.bot.respond(&self.place.snapshot, request);
        self.answer(&answer, question)
    }
}

/// Answers a command.
pub(crate) fn run(bot: &Arc<Bot>, command: &CommandInteraction) -> Outcome {
    let call = Call::new(bot, command);
    let options = Options::of(&command.data);
    match command.data.name.as_str() {
        "help" => call.request(&Request::Help, "").private().into(),
        "privacy" => privacy(&call, &options).into(),
        "settings" => settings::run(&call, &options),
        name => question(&call, name, &options),
    }
}

/// Answers a question, unless it comes too soon. What is no question never waits: nobody locks themselves out of the settings.
fn question(call: &Call<'_>, name: &str, options: &Options<'_>) -> Outcome {
    if let Some(wait) = too_soon(call.bot, &call.place, call.person()) {
        return Reply::notice(call.place.words.wait(wait)).private().into();
    }
    let now = match name {
        "ask" => ask(call, options.text("question").unwrap_or_default()),
        "year" | "compare" | "trend" | "top" | "sources" => return named(call, options),
        "check" => check(call, options.text("claim").unwrap_or_default()),
        "topics" => call.show(&call.request(&Request::Topics, &options.written("topics"))),
        ANSWER_THIS => of_message(call, ask),
        CHECK_THIS => of_message(call, check),
        _ => Reply::notice(call.place.words.unknown).private(),
    };
    now.into()
}

fn ask(call: &Call<'_>, question: &str) -> CreateInteractionResponse {
    let person = call.person();
    let threads = [call.place.thread(person)];
    let before = call.bot.recall(&call.place, &threads);
    let thought = call.bot.think(&call.place, question, &before, "command");
    call.bot.keep(&call.place, question, &thought.answer);
    call.bot
        .remember(&call.place, person, &threads, &thought.after);
    call.show(&call.answer(&thought.answer, question))
}

fn check(call: &Call<'_>, claim: &str) -> CreateInteractionResponse {
    let answer = call.bot.check(&call.place.snapshot, claim);
    call.show(&call.answer(&answer, claim))
}

/// What is done with the text of the message whose menu was opened.
fn of_message(
    call: &Call<'_>,
    with: fn(&Call<'_>, &str) -> CreateInteractionResponse,
) -> CreateInteractionResponse {
    let messages = &call.command.data.resolved.messages;
    let text = messages.values().next().map(text_of);
    match text.filter(|text| !text.is_empty()) {
        Some(text) => with(call, text),
        None => Reply::notice(call.place.words.no_text).private(),
    }
}

/// A command whose options name what it is about.
fn named(call: &Call<'_>, options: &Options<'_>) -> Outcome {
    let name = &call.command.data.name;
    let request = match request(&call.place.snapshot, name, options) {
        Ok(request) => request,
        Err(not_given) => return not_understood(call, &not_given).into(),
    };
    let reply = call.request(&request, &options.written(name));
    let Request::Trend { metric, from, to } = request else {
        return call.show(&reply).into();
    };
    let snapshot = Arc::clone(&call.place.snapshot);
    let charted = async move { reply.with(picture(&snapshot, metric, from, to).await) };
    Outcome::Later(call.whom(), tokio::spawn(charted))
}

fn request(snapshot: &Snapshot, name: &str, options: &Options<'_>) -> Result<Request, NotGiven> {
    let metric = |name| {
        options
            .name(name)
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
                .name("outlet")
                .map(|text| outlet_given(snapshot, text))
                .transpose()?,
        },
    })
}

/// What was typed names nothing: what does.
fn not_understood(call: &Call<'_>, not_given: &NotGiven) -> CreateInteractionResponse {
    let mut lines = vec![call.place.words.not_given.to_owned()];
    let known = not_given.suggestions.iter();
    lines.extend(known.map(|suggestion| format!("- {}", suggestion.label)));
    Reply::notice(lines.join("\n")).private()
}

fn privacy(call: &Call<'_>, options: &Options<'_>) -> CreateInteractionResponse {
    let place = &call.place;
    let words = place.words;
    if options
        .subcommand()
        .is_some_and(|(name, _)| name == "delete")
    {
        call.bot.forget(call.person());
        return Reply::notice(words.forgotten).private();
    }
    let inbox = if place.inbox().is_some() {
        words.inbox_on(place.settings.inbox_days)
    } else {
        words.inbox_off.to_owned()
    };
    Reply::page(&format!("{}\n{inbox}", words.privacy)).private()
}
