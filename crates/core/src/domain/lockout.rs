//! What failed sign-ins lead to: a lock on the ID, a limit on the caller.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::caller::Caller;

/// Wrong PINs in a row that lock an ID.
pub const FAILURES_TO_LOCK: u32 = 3;
/// The shortest lock.
pub const FIRST_LOCK: SignedDuration = SignedDuration::from_mins(15);
const LONGEST_LOCK: SignedDuration = SignedDuration::from_hours(24);
/// The lock without a right PIN since the first that holds until somebody unlocks, under every policy. Nobody
/// mistypes 30 times over three days and more; without an end, a patient guesser had a thousand tries a year.
pub const LOCKS_UNTIL_UNLOCKED: u32 = 10;

/// Failures of one caller are counted over this long.
pub const CALLER_WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// How many failures a caller has within [`CALLER_WINDOW`]. Those who hide their number share one
/// allowance, larger so that one prankster does not shut them all out.
#[must_use]
pub const fn caller_allowance(caller: &Caller) -> u32 {
    match caller {
        Caller::Number(_) => 10,
        Caller::Withheld => 100,
    }
}

/// Failures at IDs that nobody has are counted over this long, whoever calls.
pub const UNKNOWN_ID_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// So many failures within [`UNKNOWN_ID_WINDOW`] mean that somebody tries IDs: then only the phones that an employee
/// has signed in from let that employee in. The check digit keeps honest slips far below this.
pub const UNKNOWN_ID_LIMIT: u32 = 50;

/// Failures on the practice line that one network address has within [`CALLER_WINDOW`].
pub const PRACTICE_ALLOWANCE_OF_ADDRESS: u32 = 10;
/// So many failures on the practice line within [`UNKNOWN_ID_WINDOW`], from all addresses, and whoever typed their ID on
/// its page is not let in any more: addresses are cheaper than telephone numbers. Telephones are not shut out by it.
pub const PRACTICE_ALLOWANCE: u32 = 50;

/// How a lock ends; a setting of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockoutPolicy {
    /// After 15 minutes, then after twice as long each time, at most 24 hours; the tenth in a row when an
    /// admin unlocks.
    Timed,
    /// When an admin unlocks.
    UntilUnlocked,
}

impl LockoutPolicy {
    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timed => "timed",
            Self::UntilUnlocked => "until_unlocked",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Timed, Self::UntilUnlocked].into_iter().find(|policy| policy.name() == name)
    }
}

/// Which phones a count of failures holds for. Failures from strangers' phones never lock the
/// phones the employee has signed in from before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Phones that the employee has signed in from before.
    OwnPhones,
    /// All other phones, and callers without a number.
    OtherPhones,
}

impl Scope {
    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnPhones => "own",
            Self::OtherPhones => "other",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::OwnPhones, Self::OtherPhones].into_iter().find(|scope| scope.name() == name)
    }

    /// The scopes whose lock keeps a caller of this scope out: too many failures on the
    /// employee's own phones lock the ID for everybody.
    const fn locked_by(self) -> &'static [Self] {
        match self {
            Self::OwnPhones => &[Self::OwnPhones],
            Self::OtherPhones => &[Self::OwnPhones, Self::OtherPhones],
        }
    }
}

/// The durable count of one ID in one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Guard {
    /// Wrong PINs in a row since the last right one or the last lock.
    pub failures: u32,
    /// Locks since the last right PIN.
    pub locks: u32,
    /// Whether it is locked now, and for how long.
    pub lock: Lock,
}

/// The counts of one ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Guards {
    /// For phones that the employee has signed in from before.
    pub own_phones: Guard,
    /// For all other phones.
    pub other_phones: Guard,
}

impl Guards {
    /// The count that holds for these phones.
    #[must_use]
    pub const fn of(&self, scope: Scope) -> Guard {
        match scope {
            Scope::OwnPhones => self.own_phones,
            Scope::OtherPhones => self.other_phones,
        }
    }

    /// Whether a caller of this scope is kept out.
    #[must_use]
    pub fn is_locked(&self, scope: Scope, now: Timestamp) -> bool {
        scope.locked_by().iter().any(|locking| self.of(*locking).is_locked(now))
    }
}

/// In the order of how long they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lock {
    /// It can be tried.
    #[default]
    None,
    /// No PIN is right before this moment.
    Until(Timestamp),
    /// No PIN is right until an admin unlocks it.
    UntilUnlocked,
}

impl Lock {
    /// Whether it still locks at this moment.
    #[must_use]
    pub fn holds(self, now: Timestamp) -> bool {
        match self {
            Self::None => false,
            Self::Until(end) => now < end,
            Self::UntilUnlocked => true,
        }
    }
}

impl Guard {
    /// Whether no PIN is right at this moment.
    #[must_use]
    pub fn is_locked(&self, now: Timestamp) -> bool {
        self.lock.holds(now)
    }

    /// One more wrong PIN while not locked.
    #[must_use]
    pub fn after_failure(self, policy: LockoutPolicy, now: Timestamp) -> Self {
        let failures = self.failures + 1;
        if failures < FAILURES_TO_LOCK {
            return Self { failures, ..self };
        }
        let locks = self.locks + 1;
        let lock = match policy {
            LockoutPolicy::UntilUnlocked => Lock::UntilUnlocked,
            LockoutPolicy::Timed if locks >= LOCKS_UNTIL_UNLOCKED => Lock::UntilUnlocked,
            LockoutPolicy::Timed => Lock::Until(end_of_lock(locks, now)),
        };
        Self { failures: 0, locks, lock }
    }

