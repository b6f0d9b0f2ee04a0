//! A problem as one line, for logs.

use super::Diagnostic;

/// One problem: place, code, what is wrong, and what to do. Whatever is quoted of a file stays within the line.
pub fn render(problem: &Diagnostic) -> String {
    let place = problem.labels.first().map_or_else(String::new, |label| {
        let position = label.file.position(label.span.start);
        let (path, line, column) = (&label.file.path, position.line, position.column);
        format!("{path}:{line}:{column}: ")
    });
    let help = problem.help.iter().map(|help| format!("; {help}"));
    let text = format!(
        "{place}{} {}{}",
        problem.code,
        problem.message,
        help.collect::<String>()
    );
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
