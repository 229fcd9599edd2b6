//! A webhook: believed exactly when its signature is right, and then it says what another reader reads.
//!
//! The first line is the address when it begins with a slash; the rest is the body.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use phoneclock::domain::secret::Secret;
use phoneclock::{
    domain::caller::Caller,
    provider::{
        CallerInput, FinishedRecording, Provider, RecordingOutcome, SignedRequest, WebhookError,
        twilio::{Twilio, TwilioConfig, Voices, sign},
    },
};
use sha1::Sha1;
use sha2::{Digest, Sha256};

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "not-a-real-token-but-a-test-one";
const PUBLIC_URL: &str = "https://gw.example.com:8443";
/// As Twilio spells it.
const SIGNED_URL: &str = "https://gw.example.com";
const MOST_KEYS: usize = 128;

type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// Whether a signed body was understood as the answer at some step of a call.
pub fn check(data: &[u8]) -> bool {
    let (target, body) = address_and_body(data);
    assert_believed_exactly_when_signed(target, body, data);
    let mut understood = assert_understood(body);
    // Most bodies name no account. What stands behind it is to be reached anyway.
    let of_ours = [format!("AccountSid={ACCOUNT}&CallSid=CA1&").as_bytes(), body].concat();
    understood |= assert_understood(&of_ours);
    understood
}

fn twilio() -> &'static dyn Provider {
    static TWILIO: OnceLock<Twilio> = OnceLock::new();
    TWILIO.get_or_init(|| {
        let tokens = vec![Secret::from("an-older-one"), Secret::from(TOKEN)];
        let config = TwilioConfig::new(ACCOUNT, tokens, "http://127.0.0.1:9", PUBLIC_URL, Voices::default());
        Twilio::new(config.unwrap()).unwrap()
    })
}

fn address_and_body(data: &[u8]) -> (&str, &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    match std::str::from_utf8(&data[..end]) {
        Ok(target) if target.starts_with('/') => (target, data.get(end + 1..).unwrap_or_default()),
        Ok(_) | Err(_) => ("/voice/twilio/answer?step=3&token=aZ09-_", data),
    }
}

// -- the signature ------------------------------------------------------------------------------

fn assert_believed_exactly_when_signed(target: &str, body: &[u8], anything: &[u8]) {
    let believes = |target: &str, body: &[u8], signature: Option<&str>| {
        // What cannot stand in a header is as if there were none.
        let value = signature.and_then(|signature| http::HeaderValue::from_str(signature).ok());
        let headers = value.map(|value| (http::HeaderName::from_static("x-twilio-signature"), value));
        twilio().verify(&SignedRequest { target, headers: &headers.into_iter().collect(), body }).is_ok()
    };
    // A hash of the body in the address stands for a body that is no form.
    let promised = target.split_once('?').and_then(|(_, query)| {
        pairs(query.as_bytes()).into_iter().find(|(name, _)| name == b"bodySHA256").map(|(_, value)| value)
    });
    let keeps_promise = |body: &[u8]| promised.as_ref().is_none_or(|hash| *hash == sha256(body));
    let signed = |body: &[u8]| if promised.is_some() { Vec::new() } else { canonical(&pairs(body)) };
    let signature = signature(target, &signed(body));
    assert_eq!(believes(target, body, Some(&signature)), keeps_promise(body), "a right signature");
    if promised.is_none() {
        let token = Secret::from(TOKEN);
        assert_eq!(sign(&token, &format!("{SIGNED_URL}{target}"), body), signature, "two who sign");
    }

    assert!(!believes(target, body, None));
    assert!(!believes(&format!("{target}x"), body, Some(&signature)), "another address");
    for at in 0..signature.len() {
        let mut other = signature.clone().into_bytes();
        other[at] ^= 1;
        let other = String::from_utf8(other).unwrap();
        assert!(!believes(target, body, Some(&other)), "a changed signature");
    }
    if let Ok(text) = std::str::from_utf8(anything)
        && text != signature
    {
        assert!(!believes(target, body, Some(text)), "anything for a signature");
    }

    // A changed byte is refused, unless it is only another spelling of the same names and values.
    let places = Sha256::digest(body);
    for place in places.iter().take(if body.is_empty() { 0 } else { 8 }) {
        let mut changed = body.to_vec();
        changed[usize::from(*place) * body.len() / 256] ^= place & 0x2F | 1;
        let same = promised.is_none() && signed(&changed) == signed(body);
        assert_eq!(believes(target, &changed, Some(&signature)), same, "a changed byte");
    }
}

/// Each name with each of its values once, in the order of their bytes, with nothing between.
fn canonical(pairs: &Pairs) -> Vec<u8> {
    let distinct: BTreeSet<_> = pairs.iter().collect();
    distinct.into_iter().flat_map(|(name, value)| [name.as_slice(), value]).collect::<Vec<_>>().concat()
}

fn signature(target: &str, signed: &[u8]) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(TOKEN.as_bytes()).unwrap();
    mac.update(format!("{SIGNED_URL}{target}").as_bytes());
    mac.update(signed);
    STANDARD.encode(mac.finalize().into_bytes())
}

fn sha256(body: &[u8]) -> Vec<u8> {
    base16ct::lower::encode_string(&Sha256::digest(body)).into_bytes()
}

/// The form once more, read by hand, and held against a third reader of the same standard.
fn pairs(form: &[u8]) -> Pairs {
    let fields = form.split(|byte| *byte == b'&').filter(|field| !field.is_empty());
    let pairs: Pairs = fields
        .map(|field| {
            let end = field.iter().position(|byte| *byte == b'=').unwrap_or(field.len());
            (plain(&field[..end]), plain(field.get(end + 1..).unwrap_or_default()))
        })
        .collect();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let ours = pairs.iter().map(|(name, value)| (text(name), text(value)));
    assert!(ours.eq(form_urlencoded::parse(form).into_owned()));
    pairs
}

