//! Voices for callers without a microphone: the recordings in `voices/`, nobody's voice.

use bytes::Bytes;

/// One of the built-in recordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Its name in forms.
    pub id: &'static str,
    /// What the page calls it.
    pub name: &'static str,
    wav: &'static [u8],
}

impl Sample {
    /// Every voice, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self {
            id: "maria-lopez",
            name: "A voice: “María López”",
            wav: include_bytes!("../../../../voices/maria-lopez.wav"),
        },
        Self {
            id: "john-carter",
            name: "A voice: “John Carter”",
            wav: include_bytes!("../../../../voices/john-carter.wav"),
        },
        Self {
            id: "ana-torres-quiet",
            name: "A voice far from the phone: “Ana Torres”",
            wav: include_bytes!("../../../../voices/ana-torres-quiet.wav"),
        },
        Self { id: "silence", name: "Nobody speaks", wav: include_bytes!("../../../../voices/silence.wav") },
    ];

    /// The voice of this [`Self::id`], if there is one.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sample| sample.id == id)
    }

    pub(super) const fn wav(self) -> Bytes {
        Bytes::from_static(self.wav)
    }
}
