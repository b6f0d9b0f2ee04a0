//! Which answer belongs to which question, so that an edited question changes its answer and a deleted one takes it along.

use std::collections::{HashMap, VecDeque};

use serenity::model::Timestamp;
use serenity::model::id::{ChannelId, MessageId};

use crate::answer::Conversation;

/// How many answers are remembered; the oldest go first.
pub(super) const MOST: usize = 2_000;

/// An answer that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    /// Where.
    pub(crate) channel: ChannelId,
    /// The message with the answer.
    pub(crate) answer: MessageId,
    /// What the conversation was about before the question, in case it is asked differently.
    pub(crate) before: Conversation,
    /// Whether it is plain text, since embeds are not permitted in the channel.
    pub(crate) plain: bool,
    /// The edit of the question that it answers.
    pub(crate) edited: Option<Timestamp>,
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
}
