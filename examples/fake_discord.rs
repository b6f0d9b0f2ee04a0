//! Discord on loopback for measuring: starts a bot, posts messages at a rate, and prints how long the answers took, what the
//! bot used, and how many answers were lost or came twice.
//!
//! `cargo run --release --example fake_discord -- [--count N] [--rate N] [--command NAME [--option KEY=VALUE]] [--others] … -- BOT …`
//!
//! Without a bot it prints the environment to start one with, and waits for it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for measuring that ends where something is not as it should be"
)]

#[path = "../tests/support/discord/mod.rs"]
mod discord;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::Parser;
use discord::{Bot, ChannelId, Door, Fault, MessageId, World, route};
use serde_json::Value;

/// The route of answers.
const POST: &str = route::CREATE_MESSAGE;
/// How often files are changed; something goes wrong half as often.
const RELOAD_EVERY: Duration = Duration::from_secs(30);
/// After how many questions the memory is told.
const MEMORY_EVERY: usize = 10_000;

/// Measures a bot against Discord on loopback.
#[derive(Parser)]
struct Options {
    /// How many messages are posted.
    #[arg(long, default_value_t = 2000)]
    count: usize,
    /// Messages a second; 0 for as many as the bot keeps up with.
    #[arg(long, default_value_t = 50)]
    rate: u32,
    /// The channels that they are spread over.
    #[arg(long, default_value_t = 100)]
    channels: usize,
    /// What is asked.
    #[arg(long, default_value = "how many lighthouses were there in 2020?")]
    text: String,
    /// The messages are not for the bot; every thousandth is, to see how far it has come.
    #[arg(long)]
    others: bool,
    /// Slash commands instead of messages: the name of one, with its subcommands.
    #[arg(long, conflicts_with = "others")]
    command: Option<String>,
    /// An option of the command: `year=2020`. May be given several times.
    #[arg(long, requires = "command")]
    option: Vec<String>,
    /// Every minute something goes wrong: lost responses, refusals, limits, connections that end.
    #[arg(long)]
    faults: bool,
    /// A file that gets or loses an empty line every 30 seconds, so that the bot loads it anew. May be given several times.
    #[arg(long)]
    reload: Vec<PathBuf>,
    /// Every so many questions one is edited once it is answered; its answer has to follow, not to come twice.
    #[arg(long, default_value_t = 0)]
    edit: usize,
    /// Keep Discord's limits; without it nothing is limited.
    #[arg(long)]
    limits: bool,
    /// The bot to start.
    #[arg(last = true)]
    bot: Vec<String>,
}

#[tokio::main]
async fn main() {
    let options = Options::parse();
    let world = World::start().await;
    world.cdn_without_tls();
    world.wait_at_most(Duration::from_secs(600));
    if !options.limits {
        world.without_limits();
    }
    let channels: Vec<ChannelId> = (0..options.channels)
        .map(|number| world.new_channel(world.guild, &format!("channel-{number}")))
        .collect();

    let start = Instant::now();
    let bot = launch(&world, &options.bot);
    world.until_connected().await;
    println!(
        "ready             {:>9.1} ms after the start",
        milliseconds(start.elapsed())
    );
    // The first answer loads what is loaded late.
    let first = world.ask(channels[0], world.user, &options.text);
    world.reply_to(first).await;
    if options.command.is_some() {
        world
            .wait("the commands", |state| {
                (!state.commands.is_empty()).then_some(())
            })
            .await;
    }
    report_process("before", bot.as_ref());

    let (cpu, start) = (bot.as_ref().map(Bot::cpu), Instant::now());
    let waits = if let Some(command) = &options.command {
        start_commands(&world, &options, &channels, command).await
    } else {
        tokio::select! {
            waits = ask(&world, &options, &channels, bot.as_ref()) => waits,
            () = disturb(&world, &options) => unreachable!("disturbances do not end"),
        }
    };
    let took = start.elapsed();
    let used = bot
        .as_ref()
        .map(Bot::cpu)
        .zip(cpu)
        .map(|(after, before)| after.saturating_sub(before));
    report(&options, &waits, took, used);
    report_violations(&world);
    report_process("after", bot.as_ref());
    if let Some(bot) = bot {
        let exit = bot.terminate().await;
        println!(
            "stopped           {:>9.1} ms after SIGTERM, exit code {:?}",
            milliseconds(exit.after),
            exit.code
        );
    }
}

