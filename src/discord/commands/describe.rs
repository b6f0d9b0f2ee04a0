//! How a command and its options are described to Discord: names and descriptions in each language, kinds, bounds, places.
//!
//! It must not know what any command is for.

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::Permissions;
use serenity::model::application::{
    CommandOptionType as Kind, CommandType, InstallationContext, InteractionContext,
};
use serenity::model::channel::ChannelType;

use super::options::LONGEST_NAME;

/// A text in the three languages: English, Russian, Ukrainian.
pub(crate) type Text = [&'static str; 3];

/// The locales after English.
const LOCALES: [&str; 2] = ["ru", "uk"];
/// The longest text that an option takes, in characters.
const LONGEST: u16 = 1_000;
/// The kinds of channels that a channel's option offers: those where people write.
const WRITTEN_IN: [ChannelType; 6] = [
    ChannelType::Text,
    ChannelType::News,
    ChannelType::NewsThread,
    ChannelType::PublicThread,
    ChannelType::PrivateThread,
    ChannelType::Voice,
];
/// Those whose posts are written in.
const POSTED_IN: [ChannelType; 1] = [ChannelType::Forum];

/// A value that an option offers, and what it is called.
pub(crate) type Choice = (&'static str, Text);

/// An option of a command.
#[derive(Clone, Copy)]
pub(crate) struct Opt {
    kind: Kind,
    name: Text,
    about: Text,
    required: bool,
    autocomplete: bool,
    choices: &'static [Choice],
    bounds: Option<(u16, u16)>,
    forums: bool,
}

impl Opt {
    /// An option that may be left out.
    pub(crate) const fn new(kind: Kind, name: Text, about: Text) -> Self {
        Self {
            kind,
            name,
            about,
            required: false,
            autocomplete: false,
            choices: &[],
            bounds: None,
            forums: false,
        }
    }

    /// It must be given.
    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Something is suggested while it is typed.
    pub(crate) const fn suggested(mut self) -> Self {
        self.autocomplete = true;
        self
    }

    /// It is one of these.
    pub(crate) const fn among(mut self, choices: &'static [Choice]) -> Self {
        self.choices = choices;
        self
    }

    /// It may be a forum too.
    pub(crate) const fn or_forum(mut self) -> Self {
        self.forums = true;
        self
    }

    /// It is a number from one to another.
    pub(crate) const fn between(mut self, least: u16, most: u16) -> Self {
        self.bounds = Some((least, most));
        self
    }

    fn create(&self) -> CreateCommandOption {
        let [name, ..] = self.name;
        let [about, ..] = self.about;
        let mut option = CreateCommandOption::new(self.kind, name, about)
            .required(self.required)
            .set_autocomplete(self.autocomplete);
        for (locale, (name, about)) in LOCALES.iter().zip(localised(self.name, self.about)) {
            option = option
                .name_localized(*locale, name)
                .description_localized(*locale, about);
        }
        for (value, [name, others @ ..]) in self.choices {
            let names = LOCALES.into_iter().zip(*others);
            option = option.add_string_choice_localized(*name, *value, names);
        }
        if let Some((least, most)) = self.bounds {
            option = option
                .min_int_value(least.into())
                .max_int_value(most.into());
        }
        match self.kind {
            Kind::String if self.autocomplete => option.max_length(LONGEST_NAME),
            Kind::String if self.choices.is_empty() => option.max_length(LONGEST),
            Kind::Channel => {
                let forums = POSTED_IN.iter().filter(|_| self.forums);
                option.channel_types(WRITTEN_IN.iter().chain(forums).copied().collect())
            }
            _ => option,
        }
    }
}

/// A subcommand.
pub(crate) fn sub(name: Text, about: Text, options: &[Opt]) -> CreateCommandOption {
    Opt::new(Kind::SubCommand, name, about)
        .create()
        .set_sub_options(options.iter().map(Opt::create))
}

fn localised(names: Text, abouts: Text) -> impl Iterator<Item = (&'static str, &'static str)> {
    names.into_iter().zip(abouts).skip(1)
}

/// A command that everybody may use, everywhere.
pub(crate) fn open(names: Text, abouts: Text, options: &[Opt]) -> CreateCommand {
    everywhere(named(names, abouts).set_options(options.iter().map(Opt::create).collect()))
}

/// In servers and outside, for those who installed the app and on servers that did.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
}

fn named(names: Text, abouts: Text) -> CreateCommand {
    let [name, ..] = names;
    let [about, ..] = abouts;
    let mut command = CreateCommand::new(name).description(about);
    for (locale, (name, about)) in LOCALES.iter().zip(localised(names, abouts)) {
        command = command
            .name_localized(*locale, name)
            .description_localized(*locale, about);
    }
    command
}

/// An entry of the menu of a message.
pub(crate) fn of_message(names: Text) -> CreateCommand {
    let [name, ..] = names;
    let mut command = CreateCommand::new(name).kind(CommandType::Message);
    for (locale, name) in LOCALES.iter().zip(names.into_iter().skip(1)) {
        command = command.name_localized(*locale, name);
    }
    everywhere(command)
}

/// A command for people who manage a server, in servers only.
pub(crate) fn managed(
    names: Text,
    abouts: Text,
    options: Vec<CreateCommandOption>,
) -> CreateCommand {
    named(names, abouts)
        .set_options(options)
        .integration_types(vec![InstallationContext::Guild])
        .contexts(vec![InteractionContext::Guild])
        .default_member_permissions(Permissions::MANAGE_GUILD)
}
