//! Names of columns by which publishers say what a column is for, in the languages in which they publish.

/// What a column is for, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Hint {
    Time,
    Month,
    Quarter,
    /// What is measured.
    Indicator,
    /// A number, and nothing said of what.
    Value,
    Unit,
    /// How many zeros are left out.
    Scale,
    Flags,
    Remarks,
    Code,
    /// A number that tells rows apart.
    Class,
    /// About the file, and not about its figures.
    Technical,
}

const NAMES: &[(Hint, &[&str])] = &[
    (
        Hint::Time,
        &[
            "year",
            "years",
            "date",
            "time",
            "period",
            "time period",
            "timeperiod",
            "reporting period",
            "ref date",
            "reference period",
            "refper",
            "observation date",
            "fiscal year",
            "financial year",
            "calendar year",
            "academic year",
            "school year",
            "season",
            "decade",
            "jahr",
            "jahre",
            "zeit",
            "zeitraum",
            "datum",
            "stichtag",
            "année",
            "annee",
            "annees",
            "années",
            "an",
            "période",
            "periode",
            "temps",
            "año",
            "años",
            "ano",
            "periodo",
            "fecha",
            "tiempo",
            "anno",
            "anni",
            "год",
            "годы",
            "дата",
            "период",
            "рік",
            "роки",
            "період",
            "rok",
            "lata",
            "yr",
            "week",
            "woche",
            "fy",
            "day",
            "tag",
        ],
    ),
    (
        Hint::Month,
        &[
            "month",
            "months",
            "monat",
            "mois",
            "mes",
            "mese",
            "месяц",
            "місяць",
            "miesiąc",
            "month number",
            "mon",
        ],
    ),
    (
        Hint::Quarter,
        &[
            "quarter",
            "quarters",
            "qtr",
            "quartal",
            "trimestre",
            "квартал",
        ],
    ),
    (
        Hint::Indicator,
        &[
            "indicator",
            "indicator name",
            "series",
            "series name",
            "series title",
            "variable",
            "variable name",
            "measure",
            "measures",
            "subject",
            "subject descriptor",
            "item",
            "items",
            "statistic",
            "statistic label",
            "metric",
            "concept",
            "description",
            "indikator",
            "merkmal",
            "kennzahl",
            "indicateur",
            "variables",
            "indicador",
            "indicatore",
            "показатель",
            "показник",
            "indicator.value",
            "element",
            "na item",
            "line item",
            "name",
        ],
    ),
    (
        Hint::Value,
        &[
            "value",
            "values",
            "obs value",
            "obsvalue",
            "observation value",
            "obs",
            "observation",
            "val",
            "data value",
            "factvaluenumeric",
            "numeric value",
            "numeric",
            "wert",
            "werte",
            "valeur",
            "valeurs",
            "valor",
            "valore",
            "значение",
            "значення",
            "figure",
            "v4 0",
            "v4 1",
            "v4 2",
            "v4 3",
        ],
    ),
    (
        Hint::Unit,
        &[
            "unit",
            "units",
            "unit of measure",
            "unit measure",
            "uom",
            "unit name",
            "einheit",
            "unité",
            "unite",
            "unidad",
            "unità",
            "единица",
            "единица измерения",
            "одиниця",
            "одиниця виміру",
        ],
    ),
    (
        Hint::Scale,
        &[
            "powercode",
            "unit mult",
            "unit multiplier",
            "multiplier",
            "scalar factor",
            "scale",
            "scale factor",
        ],
    ),
    (
        Hint::Flags,
        &[
            "flag",
            "footnote",
            "footnotes",
            "value footnotes",
            "flags",
            "flag codes",
            "obs flag",
            "obs status",
            "observation status",
            "status",
            "symbol",
            "symbols",
            "marker",
            "data marking",
            "conf status",
            "obs conf",
            "qualifier",
        ],
    ),
    (
        Hint::Remarks,
        &[
            "note",
            "notes",
            "remark",
            "remarks",
            "comment",
            "comments",
            "source",
            "sources",
            "anmerkung",
            "bemerkung",
            "примечание",
            "примітка",
            "quelle",
        ],
    ),
    (
        Hint::Class,
        &[
            "age",
            "age group",
            "alter",
            "âge",
            "edad",
            "возраст",
            "вік",
            "grade",
            "decile",
            "quintile",
            "percentile",
            "hour",
            "ward",
            "zone",
            "district",
            "precinct",
        ],
    ),
    (
        Hint::Technical,
        &[
            "freq",
            "frequency",
            "dataflow",
            "structure",
            "structure id",
            "structure name",
            "last update",
            "last updated",
            "decimals",
            "decimal",
            "vector",
            "coordinate",
            "terminated",
            "scalar id",
            "uom id",
            "dguid",
            "action",
            "domain",
            "obs pre break",
            "url",
            "link",
            "timeliness",
            "sourcenote",
        ],
    ),
];

/// A name in small letters, with spaces for what parts its words.
pub(super) fn plain(name: &str) -> String {
    let spaced: String = name
        .chars()
        .map(|c| {
            if matches!(c, '_' | '-' | ':' | '/' | '(' | ')' | '[' | ']' | '*') {
                ' '
            } else {
                c
            }
        })
        .collect();
    spaced
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a column's name says of it.
pub(super) fn hint(name: &str) -> Option<Hint> {
    let plain = plain(name);
    let known = NAMES
        .iter()
        .find(|(_, names)| names.contains(&plain.as_str()));
    let coded = || {
        let words: Vec<&str> = plain.split([' ', '.']).collect();
        let code = words.iter().any(|word| {
            matches!(
                *word,
                "code"
                    | "codes"
                    | "id"
                    | "iso"
                    | "iso2"
                    | "iso3"
                    | "iso2c"
                    | "iso3c"
                    | "iso3code"
                    | "fips"
                    | "uuid"
                    | "m49"
                    | "kod"
                    | "код"
                    | "schlüssel"
            )
        });
        code.then_some(Hint::Code)
    };
    let worded = || {
        let has = |known: &[&str]| plain.split(' ').any(|word| known.contains(&word));
        if has(&["flag", "flags", "footnote", "footnotes"]) {
            Some(Hint::Flags)
        } else if has(&["notes", "note", "comments", "remarks"]) {
            Some(Hint::Remarks)
        } else {
            None
        }
    };
    known.map(|(hint, _)| *hint).or_else(worded).or_else(coded)
}
