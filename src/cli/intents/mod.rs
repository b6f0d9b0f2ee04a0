//! `footnote intents`: drafts, publishing, history and undo, as moderators have them in the chat, over the same database.
//!
//! It reads arguments and prints; what a change does is `editing`'s, how it reaches the file `publish`'s.

mod desk;
mod edit;
mod look;
mod publish;

use std::path::PathBuf;

use clap::Subcommand;

use super::{Common, Failure};
use crate::console::Screen;
use publish::Publishing;

/// The arguments of `footnote intents`.
#[derive(Debug, clap::Args)]
pub struct IntentsArgs {
    #[command(flatten)]
    who: Who,
    #[command(subcommand)]
    command: Command,
}

/// Whose intents, and who edits them.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every intents command")]
struct Who {
    /// The server whose own intents are meant; default: those for everybody
    #[arg(long, global = true, value_name = "ID")]
    server: Option<u64>,
    /// Who edits, for the history
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "USER",
        default_value = "console",
        hide_env_values = true
    )]
    author: String,
    /// Why, for the history
    #[arg(long, global = true, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Do not ask before a file is changed
    #[arg(long, short, global = true)]
    yes: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the intents
    List,
    /// Print the file of an intent
    Show {
        /// The intent's id, or the name of its file
        id: String,
    },
    /// Make a draft with one example question more
    Phrase {
        /// The intent's id, or the name of its file
        id: String,
        /// The example question; slots stand in braces
        text: String,
    },
    /// Make a draft that gives a metric, an outlet or an event one more name
    Alias {
        /// Its id, or one of its names
        of: String,
        /// The name, as people say it
        name: String,
    },
    /// Make a draft of a new intent
    New {
        /// The intent's id: lower-case letters, digits and underscores
        id: String,
        /// A few words that say what it is about
        #[arg(long, value_name = "TEXT")]
        title: String,
        /// Example questions
        #[arg(required = true)]
        phrases: Vec<String>,
    },
    /// Make a draft from a file that you have edited
    Draft {
        /// The edited file
        #[arg(long, value_name = "FILE.toml", required_unless_present = "delete")]
        file: Option<PathBuf>,
        /// The file among the intents that it is to replace; default: the one of the same name, or a new one in topics/
        #[arg(long = "as", value_name = "NAME.toml", requires = "file")]
        name: Option<String>,
        /// Make a draft that takes an intent away instead
        #[arg(long, value_name = "ID", conflicts_with = "file")]
        delete: Option<String>,
    },
    /// List the drafts, or show what one of them would do
    Diff {
        /// The number of the draft
        draft: Option<u64>,
    },
    /// Publish a draft
    Publish {
        /// The number of the draft
        draft: u64,
    },
    /// Drop a draft
    Discard {
        /// The number of the draft
        draft: u64,
    },
    /// Show what was published
    History {
        /// The intent's id, or the name of its file; default: all
        id: Option<String>,
        /// Show what each revision changed
        #[arg(long)]
        diff: bool,
        /// How many revisions are shown, the newest first
        #[arg(long, short = 'n', value_name = "NUMBER", default_value_t = 20)]
        most: u32,
    },
    /// Take back the last change of an intent
    Undo {
        /// The intent's id, or the name of its file
        id: String,
    },
    /// Bring a file back to what it was after a revision
    Rollback {
        /// The number of the revision
        revision: u64,
    },
    /// Show what was not understood in a server, in groups
    Inbox,
}

/// Examples for `--help`.
pub const EXAMPLES: &str = "\
Examples:
  footnote intents phrase value \"how many {metric} were there in {year}\"
  footnote intents alias outages \"dark nights\"         another name for what the data call outages
  footnote intents diff 1                              what draft 1 would do
  footnote intents publish 1
  footnote intents history value --diff
  footnote intents undo value
  footnote intents list --server 1234567890            with the intents of one server
  footnote intents inbox --server 1234567890";

/// Runs the command.
pub fn run(common: &Common, args: &IntentsArgs, screen: &mut Screen) -> Result<u8, Failure> {
    let desk = desk::open(common, &args.who)?;
    let mut publishing = Publishing {
        desk: &desk,
        yes: args.who.yes,
        screen,
    };
    match &args.command {
        Command::List => look::list(&desk, screen),
        Command::Show { id } => look::show(&desk, id, screen),
        Command::Phrase { id, text } => edit::shown(&desk, &desk.phrase(id, text)?, screen),
        Command::Alias { of, name } => edit::shown(&desk, &desk.alias(of, name, None)?, screen),
        Command::New { id, title, phrases } => edit::new(&desk, id, title, phrases, screen),
        Command::Draft { file, name, delete } => match (file, delete) {
            (Some(file), _) => edit::draft(&desk, file, name.as_deref(), screen),
            (None, Some(id)) => edit::shown(&desk, &desk.delete(id)?, screen),
            (None, None) => Err(Failure::Usage {
                message: "no file is given".to_owned(),
                example: Some("footnote intents draft --file value.toml".to_owned()),
            }),
        },
        Command::Diff { draft } => match draft {
            Some(draft) => publish::diff(&desk, *draft, screen),
            None => look::drafts(&desk, screen),
        },
        Command::Publish { draft } => publishing.publish(*draft),
        Command::Discard { draft } => publish::discard(&desk, *draft, screen),
        Command::History { id, diff, most } => {
            look::history(&desk, id.as_deref(), *diff, *most, screen)
        }
        Command::Undo { id } => publishing.undo(id),
        Command::Rollback { revision } => publishing.rollback(*revision),
        Command::Inbox => look::inbox(&desk, screen),
    }
}
