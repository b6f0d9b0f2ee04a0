//! Problems as a compiler prints them, for terminals and code blocks.

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::excerpt::excerpt;
use super::{Diagnostic, Diagnostics, Fix, Label, Severity};

/// Wider than any excerpt, so that the renderer cuts nothing more away.
const WIDTH: usize = 1000;

/// All problems, a blank line between them, and how many they are.
pub fn render_all(problems: &Diagnostics, colours: bool) -> String {
    let mut parts: Vec<String> = problems
        .iter()
        .map(|problem| render(problem, colours))
        .collect();
    parts.push(summary(problems));
    parts.join("\n\n")
}

/// One problem, without a line break at the end.
pub fn render(problem: &Diagnostic, colours: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(clean(&problem.message))
            .id(problem.code),
    );
    for (number, label) in problem.labels.iter().enumerate() {
        group = group.elements(label_elements(label, number == 0));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    if let Some(fix) = problem
        .fix
        .as_ref()
        .filter(|fix| !fix.replacement.contains('\n'))
    {
        group = group.element(Level::HELP.with_name("write").message(mended_line(fix)));
    }
    let renderer = if colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(WIDTH)
        .render(&[group])
}

fn label_elements(label: &Label, main: bool) -> Vec<Element<'_>> {
    let shown = excerpt(&label.file, &label.span);
    let path = clean(&label.file.path);
    let kind = if main {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let whole = label.file.line_at(label.span.start).1 == shown.text;
    let annotation = kind.span(shown.span).label(clean(&label.text));
    let snippet = Snippet::source(shown.text)
        .line_start(shown.line)
        .annotation(annotation);
    if whole {
        return vec![snippet.path(path).into()];
    }
    // The renderer would count columns from where the line was cut.
    vec![
        Origin::path(path)
            .line(shown.line)
            .char_column(shown.column)
            .into(),
        snippet.into(),
    ]
}

/// The line as it reads after the fix.
fn mended_line(fix: &Fix) -> String {
    let shown = excerpt(&fix.file, &fix.span);
    let (before, after) = (
        &shown.text[..shown.span.start],
        &shown.text[shown.span.end..],
    );
    clean(&format!(
        "{}{}{}",
        before.trim_start(),
        fix.replacement,
        after
    ))
}

fn summary(problems: &Diagnostics) -> String {
    let count = |number: usize, word: &str| {
        format!("{number} {word}{}", if number == 1 { "" } else { "s" })
    };
    format!(
        "{}, {}",
        count(problems.errors(), "error"),
        count(problems.warnings(), "warning")
    )
}

/// Control characters of a file must not steer the terminal.
fn clean(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(text)
}
