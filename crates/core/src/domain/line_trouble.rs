//! When what goes wrong with webhooks and calls is worth telling: a few in a short time, and never one alone.

use jiff::{SignedDuration, Timestamp};

/// So many requests in a row with a signature that does not fit, and none that fits in between.
const REFUSED_IN_A_ROW: u32 = 5;
/// So many webhooks that were not answered as they should be.
const FAILED: u32 = 3;
/// So many calls in which the telephone service says that something went wrong.
const CALLS_WITH_FAULTS: u32 = 2;
/// Within this time they come together.
pub const TOGETHER: SignedDuration = SignedDuration::from_mins(15);
/// After so long without another one it is over.
pub const QUIET: SignedDuration = SignedDuration::from_mins(30);

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineTrouble {
    /// Requests come with a signature that does not fit: the auth token or the address is another one.
    Refused,
    /// The gateway cannot answer webhooks.
    Failed,
    /// The telephone service says that it cannot use the answers; its own number for the most frequent fault.
    Provider(u32),
    /// The telephone service took calls that were not answered here, or not to their end.
    Missed,
}

impl LineTrouble {
    /// By what text it is kept.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Refused => "refused".to_owned(),
            Self::Failed => "failed".to_owned(),
            Self::Provider(code) => format!("provider {code}"),
            Self::Missed => "missed".to_owned(),
        }
    }

    /// Reads what [`Self::name`] gives; `None` for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "refused" => Some(Self::Refused),
            "failed" => Some(Self::Failed),
            "missed" => Some(Self::Missed),
            _ => name.strip_prefix("provider ")?.parse().ok().map(Self::Provider),
        }
    }
}

/// Things of one kind that went wrong, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// How many.
    pub count: u32,
    /// When the first of them did.
    pub since: Timestamp,
    /// When the last of them did.
    pub last: Timestamp,
}

impl Spell {
    /// One that begins, or goes on where the last one is not long past.
    #[must_use]
    pub fn and(before: Option<Self>, new: Self) -> Self {
        match before.filter(|before| before.last <= new.last && new.since.duration_since(before.last) <= QUIET) {
            Some(before) => Self { count: before.count.saturating_add(new.count), since: before.since, last: new.last },
            None => new,
        }
    }
}

/// Whether requests with signatures that do not fit are worth telling; a right one ends their count. Anybody can send
/// such requests, so that a busy line never gets here.
#[must_use]
pub const fn is_refused(spell: &Spell) -> bool {
    spell.count >= REFUSED_IN_A_ROW
}

/// Whether webhooks that were not answered are worth telling; `stands`: they were told, and it is not over.
#[must_use]
pub fn is_failed(spell: &Spell, stands: bool, now: Timestamp) -> bool {
    let ago = now.duration_since(spell.last);
    if stands { ago <= QUIET } else { spell.count >= FAILED && ago <= TOGETHER }
}

/// Whether faults that the telephone service tells of are worth telling: `recent` calls had one within [`TOGETHER`],
/// and `lately` within [`QUIET`].
#[must_use]
pub const fn is_faulty(recent: u32, lately: u32, stands: bool) -> bool {
    if stands { lately > 0 } else { recent >= CALLS_WITH_FAULTS }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(mins: i64) -> Timestamp {
        Timestamp::from_second(1_763_000_000 + mins * 60).unwrap()
    }

    fn spell(count: u32, since: i64, last: i64) -> Spell {
        Spell { count, since: at(since), last: at(last) }
    }

    #[test]
    fn troubles_are_known_by_their_texts() {
        for trouble in [LineTrouble::Refused, LineTrouble::Failed, LineTrouble::Provider(11_205), LineTrouble::Missed] {
            assert_eq!(LineTrouble::parse(&trouble.name()), Some(trouble));
        }
        assert_eq!(LineTrouble::parse("provider x"), None);
    }

    #[test]
    fn one_webhook_alone_is_told_to_nobody() {
        assert!(!is_refused(&spell(4, 0, 1)) && is_refused(&spell(5, 0, 1)));
        assert!(!is_failed(&spell(2, 0, 1), false, at(1)) && is_failed(&spell(3, 0, 1), false, at(1)));
        assert!(!is_faulty(1, 1, false) && is_faulty(2, 2, false));
    }

    #[test]
    fn what_was_told_stands_until_it_was_quiet_for_half_an_hour() {
        let failed = spell(3, 0, 1);
        assert!(!is_failed(&failed, false, at(17)));
        assert!(is_failed(&failed, true, at(31)) && !is_failed(&failed, true, at(32)));
        assert!(is_faulty(0, 1, true) && !is_faulty(0, 0, true));
    }

    #[test]
    fn a_spell_goes_on_for_as_long_as_there_is_no_quiet_in_it() {
        assert_eq!(Spell::and(None, spell(1, 0, 0)), spell(1, 0, 0));
        assert_eq!(Spell::and(Some(spell(2, 0, 5)), spell(1, 35, 36)), spell(3, 0, 36));
        assert_eq!(Spell::and(Some(spell(2, 0, 5)), spell(1, 36, 36)), spell(1, 36, 36));
        // What a clock that was ahead has written down counts for nothing.
        assert_eq!(Spell::and(Some(spell(9, 900, 905)), spell(1, 0, 0)), spell(1, 0, 0));
    }
}
