//! The options of a command as they arrive: by name, of the type that is wanted, never more than was sent.

use serenity::model::application::{CommandData, ResolvedOption, ResolvedValue, Unresolved};
use serenity::model::channel::Attachment;

/// Options of a command or a subcommand.
pub(crate) struct Options<'a> {
    options: Vec<ResolvedOption<'a>>,
}

impl<'a> Options<'a> {
    /// The options of a command.
    pub(crate) fn of(data: &'a CommandData) -> Self {
        Self {
            options: data.options(),
        }
    }

    /// The subcommand that was chosen, with its options.
    pub(crate) fn subcommand(&self) -> Option<(&'a str, Self)> {
        self.options.iter().find_map(|option| match &option.value {
            ResolvedValue::SubCommand(options) => {
                let options = options.clone();
                Some((option.name, Self { options }))
            }
            _ => None,
        })
    }

    fn value(&self, name: &str) -> Option<&ResolvedValue<'a>> {
        let option = self.options.iter().find(|option| option.name == name);
        option.map(|option| &option.value)
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        match self.value(name)? {
            ResolvedValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        match self.value(name)? {
            ResolvedValue::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The command as one line, as a person would type it: for the moderators.
    pub(crate) fn written(&self, command: &str) -> String {
        let options = self.options.iter();
        let values = options.filter_map(|option| match &option.value {
            ResolvedValue::String(text) => Some((*text).to_owned()),
            ResolvedValue::Integer(number) => Some(number.to_string()),
            _ => None,
        });
        let words: Vec<String> = [format!("/{command}")].into_iter().chain(values).collect();
        words.join(" ")
    }

    /// Yes or no.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.value(name)? {
            ResolvedValue::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The id of a channel.
    pub(crate) fn channel(&self, name: &str) -> Option<u64> {
        match self.value(name)? {
            ResolvedValue::Channel(channel) => Some(channel.id.get()),
            ResolvedValue::Unresolved(Unresolved::Channel(id)) => Some(id.get()),
            _ => None,
        }
    }

    /// The id of a role.
    pub(crate) fn role(&self, name: &str) -> Option<u64> {
        match self.value(name)? {
            ResolvedValue::Role(role) => Some(role.id.get()),
            ResolvedValue::Unresolved(Unresolved::RoleId(id)) => Some(id.get()),
            _ => None,
        }
    }

    /// A file.
    pub(crate) fn file(&self, name: &str) -> Option<&'a Attachment> {
        match self.value(name)? {
            ResolvedValue::Attachment(file) => Some(file),
            _ => None,
        }
    }

    /// The option that is being typed, with what was typed so far.
    pub(crate) fn typed(&self) -> Option<(&'a str, &'a str)> {
        self.options.iter().find_map(|option| match &option.value {
            ResolvedValue::Autocomplete { value, .. } => Some((option.name, *value)),
            _ => None,
        })
    }
}
