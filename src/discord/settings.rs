//! The settings of servers as they stand in the database, kept at hand: they are asked for with every message.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::store::{Settings, Store, StoreError};

/// Settings by server.
pub(crate) struct ServerSettings {
    store: Arc<Store>,
    known: RwLock<HashMap<u64, Arc<Settings>>>,
    outside: Arc<Settings>,
}

impl ServerSettings {
    /// Settings out of a database.
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            known: RwLock::default(),
            outside: Arc::default(),
        }
    }

    /// The settings of a server, or those outside of servers. Where the database cannot be read the defaults hold.
    pub(crate) fn of(&self, server: Option<u64>) -> Arc<Settings> {
        let Some(server) = server else {
            return Arc::clone(&self.outside);
        };
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(settings) = known.get(&server) {
            return Arc::clone(settings);
        }
        drop(known);
        match self.store.settings(server) {
            Ok(settings) => self.keep(server, settings),
            Err(error) => {
                tracing::error!(server, %error, "the settings of a server cannot be read");
                Arc::clone(&self.outside)
            }
        }
    }

    /// Writes the settings of a server.
    ///
    /// # Errors
    /// If the database cannot be written; the old settings stay in force.
    pub(crate) fn save(
        &self,
        server: u64,
        settings: Settings,
    ) -> Result<Arc<Settings>, StoreError> {
        self.store.save_settings(server, &settings)?;
        Ok(self.keep(server, settings))
    }

    fn keep(&self, server: u64, settings: Settings) -> Arc<Settings> {
        let settings = Arc::new(settings);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(server, Arc::clone(&settings));
        settings
    }
}
