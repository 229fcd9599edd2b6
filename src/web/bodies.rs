//! Bodies of requests on their way into memory: each of them bounded, all of them together, and in time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use futures::StreamExt;
use tokio::{sync::Semaphore, time::timeout};
use tokio_util::sync::CancellationToken;

/// A form of somebody who has not signed in: a name, an address, two passwords.
const MAX_STRANGER_FORM_BYTES: usize = 16 * 1024;
/// A form of somebody who has: a mark for each of some ten thousand people.
const MAX_USER_FORM_BYTES: usize = 2 * 1024 * 1024;
/// How long a body may take, from the end of the head. Nobody types meanwhile: a browser sends it at once.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an upload may take: a list of two megabytes over a slow line.
pub const UPLOAD_TIMEOUT: Duration = Duration::from_secs(120);
const MAX_UPLOADS: usize = 8;
/// Bytes of a body that is too large that are still read, and dropped, so that a browser hears why and not only that
/// the line broke.
const MAX_DISCARDED_BYTES: u64 = 256 * 1024;

/// Why a body was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRejection {
    /// It has more bytes than may be sent there.
    TooLarge,
    /// It has taken longer than it may.
    TooSlow,
    /// Others took the memory that there is for bodies.
    Crowded,
    /// It broke off before its end.
    Broken,
}

/// The memory that there is for bodies, by whose they are: a flood of one kind leaves room for the others.
#[derive(Debug)]
pub struct Bodies {
    /// Of forms of those who have not signed in.
    pub strangers: BodyMemory,
    /// Of forms of those who have.
    pub users: BodyMemory,
    /// Of webhooks, signed or not, which is known only after reading.
    pub webhooks: BodyMemory,
    /// Of what devices of kiosks ask, and the pictures that they send.
    pub devices: BodyMemory,
    /// Of what other programs send to the API.
    pub programs: BodyMemory,
    /// Of what is spoken into the phone in the browser.
    pub recordings: BodyMemory,
    /// Of lists of people, each of two megabytes at most; so many at once.
    pub uploads: Semaphore,
}

impl Default for Bodies {
    fn default() -> Self {
        Self {
            // Each that arrives costs its connection, too: some fifteen kilobytes.
            strangers: BodyMemory::new(2 * 1024 * 1024, 250),
            users: BodyMemory::new(32 * 1024 * 1024, 250),
            webhooks: BodyMemory::new(2 * 1024 * 1024, 500),
            devices: BodyMemory::new(16 * 1024 * 1024, 250),
            programs: BodyMemory::new(8 * 1024 * 1024, 250),
            recordings: BodyMemory::new(4 * 1024 * 1024, 50),
            uploads: Semaphore::new(MAX_UPLOADS),
        }
    }
}

impl Bodies {
    /// A form, by whether whoever sends it has signed in.
    ///
    /// # Errors
    /// When it is too large or too slow, or there is no room.
    pub async fn read_form(&self, body: Body, signed_in: bool) -> Result<ReadBody, BodyRejection> {
        let (room, most) =
            if signed_in { (&self.users, MAX_USER_FORM_BYTES) } else { (&self.strangers, MAX_STRANGER_FORM_BYTES) };
        room.read(body, most, BODY_TIMEOUT).await
    }
}

/// A bound on bodies in memory. Where it is reached the one that has been arriving for the longest gives way: a form that
/// comes at once, as all honest ones do, always finds room.
#[derive(Debug, Clone)]
pub struct BodyMemory(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    bytes: usize,
    bodies: usize,
    held: Mutex<MemoryUse>,
}

#[derive(Debug, Default)]
struct MemoryUse {
    bytes: usize,
    next: u64,
    /// By when they began.
    bodies: BTreeMap<u64, BodyEntry>,
}

#[derive(Debug)]
struct BodyEntry {
    bytes: usize,
    whole: bool,
    sent_away: CancellationToken,
}

/// A body that is whole; counted until it is dropped.
#[derive(Debug)]
pub struct ReadBody {
    /// All of it.
    pub bytes: Bytes,
    /// Its place in the memory, which is free again once this is dropped.
    pub place: BodyPermit,
}

/// What one body holds of the room.
#[derive(Debug)]
pub struct BodyPermit {
    room: BodyMemory,
    id: u64,
    sent_away: CancellationToken,
}

impl BodyMemory {
    /// Room for so many bytes, in so many bodies.
    #[must_use]
    pub fn new(bytes: usize, bodies: usize) -> Self {
        Self(Arc::new(Inner { bytes, bodies, held: Mutex::default() }))
    }

