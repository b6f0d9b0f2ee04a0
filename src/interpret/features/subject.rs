//! How a candidate's metrics were come by, and what other names the question has.
//!
//! Names speak through their words and the part of them that is covered; it must not look at a word itself.

use super::{Collector, Feature};
use crate::dataset::MetricId;
use crate::interpret::operation::headline;
use crate::interpret::subjects::{Origin, Subject};
use crate::interpret::tokens::Tokens;
use crate::question::likeness::Alike;
use crate::question::names::{IN_FULL, Target};

/// From so many figures on a metric is a series.
const MANY: usize = 6;
/// Metrics less likely than this are told apart no further.
const UNLIKELY: f32 = 1e-3;
/// What is said of members narrows down what is asked for: leaving it out weighs as much as leaving out so many metrics.
const UNUSED_MEMBER: f32 = 2.0;

impl Collector<'_> {
    pub(super) fn subject(&mut self) {
        let Some(subject) = &self.candidate.subject else {
            self.flag(Feature::SubjectNone, true);
            self.put(Feature::AlikeNone, 1.0 - self.sight.evidence.means_any());
            self.called_nothing();
            self.unused_names(&self.candidate.tokens.clone());
            return;
        };
        self.origin(subject);
        self.context(subject);
        self.likeness(subject);
        self.sides(subject);
        self.called(subject);
        self.naming(subject);
        self.talk(subject);
        self.units(subject);
        self.pairing(subject);
        match subject.metrics.len() {
            0 | 1 => self.flag(Feature::Metrics1, true),
            2 => self.flag(Feature::Metrics2, true),
            _ => self.flag(Feature::Metrics3, true),
        }
        let tokens = if matches!(subject.origin, Origin::Said | Origin::Carried) {
            subject.tokens
        } else {
            self.candidate.tokens
        };
        self.unused_names(&tokens);
    }

    /// How the subject was come by.
    fn origin(&mut self, subject: &Subject) {
        let named = self.common.best_recall;
        match subject.origin {
            Origin::Said => {
                self.flag(Feature::SubjectSaid, true);
                self.put(Feature::Recall, subject.recall);
                self.flag(Feature::RecallFull, subject.recall > 0.95);
                self.flag(Feature::RecallLow, subject.recall < 0.45);
                self.put(Feature::Lead, subject.lead);
                self.flag(Feature::LeadBest, subject.lead > 0.999);
                let own = self.wholes(subject);
                let full = self.common.full.iter();
                let rivals = full
                    .filter(|(metric, tokens)| {
                        !own.contains(metric) && tokens.meets(&subject.tokens)
                    })
                    .count();
                self.flag(
                    Feature::PartialBesideFull,
                    subject.recall <= IN_FULL && rivals > 0,
                );
                self.flag(Feature::FullAlone, subject.recall > IN_FULL && rivals == 0);
            }
            Origin::Described => {
                self.flag(Feature::SubjectDescribed, true);
                self.flag(Feature::AssumedBesideNamed, named > 0.7);
                self.put(Feature::AssumedBesideWeak, named);
            }
            Origin::Alike => {
                self.flag(Feature::SubjectAlike, true);
                self.put(Feature::AssumedBesideWeak, named);
            }
            Origin::Implied => self.flag(Feature::SubjectImplied, true),
            Origin::Carried => {
                self.flag(Feature::SubjectCarried, true);
                self.flag(
                    Feature::CarriedBesideNamed,
                    named > 0.7 && subject.tokens.is_empty(),
                );
                self.put(
                    Feature::CarriedBesideWeak,
                    if subject.tokens.is_empty() {
                        named
                    } else {
                        0.0
                    },
                );
            }
            Origin::Assumed => {
                self.flag(Feature::SubjectAssumed, true);
                self.flag(Feature::AssumedInTalk, !self.sight.memory.is_empty());
                self.flag(Feature::AssumedBesideNamed, named > 0.7);
                self.put(Feature::AssumedBesideWeak, named);
            }
        }
    }

    /// What the words around it say of the subject.
    fn context(&mut self, subject: &Subject) {
        let share = |metric: MetricId| {
            let mut described = self.sight.evidence.described.iter();
            let own = described.find(|one| one.metric == metric.0);
            own.map_or(0.0, |one| one.share)
        };
        let own = self.wholes(subject);
        let own = own.iter().map(|metric| share(*metric)).fold(0.0, f32::max);
        let best = self
            .sight
            .evidence
            .described
            .iter()
            .map(|one| one.share)
            .fold(0.0, f32::max);
        self.put(Feature::Context, own);
        self.put(Feature::ContextLead, own - best);
    }

    /// How much of the names is meant by words that are like theirs, beside the likest other metric, and what is left unexplained.
    fn likeness(&mut self, subject: &Subject) {
        let wholes = self.wholes(subject);
        let evidence = self.sight.evidence;
        let is_own = |one: &&Alike| wholes.contains(&MetricId(one.metric));
        let own: Vec<&Alike> = evidence.alike.iter().filter(is_own).collect();
        let complete = own.len() == wholes.len();
        let least = |value: fn(&Alike) -> f32| {
            let values = own.iter().map(|one| value(one));
            if complete {
                values.fold(1.0, f32::min)
            } else {
                0.0
            }
        };
        let recall = least(|one| one.recall);
        self.put(Feature::Alike, recall);
        self.put(Feature::AlikeShare, own.iter().map(|one| one.share).sum());
        if subject.origin == Origin::Said {
            self.put(Feature::AlikeGain, (recall - subject.recall).max(0.0));
        }
        let alone = least(|one| one.alone);
        self.put(
            if wholes.len() > 1 {
                Feature::AlikeBoth
            } else {
                Feature::AlikeAlone
            },
            alone,
        );
        let other = evidence.alike.iter().find(|one| !is_own(one));
        let rival = other.map_or(0.0, |one| one.likely);
        self.chances(
            subject.origin,
            own.iter().map(|one| one.likely).sum(),
            rival,
        );
        let tokens = own.iter().fold(Tokens::default(), |all, one| {
            all.with(&Tokens::of(one.tokens.iter().copied()))
        });
        let apart = evidence.alike.iter().filter(|one| {
            let words = Tokens::of(one.tokens.iter().copied());
            !is_own(one) && !words.meets(&tokens) && !words.meets(&self.candidate.tokens)
        });
        let unused = apart.map(|one| one.recall).fold(0.0, f32::max);
        self.put(Feature::AlikeUnused, unused);
        let unknown = self.common.unknown.iter();
        let (like, left): (Vec<usize>, Vec<usize>) = unknown.partition(|at| tokens.has(**at));
        #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
        let count = |list: &[usize]| list.len().min(3) as f32 / 3.0;
        self.put(Feature::UnknownAlike, count(&like));
        self.put(Feature::UnknownLeft, count(&left));
    }

    /// How likely its metrics are meant on both sides of a word that joins, and how likely others are that it leaves out.
    fn sides(&mut self, subject: &Subject) {
        let own = self.wholes(subject);
        let has = |metric: usize| own.contains(&MetricId(metric));
        let (mut both, mut left) = (0.0_f32, 0.0_f32);
        for sides in &self.sight.evidence.sides {
            match (has(sides.left.metric), has(sides.right.metric)) {
                (true, true) => both = both.max(sides.likely()),
                _ => left = left.max(sides.likely()),
            }
        }
        self.put(Feature::Sides, both);
        self.put(Feature::SidesLeft, left);
    }

    /// How likely the subject is meant by what people call it; what is not said may be meant where nothing is called by a name.
    fn called(&mut self, subject: &Subject) {
        let Some(called) = &self.sight.evidence.called else {
            return;
        };
        let metrics = subject.metrics.iter();
        let least = metrics
            .map(|metric| called.likely(*metric))
            .fold(1.0, f32::min);
        #[expect(clippy::cast_precision_loss, reason = "a question has few metrics")]
        let together = (least * subject.metrics.len() as f32).min(1.0);
        let unsaid = matches!(subject.origin, Origin::Carried | Origin::Assumed);
        let nothing = if unsaid { called.nothing } else { 0.0 };
        let likely = (together + nothing).min(1.0);
        let rival = called.rival(&subject.metrics);
        self.put(Feature::CalledLog, likely.max(UNLIKELY).ln());
        self.put(Feature::CalledRival, (rival - together).max(0.0));
        self.put(Feature::CalledNone, nothing);
    }

    fn called_nothing(&mut self) {
        if let Some(called) = &self.sight.evidence.called {
            self.put(Feature::CalledLog, called.nothing.max(UNLIKELY).ln());
            self.put(Feature::CalledRival, called.rival(&[]));
        }
    }

    /// How likely the subject is meant, beside the likest other metric; what is not said may be meant where nothing is named.
    fn chances(&mut self, origin: Origin, likely: f32, rival: f32) {
        let unsaid = matches!(origin, Origin::Carried | Origin::Assumed);
        let nothing = if unsaid {
            1.0 - self.sight.evidence.means_any()
        } else {
            0.0
        };
        self.put(Feature::AlikeNone, nothing);
        let log = (likely + nothing).max(UNLIKELY).ln();
        let rival = (rival - likely).max(0.0);
        // Where a name stands in full, what else may be meant counts otherwise.
        if self.common.full.is_empty() {
            self.put(Feature::AlikeLikely, likely);
            self.put(Feature::AlikeLog, log);
            self.put(Feature::AlikeRival, rival);
        } else {
            self.put(Feature::AlikeBesideFull, likely);
            self.put(Feature::AlikeLogBesideFull, log);
            self.put(Feature::AlikeRivalBesideFull, rival);
        }
    }

    /// Names of metrics that stand in the question and that the candidate leaves out.
    fn unused_names(&mut self, used: &Tokens) {
        let (mut full, mut weak) = (0.0, 0.0);
        for (tokens, recall) in &self.common.named {
            if !tokens.meets(used) {
                if *recall > 0.7 {
                    full += 1.0;
                } else {
                    weak += recall;
                }
            }
        }
        let used = used.with(&self.candidate.tokens);
        let members = self.common.members.iter();
        let unused = members.filter(|tokens| !tokens.meets(&used));
        let unused = unused.fold(0.0, |count: f32, _| count + 1.0);
        full += UNUSED_MEMBER * unused;
        self.flag(Feature::MemberUnused, unused > 0.0);
        self.flag(
            Feature::MemberUsed,
            unused == 0.0 && !self.common.members.is_empty(),
        );
        self.put(Feature::NamedUnused, f32::min(full, 2.0));
        self.put(Feature::NamedUnusedWeak, f32::min(weak, 2.0));
    }

    /// How the metrics stand to others that share their words, and which of them are asked for most.
    fn naming(&mut self, subject: &Subject) {
        if let [only] = subject.metrics.as_slice() {
            self.flag(
                Feature::Headline,
                headline(self.sight.dataset) == Some(self.sight.dataset.whole_of(*only)),
            );
            let figures = self.sight.stock.periods(*only).len();
            self.flag(Feature::FiguresOne, figures <= 1);
            self.flag(Feature::FiguresMany, figures >= MANY);
        }
        if subject.origin != Origin::Said {
            return;
        }
        self.flag(
            Feature::NamePlain,
            subject.tokens.is_within(&self.common.plain),
        );
        let wholes = self.wholes(subject);
        let own: Vec<Tokens> = wholes.iter().map(|metric| self.words_of(*metric)).collect();
        let shared = own
            .iter()
            .enumerate()
            .any(|(at, one)| own.iter().skip(at + 1).any(|other| one.meets(other)));
        self.flag(Feature::NamesShare, shared);
        let wider = self.sight.evidence.names.iter().filter(|mention| {
            let Target::Metric(metric) = mention.target else {
                return false;
            };
            let words = Tokens::of(mention.tokens.iter().copied());
            !wholes.contains(&MetricId(metric))
                && own
                    .iter()
                    .any(|own| own.is_within(&words) && !words.is_within(&subject.tokens))
        });
        let wider = wider.map(|mention| mention.recall).fold(0.0, f32::max);
        self.put(Feature::NameWider, wider);
    }

    /// How much of the name the talk covers as a whole, and of all that names something how much is used.
    fn talk(&mut self, subject: &Subject) {
        if subject.origin != Origin::Said {
            return;
        }
        let all: f32 = self.common.weights.iter().map(|(_, weight)| weight).sum();
        let own = self.common.weights.iter();
        let own = own.filter(|(at, _)| subject.tokens.has(*at));
        let share = own.map(|(_, weight)| weight).sum::<f32>() / all.max(f32::MIN_POSITIVE);
        self.put(Feature::NameShare, share);
        self.flag(Feature::NameAll, share > IN_FULL);
        let first = subject.tokens.first().unwrap_or_default();
        let mut run = first..first + subject.tokens.count() as usize;
        let run = run.all(|at| subject.tokens.has(at));
        self.flag(Feature::NameExact, run && subject.recall > IN_FULL);
        let last = self.common.last_named;
        let before = (0..last).any(|at| subject.tokens.has(at));
        self.flag(Feature::SubjectAside, last > 0 && before);
        let wholes = self.wholes(subject);
        let (Some(before), [metric]) = (&self.common.before, wholes.as_slice()) else {
            return;
        };
        let covered = self.sight.kin.covered(*metric, &self.common.said, before);
        self.put(Feature::TalkRecall, covered);
        self.put(Feature::TalkGain, (covered - subject.recall).max(0.0));
        self.put(Feature::TalkLead, covered - self.common.talk.max(covered));
    }

    /// Whether a unit is named, and whose.
    fn units(&mut self, subject: &Subject) {
        let kin = self.sight.kin;
        let own = self
            .wholes(subject)
            .iter()
            .any(|metric| kin.names_unit(*metric, &self.common.said));
        self.flag(Feature::UnitSaid, own);
        self.flag(Feature::UnitOther, self.common.unit && !own);
    }

    /// What stands between the names of two metrics, and whether one name has the words of both.
    fn pairing(&mut self, subject: &Subject) {
        let wholes = self.wholes(subject);
        let [one, other] = wholes.as_slice() else {
            return;
        };
        if subject.origin != Origin::Said {
            return;
        }
        let (one, other) = (self.words_of(*one), self.words_of(*other));
        let words = &self.sight.evidence.words;
        let places = |tokens: &Tokens| (0..words.len()).filter(|at| tokens.has(*at)).collect();
        let (one, other): (Vec<usize>, Vec<usize>) = (places(&one), places(&other));
        let behind =
            |a: &[usize], b: &[usize]| Some((*a.last()?, *b.first()?)).filter(|(a, b)| a < b);
        if let Some((end, start)) = behind(&one, &other).or_else(|| behind(&other, &one)) {
            let between = words.get(end + 1..start).unwrap_or_default();
            let joined = between.iter().any(|word| word.joins);
            self.flag(Feature::PairJoined, joined);
            let plain = between.iter().all(|word| word.filler);
            self.flag(Feature::PairTouches, plain && !joined);
        }
        let within = self.sight.evidence.names.iter().any(|mention| {
            matches!(mention.target, Target::Metric(_))
                && one
                    .iter()
                    .chain(&other)
                    .all(|at| mention.tokens.contains(at))
        });
        self.flag(Feature::PairWithin, within);
    }

    /// The metrics of a subject as the files name them, each once: names are theirs.
    fn wholes(&self, subject: &Subject) -> Vec<MetricId> {
        let all = subject.metrics.iter();
        let mut all: Vec<MetricId> = all
            .map(|metric| self.sight.dataset.whole_of(*metric))
            .collect();
        all.dedup();
        all
    }

    /// The words that name a metric.
    fn words_of(&self, metric: MetricId) -> Tokens {
        let mut names = self.sight.evidence.names.iter();
        names
            .find(|mention| mention.target == Target::Metric(metric.0))
            .map(|mention| Tokens::of(mention.tokens.iter().copied()))
            .unwrap_or_default()
    }
}
