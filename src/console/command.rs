//! The commands of a conversation in the terminal: a line becomes what is requested, or what to type instead.
//!
//! It must not answer: it checks what was given against the snapshot in force.

use crate::answer::choices::{NotGiven, metric_given, outlet_given, year_given};
use crate::answer::{Request, Style};
use crate::dataset::MetricId;
use crate::diagnostic::nearest;
use crate::message::Snapshot;

/// A command: its name, what it takes, and what it does.
pub(super) struct Usage {
    pub name: &'static str,
    pub takes: &'static str,
    pub does: &'static str,
}

const fn usage(name: &'static str, takes: &'static str, does: &'static str) -> Usage {
    Usage { name, takes, does }
}

/// The commands, in the order in which help lists them.
pub(super) const COMMANDS: [Usage; 12] = [
    usage("/year", "YEAR [METRIC]", "every figure of a year"),
    usage(
        "/compare",
        "METRIC YEAR YEAR",
        "the change between two years",
    ),
    usage("/trend", "METRIC [YEAR] [YEAR]", "how a metric developed"),
    usage("/top", "METRIC", "the highest figures"),
    usage("/sources", "[OUTLET]", "the pages that the figures rest on"),
    usage("/topics", "", "what there are figures and answers on"),
    usage("/check", "CLAIM", "whether the figures bear a claim out"),
    usage(
        "/how",
        "",
        "how the last answer came about, and its sources in full",
    ),
    usage(
        "/cite",
        "[STYLE]",
        "where the last answer comes from: plain, apa or bibtex",
    ),
    usage("/why", "", "how the last question was understood"),
    usage("/help", "", "this list"),
    usage("/quit", "", "end"),
];

/// What a command line wants.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// An answer of the core.
    Request(Request),
    /// Whether the figures bear a claim out.
    Check(String),
    /// How the last answer came about.
    How,
    /// Where the last answer comes from, in a style.
    Cite(Style),
    /// How the last question was understood.
    Why,
    /// The list of commands.
    Help,
    /// The end.
    Quit,
}

/// The command of a line that begins with `/`, or what to type instead.
pub(super) fn read(snapshot: &Snapshot, line: &str) -> Result<Command, String> {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let request = match name {
        "/year" => year(snapshot, rest)?,
        "/compare" => compare(snapshot, rest)?,
        "/trend" => trend(snapshot, rest)?,
        "/top" => Request::Top {
            metric: metric(snapshot, name, rest)?,
        },
        "/sources" => sources(snapshot, rest)?,
        "/topics" => Request::Topics,
        "/check" if rest.is_empty() => return Err(takes(name)),
        "/check" => return Ok(Command::Check(rest.to_owned())),
        "/how" => return Ok(Command::How),
        "/cite" => return style(rest).map(Command::Cite).ok_or_else(|| takes(name)),
        "/why" => return Ok(Command::Why),
        "/help" => return Ok(Command::Help),
        "/quit" | "/exit" | "/q" => return Ok(Command::Quit),
        unknown => return Err(meant(unknown)),
    };
    Ok(Command::Request(request))
}

/// The style of a name; plain where none is named.
fn style(name: &str) -> Option<Style> {
    if name.is_empty() {
        return Some(Style::Plain);
    }
    let mut styles = Style::ALL.into_iter();
    styles.find(|style| style.name().eq_ignore_ascii_case(name))
}

fn year(snapshot: &Snapshot, rest: &str) -> Result<Request, String> {
    let (year, name) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let year = a_year(snapshot, year).ok_or_else(|| takes("/year"))?;
    let metric = if name.trim().is_empty() {
        None
    } else {
        Some(metric(snapshot, "/year", name)?)
    };
    Ok(Request::Year { year, metric })
}

fn compare(snapshot: &Snapshot, rest: &str) -> Result<Request, String> {
    match years_at_end(snapshot, rest) {
        (name, years) if years.len() == 2 => {
            let metric = metric(snapshot, "/compare", &name)?;
            let (from, to) = ends(&years);
            let (Some(from), Some(to)) = (from, to) else {
                return Err(takes("/compare"));
            };
            Ok(Request::Compare { metric, from, to })
        }
        _ => Err(takes("/compare")),
    }
}

fn trend(snapshot: &Snapshot, rest: &str) -> Result<Request, String> {
    let (name, years) = years_at_end(snapshot, rest);
    let (from, to) = ends(&years);
    Ok(Request::Trend {
        metric: metric(snapshot, "/trend", &name)?,
        from,
        to,
    })
}

fn sources(snapshot: &Snapshot, rest: &str) -> Result<Request, String> {
    if rest.is_empty() {
        return Ok(Request::Sources { outlet: None });
    }
    let outlet = outlet_given(snapshot, rest);
    let outlet = outlet.map_err(|not| none_called("outlet", &not, "/sources"))?;
    Ok(Request::Sources {
        outlet: Some(outlet),
    })
}

fn metric(snapshot: &Snapshot, command: &str, text: &str) -> Result<MetricId, String> {
    if text.trim().is_empty() {
        return Err(takes(command));
    }
    metric_given(snapshot, text).map_err(|not| none_called("metric", &not, "/topics"))
}

fn a_year(snapshot: &Snapshot, text: &str) -> Option<i16> {
    year_given(snapshot, text.parse().ok()?).ok()
}

/// What stands before the years that a line ends with, and those years, at most two.
fn years_at_end(snapshot: &Snapshot, rest: &str) -> (String, Vec<i16>) {
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let mut years = Vec::new();
    while let Some(year) = words.last().and_then(|word| a_year(snapshot, word)) {
        if years.len() == 2 {
            break;
        }
        years.insert(0, year);
        words.pop();
    }
    (words.join(" "), years)
}

fn ends(years: &[i16]) -> (Option<i16>, Option<i16>) {
    (years.first().copied(), years.get(1).copied())
}

fn takes(name: &str) -> String {
    let usage = COMMANDS.iter().find(|usage| usage.name == name);
    usage.map_or_else(String::new, |usage| {
        format!("Type {name} {}: {}.", usage.takes, usage.does)
    })
}

fn none_called(what: &str, not: &NotGiven, list: &str) -> String {
    let labels: Vec<&str> = not
        .suggestions
        .iter()
        .map(|suggestion| suggestion.label.as_str())
        .collect();
    if labels.is_empty() {
        format!("No {what} is called that. {list} lists what there is.")
    } else {
        format!(
            "No single {what} is called that. Did you mean one of these? {}.",
            labels.join("; ")
        )
    }
}

fn meant(command: &str) -> String {
    let names = COMMANDS.map(|usage| usage.name);
    match nearest(command, names) {
        Some(meant) => format!("There is no such command; did you mean {meant}?"),
        None => format!("There is no such command. There are {}.", names.join(", ")),
    }
}
