//! The words of mails, which are in `prompts/<language>/mail.ftl`.

use std::sync::LazyLock;

use super::MailError;
use crate::{
    domain::language::{Language, OfficeLanguage},
    words,
    words::{Catalog, EachLanguage, EachOfficeLanguage, Phrase, WordsError},
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
    /// Text messages to employees, and to whoever has answered one.
    pub struct TextWords {
        texts {}
        phrases {
            setup(employer, link),
            page(employer, link),
            employers(employer, count),
            clocked_in(time, place),
            clocked_out(time, place),
            reply_stop(employer),
            reply_start(employer),
            reply_help(employer),
            reply_other(employer),
        }
    }
}

words! {
    /// Text messages to users, about alerts.
    pub struct AlertTextWords {
        texts {}
        phrases {
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
    /// Numbers with what was counted, as they stand in the sentence of a notice.
    pub struct CountedWords {
        texts {}
        phrases { person(count), people(count), wrong_try(count), wrong_tries(count), }
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
            missed_over,
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
            missed_now(count, since),
        }
    }
}

/// The words of one kind of notice, and the sentence that says what has happened.
pub(super) struct NoticeKindWords {
    pub words: NoticeWords,
    pub what: Phrase,
}

impl NoticeKindWords {
    fn read(catalog: &Catalog, part: &str, values: &[&'static str]) -> Result<Self, WordsError> {
        Ok(Self { words: NoticeWords::read(catalog, part)?, what: catalog.phrase(part, "what", values)? })
    }
}

/// The words of what employees are sent, in one language.
pub(super) struct MailWords {
    /// Of [`Letter::SetupLink`](super::Letter::SetupLink), without its subject.
    pub setup_link: SetupLinkWords,
    /// Of [`Letter::ReadyToCall`](super::Letter::ReadyToCall).
    pub ready_to_call: ReadyToCallWords,
    /// Of [`Letter::Badge`](super::Letter::Badge).
    pub badge: BadgeWords,
    /// Of [`Letter::WorkerPage`](super::Letter::WorkerPage).
    pub worker_page: WorkerPageMailWords,
    /// Of [`TextLetter`](super::TextLetter).
    pub texts: TextWords,
}

/// The words of what users are sent, in one language of the office.
pub(super) struct OfficeMailWords {
    /// Of [`Letter::Invitation`](super::Letter::Invitation).
    pub invitation: WelcomeWords,
    /// The subject of it, with the workspace's name.
    pub invitation_subject: Phrase,
    /// Of [`Letter::PasswordReset`](super::Letter::PasswordReset).
    pub reset: WelcomeWords,
    /// The subject of it.
    pub reset_subject: String,
    /// Of each [`NoticeAbout`](super::letter::NoticeAbout).
    pub forgotten: NoticeKindWords,
    /// As above.
    pub exported: NoticeKindWords,
    /// As above.
    pub suspended: NoticeKindWords,
    /// As above.
    pub allowance: NoticeKindWords,
    /// What is counted in these.
    pub counted: CountedWords,
    /// Of [`Letter::Alert`](super::Letter::Alert).
    pub alert: AlertWords,
    /// Of [`TextLetter::Alert`](super::TextLetter::Alert).
    pub alert_texts: AlertTextWords,
}

static WORDS: LazyLock<Result<EachLanguage<MailWords>, WordsError>> =
    LazyLock::new(|| EachLanguage::read("mail", MailWords::read));

static OFFICE_WORDS: LazyLock<Result<EachOfficeLanguage<OfficeMailWords>, WordsError>> =
    LazyLock::new(|| EachOfficeLanguage::read("mail", OfficeMailWords::read));

impl MailWords {
    fn read(catalog: &Catalog) -> Result<Self, WordsError> {
        Ok(Self {
            setup_link: SetupLinkWords::read(catalog, "setup")?,
            ready_to_call: ReadyToCallWords::read(catalog, "ready")?,
            badge: BadgeWords::read(catalog, "badge")?,
            worker_page: WorkerPageMailWords::read(catalog, "worker-page")?,
            texts: TextWords::read(catalog, "text")?,
        })
    }

    /// The words of a language as they are built into the program.
    ///
    /// # Errors
    /// When some are missing, which [`check`] has ruled out.
    pub fn of(language: Language) -> Result<&'static Self, MailError> {
        WORDS.as_ref().map(|words| words.of(language)).map_err(unwritten)
    }
}

impl OfficeMailWords {
    fn read(catalog: &Catalog) -> Result<Self, WordsError> {
        Ok(Self {
            invitation: WelcomeWords::read(catalog, "invitation")?,
            invitation_subject: catalog.phrase("invitation", "subject", &["workspace"])?,
            reset: WelcomeWords::read(catalog, "reset")?,
            reset_subject: catalog.text("reset", "subject")?,
            forgotten: NoticeKindWords::read(catalog, "forgotten", &["employee", "kiosk"])?,
            exported: NoticeKindWords::read(catalog, "exported", &["actor", "kiosk", "people"])?,
            suspended: NoticeKindWords::read(catalog, "suspended", &["device", "kiosk"])?,
            allowance: NoticeKindWords::read(catalog, "allowance", &["tries", "device", "kiosk"])?,
            counted: CountedWords::read(catalog, "counted")?,
            alert: AlertWords::read(catalog, "alert")?,
            alert_texts: AlertTextWords::read(catalog, "text")?,
        })
    }

    /// The words for a user: mail is in a language of workers, and users read one of the office.
    ///
    /// # Errors
    /// When some are missing, which [`check`] has ruled out.
    pub fn of(language: Language) -> Result<&'static Self, MailError> {
        let language = OfficeLanguage::nearest(language);
        OFFICE_WORDS.as_ref().map(|words| words.of(language)).map_err(unwritten)
    }
}

fn unwritten(error: &WordsError) -> MailError {
    MailError::Refused(format!("the mail cannot be written: {error}"))
}

/// Checks that all of them are there, in every language. The program starts only then.
///
/// # Errors
/// Says which message is missing, or wrong.
pub fn check() -> Result<(), WordsError> {
    WORDS.as_ref().map_err(Clone::clone)?;
    OFFICE_WORDS.as_ref().map(drop).map_err(Clone::clone)
}
