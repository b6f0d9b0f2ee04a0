//! Names of months, quarters and halves in the languages in which statistics offices publish.

/// Names cut short.
const SHORT: [&[&str]; 12] = [
    &[
        "jan", "janv", "ene", "gen", "jän", "янв", "січ", "sty", "led",
    ],
    &[
        "feb", "févr", "fév", "fev", "фев", "февр", "лют", "lut", "úno",
    ],
    &["mar", "mär", "mrt", "mrz", "мар", "бер", "bře"],
    &["apr", "avr", "abr", "апр", "кві", "квіт", "kwi", "dub"],
    &["mag", "тра", "трав", "kvě"],
    &["jun", "giu", "июн", "чер", "черв", "cze", "čvn"],
    &["jul", "juil", "lug", "июл", "лип", "lip", "čvc"],
    &[
        "aug", "aoû", "aou", "ago", "авг", "сер", "серп", "sie", "srp",
    ],
    &[
        "sep",
        "sept",
        "set",
        "сен",
        "сент",
        "вер",
        "верес",
        "wrz",
        "zář",
    ],
    &[
        "oct", "okt", "ott", "out", "окт", "жов", "жовт", "paź", "říj",
    ],
    &["nov", "ноя", "нояб", "лис", "лист"],
    &[
        "dec", "déc", "dez", "dic", "дек", "гру", "груд", "gru", "pro",
    ],
];

/// The month that a word names.
pub(super) fn month(word: &str) -> Option<u8> {
    let named = |names: &&[&str]| names.contains(&word);
    let found = FULL.iter().position(&named);
    let found = found.or_else(|| SHORT.iter().position(named))?;
    u8::try_from(found + 1).ok()
}

/// Whole names, and the cases that stand beside a year.
const FULL: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "janvier",
        "enero",
        "gennaio",
        "jänner",
        "januari",
        "janeiro",
        "январь",
        "января",
        "січень",
        "січня",
        "styczeń",
    ],
    &[
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "februari",
        "fevereiro",
        "февраль",
        "февраля",
        "лютий",
        "лютого",
        "luty",
    ],
    &[
        "march",
        "märz",
        "maerz",
        "mars",
        "marzo",
        "maart",
        "março",
        "март",
        "марта",
        "березень",
        "березня",
        "marzec",
    ],
    &[
        "april",
        "avril",
        "abril",
        "aprile",
        "апрель",
        "апреля",
        "квітень",
        "квітня",
        "kwiecień",
    ],
    &[
        "may",
        "mai",
        "mayo",
        "maggio",
        "mei",
        "maio",
        "май",
        "мая",
        "травень",
        "травня",
        "maj",
    ],
    &[
        "june",
        "juni",
        "juin",
        "junio",
        "giugno",
        "junho",
        "июнь",
        "июня",
        "червень",
        "червня",
        "czerwiec",
    ],
    &[
        "july",
        "juli",
        "juillet",
        "julio",
        "luglio",
        "julho",
        "июль",
        "июля",
        "липень",
        "липня",
        "lipiec",
    ],
    &[
        "august",
        "août",
        "aout",
        "agosto",
        "augustus",
        "август",
        "августа",
        "серпень",
        "серпня",
        "sierpień",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "сентябрь",
        "сентября",
        "вересень",
        "вересня",
        "wrzesień",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "октябрь",
        "октября",
        "жовтень",
        "жовтня",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "ноябрь",
        "ноября",
        "листопад",
        "листопада",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "декабрь",
        "декабря",
        "грудень",
        "грудня",
        "grudzień",
    ],
];

/// Words for a quarter of a year.
pub(super) fn is_quarter(word: &str) -> bool {
    matches!(
        word,
        "q" | "qtr"
            | "qtrs"
            | "quarter"
            | "quartal"
            | "quart"
            | "trimestre"
            | "trim"
            | "t"
            | "кв"
            | "квартал"
            | "kwartał"
            | "kw"
            | "qrt"
    )
}

/// Words for a half of a year.
pub(super) fn is_half(word: &str) -> bool {
    matches!(
        word,
        "h" | "half"
            | "halbjahr"
            | "hj"
            | "semestre"
            | "sem"
            | "s"
            | "полугодие"
            | "півріччя"
            | "półrocze"
            | "hy"
    )
}

/// First to fourth, in words and in Roman numerals.
pub(super) fn ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "first" | "1st" | "i" | "erstes" | "premier" | "primer" | "primo" | "st" | "перше"
        | "первое" => 1,
        "second" | "ii" | "zweites" | "deuxième" | "segundo" | "secondo" | "друге" | "второе" => {
            2
        }
        "third" | "iii" | "drittes" | "troisième" | "tercer" | "terzo" => 3,
        "fourth" | "iv" | "viertes" | "quatrième" | "cuarto" | "quarto" => 4,
        _ => return None,
    })
}

/// Words that part the two ends of a stretch.
pub(super) fn is_to(word: &str) -> bool {
    matches!(
        word,
        "to" | "bis"
            | "à"
            | "a"
            | "al"
            | "through"
            | "thru"
            | "until"
            | "till"
            | "по"
            | "до"
            | "do"
            | "tot"
            | "au"
    )
}

/// Words beside a year that say no more than that it is one.
pub(super) fn is_noise(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "in"
            | "year"
            | "calendar"
            | "cy"
            | "yr"
            | "г"
            | "год"
            | "году"
            | "года"
            | "гг"
            | "рік"
            | "року"
            | "р"
            | "рр"
            | "jahr"
            | "année"
            | "an"
            | "año"
            | "anno"
            | "rok"
            | "de"
            | "del"
            | "di"
            | "в"
            | "у"
            | "nd"
            | "rd"
            | "th"
            | "й"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_told_by_their_names() {
        for (word, expected) in [
            ("jan", Some(1)),
            ("january", Some(1)),
            ("märz", Some(3)),
            ("mars", Some(3)),
            ("січня", Some(1)),
            ("травень", Some(5)),
            ("sept", Some(9)),
            ("август", Some(8)),
            ("marriages", None),
            ("male", None),
            ("decade", None),
            ("a", None),
            ("total", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
