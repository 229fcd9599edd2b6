//! What the address of a webhook says of an earlier try. A signature or a seal covers it, so it is as we have written it.

use jiff::Timestamp;

use crate::domain::ids::ProviderRecordingId;

/// What the address of a webhook says of an earlier try.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WayBack {
    /// How often the caller was asked for a moment before.
    pub held: u32,
    /// When the call came in.
    pub came_at: Option<Timestamp>,
    /// The answer was a recording, and which one where the provider had said so.
    pub recording: Option<Option<ProviderRecordingId>>,
}

impl WayBack {
    /// Reads a query. What is none of ours is as if it were not there.
    pub(super) fn parse(query: Option<&str>) -> Self {
        let pairs = || form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        let find = |name: &str| pairs().find(|(known, _)| known == name).map(|(_, value)| value);
        let Some(held) = find("held").and_then(|held| held.parse().ok()).filter(|held| *held > 0) else {
            return Self::default();
        };
        let came = find("came").and_then(|came| came.parse().ok());
        Self {
            held,
            came_at: came.and_then(|came| Timestamp::from_second(came).ok()),
            recording: find("recording").map(|id| ProviderRecordingId::parse(&id).ok()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_read_as_it_is_written_and_nothing_else_in_it_counts() {
        let held = |held| WayBack { held, ..WayBack::default() };
        assert_eq!(WayBack::parse(Some("held=3")), held(3));
        let ring = WayBack { came_at: Timestamp::from_second(1_800_000_000).ok(), ..held(1) };
        assert_eq!(WayBack::parse(Some("held=1&came=1800000000")), ring);
        let recording = ProviderRecordingId::parse("RE1&x=/").ok();
        assert_eq!(
            WayBack::parse(Some("held=2&recording=RE1%26x%3D%2F")),
            WayBack { recording: Some(recording), ..held(2) }
        );
        assert_eq!(WayBack::parse(Some("held=2&recording=")), WayBack { recording: Some(None), ..held(2) });
        for query in [None, Some(""), Some("held="), Some("held=0&came=1"), Some("held=-1"), Some("recording=RE1")] {
            assert_eq!(WayBack::parse(query), WayBack::default(), "{query:?}");
        }
    }
}
