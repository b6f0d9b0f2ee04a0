//! One connection of the gateway: hello, identify or resume, heartbeats.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::session::{Line, Session};
use super::{GUILDS, Out, PRIVILEGED};
use crate::discord::ids::snowflake;
use crate::discord::payload;
use crate::discord::state::{Shared, State};

/// What a client may send in a minute.
const SENT_A_MINUTE: usize = 120;

/// Takes connections; returns where.
pub(crate) async fn listen(shared: Arc<Shared>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let refused = shared.with(|state| {
                let until = state.gateway.refused_until;
                until.is_some_and(|until| Instant::now() < until)
            });
            if !refused {
                let shared = shared.clone();
                tokio::spawn(async move { serve(stream, shared, address).await });
            }
        }
    });
    Ok(address)
}

async fn serve(stream: TcpStream, shared: Arc<Shared>, address: SocketAddr) {
    stream.set_nodelay(true).ok();
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (sender, mut outgoing) = mpsc::unbounded_channel();
    let mut connection = Connection {
        line: Line {
            out: sender,
            mute: Arc::new(AtomicBool::new(false)),
        },
        shared,
        address,
        compress: false,
        started: false,
        minute: (Instant::now(), 0),
    };
    connection.hello();
    loop {
        tokio::select! {
            out = outgoing.recv() => match out {
                Some(out) => {
                    if !transmit(&mut socket, out, connection.compress).await {
                        break;
                    }
                }
                None => break,
            },
            incoming = socket.next() => match incoming {
                Some(Ok(message)) => {
                    if connection.receive(&message).is_none() {
                        break;
                    }
                }
                _ => break,
            },
        }
    }
}

/// Sends; whether the connection stays.
async fn transmit(socket: &mut WebSocketStream<TcpStream>, out: Out, compress: bool) -> bool {
    match out {
        Out::Text(text) if compress => socket.send(Message::Binary(packed(&text))).await.is_ok(),
        Out::Text(text) => socket.send(Message::Text(text)).await.is_ok(),
        Out::Binary(bytes) => socket.send(Message::Binary(bytes)).await.is_ok(),
        Out::Close(code) => {
            let frame = CloseFrame {
                code: code.into(),
                reason: "".into(),
            };
            socket.close(Some(frame)).await.ok();
            // The other side's half of the goodbye, if it sends one.
            tokio::time::timeout(Duration::from_secs(1), async {
                while let Some(Ok(_)) = socket.next().await {}
            })
            .await
            .ok();
            false
        }
        Out::Drop => false,
    }
}

