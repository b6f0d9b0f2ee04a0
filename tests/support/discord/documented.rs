//! Limits that Discord documents and its description does not state: messages, embeds, components, modals, choices.

use serde_json::{Value, json};

use super::routes::{Matched, names};

/// What the documentation does not allow about a request's JSON.
pub(crate) fn problems(matched: &Matched, json: &Value, files: usize) -> Vec<String> {
    let mut problems = Problems::default();
    match matched.route {
        names::CREATE_MESSAGE | names::FOLLOW_UP => problems.new_message(json, files),
        names::EDIT_MESSAGE | names::EDIT_ORIGINAL => problems.message(json),
        "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" => {
            problems.message(json);
        }
        names::CALLBACK => problems.callback(json, files),
        names::SET_COMMANDS | names::SET_GUILD_COMMANDS => {
            problems.0.extend(super::commands::problems(json));
        }
        route if route.starts_with("POST /applications/") => {
            problems.0.extend(super::commands::problems(&json!([json])));
        }
        _ => {}
    }
    problems.0
}

/// The characters of a text, as Discord counts them.
fn length(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.chars().count())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, problem: impl Into<String>) {
        self.0.push(problem.into());
    }

    fn at_most(&mut self, what: &str, found: usize, most: usize) {
        if found > most {
            self.add(format!("{what}: {found}, at most {most} are allowed"));
        }
    }

    fn text(&mut self, what: &str, value: &Value, most: usize) {
        self.at_most(&format!("characters of {what}"), length(value), most);
    }

    fn required_text(&mut self, what: &str, value: &Value, most: usize) {
        if length(value) == 0 {
            self.add(format!("{what} is empty"));
        }
        self.text(what, value, most);
    }

    /// First responses to interactions.
    fn callback(&mut self, json: &Value, files: usize) {
        let data = &json["data"];
        match json["type"].as_u64() {
            Some(4) => self.new_message(data, files),
            Some(7) => self.message(data),
            Some(8) => self.choices(&data["choices"]),
            Some(9) => self.modal(data),
            _ => {}
        }
    }

    /// A message that may ping: it has to say that it does not.
    fn new_message(&mut self, json: &Value, files: usize) {
        let silent = json["allowed_mentions"]["parse"]
            .as_array()
            .is_some_and(Vec::is_empty);
        if !silent {
            self.add("allowed_mentions with an empty `parse` is missing");
        }
        let empty = |key: &str| list(&json[key]).next().is_none();
        if length(&json["content"]) == 0 && empty("embeds") && empty("components") && files == 0 {
            self.add("the message is empty");
        }
        self.message(json);
    }

    fn message(&mut self, json: &Value) {
        self.text("content", &json["content"], 2000);
        self.at_most("embeds", list(&json["embeds"]).count(), 10);
        let total: usize = list(&json["embeds"]).map(size).sum();
        self.at_most("characters of all embeds", total, 6000);
        for embed in list(&json["embeds"]) {
            self.embed(embed);
        }
        self.rows(&json["components"]);
        for attachment in list(&json["attachments"]) {
            self.text(
                "an attachment's description",
                &attachment["description"],
                1024,
            );
        }
    }

    fn embed(&mut self, embed: &Value) {
        self.text("an embed's title", &embed["title"], 256);
        self.text("an embed's description", &embed["description"], 4096);
        self.text("a footer", &embed["footer"]["text"], 2048);
        self.text("an author", &embed["author"]["name"], 256);
        self.at_most("fields", list(&embed["fields"]).count(), 25);
        for field in list(&embed["fields"]) {
            self.required_text("a field's name", &field["name"], 256);
            self.required_text("a field's value", &field["value"], 1024);
        }
        if size(embed) == 0 && embed["image"].is_null() && embed["thumbnail"].is_null() {
            self.add("an embed is empty");
        }
    }

    fn rows(&mut self, rows: &Value) {
        self.at_most("rows of components", list(rows).count(), 5);
        let mut ids = Vec::new();
        for row in list(rows) {
            if row["type"] != json!(1) {
                self.add(format!("a component of type {} outside a row", row["type"]));
            }
            self.row(&row["components"]);
            ids.extend(
                list(&row["components"]).filter_map(|component| component["custom_id"].as_str()),
            );
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() < all {
            self.add("two components have the same custom_id");
        }
    }

    fn row(&mut self, components: &Value) {
        let buttons = list(components)
            .filter(|component| component["type"] == json!(2))
            .count();
        let all = list(components).count();
        if all == 0 {
            self.add("a row is empty");
        }
        self.at_most("buttons in a row", buttons, 5);
        if buttons < all && all > 1 {
            self.add("a select shares its row");
        }
        for component in list(components) {
            if component["type"] == json!(2) {
                self.button(component);
            } else {
                self.select(component);
            }
        }
    }

    fn button(&mut self, button: &Value) {
        self.text("a button's label", &button["label"], 80);
        if length(&button["label"]) == 0 && button["emoji"].is_null() {
            self.add("a button has neither label nor emoji");
        }
        if button["style"] == json!(5) {
            self.required_text("a button's url", &button["url"], 512);
            if !button["custom_id"].is_null() {
                self.add("a link button has a custom_id");
            }
        } else {
            self.required_text("a button's custom_id", &button["custom_id"], 100);
        }
    }

    fn select(&mut self, select: &Value) {
        self.required_text("a select's custom_id", &select["custom_id"], 100);
        self.text("a select's placeholder", &select["placeholder"], 150);
        if select["type"] != json!(3) {
            return;
        }
        let options = list(&select["options"]).count();
        self.at_most("options of a select", options, 25);
        if options == 0 {
            self.add("a select has no options");
        }
        for option in list(&select["options"]) {
            self.required_text("an option's label", &option["label"], 100);
            self.required_text("an option's value", &option["value"], 100);
            self.text("an option's description", &option["description"], 100);
        }
    }

    fn choices(&mut self, choices: &Value) {
        if !choices.is_array() {
            self.add("autocomplete without choices");
        }
        self.at_most("choices", list(choices).count(), 25);
        for choice in list(choices) {
            self.required_text("a choice's name", &choice["name"], 100);
            self.text("a choice's value", &choice["value"], 100);
        }
    }

    fn modal(&mut self, modal: &Value) {
        self.required_text("a modal's title", &modal["title"], 45);
        self.required_text("a modal's custom_id", &modal["custom_id"], 100);
        let all = list(&modal["components"]).count();
        self.at_most("components of a modal", all, 5);
        if all == 0 {
            self.add("a modal has no components");
        }
        let inputs = list(&modal["components"])
            .flat_map(|row| list(&row["components"]).chain([&row["component"]]));
        for input in inputs.filter(|input| input["type"] == json!(4)) {
            self.required_text("an input's custom_id", &input["custom_id"], 100);
            self.text("an input's label", &input["label"], 45);
            self.text("an input's placeholder", &input["placeholder"], 100);
            self.text("an input's value", &input["value"], 4000);
            if input["max_length"]
                .as_u64()
                .is_some_and(|most| !(1..=4000).contains(&most))
            {
                self.add("an input's max_length is not from 1 to 4000");
            }
        }
    }
}

/// The characters of an embed that count to the sum.
fn size(embed: &Value) -> usize {
    let own = [
        &embed["title"],
        &embed["description"],
        &embed["footer"]["text"],
        &embed["author"]["name"],
    ];
    let fields = list(&embed["fields"]).flat_map(|field| [&field["name"], &field["value"]]);
    own.into_iter().chain(fields).map(length).sum()
}
