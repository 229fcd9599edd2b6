//! What writes about users and passwords are held under.
//!
//! A hold is taken in the order of its text: `user` comes last, so that it can be taken once a request has found whom it
//! is about.

use crate::{
    domain::ids::{KnownBrowserId, UserId, WebSessionId},
    store::{Hold, Holds, password_tries::PasswordTry},
};

/// A user's password, links, browsers and sessions: nobody signs in with a password while it is being changed.
pub(super) fn user(id: UserId) -> Hold {
    Hold::Address(format!("user {id}"))
}

/// Wrong current passwords of one session.
pub(super) fn session(id: WebSessionId) -> Hold {
    Hold::Address(format!("session {id}"))
}

/// What counts against an email address, whether anybody has it or not, and against a network address.
pub(super) fn email_and_network(email_hash: &[u8; 32], network: &str) -> Holds {
    let email = base16ct::lower::encode_string(email_hash);
    Hold::Address(format!("e-mail {email}")).and(Hold::Address(format!("network {network}")))
}

/// What counts against whoever tries this password.
pub(super) fn password_try(tried: &PasswordTry) -> Holds {
    match tried.browser {
        Some(browser) => Holds::from(known_browser(browser)),
        None => email_and_network(&tried.email_hash, &tried.address),
    }
}

fn known_browser(id: KnownBrowserId) -> Hold {
    Hold::Address(format!("browser {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_can_be_held_after_everything_that_counts_against_an_address() {
        let holds = email_and_network(&[7; 32], "2001:db8::/64");
        let user = user(UserId::from_bytes([1; 16]));
        assert!(holds.iter().all(|hold| *hold < user));
        assert!(session(WebSessionId::from_bytes([1; 16])) < user);
        assert_eq!(holds.iter().count(), 2);
    }
}
