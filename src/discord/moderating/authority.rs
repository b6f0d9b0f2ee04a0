//! Who may do what: a server's own intents belong to its moderators, those for everybody to the bot's owners.
//!
//! Discord hides commands from others; that is checked here again, from what Discord says of the person with each event.

use std::collections::BTreeSet;

use serenity::model::Permissions;
use serenity::model::guild::Member;

use crate::discord::bot::Bot;
use crate::discord::place::Place;
use crate::engine::Server;
use crate::store::Settings;

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Authority {
    /// The server that the person speaks in, if they moderate it.
    moderated: Option<Server>,
    /// Whether the person owns the bot.
    owner: bool,
    /// What Discord lets the person do where they speak.
    permissions: Permissions,
}

/// The permissions of people who manage a server.
const MANAGES: Permissions = Permissions::MANAGE_GUILD.union(Permissions::ADMINISTRATOR);

impl Authority {
    /// What a person may do in a place.
    pub(crate) fn in_place(bot: &Bot, place: &Place, person: u64, member: Option<&Member>) -> Self {
        Self::of(
            person,
            place.server,
            member,
            &place.settings,
            &bot.config.owners,
        )
    }

    /// What a person may do from where they speak.
    pub(crate) fn of(
        person: u64,
        server: Option<Server>,
        member: Option<&Member>,
        settings: &Settings,
        owners: &BTreeSet<u64>,
    ) -> Self {
        let permissions = member.and_then(|member| member.permissions);
        let permissions = permissions.unwrap_or_default();
        let mut roles = member.iter().flat_map(|member| &member.roles);
        let moderates = permissions.intersects(MANAGES)
            || roles.any(|role| settings.moderators.contains(&role.get()));
        Self {
            moderated: server.filter(|_| moderates),
            owner: owners.contains(&person),
            permissions,
        }
    }

    /// Whether the person may change what the bot does on the server.
    pub(crate) fn may_manage(self) -> bool {
        self.permissions.intersects(MANAGES)
    }

    /// Whether the person may take the bot's answers to others away.
    pub(crate) fn may_delete(self) -> bool {
        self.moderated.is_some() || self.permissions.contains(Permissions::MANAGE_MESSAGES)
    }

    /// Whether the intents of a server, or those for everybody, may be edited.
    pub(crate) fn may_edit(self, scope: Option<Server>) -> bool {
        match scope {
            Some(server) => self.moderated == Some(server),
            None => self.owner,
        }
    }

    /// Whether the intents of a server, or those for everybody, may be looked at: a server's by its moderators and the owners, who
    /// have the files anyway; those for everybody by whoever edits any, since each server's are laid over them.
    pub(crate) fn may_look(self, scope: Option<Server>) -> bool {
        match scope {
            Some(server) => self.owner || self.moderated == Some(server),
            None => self.owner || self.moderated.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const HERE: Server = 10;
    const ROLE: u64 = 5;
    const OWNER: u64 = 99;

    fn member(permissions: Permissions, roles: &[u64]) -> Member {
        let roles: Vec<String> = roles.iter().map(u64::to_string).collect();
        serde_json::from_value(json!({
            "user": {"id": "1", "username": "ann", "discriminator": "0"},
            "guild_id": HERE.to_string(), "roles": roles, "joined_at": null, "deaf": false, "mute": false, "flags": 0,
            "permissions": permissions.bits().to_string()
        }))
        .unwrap()
    }

    #[test]
    fn owners_look_everywhere_and_moderators_at_home() {
        let check = |person: u64, permissions: Permissions, expected: [bool; 3]| {
            let member = member(permissions, &[]);
            let settings = Settings::default();
            let authority = Authority::of(
                person,
                Some(HERE),
                Some(&member),
                &settings,
                &[OWNER].into(),
            );
            let scopes = [Some(HERE), Some(11), None];
            assert_eq!(scopes.map(|scope| authority.may_look(scope)), expected);
        };
        let talks = Permissions::SEND_MESSAGES;
        check(1, talks, [false, false, false]);
        check(1, Permissions::MANAGE_GUILD, [true, false, true]);
        check(OWNER, talks, [true, true, true]);
    }

    #[track_caller]
    fn check(person: u64, member: Option<&Member>, here: bool, elsewhere: bool, shared: bool) {
        let settings = Settings {
            moderators: [ROLE].into(),
            ..Settings::default()
        };
        let server = member.map(|_| HERE);
        let authority = Authority::of(person, server, member, &settings, &[OWNER].into());
        assert_eq!(authority.may_edit(Some(HERE)), here, "this server's");
        assert_eq!(authority.may_edit(Some(11)), elsewhere, "another server's");
        assert_eq!(authority.may_edit(None), shared, "those for everybody");
    }

    #[test]
    fn every_kind_of_person() {
        let asker = member(Permissions::SEND_MESSAGES, &[1, 2]);
        check(1, Some(&asker), false, false, false);
        check(1, None, false, false, false);
        let manager = member(Permissions::MANAGE_GUILD, &[]);
        check(1, Some(&manager), true, false, false);
        let administrator = member(Permissions::ADMINISTRATOR, &[]);
        check(1, Some(&administrator), true, false, false);
        let moderator = member(Permissions::SEND_MESSAGES, &[ROLE]);
        check(1, Some(&moderator), true, false, false);
        let cleaner = member(Permissions::MANAGE_MESSAGES, &[]);
        check(1, Some(&cleaner), false, false, false);
        check(OWNER, None, false, false, true);
        check(OWNER, Some(&asker), false, false, true);
        check(OWNER, Some(&manager), true, false, true);
    }
}
