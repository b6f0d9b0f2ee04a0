//! A receipt as a short text: `c2.` and five letters for each figure, `.` and five for each page, `.` and how many found no room.
//!
//! It must not trust a text: whatever somebody sends is a receipt of these data, or an error.

use super::{BadReceipt, MOST, Receipt, printed};
use crate::dataset::{Dataset, FigureId, SourceId};
use crate::fingerprint;
use crate::former::computation::Operation;
use crate::former::draft::Page;

/// Letters of a name: 64^5 names are enough that two of some thousand figures never share one in practice.
const LETTERS: usize = 5;
const ALPHABET: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// The most that a count of what was left out says.
const MOST_LEFT_OUT: usize = 999;
/// The longest stretch that a count is spread over, in days, weeks or months.
const LONGEST_STRETCH: u32 = 99_999;

pub(super) fn encode(data: &Dataset, receipt: &Receipt) -> String {
    let figures = receipt
        .figures
        .iter()
        .map(|figure| name_of_figure(data, *figure));
    let pages = receipt.pages.iter().map(|page| name_of_page(data, *page));
    format!(
        "{}{}.{}.{}.{}",
        letter(receipt.operation),
        receipt.operands,
        figures.collect::<String>(),
        pages.collect::<String>(),
        receipt.left_out.min(MOST_LEFT_OUT),
    )
}

pub(super) fn decode(data: &Dataset, text: &str) -> Result<Receipt, BadReceipt> {
    let mut fields = text.split('.');
    let (Some(head), Some(figures), Some(pages), Some(left_out), None) = (
        fields.next(),
        fields.next(),
        fields.next(),
        fields.next(),
        fields.next(),
    ) else {
        return Err(BadReceipt::Malformed);
    };
    let (operation, operands) = operation(head).ok_or(BadReceipt::Malformed)?;
    let (figures, pages) = (names(figures)?, names(pages)?);
    let left_out = number(left_out).filter(|left_out| *left_out <= MOST_LEFT_OUT);
    let left_out = left_out.ok_or(BadReceipt::Malformed)?;
    let total = figures.len() + pages.len();
    let fits = operation.is_none_or(|operation| operation.takes(operands))
        && operands <= figures.len()
        && (1..=MOST).contains(&total);
    if !fits {
        return Err(BadReceipt::Malformed);
    }
    Ok(Receipt {
        operation,
        figures: found(&figures, |name| figure_named(data, name))?,
        operands,
        pages: found(&pages, |name| page_named(data, name))?,
        left_out,
    })
}

fn letter(operation: Option<Operation>) -> String {
    let letter = match operation {
        None => "n",
        Some(Operation::PercentChange) => "c",
        Some(Operation::Difference) => "d",
        Some(Operation::Quotient) => "q",
        Some(Operation::Sum) => "s",
        Some(Operation::Mean) => "a",
        Some(Operation::Median) => "m",
        Some(Operation::Spread(over)) => return format!("r{}:", over.min(LONGEST_STRETCH)),
        Some(Operation::Other) => "x",
    };
    letter.to_owned()
}

/// The operation and how many operands it has.
fn operation(head: &str) -> Option<(Option<Operation>, usize)> {
    if let Some(spread) = head.strip_prefix('r') {
        let (over, operands) = spread.split_once(':')?;
        let over = u32::try_from(number(over)?).ok()?;
        let spread = (over <= LONGEST_STRETCH).then_some(Operation::Spread(over))?;
        return Some((Some(spread), number(operands)?));
    }
    let mut letters = head.chars();
    let operation = match letters.next()? {
        'n' => None,
        'c' => Some(Operation::PercentChange),
        'd' => Some(Operation::Difference),
        'q' => Some(Operation::Quotient),
        's' => Some(Operation::Sum),
        'a' => Some(Operation::Mean),
        'm' => Some(Operation::Median),
        'x' => Some(Operation::Other),
        _ => return None,
    };
    let operands = number(letters.as_str())?;
    (operation.is_some() || operands == 0).then_some((operation, operands))
}

/// A plain number of few digits, without sign or leading zeros.
fn number(text: &str) -> Option<usize> {
    let plain = text.len() <= LETTERS && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = text.parse().ok().filter(|_| plain)?;
    (number.to_string() == text).then_some(number)
}

/// The names that stand in a field.
fn names(field: &str) -> Result<Vec<&str>, BadReceipt> {
    let sound = field.bytes().all(|byte| ALPHABET.contains(&byte));
    if !sound || !field.len().is_multiple_of(LETTERS) {
        return Err(BadReceipt::Malformed);
    }
    let starts = (0..field.len()).step_by(LETTERS);
    Ok(starts
        .filter_map(|start| field.get(start..start + LETTERS))
        .collect())
}

fn found<T>(names: &[&str], find: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, BadReceipt> {
    let found = names
        .iter()
        .map(|name| find(name).ok_or(BadReceipt::DataChanged));
    found.collect()
}

fn figure_named(data: &Dataset, name: &str) -> Option<FigureId> {
    let mut all = (0..data.figures.len()).map(FigureId);
    all.find(|figure| name_of_figure(data, *figure) == name)
}

fn page_named(data: &Dataset, name: &str) -> Option<Page> {
    let outlets = || std::iter::once(None).chain((0..data.outlets.len()).map(Some));
    let sources = (0..data.sources.len()).map(SourceId);
    let mut pages = sources.flat_map(|source| outlets().map(move |outlet| (outlet, source)));
    pages.find(|page| name_of_page(data, *page) == name)
}

/// A figure's name holds for as long as its metric, period and value do.
fn name_of_figure(data: &Dataset, id: FigureId) -> String {
    let Some(figure) = data.figures.get(id.0) else {
        return short("");
    };
    let metric = data.metrics.get(figure.metric.0);
    let metric = metric.map_or("", |metric| metric.id.as_str());
    let period = figure.period.in_words();
    short(&[&figure.id, metric, &period, &printed(data, id)].join("\n"))
}

fn name_of_page(data: &Dataset, (outlet, source): Page) -> String {
    let outlet = outlet.and_then(|outlet| data.outlets.get(outlet));
    let source = data.sources.get(source.0);
    let (outlet, source) = (
        outlet.map_or("", |outlet| outlet.id.as_str()),
        source.map_or("", |source| source.id.as_str()),
    );
    short(&["page", outlet, source].join("\n"))
}

/// Five letters that name a text.
fn short(text: &str) -> String {
    let hash = fingerprint::of(&[text]);
    let mut bits = u64::from_str_radix(&hash, 16).unwrap_or_default();
    let mut name = String::with_capacity(LETTERS);
    for _ in 0..LETTERS {
        let letter = usize::try_from(bits % 64)
            .ok()
            .and_then(|at| ALPHABET.get(at));
        name.extend(letter.map(|letter| char::from(*letter)));
        bits /= 64;
    }
    name
}
