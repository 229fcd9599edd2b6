//! The forms in which a text may turn up: as it is, and as forms, addresses, pages, JSON, Base64 and hexadecimal write it.

use std::collections::{BTreeSet, HashMap};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

/// Texts that are looked for, all in one pass.
#[derive(Default)]
pub struct Needles {
    texts: Vec<(String, String)>,
    /// By how a form begins: the form, and which text it is one of.
    starts: HashMap<[u8; START], Vec<(String, usize)>>,
    /// Whether any form begins with these two bytes.
    pairs: Vec<bool>,
}

/// Every form is longer than this.
const START: usize = 6;

impl Needles {
    pub fn of(texts: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        let mut needles = Self { pairs: vec![false; 1 << 16], ..Self::default() };
        for (what, text) in texts {
            let (what, text) = (what.into(), text.into());
            for form in forms(&text) {
                let start: [u8; START] = form.as_bytes()[..START].try_into().unwrap();
                needles.pairs[pair(&start)] = true;
                needles.starts.entry(start).or_default().push((form, needles.texts.len()));
            }
            needles.texts.push((what, text));
        }
        needles
    }

    /// What is there, in any form: what it is, and its text.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<(&str, &str)> {
        let mut found = BTreeSet::new();
        for (at, start) in bytes.windows(START).enumerate() {
            if !self.pairs[pair(start)] {
                continue;
            }
            for (form, text) in self.starts.get(start).into_iter().flatten() {
                if bytes[at..].starts_with(form.as_bytes()) {
                    let (what, text) = &self.texts[*text];
                    found.insert((what.as_str(), text.as_str()));
                }
            }
        }
        found
    }
}

fn pair(start: &[u8]) -> usize {
    usize::from(start[0]) << 8 | usize::from(start[1])
}

fn forms(text: &str) -> Vec<String> {
    let lower_hex = base16ct::lower::encode_string(text.as_bytes());
    let upper_hex = base16ct::upper::encode_string(text.as_bytes());
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
    let mut forms = vec![text.to_owned(), lower_hex, upper_hex, escaped(false), escaped(true), html, json];
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
    let needles = Needles::of([("a password", secret), ("a phone", "5555557301")]);
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
        assert_eq!(needles.found_in(hidden.as_bytes()), BTreeSet::from([("a password", secret)]), "{hidden}");
    }
    assert!(needles.found_in(b"marked owner s words, and 555555730").is_empty());
    let both = format!("{}5555557301", STANDARD_NO_PAD.encode(secret));
    assert_eq!(needles.found_in(both.as_bytes()).len(), 2);
    assert!(forms(secret).iter().all(|form| form.len() > 10), "{:?}", forms(secret));
}
