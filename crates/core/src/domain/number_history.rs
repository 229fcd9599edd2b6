//! Why a caller is one to look at: a signal for review, never proof.

use jiff::SignedDuration;

/// Several people who sign in from one number within this long share it.
pub const SHARED_NUMBER_WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// How many people that are.
const SHARED_NUMBER_PEOPLE: u32 = 3;

/// What is known of the number that somebody clocks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberHistory {
    /// There is none.
    pub withheld: bool,
    /// It is the employee's phone on file.
    pub on_file: bool,
    /// They have clocked from it in an earlier call.
    pub clocked_before: bool,
    /// They have signed in from some other number.
    pub has_others: bool,
    /// The people who have signed in from it within [`SHARED_NUMBER_WINDOW`], this one among them.
    pub people: u32,
}

impl NumberHistory {
    /// What is suspicious about it, in words; None where nothing. The first phone that somebody ever calls from is theirs.
    #[must_use]
    pub fn suspicion(&self) -> Option<String> {
        if self.withheld {
            return Some("the caller's number was withheld".to_owned());
        }
        let mut words = Vec::new();
        if self.has_others && !self.clocked_before && !self.on_file {
            words.push("this number is new for this person".to_owned());
        }
        if self.people >= SHARED_NUMBER_PEOPLE {
            let minutes = SHARED_NUMBER_WINDOW.as_mins();
            words.push(format!("{} people signed in from this number within {minutes} minutes", self.people));
        }
        if words.is_empty() { None } else { Some(words.join("; ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_new_only_beside_others_and_only_until_it_was_clocked_from() {
        let first_ever = NumberHistory { people: 1, ..NumberHistory::default() };
        assert_eq!(first_ever.suspicion(), None);
        let new = NumberHistory { has_others: true, ..first_ever };
        assert_eq!(new.suspicion().as_deref(), Some("this number is new for this person"));
        assert_eq!(NumberHistory { clocked_before: true, ..new }.suspicion(), None);
        assert_eq!(NumberHistory { on_file: true, ..new }.suspicion(), None);
    }

    #[test]
    fn three_people_share_a_number_two_do_not() {
        let seen =
            |people| NumberHistory { people, clocked_before: true, has_others: true, on_file: true, withheld: false };
        assert_eq!(seen(2).suspicion(), None);
        assert_eq!(seen(3).suspicion().as_deref(), Some("3 people signed in from this number within 10 minutes"));
        let both = NumberHistory { clocked_before: false, on_file: false, ..seen(4) };
        let words = "this number is new for this person; 4 people signed in from this number within 10 minutes";
        assert_eq!(both.suspicion().as_deref(), Some(words));
    }

    #[test]
    fn a_withheld_number_is_amiss_by_itself() {
        let withheld = NumberHistory { withheld: true, ..NumberHistory::default() };
        assert_eq!(withheld.suspicion().as_deref(), Some("the caller's number was withheld"));
    }
}
