//! Names that moderators gave, held against the data at hand: what they name has to be there, and should be named by nothing else.

use crate::dataset::{Dataset, Thing};
use crate::diagnostic::{Diagnostic, nearest};
use crate::intents::{GivenName, Intents, codes};

/// What is wrong with the given names on these data. All are warnings: a name that names nothing does no harm.
pub(super) fn problems(intents: &Intents, data: &Dataset) -> Vec<Diagnostic> {
    let things: Vec<Thing<'_>> = data.things().collect();
    let names = intents.names.iter();
    names.filter_map(|name| problem(name, &things)).collect()
}

fn problem(name: &GivenName, things: &[Thing<'_>]) -> Option<Diagnostic> {
    let of_kind = || things.iter().filter(|thing| thing.kind == name.kind);
    let is_it = |thing: &Thing<'_>| thing.kind == name.kind && thing.id == name.id;
    if !things.iter().any(is_it) {
        let message = format!("the data have no {} `{}`", name.kind.word(), name.id);
        let problem = Diagnostic::warning(codes::NAMES_NOTHING, message).at(&name.at_id, "");
        let meant = nearest(&name.id, of_kind().map(|thing| thing.id));
        return Some(match meant {
            Some(meant) => problem
                .help(format!("did you mean `{meant}`?"))
                .fix(&name.at_id, meant),
            None => problem.help("take the names out, or write the id of something in the data"),
        });
    }
    let other = things
        .iter()
        .find(|thing| !is_it(thing) && thing.is_named(&name.name))?;
    let message = format!(
        "`{}` is a name of the {} `{}` too",
        name.name,
        other.kind.word(),
        other.id
    );
    Some(
        Diagnostic::warning(codes::SHARED_NAME, message)
            .at(&name.place, "")
            .help("a name of two things leads to neither; take one that people mean by this alone"),
    )
}
