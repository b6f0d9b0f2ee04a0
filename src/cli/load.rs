//! From the options of the command line to texts, and from texts to an engine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Common, Failure};
use crate::config::{self, Config, Location};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceFile};
use crate::engine::{Engine, FileSet, Server};
use crate::files::{read_directory, read_file, shown};
use crate::message::{Weights, parsed, shipped};
use crate::store::Store;
use crate::watch::Folders;

const NOTHING_LOADED: &str = "F006";
const BAD_WEIGHTS: &str = "F009";

/// Everything that was read for a bot.
#[derive(Debug, Default)]
pub struct Texts {
    /// The files of the dataset and the intents.
    pub files: FileSet,
    /// Where they lie.
    pub folders: Folders,
    /// What was learned about reading questions; nothing where it cannot be read, which is fatal.
    pub weights: Arc<Weights>,
    /// What keeps the bot from starting: settings that cannot be used, directories that are not there.
    pub fatal: Diagnostics,
    /// Files that cannot be read, while the others can.
    pub problems: Diagnostics,
}

/// Where the files lie that the options and the settings name.
pub fn folders(common: &Common, config: &Config) -> Folders {
    let (data, intents) = locations(common, config);
    Folders {
        data: data.path,
        intents: intents.path,
    }
}

/// Reads what the options and the settings file name.
pub fn texts(common: &Common) -> Texts {
    let mut fatal = Diagnostics::new();
    let config = settings(common.config.as_deref(), &mut fatal);
    texts_with(common, &config, fatal)
}

/// Reads what the options and the settings name, which may have problems.
fn texts_with(common: &Common, config: &Config, fatal: Diagnostics) -> Texts {
    let guessed = fatal.has_errors();
    let mut fatal = fatal;
    let weights = weights(common, config).unwrap_or_else(|problem| {
        fatal.push(*problem);
        Arc::default()
    });
    let mut texts = Texts {
        weights,
        fatal,
        ..Texts::default()
    };
    let (data, intents) = locations(common, config);
    let read = texts.read(&data, guessed, "--data DIR", "the dataset");
    let intents_read = texts.read(&intents, guessed, "--intents DIR", "the intents");
    let (files, found) = FileSet::new(read, intents_read, &shown(&intents.path));
    texts.files = files;
    texts.problems.extend(found);
    texts.folders = Folders {
        data: data.path,
        intents: intents.path,
    };
    texts
}

/// What was learned: of the file that an option or the settings name, else what is part of the program.
fn weights(common: &Common, config: &Config) -> Result<Arc<Weights>, Box<Diagnostic>> {
    let named = common.weights.clone().map(Location::from);
    let Some(location) = named.or_else(|| config.weights.clone()) else {
        return shipped().map_err(|bad| Box::new(Diagnostic::error(BAD_WEIGHTS, bad.to_string())));
    };
    let at = |problem: Diagnostic| {
        let problem = match &location.place {
            Some(place) => problem.at(place, ""),
            None => problem,
        };
        let file = config::DEFAULT_FILE;
        Box::new(problem.help(format!(
            "`--weights FILE`, or `weights` in `{file}`, names the file with what was learned; without either, that of the program is used"
        )))
    };
    let file = read_file(&location.path).map_err(|problem| at(*problem))?;
    parsed(file.text.clone().into()).map_err(|bad| {
        let message = format!("`{}`: {bad}", file.path);
        at(Diagnostic::error(BAD_WEIGHTS, message))
    })
}

/// The directories that options name, or else the settings: data, then intents.
fn locations(common: &Common, config: &Config) -> (Location, Location) {
    let named = |option: &Option<PathBuf>, setting: &Location| match option {
        Some(path) => path.clone().into(),
        None => setting.clone(),
    };
    let data = named(&common.data, &config.data);
    (data, named(&common.intents, &config.intents))
}

impl Texts {
    /// Reads a directory. Where it is only guessed because the settings cannot be used, it is not missed.
    fn read(
        &mut self,
        directory: &Location,
        guessed: bool,
        name: &str,
        what: &str,
    ) -> Vec<Arc<SourceFile>> {
        match read_directory(&directory.path) {
            Ok(read) => {
                self.problems.extend(read.problems);
                return read.files;
            }
            Err(_) if guessed && directory.place.is_none() => {}
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

/// The database that the settings name; it is made if it is not there.
pub fn store(common: &Common) -> Result<Store, Failure> {
    Ok(Store::open(&config(common)?.database.path)?)
}

/// The database that the settings name, which must be there already.
pub fn existing_store(common: &Common) -> Result<Store, Failure> {
    let path = config(common)?.database.path;
    if !path.exists() {
        let message = format!("there is no database `{}` yet", shown(&path));
        return Err(Failure::Impossible(message));
    }
    Ok(Store::open(&path)?)
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

/// An engine that answers, the files that it was made of, and how many problems they have.
pub struct Loaded {
    /// The engine.
    pub engine: Engine,
    /// The files.
    pub files: FileSet,
    /// Where they lie.
    pub folders: Folders,
    /// What could not be read.
    pub problems: Diagnostics,
    /// How many errors the files of each scope have; what they are about is left out of the answers.
    pub found: BTreeMap<Option<Server>, usize>,
}

impl Loaded {
    /// How many errors there are in files, with those that cannot be read.
    pub fn errors(&self) -> usize {
        self.problems.errors() + self.found.values().sum::<usize>()
    }

    /// Says on standard error that files have problems, if they have.
    pub fn warn(&self) {
        match self.errors() {
            0 => {}
            1 => anstream::eprintln!("1 problem in files; run `footnote check`"),
            errors => anstream::eprintln!("{errors} problems in files; run `footnote check`"),
        }
    }
}

/// An engine over what the options name; problems in single files do not keep it from starting.
pub fn engine(common: &Common) -> Result<Loaded, Failure> {
    engine_of(common, texts(common))
}

/// The same with settings that were read already.
pub fn engine_with(common: &Common, config: &Config) -> Result<Loaded, Failure> {
    engine_of(common, texts_with(common, config, Diagnostics::new()))
}

fn engine_of(common: &Common, texts: Texts) -> Result<Loaded, Failure> {
    if texts.fatal.has_errors() {
        return Err(Failure::CannotStart(texts.fatal));
    }
    let loaded = texts.files.load(&texts.weights);
    let shared = &loaded.snapshots.shared;
    let lacking = if shared.dataset.figures.is_empty() {
        Some("figure")
    } else if shared.intents.list.is_empty() && shared.silent.is_empty() {
        Some("intent")
    } else {
        None
    };
    if let Some(what) = lacking {
        let mut problems = texts.problems;
        problems.extend(loaded.problems.into_values().flatten());
        return Err(nothing_loaded(what, problems));
    }
    let by_scope = loaded.problems.iter();
    let found = by_scope.map(|(scope, problems)| (*scope, problems.errors()));
    let found = found.collect();
    Ok(Loaded {
        engine: Engine::new(loaded.snapshots, common.calendar()),
        files: texts.files,
        folders: texts.folders,
        problems: texts.problems,
        found,
    })
}

/// Nothing is left to answer from or with: the problems that led to it, and that.
fn nothing_loaded(what: &str, mut problems: Diagnostics) -> Failure {
    let message = format!("not one {what} could be loaded");
    problems.push(Diagnostic::error(NOTHING_LOADED, message));
    Failure::CannotStart(problems.sorted())
}
