//! How text messages go out: from what, and what they cost.

use clap::Args;

use super::{ConfigError, ProviderConfig, present, text};
use crate::domain::texting::{TextPrice, TextRoute, TextSender, TextSenders, Texting};

const SENDERS: &str = "PHONECLOCK_TEXT_SENDERS";
const PRICE: &str = "PHONECLOCK_TEXT_PRICE";

/// How text messages go out, as given.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Text messages")]
pub struct TextArgs {
    /// From what texts to each country go: its prefix with a number or messaging service of the account, with commas
    /// between them, such as +1=+15555550100; with several providers also which, +1=telnyx:+15555550100; without it no
    /// texts are sent
    #[arg(long, env = "PHONECLOCK_TEXT_SENDERS", value_name = "SENDERS", value_parser = text())]
    pub text_senders: Option<String>,
    /// What one segment of a text costs, such as "0.0083 USD"; shown before texts are sent
    #[arg(long, env = "PHONECLOCK_TEXT_PRICE", value_name = "PRICE", value_parser = text())]
    pub text_price: Option<String>,
}

impl TextArgs {
    /// Checks each setting. Senders must be those of providers that are set.
    ///
    /// # Errors
    /// At the first setting that is wrong.
    pub fn check(self, providers: &[ProviderConfig]) -> Result<Texting, ConfigError> {
        let typed = present(self.text_senders).unwrap_or_default();
        let wrong = |what| ConfigError::Wrong { name: SENDERS, value: typed.clone(), what };
        let senders = TextSenders::parse(&typed).map_err(|_| {
            wrong(
                "country prefixes with a number of the account or the id of a messaging service (MG and 32 digits or \
                 letters a to f, or a UUID), such as +1=+15555550100",
            )
        })?;
        let names: Vec<_> = providers.iter().map(ProviderConfig::name).collect();
        if !senders.routes().all(|route| names_a_provider(route, &names)) {
            return Err(wrong(
                "senders of a provider that is set; before the colon stands twilio, signalwire, telnyx or plivo",
            ));
        }
        if !senders.routes().all(|route| is_of_its_provider(route, &names)) {
            return Err(wrong("numbers, services of Twilio (MG…), or UUIDs as SignalWire, Telnyx and Plivo have them"));
        }
        let price = present(self.text_price).map(|value| {
            let what = "an amount and a currency, such as 0.0083 USD";
            TextPrice::parse(&value).map_err(|_| ConfigError::Wrong { name: PRICE, value, what })
        });
        Ok(Texting { senders, price: price.transpose()? })
    }
}

fn names_a_provider(route: &TextRoute, known: &[&str]) -> bool {
    route.provider.as_deref().is_none_or(|name| known.contains(&name))
}

/// Whether the id of a service looks as that provider's do.
fn is_of_its_provider(route: &TextRoute, known: &[&str]) -> bool {
    let TextSender::Service(id) = &route.sender else { return true };
    let by_twilio = route.provider.as_deref().or_else(|| known.first().copied()) == Some("twilio");
    by_twilio == id.starts_with("MG")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{ProviderConfig, TelnyxSettings, TwilioSettings},
        domain::each_language::ChosenVoices,
    };

    fn providers() -> [ProviderConfig; 2] {
        let twilio = TwilioSettings {
            account_sid: "AC1".to_owned(),
            auth_tokens: Vec::new(),
            api_base: String::new(),
            voices: ChosenVoices::default(),
        };
        let telnyx = TelnyxSettings {
            account_sid: String::new(),
            public_keys: Vec::new(),
            api_keys: Vec::new(),
            api_base: String::new(),
            voices: ChosenVoices::default(),
        };
        [ProviderConfig::Twilio(twilio), ProviderConfig::Telnyx(telnyx)]
    }

    fn check(senders: &str) -> Result<Texting, ConfigError> {
        TextArgs { text_senders: Some(senders.to_owned()), text_price: None }.check(&providers())
    }

    #[test]
    fn a_sender_belongs_to_a_provider_that_is_set_and_looks_as_its_senders_do() {
        const SERVICE: &str = "MG0123456789abcdef0123456789abcdef";
        const PROFILE: &str = "3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36";
        for right in [
            "+1=+15555550100".to_owned(),
            format!("+1={SERVICE},+44=telnyx:{PROFILE}"),
            "+1=telnyx:+15555550100".to_owned(),
        ] {
            assert!(check(&right).is_ok(), "{right}");
        }
        for wrong in [
            "+1=plivo:+15555550100".to_owned(),
            format!("+1={PROFILE}"),
            format!("+1=telnyx:{SERVICE}"),
            "+1=15555550100".to_owned(),
        ] {
            let said = check(&wrong).unwrap_err().to_string();
            assert!(said.contains("PHONECLOCK_TEXT_SENDERS"), "{said}");
        }
    }
}
