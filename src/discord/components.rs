//! Buttons: what happens when one is pressed. All that is needed stands in its custom id.

use std::sync::Arc;

use serenity::builder::CreateInteractionResponse;
use serenity::model::application::ComponentInteraction;

use super::bot::Bot;
use super::changes;
use super::custom_id::Press;
use super::interactions::{For, Outcome};
use super::messages::too_soon;
use super::moderating::Authority;
use super::pictures::picture;
use super::place::Place;
use super::reply::{Attached, Reply};
use crate::answer::{self, BadReceipt, Citation, Receipt, Style};
use crate::engine::Thread;
use crate::query::decode;
use crate::render::{MOST_OF_EMBED, code_block, width};
use crate::store::InboxKind;

/// The most that the sources take in each style, in units.
const MOST_OF_STYLE: usize = MOST_OF_EMBED / Style::ALL.len() - 20;

/// A press on its way.
struct Pressed<'a> {
    bot: &'a Arc<Bot>,
    component: &'a ComponentInteraction,
    place: Place,
}

/// Does what a button is for.
pub(crate) fn run(bot: &Arc<Bot>, component: &ComponentInteraction) -> Outcome {
    let pressed = Pressed {
        bot,
        component,
        place: Place::of(bot, component.into(), &component.locale),
    };
    let words = pressed.place.words;
    let press = Press::decode(&component.data.custom_id);
    let asks = press.as_ref().is_some_and(Press::is_question);
    let wait = asks.then(|| too_soon(bot, &pressed.place, pressed.person()));
    if let Some(wait) = wait.flatten() {
        return Reply::notice(words.wait(wait)).private().into();
    }
    let now = match press {
        None => Reply::notice(words.unknown).private(),
        Some(Press::Delete { asker }) => return pressed.delete(asker),
        Some(Press::Wrong { question }) => pressed.wrong(&question),
        Some(Press::Ask { asker, code }) => pressed.ask(asker, &code),
        Some(Press::How(code)) => pressed.page(&code, |receipt, snapshot| {
            Reply::page(&receipt.how_computed(snapshot))
        }),
        Some(Press::Sources(code)) => pressed.page(&code, |receipt, snapshot| {
            Reply::page(&receipt.sources(snapshot))
        }),
        Some(Press::Cite(code)) => pressed.page(&code, bibliography),
        Some(Press::Chart(code)) => return pressed.chart(&code),
    };
    now.into()
}

/// The sources of a receipt as a bibliography has them.
fn bibliography(receipt: &Receipt, snapshot: &answer::Snapshot) -> Reply {
    in_each_style(&receipt.citations(snapshot))
}

/// Sources in each style, to be copied as they stand: what finds no room is a file below.
fn in_each_style(citations: &[Citation]) -> Reply {
    let mut files = Vec::new();
    let blocks = Style::ALL.map(|style| {
        let text = style.all(citations);
        let block = code_block("", &text, usize::MAX);
        if width(&block) <= MOST_OF_STYLE {
            return format!("**{}**\n{block}", style.name());
        }
        let name = style.file().to_owned();
        let line = format!("**{}**: `{name}`", style.name());
        let bytes = text.into_bytes();
        files.push(Attached { name, bytes });
        line
    });
    Reply {
        files,
        ..Reply::page(&blocks.join("\n"))
    }
}

