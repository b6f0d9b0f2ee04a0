//! The tables, and how a database of an older form becomes one of the newest.
//!
//! A step that has been released is never changed; what is to be different comes as a further step.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// What leads from each form to the next; `PRAGMA user_version` says how many steps a database has behind it.
const STEPS: [&str; 1] = [include_str!("schema/1.sql")];

/// Brings a database to the newest form.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut form = 0;
    for step in STEPS {
        if form >= found {
            transaction.execute_batch(step)?;
        }
        form += 1;
    }
    if found > form {
        return Err(StoreError::Newer { found, known: form });
    }
    transaction.pragma_update(None, "user_version", form)?;
    Ok(transaction.commit()?)
}
