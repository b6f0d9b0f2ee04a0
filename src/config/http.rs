//! `[http]`: the bot's own HTTP server, for health, metrics, and interactions that Discord delivers by HTTP.

use core::net::SocketAddr;

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
            match written.get().parse() {
                Ok(address) => self.listen = Some(address),
                Err(_) => problems.push(
                    not_usable("`listen` is an address and a port")
                        .at(&entry.place(written.span()), "")
                        .help("write for example `listen = \"127.0.0.1:8080\"`, or `0.0.0.0:8080` in a container"),
                ),
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
