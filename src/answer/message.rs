//! A message answered: each question in it is read, decided, answered, noted and cited.

use jiff::civil::Date;

use crate::dataset::{Dataset, FigureId, MetricId, PeriodKind, UnitKind, Usage};
use crate::intents::{AnswerKind, Intent};
use crate::question::decide::{Candidate, Decision};
use crate::question::reading::{Counted, CountedKind, Reading};

use super::ask::{Ask, Origin};
use super::cite::{citations, source_line};
use super::conversation::{Conversation, Topic};
use super::draft::Draft;
use super::snapshot::Snapshot;
use super::{
    Answer, Headline, Shown, Status, about, change, claim, doubt, event, extremum, gate, help,
    notes, series, share, value,
};

/// Smaller numbers that stand beside a metric assert nothing.
const SAID: i128 = 10;
/// The longest text of an answer: Discord's limit for a message.
const LONGEST: usize = 2_000;
/// The score from which on an intent is tried on a bare table, whose words no intent can know.
const LIKELY: f32 = 0.2;

/// Answers a message. The conversation is changed to remember what the answer was about.
pub fn answer(
    snapshot: &Snapshot,
    text: &str,
    conversation: &mut Conversation,
    today: Date,
) -> Answer {
    let readings = snapshot.reader.read(text, today);
    let mut done: Vec<Done> = Vec::new();
    for reading in &readings {
        let one = answer_one(snapshot, reading, conversation, today);
        if let Some(topic) = &one.topic {
            conversation.remember(topic.clone());
        }
        done.push(one);
    }
    finish(snapshot, &readings, &done)
}

/// One question, answered.
struct Done {
    draft: Draft,
    intent: Option<String>,
    confidence: f32,
    topic: Option<Topic>,
}

fn answer_one(
    snapshot: &Snapshot,
    reading: &Reading,
    conversation: &Conversation,
    today: Date,
) -> Done {
    let decision = snapshot.matcher.decide(reading);
    let confidence = decision.confidence();
    if let Some(draft) = gate::before(snapshot, reading, conversation, &decision) {
        return Done {
            draft,
            intent: None,
            confidence,
            topic: None,
        };
    }
    let Some(intent) = chosen(snapshot, reading, conversation, &decision) else {
        return Done {
            draft: gate::unread(snapshot, reading),
            intent: None,
            confidence,
            topic: None,
        };
    };
    let ask = Ask::new(snapshot, reading, intent, conversation, today);
    let draft = gate::after(&ask)
        .unwrap_or_else(|| notes::noted(&ask, doubt::weighed(&ask, dispatch(&ask))));
    let topic = topic(&ask, &draft);
    Done {
        draft,
        intent: Some(intent.id.clone()),
        confidence,
        topic,
    }
}

/// The intent that answers: the accepted one, or that of the answer before when the question only fills its slots anew.
fn chosen<'a>(
    snapshot: &'a Snapshot,
    reading: &Reading,
    conversation: &Conversation,
    decision: &Decision,
) -> Option<&'a Intent> {
    let of_kind = |kind: AnswerKind| {
        snapshot
            .intents
            .list
            .iter()
            .find(|intent| intent.kind == kind && intent.topic.is_none())
    };
    if let Some(last) = &conversation.last
        && gate::only_fills_slots(reading)
    {
        return of_kind(gate::kind_of_refill(last.kind, reading));
    }
    if let Some(index) = conversation.last.as_ref().and_then(|last| last.event)
        && reading.metrics.is_empty()
        && event::asks_for_detail(&snapshot.dataset, index, reading)
    {
        return of_kind(AnswerKind::Event);
    }
    let likely = decision
        .candidates
        .first()
        .filter(|best| snapshot.reader.is_open() && best.score >= LIKELY && !best.fit.is_veto());
    let accepted: Option<&Candidate> = decision.accepted().or(likely);
    if accepted.is_none() && speaks_of_event(snapshot, conversation, decision) {
        return of_kind(AnswerKind::Event);
    }
    let computes = |candidate: &Candidate| {
        let intent = snapshot.intents.list.get(candidate.intent);
        intent.is_some_and(|intent| {
            matches!(
                intent.kind,
                AnswerKind::Sum | AnswerKind::Value | AnswerKind::Average | AnswerKind::Count
            )
        })
    };
    if conversation.last.is_some()
        && reading.yes_no
        && !reading.has_slots()
        && accepted.is_none_or(computes)
    {
        return of_kind(AnswerKind::Definition);
    }
    accepted.and_then(|candidate| snapshot.intents.list.get(candidate.intent))
}

