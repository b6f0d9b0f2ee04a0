//! A draft's report for Discord and for the terminal. It adds nothing to the report; what there is no room for is said.

use anstyle::{AnsiColor, Style};

use super::drift::{Comparison, Drift, Seen};
use super::near_miss::{NearMiss, Remedy};
use super::report::{Answered, DraftReport, Rewritten};
use crate::diagnostic::terminal as problems_text;
use crate::render::{MOST_OF_EMBED, code_block, escaped, shortened, unformatted};

/// Characters for the diff and for the problems in a message; answers that change get what is left.
const MOST_OF_DIFF: usize = 1_400;
const MOST_OF_PROBLEMS: usize = 1_500;
/// Characters of a question and of an answer that are shown.
const MOST_OF_QUESTION: usize = 120;
const MOST_OF_ANSWER: usize = 200;

/// The report as Discord Markdown of at most 4,096 characters.
pub fn markdown(report: &DraftReport) -> String {
    let mut text = format!("**{}**\n{}\n", verdict(report), counts(report).join(" · "));
    for line in began_with(report) {
        text += &escaped(&line);
        text.push('\n');
    }
    if !report.diff.is_empty() {
        text.push_str(&code_block("diff", &report.diff, MOST_OF_DIFF));
        text.push('\n');
    }
    let problems = problems(report);
    if !problems.is_empty() {
        text.push_str(&code_block("", &problems, MOST_OF_PROBLEMS));
        text.push('\n');
    }
    let drift = drift_lines(&report.drift);
    if !drift.is_empty() {
        text.push_str("Answers that would change:\n");
        let room = MOST_OF_EMBED.saturating_sub(text.chars().count());
        text.push_str(&code_block("diff", &drift, room));
    }
    text
}

/// The report for a terminal.
pub fn terminal(report: &DraftReport, colours: bool) -> String {
    let mut parts = began_with(report);
    if !report.diff.is_empty() {
        parts.push(coloured(&report.diff, colours));
    }
    for problem in report.introduced.iter().chain(&report.standing) {
        parts.push(problems_text::render(problem, colours));
    }
    let drift = drift_lines(&report.drift);
    if !drift.is_empty() {
        parts.push(format!(
            "Answers that would change:\n{}",
            coloured(&drift, colours)
        ));
    }
    parts.push(format!(
        "{}; {}",
        verdict(report),
        counts(report).join(", ")
    ));
    parts.join("\n")
}

/// What became of what was typed, and of the question that it was typed for.
fn began_with(report: &DraftReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Rewritten { typed, slotted }) = &report.rewritten {
        let slots = slotted.slots.iter();
        let slots: Vec<String> = slots
            .map(|(slot, words)| format!("{{{slot}}} for \"{words}\""))
            .collect();
        lines.push(format!(
            "You typed \"{}\"; the file gets \"{}\": {}.",
            shortened(typed, MOST_OF_QUESTION),
            shortened(&slotted.text, MOST_OF_QUESTION),
            slots.join(", ")
        ));
    }
    lines.extend(report.question.iter().map(fate));
    lines
}

/// Whether a question is answered with a change.
fn fate(answered: &Answered) -> String {
    let question = shortened(&answered.question, MOST_OF_QUESTION);
    let Some(after) = &answered.after else {
        return format!(
            "Whether \"{question}\" is answered then cannot be said, as the files do not load."
        );
    };
    match (answered.before.serves(), after.serves()) {
        (true, true) if answered.before == *after => {
            format!(
                "\"{question}\" is answered already, and as before: {}",
                told(after)
            )
        }
        (_, true) => format!("\"{question}\" is answered then: {}", told(after)),
        (_, false) => format!("\"{question}\" is NOT answered then: {}", told(after)),
    }
}

/// The text of an answer on one line, without its source line.
fn told(seen: &Seen) -> String {
    let lines = seen.text.lines().filter(|line| !line.starts_with("-# "));
    let lines: Vec<String> = lines.map(unformatted).collect();
    shortened(&lines.join(" "), MOST_OF_ANSWER)
}

/// The text of an answer on one line.
fn said(seen: &Seen) -> String {
    let lines = seen.text.lines().map(|line| line.trim_start_matches("-# "));
    let lines: Vec<String> = lines.map(unformatted).collect();
    shortened(&lines.join(" "), MOST_OF_ANSWER)
}

/// Answers that would change, as Markdown of at most `most` characters, for a comment on a pull request.
pub fn drift_markdown(comparison: &Comparison, most: usize) -> String {
    let questions = plural(comparison.questions, "known question");
    if comparison.drift.is_empty() {
        return format!("No answer changes ({questions} asked).\n");
    }
    let changed = comparison.drift.len();
    let head = format!("**{changed} of {questions} would be answered differently.**\n\n");
    let room = most.saturating_sub(head.chars().count() + 1);
    let block = code_block("diff", &drift_lines(&comparison.drift), room);
    format!("{head}{block}\n")
}

