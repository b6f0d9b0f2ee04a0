//! The world that a test sets up: a server, a channel, a person, and a bot's way in; and what was wrong in it at the end.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ed25519_dalek::SigningKey;

use super::faults::Fault;
use super::gateway::{self, Out};
use super::ids::{ChannelId, GuildId, UserId, snowflake};
use super::limits::Limit;
use super::record::Request;
use super::state::{Shared, State, TOKEN};
use super::{authority, openapi, proxy, rest, server, signed};

/// So long a test waits for what should come: far longer than it takes on a busy machine, since a test that waits in vain has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(180);

/// How a bot gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// `HTTPS_PROXY` and `SSL_CERT_FILE` in the environment; nothing in the settings.
    Proxy,
    /// `[discord] api` and `gateway` in the settings.
    Plain,
}

/// Discord, with a server, a channel and a person in it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) shared: Arc<Shared>,
    pub(crate) guild: GuildId,
    pub(crate) channel: ChannelId,
    pub(crate) user: UserId,
    pub(crate) bot: UserId,
    inner: Arc<Inner>,
}

struct Inner {
    proxy: SocketAddr,
    plain: SocketAddr,
    gateway: SocketAddr,
    directory: PathBuf,
    key: SigningKey,
    endpoint: Mutex<Option<String>>,
    patience: Mutex<Duration>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // What cannot be removed is in the directory for temporary files anyway.
        std::fs::remove_dir_all(&self.directory).ok();
    }
}