/// Whether a question that names no event asks about the one that was spoken of: "where was that?".
fn speaks_of_event(snapshot: &Snapshot, conversation: &Conversation, decision: &Decision) -> bool {
    let spoken_of = conversation
        .last
        .as_ref()
        .is_some_and(|last| last.event.is_some());
    let likest = decision
        .candidates
        .iter()
        .max_by(|a, b| a.text.total.total_cmp(&b.text.total));
    let kind = likest
        .and_then(|likest| snapshot.intents.list.get(likest.intent))
        .map(|intent| intent.kind);
    spoken_of && kind == Some(AnswerKind::Event)
}

/// The kinds of answer that each have a computation of their own.
fn dispatch(ask: &Ask) -> Draft {
    if let Some(draft) = about::gap(ask) {
        return draft;
    }
    match kind_in_table(ask).unwrap_or_else(|| computed_kind(ask)) {
        AnswerKind::Value => value::answer(ask),
        AnswerKind::Change => change::answer(ask),
        AnswerKind::Ratio => share::ratio(ask),
        AnswerKind::Share => share::share(ask),
        AnswerKind::Extremum => extremum::answer(ask),
        AnswerKind::Sharpest => extremum::sharpest(ask),
        AnswerKind::Sum => series::sum(ask),
        AnswerKind::Average => series::average(ask),
        AnswerKind::Count => series::count(ask),
        AnswerKind::Filter => series::filter(ask),
        AnswerKind::Trend => series::trend(ask),
        AnswerKind::Summary => series::summary(ask),
        AnswerKind::Rate => share::rate(ask),
        AnswerKind::Breakdown => share::breakdown(ask),
        AnswerKind::Sources => about::sources(ask),
        AnswerKind::Outlet => about::outlet(ask),
        AnswerKind::Definition => about::definition(ask),
        AnswerKind::Coverage => about::coverage(ask),
        AnswerKind::Conflict => about::conflict(ask),
        AnswerKind::Comparable => about::compare(ask),
        AnswerKind::Claim => claim::answer(ask),
        AnswerKind::Event => event::event(ask),
        AnswerKind::Statement => event::statement(ask),
        AnswerKind::Help => help::help(ask),
        AnswerKind::Refusal => help::refusal(ask),
    }
}

/// The kind that computes: an intent's own, unless its slots make it another ("total" over a range is a sum).
fn computed_kind(ask: &Ask) -> AnswerKind {
    let reading = ask.reading;
    let one_period = ask.periods.points.len() == 1 && ask.periods.stretch.is_none();
    let ranged = ask.periods.is_range() && ask.periods.by.is_none();
    let one_metric = ask.metrics.len() == 1;
    match ask.kind {
        AnswerKind::Value if ask.has_any(&["istrue", "heard"]) || asserts(ask) => AnswerKind::Claim,
        AnswerKind::Extremum if claims_majority(ask) => AnswerKind::Claim,
        AnswerKind::Value
            if reading.yes_no && !reading.outlets.is_empty() && reading.whens.is_empty() =>
        {
            AnswerKind::Sources
        }
        AnswerKind::Value
            if one_metric
                && ask.has_any(&["share", "percent"])
                && counts(ask)
                && !ask.has_any(&["rise", "fall", "change"]) =>
        {
            AnswerKind::Share
        }
        AnswerKind::Value if has_running_total(ask) => AnswerKind::Value,
        AnswerKind::Value
            if ranged && ask.has("howmany") && ask.periods.stretch.is_some() && counts(ask) =>
        {
            AnswerKind::Sum
        }
        AnswerKind::Value
            if ranged && one_metric && (ask.has_any(&["total", "sum"]) || says_total(ask)) =>
        {
            AnswerKind::Sum
        }
        AnswerKind::Sum if one_metric && (ask.has("cumulative") || has_running_total(ask)) => {
            AnswerKind::Value
        }
        AnswerKind::Extremum if one_metric && names_one_year(ask) => AnswerKind::Value,
        AnswerKind::Trend if reading.metrics.is_empty() && reading.figures().next().is_some() => {
            AnswerKind::Definition
        }
        AnswerKind::Trend if ask.periods.ends && ask.has("change") && has_two(ask) => {
            AnswerKind::Change
        }
        AnswerKind::Coverage
            if one_period && ask.origin == Origin::Assumed && asks_what_there_is(ask) =>
        {
            AnswerKind::Summary
        }
        AnswerKind::Breakdown if ask.metrics.len() >= 2 => AnswerKind::Extremum,
        AnswerKind::Extremum if reading.yes_no && one_period && one_metric => AnswerKind::Claim,
        AnswerKind::Filter if reading.yes_no && ranged => AnswerKind::Claim,
        kind => kind,
    }
}

