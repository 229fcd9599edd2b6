//! Who is hashed next: the telephone first, then what comes from pages, of which only little may wait.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use super::{HashError, HashJob};

/// Checks of the telephone that may wait: with one thread about as many as a call's three minutes are enough for.
const MAX_WAITING_CALLS: usize = 20_000;
/// Those of pages that may wait, whoever sends them.
pub(super) const MAX_WAITING_PAGES: usize = 32;
/// How many more may wait of those who have shown who they are.
const MAX_WAITING_KNOWN: usize = 8;
/// Those of one visitor at once, waiting or not.
pub(super) const MAX_PER_VISITOR: usize = 2;

/// Where a check waits.
#[derive(Debug, Clone)]
pub enum Lane {
    /// A caller waits for it. Nothing else is begun as long as there is one of these.
    Telephone,
    /// Somebody looks at a page, or practices there.
    Pages(HashPermit),
    /// Nobody waits for it.
    Renewals,
}

/// A visitor's place among those whom pages let hash. It is free again once the last clone is dropped.
#[derive(Debug, Clone)]
pub struct HashPermit(Arc<HashPlace>);

#[derive(Debug)]
struct HashPlace {
    visitor: String,
    known: bool,
    places: Arc<Places>,
}

impl Drop for HashPlace {
    fn drop(&mut self) {
        let mut taken = self.places.lock();
        if let Some(count) = taken.get_mut(&self.visitor) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.visitor);
            }
        }
    }
}

/// How many places each visitor has taken.
#[derive(Debug, Default)]
struct Places(Mutex<HashMap<String, usize>>);

impl Places {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whom a place is counted for.
#[derive(Debug, Clone)]
pub enum WebVisitor {
    /// Somebody of whom nothing is known but where they come from, as throttles count addresses.
    Stranger(String),
    /// Somebody who has shown a session, a link or a browser that signed in before: whatever strangers do, there is
    /// room for them.
    Known(String),
}

impl WebVisitor {
    fn key(self) -> (String, bool) {
        match self {
            // No address begins so.
            Self::Known(name) => (format!("known {name}"), true),
            Self::Stranger(address) => (address, false),
        }
    }
}

#[derive(Default)]
struct Queues {
    telephone: VecDeque<HashJob>,
    pages: VecDeque<(HashPermit, HashJob)>,
    /// Without a bound, since it is given one at a time.
    renewals: VecDeque<HashJob>,
    /// Nobody will ask any more.
    closed: bool,
}

impl Queues {
    /// Whether one more of a page may wait.
    fn has_room(&mut self, known: bool) -> bool {
        let room = if known { MAX_WAITING_PAGES + MAX_WAITING_KNOWN } else { MAX_WAITING_PAGES };
        if self.pages.len() >= room {
            // Whoever has gone takes nobody's.
            self.pages.retain(|(_, work)| !work.is_abandoned());
        }
        self.pages.len() < room
    }
}

impl Queues {
    /// Callers first, then pages, then what nobody waits for.
    fn pop(&mut self) -> Option<(HashJob, Lane)> {
        let telephone = self.telephone.pop_front().map(|work| (work, Lane::Telephone));
        let pages = || self.pages.pop_front().map(|(place, work)| (work, Lane::Pages(place)));
        let next = telephone.or_else(pages);
        next.or_else(|| self.renewals.pop_front().map(|work| (work, Lane::Renewals)))
    }
}

/// What waits for the threads.
#[derive(Default)]
pub(super) struct Lanes {
    queues: Mutex<Queues>,
    filled: Condvar,
    places: Arc<Places>,
}

impl Lanes {
    /// A place for a check that a page needs.
    pub fn take_permit(&self, visitor: WebVisitor) -> Result<HashPermit, HashError> {
        let (visitor, known) = visitor.key();
        // Nothing is begun for whoever would not be let in afterwards.
        if !self.lock().has_room(known) {
            return Err(HashError::Full);
        }
        let mut taken = self.places.lock();
        let count = taken.entry(visitor.clone()).or_default();
        if *count >= MAX_PER_VISITOR {
            return Err(HashError::Full);
        }
        *count += 1;
        drop(taken);
        Ok(HashPermit(Arc::new(HashPlace { visitor, known, places: Arc::clone(&self.places) })))
    }

    /// Queues a check, unless too many wait in its lane.
    pub fn push(&self, lane: Lane, work: HashJob) -> Result<(), HashError> {
        let mut queues = self.lock();
        match lane {
            Lane::Telephone if queues.telephone.len() >= MAX_WAITING_CALLS => return Err(HashError::Full),
            Lane::Telephone => queues.telephone.push_back(work),
            Lane::Pages(place) if !queues.has_room(place.0.known) => return Err(HashError::Full),
            Lane::Pages(place) => queues.pages.push_back((place, work)),
            Lane::Renewals => queues.renewals.push_back(work),
        }
        drop(queues);
        self.filled.notify_one();
        Ok(())
    }

