//! Which message was answered by which messages, so that nothing is answered twice and an edited question finds its answer.

use jiff::Timestamp;
use rusqlite::params;

use super::{Store, StoreError, Survives, given, kept};

/// A message of the bot that answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The channel of both.
    pub channel: u64,
    /// The message that asked.
    pub question: u64,
    /// The message that answers.
    pub answer: u64,
}

impl Store {
    /// Remembers which messages answer which questions, all at once: a write costs as much for one as for many.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn remember_posts(&self, posts: &[Post], at: Timestamp) -> Result<(), StoreError> {
        self.write(Survives::Crash, |transaction| {
            let mut insert = transaction.prepare_cached(
                "REPLACE INTO post (question, answer, channel, at) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for post in posts {
                insert.execute(params![
                    kept(post.question),
                    kept(post.answer),
                    kept(post.channel),
                    at.as_millisecond()
                ])?;
            }
            Ok(())
        })
    }

    /// The messages that answer a question, the first posted first; none if it was not answered.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn answered(&self, question_message: u64) -> Result<Vec<Post>, StoreError> {
        let query =
            "SELECT channel, question, answer FROM post WHERE question = ?1 ORDER BY at, answer";
        self.read(|connection| {
            connection
                .prepare_cached(query)?
                .query_map([kept(question_message)], |row| {
                    Ok(Post {
                        channel: given(row.get(0)?),
                        question: given(row.get(1)?),
                        answer: given(row.get(2)?),
                    })
                })?
                .collect()
        })
    }

    /// Forgets the answers to a question that are gone.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn forget_posts(&self, question_message: u64) -> Result<(), StoreError> {
        self.write(Survives::Crash, |transaction| {
            transaction
                .prepare_cached("DELETE FROM post WHERE question = ?1")?
                .execute([kept(question_message)])?;
            Ok(())
        })
    }

    /// Forgets what was answered before a time, and gives how many answers that were.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn expire_posts(&self, before: Timestamp) -> Result<usize, StoreError> {
        self.write(Survives::Crash, |transaction| {
            Ok(transaction
                .prepare_cached("DELETE FROM post WHERE at < ?1")?
                .execute([before.as_millisecond()])?)
        })
    }
}
