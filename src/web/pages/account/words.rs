//! Why an account was not opened, made or changed.

use crate::{
    domain::password::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, PasswordRuleError},
    service::access::AccountError,
};

/// Of the first code of an app that is being set up.
pub(in crate::web::pages) const WRONG_FIRST_CODE: &str =
    "That code is not right. Wait for the next one, and see that your phone sets its clock by itself.";

/// As a clause.
pub(in crate::web::pages) fn refusal(error: &AccountError) -> String {
    let words = match error {
        AccountError::Store(_) | AccountError::Email(_) | AccountError::Settings(_) => return error.to_string(),
        AccountError::Password(error) => return password(*error),
        AccountError::NotSignedIn => {
            "that email address and password do not match, or there were too many tries; wait 15 minutes or reset the \
             password"
        }
        AccountError::NoName => "a user needs a name, of at most 100 characters",
        AccountError::EmailTaken => "somebody signs in with this email address already",
        AccountError::WrongPassword => "the current password is not right",
        AccountError::WrongPasswordOrCode => {
            "the password or the code is not right; a code counts once, so wait for the next one"
        }
        AccountError::WrongCode => {
            "that code is not right, or there were too many wrong ones; a code counts once, so wait for the next one, or \
             use a recovery code"
        }
        AccountError::HalfWayOver => "that took too long, or too many codes were wrong; type your password again",
        AccountError::NoSecondFactor => "there is no second factor",
        AccountError::CodesMadeAlready => {
            "nothing was changed: new recovery codes were made after this page was shown, and they are shown once; make new \
             ones if you have not kept them"
        }
        AccountError::SecondFactorAsked => {
            "your workspace asks you for a second factor, and you have none; sign in with your password on a device of \
             your own to set it up"
        }
        AccountError::SessionEnded => {
            "the current password was wrong too often, and you were signed out; sign in again, or reset the password"
        }
        AccountError::LinkSpent => "this link has been used, replaced, or has run out; ask for a new one",
        AccountError::OwnersOnly => "only an owner can do that",
        AccountError::LastOwner => {
            "a workspace needs an active owner who has joined and signs in with a password; make somebody else owner first"
        }
        AccountError::NoUser => "there is no such user",
        AccountError::NotActive => "this user is not active; make them active first",
        AccountError::Joined => {
            "this user has joined already; if they forget their password, they can ask for a new one on the sign-in page"
        }
        AccountError::PinOnly => "this user signs in by PIN only; change how they sign in first",
        AccountError::NoPin => "PIN only is for users with a PIN; give this user one first",
        AccountError::NoEmployee => "there is no such employee",
        AccountError::EmployeeTaken => "this employee is another user already",
        AccountError::Hash(_) => "the password could not be hashed; try again",
    };
    words.to_owned()
}

fn password(error: PasswordRuleError) -> String {
    match error {
        PasswordRuleError::Short => {
            format!("a password has at least {PASSWORD_MIN_CHARS} characters; three or four words make a good one")
        }
        PasswordRuleError::Long => format!("a password has at most {PASSWORD_MAX_CHARS} characters"),
        PasswordRuleError::Listed => {
            "this password is on the lists that are tried first; three or four words make a good one".to_owned()
        }
        PasswordRuleError::OwnName => {
            "this password is too easy to guess: it is mostly your name, your email address, your workspace or this \
             program; three or four other words make a good one"
                .to_owned()
        }
        PasswordRuleError::Predictable => {
            "this password is too easy to guess: it is mostly a well-known word, a year, a row of keys or something \
             repeated; three or four words make a good one"
                .to_owned()
        }
    }
}