impl World {
    /// A world that is ready for a bot.
    pub(crate) async fn start() -> Self {
        let number = snowflake();
        let directory =
            std::env::temp_dir().join(format!("footnote-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let (authority, tls) = authority::authority();
        std::fs::write(directory.join("ca.pem"), authority).unwrap();

        let mut seed = [7; 32];
        seed[..8].copy_from_slice(&number.to_le_bytes());
        let key = SigningKey::from_bytes(&seed);
        let verify_key = signed::hex(&key.verifying_key().to_bytes());
        let shared = Arc::new(Shared::new(State::new(verify_key)));
        let http = server::start(shared.clone());
        let proxy = proxy::listen(shared.clone(), tls, http.clone())
            .await
            .unwrap();
        let plain = proxy::listen_plain(http).await.unwrap();
        let gateway = gateway::listen(shared.clone()).await.unwrap();
        shared.with(|state| {
            state.gateway.address = format!("ws://{gateway}");
            state.gateway.cdn = String::from("https://cdn.discordapp.com");
        });
        let bot = UserId(shared.with(|state| state.app.bot));
        let inner = Inner {
            proxy,
            plain,
            gateway,
            directory,
            key,
            endpoint: Mutex::default(),
            patience: Mutex::new(PATIENCE),
        };
        let mut world = Self {
            shared,
            guild: GuildId(0),
            channel: ChannelId(0),
            user: UserId(0),
            bot,
            inner: Arc::new(inner),
        };
        world.user = world.new_user("ann");
        world.guild = world.new_guild("Keepers");
        world.channel = world.new_channel(world.guild, "general");
        world
    }

    /// The directory of this world, for settings and databases.
    pub(crate) fn directory(&self) -> &Path {
        &self.inner.directory
    }

    /// The environment of a bot that comes in through a door. The other variables that lead elsewhere are to be removed.
    pub(crate) fn environment(&self, door: Door) -> Vec<(&'static str, String)> {
        let mut environment = vec![("DISCORD_TOKEN", TOKEN.to_owned())];
        if door == Door::Proxy {
            environment.push(("HTTPS_PROXY", format!("http://{}", self.inner.proxy)));
            let authority = self.inner.directory.join("ca.pem");
            environment.push(("SSL_CERT_FILE", authority.display().to_string()));
        }
        environment
    }

    /// The base URL of REST without TLS.
    pub(crate) fn api(&self) -> String {
        format!("http://{}", self.inner.plain)
    }

    pub(crate) fn gateway_url(&self) -> String {
        format!("ws://{}", self.inner.gateway)
    }

    pub(crate) fn proxy_url(&self) -> String {
        format!("http://{}", self.inner.proxy)
    }

    /// The certificate that the proxy's authority signs itself.
    pub(crate) fn authority(&self) -> Vec<u8> {
        std::fs::read(self.inner.directory.join("ca.pem")).unwrap()
    }

    /// Downloads are to be had without TLS too.
    pub(crate) fn cdn_without_tls(&self) {
        let api = self.api();
        self.shared.with(|state| state.gateway.cdn = api);
    }

    pub(crate) fn key(&self) -> &SigningKey {
        &self.inner.key
    }

    /// The public key of the application, as the developer portal shows it.
    pub(crate) fn public_key(&self) -> String {
        self.shared.with(|state| state.app.verify_key.clone())
    }

    /// Interactions are posted to this address from now on, instead of the gateway.
    pub(crate) fn post_interactions_to(&self, url: &str) {
        *self.inner.endpoint.lock().unwrap() = Some(url.to_owned());
    }

    pub(crate) fn endpoint(&self) -> Option<String> {
        self.inner.endpoint.lock().unwrap().clone()
    }

    /// How long the test waits for what should come; [`PATIENCE`] unless told.
    pub(crate) fn wait_at_most(&self, patience: Duration) {
        *self.inner.patience.lock().unwrap() = patience;
    }

    pub(crate) fn patience(&self) -> Duration {
        *self.inner.patience.lock().unwrap()
    }

    /// Waits until there is something to see.
    pub(crate) async fn wait<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        let patience = self.patience();
        match self.shared.wait(patience, look).await {
            Some(seen) => seen,
            None => panic!("waited {patience:?} in vain for {what}; {}", self.summary()),
        }
    }

    /// What has happened so far, in short.
    pub(crate) fn summary(&self) -> String {
        self.shared.with(|state| {
            let requests = state.record.requests.iter().rev().take(12).rev();
            let requests: Vec<String> = requests.map(|request| format!("{} → {}", request.route, request.status)).collect();
            format!(
                "{} connections, {} IDENTIFY, {} RESUME, last requests {requests:#?}, violations {:#?}",
                state.gateway.connections, state.gateway.identified.len(), state.gateway.resumed, state.record.violations,
            )
        })
    }

    /// The next `times` requests on a route meet a fault.
    pub(crate) fn inject(&self, route: &'static str, fault: Fault, times: usize) {
        self.shared
            .with(|state| state.faults.plan(route, fault, times));
    }

    /// Sets the limit of a route.
    pub(crate) fn limit(&self, route: &'static str, limit: Limit) {
        self.shared.with(|state| state.limits.set(route, limit));
    }

    /// Nothing is limited, and requests are not kept: for measuring.
    pub(crate) fn without_limits(&self) {
        self.shared.with(|state| {
            state.limits.on = false;
            state.record.quiet = true;
        });
    }

    /// The requests on a route so far.
    pub(crate) fn requests(&self, route: &str) -> Vec<Request> {
        self.shared.with(|state| {
            let all = state.record.requests.iter();
            all.filter(|request| request.route == route)
                .cloned()
                .collect()
        })
    }

    /// Waits until a route was asked so many times.
    pub(crate) async fn until_requested(&self, route: &str, times: usize) {
        let what = format!("{route} {times} times");
        self.wait(&what, |state| {
            let all = state.record.requests.iter();
            (all.filter(|request| request.route == route).count() >= times).then_some(())
        })
        .await;
    }

    /// Waits until a bot is connected and has been told that it is ready.
    pub(crate) async fn until_connected(&self) {
        self.wait("a bot on the gateway", |state| {
            state.gateway.connected().then_some(())
        })
        .await;
    }

    /// Waits until so many sessions are connected.
    pub(crate) async fn until_sessions(&self, count: usize) {
        self.wait("sessions", |state| {
            let connected = state.gateway.sessions.iter();
            (connected.filter(|session| session.connected()).count() >= count).then_some(())
        })
        .await;
    }

    /// Waits until bots have identified so many times altogether.
    pub(crate) async fn until_identified(&self, times: usize) {
        self.wait("an IDENTIFY", |state| {
            (state.gateway.identified.len() >= times).then_some(())
        })
        .await;
    }

    /// Waits until sessions were resumed so many times altogether.
    pub(crate) async fn until_resumed(&self, times: usize) {
        self.wait("a RESUME", |state| {
            (state.gateway.resumed >= times).then_some(())
        })
        .await;
    }

    /// The TCP connections of the gateway end.
    pub(crate) fn drop_connections(&self) {
        self.shared
            .with(|state| state.gateway.everywhere(&Out::Drop));
    }

    /// The gateway closes with a code.
    pub(crate) fn close_connections(&self, code: u16) {
        self.shared
            .with(|state| state.gateway.everywhere(&Out::Close(code)));
    }

    /// Opcode 7.
    pub(crate) fn ask_to_reconnect(&self) {
        self.send_text(r#"{"op":7,"s":null,"t":null,"d":null}"#);
    }

    /// Opcode 9.
    pub(crate) fn invalidate_sessions(&self, resumable: bool) {
        self.shared
            .with(|state| state.gateway.invalidate(resumable));
    }

    /// The next `times` RESUMEs are answered with opcode 9.
    pub(crate) fn reject_resumes(&self, times: usize) {
        self.shared
            .with(|state| state.gateway.rejected_resumes = times);
    }

    /// The gateway takes no connections for so long; those that stand stay.
    pub(crate) fn refuse_connections(&self, pause: Duration) {
        self.shared
            .with(|state| state.gateway.refused_until = Some(Instant::now() + pause));
    }

    /// The gateway closes with this code whenever a bot identifies.
    pub(crate) fn refuse_with(&self, code: u16) {
        self.shared
            .with(|state| state.gateway.refuses_with = Some(code));
    }

    /// Channels no longer say which message is their newest.
    pub(crate) fn hide_newest(&self) {
        self.shared.with(|state| state.gateway.hides_newest = true);
    }

    /// Connections stay open and nothing comes through any more. Those that follow need no quick heartbeats, which a busy machine
    /// might miss.
    pub(crate) fn turn_to_zombies(&self) {
        self.shared.with(|state| {
            state.gateway.turn_to_zombies();
            state.gateway.heartbeat = gateway::HEARTBEAT;
        });
    }

    /// The last event once more, with a new number.
    pub(crate) fn duplicate_last_event(&self) {
        self.shared.with(|state| state.gateway.repeat_last(false));
    }

    /// The last event once more, as it was.
    pub(crate) fn replay_last_event(&self) {
        self.shared.with(|state| state.gateway.repeat_last(true));
    }

    /// Any frame, such as garbage or an event that nobody knows.
    pub(crate) fn send_text(&self, text: &str) {
        self.shared
            .with(|state| state.gateway.everywhere(&Out::Text(text.to_owned())));
    }

    /// A frame of bytes, which ought to be compressed JSON.
    pub(crate) fn send_bytes(&self, bytes: &[u8]) {
        self.shared
            .with(|state| state.gateway.everywhere(&Out::Binary(bytes.to_vec())));
    }

    /// The interval that Hello asks for; 41.25 seconds unless told.
    pub(crate) fn heartbeat_every(&self, interval: Duration) {
        self.shared.with(|state| state.gateway.heartbeat = interval);
    }

    /// The message-content intent is not ticked in the portal.
    pub(crate) fn withhold_message_content(&self) {
        self.shared.with(|state| state.app.granted = 0);
    }

    /// The token is no longer good.
    pub(crate) fn revoke_token(&self) {
        self.shared
            .with(|state| state.app.token = String::from("revoked"));
    }

    /// What was wrong so far.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.shared.with(|state| {
            let mut all = state.record.violations.clone();
            let late = state.interactions.values().filter(|pending| {
                pending.callback.is_none() && !pending.excused && pending.at.elapsed() > rest::FIRST
            });
            all.extend(late.map(|pending| {
                format!(
                    "the interaction `{}` was not taken up in time",
                    pending.name
                )
            }));
            all
        })
    }

    /// Fails with everything that Discord would not have liked.
    #[track_caller]
    pub(crate) fn assert_clean(&self) {
        let violations = self.violations();
        assert!(
            violations.is_empty(),
            "Discord would not like:\n{}",
            violations.join("\n")
        );
    }

    /// Whether requests are checked against Discord's description; where it is missing, that is said once.
    pub(crate) fn validates() -> bool {
        openapi::present()
    }
}
