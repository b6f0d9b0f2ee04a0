//! The forms of canonical words, `[canonical]`: checks their texts. What they mean is not known here.

use std::collections::BTreeMap;

use super::codes;
use super::collect::Placed;
use super::replies::suggesting;
use crate::dataset::Language;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::query::{PhraseFault, Phrases};
use crate::toml_file::backticked;

/// The key of a form, and its text.
type Form = (Placed<String>, Placed<String>);

/// The forms of all languages while files are read.
#[derive(Debug, Default)]
pub(super) struct Forms {
    written: BTreeMap<Language, Vec<Form>>,
}

impl Forms {
    /// Adds a form.
    pub(super) fn add(
        &mut self,
        language: Language,
        key: Placed<String>,
        text: Placed<String>,
        problems: &mut Diagnostics,
    ) {
        if let Err(fault) = Phrases::check(&key.value, &text.value) {
            problems.push(problem(&fault, &key, &text));
        }
        let forms = self.written.entry(language).or_default();
        forms.push((key, text));
    }

    /// The forms of a language, ready for use.
    pub(super) fn phrases(&self, language: Language) -> Phrases {
        let forms = self.written.get(&language).into_iter().flatten();
        Phrases::new(forms.map(|(key, text)| (key.value.as_str(), text.value.as_str())))
    }

    /// The forms that languages with some of them lack: without one of them, a query could not be read back.
    pub(super) fn lacking(&self) -> Vec<Diagnostic> {
        let lacking = self.written.values().filter_map(|forms| lacking(forms));
        lacking.collect()
    }
}

fn lacking(forms: &[Form]) -> Option<Diagnostic> {
    let (known, _) = forms.first()?;
    let lacking: Vec<&str> = Phrases::keys()
        .filter(|key| !forms.iter().any(|(known, _)| known.value == *key))
        .collect();
    let first = lacking.first()?;
    let message = format!("the canonical words lack {}", backticked(&lacking));
    let help = format!("add `{first} = \"…\"` under `[canonical]`");
    Some(
        Diagnostic::error(codes::MISSING_CASE, message)
            .at(&known.place, "")
            .help(help),
    )
}

fn problem(fault: &PhraseFault, key: &Placed<String>, text: &Placed<String>) -> Diagnostic {
    let key_name = &key.value;
    match fault {
        PhraseFault::UnknownKey => {
            let message = format!("there are no canonical words `{key_name}`");
            let known: Vec<&str> = Phrases::keys().collect();
            suggesting(Diagnostic::error(codes::UNKNOWN_CASE, message), key, &known)
        }
        PhraseFault::UnknownSlot(slot) => {
            let message = format!("`{key_name}` has no `{{{slot}}}`");
            Diagnostic::error(codes::UNKNOWN_VALUE, message)
                .at(&text.place, "")
                .help("its values are those of the file that is shipped")
        }
        PhraseFault::Slots(slot) => {
            let message = format!("`{key_name}` has to name `{{{slot}}}` once");
            Diagnostic::error(codes::TEMPLATE, message)
                .at(&text.place, "")
                .help(format!("write `{{{slot}}}` where the value belongs"))
        }
        PhraseFault::Broken => {
            let message = format!("the text of `{key_name}` is empty, or a brace is not closed");
            Diagnostic::error(codes::TEMPLATE, message)
                .at(&text.place, "")
                .help("values stand in braces: `{metrics}`")
        }
    }
}
