//! Whose recordings they are: a small file beside them that every replica of a gateway must find as it left it, so that
//! none keeps voices where the others do not look, and no two gateways share a place.

use bytes::Bytes;

use super::{Created, Recordings, RecordingsError};

/// Beside the folders of the workspaces, whose names are ids.
const NAME: &str = ".phoneclock";
const HEAD: &str = "phoneclock keeps recordings here, of the gateway with the key file ";

/// Why a place is not this gateway's.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum MarkerError {
    #[error("the recordings there are of another gateway")]
    OtherGateway,
    #[error(transparent)]
    Recordings(#[from] RecordingsError),
}

impl Recordings {
    /// Takes the place for the gateway with this fingerprint of a key file: the first one leaves its marker, and all
    /// others must find it. Whether it was left now.
    ///
    /// # Errors
    /// When the place is another gateway's, or that cannot be told.
    pub async fn claim(&self, gateway: &[u8]) -> Result<bool, MarkerError> {
        if let Some(known) = self.is_claimed_by(gateway).await? {
            return if known { Ok(false) } else { Err(MarkerError::OtherGateway) };
        }
        match self.create(NAME, marker(gateway)).await? {
            Created::Now => Ok(true),
            // Another replica was faster, or another gateway.
            Created::Before => match self.is_claimed_by(gateway).await? {
                Some(true) => Ok(false),
                Some(false) | None => Err(MarkerError::OtherGateway),
            },
        }
    }

    /// Whether the marker is that of this gateway; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn is_claimed_by(&self, gateway: &[u8]) -> Result<Option<bool>, RecordingsError> {
        Ok(self.find(NAME).await?.map(|there| there == marker(gateway)))
    }
}

fn marker(gateway: &[u8]) -> Bytes {
    Bytes::from(format!("{HEAD}{}\n", base16ct::lower::encode_string(gateway)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_gateway_leaves_its_marker_and_no_other_one_uses_the_place() {
        let folder = tempfile::tempdir().unwrap();
        let recordings = Recordings::in_folder(folder.path()).unwrap();
        assert_eq!(recordings.is_claimed_by(b"one").await.unwrap(), None);
        assert!(recordings.claim(b"one").await.unwrap());
        assert!(!recordings.claim(b"one").await.unwrap(), "a second replica finds it");
        assert!(matches!(recordings.claim(b"two").await, Err(MarkerError::OtherGateway)));
        assert_eq!(recordings.is_claimed_by(b"two").await.unwrap(), Some(false));
        std::fs::write(folder.path().join(NAME), "").unwrap();
        assert!(matches!(recordings.claim(b"one").await, Err(MarkerError::OtherGateway)), "of somebody else's making");
    }
}
