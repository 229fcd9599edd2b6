//! The chain of nonces between the gateway and a device, which finds a copy: two holders cannot both have the newest.

/// What the gateway knows of the chain of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain<'a> {
    /// What was given out last; the next request is to show it.
    pub newest: &'a [u8],
    /// What was given out before it.
    pub previous: Option<&'a [u8]>,
    /// Whether the one before it was shown again already, instead of the newest.
    pub previous_spent: bool,
}

/// What a request that shows a nonce is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The next one: the newest nonce is used up by it.
    Next,
    /// The device never had the answer to its last request. It gets another nonce, and the one that was lost is never
    /// good: whoever shows it has heard the answer, and is somebody else.
    AnswerLost,
    /// Two holders: somebody else has used what this one was given.
    Copied,
}

impl Chain<'_> {
    /// Judges the nonce of a request that was signed by the key of the device, and was not answered before.
    ///
    /// The one before the newest counts once more, while the newest is unused: the answer that brought the newest may
    /// have been lost on its way.
    #[must_use]
    pub fn judge(&self, shown: &[u8]) -> Link {
        if shown == self.newest {
            Link::Next
        } else if self.previous == Some(shown) && !self.previous_spent {
            Link::AnswerLost
        } else {
            Link::Copied
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A gateway that keeps a chain as it is to be kept.
    struct Kept {
        newest: u8,
        previous: Option<u8>,
        spent: bool,
        given: u8,
        suspended: bool,
    }

    impl Kept {
        fn new() -> Self {
            Self { newest: 0, previous: None, spent: false, given: 0, suspended: false }
        }

        /// The nonce that is given back.
        fn request(&mut self, shown: u8) -> Option<u8> {
            let previous = self.previous.map(|nonce| [nonce]);
            let chain = Chain {
                newest: &[self.newest],
                previous: previous.as_ref().map(<[u8; 1]>::as_slice),
                previous_spent: self.spent,
            };
            match chain.judge(&[shown]) {
                Link::Copied => {
                    self.suspended = true;
                    return None;
                }
                Link::Next => (self.previous, self.spent) = (Some(self.newest), false),
                Link::AnswerLost => self.spent = true,
            }
            self.given += 1;
            self.newest = self.given;
            Some(self.newest)
        }
    }

    #[test]
    fn a_device_that_hears_every_answer_goes_on_for_ever() {
        let (mut gateway, mut holds) = (Kept::new(), 0);
        for _ in 0..100 {
            holds = gateway.request(holds).unwrap();
        }
        assert!(!gateway.suspended);
    }

    #[test]
    fn an_answer_that_was_lost_is_not_taken_for_a_copy() {
        let (mut gateway, mut holds) = (Kept::new(), 0);
        for round in 0..50 {
            let answer = gateway.request(holds).unwrap();
            // Every second answer is lost, and the request after it is heard.
            if round % 2 == 0 {
                let again = gateway.request(holds).unwrap();
                holds = again;
            } else {
                holds = answer;
            }
        }
        assert!(!gateway.suspended);
    }

    #[test]
    fn a_copy_is_found_within_three_requests_once_both_have_asked() {
        // In every order in which both of them ask, the third request is the last that anybody is answered.
        for order in ["ABA", "ABB", "BAB", "BAA", "AAB", "BBA"] {
            let mut gateway = Kept::new();
            let (mut ours, mut theirs) = (0, 0);
            for who in order.chars() {
                let holds = if who == 'A' { &mut ours } else { &mut theirs };
                if let Some(next) = gateway.request(*holds) {
                    *holds = next;
                }
            }
            // Two in a row of the one who came second hide it for one request more.
            let hidden = matches!(order, "ABB" | "BAA");
            assert_eq!(gateway.suspended, !hidden, "{order}");
            let first = if order.starts_with('A') { ours } else { theirs };
            assert!(!hidden || gateway.request(first).is_none(), "{order}");
        }
    }
}
