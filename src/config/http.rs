//! `[http]`: the bot's own HTTP server, for health, metrics, and interactions that Discord delivers by HTTP.

use core::net::{Ipv4Addr, SocketAddr};

use schemars::JsonSchema;
use serde::Deserialize;

use super::not_usable;
use crate::diagnostic::Diagnostics;
use crate::toml_file::{Entry, Spot};

/// The bytes of an Ed25519 public key, which is written with two hexadecimal digits each.
const KEY_BYTES: usize = 32;

/// The bot's own HTTP server.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHttp {
    /// Where it listens, for example `127.0.0.1:8080`. Default: nowhere.
    listen: Option<Spot<String>>,
    /// The application's public key from the developer portal. With it, interactions are taken at `/interactions`, whose signatures are
    /// checked, and Discord's gateway is not connected to.
    public_key: Option<Spot<String>>,
}

/// The bot's own HTTP server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Http {
    /// Where it listens; nowhere if absent.
    pub listen: Option<SocketAddr>,
    /// The key that signs interactions; without it they come by the gateway.
    pub public_key: Option<[u8; KEY_BYTES]>,
}

impl Http {
    /// Takes over what the table says; what cannot be used is reported and left at its default.
    pub(super) fn read(&mut self, entry: &Entry<RawHttp>, problems: &mut Diagnostics) {
        if let Some(written) = &entry.raw.listen {
            self.listen = address(written.get().trim());
            if self.listen.is_none() {
                problems.push(
                    not_usable("`listen` is an address and a port")
                        .at(&entry.place(written.span()), "")
                        .help(instead(written.get().trim())),
                );
            }
        }
        if let Some(written) = &entry.raw.public_key {
            self.public_key = key(written.get().trim());
            if self.public_key.is_none() {
                problems.push(
                    not_usable("`public_key` has 64 hexadecimal digits")
                        .at(&entry.place(written.span()), "")
                        .help("copy it from General Information in the developer portal"),
                );
            }
        }
        if let (None, Some(written)) = (&entry.raw.listen, &entry.raw.public_key) {
            problems.push(
                not_usable("`public_key` is set, but nothing listens")
                    .at(&entry.place(written.span()), "")
                    .help("set `listen` too, for example `listen = \"0.0.0.0:8080\"`"),
            );
        }
    }
}

/// An address and a port. `localhost` is this machine by itself; other names are looked up by nobody here.
fn address(text: &str) -> Option<SocketAddr> {
    if let Some(port) = text.strip_prefix("localhost:") {
        return Some(SocketAddr::new(
            Ipv4Addr::LOCALHOST.into(),
            port.parse().ok()?,
        ));
    }
    text.parse().ok()
}

/// What to write in place of what is no address and port.
fn instead(text: &str) -> String {
    let (host, port) = text.rsplit_once(':').unwrap_or(("", text));
    let port: u16 = port.parse().unwrap_or(8080);
    let why = if host.contains(char::is_alphabetic) {
        "a name other than `localhost` is not looked up: "
    } else {
        ""
    };
    format!(
        "{why}write `listen = \"127.0.0.1:{port}\"` for this machine alone, or `listen = \"0.0.0.0:{port}\"` for every address that it \
         has, as in a container"
    )
}

/// A key from its digits.
fn key(digits: &str) -> Option<[u8; KEY_BYTES]> {
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = digits.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok());
    let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
    let whole = digits.len() == 2 * KEY_BYTES;
    bytes.try_into().ok().filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_may_listen() {
        let check = |text: &str, expected: Option<&str>| {
            let found = address(text).map(|address| address.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("127.0.0.1:8080", Some("127.0.0.1:8080"));
        check("localhost:8080", Some("127.0.0.1:8080"));
        check("[::1]:8080", Some("[::1]:8080"));
        for none in [
            "8080",
            ":8080",
            "localhost",
            "localhost:http",
            "example:80",
            "*:80",
        ] {
            check(none, None);
        }
    }

    #[test]
    fn what_to_write_instead() {
        let check = |text: &str, expected: &[&str]| {
            let found = instead(text);
            assert!(expected.iter().all(|part| found.contains(part)), "{found}");
        };
        check("8081", &["\"127.0.0.1:8081\"", "\"0.0.0.0:8081\""]);
        check(":8081", &["\"127.0.0.1:8081\""]);
        check("box.lan:80", &["not looked up", "\"127.0.0.1:80\""]);
        check("localhost", &["\"127.0.0.1:8080\""]);
    }
}