/// "64 in March?", "did every one of them …?": a number that is no figure, or a word for all or none, is an assertion.
fn asserts(ask: &Ask) -> bool {
    let stands = |id: &FigureId| {
        ask.data()
            .figures
            .get(id.0)
            .is_some_and(|figure| figure.usage != Usage::Never)
    };
    let strange = |number: &&Counted| {
        number.kind == CountedKind::Plain
            && number.value >= SAID.into()
            && !number.figures.iter().any(stands)
    };
    let numbers =
        ask.reading.numbers.iter().filter(strange).count() > 0 && !ask.reading.metrics.is_empty();
    numbers && !ask.snapshot.reader.is_open()
        || ask.reading.yes_no && ask.has_any(&["everyone", "nobody"])
}

/// "Most of the outages were in fog?"
fn claims_majority(ask: &Ask) -> bool {
    let part_of = |a: MetricId, b: MetricId| {
        ask.metric(a)
            .is_some_and(|metric| metric.part_of.contains(&b))
    };
    let related = matches!(ask.metrics.as_slice(), [a, b] if part_of(*a, *b) || part_of(*b, *a));
    related && ask.has("max") && !ask.has_any(&["which", "what", "yearword", "when"])
}

fn has_running_total(ask: &Ask) -> bool {
    ask.metric_id()
        .is_some_and(|metric| value::running_total(ask, metric).is_some())
}

/// "What did they record in 2022?": an extreme of one year among years is that year's figure.
fn names_one_year(ask: &Ask) -> bool {
    let one = matches!(ask.periods.points.as_slice(), [point] if point.kind == PeriodKind::Year);
    let other = [
        "yearword",
        "monthword",
        "previous_record",
        "rank",
        "which",
        "ordinal2",
        "ordinal3",
        "comparative",
        "comparative_less",
        "difference",
        "rise",
        "fall",
        "more",
        "over",
    ];
    one && ask.periods.stretch.is_none()
        && !ask.has_any(&other)
        && !ask.snapshot.reader.is_open()
        && ask.reading.numbers.is_empty()
}

/// "Total" may be part of a metric's name and still ask for a sum.
fn says_total(ask: &Ask) -> bool {
    ask.reading.words.iter().any(|word| {
        matches!(
            word.text.as_str(),
            "total" | "totals" | "altogether" | "overall"
        )
    })
}

/// In a bare table words of the columns' names stand beside words that ask: what is asked for shows in their combination.
fn kind_in_table(ask: &Ask) -> Option<AnswerKind> {
    let single = ask.metrics.len() == 1;
    let points = ask.periods.points.len();
    let placed =
        ask.has_any(&["first", "last"]) && ask.has("yearword") && ask.origin == Origin::Named;
    let kind = match ask.kind {
        AnswerKind::Change | AnswerKind::Value | AnswerKind::Sharpest
            if single && ask.has("max") && ask.has("min") && ask.has("difference") =>
        {
            AnswerKind::Extremum
        }
        AnswerKind::Average if ask.metrics.len() == 2 && ask.has("ratio") => AnswerKind::Ratio,
        AnswerKind::Average | AnswerKind::Share
            if single && points >= 2 && ask.has_any(&["change", "difference"]) =>
        {
            AnswerKind::Change
        }
        AnswerKind::Share
            if !single
                && sums_percentages(ask)
                && ask
                    .metrics
                    .iter()
                    .all(|metric| share::is_percentage_itself(ask, *metric)) =>
        {
            AnswerKind::Sum
        }
        AnswerKind::Value
            if ask.origin == Origin::Assumed
                && ask.has_any(&["total", "sum"])
                && are_of_one_kind(ask) =>
        {
            AnswerKind::Sum
        }
        AnswerKind::Claim
            if !ask.reading.yes_no
                && !ask.reading.numbers.is_empty()
                && (doubt::asks_for_name(ask.reading) || ask.has("which")) =>
        {
            AnswerKind::Filter
        }
        AnswerKind::Share | AnswerKind::Value | AnswerKind::Average | AnswerKind::Ratio
            if asks_for_extreme(ask) =>
        {
            AnswerKind::Extremum
        }
        AnswerKind::Value if points >= 2 && ask.has_any(&["total", "sum"]) => AnswerKind::Sum,
        AnswerKind::Sum if points == 2 && ask.has_any(&["change", "difference"]) => {
            AnswerKind::Change
        }
        AnswerKind::Coverage if placed => AnswerKind::Filter,
        _ => return None,
    };
    ask.snapshot.reader.is_open().then_some(kind)
}

