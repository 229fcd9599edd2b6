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

words! {
    /// To an employee, with their badge and a link that shows it.
    pub struct BadgeWords {
        texts {
            how,
            picture,
            on_phone,
            button,
            link_ends,
            yours_alone,
            lost,
            not_expected,
        }
        phrases { subject(workspace), hello(name), intro(workspace), button_broken(link), }
    }
}

words! {
    /// To an employee, with the link to their own page.
    pub struct WorkerPageMailWords {
        texts {
            what,
            open_link,
            button,
            link_ends,
            yours_alone,
            not_expected,
        }
        phrases { subject(workspace), hello(name), intro(workspace), button_broken(link), }
    }
}

words! {
    /// Text messages: links to employees, alerts to users.
    pub struct TextWords {
        texts {}
        phrases {
            setup(employer, link),
            page(employer, link),
            alert(employer, what, link),
            alert_and_more(employer, what, count, link),
            alert_clear(what),
        }
    }
}

words! {
    /// To a user, about something that has happened at a kiosk.
    pub struct NoticeWords {
        texts { what_next, button, }
        phrases { subject(workspace), hello(name), button_broken(link), }
    }
}

words! {
    /// To a user, about alerts.
    pub struct AlertWords {
        texts {
            in_too_long,
            near_overtime,
            not_here,
            kiosk_silent,
            line_failing,
            open,
            clear,
            still_open,
            closed,
            line_over,
            line_lapsed,
            see,
            why,
            settings,
        }
        phrases {
            subject_one(what, workspace),
            subject_many(count, workspace),
            subject_clear(workspace, what),
            subject_many_clear(count, workspace),
            subject_digest(workspace, day),
            hello(name),
            more(count),
            long_now(employee, since),
            long_over(employee, since, until),
            long_ended(employee, since),
            long_lapsed(employee, since),
            overtime_now(employee, hours, limit),
            overtime_over(employee),
            overtime_lapsed(employee, hours),
            absent_now(employee, expected),
            absent_over(employee, came, expected),
            absent_lapsed(employee, expected),
            silent_now(device, kiosk, since),
            silent_over(device, kiosk, seen),
            silent_lapsed(since),
            refused_now(count, since),
            failed_now(count, since),
            provider_now(count, since, code),
        }
    }
}

/// The words of one kind of notice, and the sentence that says what has happened.
pub(super) struct NoticeKindWords {
    pub words: NoticeWords,
    pub what: Phrase,
}

impl NoticeKindWords {
    fn read(users: &Catalog, part: &str, values: &[&'static str]) -> Result<Self, WordsError> {
        Ok(Self { words: NoticeWords::read(users, part)?, what: users.phrase(part, "what", values)? })
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
    /// Of [`Letter::Badge`](super::Letter::Badge).
    pub badge: EachLanguage<BadgeWords>,
    /// Of [`Letter::WorkerPage`](super::Letter::WorkerPage).
    pub worker_page: EachLanguage<WorkerPageMailWords>,
    /// Of [`TextLetter`](super::TextLetter).
    pub texts: EachLanguage<TextWords>,
    /// Of each [`NoticeAbout`](super::letter::NoticeAbout).
    pub forgotten: NoticeKindWords,
    /// As above.
    pub exported: NoticeKindWords,
    /// As above.
    pub suspended: NoticeKindWords,
    /// As above.
    pub allowance: NoticeKindWords,
    /// Of [`Letter::Alert`](super::Letter::Alert).
    pub alert: AlertWords,
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
            badge: EachLanguage::read(FILE, |catalog| BadgeWords::read(catalog, "badge"))?,
            worker_page: EachLanguage::read(FILE, |catalog| WorkerPageMailWords::read(catalog, "worker-page"))?,
            texts: EachLanguage::read(FILE, |catalog| TextWords::read(catalog, "text"))?,
            forgotten: NoticeKindWords::read(&users, "forgotten", &["employee", "kiosk"])?,
            exported: NoticeKindWords::read(&users, "exported", &["actor", "kiosk", "people"])?,
            suspended: NoticeKindWords::read(&users, "suspended", &["device", "kiosk"])?,
            allowance: NoticeKindWords::read(&users, "allowance", &["tries", "device", "kiosk"])?,
            alert: AlertWords::read(&users, "alert")?,
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