impl Pressed<'_> {
    fn person(&self) -> u64 {
        self.component.user.id.get()
    }

    /// Whether the person may take anybody's answers away here.
    fn may_delete(&self) -> bool {
        let person = self.person();
        let member = self.component.member.as_ref();
        Authority::in_place(self.bot, &self.place, person, member).may_delete()
    }

    /// Takes the answer away, for its asker and for moderators.
    fn delete(&self, asker: u64) -> Outcome {
        if self.person() != asker && !self.may_delete() {
            return Reply::notice(self.place.words.not_yours).private().into();
        }
        let bot = Arc::clone(self.bot);
        let (channel, message) = (self.component.channel_id, self.component.message.id);
        let token = self.component.token.clone();
        // By the interaction's token nothing can be deleted before Discord has a response.
        let after = async move { changes::take_away(&bot, channel, message, &token).await };
        Outcome::Then(CreateInteractionResponse::Acknowledge, Box::pin(after))
    }

    /// Puts the question into the inbox.
    fn wrong(&self, question: &str) -> CreateInteractionResponse {
        let Some(server) = self.place.inbox() else {
            return Reply::notice(self.place.words.no_inbox).private();
        };
        self.bot.note(server, InboxKind::MarkedWrong, question);
        Reply::notice(self.place.words.noted).private()
    }

    /// Answers the query that was chosen: in place for the asker, for others beside it, with buttons of their own.
    fn ask(&self, asker: u64, code: &str) -> CreateInteractionResponse {
        let snapshot = &self.place.snapshot;
        let query = match decode(code, &snapshot.dataset) {
            Ok(query) => query,
            Err(bad) => return Reply::notice(BadReceipt::from(bad).text(snapshot)).private(),
        };
        let person = self.person();
        let thought = self.bot.choose(&self.place, &query);
        let question = snapshot.choice(&query);
        let question = question.map_or_else(String::new, |choice| choice.question);
        let reply = self.place.reply(&thought.answer, &question, person);
        if person != asker {
            return reply.private();
        }
        let message = Thread::Message(self.component.message.id.get());
        let threads = [self.place.thread(person), message];
        self.bot
            .remember(&self.place, person, &threads, &thought.after);
        reply.update()
    }

    /// What a receipt says, for the person alone.
    fn page(
        &self,
        code: &str,
        write: impl Fn(&Receipt, &answer::Snapshot) -> Reply,
    ) -> CreateInteractionResponse {
        match Receipt::decode(&self.place.snapshot, code) {
            Ok(receipt) => write(&receipt, &self.place.snapshot).private(),
            Err(bad) => Reply::notice(bad.text(&self.place.snapshot)).private(),
        }
    }

    /// The chart of the answer's metric, for the person alone.
    fn chart(&self, code: &str) -> Outcome {
        let receipt = match Receipt::decode(&self.place.snapshot, code) {
            Ok(receipt) => receipt,
            Err(bad) => {
                return Reply::notice(bad.text(&self.place.snapshot))
                    .private()
                    .into();
            }
        };
        let nothing = Reply::notice(self.place.words.no_chart);
        let Some(metric) = receipt.chart_metric(&self.place.snapshot) else {
            return nothing.private().into();
        };
        let snapshot = Arc::clone(&self.place.snapshot);
        let charted = async move {
            let picture = picture(&snapshot, metric, None, None).await;
            picture.map_or(nothing, |picture| Reply::page("").with(Some(picture)))
        };
        Outcome::Later(For::ThePerson, tokio::spawn(charted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_copied_is_whole() {
        let citation = |number: usize| Citation {
            outlet: "Harbour Ledger".to_owned(),
            source: format!("ledger-{number}"),
            title: Some("Eight years of lamps".to_owned()),
            published: "2024-01-30".to_owned(),
            accessed: None,
            url: Some("https://ledger.example/lamps".to_owned()),
            via: None,
            body: String::new(),
            single: false,
        };
        let check = |count: usize, files: &[&str]| {
            let citations: Vec<Citation> = (0..count).map(citation).collect();
            let reply = in_each_style(&citations);
            let names: Vec<&str> = reply.files.iter().map(|file| file.name.as_str()).collect();
            assert_eq!(names, files, "{count}");
            assert!(width(&reply.text) <= MOST_OF_EMBED, "{}", reply.text);
            for style in Style::ALL {
                let all = style.all(&citations);
                let attached = reply.files.iter().find(|file| file.name == style.file());
                let shown = reply.text.contains(&all);
                let filed = attached.is_some_and(|file| file.bytes == all.as_bytes());
                assert!(shown != filed, "{count} {}", style.name());
            }
        };
        check(1, &[]);
        check(3, &[]);
        check(9, &["sources.bib"]);
        check(40, &["sources.txt", "sources-apa.txt", "sources.bib"]);
    }
}
