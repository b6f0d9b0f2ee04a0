//! The words that say when, in English, Russian and Ukrainian, and what each of them does.
//!
//! Words come in as the tokeniser leaves them: lower case, е for ё, no apostrophes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::terms::Term;

/// What a group of words does, and the words.
type Group = (Term, &'static [&'static str]);

#[rustfmt::skip]
const CALENDAR_WORDS: &[Group] = &[
    (Term::Month(1), &["january", "jan", "январь", "января", "январе", "янв", "січень", "січня", "січні",
        "січ"]),
    (Term::Month(2), &["february", "feb", "февраль", "февраля", "феврале", "фев", "лютий", "лютого",
        "лютому"]),
    (Term::Month(3), &["march", "mar", "март", "марта", "марте", "мар", "березень", "березня", "березні",
        "бер"]),
    (Term::Month(4), &["april", "apr", "апрель", "апреля", "апреле", "апр", "квітень", "квітня", "квітні",
        "квіт"]),
    (Term::Month(5), &["may", "май", "мая", "мае", "травень", "травня", "травні", "трав"]),
    (Term::Month(6), &["june", "jun", "июнь", "июня", "июне", "июн", "червень", "червня", "червні", "черв"]),
    (Term::Month(7), &["july", "jul", "июль", "июля", "июле", "июл", "липень", "липня", "липні", "лип"]),
    (Term::Month(8), &["august", "aug", "август", "августа", "августе", "авг", "серпень", "серпня",
        "серпні", "серп"]),
    (Term::Month(9), &["september", "sept", "sep", "сентябрь", "сентября", "сентябре", "сен", "сент",
        "вересень", "вересня", "вересні", "вер"]),
    (Term::Month(10), &["october", "oct", "октябрь", "октября", "октябре", "окт", "жовтень", "жовтня",
        "жовтні", "жовт"]),
    (Term::Month(11), &["november", "nov", "ноябрь", "ноября", "ноябре", "ноя", "листопад", "листопада",
        "листопаді"]),
    (Term::Month(12), &["december", "dec", "декабрь", "декабря", "декабре", "дек", "грудень", "грудня",
        "грудні", "груд"]),
    (Term::Season(3), &["spring", "весна", "весной", "весны", "весну", "весни", "навесні", "весною"]),
    (Term::Season(6), &["summer", "лето", "летом", "лета", "літо", "влітку", "літа"]),
    (Term::Season(9), &["autumn", "fall", "осень", "осенью", "осени", "осінь", "восени", "осені"]),
    (Term::Season(12), &["winter", "зима", "зимой", "зимы", "зиму", "зими", "взимку"]),
    (Term::Half(1), &["h1"]),
    (Term::Half(2), &["h2"]),
    (Term::Quarter(1), &["q1"]),
    (Term::Quarter(2), &["q2"]),
    (Term::Quarter(3), &["q3"]),
    (Term::Quarter(4), &["q4"]),
    (Term::HalfWord, &["half", "половина", "половине", "половину", "половины", "половині", "половини"]),
    (Term::HalfYear, &["полугодие", "полугодия", "полугодии", "півріччя", "півріччі"]),
    (Term::QuarterWord, &["quarter", "qtr", "квартал", "квартала", "квартале", "кварталі", "кварталу"]),
    (Term::Months, &["months", "mths", "месяца", "месяцев", "месяцы", "месяцах", "місяці", "місяців",
        "місяцях"]),
    (Term::Days(1), &["day", "days", "день", "дня", "дней", "дні", "днів"]),
    (Term::Days(7), &["week", "weeks", "неделя", "недели", "недель", "тиждень", "тижні", "тижнів"]),
    (Term::AMonth, &["month", "месяц", "месяце", "місяць"]),
    (Term::AYear, &["year", "yr", "год", "года", "году", "годом", "г", "рік", "року", "році", "роком", "р"]),
    (Term::Years, &["years", "yrs", "годы", "годов", "годах", "годам", "лет", "гг", "роки", "років",
        "роках", "рр"]),
    (Term::DecadeWord, &["decade", "decades", "десятилетие", "десятиліття"]),
];

