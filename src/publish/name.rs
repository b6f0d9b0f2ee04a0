//! Names of files that may be published: below the intents directory, plain, with nothing in them that leads elsewhere.

use std::fmt;

use crate::engine::server_of;

/// The folder with the intents of single servers, below the intents directory.
const SERVERS: &str = "guilds";
/// How many parts a name may have: `guilds`, the server, and folders as deep as they are read.
const MOST_PARTS: usize = 6;
/// The longest part, in bytes.
const LONGEST_PART: usize = 60;

/// The name of an intents file: its path below the intents directory, with slashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName(String);

/// Why a text is no name of an intents file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It has another ending.
    #[error("`{0}` does not end in `.toml`")]
    Ending(String),
    /// It has characters that could lead elsewhere, or none.
    #[error(
        "`{0}` is no name of an intents file; folders and file are written in lower-case letters, digits, `_` and `-`, such as `topics/storms.toml`"
    )]
    Letters(String),
    /// It has too many folders.
    #[error("`{0}` lies too deep; intents files lie at most {most} folders deep", most = MOST_PARTS - 1)]
    Depth(String),
    /// It lies in the folder of the servers, but in none of theirs.
    #[error(
        "`{0}` is no file of a server; those are named `guilds/<id of the server>/<file>.toml`"
    )]
    Server(String),
}

impl FileName {
    /// The file of this name, if it is one.
    ///
    /// # Errors
    ///
    /// If the name is not plain or does not end in `.toml`.
    pub fn parse(name: &str) -> Result<Self, NameError> {
        let shown = || name.chars().take(2 * LONGEST_PART).collect();
        let stem = name
            .strip_suffix(".toml")
            .ok_or_else(|| NameError::Ending(shown()))?;
        let parts: Vec<&str> = stem.split('/').collect();
        if !parts.iter().all(|part| is_plain(part)) {
            return Err(NameError::Letters(shown()));
        }
        if parts.len() > MOST_PARTS {
            return Err(NameError::Depth(shown()));
        }
        let name = Self(name.to_owned());
        if name.0.starts_with("guilds/") && (parts.len() < 3 || name.server().is_none()) {
            return Err(NameError::Server(shown()));
        }
        Ok(name)
    }

    /// The file of this name among those of a server, or among those that are shared.
    ///
    /// # Errors
    ///
    /// If the name is not plain, or names a file of a server by itself.
    pub fn of(server: Option<u64>, name: &str) -> Result<Self, NameError> {
        let within = Self::parse(name)?;
        match server {
            _ if within.0.starts_with("guilds/") => Err(NameError::Server(name.to_owned())),
            Some(server) => Self::parse(&format!("{SERVERS}/{server}/{name}")),
            None => Ok(within),
        }
    }

    /// The name with slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the server that the file belongs to; `None` if it is shared.
    pub fn server(&self) -> Option<u64> {
        server_of(&self.0)
    }

    /// The name of the file without its folders and its ending, which is the id of the intent in it.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or(&self.0);
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_plain(part: &str) -> bool {
    !part.starts_with('-')
        && (1..=LONGEST_PART).contains(&part.len())
        && part
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        let check = |name: &str, sound: bool| {
            assert_eq!(FileName::parse(name).is_ok(), sound, "{name:?}");
        };
        check("storms.toml", true);
        check("topics/storms_2-a.toml", true);
        check("guilds/7/storms.toml", true);
        check("guilds/18446744073709551615/topics/storms.toml", true);
        check("guilds.toml", true);
        for bad in [
            "",
            ".toml",
            "storms",
            "storms.TOML",
            "Storms.toml",
            "/storms.toml",
            "../storms.toml",
            "a/../b.toml",
            "a//b.toml",
            "./a.toml",
            "a/.b.toml",
            "a\\b.toml",
            "a b.toml",
            "a\0.toml",
            "шторм.toml",
            "-a.toml",
            "a.toml.toml",
            "c:a.toml",
            "a/b/c/d/e/f/g.toml",
            "guilds/storms.toml",
            "guilds/x/storms.toml",
            "guilds/07/storms.toml",
            "guilds/18446744073709551616/a.toml",
            "a.toml\n",
            "%2e%2e/a.toml",
        ] {
            check(bad, false);
        }
        check(&format!("{}.toml", "a".repeat(60)), true);
        check(&format!("{}.toml", "a".repeat(61)), false);
    }

    #[test]
    fn a_name_has_a_server_or_is_shared() {
        let check = |server, name: &str, expected: Option<&str>| {
            let found = FileName::of(server, name).ok();
            assert_eq!(found.as_ref().map(FileName::as_str), expected, "{name}");
            if let Some(found) = found {
                assert_eq!((found.server(), found.stem()), (server, "storms"));
            }
        };
        check(Some(7), "storms.toml", Some("guilds/7/storms.toml"));
        check(None, "topics/storms.toml", Some("topics/storms.toml"));
        check(Some(7), "guilds/8/storms.toml", None);
        check(None, "guilds/8/storms.toml", None);
        check(Some(7), "../8/storms.toml", None);
    }
}
