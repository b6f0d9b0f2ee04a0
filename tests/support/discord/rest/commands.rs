//! Application commands, global and of a server.

use serde_json::Value;

use crate::discord::commands::kept;
use crate::discord::routes::Matched;
use crate::discord::server::Answer;
use crate::discord::state::State;

pub(crate) fn handle(state: &mut State, call: &Matched, json: &Value) -> Answer {
    let application = state.app.id;
    if call.id("application_id") != application {
        return Answer::error(
            403,
            20012,
            "You are not authorized to perform this action on this application",
        );
    }
    let guild = call
        .template()
        .contains("/guilds/")
        .then(|| call.id("guild_id"));
    if guild.is_some_and(|guild| !state.guilds.contains_key(&guild)) {
        return Answer::error(403, 50001, "Missing Access");
    }
    let commands = state.commands.entry(guild).or_default();
    let method = call.route.split(' ').next().unwrap();
    let one = call.template().ends_with("{command_id}");
    let at = commands
        .iter()
        .position(|command| command["id"] == call.text("command_id"));
    match (method, one, at) {
        ("GET", false, _) => Answer::json(&Value::Array(commands.clone())),
        ("PUT", ..) => {
            let list = json.as_array().into_iter().flatten();
            *commands = list
                .map(|command| kept(application, guild, command))
                .collect();
            Answer::json(&Value::Array(commands.clone()))
        }
        ("POST", ..) => {
            let command = kept(application, guild, json);
            commands.retain(|other| {
                other["name"] != command["name"] || other["type"] != command["type"]
            });
            commands.push(command.clone());
            Answer::with(201, &command)
        }
        (_, _, None) => Answer::unknown("application command", 10063),
        ("GET", _, Some(at)) => Answer::json(&commands[at]),
        ("DELETE", _, Some(at)) => {
            commands.remove(at);
            Answer::nothing()
        }
        (_, _, Some(at)) => {
            for (key, value) in json.as_object().into_iter().flatten() {
                commands[at][key] = value.clone();
            }
            Answer::json(&commands[at])
        }
    }
}
