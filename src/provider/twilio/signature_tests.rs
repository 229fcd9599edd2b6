//! Vectors that Twilio publishes (its security page, twilio-python and twilio-node), and edges computed with
//! twilio-python 9.13.0.

use proptest::prelude::*;
use url::Url;

use super::*;
use crate::provider::form_signature::MAX_BYTES_FOR_RARE_SPELLINGS;

const P: &str = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
const PAGE: &str = "/myapp.php?foo=1&bar=2";
const JSON: &str = r#"{"property": "value", "boolean": true}"#;
const JSON_HASH: &str = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
const BRACES_HASH: &str = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

fn token() -> Secret {
    Secret::from("12345")
}

fn signed_bases(public_url: &str) -> SignedBases {
    SignedBases::new(public_url, &Url::parse(public_url).unwrap())
}

fn holds(public_url: &str, target: &str, body: &str, signature: &str) -> bool {
    let bases = signed_bases(public_url);
    let request = SignedParts { target, signature: Some(signature), body: body.as_bytes() };
    verify(&bases, &[token()], &request).is_ok()
}

#[test]
fn published_signatures_are_reproduced() {
    let docs = P.replace("14158675309", "14158675310");
    let addresses = "MessagingBinding.Address=%2B1415xxxxxxx&MessagingBinding.Address=%2B1325xxxxxxx";
    let repeats = "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234";
    for (vector, origin, body, expected) in [
        ("T1", "https://mycompany.com", P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("T3", "https://mycompany.com:443", P, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("T4", "http://mycompany.com:80", P, "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("T5", "http://mycompany.com:1234", P, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        // A user in the URL is signed where it is kept; our own public URL never has one.
        ("T9", "https://user:pass@mycompany.com", P, "CukzLTc1tT5dXEDIHm/tKBanW10="),
        ("T9 with port", "https://user:pass@mycompany.com:443", P, "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI="),
        ("T10", "https://user@mycompany.com", P, "2YRLlVAflCqxaNicjMpJcSTgzSs="),
        ("T12", "https://mycompany.com", addresses, "83O6e2vORAoJHUNzJjDWN1jz+BA="),
        ("T13", "https://mycompany.com", repeats, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
        ("T14", "https://example.com", docs.as_str(), "L/OH5YylLD5NRKLltdqwSvS0BnU="),
    ] {
        assert_eq!(sign(&token(), &format!("{origin}{PAGE}"), body.as_bytes()), expected, "{vector}");
    }
}

#[test]
fn the_port_may_be_signed_or_dropped() {
    let t1 = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    for (vector, public_url, signature) in [
        ("T1", "https://mycompany.com", t1),
        ("T2", "https://mycompany.com:1234", t1),
        ("T3", "https://mycompany.com", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("T3, other port", "https://mycompany.com:1234", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("T4", "http://mycompany.com", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("T5", "http://mycompany.com:1234", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    ] {
        assert!(holds(public_url, PAGE, P, signature), "{vector}");
    }
    assert!(!holds("http://mycompany.com", PAGE, P, t1), "another scheme");
    assert!(!holds("https://mycompany.org", PAGE, P, t1), "another host");
    assert!(!holds("http://mycompany.com:4321", PAGE, P, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="), "a port nobody configured");
}

#[test]
fn a_body_that_is_no_form_is_believed_by_its_hash() {
    let t6 = format!("{PAGE}&bodySHA256={JSON_HASH}");
    let t7 = format!("{PAGE}&bodySHA256={BRACES_HASH}");
    let t8 = format!("/myapp.php?bodySHA256={JSON_HASH}");
    for (vector, target, body, signature) in [
        ("T6", &t6, JSON, "a9nBmqA0ju/hNViExpshrM61xv4="),
        // Published beside the URL without a port, and in truth the signature of the one with `:443`.
        ("T7", &t7, "{}", "Ldidvp12m26NI7eqEvxnEpkd9Hc="),
        ("T7 without port", &t7, "{}", "rw/jVviOgicj2+kHZULvebnA4ag="),
        ("T8", &t8, JSON, "y77kIzt2vzLz71DgmJGsen2scGs="),
    ] {
        assert!(holds("https://mycompany.com", target, body, signature), "{vector}");
        assert!(!holds("https://mycompany.com", target, "{ }", signature), "{vector}, another body");
    }
    let with_port = format!("https://mycompany.com:443{t7}");
    assert_eq!(sign(&token(), &with_port, b""), "Ldidvp12m26NI7eqEvxnEpkd9Hc=");
}

/// T11 is published for a literal apostrophe, and in truth signs `%27`: the library that accepts it escapes the
/// apostrophe first. Twilio signs what was sent, so the target is taken as it stands.
#[test]
fn an_apostrophe_in_the_target_is_not_escaped_behind_the_callers_back() {
    let (literal, escaped) = (format!("{PAGE}&Body=It's+amazing"), format!("{PAGE}&Body=It%27s+amazing"));
    let (of_literal, of_escaped) = ("dsq4Ehbj6cs+KdTkpF5sSSplOWw=", "TfZzewPq8wqrGlMfyAud8+/IvJ0=");
    let site = "https://mycompany.com";
    assert!(holds(site, &literal, P, of_literal) && holds(site, &escaped, P, of_escaped));
    assert!(!holds(site, &literal, P, of_escaped) && !holds(site, &escaped, P, of_literal));
}

#[test]
fn edges_agree_with_twilios_own_library() {
    let site = "https://gw.example.com";
    let target = "/v1/twilio/voice/clock-id?step=2&lang=es";
    let call = "CallSid=CA0123456789abcdef0123456789abcdef";
    for (edge, body, signature) in [
        (
            "empty values",
            format!(
                "{call}&AccountSid=AC0123456789abcdef0123456789abcdef&From=%2B15555550100&To=%2B15555550111\
                 &CallStatus=in-progress&Digits=&FinishedOnKey=%23"
            ),
            "DRAhiDj0TYUk+Z8XFG/u91THu+Q=",
        ),
        (
            "beyond ASCII, blank at the end",
            format!("{call}&From=%2B15555550100&FromCity=MONTR%C3%89AL&CallerName=O%27Brien+%26+S%C3%B8n+"),
            "holRx8Jcia0XGNeqmSNbtn+fMVk=",
        ),
        ("byte order", "b=2&B=1&a=3&_=4".to_owned(), "oVHFJ5BCmKX4/5qBcu947FDs4JQ="),
        ("repeated", "X=b&X=a&X=a&CallSid=CA1".to_owned(), "51ku+TQOgrxOCdVG1OjMKkB/wpg="),
    ] {
        assert!(holds(site, target, &body, signature), "{edge}");
    }
    let all_in_target = format!("{target}&CallSid=CA1&From=%2B15555550100&Digits=12%23");
    assert!(holds(site, &all_in_target, "", "B+P9p7aQrMi2JrDVt7L3gmY4nzc="));
    let kept_twice = "yW0JIvdcC33C9A+wBY3+6dQTNi4=";
    assert!(!holds(site, target, "X=b&X=a&X=a&CallSid=CA1", kept_twice), "another brand's rule");
}

#[test]
fn a_prefix_behind_which_the_gateway_lives_is_part_of_the_signed_url() {
    let signature = sign(&token(), "https://shared.example.com/clock/voice/twilio", P.as_bytes());
    assert!(holds("https://shared.example.com/clock", "/voice/twilio", P, &signature));
    assert!(holds("https://shared.example.com/clock/", "/voice/twilio", P, &signature));
    assert!(!holds("https://shared.example.com", "/voice/twilio", P, &signature));
}

#[test]
fn the_host_is_signed_as_the_console_or_the_setting_spells_it() {
    for (setting, signed) in [
        ("https://Clock.Example.com", "https://Clock.Example.com"),
        ("https://Clock.Example.com", "https://clock.example.com"),
        ("https://clock.example.com", "https://CLOCK.EXAMPLE.COM"),
        ("HTTPS://clock.example.com", "HTTPS://clock.example.com"),
        ("https://uhr.bäcker.example", "https://uhr.bäcker.example"),
        ("https://uhr.bäcker.example", "https://uhr.xn--bcker-gra.example"),
    ] {
        let signature = sign(&token(), &format!("{signed}/voice/twilio"), P.as_bytes());
        assert!(holds(setting, "/voice/twilio", P, &signature), "{setting} signed as {signed}");
        assert!(!holds(setting, "/voice/twilio/x", P, &signature), "{setting}, another path");
    }
    let signature = sign(&token(), "https://clock.example.org/voice/twilio", P.as_bytes());
    assert!(!holds("https://clock.example.com", "/voice/twilio", P, &signature), "another host");
}

#[test]
fn a_large_form_is_not_hashed_for_every_rare_spelling() {
    let large = format!("{P}&Padding={}", "x".repeat(MAX_BYTES_FOR_RARE_SPELLINGS));
    let signed = |base: &str| sign(&token(), &format!("{base}/voice"), large.as_bytes());
    assert!(holds("https://clock.example.com", "/voice", &large, &signed("https://clock.example.com")));
    assert!(!holds("https://clock.example.com", "/voice", &large, &signed("https://CLOCK.EXAMPLE.COM")));
}

#[test]
fn either_token_holds_while_one_replaces_the_other() {
    let bases = signed_bases("https://mycompany.com");
    let (old, new) = (Secret::from("old"), Secret::from("new"));
    for token in [&old, &new] {
        let signature = sign(token, &format!("https://mycompany.com{PAGE}"), P.as_bytes());
        let request = SignedParts { target: PAGE, signature: Some(&signature), body: P.as_bytes() };
        assert_eq!(verify(&bases, &[old.clone(), new.clone()], &request), Ok(()));
        assert_eq!(verify(&bases, &[Secret::from("third")], &request), Err(SignatureError));
        assert_eq!(verify(&bases, &[], &request), Err(SignatureError));
    }
}

#[test]
fn nothing_else_holds() {
    let good = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    let site = "https://mycompany.com";
    for signature in
        ["", "RSOYDt4T1cUTdK1PDd93/VVr8B8", "RSOYDt4T1cUTdK1PDd93/VVr8B9=", "RSOYDt4T1cUTdK1PDd93/VVr8B8==", "é"]
    {
        assert!(!holds(site, PAGE, P, signature), "{signature}");
    }
    assert!(!holds(site, "/myapp.php?bar=2&foo=1", P, good), "query in another order");
    assert!(!holds(site, PAGE, &P.replace("1234&", "1235&"), good), "other keys");
    assert!(!holds(site, PAGE, &format!("{P}&New="), good), "one parameter more");
    assert!(!holds("https://mycompany", ".com/myapp.php?foo=1&bar=2", P, good), "target that is no path");
    let unsigned = SignedParts { target: PAGE, signature: None, body: P.as_bytes() };
    assert_eq!(verify(&signed_bases(site), &[token()], &unsigned), Err(SignatureError));
}

#[test]
fn bytes_that_are_no_utf8_are_signed_as_they_are() {
    let body = b"CallSid=CA1&FromCity=%FF%FE\xfd";
    let signature = sign(&token(), "https://gw.example.com/voice", body);
    let bases = signed_bases("https://gw.example.com");
    let request = SignedParts { target: "/voice", signature: Some(&signature), body };
    assert_eq!(verify(&bases, &[token()], &request), Ok(()));
    assert_ne!(signature, sign(&token(), "https://gw.example.com/voice", b"CallSid=CA1&FromCity=\xef\xbf\xbd"));
}

proptest! {
    #[test]
    fn strangers_never_get_in_and_never_break_anything(
        target in "[/?&=%#a-zA-Z0-9']{0,60}",
        body in proptest::collection::vec(any::<u8>(), 0..200),
        signature in proptest::option::of(".{0,40}"),
    ) {
        let request = SignedParts { target: &target, signature: signature.as_deref(), body: &body };
        prop_assert_eq!(verify(&signed_bases("https://gw.example.com"), &[token()], &request), Err(SignatureError));
    }
}
