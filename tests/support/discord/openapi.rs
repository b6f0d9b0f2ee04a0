//! Discord's own description of its API, where `FOOTNOTE_OPENAPI` names its file: paths, query parameters and JSON bodies are checked against it.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};

use super::routes::Matched;

/// Keys of commands that are documented and that the description leaves out.
const DOCUMENTED: [&str; 1] = ["nsfw"];

const BASE: &str = "urn:discord";

/// The description and the validators made of it so far.
struct Description {
    document: Value,
    registry: &'static Registry<'static>,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

fn description() -> Option<&'static Description> {
    static DESCRIPTION: OnceLock<Option<Description>> = OnceLock::new();
    let made = DESCRIPTION.get_or_init(|| {
        let Some(path) = std::env::var_os("FOOTNOTE_OPENAPI") else {
            // Past the test harness, which keeps what passing tests print to itself.
            let mut stderr = std::io::stderr();
            let skipped = "skipped: requests are not validated; FOOTNOTE_OPENAPI can name the file of Discord's description";
            writeln!(stderr, "{skipped}").unwrap();
            return None;
        };
        let text = std::fs::read_to_string(&path);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Some(Description::new(&text))
    });
    made.as_ref()
}

/// Whether requests are checked against the description.
pub(crate) fn present() -> bool {
    description().is_some()
}

/// What the description does not allow about a request.
pub(crate) fn problems(matched: &Matched, query: &str, media: &str, json: &Value) -> Vec<String> {
    let Some(description) = description() else {
        return Vec::new();
    };
    description.problems(matched, query, media, json)
}

impl Description {
    fn new(text: &str) -> Self {
        let mut document: Value = serde_json::from_str(text).unwrap();
        let schemas = &mut document["components"]["schemas"];
        close(schemas);
        // Discord takes ids as numbers too ("Snowflakes" in its reference).
        let snowflake = schemas["SnowflakeType"].take();
        schemas["SnowflakeType"] = json!({"anyOf": [snowflake, {"type": "integer", "minimum": 0}]});
        let resource = Draft::Draft202012.create_resource(document.clone());
        let registry = registry(resource);
        Self {
            document,
            registry,
            validators: Mutex::default(),
        }
    }

    fn problems(&self, matched: &Matched, query: &str, media: &str, json: &Value) -> Vec<String> {
        let template = matched.template();
        let method = matched.route.split(' ').next().unwrap().to_lowercase();
        let path = &self.document["paths"][template];
        let operation = &path[&method];
        if operation.is_null() {
            return vec!["the description has no such operation".to_owned()];
        }
        let pointer = format!("/paths/{}/{method}", template.replace('/', "~1"));
        let mut problems = self.query_problems(operation, &pointer, query);
        problems.extend(self.path_problems(path, template, matched));
        problems.extend(self.body_problems(operation, &pointer, media, json));
        problems
    }

    /// Path parameters, such as snowflakes.
    fn path_problems(&self, path: &Value, template: &str, matched: &Matched) -> Vec<String> {
        let mut problems = Vec::new();
        for (at, parameter) in path["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let values = matched.params().iter();
            for (name, value) in values.filter(|(name, _)| parameter["name"] == json!(name)) {
                let schema = format!(
                    "/paths/{}/parameters/{at}/schema",
                    template.replace('/', "~1")
                );
                if !self.validator(&schema).is_valid(&json!(value)) {
                    problems.push(format!("`{value}` is no {name}"));
                }
            }
        }
        problems
    }

    fn query_problems(&self, operation: &Value, pointer: &str, query: &str) -> Vec<String> {
        let known = operation["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let mut problems = Vec::new();
        for (name, value) in pairs(query) {
            let at = known
                .iter()
                .position(|known| known["in"] == "query" && known["name"] == json!(name));
            let Some(at) = at else {
                problems.push(format!("the query parameter `{name}` is unknown"));
                continue;
            };
            let validator = self.validator(&format!("{pointer}/parameters/{at}/schema"));
            let typed = serde_json::from_str(&value).unwrap_or_else(|_| json!(value));
            if !validator.is_valid(&typed) && !validator.is_valid(&json!(value)) {
                problems.push(format!("the query parameter `{name}` is `{value}`"));
            }
        }
        problems
    }

    fn body_problems(
        &self,
        operation: &Value,
        pointer: &str,
        media: &str,
        json: &Value,
    ) -> Vec<String> {
        let body = &operation["requestBody"];
        if json.is_null() {
            let missing = body["required"] == json!(true);
            return missing
                .then(|| "the body is missing".to_owned())
                .into_iter()
                .collect();
        }
        if body.is_null() {
            // Clients may send an empty object where nothing is asked for.
            let empty = json.as_object().is_some_and(serde_json::Map::is_empty);
            return (!empty)
                .then(|| "a body where none belongs".to_owned())
                .into_iter()
                .collect();
        }
        if body["content"][media].is_null() {
            return vec![format!("a body of the type `{media}`")];
        }
        let schema = format!("{pointer}/requestBody/content/application~1json/schema");
        let validator = self.validator(&schema);
        validator
            .iter_errors(json)
            .map(|error| shorten(&error))
            .collect()
    }

    /// The validator for a schema at a place in the document.
    fn validator(&self, pointer: &str) -> Arc<Validator> {
        let mut validators = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let made = validators.entry(pointer.to_owned()).or_insert_with(|| {
            let schema = json!({"$ref": format!("{BASE}#{}", encoded(pointer))});
            let options = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .with_registry(self.registry);
            Arc::new(options.build(&schema).unwrap())
        });
        made.clone()
    }
}

fn registry(resource: Resource) -> &'static Registry<'static> {
    let registry = Registry::new()
        .add(BASE, resource)
        .unwrap()
        .prepare()
        .unwrap();
    // One for the life of the process: validators borrow from it.
    Box::leak(Box::new(registry))
}

/// Braces of path templates, as they are written in references.
fn encoded(pointer: &str) -> String {
    pointer
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('@', "%40")
}

/// Forbids keys that a schema does not name, unless they say nothing: the description leaves them open, and a misspelt key
/// would pass.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            let open = map.get("additionalProperties").is_none();
            if let Some(Value::Object(properties)) = map.get_mut("properties").filter(|_| open) {
                if properties.contains_key("default_member_permissions") {
                    properties.extend(DOCUMENTED.map(|key| (key.to_owned(), json!(true))));
                }
                let nothing = json!({"enum": [null, false, [], {}, ""]});
                map.insert("additionalProperties".to_owned(), nothing);
            }
            map.values_mut().for_each(close);
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

fn shorten(error: &jsonschema::ValidationError) -> String {
    let text: String = error.to_string().chars().take(300).collect();
    format!("{}: {text}", error.instance_path())
}

/// The names and values of a query, with percent signs taken out.
fn pairs(query: &str) -> Vec<(String, String)> {
    let address = format!("http://localhost/?{query}");
    let url = reqwest::Url::parse(&address).unwrap();
    url.query_pairs()
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}
