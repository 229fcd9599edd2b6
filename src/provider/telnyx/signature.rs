//! `telnyx-signature-ed25519`: base64 of an Ed25519 signature of `timestamp|body`, the body as it was sent.
//! Source: <https://developers.telnyx.com/development/api-fundamentals/webhooks/receiving-webhooks>.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderMap;
use jiff::Timestamp;
use ring::signature::{ED25519, UnparsedPublicKey};

use super::config::PublicKey;
use crate::provider::{SignatureError, SignedRequest};

const SIGNATURE: &str = "telnyx-signature-ed25519";
const TIMESTAMP: &str = "telnyx-timestamp";

/// How far the time of a signature may be from ours, either way; Telnyx' own libraries allow the same.
const WINDOW_SECS: u64 = 300;

pub(super) fn is_there(headers: &HeaderMap) -> bool {
    headers.contains_key(SIGNATURE) && headers.contains_key(TIMESTAMP)
}

pub(super) fn verify(keys: &[PublicKey], request: &SignedRequest<'_>, now: Timestamp) -> Result<(), SignatureError> {
    let header = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok()).ok_or(SignatureError);
    let (signature, timestamp) = (header(SIGNATURE)?, header(TIMESTAMP)?);
    let signed_at: i64 = timestamp.parse().map_err(|_| SignatureError)?;
    let signature = STANDARD.decode(signature).map_err(|_| SignatureError)?;
    let message = [timestamp.as_bytes(), b"|", request.body].concat();
    let holds = |key: &PublicKey| UnparsedPublicKey::new(&ED25519, key).verify(&message, &signature).is_ok();
    if !keys.iter().any(holds) {
        return Err(SignatureError);
    }
    if signed_at.abs_diff(now.as_second()) > WINDOW_SECS {
        tracing::warn!(
            secs = now.as_second().saturating_sub(signed_at),
            "a webhook is signed for another time; is the clock of this machine right?"
        );
        return Err(SignatureError);
    }
    Ok(())
}
