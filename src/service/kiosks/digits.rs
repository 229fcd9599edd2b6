//! The 8 digits that connect a device: from what they follow, and how they are keyed.

use crate::{
    domain::ids::KioskCodeId,
    service::kernel::keys::{DerivedFor, LinkKey},
};

/// Digits of a code.
const DIGITS: usize = 8;
/// How many codes follow from one id, in case the first ones are taken.
pub(super) const TRIES: u32 = 20;

/// The digits of an offer; those of another try are others.
pub(super) fn of(keys: &LinkKey, id: KioskCodeId, attempt: u32) -> String {
    let drawn = keys.derive(DerivedFor::KioskCode, id.as_bytes(), attempt);
    let number = drawn.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{:0width$}", number % 10_u64.pow(8), width = DIGITS)
}

/// The digits of an offer by what is kept of them.
pub(super) fn find(keys: &LinkKey, id: KioskCodeId, code_hash: &[u8]) -> Option<String> {
    (0..TRIES).map(|attempt| of(keys, id, attempt)).find(|digits| keys.kiosk_code_hash(digits) == code_hash)
}

/// The digits that somebody keyed, with blanks or hyphens between them or without; `None` for anything else.
pub(super) fn parse(keyed: &str) -> Option<String> {
    let digits: String = keyed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(DIGITS + 1).collect();
    (digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::entropy::SeededEntropy, service::kernel::keys::MasterKey};

    #[test]
    fn digits_follow_from_an_id_and_are_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let keys = MasterKey::load(&folder.path().join("key"), true, &SeededEntropy::new(1)).unwrap().link_key();
        let id = KioskCodeId::from_bytes([3; 16]);
        let all: std::collections::BTreeSet<_> = (0..TRIES).map(|attempt| of(&keys, id, attempt)).collect();
        assert_eq!(all.len(), usize::try_from(TRIES).unwrap());
        for digits in all {
            assert_eq!(parse(&digits).as_ref(), Some(&digits));
            assert_eq!(find(&keys, id, &keys.kiosk_code_hash(&digits)), Some(digits));
        }
        assert_eq!(find(&keys, id, &keys.kiosk_code_hash("00000000")), None);
    }

    #[test]
    fn only_eight_digits_are_a_code() {
        for keyed in ["12345678", "1234 5678", "1234-5678", " 12 34 56 78 ", "00000000"] {
            assert!(parse(keyed).is_some(), "{keyed}");
        }
        for keyed in
            ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨", "12345678901234567890", "+1234567", "1234.5678"]
        {
            assert_eq!(parse(keyed), None, "{keyed}");
        }
    }
}
