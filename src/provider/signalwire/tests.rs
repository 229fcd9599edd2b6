//! Vectors that SignalWire's SDK publishes, and forms of its own.

use http::{HeaderMap, HeaderName};

use super::*;
use crate::{
    domain::secret::Secret,
    provider::{CallerInput, Provider, WebhookError, voices::ChosenVoices},
};

const PROJECT: &str = "b08dacad-2f6a-4b1a-a7e1-6d2a3c3b4c5d";
const CALL: &str = "4b2f3c1e-9d3a-4b62-8d0b-7a8a3a1a2b3c";
const RECORDING: &str = "0e3b1b5e-5c0f-4d3c-8b1a-1f2e3d4c5b6a";
const KEY: &str = "PSKtest1234567890abcdef";

fn config(project: &str, space: &str, key: &str, public_url: &str) -> Result<SignalWireConfig, ProviderSettingError> {
    let secrets = (vec![Secret::from("PT-token")], vec![Secret::from(key)]);
    SignalWireConfig::new((project, space), secrets, public_url, &ChosenVoices::default())
}

fn signalwire(key: &str, public_url: &str) -> SignalWire {
    SignalWire::new(config(PROJECT, "http://127.0.0.1:9", key, public_url).unwrap()).unwrap()
}

fn holds(provider: &SignalWire, target: &str, body: &str, (name, signature): (&'static str, &str)) -> bool {
    let headers = HeaderMap::from_iter([(HeaderName::from_static(name), signature.parse().unwrap())]);
    provider.has_signature(&headers)
        && provider.verify(&SignedRequest { target, headers: &headers, body: body.as_bytes() }).is_ok()
}

#[test]
fn published_signatures_hold() {
    // Of a form, which is Twilio's own example; under the old name of the header, too.
    let form = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
    let shop = signalwire("12345", "https://mycompany.com");
    let page = "/myapp.php?foo=1&bar=2";
    for name in ["x-signalwire-signature", "x-twilio-signature"] {
        assert!(holds(&shop, page, form, (name, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")), "{name}");
        assert!(!holds(&shop, page, &form.replace("1234&", "1235&"), (name, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")));
        assert!(!holds(&shop, "/other", form, (name, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")));
    }
    // Of a body that is no form: the whole of it, or a hash of it in the address.
    let ngrok = signalwire(KEY, "https://example.ngrok.io");
    let event = r#"{"event":"call.state","params":{"call_id":"abc-123","state":"answered"}}"#;
    let whole = ("x-signalwire-sha256-signature", "2a29f8a92b11df39da80c3b185fd62173d49c294184da585ff951eae4433571c");
    assert!(holds(&ngrok, "/webhook", event, whole));
    assert!(!holds(&ngrok, "/webhook", &event.replace("answered", "ended"), whole));
    assert!(!holds(&ngrok, "/webhook?x=1", event, whole));
    let hashed = "/webhook?bodySHA256=69f3cbfc18e386ef8236cb7008cd5a54b7fed637a8cb3373b5a1591d7f0fd5f4";
    let signature = ("x-signalwire-signature", "dfO9ek8mxyFtn2nMz24plPmPfIY=");
    assert!(holds(&ngrok, hashed, r#"{"event":"call.state"}"#, signature));
    assert!(!holds(&ngrok, hashed, r#"{"event":"call.stated"}"#, signature));
}

#[test]
fn repeated_fields_are_signed_as_often_as_they_come() {
    let gateway = signalwire("12345", "https://gw.example.com");
    let (target, body) = ("/v1/twilio/voice/clock-id?step=2&lang=es", "X=b&X=a&X=a&CallSid=CA1");
    let [kept, once] = ["yW0JIvdcC33C9A+wBY3+6dQTNi4=", "51ku+TQOgrxOCdVG1OjMKkB/wpg="];
    assert!(holds(&gateway, target, body, ("x-signalwire-signature", kept)));
    assert!(!holds(&gateway, target, body, ("x-signalwire-signature", once)));
}

#[test]
fn a_request_without_a_signature_or_with_a_wrong_one_is_refused() {
    let gateway = signalwire(KEY, "https://gw.example.com");
    assert!(!gateway.has_signature(&HeaderMap::new()));
    let request = SignedRequest { target: "/voice/signalwire", headers: &HeaderMap::new(), body: b"a=b" };
    assert_eq!(gateway.verify(&request), Err(SignatureError));
    for name in ["x-signalwire-signature", "x-twilio-signature", "x-signalwire-sha256-signature"] {
        for signature in ["", "AAAA", "dfO9ek8mxyFtn2nMz24plPmPfIY="] {
            assert!(!holds(&gateway, "/voice/signalwire", "a=b", (name, signature)), "{name}: {signature}");
        }
    }
    let other = sign(&Secret::from("PT-token"), "https://gw.example.com/voice/signalwire", b"a=b");
    assert!(!holds(&gateway, "/voice/signalwire", "a=b", ("x-signalwire-signature", &other)), "the API token");
}

#[test]
fn a_recording_is_known_by_its_address_where_its_id_is_not_given() {
    let gateway = signalwire(KEY, "https://gw.example.com");
    let url =
        format!("https://example.signalwire.com/api/laml/2010-04-01/Accounts/{PROJECT}/Recordings/{RECORDING}.wav");
    let body = format!("AccountSid={PROJECT}&CallSid={CALL}&RecordingUrl={url}&RecordingDuration=3");
    let answer = gateway.parse_answer(body.as_bytes()).unwrap();
    let CallerInput::Recorded { recording: Some(recording), hung_up: false } = answer.input else {
        panic!("{:?}", answer.input)
    };
    assert_eq!((recording.as_str(), answer.call.as_str()), (RECORDING, CALL));
    let other = format!("AccountSid={CALL}&CallSid={CALL}&Digits=1");
    assert_eq!(gateway.parse_answer(other.as_bytes()), Err(WebhookError::ForeignAccount));
}

#[test]
fn a_setting_that_cannot_work_is_named() {
    let (space, public) = ("https://example.signalwire.com", "https://gw.example.com");
    for (made, named) in [
        (config("AC1", space, KEY, public), "PHONECLOCK_SIGNALWIRE_PROJECT_ID"),
        (config(PROJECT, "example.signalwire.com", KEY, public), "PHONECLOCK_SIGNALWIRE_SPACE_URL"),
        (config(PROJECT, "http://example.signalwire.com", KEY, public), "PHONECLOCK_SIGNALWIRE_SPACE_URL"),
        (config(PROJECT, space, "", public), "PHONECLOCK_SIGNALWIRE_SIGNING_KEY"),
        (config(PROJECT, space, "key\n", public), "PHONECLOCK_SIGNALWIRE_SIGNING_KEY"),
        (config(PROJECT, space, KEY, "gw.example.com"), "PHONECLOCK_PUBLIC_URL"),
    ] {
        let said = made.unwrap_err().to_string();
        assert!(said.starts_with(named), "{said}");
    }
    let secrets = (vec![Secret::from("hush-hush")], vec![Secret::from("hush-too")]);
    let sound = SignalWireConfig::new((PROJECT, space), secrets, public, &ChosenVoices::default()).unwrap();
    assert!(!format!("{sound:?}").contains("hush"));
}