/// How long answers took; absent for those that never came.
struct Waits {
    each: Vec<Option<Duration>>,
    twice: usize,
}

/// Posts questions in time and waits for their answers.
async fn ask(world: &World, options: &Options, channels: &[ChannelId], bot: Option<&Bot>) -> Waits {
    let questions = post(world, options, channels, bot).await;
    let patience = if options.faults { 90 } else { 5 };
    settle(world, &questions, Duration::from_secs(patience)).await;
    let (each, twice) = world.waits(&questions);
    Waits { each, twice }
}

/// Starts commands in time and waits for their first responses.
async fn start_commands(
    world: &World,
    options: &Options,
    channels: &[ChannelId],
    command: &str,
) -> Waits {
    let given: Vec<(&str, Value)> = options.option.iter().map(|option| value(option)).collect();
    let mut clock = tokio::time::interval(Duration::from_secs(1) / options.rate.max(1));
    let mut started = Vec::new();
    for number in 0..options.count {
        clock.tick().await;
        let channel = channels[number % channels.len()];
        started.push(world.slash(world.user, channel, command, &given));
    }
    let mut each = Vec::new();
    for interaction in started {
        let response = tokio::time::timeout(Duration::from_secs(3), interaction.response()).await;
        each.push(response.ok().map(|response| response.after));
    }
    Waits { each, twice: 0 }
}

/// `year=2020` as a name and a value: a number where it is one.
fn value(option: &str) -> (&str, Value) {
    let (name, value) = option.split_once('=').unwrap_or((option, ""));
    (
        name,
        serde_json::from_str(value).unwrap_or_else(|_| value.into()),
    )
}

