//! What has to be known of a Telnyx account, checked before the program starts to answer.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    domain::{language::Language, secret::Secret},
    provider::{
        settings::{ProviderSettingError, Rule, api_address, is_uuid, secrets, voices, wrong},
        voices::{ChosenVoices, VoiceNames},
    },
};

const ACCOUNT_SID: Rule =
    ("PHONECLOCK_TELNYX_ACCOUNT_SID", "the account's id as its webhooks name it, a UUID in small letters");
const PUBLIC_KEY: Rule =
    ("PHONECLOCK_TELNYX_PUBLIC_KEY", "the public key of the account as the portal shows it, 32 bytes in base64");
const API_KEY: Rule = ("PHONECLOCK_TELNYX_API_KEY", "an API key (v2), without blanks or line ends");
const API_BASE: Rule =
    ("PHONECLOCK_TELNYX_API_BASE", "an https address such as https://api.telnyx.com (http for this machine)");

/// A public key of Ed25519.
pub(super) type PublicKey = [u8; 32];

/// Settings of one account. Made by [`TelnyxConfig::new`] only, so that what is in it holds.
#[derive(Debug)]
pub struct TelnyxConfig {
    pub(super) account_sid: String,
    pub(super) public_keys: Vec<PublicKey>,
    pub(super) api_keys: Vec<Secret>,
    /// Without a slash at the end.
    pub(super) api_base: String,
    pub(super) voices: VoiceNames,
}

impl TelnyxConfig {
    /// Checks the settings of an account. While a key is rotated there are two of it.
    ///
    /// # Errors
    /// For the first setting that cannot work.
    pub fn new(
        account_sid: &str,
        public_keys: &[&str],
        (api_keys, api_base): (Vec<Secret>, &str),
        chosen: &ChosenVoices,
    ) -> Result<Self, ProviderSettingError> {
        let key = |text: &&str| STANDARD.decode(text).ok().and_then(|bytes| PublicKey::try_from(bytes).ok());
        let keys: Option<Vec<_>> = public_keys.iter().map(key).collect();
        // Neural, as others may be changed for another voice without a word:
        // <https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/say>
        let own = VoiceNames::new(|language| match language {
            Language::En => "Polly.Joanna-Neural",
            Language::Es => "Polly.Lupe-Neural",
            Language::Pt => "Polly.Camila-Neural",
        });
        Ok(Self {
            account_sid: Some(account_sid).filter(|id| is_uuid(id)).ok_or(wrong(ACCOUNT_SID))?.to_owned(),
            public_keys: keys.filter(|keys| !keys.is_empty()).ok_or(wrong(PUBLIC_KEY))?,
            api_keys: secrets(api_keys, API_KEY)?,
            api_base: api_address(api_base).ok_or(wrong(API_BASE))?,
            voices: voices("TELNYX", own, chosen)?,
        })
    }
}
