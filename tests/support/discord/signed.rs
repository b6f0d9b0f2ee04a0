//! Interactions posted to a bot's own HTTP endpoint, signed as Discord signs them.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use ed25519_dalek::{Signer, SigningKey};
use serde_json::Value;

use super::body::Body;
use super::routes::Matched;
use super::world::World;
use super::{documented, openapi, rest};

/// The signature over a timestamp and a body, in hexadecimal.
pub(crate) fn signature(key: &SigningKey, timestamp: &str, body: &str) -> String {
    hex(&key.sign(format!("{timestamp}{body}").as_bytes()).to_bytes())
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// The seconds since 1970, as Discord sends them.
pub(crate) fn now() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs().to_string()
}

/// Posts a body under a signature and a timestamp, which may be wrong.
pub(crate) async fn post(
    url: &str,
    signature: &str,
    timestamp: &str,
    body: &str,
) -> reqwest::Result<reqwest::Response> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header("x-signature-ed25519", signature)
        .header("x-signature-timestamp", timestamp)
        .body(body.to_owned());
    request.send().await
}

/// Posts an interaction; the answer, if it is one, is its first response.
pub(crate) async fn deliver(world: World, url: String, id: u64, json: Value) {
    let (timestamp, body) = (now(), json.to_string());
    let signature = signature(world.key(), &timestamp, &body);
    if let Err(problem) = take(&world, id, post(&url, &signature, &timestamp, &body).await).await {
        world
            .shared
            .violation(format!("the interactions endpoint: {problem}"));
    }
}

async fn take(
    world: &World,
    id: u64,
    response: reqwest::Result<reqwest::Response>,
) -> Result<(), String> {
    let response = response.map_err(|error| error.to_string())?;
    match response.status().as_u16() {
        200 => {}
        // The first response comes over the route instead.
        202 | 204 => return Ok(()),
        status => return Err(format!("answered {status}")),
    }
    let content_type = response
        .headers()
        .get("content-type")
        .and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_owned();
    let bytes = response.bytes().await.map_err(|error| error.to_string())?;
    let body = Body::read(&content_type, bytes).await?;
    let route = Matched::find("POST", &format!("/interactions/{id}/token-{id}/callback")).unwrap();
    let mut problems = openapi::problems(&route, "", &body.media, &body.json);
    problems.extend(documented::problems(&route, &body.json, body.files.len()));
    world.shared.with(|state| {
        let answer = rest::callback(state, id, &body);
        if answer.status != 204 {
            problems.push(String::from_utf8_lossy(&answer.body).into_owned());
        }
        for problem in problems {
            state
                .record
                .violation(format!("the interactions endpoint: {problem}"));
        }
    });
    Ok(())
}
