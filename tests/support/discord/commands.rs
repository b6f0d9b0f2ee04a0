//! Application commands: what Discord documents of them, and how they are kept.

use serde_json::{Value, json};

use super::ids::snowflake;

/// The locales that names and descriptions may be given in.
const LOCALES: &str = "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko";

/// What is wrong with a list of commands.
pub(crate) fn problems(commands: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let all: Vec<&Value> = commands.as_array().into_iter().flatten().collect();
    for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
        let same: Vec<_> = all
            .iter()
            .filter(|command| kind_of(command) == kind)
            .collect();
        if same.len() > most {
            problems.push(format!(
                "{} commands of type {kind}, at most {most} are allowed",
                same.len()
            ));
        }
        let mut names: Vec<_> = same
            .iter()
            .map(|command| command["name"].as_str())
            .collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            problems.push(format!("two commands of type {kind} have the same name"));
        }
    }
    for command in all {
        let name = command["name"].as_str().unwrap_or_default();
        let mut own = Vec::new();
        described(command, kind_of(command) == 1, &mut own);
        if characters(command) > 8000 {
            own.push("more than 8000 characters".to_owned());
        }
        problems.extend(
            own.into_iter()
                .map(|problem| format!("command `{name}`: {problem}")),
        );
    }
    problems
}

fn kind_of(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(1)
}

/// Names and descriptions of a command or an option, and of everything below it.
fn described(entry: &Value, slash: bool, problems: &mut Vec<String>) {
    let name = entry["name"].as_str().unwrap_or_default();
    named(name, slash, problems);
    let length = |text: &str| text.chars().count();
    let description = entry["description"].as_str().unwrap_or_default();
    if slash && !(1..=100).contains(&length(description)) {
        problems.push(format!(
            "the description of `{name}` has not 1 to 100 characters"
        ));
    }
    if !slash && !description.is_empty() {
        problems.push("a context menu has a description".to_owned());
    }
    for (key, is_name) in [
        ("name_localizations", true),
        ("description_localizations", false),
    ] {
        for (locale, text) in entry[key].as_object().into_iter().flatten() {
            let text = text.as_str().unwrap_or_default();
            if !LOCALES.split(' ').any(|known| known == locale) {
                problems.push(format!("`{locale}` is no locale"));
            }
            if is_name {
                named(text, slash, problems);
            } else if !(1..=100).contains(&length(text)) {
                problems.push(format!(
                    "the {locale} description of `{name}` has not 1 to 100 characters"
                ));
            }
        }
    }
    options(entry, problems);
    choices(entry, problems);
}

fn named(name: &str, slash: bool, problems: &mut Vec<String>) {
    let letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\'');
    let fits = (1..=32).contains(&name.chars().count());
    let spelt = !slash || (name.chars().all(letter) && name.to_lowercase() == name);
    if !fits || !spelt {
        problems.push(format!("`{name}` is no name for a command or an option"));
    }
}

fn options(entry: &Value, problems: &mut Vec<String>) {
    let options: Vec<&Value> = entry["options"].as_array().into_iter().flatten().collect();
    if options.len() > 25 {
        problems.push(format!("{} options", options.len()));
    }
    let required = |option: &&Value| option["required"] == json!(true);
    let after = options.iter().skip_while(|option| required(option));
    if after.clone().any(required) {
        problems.push("a required option after one that is not".to_owned());
    }
    let mut names: Vec<_> = options
        .iter()
        .map(|option| option["name"].as_str())
        .collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        problems.push("two options have the same name".to_owned());
    }
    for option in options {
        described(option, true, problems);
    }
}

fn choices(entry: &Value, problems: &mut Vec<String>) {
    let choices: Vec<&Value> = entry["choices"].as_array().into_iter().flatten().collect();
    if choices.len() > 25 {
        problems.push(format!("{} choices", choices.len()));
    }
    if !choices.is_empty() && entry["autocomplete"] == json!(true) {
        problems.push("choices together with autocomplete".to_owned());
    }
    for choice in choices {
        let name = choice["name"].as_str().unwrap_or_default();
        if !(1..=100).contains(&name.chars().count()) {
            problems.push("a choice's name has not 1 to 100 characters".to_owned());
        }
    }
}

/// The characters of names, descriptions and values, each in its longest language.
fn characters(entry: &Value) -> usize {
    let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let longest = |key: &str| {
        let others = entry[format!("{key}_localizations")]
            .as_object()
            .into_iter()
            .flatten();
        others
            .map(|(_, text)| length(text))
            .chain([length(&entry[key])])
            .max()
            .unwrap_or(0)
    };
    let below = ["options", "choices"]
        .into_iter()
        .flat_map(|key| entry[key].as_array().into_iter().flatten());
    longest("name")
        + longest("description")
        + length(&entry["value"])
        + below.map(characters).sum::<usize>()
}

/// A command as Discord keeps it: with an id and everything that may be left out.
pub(crate) fn kept(application: u64, guild: Option<u64>, command: &Value) -> Value {
    let mut kept = json!({
        "id": snowflake().to_string(), "application_id": application.to_string(), "version": snowflake().to_string(),
        "type": 1, "description": "", "default_member_permissions": null, "nsfw": false, "dm_permission": true,
        "contexts": null, "integration_types": [0],
    });
    for (key, value) in command.as_object().into_iter().flatten() {
        kept[key] = value.clone();
    }
    if let Some(guild) = guild {
        kept["guild_id"] = json!(guild.to_string());
    }
    kept
}
