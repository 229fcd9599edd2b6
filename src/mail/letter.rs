//! What mails say: templates under `templates/mail`, with words in the language of whom they are for.

use askama::Template;

use super::{
    MailError,
    alert::AlertLetter,
    words::{
        BadgeWords, MailWords, NoticeWords, OfficeMailWords, ReadyToCallWords, SetupLinkWords, WelcomeWords,
        WorkerPageMailWords,
    },
    written::{RenderedLetter, one_line, written},
};
use crate::domain::language::Language;

/// A mail. Whatever people have typed into names becomes one line.
#[derive(Debug, Clone)]
pub enum Letter {
    /// How an employee chooses a PIN.
    SetupLink(SetupLink),
    /// What an employee whose PIN is set needs to call.
    ReadyToCall(ReadyToCall),
    /// How a new user chooses a password.
    Invitation(Welcome),
    /// How a user chooses another password.
    PasswordReset(Welcome),
    /// An employee's badge.
    Badge(BadgeLetter),
    /// What has happened at a kiosk.
    Notice(NoticeLetter),
    /// Alerts.
    Alert(AlertLetter),
    /// How an employee opens their own page.
    WorkerPage(WorkerPageLetter),
}

/// To an employee, who chooses a PIN.
#[derive(Debug, Clone)]
pub struct SetupLink {
    /// The employee's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// The private link.
    pub link: String,
    /// The dial-in number, where there is one.
    pub number: Option<String>,
    /// Whether the employee has a PIN already, which works until the link is used.
    pub has_pin: bool,
    /// Where a practice call is made.
    pub practice: String,
}

/// To an employee whose PIN is set: all that it takes to call, but for the PIN.
#[derive(Debug, Clone)]
pub struct ReadyToCall {
    /// The employee's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// The dial-in number, where there is one.
    pub number: Option<String>,
    /// The phone clock ID, in digits.
    pub clock_id: String,
    /// Whether a call asks for the name.
    pub says_name: bool,
    /// Where a practice call is made.
    pub practice: String,
}

/// To a user, who chooses a password.
#[derive(Debug, Clone)]
pub struct Welcome {
    /// The user's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// The private link.
    pub link: String,
}

/// To an employee: their badge, as a picture, and a link that shows it on a phone.
#[derive(Debug, Clone)]
pub struct BadgeLetter {
    /// The employee's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// The private link.
    pub link: String,
    /// The badge as a PNG. Mail programs leave out pictures that stand in the text itself.
    pub picture: Vec<u8>,
}

/// To an employee: the link to their own page.
#[derive(Debug, Clone)]
pub struct WorkerPageLetter {
    /// The employee's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// The private link.
    pub link: String,
}

/// To a user: what has happened at a kiosk.
#[derive(Debug, Clone)]
pub struct NoticeLetter {
    /// The user's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// Where something can be done about it.
    pub link: String,
    /// The kiosk's name.
    pub kiosk: String,
    /// What has happened.
    pub about: NoticeAbout,
}

/// What users are told, with the names of those whom it is about.
#[derive(Debug, Clone)]
pub enum NoticeAbout {
    /// This employee has forgotten their PIN.
    ForgottenPin(String),
    /// This user has exported the assignees: so many people.
    AssigneesExported(String, u32),
    /// This device is suspended.
    DeviceSuspended(String),
    /// This device had so many failed tries.
    DeviceOverAllowance(String, u32),
}

#[derive(Template)]
#[template(path = "mail/setup_link.txt")]
struct SetupLinkText<'a> {
    words: &'a SetupLinkWords,
    letter: &'a SetupLink,
    intro: String,
}

/// What stands around the number and the practice line's address is apart: they are links.
#[derive(Template)]
#[template(path = "mail/setup_link.html")]
struct SetupLinkHtml<'a> {
    words: &'a SetupLinkWords,
    letter: &'a SetupLink,
    intro: (String, String),
    practice: (String, String),
}

