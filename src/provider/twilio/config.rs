//! What has to be known of a Twilio account, checked before the program starts to answer.

use url::Url;

use crate::{
    domain::{language::Language, secret::Secret},
    provider::{
        settings::{api_address, is_whole, web_address},
        voices::{ChosenVoices, VoiceNameError, VoiceNames},
    },
};

/// Settings of one Twilio account. Made by [`TwilioConfig::new`] only, so that what is in it holds.
#[derive(Debug, Clone)]
pub struct TwilioConfig {
    pub(super) account_sid: String,
    /// The first is used for the API; each is good for a signature.
    pub(super) auth_tokens: Vec<Secret>,
    /// Without a slash at the end.
    pub(super) api_base: String,
    pub(super) public_url: Url,
    /// The same as it was given, letter by letter.
    pub(super) public_url_typed: String,
    pub(super) voices: Voices,
}

/// A setting that cannot work, in one sentence that names it.
#[expect(missing_docs, reason = "each says what it is in its message")]
#[derive(Debug, thiserror::Error)]
pub enum TwilioConfigError {
    #[error("PHONECLOCK_TWILIO_ACCOUNT_SID must be AC and 32 digits or letters a to f, as the Twilio console shows it")]
    AccountSid,
    #[error("PHONECLOCK_TWILIO_AUTH_TOKEN must be set: without it no webhook can be believed")]
    NoAuthToken,
    #[error("PHONECLOCK_TWILIO_AUTH_TOKEN must not be empty or hold blanks or line ends")]
    AuthToken,
    #[error(
        "PHONECLOCK_TWILIO_API_BASE must be an https address such as https://api.twilio.com (http for this machine)"
    )]
    ApiBase,
    #[error(
        "PHONECLOCK_PUBLIC_URL must be an address such as https://clock.example.com, without user, query or fragment"
    )]
    PublicUrl,
    #[error(
        "PHONECLOCK_TWILIO_VOICE_{} must be a voice's name such as Polly.Joanna, or account to leave it to the account",
        .0.in_settings()
    )]
    Voice(Language),
    #[error("PHONECLOCK_TWILIO_API_BASE cannot be reached over https: are this machine's CA certificates installed?")]
    Client(#[source] reqwest::Error),
}

impl TwilioConfig {
    /// Checks the settings of an account. `auth_tokens` holds the account's token, and while it is being rotated the
    /// next one too. `public_url` is the address that the provider was given for this gateway, with any prefix, as it
    /// was typed.
    ///
    /// # Errors
    /// For the first setting that cannot work.
    pub fn new(
        account_sid: &str,
        auth_tokens: Vec<Secret>,
        api_base: &str,
        public_url: &str,
        voices: Voices,
    ) -> Result<Self, TwilioConfigError> {
        if !is_sid(account_sid, "AC") {
            return Err(TwilioConfigError::AccountSid);
        }
        if auth_tokens.is_empty() {
            return Err(TwilioConfigError::NoAuthToken);
        }
        if !auth_tokens.iter().all(is_whole) {
            return Err(TwilioConfigError::AuthToken);
        }
        let api_base = api_address(api_base).ok_or(TwilioConfigError::ApiBase)?;
        Ok(Self {
            account_sid: account_sid.to_owned(),
            auth_tokens,
            api_base,
            public_url: web_address(public_url).ok_or(TwilioConfigError::PublicUrl)?,
            public_url_typed: public_url.trim().to_owned(),
            voices,
        })
    }
}

/// The voice of each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voices(pub(in crate::provider) VoiceNames);

impl Default for Voices {
    /// Amazon Polly's standard voices for exactly the tags that languages have
    /// ([`tag`](crate::domain::language::Language::tag)). An account's own default is the basic voice `man`, which has no
    /// `es-US`, and a `<Say>` whose voice lacks its language fails.
    /// <https://www.twilio.com/docs/voice/twiml/say/text-speech>
    fn default() -> Self {
        Self(VoiceNames::new(|language| match language {
            Language::En => "Polly.Joanna",
            Language::Es => "Polly.Lupe",
            Language::Pt => "Polly.Camila",
        }))
    }
}

