//! The bare bot as a program: `DISCORD_TOKEN=… cargo run --release --example bare`. It honours `HTTPS_PROXY` and
//! `SSL_CERT_FILE` as `footnote run` does.

#[path = "../tests/support/bare.rs"]
mod bare;

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let token = std::env::var("DISCORD_TOKEN")?;
    bare::run(serenity::all::Http::new(&token)).await?;
    Ok(())
}
