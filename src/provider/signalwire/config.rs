//! What has to be known of a SignalWire project, checked before the program starts to answer.

use crate::{
    domain::{language::Language, secret::Secret},
    provider::{
        settings::{ProviderSettingError, Rule, api_address, is_uuid, secrets, signed_bases, voices, wrong},
        spellings::SignedBases,
        voices::{ChosenVoices, VoiceNames},
    },
};

const PROJECT_ID: Rule =
    ("PHONECLOCK_SIGNALWIRE_PROJECT_ID", "the project's id as the dashboard shows it, a UUID in small letters");
const SPACE_URL: Rule = (
    "PHONECLOCK_SIGNALWIRE_SPACE_URL",
    "the https address of the space, such as https://example.signalwire.com (http for this machine)",
);
const API_TOKEN: Rule = ("PHONECLOCK_SIGNALWIRE_API_TOKEN", "an API token, without blanks or line ends");
const SIGNING_KEY: Rule =
    ("PHONECLOCK_SIGNALWIRE_SIGNING_KEY", "the signing key, which is not the API token, without blanks or line ends");

/// Settings of one project. Made by [`SignalWireConfig::new`] only, so that what is in it holds.
#[derive(Debug)]
pub struct SignalWireConfig {
    pub(super) project_id: String,
    /// Without a slash at the end.
    pub(super) space_url: String,
    pub(super) api_tokens: Vec<Secret>,
    pub(super) signing_keys: Vec<Secret>,
    pub(super) signed_bases: SignedBases,
    pub(super) voices: VoiceNames,
}

impl SignalWireConfig {
    /// Checks the settings of a project. Of the secrets there are two each while they are rotated.
    ///
    /// # Errors
    /// For the first setting that cannot work.
    pub fn new(
        (project_id, space_url): (&str, &str),
        (api_tokens, signing_keys): (Vec<Secret>, Vec<Secret>),
        public_url: &str,
        chosen: &ChosenVoices,
    ) -> Result<Self, ProviderSettingError> {
        // Voices of Amazon Polly for exactly the tags that are spoken:
        // <https://developer.signalwire.com/voice/tts/amazon-polly/>
        let own = VoiceNames::new(|language| match language {
            Language::En => "Polly.Joanna",
            Language::Es => "Polly.Lupe",
            Language::Pt => "Polly.Camila",
        });
        Ok(Self {
            project_id: Some(project_id).filter(|id| is_uuid(id)).ok_or(wrong(PROJECT_ID))?.to_owned(),
            space_url: api_address(space_url).ok_or(wrong(SPACE_URL))?,
            api_tokens: secrets(api_tokens, API_TOKEN)?,
            signing_keys: secrets(signing_keys, SIGNING_KEY)?,
            signed_bases: signed_bases(public_url)?,
            voices: voices("SIGNALWIRE", own, chosen)?,
        })
    }
}