/// Why a near miss misses, and what it needs, one sentence a remedy, as Markdown.
pub fn near_miss_text(miss: &NearMiss) -> String {
    near_miss_worded(miss, escaped)
}

/// The same for a terminal.
pub fn near_miss_plain(miss: &NearMiss) -> String {
    near_miss_worded(miss, str::to_owned)
}

/// Why a near miss misses, with what others wrote made harmless for where it is shown.
fn near_miss_worded(miss: &NearMiss, harmless: fn(&str) -> String) -> String {
    let quoted = |text: &str| format!("\"{}\"", harmless(text));
    let sentences = miss.remedies.iter().map(|remedy| match remedy {
        Remedy::Filler { word, score } => {
            format!(
                "If {} stood among the words that mean nothing (`[fillers]`), it would be likely by {}.",
                quoted(word),
                percent(*score)
            )
        }
        Remedy::Name { words, id, answer, .. } => {
            let answer = harmless(&told(answer));
            format!("If {} were a name of `{id}`, the answer would be: {answer}", quoted(words))
        }
        Remedy::Phrase { phrase, answer } => {
            let answer = harmless(&told(answer));
            format!("With the phrase {} the answer would be: {answer}", quoted(phrase))
        }
    });
    let nothing = miss
        .remedies
        .is_empty()
        .then(|| "No single name, word or phrase would do.".to_owned());
    std::iter::once(why_missed(miss, &quoted))
        .chain(sentences)
        .chain(nothing)
        .collect::<Vec<_>>()
        .join("\n")
}

/// How likely it is against what is needed, and what stands in the way where it is high enough.
fn why_missed(miss: &NearMiss, quoted: &dyn Fn(&str) -> String) -> String {
    let unknown: Vec<String> = miss.unknown.iter().map(|word| quoted(word)).collect();
    let unknown = match unknown.as_slice() {
        [] => None,
        [word] => Some(format!("nothing knows the word {word}")),
        words => Some(format!("nothing knows the words {}", words.join(", "))),
    };
    let (intent, score, needed) = (&miss.intent, percent(miss.score), percent(miss.needed));
    match (miss.score >= miss.needed, unknown) {
        (true, Some(unknown)) => format!(
            "`{intent}` is likely by {score}, which is enough (needed: {needed}), but {unknown}."
        ),
        (true, None) => format!(
            "`{intent}` is likely by {score}, which is enough (needed: {needed}), but it cannot answer this question as it stands."
        ),
        (false, Some(unknown)) => {
            format!("`{intent}` is likely by {score} (needed: {needed}), and {unknown}.")
        }
        (false, None) => format!("`{intent}` is likely by {score} (needed: {needed})."),
    }
}

fn percent(part: f32) -> String {
    format!("{:.0}%", part * 100.0)
}

fn verdict(report: &DraftReport) -> &'static str {
    if report.publishable {
        "The draft can be published"
    } else if report.introduced.has_errors() {
        "The draft cannot be published: it brings errors"
    } else {
        "The draft cannot be published: its files have errors"
    }
}

fn counts(report: &DraftReport) -> Vec<String> {
    let mut counts = vec![
        plural(
            report.introduced.errors() + report.standing.errors(),
            "error",
        ),
        plural(
            report.introduced.warnings() + report.standing.warnings(),
            "warning",
        ),
    ];
    match &report.tests {
        None => counts.push("no test was asked, as the files do not load".to_owned()),
        Some(tests) => {
            counts.push(format!("{} pass", plural(tests.passed, "test")));
            if tests.failed > 0 {
                counts.push(format!("{} fail", tests.failed));
            }
            counts.push(format!(
                "{} of {} change",
                report.drift.len(),
                plural(report.compared, "known answer")
            ));
        }
    }
    counts
}

fn plural(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

fn problems(report: &DraftReport) -> String {
    let all = report.introduced.iter().chain(&report.standing);
    let all: Vec<String> = all
        .map(|problem| problems_text::render(problem, false))
        .collect();
    all.join("\n\n")
}

/// Each question with its answer before and after, marked as in a diff.
fn drift_lines(drift: &[Drift]) -> String {
    let one = |drift: &Drift| {
        format!(
            " {}\n-{}\n+{}",
            shortened(&drift.question, MOST_OF_QUESTION),
            seen(&drift.before),
            seen(&drift.after)
        )
    };
    drift.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn seen(seen: &Seen) -> String {
    let intent = seen.intent.as_deref().unwrap_or("no intent");
    format!("{intent}, {}: {}", seen.status.word(), said(seen))
}

fn coloured(diff: &str, colours: bool) -> String {
    let line = |line: &str| {
        let style = match line.chars().next() {
            Some('+') => AnsiColor::Green.on_default(),
            Some('-') => AnsiColor::Red.on_default(),
            _ => Style::new(),
        };
        let shown: String = line
            .chars()
            .filter(|c| !c.is_control() || *c == '\t')
            .collect();
        if colours {
            format!("{style}{shown}{style:#}")
        } else {
            shown
        }
    };
    diff.lines().map(line).collect::<Vec<_>>().join("\n")
}
