//! A bot as a process: started, read, measured and ended.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::ids::snowflake;
use super::world::{Door, PATIENCE, World};

/// Variables that would lead a bot past the fake.
const LEAD_ELSEWHERE: [&str; 9] = [
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "HTTP_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "HTTPS_PROXY",
    "SSL_CERT_FILE",
];

/// Where the program is; only tests know.
const PROGRAM: Option<&str> = option_env!("CARGO_BIN_EXE_footnote");

/// How a bot ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exit {
    /// Absent when a signal ended it.
    pub(crate) code: Option<i32>,
    /// How long it took from the signal.
    pub(crate) after: Duration,
}

/// Five seconds are promised. A busy machine may take longer; a bot that waits for something takes far longer.
const PROMPT: Duration = Duration::from_secs(45);

impl Exit {
    /// Whether it ended well, and without waiting for anything that takes its time.
    pub(crate) fn is_prompt(&self) -> bool {
        self.code == Some(0) && self.after < PROMPT
    }
}

/// A running bot; it is killed when it goes out of scope, and shows its log when the test has failed.
pub(crate) struct Bot {
    pub(crate) pid: u32,
    log: watch::Receiver<Vec<String>>,
    /// The exit code and when; nothing while it runs.
    ended: watch::Receiver<Option<(ExitStatus, Instant)>>,
}

impl Bot {
    /// `footnote run` with these settings, through the proxy; waits until it is connected.
    pub(crate) async fn start(world: &World, settings: &str) -> Self {
        Self::start_with(world, settings, &[]).await
    }

    /// The same with further arguments.
    pub(crate) async fn start_with(world: &World, settings: &str, arguments: &[&str]) -> Self {
        let mut command = Self::command(world, settings);
        command.args(arguments);
        let bot = Self::spawn(world, command, Door::Proxy);
        tokio::select! {
            () = world.until_connected() => bot,
            (status, _) = bot.end_whenever() => panic!("the bot ended with {status}:\n{}", bot.log()),
        }
    }

    /// `footnote run` with these settings, whether it comes up or not. Data and intents are those of the tests unless named.
    pub(crate) fn launch(world: &World, settings: &str, door: Door) -> Self {
        Self::spawn(world, Self::command(world, settings), door)
    }

    /// `footnote run` with these settings, not started yet.
    pub(crate) fn command(world: &World, settings: &str) -> Command {
        // A second bot has its own.
        let mut path = world.directory().join("bot.toml");
        if path.exists() {
            path.set_file_name(format!("bot-{}.toml", snowflake()));
        }
        std::fs::write(&path, with_files(settings)).unwrap();
        let mut command = Command::new(PROGRAM.expect("tests know where the program is"));
        command.args(["run", "--config"]).arg(path);
        command
    }

    /// Any command, in the world's environment.
    pub(crate) fn spawn(world: &World, mut command: Command, door: Door) -> Self {
        for name in LEAD_ELSEWHERE {
            command.env_remove(name);
        }
        command.envs(world.environment(door)).env("NO_COLOR", "1");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let pid = child.id();
        let (lines, log) = watch::channel(Vec::new());
        let lines = Arc::new(Mutex::new(lines));
        let streams = [
            collect(child.stdout.take().unwrap(), lines.clone()),
            collect(child.stderr.take().unwrap(), lines),
        ];
        let (end, ended) = watch::channel(None);
        std::thread::spawn(move || {
            let exit = (child.wait().unwrap(), Instant::now());
            for stream in streams {
                stream.join().unwrap();
            }
            end.send(Some(exit))
        });
        Self { pid, log, ended }
    }

    /// What it wrote so far, both streams.
    pub(crate) fn log(&self) -> String {
        self.log.borrow().join("\n")
    }

    /// Waits for a line that contains a text.
    pub(crate) async fn until_log(&self, text: &str) -> String {
        let mut log = self.log.clone();
        let found = |lines: &Vec<String>| lines.iter().any(|line| line.contains(text));
        // What was found holds a lock on the log: kept until the log is read again, it would wait for a writer that waits for it.
        let waited = matches!(
            tokio::time::timeout(PATIENCE, log.wait_for(found)).await,
            Ok(Ok(_))
        );
        assert!(waited, "waited in vain for `{text}` in:\n{}", self.log());
        let lines = self.log.borrow();
        lines
            .iter()
            .find(|line| line.contains(text))
            .cloned()
            .unwrap()
    }

    /// Waits until it has ended; its exit code.
    pub(crate) async fn exit_code(&self) -> Option<i32> {
        self.end().await.0.code()
    }

    async fn end(&self) -> (ExitStatus, Instant) {
        let ended = tokio::time::timeout(PATIENCE, self.end_whenever()).await;
        ended.unwrap_or_else(|_| panic!("the bot does not end:\n{}", self.log()))
    }

    async fn end_whenever(&self) -> (ExitStatus, Instant) {
        let mut ended = self.ended.clone();
        let end = *ended.wait_for(Option::is_some).await.unwrap();
        end.unwrap()
    }

    /// SIGTERM, and how it ended.
    pub(crate) async fn terminate(&self) -> Exit {
        let start = Instant::now();
        self.signal("TERM");
        let (status, at) = self.end().await;
        Exit {
            code: status.code(),
            after: at.duration_since(start),
        }
    }

    /// SIGKILL: a crash.
    pub(crate) async fn kill(&self) {
        self.signal("KILL");
        self.exit_code().await;
    }

    pub(crate) fn signal(&self, name: &str) {
        if self.ended.borrow().is_none() {
            let pid = self.pid.to_string();
            Command::new("kill")
                .args(["-s", name, &pid])
                .status()
                .unwrap();
        }
    }

    /// Time on the processor so far.
    pub(crate) fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid)).unwrap();
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 10)
    }

    /// Resident memory in KiB.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.signal("KILL");
        if std::thread::panicking() {
            eprintln!("the bot wrote:\n{}", self.log());
        }
    }
}

/// Adds each line of a stream to the log.
fn collect(
    stream: impl Read + Send + 'static,
    lines: Arc<Mutex<watch::Sender<Vec<String>>>>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            lines.lock().unwrap().send_modify(|all| all.push(line));
        }
    })
}

/// Settings with the tests' data and intents, where they name none.
fn with_files(settings: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let named = |key: &str| {
        settings
            .lines()
            .any(|line| line.starts_with(&format!("{key} =")))
    };
    let mut lines = String::new();
    for (key, path) in [
        ("data", "tests/data/lighthouses"),
        ("intents", "intents/operations"),
    ] {
        if !named(key) {
            writeln!(lines, "{key} = {:?}", format!("{root}/{path}")).unwrap();
        }
    }
    lines + settings
}
