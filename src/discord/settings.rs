//! The settings of servers as they stand in the database, kept at hand: they are asked for with every message.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::store::{Mode, Settings, Store, StoreError};

/// The settings that are at hand.
type Known = HashMap<u64, Arc<Settings>>;

/// Settings by server.
pub(crate) struct ServerSettings {
    store: Arc<Store>,
    known: RwLock<Known>,
    changing: Mutex<()>,
    outside: Arc<Settings>,
    unread: Arc<Settings>,
}

impl ServerSettings {
    /// Settings out of a database.
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self {
            store,
            known: RwLock::default(),
            changing: Mutex::default(),
            outside: Arc::default(),
            unread: Arc::new(Settings {
                default_mode: Mode::Silent,
                ..Settings::default()
            }),
        }
    }

    /// The settings of a server, or those outside of servers. Where the database cannot be read the bot is silent: it may have to be.
    pub(crate) fn of(&self, server: Option<u64>) -> Arc<Settings> {
        let Some(server) = server else {
            return Arc::clone(&self.outside);
        };
        if let Some(settings) = self.known().get(&server) {
            return Arc::clone(settings);
        }
        match self.store.settings(server) {
            Ok(settings) => self.load(server, settings),
            Err(error) => {
                tracing::error!(server, %error, "the settings of a server cannot be read; the bot is silent there");
                Arc::clone(&self.unread)
            }
        }
    }

    /// Changes the settings of a server as they stand in the database, one change after another.
    ///
    /// # Errors
    /// If the database fails; the old settings stay in force.
    pub(crate) fn change(
        &self,
        server: u64,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Arc<Settings>, StoreError> {
        let changing = self.changing.lock();
        let _changing = changing.unwrap_or_else(PoisonError::into_inner);
        let mut settings = self.store.settings(server)?;
        change(&mut settings);
        self.store.save_settings(server, &settings)?;
        let settings = Arc::new(settings);
        self.known_mut().insert(server, Arc::clone(&settings));
        Ok(settings)
    }

    /// Forgets what is at hand of a server that the bot has left; it stays in the database for a while.
    pub(crate) fn forget(&self, server: u64) {
        self.known_mut().remove(&server);
    }

    /// Forgets what is at hand of all servers but some.
    pub(crate) fn retain(&self, stays: impl Fn(u64) -> bool) {
        self.known_mut().retain(|server, _| stays(*server));
    }

    /// Keeps what was read, unless somebody has changed it since.
    fn load(&self, server: u64, read: Settings) -> Arc<Settings> {
        let mut known = self.known_mut();
        Arc::clone(known.entry(server).or_insert_with(|| Arc::new(read)))
    }

    fn known(&self) -> RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn known_mut(&self) -> RwLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: u64 = 3;

    fn settings() -> ServerSettings {
        ServerSettings::new(Arc::new(Store::in_memory().unwrap()))
    }

    #[test]
    fn no_change_is_lost() {
        let settings = settings();
        std::thread::scope(|scope| {
            for channel in 0..16 {
                let settings = &settings;
                scope.spawn(move || {
                    let listens = |set: &mut Settings| {
                        set.channels.insert(channel, Mode::Listens);
                    };
                    settings.change(SERVER, listens).unwrap();
                });
            }
        });
        assert_eq!(settings.of(Some(SERVER)).channels.len(), 16);
        assert_eq!(settings.store.settings(SERVER).unwrap().channels.len(), 16);
    }

    #[test]
    fn what_was_read_before_a_change_does_not_undo_it() {
        let settings = settings();
        let read = settings.store.settings(SERVER).unwrap();
        settings.change(SERVER, |set| set.inbox = true).unwrap();
        assert!(settings.load(SERVER, read).inbox);
        assert!(settings.of(Some(SERVER)).inbox);
        assert!(!settings.of(None).inbox);
    }

    #[test]
    fn the_bot_is_silent_where_its_settings_cannot_be_read() {
        let directory = std::env::temp_dir();
        let path = directory.join(format!("footnote-unread-{}.db", std::process::id()));
        let store = Store::open(&path).unwrap();
        let connection = rusqlite::Connection::open(&path).unwrap();
        let insert = "INSERT INTO settings (guild, settings) VALUES (3, 'no settings')";
        connection.execute(insert, []).unwrap();
        let settings = ServerSettings::new(Arc::new(store));
        assert_eq!(settings.of(Some(SERVER)).mode(1, None), Mode::Silent);
        assert_eq!(settings.of(Some(4)).mode(1, None), Mode::Answers);
        assert_eq!(settings.of(None).mode(1, None), Mode::Answers);
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(format!("{}{ending}", path.display())).ok();
        }
    }
}
