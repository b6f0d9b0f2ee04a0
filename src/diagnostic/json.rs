//! Problems as JSON, one object each, for other programs.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Fix, Label, Severity, SourceFile};

/// All problems as a JSON array.
pub fn render_all(problems: &Diagnostics) -> String {
    format!("{:#}", Value::Array(problems.iter().map(render).collect()))
}

/// One problem.
pub fn render(problem: &Diagnostic) -> Value {
    json!({
        "code": problem.code,
        "severity": match problem.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": problem.message,
        "labels": problem.labels.iter().map(label).collect::<Vec<_>>(),
        "help": problem.help,
        "fix": problem.fix.as_ref().map(fix),
    })
}

fn label(label: &Label) -> Value {
    let mut place = place(&label.file, label.span.start, label.span.end);
    place["text"] = json!(label.text);
    place
}

fn fix(fix: &Fix) -> Value {
    let mut place = place(&fix.file, fix.span.start, fix.span.end);
    place["replacement"] = json!(fix.replacement);
    place
}

fn place(file: &SourceFile, start: usize, end: usize) -> Value {
    let (from, to) = (file.position(start), file.position(end));
    json!({
        "file": file.path,
        "line": from.line,
        "column": from.column,
        "end_line": to.line,
        "end_column": to.column,
        "start_byte": start,
        "end_byte": end,
    })
}
