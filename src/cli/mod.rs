//! The command line's commands: they read files, call the core and print what it says.

pub mod ask;
pub mod backup;
pub mod chart;
pub mod chat;
pub mod check;
mod command;
pub mod drift;
pub mod eval;
pub mod explain;
pub mod failure;
pub mod health;
pub mod import;
pub mod intents;
pub mod invite;
pub mod load;
mod progress;
pub mod run;
pub mod schema;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::Failure;

use crate::console::Screen;

/// Everything went well.
pub const FINE: u8 = 0;
/// There are problems in files.
pub const PROBLEMS: u8 = 1;
/// The command was used wrongly.
pub const USAGE: u8 = 2;
/// The program cannot start.
pub const CANNOT_START: u8 = 3;

/// Answers questions from a sourced dataset and cites, for every figure, the outlet that first published it.
#[derive(Debug, Parser)]
#[command(
    name = "footnote",
    version,
    arg_required_else_help = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// Settings file; default: bot.toml, if there is one
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Directory with the dataset
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Directory with the intents
    #[arg(long, global = true, value_name = "DIR")]
    pub intents: Option<PathBuf>,
    /// File with what was learned about reading questions; default: that of the program
    #[arg(long, global = true, value_name = "FILE")]
    pub weights: Option<PathBuf>,
    /// The day that "today" means; default: today
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<jiff::civil::Date>,
}

