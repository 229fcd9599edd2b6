//! How each brand signs, as its own libraries check it.

use std::{fmt, sync::Arc, time::SystemTime};

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use phoneclock_core::domain::{clock::Clock, secret::Secret};
use ring::signature::{Ed25519KeyPair, KeyPair};
use sha2::Sha256;
use url::Url;

use super::Brand;
use crate::simulator::signature;

/// What time signatures are made for; the machine's own without a clock.
#[derive(Clone, Default)]
pub struct SigningClock(pub Option<Arc<dyn Clock>>);

impl SigningClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "a provider goes by the real time, whatever time the gateway is given"
    )]
    pub(in crate::simulator) fn now_secs(&self) -> i64 {
        let machine = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        self.0.as_ref().map_or_else(|| i64::try_from(machine()).unwrap_or(0), |clock| clock.now().as_second())
    }
}

impl fmt::Debug for SigningClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningClock")
    }
}

/// One request as it will be sent.
#[derive(Debug, Clone, Copy)]
pub struct Unsigned<'a> {
    /// The public address, with its query.
    pub address: &'a Url,
    /// The fields of the body in the order in which they are sent.
    pub form: &'a [(String, String)],
    /// The body itself.
    pub body: &'a str,
    /// Something that no other request has.
    pub nonce: &'a str,
}

/// A header and what stands in it.
pub type Header = (&'static str, String);

/// The headers that carry a signature under the account's key: Telnyx' is the seed of an Ed25519 key in base64.
#[must_use]
pub fn sign(brand: Brand, key: &Secret, request: Unsigned<'_>, clock: &SigningClock) -> Vec<Header> {
    match brand {
        Brand::Twilio => {
            vec![(signature::HEADER, signature::sign(key, &signature::signed_form(request.address), request.form))]
        }
        Brand::SignalWire => signalwire(key, request),
        Brand::Telnyx => telnyx(key, request, clock.now_secs()),
        Brand::Plivo if is_about_texts(request.address) => plivo_text(key, request),
        Brand::Plivo => plivo(key, request),
    }
}

/// The public key, in base64, that belongs to the seed with which Telnyx' requests are signed.
#[must_use]
pub fn telnyx_public_key(seed: &Secret) -> Option<String> {
    Some(STANDARD.encode(key_pair(seed)?.public_key()))
}

fn key_pair(seed: &Secret) -> Option<Ed25519KeyPair> {
    let seed = STANDARD.decode(seed.expose()).ok()?;
    Ed25519KeyPair::from_seed_unchecked(&seed).ok()
}

/// Of the form as Twilio does, but for repeated names; and of the whole body.
fn signalwire(key: &Secret, request: Unsigned<'_>) -> Vec<Header> {
    let address = signature::signed_form(request.address);
    let of_form = signature::sign(key, &address, request.form);
    let of_body = hash(key, &[address.as_bytes(), request.body.as_bytes()]);
    let hex = of_body.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex = hex.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect();
    vec![("X-SignalWire-Signature", of_form), ("X-SignalWire-Sha256-Signature", hex)]
}

/// The address is not in it.
fn telnyx(seed: &Secret, request: Unsigned<'_>, now: i64) -> Vec<Header> {
    let message = format!("{now}|{}", request.body);
    let signature = key_pair(seed).map(|pair| STANDARD.encode(pair.sign(message.as_bytes()))).unwrap_or_default();
    vec![("telnyx-signature-ed25519", signature), ("telnyx-timestamp", now.to_string())]
}

fn is_about_texts(address: &Url) -> bool {
    let path = address.path();
    path.contains("/text/") || path.trim_end_matches('/').ends_with("/message")
}

/// Webhooks about texts bear the second version alone, of the address without its query.
/// <https://docs.plivo.com/docs/messaging/concepts/signature-validation>
fn plivo_text(token: &Secret, request: Unsigned<'_>) -> Vec<Header> {
    let mut address = request.address.clone();
    address.set_query(None);
    address.set_fragment(None);
    let signature = STANDARD.encode(hash(token, &[address.as_str().as_bytes(), request.nonce.as_bytes()]));
    vec![
        ("X-Plivo-Signature-V2", signature.clone()),
        ("X-Plivo-Signature-Ma-V2", signature),
        ("X-Plivo-Signature-V2-Nonce", request.nonce.to_owned()),
    ]
}

fn plivo(token: &Secret, request: Unsigned<'_>) -> Vec<Header> {
    let mut query: Vec<_> = request.address.query_pairs().into_owned().collect();
    query.sort();
    let query: Vec<_> = query.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = query.join("&");
    let mut form: Vec<_> = request.form.iter().collect();
    form.sort();
    let form: String = form.into_iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]).collect();
    let mut address = request.address.clone();
    address.set_query(None);
    address.set_fragment(None);
    let mark = if query.is_empty() && form.is_empty() { "" } else { "?" };
    let between = if query.is_empty() || form.is_empty() { "" } else { "." };
    let message = format!("{address}{mark}{query}{between}{form}.{}", request.nonce);
    let signature = STANDARD.encode(hash(token, &[message.as_bytes()]));
    let nonce = request.nonce.to_owned();
    vec![
        ("X-Plivo-Signature-V3", signature.clone()),
        ("X-Plivo-Signature-Ma-V3", signature),
        ("X-Plivo-Signature-V3-Nonce", nonce),
    ]
}

fn hash(key: &Secret, parts: &[&[u8]]) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).expect("a key");
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str =
        "CallUUID=97ceeb52-58b6-11e1-86da-77300b68f8bb&From=14155551212&To=18005551212&Digits=1234&Empty=";

    fn signed(brand: Brand, key: &str, address: &str, nonce: &str) -> Vec<Header> {
        let form: Vec<_> = form_urlencoded::parse(FORM.as_bytes()).into_owned().collect();
        let address = Url::parse(address).unwrap();
        let request = Unsigned { address: &address, form: &form, body: FORM, nonce };
        sign(brand, &Secret::from(key), request, &SigningClock::default())
    }

    /// Computed with plivo-python 4.63.0.
    #[test]
    fn plivos_own_library_signs_the_same() {
        for (address, signature) in [
            ("https://example.com/answer?b=2&a=1", "DKLQoSQeSNqn/DCcJttCXFmV/mfOYmVH8pYgMAkOH/o="),
            ("https://example.com/answer", "Bq2EuA5z+lryguFdX8B6vcauDsB/AF7cour/9PS/ZNU="),
        ] {
            let headers = signed(Brand::Plivo, "my_auth_token", address, "12345");
            assert_eq!(headers[0], ("X-Plivo-Signature-V3", signature.to_owned()), "{address}");
        }
    }

    #[test]
    fn a_key_of_telnyx_has_the_public_key_that_its_verifier_takes() {
        let seed = STANDARD.encode((0..32).collect::<Vec<u8>>());
        let public = telnyx_public_key(&Secret::from(seed.as_str())).unwrap();
        assert_eq!(public, "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
        let headers = signed(Brand::Telnyx, &seed, "https://example.com/", "");
        let [(_, signature), (_, at)] = &headers[..] else { panic!("{headers:?}") };
        let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, STANDARD.decode(public).unwrap());
        let message = format!("{at}|{FORM}");
        assert!(key.verify(message.as_bytes(), &STANDARD.decode(signature).unwrap()).is_ok());
        assert_eq!(telnyx_public_key(&Secret::from("short")), None);
    }
}
