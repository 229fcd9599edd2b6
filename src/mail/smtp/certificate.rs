//! What has to be known of an X.509 certificate (RFC 5280, 4.1) beyond what the TLS library tells: its version, its
//! common name, the kind of its key.

/// One element of DER: its tag, its content, and what follows it.
fn element(input: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = input.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if bytes.is_empty() || bytes.len() > 4 {
            return None;
        }
        (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

fn tagged(wanted: u8, input: &[u8]) -> Option<(&[u8], &[u8])> {
    element(input).filter(|(tag, ..)| *tag == wanted).map(|(_, content, rest)| (content, rest))
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OBJECT: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// `[0]`, which holds the version.
const VERSION: u8 = 0xA0;

/// id-at-commonName
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
/// id-ce-subjectAltName, with tag and length.
const ALTERNATIVE_NAMES: &[u8] = &[OBJECT, 0x03, 0x55, 0x1D, 0x11];
/// rsaEncryption
const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

/// The parts of a certificate that are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Certificate<'a> {
    /// 1 to 3; only those of 3 can say whose names they are for.
    pub version: u8,
    subject: &'a [u8],
    /// How the key works, as DER without its head.
    pub algorithm: &'a [u8],
    key: &'a [u8],
    whole: &'a [u8],
}

impl<'a> Certificate<'a> {
    /// Reads a certificate in DER; `None` when it is none.
    pub fn read(der: &'a [u8]) -> Option<Self> {
        let (certificate, behind) = tagged(SEQUENCE, der)?;
        let (signed, _) = tagged(SEQUENCE, certificate)?;
        let (version, rest) = match tagged(VERSION, signed) {
            Some((version, rest)) => (tagged(INTEGER, version)?.0.last()?.checked_add(1)?, rest),
            None => (1, signed),
        };
        let (_serial, rest) = tagged(INTEGER, rest)?;
        let (_signature, rest) = tagged(SEQUENCE, rest)?;
        let (_issuer, rest) = tagged(SEQUENCE, rest)?;
        let (_validity, rest) = tagged(SEQUENCE, rest)?;
        let (subject, rest) = tagged(SEQUENCE, rest)?;
        let (public_key, _) = tagged(SEQUENCE, rest)?;
        let (algorithm, rest) = tagged(SEQUENCE, public_key)?;
        let (key, _) = tagged(BIT_STRING, rest)?;
        behind.is_empty().then_some(Self { version, subject, algorithm, key, whole: der })
    }

    /// The subject's common name, where the server stood before there were alternative names; the last one of several.
    pub fn common_name(&self) -> Option<&'a str> {
        let (mut rest, mut found) = (self.subject, None);
        while let Some((pair, others)) = tagged(SET, rest) {
            let named = tagged(SEQUENCE, pair).and_then(|(pair, _)| tagged(OBJECT, pair));
            if let Some((COMMON_NAME, text)) = named {
                found = element(text).and_then(|(_, text, _)| std::str::from_utf8(text).ok());
            }
            rest = others;
        }
        found
    }

    /// Whether it has alternative names, which say for which servers it is.
    pub fn has_alternative_names(&self) -> bool {
        self.whole.windows(ALTERNATIVE_NAMES.len()).any(|window| window == ALTERNATIVE_NAMES)
    }

    /// The length of an RSA key in bits; `None` for other keys.
    pub fn rsa_bits(&self) -> Option<usize> {
        tagged(OBJECT, self.algorithm).filter(|(object, _)| *object == RSA)?;
        let (_unused, key) = self.key.split_first()?;
        let (numbers, _) = tagged(SEQUENCE, key)?;
        let (modulus, _) = tagged(INTEGER, numbers)?;
        let digits = modulus.iter().skip_while(|byte| **byte == 0).count();
        let head = modulus.iter().find(|byte| **byte != 0)?;
        Some(digits * 8 - usize::try_from(head.leading_zeros()).ok()?)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        let head: &[u8] = &[tag, 0x82];
        [head, &length, &content].concat()
    }

    /// A certificate of `version` for `name` with an RSA key of so many bytes; nobody has signed it.
    pub fn made(version: u8, name: &str, key: usize) -> Vec<u8> {
        let version = if version == 1 { Vec::new() } else { der(VERSION, &[&[INTEGER, 1, version - 1]]) };
        let named = der(SEQUENCE, &[&der(OBJECT, &[COMMON_NAME]), &der(0x0C, &[name.as_bytes()])]);
        let name = der(SEQUENCE, &[&der(SET, &[&named])]);
        let algorithm = der(SEQUENCE, &[&[OBJECT, 9], RSA, &[0x05, 0x00]]);
        let validity = der(SEQUENCE, &[&der(0x17, &[b"260101000000Z"]), &der(0x17, &[b"360101000000Z"])]);
        let numbers = der(SEQUENCE, &[&der(INTEGER, &[&[0], &vec![0xC1; key]]), &[INTEGER, 1, 3]]);
        let key = der(SEQUENCE, &[&algorithm, &der(BIT_STRING, &[&[0], &numbers])]);
        let signed = der(SEQUENCE, &[&version, &[INTEGER, 1, 7], &algorithm, &name, &validity, &name, &key]);
        der(SEQUENCE, &[&signed, &algorithm, &der(BIT_STRING, &[&[0; 9]])])
    }

    #[test]
    fn version_name_and_key_are_read() {
        for version in [1, 3] {
            let der = made(version, "mail.example.com", 256);
            let read = Certificate::read(&der).unwrap();
            assert_eq!((read.version, read.common_name()), (version, Some("mail.example.com")));
            assert_eq!((read.rsa_bits(), read.has_alternative_names()), (Some(2048), false));
        }
        assert_eq!(Certificate::read(&made(3, "a", 128)).unwrap().rsa_bits(), Some(1024));
    }

    #[test]
    fn what_is_cut_short_is_no_certificate() {
        let whole = made(3, "mail.example.com", 256);
        for length in 0..whole.len() {
            assert!(Certificate::read(&whole[..length]).is_none(), "{length}");
        }
        assert!(Certificate::read(&[&whole[..], b"more"].concat()).is_none());
    }
}