impl Common {
    /// Tells the day that "today" means, also of a program that runs for weeks.
    pub fn calendar(&self) -> impl Fn() -> jiff::civil::Date + Send + Sync + 'static {
        let fixed = self.today;
        move || fixed.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// The day that "today" means now.
    pub fn today(&self) -> jiff::civil::Date {
        self.calendar()()
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the Discord bot
    #[command(after_help = RUN_EXAMPLES)]
    Run(run::RunArgs),
    /// Talk to the bot in the terminal, with follow-ups
    #[command(after_help = CHAT_EXAMPLES)]
    Chat,
    /// Answer one question, or the last of several turns
    #[command(after_help = ASK_EXAMPLES)]
    Ask(ask::AskArgs),
    /// Show how a question is understood and what decides
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(explain::ExplainArgs),
    /// Find every problem in settings, data and intents
    #[command(after_help = CHECK_EXAMPLES)]
    Check(check::CheckArgs),
    /// Show which answers change from other intents to these
    #[command(after_help = DRIFT_EXAMPLES)]
    Drift(drift::DriftArgs),
    /// Measure how well labelled questions find their intents
    #[command(after_help = EVAL_EXAMPLES)]
    Eval(eval::EvalArgs),
    /// Make data files from tables: CSV, TSV, JSON, spreadsheets
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(import::ImportArgs),
    /// Edit, test, publish and undo intents
    #[command(after_help = intents::EXAMPLES)]
    Intents(intents::IntentsArgs),
    /// Print the link that brings the bot to a server
    Invite(invite::InviteArgs),
    /// Ask a running bot whether it can answer
    Health,
    /// Copy the database, also while the bot runs
    #[command(after_help = BACKUP_EXAMPLE)]
    Backup(backup::BackupArgs),
    /// Draw the figures of a metric, or list the metrics
    #[command(after_help = CHART_EXAMPLES)]
    Chart(chart::ChartArgs),
    /// Print the JSON Schema of a kind of file
    Schema(schema::SchemaArgs),
}

const RUN_EXAMPLES: &str = "\
The token comes from the environment variable DISCORD_TOKEN, or from the file that `token_file` in bot.toml names. Proxies and
certificates are those of HTTPS_PROXY, NO_PROXY and SSL_CERT_FILE. SIGTERM ends the bot within five seconds.

Examples:
  DISCORD_TOKEN=... footnote run
  footnote run --log json";

const CHAT_EXAMPLES: &str = "\
In the conversation:
  /sources  the sources of the last answer in full
  /why      how the last question was understood
  /topics   what there are figures and answers on

Examples:
  footnote chat
  footnote chat --data my-data
  footnote chat < questions.txt";

const ASK_EXAMPLES: &str = "\
Examples:
  footnote ask \"how many in 2022?\"
  footnote ask \"how many in 2022?\" \"and in 2021?\"     the second, as a follow-up
  footnote ask --json \"how many in 2022?\" | jq .value
  footnote ask --id 3f2a1b-9c8d7e-AQID...               an answer again, by its id
  footnote ask --jsonl < questions.jsonl > answers.jsonl";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  footnote explain \"how many in 2022?\"
  footnote explain \"how many in 2022?\" \"and in 2021?\"     the second, as a follow-up";

const CHECK_EXAMPLES: &str = "\
Exit code: 0 if there are no errors (warnings may be), 1 if there are.

Examples:
  footnote check
  footnote check --data my-data
  footnote check --format github                       in a GitHub workflow";

const DRIFT_EXAMPLES: &str = "\
Every example question and every test of both is asked. The answer is Markdown, as for a comment on a pull request.

Examples:
  git worktree add ../before main && footnote drift --base ../before/intents
  footnote drift --base ../before/intents --base-data ../before/data";

const EVAL_EXAMPLES: &str = "\
Examples:
  footnote eval questions.jsonl
  footnote eval questions.jsonl --predictions out.jsonl";

const IMPORT_EXAMPLES: &str = "\
What was recognised, what became of every column and mark, and some figures are shown before anything is written.
What cannot be read for certain is an error or a warning with its cell.

Examples:
  footnote import visitors.csv --outlet \"The Gazette\" --title \"Visitors by year\" \\
    --published 2025-03-01 --url https://gazette.example/visitors --out my-data/visitors.toml
  footnote import tables.xlsx --sheet \"Table 3\" --outlet Office --title Births --published 2025-03 --out my-data/births.toml
  footnote import a.csv b.csv --outlet Office --title Births --title Deaths --published 2025-03 \\
    --url https://office.example/a --url https://office.example/b --out my-data/both.toml --yes";

const BACKUP_EXAMPLE: &str = "\
Example:
  footnote backup footnote-2026-11-24.db";
const CHART_EXAMPLES: &str = "\
Years without a figure are gaps, bounds and ranges are dashed, disputed figures stand side by side, and the source is
part of the picture. A file that is there already is replaced.

Examples:
  footnote chart                       the metrics, with their ids
  footnote chart METRIC --out chart.png
  footnote chart METRIC --from 2019 --to 2023 --theme light --out chart.svg";

/// Runs the command line and returns the exit code.
pub fn main() -> ExitCode {
    let cli =
        Cli::try_parse().unwrap_or_else(|error| command::with_near(error, std::env::args()).exit());
    let mut screen = Screen::stdout();
    let ended = run(&cli, &mut screen).and_then(|code| {
        screen.flush()?;
        Ok(code)
    });
    ExitCode::from(ended.unwrap_or_else(Failure::report))
}

fn run(cli: &Cli, screen: &mut Screen) -> Result<u8, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::Run(args) => run::run(common, args),
        Command::Chat => chat::run(common, screen),
        Command::Ask(args) => ask::run(common, args, screen),
        Command::Explain(args) => explain::run(common, args, screen),
        Command::Check(args) => check::run(common, args, screen),
        Command::Drift(args) => drift::run(common, args, screen),
        Command::Eval(args) => eval::command(common, args, screen),
        Command::Import(args) => import::run(args, screen),
        Command::Intents(args) => intents::run(common, args, screen),
        Command::Invite(args) => invite::run(common, args, screen),
        Command::Health => health::run(common, screen),
        Command::Backup(args) => backup::run(common, args, screen),
        Command::Chart(args) => chart::run(common, args, screen),
        Command::Schema(args) => schema::run(args, screen),
    }
}
