//! What the simulated provider holds of its calls, in memory: recordings, with the ways to hand one over, and the list of
//! calls.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use phoneclock_core::domain::secret::Secret;
use url::Url;

/// What goes wrong when recordings are fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FetchTrouble {
    /// Every recording is there at once.
    #[default]
    None,
    /// The first fetches of each recording find nothing yet (404).
    NotReady {
        /// How many of them.
        times: u32,
    },
    /// The first fetches of each recording fail (503).
    Unavailable {
        /// How many of them.
        times: u32,
    },
    /// It is listed, and never there (404).
    Absent,
    /// Each answer waits this long.
    Slow(Duration),
    /// What is sent as `audio/x-wav` is none.
    Corrupt,
}

#[derive(Debug, Clone)]
pub(super) struct KeptRecording {
    pub call_sid: String,
    pub wav: Bytes,
    pub deleted: bool,
    pub fetches: u32,
}

/// A call in the provider's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedCall {
    /// Who called, as it was given.
    pub from: String,
    /// The number that was called.
    pub to: String,
    /// Seconds since 1970.
    pub began_at: i64,
    /// How long it was, in whole seconds.
    pub secs: u32,
}

#[derive(Debug, Default)]
struct Inside {
    kept: BTreeMap<String, KeptRecording>,
    /// With their ids, in the order of their ends.
    calls: Vec<(String, PlacedCall)>,
    is_list_away: bool,
    are_prices_told: bool,
    trouble: FetchTrouble,
}

/// Shared by the calls that make recordings and the API that gives them out.
#[derive(Debug, Clone, Default)]
pub struct SimulatedRecordings(Arc<Mutex<Inside>>);

impl SimulatedRecordings {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on it can be fetched and is listed.
    pub fn keep(&self, call_sid: &str, recording_sid: &str, wav: Bytes) {
        let kept = KeptRecording { call_sid: call_sid.to_owned(), wav, deleted: false, fetches: 0 };
        self.inside().kept.insert(recording_sid.to_owned(), kept);
    }

    /// What goes wrong from now on.
    pub fn set_trouble(&self, trouble: FetchTrouble) {
        self.inside().trouble = trouble;
    }

    pub(super) fn trouble(&self) -> FetchTrouble {
        self.inside().trouble
    }

    /// The sound, unless there is none or it was deleted.
    #[must_use]
    pub fn find(&self, recording_sid: &str) -> Option<Bytes> {
        self.get(recording_sid).map(|kept| kept.wav)
    }

    /// How often it was asked for, with or without success.
    #[must_use]
    pub fn fetches(&self, recording_sid: &str) -> u32 {
        self.inside().kept.get(recording_sid).map_or(0, |kept| kept.fetches)
    }

    /// Whether it was there and has been deleted.
    #[must_use]
    pub fn is_deleted(&self, recording_sid: &str) -> bool {
        self.inside().kept.get(recording_sid).is_some_and(|kept| kept.deleted)
    }

    pub(super) fn get(&self, recording_sid: &str) -> Option<KeptRecording> {
        self.inside().kept.get(recording_sid).filter(|kept| !kept.deleted).cloned()
    }

    /// Counts one fetch and gives what there is.
    pub(super) fn fetch(&self, recording_sid: &str) -> Option<KeptRecording> {
        let mut inside = self.inside();
        let kept = inside.kept.get_mut(recording_sid).filter(|kept| !kept.deleted)?;
        kept.fetches = kept.fetches.saturating_add(1);
        Some(kept.clone())
    }

    /// Whether there was one to delete.
    pub(super) fn delete(&self, recording_sid: &str) -> bool {
        let mut inside = self.inside();
        let Some(kept) = inside.kept.get_mut(recording_sid).filter(|kept| !kept.deleted) else { return false };
        kept.deleted = true;
        kept.wav = Bytes::new();
        true
    }

    /// From now on the call is in the list.
    pub fn list_call(&self, call_sid: &str, call: PlacedCall) {
        self.inside().calls.push((call_sid.to_owned(), call));
    }

    /// From now on the list of calls can, or cannot, be had (503).
    pub fn set_list_away(&self, is_away: bool) {
        self.inside().is_list_away = is_away;
    }

    pub(super) fn is_list_away(&self) -> bool {
        self.inside().is_list_away
    }

    /// From now on the lists say what calls and texts cost, or say nothing of it yet, as they do at first.
    pub fn set_prices_told(&self, are_told: bool) {
        self.inside().are_prices_told = are_told;
    }

    pub(super) fn are_prices_told(&self) -> bool {
        self.inside().are_prices_told
    }

    /// Part of the list, the latest call first, as providers give it: from that moment on, without those that were given
    /// already; none while the list cannot be had.
    pub(super) fn calls_since(&self, began_at: i64, given: usize, most: usize) -> Option<Vec<(String, PlacedCall)>> {
        let inside = self.inside();
        let wanted = inside.calls.iter().rev().filter(|(_, call)| call.began_at >= began_at);
        (!inside.is_list_away).then(|| wanted.skip(given).take(most).cloned().collect())
    }

    /// The recordings of a call with their SIDs.
    pub(super) fn list_of_call(&self, call_sid: &str) -> Vec<(String, KeptRecording)> {
        let inside = self.inside();
        let of_call = inside.kept.iter().filter(|(_, kept)| !kept.deleted && kept.call_sid == call_sid);
        of_call.map(|(sid, kept)| (sid.clone(), kept.clone())).collect()
    }
}

/// Where a finished recording goes.
#[derive(Debug, Clone)]
pub enum RecordingShelf {
    /// Into the memory of this process.
    Here(SimulatedRecordings),
    /// To the simulated provider's API in another process.
    Remote {
        /// Where that API is.
        api_base: Url,
        /// The account that the recordings belong to.
        account_sid: String,
        /// The account's secret.
        auth_token: Secret,
    },
}

impl RecordingShelf {
    /// Notes a call that is over. Another process has a list of its own, which this call is not in.
    pub(super) fn list_call(&self, call_sid: &str, call: PlacedCall) {
        if let Self::Here(recordings) = self {
            recordings.list_call(call_sid, call);
        }
    }

    /// Hands the recording over; from then on the provider's API gives it out.
    ///
    /// # Errors
    /// When the other process does not take it; the text says why.
    pub(super) async fn keep(
        &self,
        client: &reqwest::Client,
        call_sid: &str,
        recording_sid: &str,
        wav: Bytes,
    ) -> Result<(), String> {
        match self {
            Self::Here(recordings) => {
                recordings.keep(call_sid, recording_sid, wav);
                Ok(())
            }
            Self::Remote { api_base, account_sid, auth_token } => {
                let mut address = api_base
                    .join(&format!("/simulator/recordings/{recording_sid}"))
                    .map_err(|error| error.to_string())?;
                address.query_pairs_mut().append_pair("call", call_sid);
                let upload = client.put(address).basic_auth(account_sid, Some(auth_token.expose())).body(wav).send();
                let status = upload.await.map_err(|error| error.to_string())?.status();
                if status.is_success() { Ok(()) } else { Err(format!("HTTP {}", status.as_u16())) }
            }
        }
    }
}
