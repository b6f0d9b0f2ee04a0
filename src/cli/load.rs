//! From the options of the command line to texts, and from texts to an engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Common, Failure};
use crate::answer::Snapshot;
use crate::config::{self, Config, Location};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::engine::Engine;
use crate::files::{read_directory, read_file};
use crate::store::Store;
use crate::{dataset, intents};

const NOTHING_LOADED: &str = "F006";

/// Everything that was read for a bot.
#[derive(Debug, Default)]
pub struct Texts {
    /// The files of the dataset.
    pub data: Vec<Arc<SourceFile>>,
    /// The files of the intents.
    pub intents: Vec<Arc<SourceFile>>,
    /// What keeps the bot from starting: settings that cannot be used, directories that are not there.
    pub fatal: Diagnostics,
    /// Files that cannot be read, while the others can.
    pub problems: Diagnostics,
}

/// Reads what the options and the settings file name.
pub fn texts(common: &Common) -> Texts {
    let mut texts = Texts::default();
    let config = settings(common.config.as_deref(), &mut texts.fatal);
    let data = (common.data.as_ref(), config.data);
    let intents = (common.intents.as_ref(), config.intents);
    let guessed = texts.fatal.has_errors();
    texts.data = texts.read(data, guessed, "--data DIR", "the dataset");
    texts.intents = texts.read(intents, guessed, "--intents DIR", "the intents");
    texts
}

impl Texts {
    /// Reads the directory that an option names, or else the settings. Where it is only guessed because the settings
    /// cannot be used, it is not missed.
    fn read(
        &mut self,
        (option, setting): (Option<&PathBuf>, Location),
        guessed: bool,
        name: &str,
        what: &str,
    ) -> Vec<Arc<SourceFile>> {
        let guessed = guessed && option.is_none() && setting.place.is_none();
        let directory = option.map_or(setting, |path| path.clone().into());
        match read_directory(&directory.path) {
            Ok(read) => {
                self.problems.extend(read.problems);
                return read.files;
            }
            Err(_) if guessed => {}
            Err(problem) => {
                let problem = match &directory.place {
                    Some(place) => problem.at(place, ""),
                    None => *problem,
                };
                let file = config::DEFAULT_FILE;
                let help = format!("`{name}`, or `{file}`, names the directory with {what}");
                self.fatal.push(problem.help(help));
            }
        }
        Vec::new()
    }
}

/// The settings; a default file that is not there has none.
fn settings(named: Option<&Path>, problems: &mut Diagnostics) -> Config {
    let default = Path::new(config::DEFAULT_FILE);
    if named.is_none() && !default.exists() {
        return Config::default();
    }
    match read_file(named.unwrap_or(default)) {
        Ok(file) => {
            let (config, found) = config::parse(&file);
            problems.extend(found);
            config
        }
        Err(problem) => {
            problems.push(*problem);
            Config::default()
        }
    }
}

/// The settings; those that cannot be used keep the bot from starting.
pub fn config(common: &Common) -> Result<Config, Failure> {
    let mut problems = Diagnostics::new();
    let config = settings(common.config.as_deref(), &mut problems);
    if problems.has_errors() {
        return Err(Failure::CannotStart(problems));
    }
    Ok(config)
}

/// The database that the settings name; it is made if it is not there.
pub fn store(common: &Common) -> Result<Store, Failure> {
    Ok(Store::open(&config(common)?.database.path)?)
}

/// An engine that answers, and how many problems there are in its files.
pub struct Loaded {
    /// The engine.
    pub engine: Engine,
    /// Errors in files; what they are about is left out of the answers.
    pub errors: usize,
}

impl Loaded {
    /// Says on standard error that files have problems, if they have.
    pub fn warn(&self) {
        match self.errors {
            0 => {}
            1 => anstream::eprintln!("1 problem in files; run `footnote check`"),
            errors => anstream::eprintln!("{errors} problems in files; run `footnote check`"),
        }
    }
}

/// An engine over what the options name; problems in single files do not keep it from starting.
pub fn engine(common: &Common) -> Result<Loaded, Failure> {
    let texts = texts(common);
    if texts.fatal.has_errors() {
        return Err(Failure::CannotStart(texts.fatal));
    }
    let mut problems = texts.problems;
    let (dataset, found) = dataset::load(&texts.data);
    problems.extend(found);
    let (intents, found) = intents::load(&texts.intents);
    problems.extend(found);
    if dataset.figures.is_empty() {
        return Err(nothing_loaded("figure", problems));
    }
    if intents.list.is_empty() {
        return Err(nothing_loaded("intent", problems));
    }
    let (snapshot, templates) = Snapshot::new(dataset, intents);
    Ok(Loaded {
        engine: Engine::new(snapshot, common.calendar()),
        errors: problems.errors() + templates.len(),
    })
}

/// Nothing is left to answer from or with: the problems that led to it, and that.
fn nothing_loaded(what: &str, mut problems: Diagnostics) -> Failure {
    let message = format!("not one {what} could be loaded");
    problems.push(Diagnostic::error(NOTHING_LOADED, message));
    Failure::CannotStart(problems.sorted())
}
