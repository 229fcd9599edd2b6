//! The second factor beside a password: the codes of an authenticator app (RFC 6238), which count once, and recovery
//! codes for whoever has lost it.

use std::fmt;

use jiff::Timestamp;

use super::{
    entropy::{Entropy, below},
    secret::Secret,
    user::Role,
};

/// How long each code of an app is shown (RFC 6238, 4.1), in seconds.
pub const STEP_SECS: i64 = 30;
/// Digits of an app's code.
pub const APP_DIGITS: usize = 6;
/// Steps that a phone's clock may be off, either way (RFC 6238, 5.2).
const DRIFT_STEPS: i64 = 1;
/// Recovery codes that somebody has at a time.
pub const RECOVERY_CODES: usize = 10;
/// Wrong codes after which a password has to be typed anew.
pub const MAX_FAILURES: u32 = 5;
/// Wrong codes of one user within a day after which no code of an app is looked at. Whoever has the password guesses
/// three right codes among a million, so 30 a day: 0.03 hits in a year.
pub const MAX_FAILURES_A_DAY: u32 = 30;

/// Without letters and digits that are taken for one another.
const ALPHABET: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
const RECOVERY_CHARS: usize = 10;

/// Whether a user has to have a second factor, in a workspace that asks for it or not.
#[must_use]
pub const fn is_asked_of(role: Role, workspace_asks: bool) -> bool {
    match role {
        Role::Owner | Role::Admin => workspace_asks,
        Role::Manager | Role::Payroll => false,
    }
}

/// The step that a moment is in.
#[must_use]
pub fn step_at(at: Timestamp) -> i64 {
    at.as_second().div_euclid(STEP_SECS)
}

/// The step whose code was shown, by what each of these clocks says: the one now, the one before it or the one behind
/// it. None that is not behind the last one that was taken, but where that one was of a clock that was ahead. Every
/// step that could be is looked at, whichever fits.
#[must_use]
pub fn find_step(clocks: &[Timestamp], last: Option<i64>, fits: impl Fn(i64) -> bool) -> Option<i64> {
    let now = clocks.iter().copied().map(step_at).max()?;
    let last = last.filter(|last| *last <= now + DRIFT_STEPS);
    let mut steps: Vec<_> =
        clocks.iter().flat_map(|at| step_at(*at) - DRIFT_STEPS..=step_at(*at) + DRIFT_STEPS).collect();
    steps.sort_unstable();
    steps.dedup();
    let fitting: Vec<_> = steps.into_iter().filter(|step| fits(*step)).collect();
    fitting.into_iter().rfind(|step| last.is_none_or(|last| *step > last))
}

/// What somebody types as their second factor; whether it is right is another question.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondFactorCode {
    /// Six digits of an app.
    App(Secret),
    /// One of the codes for whoever has no app at hand.
    Recovery(RecoveryCode),
}

impl SecondFactorCode {
    /// Takes blanks and hyphens as people and apps write them. `None` for what can be neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let compact = compact(text);
        if compact.len() == APP_DIGITS && compact.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::App(compact));
        }
        RecoveryCode::read(compact).map(Self::Recovery)
    }
}

impl fmt::Debug for SecondFactorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondFactorCode(…)")
    }
}

/// A code that stands for the app once. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Secret);

