//! Discord on loopback for measuring: starts a bot, posts messages at a rate, and prints how long the answers took, what the
//! bot used, and how many answers were lost or came twice.
//!
//! `cargo run --release --example fake_discord -- [--count N] [--rate N] [--channels N] [--text TEXT] [--others] [--limits] -- BOT …`
//!
//! Without a bot it prints the environment to start one with, and waits for it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for measuring that ends where something is not as it should be"
)]

#[path = "../tests/support/discord/mod.rs"]
mod discord;

use std::process::Command;
use std::time::{Duration, Instant};

use clap::Parser;
use discord::{Bot, ChannelId, Door, MessageId, World};

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
    report_process("before", bot.as_ref());

    let (cpu, start) = (bot.as_ref().map(Bot::cpu), Instant::now());
    let questions = post(&world, &options, &channels).await;
    let last = *questions.last().unwrap();
    world.reply_to(last).await;
    settle(&world, &questions).await;
    let took = start.elapsed();
    let used = bot
        .as_ref()
        .map(Bot::cpu)
        .zip(cpu)
        .map(|(after, before)| after - before);
    report(&world, &options, &questions, took, used);
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
async fn post(world: &World, options: &Options, channels: &[ChannelId]) -> Vec<MessageId> {
    let period = match options.rate {
        0 => Duration::from_nanos(1),
        rate => Duration::from_secs(1) / rate,
    };
    let mut clock = tokio::time::interval(period);
    let mut questions = Vec::new();
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
        }
    }
    questions
}

/// Waits until every question has its answer, or none has come for some seconds.
async fn settle(world: &World, questions: &[MessageId]) {
    world.wait_at_most(Duration::from_secs(5));
    for question in questions {
        if world.replies_to(*question).is_empty() {
            let patience = tokio::time::timeout(Duration::from_secs(4), world.reply_to(*question));
            if patience.await.is_err() {
                return;
            }
        }
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn report(
    world: &World,
    options: &Options,
    questions: &[MessageId],
    took: Duration,
    used: Option<Duration>,
) {
    let (waits, twice) = world.waits(questions);
    let lost = waits.iter().filter(|wait| wait.is_none()).count();
    let mut waits: Vec<Duration> = waits.into_iter().flatten().collect();
    waits.sort_unstable();
    let count = u32::try_from(options.count).unwrap();
    println!(
        "messages          {count:>9} in {:.2} s, {:.0} a second",
        took.as_secs_f64(),
        f64::from(count) / took.as_secs_f64()
    );
    println!(
        "answers           {:>9}, lost {lost}, twice {twice}",
        waits.len()
    );
    for (name, share) in [
        ("median", 50),
        ("95th percentile", 95),
        ("99th percentile", 99),
        ("longest", 100),
    ] {
        if let Some(wait) =
            waits.get((waits.len() * share / 100).min(waits.len().saturating_sub(1)))
        {
            println!("{name:<17} {:>9.2} ms", milliseconds(*wait));
        }
    }
    if let Some(used) = used {
        println!(
            "processor         {:>9.3} ms a message",
            milliseconds(used) / f64::from(count)
        );
    }
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
