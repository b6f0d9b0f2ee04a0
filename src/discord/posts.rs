//! Which answer belongs to which question, so that an edited question changes its answer and a deleted one takes it along.

use std::collections::{HashMap, VecDeque};

use serenity::model::Timestamp;
use serenity::model::id::{ChannelId, MessageId};

use super::addressed::Address;
use super::place::Place;
use crate::message::Memory;

/// How many answers are remembered; the oldest go first.
pub(super) const MOST: usize = 2_000;

/// An answer that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    /// Where.
    pub(crate) channel: ChannelId,
    /// The message with the answer.
    pub(crate) answer: MessageId,
    /// Who asked, unless that was in an earlier run or they had it forgotten.
    pub(crate) person: Option<u64>,
    /// How the question came, unless that was in an earlier run.
    pub(crate) address: Option<Address>,
    /// What the conversation was about before the question, in case it is asked differently.
    pub(crate) before: Memory,
    /// The fingerprint of the data that the conversation speaks of: it means nothing with others.
    pub(crate) dataset: String,
    /// Whether it is plain text, since embeds are not permitted in the channel.
    pub(crate) plain: bool,
    /// The edit of the question that it answers.
    pub(crate) edited: Option<Timestamp>,
}

impl Post {
    /// An answer of an earlier run, of which no more is known.
    pub(crate) fn of_earlier_run(channel: ChannelId, answer: MessageId) -> Self {
        Self {
            channel,
            answer,
            person: None,
            address: None,
            before: Memory::default(),
            dataset: String::new(),
            plain: false,
            edited: None,
        }
    }

    /// What the conversation was about before the question, where the same data still answer.
    pub(crate) fn before_in(&self, place: &Place) -> Memory {
        if self.dataset == place.snapshot.dataset.fingerprint {
            self.before.clone()
        } else {
            Memory::default()
        }
    }
}

/// The last answers by their questions.
#[derive(Debug, Default)]
pub(crate) struct Posts {
    posts: HashMap<MessageId, Post>,
    order: VecDeque<MessageId>,
}

impl Posts {
    /// Remembers the answer to a question.
    pub(crate) fn remember(&mut self, question: MessageId, post: Post) {
        if self.posts.insert(question, post).is_none() {
            self.order.push_back(question);
        }
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.posts.remove(&oldest);
        }
    }

    /// The answer to a question.
    pub(crate) fn of(&self, question: MessageId) -> Option<Post> {
        self.posts.get(&question).cloned()
    }

    /// Forgets a question and gives its answer.
    pub(crate) fn forget(&mut self, question: MessageId) -> Option<Post> {
        self.order.retain(|known| *known != question);
        self.posts.remove(&question)
    }

    /// Forgets who a person was and what their conversations were about; which answer belongs to which question is no secret.
    pub(crate) fn forget_person(&mut self, person: u64) {
        let posts = self.posts.values_mut();
        for post in posts.filter(|post| post.person == Some(person)) {
            (post.person, post.before) = (None, Memory::default());
        }
    }
}
