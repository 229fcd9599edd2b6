//! What is kept of the answer to a request of a device: the answer, or how far it is.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};

/// After so long a request that was begun is begun again when it comes again: whoever began it is gone. What it does is
/// done once all the same.
const LEASE: SignedDuration = SignedDuration::from_secs(5);

/// How far the answer to a request is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum KeptReply {
    /// It is being worked on; it will be given this nonce.
    Running { since: Timestamp, nonce: Vec<u8> },
    /// It could not be answered, and may be asked again.
    Failed { nonce: Vec<u8> },
    /// What was answered, as it went out.
    Done(String),
}

impl KeptReply {
    /// As it is kept.
    pub(super) fn to_text(&self) -> String {
        match self {
            Self::Running { since, nonce } => {
                format!("running {} {}", since.as_millisecond(), URL_SAFE_NO_PAD.encode(nonce))
            }
            Self::Failed { nonce } => format!("failed {}", URL_SAFE_NO_PAD.encode(nonce)),
            Self::Done(answer) => answer.clone(),
        }
    }

    /// Reads what was kept.
    pub(super) fn parse(text: String) -> Self {
        let mut words = text.split(' ');
        let nonce = |text: Option<&str>| text.and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        match words.next() {
            Some("running") => {
                let since = words.next().and_then(|since| since.parse().ok());
                let since = since.and_then(|since| Timestamp::from_millisecond(since).ok());
                match (since, nonce(words.next())) {
                    (Some(since), Some(nonce)) => Self::Running { since, nonce },
                    (_, _) => Self::Done(text),
                }
            }
            Some("failed") => match nonce(words.next()) {
                Some(nonce) => Self::Failed { nonce },
                None => Self::Done(text),
            },
            Some(_) | None => Self::Done(text),
        }
    }

    /// The nonce of a request that is to be worked on once more at `now`.
    pub(super) fn to_be_begun_again(&self, now: Timestamp) -> Option<&[u8]> {
        match self {
            Self::Running { since, nonce } => (now.duration_since(*since).abs() >= LEASE).then_some(nonce),
            Self::Failed { nonce } => Some(nonce),
            Self::Done(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let since = Timestamp::from_millisecond(1_764_400_000_123).unwrap();
        let nonce = vec![0, 1, 255];
        for kept in [
            KeptReply::Running { since, nonce: nonce.clone() },
            KeptReply::Failed { nonce },
            KeptReply::Done("{\"nonce\":\"running 1 A\"}".to_owned()),
        ] {
            assert_eq!(KeptReply::parse(kept.to_text()), kept);
        }
    }

    #[test]
    fn what_was_begun_is_begun_again_only_after_a_while() {
        let since = Timestamp::from_second(1_764_400_000).unwrap();
        let running = KeptReply::Running { since, nonce: vec![7] };
        assert_eq!(running.to_be_begun_again(since + SignedDuration::from_millis(4_999)), None);
        assert_eq!(running.to_be_begun_again(since + LEASE), Some(&[7][..]));
        assert_eq!(
            running.to_be_begun_again(since - SignedDuration::from_hours(1)),
            Some(&[7][..]),
            "a clock put back"
        );
        assert_eq!(KeptReply::Failed { nonce: vec![7] }.to_be_begun_again(since), Some(&[7][..]));
        assert_eq!(KeptReply::Done("{}".to_owned()).to_be_begun_again(since + LEASE), None);
    }
}
