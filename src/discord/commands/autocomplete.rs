//! What is offered while an option is being typed: metrics, years and outlets, the likeliest first.

use std::sync::Arc;

use serenity::builder::{
    AutocompleteChoice, CreateAutocompleteResponse, CreateInteractionResponse,
};
use serenity::model::application::CommandInteraction;

use super::Call;
use super::options::Options;
use crate::answer::choices::{metric_choices, metric_given, outlet_choices, year_choices};
use crate::discord::bot::Bot;

/// The choices for what is half typed.
pub(crate) fn run(bot: &Arc<Bot>, command: &CommandInteraction) -> CreateInteractionResponse {
    let call = Call::new(bot, command);
    let options = Options::of(&command.data);
    let choices = options
        .typed()
        .map(|(option, typed)| choices(&call, &options, option, typed))
        .unwrap_or_default();
    CreateInteractionResponse::Autocomplete(CreateAutocompleteResponse::new().set_choices(choices))
}

fn choices(
    call: &Call<'_>,
    options: &Options<'_>,
    option: &str,
    typed: &str,
) -> Vec<AutocompleteChoice> {
    let snapshot = &call.place.snapshot;
    let texts = match option {
        "metric" => metric_choices(snapshot, typed),
        "outlet" => outlet_choices(snapshot, typed),
        _ => {
            let metric = options.name("metric");
            let metric = metric.and_then(|metric| metric_given(snapshot, metric).ok());
            let years = year_choices(snapshot, metric, typed).into_iter();
            let numbers = years.filter_map(|year| {
                let number: i64 = year.value.parse().ok()?;
                Some(AutocompleteChoice::new(year.label, number))
            });
            return numbers.collect();
        }
    };
    let texts = texts.into_iter();
    texts
        .map(|choice| AutocompleteChoice::new(choice.label, choice.value))
        .collect()
}
