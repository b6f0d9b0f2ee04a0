//! The routes that the fake serves, under the names that Discord's description gives them.

/// Names of routes that tests speak of.
pub(crate) mod names {
    pub(crate) const GATEWAY: &str = "GET /gateway";
    pub(crate) const GATEWAY_BOT: &str = "GET /gateway/bot";
    pub(crate) const ME: &str = "GET /users/@me";
    pub(crate) const APPLICATION: &str = "GET /applications/@me";
    pub(crate) const SET_COMMANDS: &str = "PUT /applications/{application_id}/commands";
    pub(crate) const SET_GUILD_COMMANDS: &str =
        "PUT /applications/{application_id}/guilds/{guild_id}/commands";
    pub(crate) const LIST_MESSAGES: &str = "GET /channels/{channel_id}/messages";
    pub(crate) const CREATE_MESSAGE: &str = "POST /channels/{channel_id}/messages";
    pub(crate) const GET_MESSAGE: &str = "GET /channels/{channel_id}/messages/{message_id}";
    pub(crate) const EDIT_MESSAGE: &str = "PATCH /channels/{channel_id}/messages/{message_id}";
    pub(crate) const DELETE_MESSAGE: &str = "DELETE /channels/{channel_id}/messages/{message_id}";
    pub(crate) const TYPING: &str = "POST /channels/{channel_id}/typing";
    pub(crate) const CALLBACK: &str =
        "POST /interactions/{interaction_id}/{interaction_token}/callback";
    pub(crate) const FOLLOW_UP: &str = "POST /webhooks/{webhook_id}/{webhook_token}";
    pub(crate) const GET_ORIGINAL: &str =
        "GET /webhooks/{webhook_id}/{webhook_token}/messages/@original";
    pub(crate) const EDIT_ORIGINAL: &str =
        "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original";
    pub(crate) const DELETE_ORIGINAL: &str =
        "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original";
    pub(crate) const DOWNLOAD: &str = "GET /attachments/{channel_id}/{attachment_id}/{name}";
}

/// All of them; of two that fit, the first is meant.
const ROUTES: [&str; 41] = [
    names::GATEWAY,
    names::GATEWAY_BOT,
    names::ME,
    "GET /users/{user_id}",
    "POST /users/@me/channels",
    names::APPLICATION,
    "GET /oauth2/applications/@me",
    "GET /applications/{application_id}/commands",
    names::SET_COMMANDS,
    "POST /applications/{application_id}/commands",
    "GET /applications/{application_id}/commands/{command_id}",
    "PATCH /applications/{application_id}/commands/{command_id}",
    "DELETE /applications/{application_id}/commands/{command_id}",
    "GET /applications/{application_id}/guilds/{guild_id}/commands",
    names::SET_GUILD_COMMANDS,
    "POST /applications/{application_id}/guilds/{guild_id}/commands",
    "GET /applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
    "PATCH /applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
    "DELETE /applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
    "GET /guilds/{guild_id}",
    "GET /guilds/{guild_id}/channels",
    "GET /guilds/{guild_id}/roles",
    "GET /guilds/{guild_id}/members/{user_id}",
    "GET /channels/{channel_id}",
    names::LIST_MESSAGES,
    names::CREATE_MESSAGE,
    names::GET_MESSAGE,
    names::EDIT_MESSAGE,
    names::DELETE_MESSAGE,
    names::TYPING,
    names::CALLBACK,
    names::FOLLOW_UP,
    names::GET_ORIGINAL,
    names::EDIT_ORIGINAL,
    names::DELETE_ORIGINAL,
    "GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
    "DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
    "GET /users/@me/guilds",
    "PATCH /applications/@me",
    names::DOWNLOAD,
];

/// A route and what stands for its braces in one request.
#[derive(Debug, Clone)]
pub(crate) struct Matched {
    pub(crate) route: &'static str,
    params: Vec<(&'static str, String)>,
}

impl Matched {
    /// The route that a request means, if there is one.
    pub(crate) fn find(method: &str, path: &str) -> Option<Self> {
        ROUTES.iter().find_map(|route| {
            let (verb, template) = route.split_once(' ')?;
            let params = (verb == method).then(|| params(template, path))??;
            Some(Self { route, params })
        })
    }

    /// The path's template, as the description writes it.
    pub(crate) fn template(&self) -> &'static str {
        self.route.split_once(' ').map_or("", |(_, path)| path)
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        let found = self.params.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    /// A parameter that is a snowflake; 0 when it is none.
    pub(crate) fn id(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or(0)
    }

    pub(crate) fn params(&self) -> &[(&'static str, String)] {
        &self.params
    }
}

fn params(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let (names, values) = (template.split('/'), path.split('/'));
    if names.clone().count() != values.clone().count() {
        return None;
    }
    let mut params = Vec::new();
    for (name, value) in names.zip(values) {
        match name
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(name) => params.push((name, value.to_owned())),
            None if name == value => {}
            None => return None,
        }
    }
    Some(params)
}
