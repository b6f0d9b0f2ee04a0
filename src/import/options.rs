//! What a table does not say about itself.

use super::layout::Orientation;
use super::number::Decimal;
use super::period::Dates;
use super::problems::Problems;
use super::{codes, period};
use crate::dataset::link::fault;
use crate::dataset::parse_published;
use crate::diagnostic::Diagnostic;

/// How a table is to be read and cited.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Who published the table.
    pub outlet: String,
    /// Its title.
    pub title: String,
    /// When it was published: a day, a month or "unknown".
    pub published: String,
    /// Its link.
    pub url: Option<String>,
    /// The unit of all its numbers.
    pub unit: Option<String>,
    /// The one sheet of a spreadsheet to read.
    pub sheet: Option<String>,
    /// Where the periods are, if they are not to be looked for.
    pub layout: Option<Orientation>,
    /// What parts decimals, if it is not to be told from the numbers.
    pub decimal: Option<Decimal>,
    /// How dates are written.
    pub dates: Option<Dates>,
    /// The month in which financial years begin, from 1.
    pub year_starts: Option<u8>,
    /// The period of all numbers, where the table gives none.
    pub period: Option<String>,
    /// Whether cells that cannot be read are left out, with a warning.
    pub leave_out: bool,
}

impl Options {
    pub(super) fn check(&self, problems: &mut Problems) {
        for (name, value) in [("--outlet", &self.outlet), ("--title", &self.title)] {
            if value.trim().is_empty() {
                let message = format!("`{name}` is empty");
                problems.add("empty options", Diagnostic::error(codes::OPTION, message));
            }
        }
        let published = self.published.trim();
        if published != "unknown" && parse_published(published).is_none() {
            let message = format!("`--published {published}` is no date of publication");
            let problem = Diagnostic::error(codes::OPTION, message);
            problems.add(
                "dates that cannot be read",
                problem.help("write 1998-04-16, 1998-04 or unknown"),
            );
        }
        let link = self.url.as_deref().unwrap_or_default();
        if let Some(bad) = self.url.as_deref().and_then(fault) {
            let message = format!("`--url {link}` is no link: {}", bad.label());
            let problem = Diagnostic::error(codes::OPTION, message);
            problems.add("links that are none", problem.help(bad.help()));
        }
        if let Some(text) = &self.period
            && period::read(text).is_none()
        {
            let message = format!("`--period {text}` is no period");
            let problem = Diagnostic::error(codes::OPTION, message);
            problems.add(
                "periods that cannot be read",
                problem.help("write for example 2020, 2020-Q4, 2020-03 or 2019/20"),
            );
        }
    }

    /// The last year that the table can have figures of.
    pub(super) fn last_year(&self) -> Option<i16> {
        self.published.get(..4).and_then(|year| year.parse().ok())
    }
}
