//! Fingerprints of what is known of people and jobs: whether it is still what was shown, or what an import has left.

use sha2::{Digest, Sha256};

use super::changes::FieldChange;
use crate::domain::employee::{Details, input::EmployeeInput};

/// Names a change that was shown: whose it is, and a fingerprint of what would become of it. Whoever has changed
/// otherwise since stays as they are.
#[must_use]
pub fn update_token(id: &str, changes: &[FieldChange]) -> String {
    let mut digest = Sha256::new();
    for FieldChange { field, before, after } in changes {
        digest.update(format!("{field:?} {before:?} {after:?};"));
    }
    format!("{id}.{}", short(digest))
}

pub(super) fn short(digest: Sha256) -> String {
    let mut version = base16ct::lower::encode_string(&digest.finalize());
    version.truncate(16);
    version
}

/// A fingerprint of everything that is known of a person.
pub(super) fn person_version(details: &Details) -> String {
    let EmployeeInput {
        name,
        last_name,
        email,
        phone,
        number,
        payroll_id,
        language,
        time_zone,
        voice_check,
        starts_on,
    } = EmployeeInput::new(details);
    let mut digest = Sha256::new();
    for text in [name, last_name, email, phone, number, payroll_id, language, time_zone, voice_check, starts_on].iter()
    {
        digest.update(format!("{text:?};"));
    }
    short(digest)
}
