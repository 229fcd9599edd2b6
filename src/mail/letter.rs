//! What mails say, per language: templates under `templates/mail`, the subject in the first line of the text.

use askama::Template;

use super::MailError;
use crate::domain::language::Language;

/// A mail. Whatever people have typed into names becomes one line.
#[derive(Debug, Clone)]
pub enum Letter {
    SetupLink(SetupLink),
    ReadyToCall(ReadyToCall),
    Invitation(Welcome),
    PasswordReset(Welcome),
}

/// To an employee, who chooses a PIN.
#[derive(Debug, Clone)]
pub struct SetupLink {
    pub name: String,
    pub workspace: String,
    /// The private link.
    pub link: String,
    /// The dial-in number, where there is one.
    pub number: Option<String>,
    /// Whether a PIN is there that holds until the link is used.
    pub has_pin: bool,
    /// Where a call is practised.
    pub practice: String,
}

/// To an employee whose PIN is set: all that it takes to call, but for the PIN.
#[derive(Debug, Clone)]
pub struct ReadyToCall {
    pub name: String,
    pub workspace: String,
    /// The dial-in number, where there is one.
    pub number: Option<String>,
    pub clock_id: String,
    /// Whether a call asks for the name.
    pub says_name: bool,
    /// Where a call is practised.
    pub practice: String,
}

/// To a user, who chooses a password.
#[derive(Debug, Clone)]
pub struct Welcome {
    pub name: String,
    pub workspace: String,
    /// The private link.
    pub link: String,
}

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

macro_rules! templates {
    ($($name:ident($letter:ty) $path:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $name<'a> {
            letter: &'a $letter,
        }
    )*};
}
templates! {
    SetupLinkEnText(SetupLink) "mail/setup_link.en.txt";
    SetupLinkEnHtml(SetupLink) "mail/setup_link.en.html";
    SetupLinkEsText(SetupLink) "mail/setup_link.es.txt";
    SetupLinkEsHtml(SetupLink) "mail/setup_link.es.html";
    ReadyToCallEnText(ReadyToCall) "mail/ready_to_call.en.txt";
    ReadyToCallEnHtml(ReadyToCall) "mail/ready_to_call.en.html";
    ReadyToCallEsText(ReadyToCall) "mail/ready_to_call.es.txt";
    ReadyToCallEsHtml(ReadyToCall) "mail/ready_to_call.es.html";
    InvitationText(Welcome) "mail/invitation.en.txt";
    InvitationHtml(Welcome) "mail/invitation.en.html";
    PasswordResetText(Welcome) "mail/password_reset.en.txt";
    PasswordResetHtml(Welcome) "mail/password_reset.en.html";
}

impl Letter {
    /// In the person's language; users read English.
    ///
    /// # Errors
    /// [`MailError::Refused`] when a template fails, which a test of each of them rules out.
    pub fn write(self, language: Language) -> Result<Written, MailError> {
        match self {
            Self::SetupLink(letter) => {
                let (name, workspace) = (one_line(&letter.name), one_line(&letter.workspace));
                let letter = &SetupLink { name, workspace, ..letter };
                match language {
                    Language::En => written(&SetupLinkEnText { letter }, &SetupLinkEnHtml { letter }),
                    Language::Es => written(&SetupLinkEsText { letter }, &SetupLinkEsHtml { letter }),
                }
            }
            Self::ReadyToCall(letter) => {
                let (name, workspace) = (one_line(&letter.name), one_line(&letter.workspace));
                let letter = &ReadyToCall { name, workspace, ..letter };
                match language {
                    Language::En => written(&ReadyToCallEnText { letter }, &ReadyToCallEnHtml { letter }),
                    Language::Es => written(&ReadyToCallEsText { letter }, &ReadyToCallEsHtml { letter }),
                }
            }
            Self::Invitation(letter) => {
                let letter = &letter.in_one_line();
                written(&InvitationText { letter }, &InvitationHtml { letter })
            }
            Self::PasswordReset(letter) => {
                let letter = &letter.in_one_line();
                written(&PasswordResetText { letter }, &PasswordResetHtml { letter })
            }
        }
    }
}

impl Welcome {
    fn in_one_line(self) -> Self {
        Self { name: one_line(&self.name), workspace: one_line(&self.workspace), link: self.link }
    }
}

fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn written(text: &impl Template, html: &impl Template) -> Result<Written, MailError> {
    let failed = |error: askama::Error| MailError::Refused(format!("the mail cannot be written: {error}"));
    let (text, html) = (text.render().map_err(failed)?, html.render().map_err(failed)?);
    let (subject, text) = text
        .strip_prefix("Subject: ")
        .and_then(|text| text.split_once("\n\n"))
        .ok_or_else(|| MailError::Refused("the mail's template has no subject".to_owned()))?;
    Ok(Written { subject: subject.to_owned(), text: format!("{}\n", text.trim_end()), html })
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn samples() -> Vec<(String, Written)> {
        let mut samples = Vec::new();
        for language in Language::ALL {
            for (name, letter) in [
                ("setup_link", setup_link(false)),
                ("setup_link_beside_a_pin", setup_link(true)),
                ("ready_to_call", ready_to_call(Some("+15555550100"))),
                ("ready_to_call_without_a_number", ready_to_call(None)),
                ("invitation", Letter::Invitation(welcome())),
                ("password_reset", Letter::PasswordReset(welcome())),
            ] {
                samples.push((format!("{name}.{language}"), letter.write(language).unwrap()));
            }
        }
        samples
    }

    #[test]
    fn every_mail_reads_as_agreed() {
        for (name, Written { subject, text, html }) in samples() {
            insta::assert_snapshot!(name, format!("Subject: {subject}\n\n{text}\n{}\n{html}", "-".repeat(70)));
        }
    }

    #[test]
    fn every_mail_has_its_link_in_both_parts_and_nowhere_else() {
        let with_link = samples().into_iter().filter(|(name, _)| !name.starts_with("ready_to_call"));
        for (name, Written { subject, text, html }) in with_link {
            let link = if name.starts_with("setup") { LINK.to_owned() } else { welcome().link };
            assert!(text.lines().any(|line| line == link), "{name}: on a line by itself\n{text}");
            assert!(html.contains(&format!("href=\"{link}\"")), "{name}\n{html}");
            assert!(!subject.contains("http"), "{name}: {subject}");
        }
    }

    #[test]
    fn the_mail_with_number_and_id_opens_nothing() {
        for language in Language::ALL {
            let Written { subject, text, html } = ready_to_call(Some("+15555550100")).write(language).unwrap();
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
        let Written { subject, text, html } = letter.write(Language::En).unwrap();
        assert!(subject.contains("Evil <script>alert(1)</script>") && !subject.contains(['\r', '\n']), "{subject}");
        assert!(text.starts_with("Hello <b>Maria</b> Bcc: x,\n"), "{text}");
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }
}