    /// Reads a body, as long as there is room for it.
    ///
    /// # Errors
    /// When it is larger than `most`, takes longer than `within`, or others need the room more.
    pub async fn read(&self, body: Body, most: usize, within: Duration) -> Result<ReadBody, BodyRejection> {
        let announced = body.size_hint().lower();
        if announced > u64::try_from(most).unwrap_or(u64::MAX).saturating_add(MAX_DISCARDED_BYTES) {
            return Err(BodyRejection::TooLarge);
        }
        let place = self.enter()?;
        let read = tokio::select! {
            biased;
            () = place.sent_away.cancelled() => Err(BodyRejection::Crowded),
            read = timeout(within, place.collect(body, most)) => read.unwrap_or(Err(BodyRejection::TooSlow)),
        };
        let bytes = read?;
        place.is_whole();
        Ok(ReadBody { bytes, place })
    }

    fn held(&self) -> MutexGuard<'_, MemoryUse> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self) -> Result<BodyPermit, BodyRejection> {
        let mut held = self.held();
        while held.bodies.len() >= self.0.bodies {
            held.send_one_away(None)?;
        }
        let (id, sent_away) = (held.next, CancellationToken::new());
        held.next += 1;
        held.bodies.insert(id, BodyEntry { bytes: 0, whole: false, sent_away: sent_away.clone() });
        Ok(BodyPermit { room: self.clone(), id, sent_away })
    }
}

impl MemoryUse {
    /// Sends the body away that has been arriving for the longest; never one that is whole, or this one.
    fn send_one_away(&mut self, but: Option<u64>) -> Result<(), BodyRejection> {
        let oldest = self.bodies.iter().find(|(id, kept)| !kept.whole && Some(**id) != but).map(|(id, _)| *id);
        let kept = oldest.and_then(|id| self.bodies.remove(&id)).ok_or(BodyRejection::Crowded)?;
        self.bytes = self.bytes.saturating_sub(kept.bytes);
        kept.sent_away.cancel();
        Ok(())
    }
}

impl BodyPermit {
    async fn collect(&self, body: Body, most: usize) -> Result<Bytes, BodyRejection> {
        let (mut stream, mut read, mut dropped) = (body.into_data_stream(), Vec::new(), 0_u64);
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|_| BodyRejection::Broken)?;
            if dropped == 0 && read.len().saturating_add(chunk.len()) <= most {
                self.grow(chunk.len())?;
                read.extend_from_slice(&chunk);
                continue;
            }
            self.shrink(read.len());
            read = Vec::new();
            dropped = dropped.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX)).max(1);
            if dropped > MAX_DISCARDED_BYTES {
                return Err(BodyRejection::TooLarge);
            }
        }
        if dropped > 0 { Err(BodyRejection::TooLarge) } else { Ok(read.into()) }
    }

    fn grow(&self, by: usize) -> Result<(), BodyRejection> {
        let mut held = self.room.held();
        while held.bytes.saturating_add(by) > self.room.0.bytes {
            held.send_one_away(Some(self.id))?;
        }
        let kept = held.bodies.get_mut(&self.id).ok_or(BodyRejection::Crowded)?;
        kept.bytes += by;
        held.bytes += by;
        Ok(())
    }

    fn shrink(&self, by: usize) {
        let mut held = self.room.held();
        if let Some(kept) = held.bodies.get_mut(&self.id) {
            kept.bytes = kept.bytes.saturating_sub(by);
            held.bytes = held.bytes.saturating_sub(by);
        }
    }

    fn is_whole(&self) {
        if let Some(kept) = self.room.held().bodies.get_mut(&self.id) {
            kept.whole = true;
        }
    }
}