    /// The next check whose asker still waits, with the lane that it comes from; nothing once [`Lanes::close`] was
    /// called. The lane is to be kept until the check is done, as a page's place is in it.
    pub fn next(&self) -> Option<(HashJob, Lane)> {
        let mut queues = self.lock();
        loop {
            if queues.closed {
                return None;
            }
            let next = queues.pop();
            match next {
                // Nobody waits for it: no need to burn a core.
                Some((work, _)) if work.is_abandoned() => {}
                Some(next) => return Some(next),
                None => queues = self.filled.wait(queues).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Gives out no more checks, and wakes whoever waits for one.
    pub fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;
    use crate::service::pin_hash::MatchReceiver;

    fn check(name: &str) -> (HashJob, MatchReceiver) {
        let (answer, verdict) = oneshot::channel();
        (HashJob::Verify { secret: None, hash: name.to_owned(), answer }, verdict)
    }

    fn name(work: &HashJob) -> &str {
        match work {
            HashJob::Verify { hash, .. } => hash,
            HashJob::Hash { .. } | HashJob::Tag { .. } => panic!("no check"),
        }
    }

    fn stranger(lanes: &Lanes, address: &str) -> Result<Lane, HashError> {
        lanes.take_permit(WebVisitor::Stranger(address.to_owned())).map(Lane::Pages)
    }

    #[test]
    fn a_check_of_the_telephone_comes_before_all_that_pages_wait_for() {
        let lanes = Lanes::default();
        let mut waiting = Vec::new();
        for nth in 0..1_000 {
            let (work, verdict) = check("page");
            if stranger(&lanes, &format!("192.0.2.{nth}")).and_then(|lane| lanes.push(lane, work)).is_ok() {
                waiting.push(verdict);
            }
        }
        assert_eq!(waiting.len(), MAX_WAITING_PAGES, "the others are told to come back");
        for nth in 0..3 {
            let (work, verdict) = check(&format!("call {nth}"));
            lanes.push(Lane::Telephone, work).unwrap();
            waiting.push(verdict);
        }
        let order: Vec<_> = (0..4).map(|_| name(&lanes.next().unwrap().0).to_owned()).collect();
        assert_eq!(order, ["call 0", "call 1", "call 2", "page"]);
    }

    #[test]
    fn what_nobody_waits_for_comes_last() {
        let lanes = Lanes::default();
        let (renewal, _renewed) = check("renewal");
        lanes.push(Lane::Renewals, renewal).unwrap();
        let (page, _page) = check("page");
        lanes.push(stranger(&lanes, "192.0.2.1").unwrap(), page).unwrap();
        let (call, _call) = check("call");
        lanes.push(Lane::Telephone, call).unwrap();
        let order: Vec<_> = (0..3).map(|_| name(&lanes.next().unwrap().0).to_owned()).collect();
        assert_eq!(order, ["call", "page", "renewal"]);
    }

    #[test]
    fn one_address_has_two_checks_at_once_and_gets_them_back_when_they_are_done() {
        let lanes = Lanes::default();
        let first = stranger(&lanes, "192.0.2.1").unwrap();
        let second = stranger(&lanes, "192.0.2.1").unwrap();
        assert!(matches!(stranger(&lanes, "192.0.2.1"), Err(HashError::Full)));
        assert!(stranger(&lanes, "192.0.2.2").is_ok());
        let (work, _verdict) = check("page");
        lanes.push(first, work).unwrap();
        drop(second);
        let third = stranger(&lanes, "192.0.2.1").unwrap();
        assert!(stranger(&lanes, "192.0.2.1").is_err(), "one waits, one is held");
        let (_, place) = lanes.next().unwrap();
        assert!(stranger(&lanes, "192.0.2.1").is_err(), "it is being worked on");
        drop(place);
        assert!(stranger(&lanes, "192.0.2.1").is_ok());
        drop(third);
        assert!(lanes.places.lock().is_empty(), "nobody is remembered");
    }

    #[test]
    fn strangers_leave_room_for_who_has_shown_who_they_are() {
        let lanes = Lanes::default();
        let mut waiting = Vec::new();
        for nth in 0..MAX_WAITING_PAGES {
            let (work, verdict) = check("stranger");
            lanes.push(stranger(&lanes, &nth.to_string()).unwrap(), work).unwrap();
            waiting.push(verdict);
        }
        assert!(matches!(stranger(&lanes, "one more"), Err(HashError::Full)));
        let known = lanes.take_permit(WebVisitor::Known("a session".to_owned())).unwrap();
        let (work, _verdict) = check("known");
        assert_eq!(lanes.push(Lane::Pages(known), work), Ok(()));
    }

    #[test]
    fn checks_whose_asker_has_gone_are_skipped_and_take_nobodys_room() {
        let lanes = Lanes::default();
        for nth in 0..MAX_WAITING_PAGES {
            let (work, _) = check("gone");
            lanes.push(stranger(&lanes, &nth.to_string()).unwrap(), work).unwrap();
        }
        let (work, _verdict) = check("still here");
        lanes.push(stranger(&lanes, "somebody").unwrap(), work).unwrap();
        let (work, _) = check("hung up");
        lanes.push(Lane::Telephone, work).unwrap();
        assert_eq!(name(&lanes.next().unwrap().0), "still here");
        lanes.close();
        assert!(lanes.next().is_none());
    }
}
