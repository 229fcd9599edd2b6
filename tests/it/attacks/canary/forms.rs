//! The forms in which a text may turn up: as it is, and as forms, addresses, pages, JSON, Base64 and hexadecimal write it.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

/// What is searched. Whatever is no text in it is passed over.
pub struct Haystack(String);

impl Haystack {
    pub fn of(bytes: &[u8]) -> Self {
        Self(String::from_utf8_lossy(bytes).into_owned())
    }

    pub fn has(&self, text: &str) -> bool {
        self.0.contains(text)
    }

    /// A form of the text that is there.
    pub fn find(&self, text: &str) -> Option<String> {
        forms(text).into_iter().find(|form| self.has(form))
    }
}

pub fn forms(text: &str) -> Vec<String> {
    let hex = |upper: bool| -> String {
        text.bytes().map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") }).collect()
    };
    let escaped = |plus: bool| -> String {
        let one = |byte: u8| match byte {
            b' ' if plus => "+".to_owned(),
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(one).collect()
    };
    let html = text.replace('&', "&#38;").replace('\'', "&#39;").replace('"', "&#34;");
    let json = serde_json::to_string(text).unwrap().trim_matches('"').to_owned();
    let mut forms = vec![text.to_owned(), hex(false), hex(true), escaped(false), escaped(true), html, json];
    // Within a longer text Base64 looks like one of three, by where the text begins.
    for before in 0..3 {
        let bytes = [&b"xx"[..before], text.as_bytes()].concat();
        let (first, last) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        for encoded in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            forms.push(encoded[first..last].to_owned());
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

#[test]
fn a_text_is_found_in_every_form_that_it_may_take() {
    let secret = "marked owner's words";
    for hidden in [
        format!("a {secret} b"),
        "password=marked+owner%27s+words&again=".to_owned(),
        "/setup/marked%20owner%27s%20words".to_owned(),
        "value=\"marked owner&#39;s words\"".to_owned(),
        STANDARD_NO_PAD.encode(format!("{secret} and more")),
        STANDARD_NO_PAD.encode(format!("u:{secret} and more")),
        URL_SAFE_NO_PAD.encode(format!("user:{secret}")),
        "6d61726b6564206f776e6572277320776f726473".to_owned(),
        "6D61726B6564206F776E6572277320776F726473".to_owned(),
    ] {
        assert!(Haystack::of(hidden.as_bytes()).find(secret).is_some(), "{hidden}");
    }
    assert_eq!(Haystack::of(b"marked owner s words").find(secret), None);
    assert!(forms(secret).iter().all(|form| form.len() > 10), "{:?}", forms(secret));
}