impl Drop for BodyPermit {
    fn drop(&mut self) {
        let mut held = self.room.held();
        if let Some(kept) = held.bodies.remove(&self.id) {
            held.bytes = held.bytes.saturating_sub(kept.bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, time::Duration};

    use futures::stream;
    use tokio::sync::mpsc;
    use tokio_util::task::TaskTracker;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(50);

    fn in_pieces(pieces: &[usize]) -> Body {
        let pieces: Vec<_> = pieces.iter().map(|len| Ok::<_, Infallible>(Bytes::from(vec![b'a'; *len]))).collect();
        Body::from_stream(stream::iter(pieces))
    }

    /// A body that arrives as the test lets it.
    fn arriving() -> (mpsc::Sender<Result<Bytes, Infallible>>, Body) {
        let (sender, receiver) = mpsc::channel(1);
        let pieces = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<_>| {
            receiver.recv().await.map(|piece| (piece, receiver))
        });
        (sender, Body::from_stream(pieces))
    }

    async fn taken(room: &BodyMemory, body: Body, most: usize) -> Result<usize, BodyRejection> {
        room.read(body, most, LONG).await.map(|taken| taken.bytes.len())
    }

    /// How much the room holds, and of how many.
    fn holds(room: &BodyMemory) -> (usize, usize) {
        let held = room.held();
        (held.bytes, held.bodies.len())
    }

    #[tokio::test]
    async fn a_body_is_taken_up_to_its_limit_and_no_further_however_it_comes() {
        let room = BodyMemory::new(1_000_000, 10);
        assert_eq!(taken(&room, Body::from("0123456789"), 10).await, Ok(10));
        assert_eq!(taken(&room, in_pieces(&[5, 5]), 10).await, Ok(10));
        assert_eq!(taken(&room, Body::from("0123456789a"), 10).await, Err(BodyRejection::TooLarge));
        assert_eq!(taken(&room, in_pieces(&[5, 5, 1]), 10).await, Err(BodyRejection::TooLarge));
        assert_eq!(taken(&room, in_pieces(&[11, 0, 5]), 10).await, Err(BodyRejection::TooLarge));
        assert_eq!(taken(&room, in_pieces(&[100_000; 100]), 10).await, Err(BodyRejection::TooLarge));
        assert_eq!(
            taken(&room, Body::from(vec![0; 300_000]), 10).await,
            Err(BodyRejection::TooLarge),
            "not even begun"
        );
        assert_eq!(holds(&room), (0, 0));
    }

    #[tokio::test]
    async fn a_body_has_its_time_in_all_and_a_byte_now_and_then_gains_nothing() {
        let room = BodyMemory::new(1_000_000, 10);
        let (sender, body) = arriving();
        let dribble = async {
            while sender.send(Ok(Bytes::from_static(b"a"))).await.is_ok() {
                tokio::time::sleep(SHORT / 10).await;
            }
        };
        let (read, ()) = tokio::join!(room.read(body, 100_000, SHORT), dribble);
        assert_eq!(read.unwrap_err(), BodyRejection::TooSlow);
        assert_eq!(holds(&room), (0, 0));
    }

    #[tokio::test]
    async fn when_the_room_is_full_the_oldest_unfinished_one_gives_way_and_not_the_one_that_comes_at_once() {
        let room = BodyMemory::new(100, 10);
        let (oldest, oldest_body) = arriving();
        let (newer, newer_body) = arriving();
        let reading = [oldest_body, newer_body].map(|body| {
            let room = room.clone();
            async move { taken(&room, body, 100).await }
        });
        let [oldest_read, newer_read] = reading;
        let rest = async {
            oldest.send(Ok(Bytes::from(vec![0; 40]))).await.unwrap();
            while holds(&room).0 != 40 {
                tokio::task::yield_now().await;
            }
            newer.send(Ok(Bytes::from(vec![0; 40]))).await.unwrap();
            while holds(&room).0 != 80 {
                tokio::task::yield_now().await;
            }
            let whole = room.read(Body::from(vec![0; 60]), 100, LONG).await.unwrap();
            assert_eq!(holds(&room), (100, 2), "counted for as long as it is in memory");
            assert_eq!(
                taken(&room, Body::from(vec![0; 41]), 100).await,
                Err(BodyRejection::Crowded),
                "nobody is left to give way"
            );
            drop(whole);
            drop(newer);
        };
        let (oldest_read, newer_read, ()) = tokio::join!(oldest_read, newer_read, rest);
        assert_eq!((oldest_read, newer_read), (Err(BodyRejection::Crowded), Err(BodyRejection::Crowded)));
        assert_eq!(holds(&room), (0, 0));
    }

    #[tokio::test]
    async fn more_bodies_than_there_are_places_send_the_oldest_away() {
        let room = BodyMemory::new(1_000, 2);
        let (_first, first_body) = arriving();
        let (_second, second_body) = arriving();
        let first = TaskTracker::new().spawn({
            let room = room.clone();
            async move { taken(&room, first_body, 100).await }
        });
        while holds(&room).1 != 1 {
            tokio::task::yield_now().await;
        }
        let second = TaskTracker::new().spawn({
            let room = room.clone();
            async move { taken(&room, second_body, 100).await }
        });
        while holds(&room).1 != 2 {
            tokio::task::yield_now().await;
        }
        assert_eq!(taken(&room, Body::from("here"), 100).await, Ok(4));
        assert_eq!(first.await.unwrap(), Err(BodyRejection::Crowded));
        assert!(!second.is_finished());
        second.abort();
    }
}