impl Voices {
    /// Reads the names of voices: the default voice where there is no name; the word `account` leaves the voice to the
    /// Twilio account.
    ///
    /// # Errors
    /// When a name is empty, longer than 64 characters or holds others than letters, digits, `.`, `-` and `_`.
    pub fn parse(chosen: &ChosenVoices) -> Result<Self, TwilioConfigError> {
        let Self(default) = Self::default();
        default.or(chosen).map(Self).map_err(|VoiceNameError(language)| TwilioConfigError::Voice(language))
    }
}

/// Whether the text is one of Twilio's ids: two letters for the kind, then 32 hexadecimal digits in lower case.
pub(super) fn is_sid(text: &str, kind: &str) -> bool {
    text.strip_prefix(kind)
        .is_some_and(|hex| hex.len() == 32 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SID: &str = "AC0123456789abcdef0123456789abcdef";

    fn config(sid: &str, tokens: &[&str], api: &str, public: &str) -> Result<TwilioConfig, TwilioConfigError> {
        let tokens = tokens.iter().map(|token| Secret::from(*token)).collect();
        TwilioConfig::new(sid, tokens, api, public, Voices::default())
    }

    #[test]
    fn a_setting_that_cannot_work_is_named() {
        let (api, public) = ("https://api.twilio.com", "https://gw.example.com");
        for (made, named) in [
            (config("", &["t"], api, public), "ACCOUNT_SID"),
            (config("AC0123456789ABCDEF0123456789ABCDEF", &["t"], api, public), "ACCOUNT_SID"),
            (config(&SID[..33], &["t"], api, public), "ACCOUNT_SID"),
            (config(SID, &[], api, public), "AUTH_TOKEN"),
            (config(SID, &[""], api, public), "AUTH_TOKEN"),
            (config(SID, &["good", "bad\n"], api, public), "AUTH_TOKEN"),
            (config(SID, &["t"], "http://api.twilio.com", public), "API_BASE"),
            (config(SID, &["t"], "https://user:pass@api.twilio.com", public), "API_BASE"),
            (config(SID, &["t"], "api.twilio.com", public), "API_BASE"),
            (config(SID, &["t"], api, "gw.example.com"), "PUBLIC_URL"),
            (config(SID, &["t"], api, "https://gw.example.com/?a=b"), "PUBLIC_URL"),
            (config(SID, &["t"], api, "https://gw.example.com/#rc=2"), "PUBLIC_URL"),
            (config(SID, &["t"], api, "ftp://gw.example.com/"), "PUBLIC_URL"),
        ] {
            let said = made.unwrap_err().to_string();
            assert!(said.contains(named), "{said}");
        }
    }

    #[test]
    fn an_api_on_this_machine_may_speak_plain_http() {
        for api in ["http://127.0.0.1:9000", "http://localhost:9000/", "http://[::1]:9000"] {
            assert!(config(SID, &["t"], api, "http://127.0.0.1:8080").is_ok(), "{api}");
        }
    }

    #[test]
    fn a_voice_is_a_name_or_the_default_or_left_to_the_account() {
        let chosen = |name: fn(Language) -> Option<&'static str>| {
            Voices::parse(&ChosenVoices::new(|language| name(language).map(str::to_owned)))
        };
        let voices = chosen(|language| match language {
            Language::En => Some("Google.en-US-Standard-A"),
            Language::Es => Some("account"),
            Language::Pt => None,
        });
        let voices = voices.unwrap();
        assert_eq!(voices.0.of(Language::En), Some("Google.en-US-Standard-A"));
        assert_eq!(voices.0.of(Language::Es), None);
        assert_eq!(voices.0.of(Language::Pt), Some("Polly.Camila"));
        assert_eq!(chosen(|_| None).unwrap(), Voices::default());
        let said = chosen(|language| (language == Language::Es).then_some("Polly Lupe")).unwrap_err().to_string();
        assert!(said.contains("PHONECLOCK_TWILIO_VOICE_ES"), "{said}");
    }

    #[test]
    fn the_token_is_never_shown() {
        let shown =
            format!("{:?}", config(SID, &["hush-hush"], "https://api.twilio.com", "https://gw.example.com").unwrap());
        assert!(!shown.contains("hush-hush"), "{shown}");
    }
}