#[rustfmt::skip]
const COUNTING_WORDS: &[Group] = &[
    (Term::Number(1), &["a", "an", "one"]),
    (Term::Ordinal(1), &["first", "первый", "первая", "первое", "первого", "первом", "первую", "первой",
        "первые", "первых", "перший", "перша", "перше", "першого", "першому", "першу", "першої", "першій",
        "перші", "перших"]),
    (Term::Ordinal(2), &["second", "второй", "вторая", "второе", "второго", "втором", "вторую", "вторые",
        "другий", "друга", "друге", "другого", "другому", "другу", "другої", "другій", "другі"]),
    (Term::Ordinal(3), &["third", "третий", "третье", "третьего", "третьем", "третій", "третє", "третього",
        "третьому"]),
    (Term::Ordinal(4), &["fourth", "четвертый", "четвертого", "четвертом", "четвертий", "четвертому"]),
    (Term::Roman(1), &["i"]),
    (Term::Roman(2), &["ii"]),
    (Term::Roman(3), &["iii"]),
    (Term::Roman(4), &["iv"]),
    (Term::Few(2), &["couple"]),
    (Term::Few(3), &["few", "several", "несколько", "кілька", "декілька"]),
    (Term::Decade(1930), &["thirties"]),
    (Term::Decade(1940), &["forties"]),
    (Term::Decade(1950), &["fifties"]),
    (Term::Decade(1960), &["sixties"]),
    (Term::Decade(1970), &["seventies"]),
    (Term::Decade(1980), &["eighties", "восьмидесятые", "восьмидесятых", "вісімдесяті", "вісімдесятих"]),
    (Term::Decade(1990), &["nineties", "девяностые", "девяностых", "девяності", "девяностих"]),
    (Term::Decade(2000), &["noughties"]),
];

#[rustfmt::skip]
const RELATIVE_WORDS: &[Group] = &[
    (Term::Last, &["last", "последний", "последнего", "последнем", "последняя", "последние", "последних",
        "останній", "останнього", "останньому", "останні", "останніх"]),
    (Term::Past, &["past", "прошлые", "прошлых", "минулі", "минулих"]),
    (Term::Previous, &["previous", "preceding", "предыдущий", "предыдущем", "предыдущего", "предыдущим",
        "попередній", "попереднього", "попередньому", "попереднім"]),
    (Term::Prior, &["prior"]),
    (Term::Gone, &["прошлый", "прошлом", "прошлого", "прошлым", "минулий", "минулого", "минулому", "минулим"]),
    (Term::BeforeLast, &["позапрошлый", "позапрошлом", "позапрошлого", "позаминулий", "позаминулого",
        "позаминулому"]),
    (Term::Next, &["next", "coming", "upcoming", "следующий", "следующем", "следующего", "наступний",
        "наступного", "наступному"]),
    (Term::Following, &["following", "subsequent"]),
    (Term::This, &["this", "current", "этот", "этом", "этого", "текущий", "текущем", "текущего", "нынешний",
        "нынешнем", "цей", "цього", "цьому", "поточний", "поточного", "поточному"]),
    (Term::Calendar(-1), &["торік"]),
    (Term::Calendar(-2), &["позаторік"]),
    (Term::Calendar(0), &["цьогоріч", "ytd"]),
    (Term::Latest, &["latest", "newest"]),
    (Term::Earliest, &["earliest", "oldest"]),
    (Term::Most, &["most"]),
    (Term::Recent, &["recent"]),
    (Term::Now, &["now", "currently", "nowadays", "presently", "today", "сейчас", "сегодня", "зараз",
        "нині", "сьогодні"]),
    (Term::Date, &["date", "present"]),
    (Term::So, &["so"]),
    (Term::Far, &["far"]),
    (Term::Ago, &["ago", "back", "назад", "тому"]),
    (Term::Earlier, &["earlier", "ранее", "раньше", "раніше"]),
    (Term::Later, &["later", "afterwards", "спустя", "позже", "пізніше"]),
    (Term::InTime, &["через"]),
    (Term::That, &["that", "it", "того"]),
    (Term::Early, &["early"]),
    (Term::Mid, &["mid", "midyear", "середина", "середине", "середину", "середины", "середини", "середині"]),
    (Term::Late, &["late"]),
    (Term::End, &["end", "close", "конец", "конце", "конца", "концу", "кінець", "наприкінці", "кінця", "кінці", "кінцю"]),
    (Term::Start, &["start", "beginning", "outbreak", "onset", "начало", "начале", "начала", "началу",
        "початок", "початку"]),
    (Term::Began, &["began", "begun", "begins", "started", "starts", "началась", "началось", "начался", "почалась", "почалося", "почався"]),
    (Term::Ended, &["ended", "ending"]),
    (Term::All, &["all", "весь", "все", "всех", "всі", "всіх", "увесь", "усі"]),
    (Term::Full, &["full", "whole", "entire", "complete", "calendar", "полный",
        "целый", "календарный"]),
    (Term::Fy, &["fy", "fiscal", "financial"]),
    (Term::Stretch, &["period", "timespan", "timeframe", "range", "series", "периода", "период", "время",
        "період", "час"]),
    (Term::Data, &["data", "dataset", "table", "list", "chart", "record", "records", "figures", "данные",
        "данных", "дані", "даних"]),
    (Term::Have, &["you", "have", "available", "we", "listed", "covered", "recorded", "reported"]),
];