impl RecoveryCode {
    /// Draws a code of 49 bits at random.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut code = Secret::new(String::with_capacity(RECOVERY_CHARS));
        for _ in 0..RECOVERY_CHARS {
            let drawn = usize::try_from(below(entropy, ALPHABET.len() as u64)).unwrap_or_default();
            code.push(ALPHABET.get(drawn).copied().map_or('2', char::from));
        }
        Self(code)
    }

    fn read(compact: Secret) -> Option<Self> {
        let well_formed = compact.len() == RECOVERY_CHARS && compact.bytes().all(|byte| ALPHABET.contains(&byte));
        well_formed.then_some(Self(compact))
    }

    /// For hashing.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// In two groups, to be read and typed.
    #[must_use]
    pub fn grouped(&self) -> String {
        let (first, second) = self.0.split_at_checked(RECOVERY_CHARS / 2).unwrap_or_default();
        format!("{first}-{second}")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Without what people put between the characters, in small letters; no more of it than a code could have.
fn compact(text: &str) -> Secret {
    let chars = text.chars().filter(|char| !char.is_whitespace() && *char != '-').take(RECOVERY_CHARS + 1);
    Secret::new(chars.map(|char| char.to_ascii_lowercase()).collect())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::entropy::SeededEntropy;

    fn at(step: i64) -> Timestamp {
        Timestamp::from_second(step * STEP_SECS + 7).unwrap()
    }

    fn found(now: i64, last: Option<i64>, shown: i64) -> Option<i64> {
        find_step(&[at(now)], last, |step| step == shown)
    }

    #[test]
    fn a_clock_may_be_off_by_one_step_either_way() {
        let taken: Vec<_> = (96..=104).filter(|shown| found(100, None, *shown).is_some()).collect();
        assert_eq!(taken, [99, 100, 101]);
    }

    #[test]
    fn no_step_is_taken_twice_and_none_before_one_that_was() {
        assert_eq!(found(100, Some(100), 100), None);
        assert_eq!(found(100, Some(100), 99), None);
        assert_eq!(found(100, Some(100), 101), Some(101));
        assert_eq!(found(101, Some(101), 100), None);
        assert_eq!(found(100, Some(99), 100), Some(100));
    }

    #[test]
    fn a_step_of_a_clock_that_was_ahead_keeps_nobody_out() {
        assert_eq!(found(100, Some(101), 101), None, "a phone's clock is ahead by one");
        assert_eq!(found(100, Some(102), 100), Some(100), "the gateway's was");
        assert_eq!(find_step(&[at(100_000), at(100)], Some(99), |step| step == 100), Some(100));
        assert_eq!(find_step(&[at(100_000), at(100)], Some(100), |step| step == 100), None);
    }

    #[test]
    fn every_step_is_looked_at_whichever_fits_and_whatever_was_taken() {
        for (shown, last) in [(99, None), (101, None), (7, None), (100, Some(100))] {
            let looked = RefCell::new(Vec::new());
            let taken = find_step(&[at(100)], last, |step| {
                looked.borrow_mut().push(step);
                step == shown
            });
            assert_eq!((looked.into_inner(), taken.is_some()), (vec![99, 100, 101], last.is_none() && shown > 7));
        }
        assert_eq!(find_step(&[], None, |_| true), None);
    }

    proptest! {
        #[test]
        fn whoever_types_codes_in_any_order_takes_each_step_once(
            moves in prop::collection::vec((-1_i64..=1, 0_i64..4), 1..40),
        ) {
            let (mut now, mut last, mut taken) = (1_000_i64, None, Vec::new());
            for (drift, later) in moves {
                now += later;
                if let Some(step) = found(now, last, now + drift) {
                    prop_assert!(!taken.contains(&step), "{step} of {taken:?}");
                    taken.push(step);
                    last = Some(step);
                }
            }
            prop_assert!(taken.is_sorted());
        }

        #[test]
        fn any_text_is_read_without_harm(text in any::<String>()) {
            prop_assert!(SecondFactorCode::parse(&text).is_none() || text.len() >= APP_DIGITS);
        }
    }

    #[test]
    fn what_apps_show_is_read_and_what_is_no_code_is_not() {
        for text in ["123456", " 123 456 ", "123-456", "000000"] {
            assert!(matches!(SecondFactorCode::parse(text), Some(SecondFactorCode::App(_))), "{text}");
        }
        let long = "1".repeat(100_000);
        for text in ["", " ", "12345", "1234567", "١٢٣٤٥٦", "１２３４５６", "12345a", "+12345", "1.2345", "\0", &long]
        {
            assert!(SecondFactorCode::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_recovery_code_is_read_back_however_it_is_typed() {
        let entropy = SeededEntropy::new(1);
        for _ in 0..200 {
            let code = RecoveryCode::generate(&entropy);
            let grouped = code.grouped();
            assert_eq!(grouped.len(), 11);
            for typed in [grouped.clone(), grouped.to_uppercase(), grouped.replace('-', " "), grouped.replace('-', "")]
            {
                assert_eq!(SecondFactorCode::parse(&typed), Some(SecondFactorCode::Recovery(code.clone())), "{typed}");
            }
        }
        // A Kelvin sign is no k.
        for text in ["abcde-fghj", "abcde-fghjkm", "abcde-fghi2", "abcde-fgh0j", "abcde-fghj\u{212a}"] {
            assert!(SecondFactorCode::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_code_is_never_shown_by_accident() {
        let code = RecoveryCode::generate(&SeededEntropy::new(1));
        let shown = format!("{code:?} {:?}", SecondFactorCode::parse("123456"));
        assert_eq!(shown, "RecoveryCode(…) Some(SecondFactorCode(…))");
    }

    #[test]
    fn owners_and_admins_are_asked_where_the_workspace_asks() {
        assert_eq!(Role::ALL.map(|role| is_asked_of(role, true)), [true, true, false, false]);
        assert!(!Role::ALL.into_iter().any(|role| is_asked_of(role, false)));
    }
}
