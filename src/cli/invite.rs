//! `footnote invite`: the link that brings the bot to a server, with the permissions that it really needs.

use std::io::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use secrecy::ExposeSecret;
use serenity::model::Permissions;

use super::{Common, FINE, Failure, load};
use crate::console::Screen;
use crate::discord;

/// What the bot needs in the channels where it answers, and why.
const NEEDED: [(Permissions, &str); 6] = [
    (Permissions::VIEW_CHANNEL, "to see the channels"),
    (Permissions::SEND_MESSAGES, "to answer"),
    (
        Permissions::SEND_MESSAGES_IN_THREADS,
        "to answer in threads",
    ),
    (Permissions::EMBED_LINKS, "answers with their sources"),
    (Permissions::ATTACH_FILES, "charts"),
    (
        Permissions::READ_MESSAGE_HISTORY,
        "to answer as a reply, and after a lost connection",
    ),
];

/// The arguments of `footnote invite`.
#[derive(Debug, clap::Args)]
pub struct InviteArgs {
    /// The application's id; default: the one in the token
    #[arg(value_name = "ID")]
    id: Option<u64>,
}

/// Runs the command.
pub fn run(common: &Common, args: &InviteArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let id = match args.id {
        Some(id) => id,
        None => own_id(common)?,
    };
    let needed = NEEDED.iter().map(|(permission, _)| *permission);
    let bits = needed.collect::<Permissions>().bits();
    let link = format!("https://discord.com/oauth2/authorize?client_id={id}");
    writeln!(screen, "To a server, with the permissions that it needs:")?;
    writeln!(
        screen,
        "{link}&scope=bot+applications.commands&permissions={bits}&integration_type=0"
    )?;
    writeln!(screen)?;
    for (permission, reason) in NEEDED {
        writeln!(screen, "  {:26} {reason}", permission.to_string())?;
    }
    writeln!(screen)?;
    writeln!(screen, "To one's own account, for its commands anywhere:")?;
    writeln!(
        screen,
        "{link}&scope=applications.commands&integration_type=1"
    )?;
    Ok(FINE)
}

fn own_id(common: &Common) -> Result<u64, Failure> {
    let usage = |message: &str| Failure::Usage {
        message: message.to_owned(),
        example: Some("footnote invite 123456789012345678".to_owned()),
    };
    let config = load::config(common)?;
    let variable = std::env::var(discord::VARIABLE).ok();
    let token = discord::token(variable, config.discord.token_file.as_deref())
        .map_err(|error| usage(&format!("there is no application's id: {error}")))?;
    id_in(token.expose_secret()).ok_or_else(|| usage("the token holds no application id"))
}

/// The first part of a token is the bot's id, which is its application's too.
fn id_in(token: &str) -> Option<u64> {
    let (first, _) = token.split_once('.')?;
    let digits = BASE64_STANDARD_NO_PAD
        .decode(first.trim_end_matches('='))
        .ok()?;
    String::from_utf8(digits).ok()?.parse().ok()
}
