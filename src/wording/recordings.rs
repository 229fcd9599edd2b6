//! Why recordings cannot be kept where they should be, and what to do about it. For operators, so in English alone.

use crate::service::kernel::recordings::{MarkerError, RecordingsError, RefusalKind};

/// What failed, with what to do where that is known.
#[must_use]
pub fn failure(error: &RecordingsError) -> String {
    match advice(error) {
        Some(advice) => format!("{error}; {advice}"),
        None => error.to_string(),
    }
}

/// Why a place is not taken.
#[must_use]
pub fn claim(error: &MarkerError) -> String {
    match error {
        MarkerError::OtherGateway => format!(
            "{error}; set PHONECLOCK_RECORDINGS to a prefix or folder of its own, or PHONECLOCK_KEY_FILE to the key \
             file that belongs to them"
        ),
        MarkerError::Recordings(error) => failure(error),
    }
}

/// Whether an operator has to change something before it can work: what comes right by itself is no such thing.
#[must_use]
pub const fn needs_a_change(kind: RefusalKind) -> bool {
    match kind {
        RefusalKind::NoBucket
        | RefusalKind::OtherRegion
        | RefusalKind::UnknownKey
        | RefusalKind::WrongSecret
        | RefusalKind::WrongToken
        | RefusalKind::Denied => true,
        RefusalKind::Clock | RefusalKind::NoCredentials | RefusalKind::Busy | RefusalKind::Other => false,
    }
}

fn advice(error: &RecordingsError) -> Option<&'static str> {
    match error {
        RecordingsError::Folder(..) => Some("set PHONECLOCK_RECORDINGS to one that can be written"),
        RecordingsError::Client(_) => Some("install the CA certificates of this machine"),
        RecordingsError::Refused(refusal) => Some(of_kind(refusal.kind())),
        RecordingsError::TimedOut(_) | RecordingsError::Unreachable(_) => {
            Some("check AWS_REGION, AWS_ENDPOINT_URL_S3, DNS and firewall")
        }
        RecordingsError::Store(_)
        | RecordingsError::Missing
        | RecordingsError::Occupied(_)
        | RecordingsError::Contended(_) => None,
    }
}

const fn of_kind(kind: RefusalKind) -> &'static str {
    match kind {
        RefusalKind::NoBucket => "set PHONECLOCK_RECORDINGS to a bucket that is there; phoneclock makes none",
        RefusalKind::OtherRegion => "set AWS_REGION to the region of the bucket",
        RefusalKind::UnknownKey => "set AWS_ACCESS_KEY_ID to a key that is in use there",
        RefusalKind::WrongSecret => "set AWS_SECRET_ACCESS_KEY to the secret of the key in AWS_ACCESS_KEY_ID",
        RefusalKind::WrongToken => "set AWS_SESSION_TOKEN to the token that came with the key, or use a key that lasts",
        RefusalKind::Clock => "set the clock of this machine (timedatectl set-ntp true)",
        RefusalKind::Denied => {
            "allow s3:PutObject, s3:GetObject and s3:DeleteObject below the prefix in PHONECLOCK_RECORDINGS, and \
             s3:ListBucket on its bucket"
        }
        RefusalKind::NoCredentials => {
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine or its service account a role"
        }
        RefusalKind::Busy => "it is tried again; look at the server if it lasts",
        RefusalKind::Other => "check PHONECLOCK_RECORDINGS and AWS_ENDPOINT_URL_S3",
    }
}