#[derive(Template)]
#[template(path = "mail/ready_to_call.txt")]
struct ReadyToCallText<'a> {
    words: &'a ReadyToCallWords,
    letter: &'a ReadyToCall,
}

#[derive(Template)]
#[template(path = "mail/ready_to_call.html")]
struct ReadyToCallHtml<'a> {
    words: &'a ReadyToCallWords,
    letter: &'a ReadyToCall,
}

#[derive(Template)]
#[template(path = "mail/welcome.txt")]
struct WelcomeText<'a> {
    words: &'a WelcomeWords,
    letter: &'a Welcome,
}

#[derive(Template)]
#[template(path = "mail/welcome.html")]
struct WelcomeHtml<'a> {
    words: &'a WelcomeWords,
    letter: &'a Welcome,
}

#[derive(Template)]
#[template(path = "mail/badge.txt")]
struct BadgeText<'a> {
    words: &'a BadgeWords,
    letter: &'a BadgeLetter,
}

#[derive(Template)]
#[template(path = "mail/badge.html")]
struct BadgeHtml<'a> {
    words: &'a BadgeWords,
    letter: &'a BadgeLetter,
}

#[derive(Template)]
#[template(path = "mail/worker_page.txt")]
struct WorkerPageText<'a> {
    words: &'a WorkerPageMailWords,
    letter: &'a WorkerPageLetter,
}

#[derive(Template)]
#[template(path = "mail/worker_page.html")]
struct WorkerPageHtml<'a> {
    words: &'a WorkerPageMailWords,
    letter: &'a WorkerPageLetter,
}

#[derive(Template)]
#[template(path = "mail/notice.txt")]
struct NoticeText<'a> {
    words: &'a NoticeWords,
    letter: &'a NoticeLetter,
    what: &'a str,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct NoticeHtml<'a> {
    words: &'a NoticeWords,
    letter: &'a NoticeLetter,
    what: &'a str,
}

impl Letter {
    /// Puts the mail into words, in the person's language.
    ///
    /// # Errors
    /// [`MailError::Refused`] when a template fails, which a test of each of them rules out.
    pub fn write(self, language: Language) -> Result<RenderedLetter, MailError> {
        match self {
            Self::SetupLink(letter) => {
                let words = MailWords::of(language)?;
                let (name, workspace) = (one_line(&letter.name), one_line(&letter.workspace));
                SetupLink { name, workspace, ..letter }.write(&words.setup_link)
            }
            Self::ReadyToCall(letter) => {
                let (name, workspace) = (one_line(&letter.name), one_line(&letter.workspace));
                let (words, letter) =
                    (&MailWords::of(language)?.ready_to_call, &ReadyToCall { name, workspace, ..letter });
                let subject = words.subject(&letter.workspace);
                written(subject, &ReadyToCallText { words, letter }, &ReadyToCallHtml { words, letter })
            }
            Self::Invitation(letter) => {
                let (letter, words) = (letter.in_one_line(), OfficeMailWords::of(language)?);
                let subject = words.invitation_subject.with(&[&letter.workspace]);
                letter.write(subject, &words.invitation)
            }
            Self::PasswordReset(letter) => {
                let words = OfficeMailWords::of(language)?;
                letter.in_one_line().write(words.reset_subject.clone(), &words.reset)
            }
            Self::Badge(letter) => {
                let (name, workspace) = (one_line(&letter.name), one_line(&letter.workspace));
                let (words, letter) = (&MailWords::of(language)?.badge, &BadgeLetter { name, workspace, ..letter });
                let subject = words.subject(&letter.workspace);
                let written = written(subject, &BadgeText { words, letter }, &BadgeHtml { words, letter })?;
                Ok(RenderedLetter { picture: Some(letter.picture.clone()), ..written })
            }
            Self::Notice(letter) => letter.write(OfficeMailWords::of(language)?),
            Self::Alert(letter) => letter.write(OfficeMailWords::of(language)?),
            Self::WorkerPage(letter) => {
                let (name, workspace) = (one_line(&letter.name), one_line(&letter.workspace));
                let (words, letter) =
                    (&MailWords::of(language)?.worker_page, &WorkerPageLetter { name, workspace, ..letter });
                let subject = words.subject(&letter.workspace);
                written(subject, &WorkerPageText { words, letter }, &WorkerPageHtml { words, letter })
            }
        }
    }
}