fn plain(raw: &[u8]) -> Vec<u8> {
    let hex = |at: usize| raw.get(at).and_then(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8);
    let (mut plain, mut at) = (Vec::new(), 0);
    while at < raw.len() {
        match (raw[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                plain.push(high * 16 + low);
                at += 2;
            }
            (b'+', ..) => plain.push(b' '),
            (byte, ..) => plain.push(byte),
        }
        at += 1;
    }
    plain
}

// -- what it says -------------------------------------------------------------------------------

/// What is read of a form, and every refusal, fits what stands in it. Whether it was an answer.
fn assert_understood(body: &[u8]) -> bool {
    let pairs = pairs(body);
    let form = Form { values: values(&pairs) };
    if let Some(ring) = form.accepts(twilio().parse_ring(body)) {
        assert_eq!(Some(ring.call.as_str()), form.one("CallSid"));
        assert_eq!(ring.dialed, form.legible("To").unwrap_or_default());
        assert_eq!(ring.caller, form.legible("From").map_or(Caller::Withheld, Caller::parse));
        if let Some(number) = ring.caller.number() {
            let digits = number.as_str().strip_prefix('+').unwrap();
            assert!((7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
    if let Some(status) = form.accepts(twilio().parse_call_status(body)) {
        let last = ["completed", "busy", "failed", "no-answer", "canceled"];
        assert_eq!(status.over, last.contains(&form.one("CallStatus").unwrap()));
        assert_eq!(Some(status.call.as_str()), form.one("CallSid"));
    }
    if let Some(status) = form.accepts(twilio().parse_recording_status(body)) {
        let word = form.one("RecordingStatus").unwrap();
        match status.outcome {
            RecordingOutcome::Completed(FinishedRecording { id, secs }) => {
                assert_eq!((word, Some(id.as_str())), ("completed", form.one("RecordingSid")));
                assert_is_sid(id.as_str());
                assert_eq!(secs, form.legible("RecordingDuration").and_then(|secs| secs.trim().parse().ok()));
            }
            RecordingOutcome::Absent => assert!(["absent", "failed"].contains(&word)),
            RecordingOutcome::InProgress => assert!(!["completed", "absent", "failed"].contains(&word)),
        }
    }
    let answer = form.accepts(twilio().parse_answer(body));
    if let Some(answer) = &answer {
        assert_eq!(Some(answer.call.as_str()), form.one("CallSid"));
        form.assert_input(&answer.input);
    }
    answer.is_some()
}

/// It becomes part of an address.
fn assert_is_sid(id: &str) {
    let hex = id.strip_prefix("RE").unwrap();
    assert!(hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
}

fn values(pairs: &Pairs) -> BTreeMap<&[u8], Vec<&[u8]>> {
    let mut values: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, value) in pairs {
        values.entry(name.as_slice()).or_default().push(value.as_slice());
    }
    values
}

struct Form<'a> {
    /// The values of each name.
    values: BTreeMap<&'a [u8], Vec<&'a [u8]>>,
}

impl Form<'_> {
    fn all(&self, name: &str) -> &[&[u8]] {
        self.values.get(name.as_bytes()).map_or(&[], Vec::as_slice)
    }

    fn one(&self, name: &str) -> Option<&str> {
        let values = self.all(name);
        assert!(values.len() <= 1, "{name} is read although it is there twice");
        values.first().map(|value| std::str::from_utf8(value).unwrap_or_else(|_| panic!("{name} is read and no text")))
    }

    /// What a webhook can do without: there once, as text, or as if it were not there.
    fn legible(&self, name: &str) -> Option<&str> {
        match self.all(name) {
            [value] => std::str::from_utf8(value).ok(),
            _ => None,
        }
    }

    /// A refusal says the truth; and what is accepted is of our account.
    fn accepts<T>(&self, read: Result<T, WebhookError>) -> Option<T> {
        match read {
            Ok(read) => {
                assert_eq!(self.one("AccountSid"), Some(ACCOUNT));
                return Some(read);
            }
            Err(WebhookError::NotText(name)) => {
                assert!(self.all(name).iter().any(|value| std::str::from_utf8(value).is_err()), "{name}");
            }
            Err(WebhookError::Missing(name)) => assert!(self.all(name).is_empty(), "{name}"),
            Err(WebhookError::Repeated(name)) => assert!(self.all(name).len() > 1, "{name}"),
            Err(WebhookError::Malformed(name)) => assert_eq!(self.all(name).len(), 1, "{name}"),
            Err(WebhookError::ForeignAccount) => assert_ne!(self.all("AccountSid"), [ACCOUNT.as_bytes()]),
        }
        None
    }

    fn assert_input(&self, input: &CallerInput) {
        let digits = self.one("Digits");
        match input {
            CallerInput::Keys(keys) => {
                let keys = keys.as_str();
                assert!(!keys.is_empty() && keys.chars().count() <= MOST_KEYS);
                assert!(digits.unwrap().starts_with(keys));
            }
            CallerInput::Pound => assert!(["", "#"].contains(&digits.unwrap_or_default())),
            CallerInput::Empty { .. } | CallerInput::Nothing => assert_eq!(digits.unwrap_or_default(), ""),
            CallerInput::Recorded { recording, hung_up } => {
                assert_eq!(*hung_up, digits == Some("hangup"));
                if let Some(id) = recording {
                    assert_eq!(Some(id.as_str()), self.legible("RecordingSid"));
                    assert_is_sid(id.as_str());
                }
            }
        }
    }
}