#[rustfmt::skip]
const JOINING_WORDS: &[Group] = &[
    (Term::Since, &["since"]),
    (Term::Starting, &["starting", "начиная", "починаючи"]),
    (Term::SlavicFrom, &["с", "со", "з", "із", "зі", "від"]),
    (Term::From, &["from"]),
    (Term::After, &["after", "post", "после", "після"]),
    (Term::Before, &["before", "b4", "pre", "перед"]),
    (Term::Until, &["until", "till", "til"]),
    (Term::Up, &["up"]),
    (Term::Through, &["through", "thru"]),
    (Term::By, &["by", "к", "ко"]),
    (Term::As, &["as"]),
    (Term::Status, &["станом", "состоянию"]),
    (Term::SlavicTo, &["до"]),
    (Term::SlavicThrough, &["по"]),
    (Term::To, &["to"]),
    (Term::Between, &["between", "между", "між"]),
    (Term::And, &["and", "n", "и", "і", "й", "та"]),
    (Term::Or, &["or", "или", "або", "чи"]),
    (Term::Versus, &["vs", "versus", "v", "against", "против", "проти"]),
    (Term::Including, &["including", "inclusive", "включительно", "включно"]),
    (Term::Exclusive, &["exclusive", "exclusively", "strictly"]),
    (Term::Meant, &["meant", "виду", "увазі"]),
    (Term::Than, &["than"]),
    (Term::No, &["no", "not"]),
    (Term::Least, &["least"]),
    (Term::Onwards, &["onward", "onwards", "forward", "beyond"]),
    (Term::Of, &["of"]),
    (Term::In, &["in", "during", "for", "within", "в", "во", "у", "за"]),
    (Term::Over, &["over", "across", "throughout"]),
    (Term::On, &["on", "at", "на"]),
    (Term::Filter, &["which", "with", "when", "where", "who", "whose"]),
    (Term::Function, &["how", "what", "did", "was", "is", "were", "please", "pls", "plz", "then"]),
    (Term::Percent, &["percent", "pct", "percentage", "процентов", "відсотків"]),
    (Term::Compared, &["сравнению", "сравнении", "сравни", "сравнить", "сравните", "вместе", "порівняно",
        "порівнянні", "порівняти", "разом"]),
    (Term::Divided, &["divided", "divide", "multiplied", "multiply"]),
];

static LOOKUP: LazyLock<HashMap<&str, Term>> = LazyLock::new(|| {
    let groups = [
        CALENDAR_WORDS,
        COUNTING_WORDS,
        RELATIVE_WORDS,
        JOINING_WORDS,
    ];
    let pairs = |(term, words): &Group| {
        let (term, words) = (*term, *words);
        words.iter().map(move |word| (*word, term))
    };
    groups.into_iter().flatten().flat_map(pairs).collect()
});

/// What a word does, if it says anything about when.
pub(super) fn term(word: &str) -> Option<Term> {
    LOOKUP.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_in_two_groups() {
        let groups = [
            CALENDAR_WORDS,
            COUNTING_WORDS,
            RELATIVE_WORDS,
            JOINING_WORDS,
        ];
        let words: usize = groups
            .into_iter()
            .flatten()
            .map(|(_, words)| words.len())
            .sum();
        assert_eq!(LOOKUP.len(), words);
    }
}