impl SetupLink {
    fn write(&self, words: &SetupLinkWords) -> Result<RenderedLetter, MailError> {
        let (letter, workspace) = (self, &self.workspace);
        let (intro, around) = match &letter.number {
            Some(number) => (words.intro(workspace, number), words.intro.around(1, &[workspace])),
            None => {
                let intro = words.intro_without_number(workspace);
                (intro.clone(), (intro, String::new()))
            }
        };
        let text = SetupLinkText { words, letter, intro };
        let practice = words.practice_there.around(0, &[]);
        written(words.subject(workspace), &text, &SetupLinkHtml { words, letter, intro: around, practice })
    }
}

impl Welcome {
    fn in_one_line(self) -> Self {
        Self { name: one_line(&self.name), workspace: one_line(&self.workspace), link: self.link }
    }

    fn write(&self, subject: String, words: &WelcomeWords) -> Result<RenderedLetter, MailError> {
        let letter = self;
        written(subject, &WelcomeText { words, letter }, &WelcomeHtml { words, letter })
    }
}

impl NoticeLetter {
    fn write(self, words: &OfficeMailWords) -> Result<RenderedLetter, MailError> {
        let (kiosk, counted) = (one_line(&self.kiosk), &words.counted);
        let (words, what) = match &self.about {
            NoticeAbout::ForgottenPin(employee) => {
                (&words.forgotten, words.forgotten.what.with(&[&one_line(employee), &kiosk]))
            }
            NoticeAbout::AssigneesExported(actor, people) => {
                let people = if *people == 1 { counted.person(people) } else { counted.people(people) };
                (&words.exported, words.exported.what.with(&[&one_line(actor), &kiosk, &people]))
            }
            NoticeAbout::DeviceSuspended(device) => {
                (&words.suspended, words.suspended.what.with(&[&one_line(device), &kiosk]))
            }
            NoticeAbout::DeviceOverAllowance(device, tries) => {
                let tries = if *tries == 1 { counted.wrong_try(tries) } else { counted.wrong_tries(tries) };
                (&words.allowance, words.allowance.what.with(&[&tries, &one_line(device), &kiosk]))
            }
        };
        let (name, workspace) = (one_line(&self.name), one_line(&self.workspace));
        let (letter, words) = (&Self { name, workspace, ..self.clone() }, &words.words);
        let subject = words.subject(&letter.workspace);
        written(subject, &NoticeText { words, letter, what: &what }, &NoticeHtml { words, letter, what: &what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    const LINK: &str = "https://clock.example.com/setup/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs";

    fn setup_link(has_pin: bool) -> Letter {
        Letter::SetupLink(SetupLink {
            name: "María López".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            link: LINK.to_owned(),
            number: Some("+15555550100".to_owned()),
            has_pin,
            practice: "https://clock.example.com/practice".to_owned(),
        })
    }

    fn ready_to_call(number: Option<&str>) -> Letter {
        Letter::ReadyToCall(ReadyToCall {
            name: "María López".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            number: number.map(str::to_owned),
            clock_id: "123455".to_owned(),
            says_name: number.is_some(),
            practice: "https://clock.example.com/practice".to_owned(),
        })
    }

    fn welcome() -> Welcome {
        Welcome {
            name: "Grace Okafor".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            link: "https://clock.example.com/welcome/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs".to_owned(),
        }
    }

    fn badge() -> Letter {
        Letter::Badge(BadgeLetter {
            name: "María López".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            link: "https://clock.example.com/badge/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs".to_owned(),
            picture: b"PNG".to_vec(),
        })
    }

    fn notice(about: NoticeAbout) -> Letter {
        Letter::Notice(NoticeLetter {
            name: "Grace Okafor".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            link: "https://clock.example.com/time-tracking/kiosks/1".to_owned(),
            kiosk: "Front gate".to_owned(),
            about,
        })
    }

    fn worker_page() -> Letter {
        Letter::WorkerPage(WorkerPageLetter {
            name: "María López".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            link: "https://clock.example.com/my/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs".to_owned(),
        })
    }

    fn samples() -> Vec<(String, RenderedLetter)> {
        let mut samples = Vec::new();
        for language in Language::ALL {
            for (name, letter) in [
                ("setup_link", setup_link(false)),
                ("setup_link_beside_a_pin", setup_link(true)),
                ("ready_to_call", ready_to_call(Some("+15555550100"))),
                ("ready_to_call_without_a_number", ready_to_call(None)),
                ("badge", badge()),
                ("worker_page", worker_page()),
            ] {
                samples.push((format!("{name}.{language}"), letter.write(language).unwrap()));
            }
        }
        for language in OfficeLanguage::ALL {
            for (name, letter) in [
                ("invitation", Letter::Invitation(welcome())),
                ("password_reset", Letter::PasswordReset(welcome())),
                ("notice_forgotten_pin", notice(NoticeAbout::ForgottenPin("María López".to_owned()))),
                ("notice_exported", notice(NoticeAbout::AssigneesExported("Grace Okafor".to_owned(), 12))),
                ("notice_suspended", notice(NoticeAbout::DeviceSuspended("Tablet".to_owned()))),
                ("notice_allowance", notice(NoticeAbout::DeviceOverAllowance("Tablet".to_owned(), 21))),
            ] {
                samples.push((format!("{name}.{language}"), letter.write(language.spoken()).unwrap()));
            }
        }
        samples
    }

    #[test]
    fn every_mail_reads_as_agreed() {
        for (name, RenderedLetter { subject, text, html, .. }) in samples() {
            insta::assert_snapshot!(name, format!("Subject: {subject}\n\n{text}\n{}\n{html}", "-".repeat(70)));
        }
    }

    #[test]
    fn every_mail_has_its_link_in_both_parts_and_nowhere_else() {
        let with_link = samples().into_iter().filter(|(name, _)| !name.starts_with("ready_to_call"));
        for (name, RenderedLetter { subject, text, html, .. }) in with_link {
            let link = match name.split(['_', '.']).next() {
                Some("setup") => LINK,
                Some("worker") => "https://clock.example.com/my/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs",
                Some("badge") => "https://clock.example.com/badge/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs",
                Some("notice") => "https://clock.example.com/time-tracking/kiosks/1",
                _ => &welcome().link,
            };
            assert!(text.lines().any(|line| line == link), "{name}: on a line by itself\n{text}");
            assert!(html.contains(&format!("href=\"{link}\"")), "{name}\n{html}");
            assert!(!subject.contains("http"), "{name}: {subject}");
        }
    }

    #[test]
    fn the_mail_with_number_and_id_opens_nothing() {
        for language in Language::ALL {
            let RenderedLetter { subject, text, html, .. } =
                ready_to_call(Some("+15555550100")).write(language).unwrap();
            for part in [&text, &html] {
                assert!(part.contains("123455") && part.contains("+15555550100"), "{part}");
                assert!(!part.contains("/setup"), "{part}");
            }
            assert!(!subject.contains("123455"), "{subject}");
        }
    }

    #[test]
    fn names_are_neither_markup_nor_headers() {
        let letter = Letter::SetupLink(SetupLink {
            name: "<b>Maria</b>\r\nBcc: x".to_owned(),
            workspace: "Evil\r\n\r\n<script>alert(1)</script>".to_owned(),
            link: LINK.to_owned(),
            number: None,
            has_pin: false,
            practice: String::new(),
        });
        let RenderedLetter { subject, text, html, .. } = letter.write(Language::En).unwrap();
        assert!(subject.contains("Evil <script>alert(1)</script>") && !subject.contains(['\r', '\n']), "{subject}");
        assert!(text.starts_with("Hello <b>Maria</b> Bcc: x,\n"), "{text}");
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }
}
