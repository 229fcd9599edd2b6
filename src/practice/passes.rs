//! Which visit may practise as whom.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::{
    domain::{language::Language, phone_clock_id::PhoneClockId},
    phone::Timer,
};

const GOOD_FOR: Duration = Duration::from_mins(30);
/// More visits than ever practise within half an hour; the oldest ones go first.
const MOST: usize = 1000;

/// As whom a visit practises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    pub clock_id: PhoneClockId,
    pub language: Language,
    /// Whether whoever came along typed the ID, so that nothing may tell whether anybody has it.
    pub anybody: bool,
    /// Whether the page is shown what goes over the wire.
    pub wire: bool,
}

pub(super) struct Passes {
    timer: Arc<dyn Timer>,
    given: Mutex<HashMap<String, (Duration, Pass)>>,
}

impl Passes {
    pub fn new(timer: Arc<dyn Timer>) -> Self {
        Self { timer, given: Mutex::default() }
    }

    pub fn give(&self, visit: &str, pass: Pass) {
        let now = self.timer.now();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.retain(|_, (at, _)| now.saturating_sub(*at) < GOOD_FOR);
        if given.len() >= MOST
            && let Some(oldest) = given.iter().min_by_key(|(_, (at, _))| *at).map(|(visit, _)| visit.clone())
        {
            given.remove(&oldest);
        }
        given.insert(visit.to_owned(), (now, pass));
    }

    pub fn find(&self, visit: &str) -> Option<Pass> {
        let now = self.timer.now();
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.get(visit).filter(|(at, _)| now.saturating_sub(*at) < GOOD_FOR).map(|(_, pass)| pass.clone())
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
        let pass = Pass { clock_id: PhoneClockId::nobodys(), language: Language::Es, anybody: false, wire: false };
        passes.give("one", pass.clone());
        assert_eq!((passes.find("one"), passes.find("other")), (Some(pass.clone()), None));
        timer.advance(GOOD_FOR - Duration::from_secs(1));
        assert_eq!(passes.find("one"), Some(pass.clone()));
        timer.advance(Duration::from_secs(1));
        assert_eq!(passes.find("one"), None);
        for visit in 0..=MOST {
            timer.advance(Duration::from_millis(1));
            passes.give(&visit.to_string(), pass.clone());
        }
        assert_eq!((passes.find("0"), passes.find("1")), (None, Some(pass)), "the oldest went");
    }
}
