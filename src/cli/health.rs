//! `footnote health`: asks a running bot whether it can answer, for supervisors of containers.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use serde_json::Value;
use tokio::runtime::Builder;

use super::{CANNOT_START, Common, FINE, Failure, load};
use crate::console::Screen;

/// How long the bot may take to say it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Runs the command: exit code 0 if the bot can answer.
pub fn run(common: &Common, screen: &mut Screen) -> Result<u8, Failure> {
    let Some(mut address) = load::config(common)?.http.listen else {
        return Err(Failure::Impossible(
            "the bot serves no HTTP: set `listen` under [http] in bot.toml, for example to \"127.0.0.1:8080\"".to_owned(),
        ));
    };
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::Impossible(error.to_string()))?;
    let (well, text) = runtime
        .block_on(ask(&format!("http://{address}/healthz")))
        .map_err(|error| Failure::Impossible(unanswered(address, &error)))?;
    if !is_health(&text) {
        return Err(Failure::Impossible(stranger(address)));
    }
    writeln!(screen, "{text}")?;
    Ok(if well { FINE } else { CANNOT_START })
}

/// Why nothing came back.
fn unanswered(address: SocketAddr, error: &reqwest::Error) -> String {
    if error.is_connect() {
        return format!(
            "the bot does not answer on {address}: nothing listens there, so it does not run, or with another `listen`"
        );
    }
    if error.is_timeout() {
        let seconds = PATIENCE.as_secs();
        return format!("what listens on {address} does not answer within {seconds} s");
    }
    stranger(address)
}

/// Another program has the port.
fn stranger(address: SocketAddr) -> String {
    format!(
        "another program answers on {address}, not the bot: see which one has the port, and set `listen` under [http] in bot.toml to one \
         that is free"
    )
}

/// Whether a text is what `/healthz` says.
fn is_health(text: &str) -> bool {
    let said: Option<Value> = serde_json::from_str(text).ok();
    said.is_some_and(|said| said["shards_connected"].is_number() && said["version"].is_string())
}

async fn ask(url: &str) -> Result<(bool, String), reqwest::Error> {
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(PATIENCE)
        .build()?;
    let response = client.get(url).send().await?;
    let well = response.status().is_success();
    Ok((well, response.text().await?))
}