    /// The same with a lock that lasts no longer than its own length from now, where a clock that was ahead has made
    /// it end later.
    #[must_use]
    pub fn cut(self, now: Timestamp) -> Option<Self> {
        match self.lock {
            Lock::Until(end) => {
                let latest = end_of_lock(self.locks, now);
                (end > latest).then_some(Self { lock: Lock::Until(latest), ..self })
            }
            Lock::None | Lock::UntilUnlocked => None,
        }
    }
}

/// When a lock that begins now is over; it is the so-many-th without a right PIN.
fn end_of_lock(locks: u32, now: Timestamp) -> Timestamp {
    let length = FIRST_LOCK.saturating_mul(1 << locks.saturating_sub(1).min(16)).min(LONGEST_LOCK);
    now.saturating_add(length).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod guessing_tests;

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(mut guard: Guard, times: u32, policy: LockoutPolicy, now: Timestamp) -> Guard {
        for _ in 0..times {
            guard = guard.after_failure(policy, now);
        }
        guard
    }

    #[test]
    fn three_wrong_pins_lock_for_a_quarter_of_an_hour_then_twice_as_long_up_to_a_day() {
        let now = Timestamp::UNIX_EPOCH;
        let mut guard = fail(Guard::default(), 2, LockoutPolicy::Timed, now);
        assert!(!guard.is_locked(now));
        guard = fail(guard, 1, LockoutPolicy::Timed, now);
        let mut lengths = vec![];
        for _ in 0..9 {
            let Lock::Until(end) = guard.lock else { panic!("no lock") };
            lengths.push((end - now).total(jiff::Unit::Minute).unwrap());
            assert!(guard.is_locked(now) && !guard.is_locked(end));
            guard = fail(guard, 3, LockoutPolicy::Timed, now);
        }
        assert_eq!(lengths, [15., 30., 60., 120., 240., 480., 960., 1440., 1440.]);
        assert_eq!((guard.lock, guard.locks), (Lock::UntilUnlocked, LOCKS_UNTIL_UNLOCKED), "the tenth holds");
    }

    #[test]
    fn a_lock_never_lasts_longer_than_its_own_length_from_now() {
        let (now, year) = (Timestamp::UNIX_EPOCH, SignedDuration::from_hours(365 * 24));
        let ahead = |locks| fail(Guard::default(), 3 * locks, LockoutPolicy::Timed, now + year);
        for (locks, mins) in [(1, 15), (2, 30), (7, 960), (8, 1440), (9, 1440)] {
            let cut = ahead(locks).cut(now).unwrap();
            assert_eq!(cut.lock, Lock::Until(now + SignedDuration::from_mins(mins)), "{locks}");
            assert_eq!(cut.locks, locks, "it goes on counting");
            assert_eq!(cut.cut(now), None);
        }
        assert_eq!(fail(Guard::default(), 3, LockoutPolicy::UntilUnlocked, now + year).cut(now), None);
        assert_eq!(fail(Guard::default(), 3, LockoutPolicy::Timed, now - year).cut(now), None);
    }

    #[test]
    fn a_lock_until_unlocked_does_not_pass_with_time() {
        let guard = fail(Guard::default(), 3, LockoutPolicy::UntilUnlocked, Timestamp::UNIX_EPOCH);
        assert!(guard.is_locked(Timestamp::MAX));
    }

    #[test]
    fn a_lock_is_over_at_the_moment_it_ends() {
        let (second, end) = (SignedDuration::from_secs(1), Timestamp::UNIX_EPOCH);
        assert!(Lock::Until(end).holds(end - second));
        assert!(!Lock::Until(end).holds(end) && !Lock::Until(end).holds(end + second));
        assert!(!Lock::None.holds(end));
    }

    #[test]
    fn strangers_lock_themselves_out_and_nobody_else() {
        let now = Timestamp::UNIX_EPOCH;
        let locked = fail(Guard::default(), 3, LockoutPolicy::Timed, now);
        let by_strangers = Guards { other_phones: locked, ..Guards::default() };
        assert!(by_strangers.is_locked(Scope::OtherPhones, now) && !by_strangers.is_locked(Scope::OwnPhones, now));
        let by_the_employee = Guards { own_phones: locked, ..Guards::default() };
        assert!(by_the_employee.is_locked(Scope::OtherPhones, now) && by_the_employee.is_locked(Scope::OwnPhones, now));
    }

    #[test]
    fn hidden_numbers_share_ten_times_the_allowance_of_one() {
        let number = Caller::parse("+15555550100");
        assert!(number.number().is_some());
        assert_eq!((caller_allowance(&number), caller_allowance(&Caller::Withheld)), (10, 100));
    }

    #[test]
    fn what_is_stored_of_locks_is_read_back() {
        let stored = [LockoutPolicy::Timed, LockoutPolicy::UntilUnlocked].map(LockoutPolicy::name);
        assert_eq!(stored, ["timed", "until_unlocked"]);
        assert_eq!(stored.map(LockoutPolicy::parse), [Some(LockoutPolicy::Timed), Some(LockoutPolicy::UntilUnlocked)]);
        let stored = [Scope::OwnPhones, Scope::OtherPhones].map(Scope::name);
        assert_eq!(stored, ["own", "other"]);
        assert_eq!(stored.map(Scope::parse), [Some(Scope::OwnPhones), Some(Scope::OtherPhones)]);
        assert_eq!((LockoutPolicy::parse("Timed"), Scope::parse("")), (None, None));
    }
}
