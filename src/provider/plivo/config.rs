//! What has to be known of a Plivo account, checked before the program starts to answer.

use crate::{
    domain::secret::Secret,
    provider::{
        settings::{ProviderSettingError, Rule, api_address, secrets, signed_bases, voices, wrong},
        spellings::SignedBases,
        voices::{ChosenVoices, VoiceNames},
    },
};

const AUTH_ID: Rule =
    ("PHONECLOCK_PLIVO_AUTH_ID", "the auth ID as the console shows it, MA or SA and 18 capitals or digits");
const AUTH_TOKEN: Rule =
    ("PHONECLOCK_PLIVO_AUTH_TOKEN", "the auth token that belongs to the auth ID, without blanks or line ends");
const API_BASE: Rule =
    ("PHONECLOCK_PLIVO_API_BASE", "an https address such as https://api.plivo.com (http for this machine)");

/// Settings of one account or subaccount. Made by [`PlivoConfig::new`] only, so that what is in it holds.
#[derive(Debug)]
pub struct PlivoConfig {
    pub(super) auth_id: String,
    pub(super) auth_tokens: Vec<Secret>,
    /// Without a slash at the end.
    pub(super) api_base: String,
    pub(super) signed_bases: SignedBases,
    pub(super) voices: VoiceNames,
}

impl PlivoConfig {
    /// Checks the settings of an account. While the token is rotated there are two of it.
    ///
    /// # Errors
    /// For the first setting that cannot work.
    pub fn new(
        auth_id: &str,
        (auth_tokens, api_base): (Vec<Secret>, &str),
        public_url: &str,
        chosen: &ChosenVoices,
    ) -> Result<Self, ProviderSettingError> {
        let is_id = |id: &&str| {
            let rest = id.strip_prefix("MA").or_else(|| id.strip_prefix("SA"));
            rest.is_some_and(|rest| {
                rest.len() == 18 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            })
        };
        // Plivo's own, who speaks every language that is spoken here:
        // <https://docs.plivo.com/docs/voice/xml/speak>
        let own = VoiceNames::new(|_| "WOMAN");
        Ok(Self {
            auth_id: Some(auth_id).filter(is_id).ok_or(wrong(AUTH_ID))?.to_owned(),
            auth_tokens: secrets(auth_tokens, AUTH_TOKEN)?,
            api_base: api_address(api_base).ok_or(wrong(API_BASE))?,
            signed_bases: signed_bases(public_url)?,
            voices: voices("PLIVO", own, chosen)?,
        })
    }
}
