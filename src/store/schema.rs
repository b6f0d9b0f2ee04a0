//! The tables, and how a database of an older form becomes one of the newest.
//!
//! A step that has been released is never changed; what is to be different comes as a further step.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// What leads from each form to the next; `PRAGMA user_version` says how many steps a database has behind it.
const STEPS: [&str; 3] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
];

/// Brings a database to the newest form; one that has it is not written to.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    if form(connection)? == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have taken the steps meanwhile.
    let found = form(&transaction)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for step in STEPS
        .iter()
        .skip(usize::try_from(found).unwrap_or(usize::MAX))
    {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

/// The form that a database has.
fn form(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
