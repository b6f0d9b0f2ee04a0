//! The bot's token: where it comes from, and whether it can be one. It never reaches a log, a file or a message.

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

/// The environment variable that holds the token.
pub(crate) const VARIABLE: &str = "DISCORD_TOKEN";

/// No token of Discord's is shorter.
const SHORTEST: usize = 50;

/// Why there is no token.
#[derive(Debug, Error)]
pub(crate) enum TokenError {
    /// It is neither in the environment nor in a file.
    #[error(
        "there is no token: set the environment variable DISCORD_TOKEN to the token from the developer portal (Bot, Reset Token), or name a \
         file that holds it with `token_file` under [discord] in bot.toml"
    )]
    Missing,
    /// The file cannot be read.
    #[error("the token file `{}` cannot be read: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The token stands where the name of its file belongs; it must not be repeated.
    #[error(
        "`token_file` under [discord] in bot.toml is the name of a file that holds the token, not the token: write the token into a file, or \
         set the environment variable DISCORD_TOKEN instead"
    )]
    NoFile,
    /// It does not look like a token.
    #[error(
        "what is given as the token is none: a token has three parts with dots between them; copy it from the developer portal (Bot, Reset Token)"
    )]
    Malformed,
}

/// The token from the environment, or else from a file.
pub(crate) fn token(
    variable: Option<String>,
    file: Option<&Path>,
) -> Result<SecretString, TokenError> {
    let given = variable.filter(|token| !token.trim().is_empty());
    let text = match (given, file) {
        (Some(token), _) => token,
        (None, Some(path)) => {
            std::fs::read_to_string(path).map_err(|reason| unreadable(path, reason))?
        }
        (None, None) => return Err(TokenError::Missing),
    };
    let token = text.trim();
    let token = token.strip_prefix("Bot ").unwrap_or(token);
    let secret = SecretString::from(token);
    if is_token(secret.expose_secret()) {
        Ok(secret)
    } else {
        Err(TokenError::Malformed)
    }
}

fn unreadable(path: &Path, reason: std::io::Error) -> TokenError {
    let name = path.file_name().and_then(|name| name.to_str());
    if name.is_some_and(|name| name.len() >= SHORTEST && is_token(name)) {
        return TokenError::NoFile;
    }
    TokenError::File {
        path: path.to_owned(),
        reason,
    }
}

fn is_token(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_=+/".contains(letter);
    parts.len() == 3
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.chars().all(allowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variable: Option<&str>, expected: Option<&str>) {
        let token = token(variable.map(str::to_owned), None);
        let found = token.as_ref().ok().map(ExposeSecret::expose_secret);
        assert_eq!(found, expected, "{variable:?}");
    }

    #[test]
    fn what_can_be_a_token() {
        check(Some("a.b.c"), Some("a.b.c"));
        check(Some(" Bot MTk.Cl2-_x.Z\n"), Some("MTk.Cl2-_x.Z"));
        check(Some("a.b"), None);
        check(Some("a..c"), None);
        check(Some("a.b.c d"), None);
        check(Some(" "), None);
        check(None, None);
    }

    #[test]
    fn no_message_shows_the_token() {
        let shown = format!("{:?}", token(Some("my secret".into()), None));
        assert!(!shown.contains("secret"), "{shown}");
        let secret = format!("MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.{}", "Zx".repeat(19));
        let path = Path::new("conf").join(&secret);
        let error = token(None, Some(&path)).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("Zx"), "{error}");
        let error = token(None, Some(Path::new("conf/no.such.token"))).unwrap_err();
        assert!(error.to_string().contains("no.such.token"), "{error}");
    }
}
