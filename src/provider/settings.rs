//! What the settings of every provider are checked for before the program starts to answer.

use url::Url;

use super::{
    rest::is_this_machine,
    spellings::SignedBases,
    voices::{ChosenVoices, VoiceNameError, VoiceNames},
};
use crate::domain::{language::Language, secret::Secret};

/// A setting of a provider that cannot work, in one sentence that names it.
#[expect(missing_docs, reason = "each says what it is in its message")]
#[derive(Debug, thiserror::Error)]
pub enum ProviderSettingError {
    #[error("{name} must be {what}")]
    Wrong { name: &'static str, what: &'static str },
    #[error(
        "PHONECLOCK_{brand}_VOICE_{} must be a voice's name, or account to leave it to the account",
        language.in_settings()
    )]
    Voice { brand: &'static str, language: Language },
    #[error("{name} cannot be reached over https: are this machine's CA certificates installed?")]
    Client { name: &'static str, source: reqwest::Error },
}

/// What a setting must be, and its name.
pub(in crate::provider) type Rule = (&'static str, &'static str);

pub(in crate::provider) fn wrong((name, what): Rule) -> ProviderSettingError {
    ProviderSettingError::Wrong { name, what }
}

/// The voices of a provider, with those that were chosen in the place of its own.
pub(in crate::provider) fn voices(
    brand: &'static str,
    own: VoiceNames,
    chosen: &ChosenVoices,
) -> Result<VoiceNames, ProviderSettingError> {
    own.or(chosen).map_err(|VoiceNameError(language)| ProviderSettingError::Voice { brand, language })
}

/// Whether a secret is whole: one pasted with its line end would refuse every webhook, and say nothing of why.
pub(in crate::provider) fn is_whole(secret: &Secret) -> bool {
    let secret = secret.expose();
    !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic())
}

/// At least one secret, and each of them whole.
pub(in crate::provider) fn secrets(given: Vec<Secret>, rule: Rule) -> Result<Vec<Secret>, ProviderSettingError> {
    if !given.is_empty() && given.iter().all(is_whole) { Ok(given) } else { Err(wrong(rule)) }
}

/// An address on the web with nothing but a path behind its host.
pub(in crate::provider) fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    plain.then_some(url)
}

/// The address of an API, without a slash at its end: over https, or on this machine.
pub(in crate::provider) fn api_address(text: &str) -> Option<String> {
    let url = web_address(text).filter(|url| url.scheme() == "https" || is_this_machine(url))?;
    Some(url.as_str().trim_end_matches('/').to_owned())
}

/// The spellings of the public URL that may be signed.
pub(in crate::provider) fn signed_bases(typed: &str) -> Result<SignedBases, ProviderSettingError> {
    const RULE: Rule =
        ("PHONECLOCK_PUBLIC_URL", "an address such as https://clock.example.com, without user, query or fragment");
    let url = web_address(typed).ok_or(wrong(RULE))?;
    Ok(SignedBases::new(typed.trim(), &url))
}

/// Whether the text is a UUID as everybody writes it, in lower case.
pub(in crate::provider) fn is_uuid(text: &str) -> bool {
    const DASHES: [usize; 4] = [8, 13, 18, 23];
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| {
            if DASHES.contains(&at) { byte == b'-' } else { matches!(byte, b'0'..=b'9' | b'a'..=b'f') }
        })
}
