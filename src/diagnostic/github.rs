//! Problems as workflow commands of GitHub Actions, which shows them beside the changed lines.

use super::{Diagnostic, Diagnostics, Severity};

/// All problems, one a line.
pub fn render_all(problems: &Diagnostics) -> String {
    problems.iter().map(render).collect::<Vec<_>>().join("\n")
}

/// One problem on one line.
pub fn render(problem: &Diagnostic) -> String {
    let command = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = problem.labels.first().map_or_else(String::new, |label| {
        let position = label.file.position(label.span.start);
        format!(
            "file={},line={},col={},",
            property(&label.file.path),
            position.line,
            position.column
        )
    });
    let help = problem
        .help
        .as_ref()
        .map_or_else(String::new, |help| format!("\n{help}"));
    format!(
        "::{command} {place}title={}::{}",
        property(problem.code),
        data(&format!("{}{help}", problem.message))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
