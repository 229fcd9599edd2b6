//! The words of mails, which are in `prompts/<language>/mail.ftl`.

use std::sync::LazyLock;

use super::MailError;
use crate::{
    domain::language::Language,
    words,
    words::{Catalog, EachLanguage, Phrase, WordsError},
};

words! {
    /// To an employee, with the link by which a PIN is chosen.
    pub struct SetupLinkWords {
        texts {
            first_choose,
            choose_another,
            open_link,
            button,
            yours_alone,
            works_once,
            at_the_end,
            not_expected,
        }
        phrases {
            subject(workspace),
            hello(name),
            intro(workspace, number),
            intro_without_number(workspace),
            practice(address),
            practice_there(address),
            button_broken(link),
        }
    }
}

words! {
    /// To an employee whose PIN is set.
    pub struct ReadyToCallWords {
        texts {
            call,
            ask_for_number,
            clock_id,
            step_call,
            step_id,
            step_pin,
            step_wait,
            say_name,
            pin_in_no_mail,
            practice,
            not_you,
        }
        phrases { subject(workspace), hello(name), pin_set(workspace), }
    }
}

words! {
    /// To a user, with the link by which a password is chosen.
    pub struct WelcomeWords {
        texts { open_link, button, yours_alone, works_once, not_expected, }
        phrases { hello(name), why(workspace), button_broken(link), }
    }
}

/// The words of every mail. Users read English.
pub(super) struct MailWords {
    /// Of [`Letter::SetupLink`](super::Letter::SetupLink), without its subject.
    pub setup_link: EachLanguage<SetupLinkWords>,
    /// Of [`Letter::ReadyToCall`](super::Letter::ReadyToCall).
    pub ready_to_call: EachLanguage<ReadyToCallWords>,
    /// Of [`Letter::Invitation`](super::Letter::Invitation).
    pub invitation: WelcomeWords,
    /// The subject of it, with the workspace's name.
    pub invitation_subject: Phrase,
    /// Of [`Letter::PasswordReset`](super::Letter::PasswordReset).
    pub reset: WelcomeWords,
    /// The subject of it.
    pub reset_subject: String,
}

static WORDS: LazyLock<Result<MailWords, WordsError>> = LazyLock::new(MailWords::read);

impl MailWords {
    fn read() -> Result<Self, WordsError> {
        let users = Catalog::embedded(Language::En, FILE)?;
        Ok(Self {
            setup_link: EachLanguage::read(FILE, |catalog| SetupLinkWords::read(catalog, "setup"))?,
            ready_to_call: EachLanguage::read(FILE, |catalog| ReadyToCallWords::read(catalog, "ready"))?,
            invitation: WelcomeWords::read(&users, "invitation")?,
            invitation_subject: users.phrase("invitation", "subject", &["workspace"])?,
            reset: WelcomeWords::read(&users, "reset")?,
            reset_subject: users.text("reset", "subject")?,
        })
    }

    /// The words as they are built into the program.
    ///
    /// # Errors
    /// When some are missing, which [`check`] has ruled out.
    pub fn get() -> Result<&'static Self, MailError> {
        WORDS.as_ref().map_err(|error| MailError::Refused(format!("the mail cannot be written: {error}")))
    }
}

const FILE: &str = "mail";

/// Checks that all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.as_ref().map(drop).map_err(Clone::clone)
}