/// "The total percentage of A and B".
fn sums_percentages(ask: &Ask) -> bool {
    let pairs = ask.reading.words.windows(2);
    ask.has("sum") || pairs.into_iter().any(|pair| matches!(pair, [total, percent] if total.text == "total" && matches!(percent.text.as_str(), "percentage" | "percent" | "share")))
}

/// Whether several metrics are asked about that count alike, so that they may add up.
fn are_of_one_kind(ask: &Ask) -> bool {
    let mut kinds = ask
        .metrics
        .iter()
        .filter_map(|metric| ask.metric(*metric))
        .map(|metric| (metric.kind, metric.label.to_lowercase().contains("total")));
    let first = kinds.next();
    ask.metrics.len() >= 2 && first.is_some_and(|first| !first.1 && kinds.all(|kind| kind == first))
}

/// "Which year had the highest share", "which country has the lowest average": words of the column's name do not make it another question.
fn asks_for_extreme(ask: &Ask) -> bool {
    let year = ask.has("yearword")
        && ask.has_any(&["which", "what", "when"])
        && ask.metrics.len() == 1
        && ask.periods.points.is_empty();
    ask.has_any(&["max", "min"]) && (year || doubt::asks_for_name(ask.reading))
}

/// "What do you have for 2022?" asks for the figures, not whether there are any nor why there are none.
fn asks_what_there_is(ask: &Ask) -> bool {
    let names_gap = ask
        .reading
        .words
        .iter()
        .any(|word| matches!(word.text.as_str(), "missing" | "lack" | "gap" | "gaps"));
    ask.has("what") && !ask.reading.yes_no && !ask.has_any(&["why", "not"]) && !names_gap
}

/// Whether there are figures for just two periods of what is asked: no course of things, but a change.
fn has_two(ask: &Ask) -> bool {
    ask.metric_id()
        .is_some_and(|metric| ask.series(metric).len() == 2)
}

/// Whether the one metric asked about counts things, so that its years add up.
fn counts(ask: &Ask) -> bool {
    matches!(ask.metrics.as_slice(), [metric] if ask.metric(*metric).is_some_and(|metric| metric.kind == UnitKind::Count))
}

/// The event that is named, or that a question on an event leaves unnamed.
fn event_spoken_of(ask: &Ask) -> Option<usize> {
    let named = ask.reading.events.first().map(|named| named.index);
    let carried = || ask.conversation.last.as_ref().and_then(|last| last.event);
    named.or_else(|| carried().filter(|_| ask.kind == AnswerKind::Event))
}

fn topic(ask: &Ask, draft: &Draft) -> Option<Topic> {
    if matches!(
        draft.status,
        Status::Help | Status::NotUnderstood | Status::OutOfScope | Status::Clarify
    ) {
        return None;
    }
    let event = event_spoken_of(ask);
    let of_figures = || {
        draft
            .figures
            .iter()
            .filter_map(|id| ask.data().figures.get(id.0))
            .map(|figure| figure.period.clone())
    };
    let mut periods: Vec<_> = if ask.periods.points.is_empty() {
        of_figures().take(1).collect()
    } else {
        ask.periods.points.clone()
    };
    periods.dedup();
    let statements = if ask.kind == AnswerKind::Statement {
        event::statements(ask)
            .into_iter()
            .map(|(index, _)| index)
            .collect()
    } else {
        Vec::new()
    };
    let metrics = draft
        .figures
        .first()
        .filter(|_| ask.origin == Origin::Assumed)
        .and_then(|id| ask.data().figures.get(id.0))
        .map_or_else(|| ask.metrics.clone(), |figure| vec![figure.metric]);
    let kind = if matches!(ask.kind, AnswerKind::Sources | AnswerKind::Definition) {
        ask.conversation
            .last
            .as_ref()
            .map_or(ask.kind, |last| last.kind)
    } else {
        ask.kind
    };
    Some(Topic {
        kind,
        metrics,
        periods,
        figures: draft.figures.clone(),
        event,
        statements,
    })
}

