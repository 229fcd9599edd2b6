//! `application/x-www-form-urlencoded` from raw bytes, decoded once. Order, repeated names, blanks and empty values
//! are kept: a signature covers them all (<https://url.spec.whatwg.org/#urlencoded-parsing>, less its UTF-8 step).

use std::borrow::Cow;

/// Decoded bytes, borrowed where nothing had to be decoded.
type Decoded<'a> = Cow<'a, [u8]>;

/// Names and values in the order they came.
pub(in crate::provider) struct WebhookForm<'a> {
    pairs: Vec<(Decoded<'a>, Decoded<'a>)>,
}

impl<'a> WebhookForm<'a> {
    pub(in crate::provider) fn read(body: &'a [u8]) -> Self {
        let pairs = body
            .split(|byte| *byte == b'&')
            .filter(|field| !field.is_empty())
            .map(|field| {
                let mut halves = field.splitn(2, |byte| *byte == b'=');
                let (name, value) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
                (decode(name), decode(value))
            })
            .collect();
        Self { pairs }
    }

    pub(in crate::provider) const fn empty() -> Self {
        Self { pairs: Vec::new() }
    }

    pub(in crate::provider) fn pairs(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }
}

fn decode(raw: &[u8]) -> Decoded<'_> {
    if !raw.iter().any(|byte| matches!(byte, b'+' | b'%')) {
        return Cow::Borrowed(raw);
    }
    let mut decoded = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        let (byte, tail) = match (byte, tail) {
            (b'+', _) => (b' ', tail),
            (b'%', [high, low, after @ ..]) => match (hex_digit(*high), hex_digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                (None, _) | (_, None) => (byte, tail),
            },
            (_, _) => (byte, tail),
        };
        decoded.push(byte);
        rest = tail;
    }
    Cow::Owned(decoded)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(body: &str) -> Vec<(String, String)> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        WebhookForm::read(body.as_bytes()).pairs().map(|(name, value)| (text(name), text(value))).collect()
    }

    #[test]
    fn order_repeats_blanks_and_empty_values_are_kept() {
        let expected = [("b", " x "), ("a", ""), ("a", "1=2"), ("c", ""), ("b", "+%+")];
        let expected: Vec<_> = expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(shown("b=+x%20&a=&a=1=2&&c&b=%2B%%2b"), expected);
    }

    proptest! {
        /// Another parser of the same standard agrees on every body, up to its replacement of invalid UTF-8.
        #[test]
        fn any_bytes_are_read_as_the_url_standard_says(body in proptest::collection::vec(
            prop_oneof![any::<u8>(), Just(b'%'), Just(b'&'), Just(b'='), Just(b'+'), b'0'..b'g'], 0..200
        )) {
            let form = WebhookForm::read(&body);
            let ours: Vec<_> = form
                .pairs()
                .map(|(name, value)| (String::from_utf8_lossy(name), String::from_utf8_lossy(value)))
                .collect();
            let theirs: Vec<_> = form_urlencoded::parse(&body).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