fn launch(world: &World, bot: &[String]) -> Option<Bot> {
    let Some((program, arguments)) = bot.split_first() else {
        for (name, value) in world.environment(Door::Proxy) {
            println!("export {name}={value}");
        }
        println!(
            "# or, in bot.toml:\n# [discord]\n# api = \"{}\"\n# gateway = \"{}\"",
            world.api(),
            world.gateway_url()
        );
        return None;
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Some(Bot::spawn(world, command, Door::Proxy))
}

/// Posts the messages in time; those that wait for an answer.
async fn post(
    world: &World,
    options: &Options,
    channels: &[ChannelId],
    bot: Option<&Bot>,
) -> Vec<MessageId> {
    let period = match options.rate {
        0 => Duration::from_nanos(1),
        rate => Duration::from_secs(1) / rate,
    };
    let mut clock = tokio::time::interval(period);
    let mut questions = Vec::new();
    let mut edited = HashSet::new();
    for number in 0..options.count {
        if options.rate > 0 {
            clock.tick().await;
        }
        let channel = channels[number % channels.len()];
        let asked = !options.others || (number + 1) % 1000 == 0 || number + 1 == options.count;
        if asked {
            questions.push(world.ask(channel, world.user, &options.text));
        } else {
            world.say(channel, world.user, &options.text);
        }
        // As many as it keeps up with: not far ahead of its answers.
        if options.rate == 0 && asked {
            let due = if options.others {
                questions.len().saturating_sub(3)
            } else {
                questions.len().saturating_sub(64)
            };
            world.reply_to(questions[due]).await;
            if options.edit > 0 && due % options.edit == 0 && !edited.contains(&questions[due]) {
                edited.insert(questions[due]);
                world.edit_message(questions[due], &format!("{} please", options.text));
            }
        }
        if (number + 1) % MEMORY_EVERY == 0 {
            report_process(&format!("{}", number + 1), bot);
        }
    }
    questions
}

/// What goes wrong: how it is called, and how it comes about.
type Happening = (&'static str, fn(&World));

/// What goes wrong, one a minute, in turn.
const FAULTS: &[Happening] = &[
    ("the connections end", World::drop_connections),
    ("the gateway asks to reconnect", World::ask_to_reconnect),
    ("sessions are over", |world| {
        world.invalidate_sessions(false);
    }),
    ("three responses are lost", |world| {
        world.inject(POST, Fault::DropAfter, 3);
    }),
    ("three requests are lost", |world| {
        world.inject(POST, Fault::DropBefore, 3);
    }),
    ("five answers are refused with 502", |world| {
        world.inject(POST, Fault::Status(502), 5);
    }),
    ("all is limited for two seconds", |world| {
        world.inject(POST, Fault::RateLimitGlobal(Duration::from_secs(2)), 1);
    }),
    ("an event comes twice", World::duplicate_last_event),
    ("five answers are slow", |world| {
        world.inject(POST, Fault::Slow(Duration::from_secs(3)), 5);
    }),
];

/// Faults and new files, as long as questions are asked.
async fn disturb(world: &World, options: &Options) {
    let mut clock = tokio::time::interval(RELOAD_EVERY);
    clock.tick().await;
    for half_minutes in 1_usize.. {
        clock.tick().await;
        for file in &options.reload {
            touch(file);
        }
        if options.faults && half_minutes % 2 == 0 {
            let (name, happen) = FAULTS[(half_minutes / 2 - 1) % FAULTS.len()];
            happen(world);
            println!("fault             {name}");
        }
    }
}

/// Adds an empty line to a file, or takes it away.
fn touch(file: &Path) {
    let text = std::fs::read_to_string(file).unwrap();
    let other = match text.strip_suffix("\n\n") {
        Some(rest) => format!("{rest}\n"),
        None => format!("{text}\n"),
    };
    std::fs::write(file, other).unwrap();
}

/// Waits until every question has its answer, or none has come for some seconds.
async fn settle(world: &World, questions: &[MessageId], patience: Duration) {
    world.wait_at_most(patience + Duration::from_secs(1));
    for question in questions {
        if world.replies_to(*question).is_empty() {
            let patience = tokio::time::timeout(patience, world.reply_to(*question));
            if patience.await.is_err() {
                return;
            }
        }
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn report(options: &Options, waits: &Waits, took: Duration, used: Option<Duration>) {
    let lost = waits.each.iter().filter(|wait| wait.is_none()).count();
    let mut came: Vec<Duration> = waits.each.iter().copied().flatten().collect();
    came.sort_unstable();
    let count = u32::try_from(options.count).unwrap();
    let rate = f64::from(count) / took.as_secs_f64();
    println!(
        "sent              {count:>9} in {:.2} s, {rate:.0} a second",
        took.as_secs_f64()
    );
    println!(
        "answers           {:>9}, lost {lost}, twice {}",
        came.len(),
        waits.twice
    );
    for (name, share) in [
        ("median", 50),
        ("95th percentile", 95),
        ("99th percentile", 99),
        ("longest", 100),
    ] {
        let at = (came.len() * share / 100).min(came.len().saturating_sub(1));
        if let Some(wait) = came.get(at) {
            println!("{name:<17} {:>9.2} ms", milliseconds(*wait));
        }
    }
    if let Some(used) = used {
        println!(
            "processor         {:>9.3} ms each",
            milliseconds(used) / f64::from(count)
        );
    }
}

fn report_violations(world: &World) {
    let violations = world.violations();
    println!("violations        {:>9}", violations.len());
    for violation in violations.iter().take(10) {
        println!("  {violation}");
    }
}

fn report_process(when: &str, bot: Option<&Bot>) {
    if let Some(bot) = bot {
        println!(
            "memory {when:<10} {:>9.1} MiB",
            f64::from(u32::try_from(bot.memory()).unwrap()) / 1024.0
        );
    }
}