/// Joins the answers of one message and cites them.
fn finish(snapshot: &Snapshot, readings: &[Reading], done: &[Done]) -> Answer {
    let several = done.len() > 1;
    let read = done.iter().any(|one| one.intent.is_some());
    let missed = misses_a_figure(readings, done);
    let counts = |one: &&Done| {
        if missed {
            one.intent.is_none()
        } else {
            !read || one.intent.is_some() || one.draft.status == Status::OutOfScope
        }
    };
    let status = done
        .iter()
        .filter(counts)
        .map(|one| one.draft.status)
        .min()
        .unwrap_or(Status::NotUnderstood);
    let small_talk = |one: &Done| one.draft.status == Status::Help && status != Status::Help;
    let kept = || {
        done.iter()
            .filter(|one| !several || counts(one) && !small_talk(one))
    };
    let figures: Vec<FigureId> = kept().flat_map(|one| one.draft.figures.clone()).collect();
    let pages: Vec<_> = kept().flat_map(|one| one.draft.pages.clone()).collect();
    let cited = citations(&snapshot.dataset, &figures, &pages);
    let computed = kept().any(|one| one.draft.computed);
    let body: Vec<&str> = kept().map(|one| one.draft.text.as_str()).collect();
    let line = source_line(&cited, computed);
    let lead = kept().find(|one| one.draft.status == status);
    let text = assemble(&body.join("\n"), &line);
    Answer {
        status,
        answer_id: answer_id(snapshot, readings, &text),
        text,
        value: headline(&kept().map(|one| &one.draft).collect::<Vec<_>>()),
        unit: lead.and_then(|one| one.draft.unit.clone()),
        intent: lead.and_then(|one| one.intent.clone()),
        confidence: lead.map_or(0.0, |one| one.confidence),
        verdict: kept().find_map(|one| one.draft.verdict),
        figures: shown(&snapshot.dataset, &figures),
        formula: lead.and_then(|one| one.draft.formula.clone()),
        caveats: kept().flat_map(|one| one.draft.caveats.clone()).collect(),
        choices: lead
            .map(|one| one.draft.choices.clone())
            .unwrap_or_default(),
        citations: cited,
    }
}

/// Whether a part that names what is counted was not read, and the others only quote words: those do not answer it.
fn misses_a_figure(readings: &[Reading], done: &[Done]) -> bool {
    let mut parts = readings.iter().zip(done);
    let unread = parts.any(|(reading, one)| one.intent.is_none() && !reading.metrics.is_empty());
    unread && done.iter().all(|one| one.draft.figures.is_empty())
}

fn headline(drafts: &[&Draft]) -> Option<Headline> {
    let values: Vec<&Headline> = drafts
        .iter()
        .filter_map(|draft| draft.value.as_ref())
        .collect();
    match values.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        several => Some(Headline::Many(
            several
                .iter()
                .flat_map(|value| match value {
                    Headline::One(value) => vec![value.clone()],
                    Headline::Many(values) => values.clone(),
                })
                .collect(),
        )),
    }
}

/// The text with its source line, shortened at a sentence so that the source line always fits.
fn assemble(body: &str, line: &str) -> String {
    let room = LONGEST.saturating_sub(line.chars().count() + 1);
    let body = if body.chars().count() > room {
        shortened(body, room)
    } else {
        body.to_owned()
    };
    if line.is_empty() {
        body
    } else {
        format!("{body}\n{line}")
    }
}

fn shortened(text: &str, room: usize) -> String {
    let cut: String = text.chars().take(room.saturating_sub(2)).collect();
    let end = cut
        .rfind(". ")
        .map_or_else(|| cut.rfind('\n').unwrap_or(cut.len()), |end| end + 1);
    cut.get(..end)
        .map_or_else(String::new, |kept| format!("{kept} …"))
}

fn shown(dataset: &Dataset, figures: &[FigureId]) -> Vec<Shown> {
    let mut seen: Vec<FigureId> = Vec::new();
    for id in figures {
        if !seen.contains(id) {
            seen.push(*id);
        }
    }
    let show = |id: FigureId| {
        let figure = dataset.figures.get(id.0)?;
        let metric = dataset.metrics.get(figure.metric.0)?;
        let source = dataset.sources.get(figure.source.0)?;
        Some(Shown {
            metric: metric.id.clone(),
            period: figure.period.in_words(),
            value: figure.value.to_string(),
            source: source.id.clone(),
        })
    };
    seen.into_iter().filter_map(show).collect()
}

/// Names dataset, intents and what was answered: a follow-up of the same words has another answer in another conversation.
fn answer_id(snapshot: &Snapshot, readings: &[Reading], text: &str) -> String {
    let words = readings.iter().flat_map(|reading| &reading.words);
    let question: Vec<&str> = words.map(|word| word.stem.as_str()).collect();
    let part = |text: &str| text.chars().take(6).collect::<String>();
    format!(
        "{}-{}-{}",
        part(&snapshot.dataset.fingerprint),
        part(&snapshot.intents.fingerprint),
        part(&crate::fingerprint::of(&[&question.join(" "), text]))
    )
}