/// Payload compression: each packet on its own.
fn packed(text: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

struct Connection {
    line: Line,
    shared: Arc<Shared>,
    address: SocketAddr,
    compress: bool,
    /// Identified or resumed.
    started: bool,
    minute: (Instant, usize),
}

impl Connection {
    fn send(&self, json: &Value) {
        self.line.out.send(Out::Text(json.to_string())).ok();
    }

    fn close(&self, code: u16) {
        self.line.out.send(Out::Close(code)).ok();
    }

    fn violation(&self, text: &str) {
        self.shared.violation(format!("gateway: {text}"));
    }

    fn hello(&self) {
        let interval = self.shared.with(|state| {
            state.gateway.connections += 1;
            state.gateway.heartbeat.as_millis()
        });
        self.send(&json!({"op": 10, "s": null, "t": null, "d": {"heartbeat_interval": u64::try_from(interval).unwrap()}}));
    }

    /// Takes a frame of the client; absent when the connection is over.
    fn receive(&mut self, message: &Message) -> Option<()> {
        let text = match message {
            Message::Text(text) => text,
            Message::Close(frame) => {
                let code = frame.as_ref().map(|frame| u16::from(frame.code));
                self.shared.with(|state| state.gateway.closed.push(code));
                return None;
            }
            _ => return Some(()),
        };
        self.count();
        let Ok(json) = serde_json::from_str::<Value>(text) else {
            self.violation("a frame that is no JSON");
            self.close(4002);
            return Some(());
        };
        let data = &json["d"];
        match json["op"].as_u64() {
            Some(1) => self.heartbeat(),
            Some(2) => self.identify(data),
            Some(6) => self.resume(data),
            Some(3) => self
                .shared
                .with(|state| state.gateway.presences.push(data.clone())),
            Some(4 | 8) if self.started => {}
            _ => {
                self.violation(&format!("an opcode out of place: {text}"));
                self.close(4001);
            }
        }
        Some(())
    }

    fn count(&mut self) {
        if self.minute.0.elapsed() > Duration::from_secs(60) {
            self.minute = (Instant::now(), 0);
        }
        self.minute.1 += 1;
        if self.minute.1 > SENT_A_MINUTE {
            self.violation("more than 120 frames in a minute");
            self.close(4008);
        }
    }

    fn heartbeat(&self) {
        if !self.line.mute.load(Ordering::SeqCst) {
            self.send(&json!({"op": 11, "s": null, "t": null, "d": null}));
        }
    }

    fn identify(&mut self, data: &Value) {
        if self.started {
            self.violation("IDENTIFY twice on one connection");
            return self.close(4005);
        }
        self.compress = data["compress"] == json!(true);
        let line = self.line.clone();
        let address = self.address;
        let refused = self.shared.with(|state| {
            state.gateway.identified.push(data.clone());
            let refused = refusal(state, data);
            if refused.is_none() {
                start(state, data, line, address);
            }
            refused
        });
        match refused {
            Some(code) => self.close(code),
            None => self.started = true,
        }
    }

    fn resume(&mut self, data: &Value) {
        // A client that was given payload compression keeps it.
        self.compress = true;
        let line = self.line.clone();
        let resumed = self.shared.with(|state| {
            if !is_token(state, data) {
                return Err(4004);
            }
            let gateway = &mut state.gateway;
            let known = gateway
                .sessions
                .iter()
                .position(|session| data["session_id"] == json!(session.id));
            if gateway.rejected_resumes > 0 {
                gateway.rejected_resumes -= 1;
                known.map(|at| gateway.sessions.remove(at));
                return Ok(false);
            }
            if let Some(at) = known {
                gateway.resumed += 1;
                gateway.sessions[at].resume(line, data["seq"].as_u64().unwrap_or(0));
            }
            Ok(known.is_some())
        });
        match resumed {
            Err(code) => self.close(code),
            Ok(false) => self.send(&json!({"op": 9, "s": null, "t": null, "d": false})),
            Ok(true) => self.started = true,
        }
    }
}

/// Whether the token is the bot's; Discord takes it with or without the prefix.
fn is_token(state: &State, data: &Value) -> bool {
    let token = data["token"].as_str().unwrap_or_default();
    token.trim_start_matches("Bot ") == state.app.token
}

/// The shard that IDENTIFY names, and of how many.
fn shard(data: &Value) -> Option<(u64, u64)> {
    if data["shard"].is_null() {
        return Some((0, 1));
    }
    let (shard, of) = (data["shard"][0].as_u64()?, data["shard"][1].as_u64()?);
    (shard < of).then_some((shard, of))
}

/// The close code for an IDENTIFY that Discord would not accept.
fn refusal(state: &State, data: &Value) -> Option<u16> {
    let Some(intents) = data["intents"].as_u64() else {
        return Some(4013);
    };
    if state.gateway.refuses_with.is_some() {
        state.gateway.refuses_with
    } else if !is_token(state, data) {
        Some(4004)
    } else if shard(data).is_none() {
        Some(4010)
    } else if intents & PRIVILEGED & !state.app.granted != 0 {
        Some(4014)
    } else {
        None
    }
}

/// A new session: READY and the servers of its shard.
fn start(state: &mut State, data: &Value, line: Line, address: SocketAddr) {
    let shard = shard(data).unwrap();
    let intents = data["intents"].as_u64().unwrap();
    let mut session = Session::new(format!("{:032x}", snowflake()), shard, intents, line);
    let guilds: Vec<&_> = state
        .guilds
        .values()
        .filter(|guild| !guild.left && session.serves(Some(guild.id)))
        .collect();
    let unavailable: Vec<Value> = guilds
        .iter()
        .map(|guild| json!({"id": guild.id.to_string(), "unavailable": true}))
        .collect();
    let ready = json!({
        "v": 10, "user": payload::current_user(state), "guilds": unavailable, "session_id": session.id,
        "session_type": "normal", "resume_gateway_url": format!("ws://{address}"), "shard": [shard.0, shard.1],
        "application": {"id": state.app.id.to_string(), "flags": payload::flags(state)},
    });
    session.event("READY", &ready);
    if intents & GUILDS != 0 {
        for guild in guilds {
            session.event("GUILD_CREATE", &payload::guild(state, guild));
        }
    }
    // A shard that identifies anew leaves its old session behind.
    state
        .gateway
        .sessions
        .retain(|other| other.shard != shard || other.connected());
    state.gateway.sessions.push(session);
}
