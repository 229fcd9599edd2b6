//! Which visit may practice as whom.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::{
    domain::{language::Language, phone_clock_id::PhoneClockId},
    phone::Timer,
};

const PASS_TTL: Duration = Duration::from_mins(30);
/// More visits than ever practice within half an hour; the oldest ones go first.
const MAX_PASSES: usize = 1000;
/// IDs that were typed by visits from one network address; the oldest ones go first.
const MAX_PASSES_OF_ADDRESS: usize = 20;

/// As whom a visit practices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The ID to call with.
    pub clock_id: PhoneClockId,
    /// What the employee is spoken to in.
    pub language: Language,
    /// Whether whoever came along has typed the ID, so that nothing may tell whether anybody has it.
    pub anybody: bool,
    /// Whether the page is shown what goes over the wire.
    pub wire: bool,
}

pub(super) struct Passes {
    timer: Arc<dyn Timer>,
    given: Mutex<PassTable>,
}

/// Passes of visits that a setup page or an admin has sent, and of those that typed an ID: however many IDs are typed,
/// the others keep their passes.
#[derive(Default)]
struct PassTable {
    sent: HashMap<String, PassEntry>,
    typed: HashMap<String, PassEntry>,
}

struct PassEntry {
    at: Duration,
    address: String,
    pass: Pass,
}

impl Passes {
    /// No passes yet.
    pub fn new(timer: Arc<dyn Timer>) -> Self {
        Self { timer, given: Mutex::default() }
    }

    /// Lets a visit practice as somebody, in the place of any pass before; the network address is written as throttles
    /// count it.
    pub fn give(&self, visit: &str, address: &str, pass: Pass) {
        let now = self.timer.now();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.sent.remove(visit);
        given.typed.remove(visit);
        let kept = if pass.anybody { &mut given.typed } else { &mut given.sent };
        kept.retain(|_, entry| now.saturating_sub(entry.at) < PASS_TTL);
        if pass.anybody {
            make_room(kept, MAX_PASSES_OF_ADDRESS, |entry| entry.address == address);
        }
        make_room(kept, MAX_PASSES, |_| true);
        kept.insert(visit.to_owned(), PassEntry { at: now, address: address.to_owned(), pass });
    }

    /// The pass of a visit, unless it has run out.
    pub fn find(&self, visit: &str) -> Option<Pass> {
        let now = self.timer.now();
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = given.sent.get(visit).or_else(|| given.typed.get(visit))?;
        (now.saturating_sub(entry.at) < PASS_TTL).then(|| entry.pass.clone())
    }
}

/// Makes room for one more of these, at the cost of the oldest.
fn make_room(kept: &mut HashMap<String, PassEntry>, most: usize, of_these: impl Fn(&PassEntry) -> bool) {
    while kept.values().filter(|entry| of_these(entry)).count() >= most {
        let oldest = kept.iter().filter(|(_, entry)| of_these(entry)).min_by_key(|(_, entry)| entry.at);
        let Some(visit) = oldest.map(|(visit, _)| visit.clone()) else { return };
        kept.remove(&visit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::ManualTimer;

    #[test]
    fn a_pass_is_good_for_half_an_hour_and_for_its_visit_alone() {
        let timer = Arc::new(ManualTimer::default());
        let passes = Passes::new(timer.clone());
        let pass = Pass { clock_id: PhoneClockId::unknown(), language: Language::Es, anybody: false, wire: false };
        passes.give("one", "192.0.2.1", pass.clone());
        assert_eq!((passes.find("one"), passes.find("other")), (Some(pass.clone()), None));
        timer.advance(PASS_TTL - Duration::from_secs(1));
        assert_eq!(passes.find("one"), Some(pass.clone()));
        timer.advance(Duration::from_secs(1));
        assert_eq!(passes.find("one"), None);
        for visit in 0..=MAX_PASSES {
            timer.advance(Duration::from_millis(1));
            passes.give(&visit.to_string(), "192.0.2.1", pass.clone());
        }
        assert_eq!((passes.find("0"), passes.find("1")), (None, Some(pass)), "the oldest went");
    }

    #[test]
    fn whoever_types_ids_throws_nobody_out_who_was_sent_nor_whoever_types_elsewhere() {
        let timer = Arc::new(ManualTimer::default());
        let passes = Passes::new(timer.clone());
        let sent = Pass { clock_id: PhoneClockId::unknown(), language: Language::Es, anybody: false, wire: false };
        let typed = Pass { anybody: true, ..sent.clone() };
        passes.give("from a setup page", "192.0.2.1", sent.clone());
        passes.give("a worker", "192.0.2.2", typed.clone());
        for visit in 0..3_000 {
            timer.advance(Duration::from_millis(1));
            passes.give(&visit.to_string(), "192.0.2.3", typed.clone());
        }
        assert_eq!((passes.find("from a setup page"), passes.find("a worker")), (Some(sent), Some(typed.clone())));
        assert_eq!((passes.find("2979"), passes.find("2980")), (None, Some(typed)), "the oldest from there went");
    }
}
