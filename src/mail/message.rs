//! A mail as a server takes it (RFC 5322): one recipient, text and HTML side by side.

use jiff::Timestamp;
use lettre::{
    Address,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use url::{Host, Url};

use super::MailError;
use crate::domain::{ids::MailId, user::Email};

/// The sender of mails: an address, with a name or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Mailbox);

/// Why a text is no sender, to be read behind the name of the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum SenderError {
    #[error(
        "it is not an email address; set it to one such as clock@example.com, or Lopez Roofing <clock@example.com>"
    )]
    EmailArgError,
    #[error("it has a line end or another hidden character in it; write it again on one line")]
    Hidden,
    #[error("it has angle brackets in the name; put the name in double quotes, or leave them out")]
    Brackets,
    #[error("emails come from one address; leave the others out")]
    Several,
}

impl Sender {
    /// An address, or a name with an address in angle brackets. The name is taken as it stands, with commas, colons
    /// and quotation marks; in double quotes as a whole it is what stands between them (RFC 5322, 3.2.4).
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(text: &str) -> Result<Self, SenderError> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return Err(SenderError::Hidden);
        }
        let Some((name, address)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) else {
            return match text.parse() {
                Ok(address) => Ok(Self(Mailbox::new(None, address))),
                Err(_) if text.matches('@').count() > 1 => Err(SenderError::Several),
                Err(_) => Err(SenderError::EmailArgError),
            };
        };
        let address = address.trim().parse().map_err(|_| SenderError::EmailArgError)?;
        let name = match unquoted(name.trim()) {
            Some(name) => name,
            None if name.contains('@') && name.contains(['<', '>']) => return Err(SenderError::Several),
            None if name.contains(['<', '>']) => return Err(SenderError::Brackets),
            None => name.trim().to_owned(),
        };
        Ok(Self(Mailbox::new(Some(name).filter(|name| !name.is_empty()), address)))
    }

    /// `phoneclock` at the host of the gateway's own address.
    #[must_use]
    pub fn at_host_of(public_url: &Url) -> Self {
        let domain = match public_url.host() {
            Some(Host::Domain(domain)) => domain,
            Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => "localhost",
        };
        let named = |domain: &str| Address::new("phoneclock", domain).ok();
        #[expect(clippy::expect_used, reason = "a constant that a test parses")]
        let address = named(domain).or_else(|| named("localhost")).expect("localhost is a domain");
        Self(Mailbox::new(Some("phoneclock".to_owned()), address))
    }
}

/// What stands between double quotes, where they hold the whole of it.
fn unquoted(name: &str) -> Option<String> {
    let inside = name.strip_prefix('"')?.strip_suffix('"')?;
    let (mut text, mut characters) = (String::new(), inside.chars());
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.push(characters.next()?),
            '"' => return None,
            other => text.push(other),
        }
    }
    Some(text.trim().to_owned())
}

impl std::fmt::Display for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A mail, whole.
#[derive(Debug, Clone)]
pub struct Message {
    /// Makes the Message-ID, so that a mail sent twice is one mail to whoever receives it.
    pub id: MailId,
    /// Who it is from.
    pub from: Sender,
    /// The recipient's name.
    pub name: String,
    /// Where it goes.
    pub to: Email,
    /// When it is sent, for the `Date` header.
    pub at: Timestamp,
    /// The subject, on one line.
    pub subject: String,
    /// The text for readers without HTML.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// A PNG that the HTML shows by [`PICTURE_ID`].
    pub picture: Option<Vec<u8>>,
}

/// By what name the HTML of a mail shows its picture (RFC 2392). Mail programs leave out pictures that stand in the HTML
/// itself.
pub const PICTURE_ID: &str = "picture@phoneclock";

impl Message {
    /// The mail in MIME.
    ///
    /// # Errors
    /// [`MailError::Refused`] when it cannot be written: a line end in a header, an address no server takes.
    pub(super) fn to_mime(&self) -> Result<lettre::Message, MailError> {
        for (what, header) in [("name", &self.name), ("subject", &self.subject)] {
            if header.chars().any(char::is_control) {
                return Err(MailError::Refused(format!(
                    "the {what} has a line end or another control character in it"
                )));
            }
        }
        let address: Address = self.to.as_str().parse().map_err(|_| {
            MailError::Refused(format!("no mail server accepts the address {}; check it for typos", self.to))
        })?;
        let name = Some(self.name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
        let Sender(from) = &self.from;
        lettre::Message::builder()
            .message_id(Some(format!("<{}@{}>", self.id, from.email.domain())))
            .date(self.at.into())
            .from(from.clone())
            .to(Mailbox::new(name, address))
            .subject(&self.subject)
            // RFC 3834: no holiday note comes back.
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .multipart(self.body()?)
            .map_err(|error| MailError::Refused(format!("the mail cannot be written: {error}")))
    }

    fn body(&self) -> Result<MultiPart, MailError> {
        let (text, html) = (self.text.clone(), self.html.clone());
        let Some(picture) = &self.picture else { return Ok(MultiPart::alternative_plain_html(text, html)) };
        let kind = ContentType::parse("image/png")
            .map_err(|error| MailError::Refused(format!("the mail cannot be written: {error}")))?;
        let shown = Attachment::new_inline_with_name(PICTURE_ID.to_owned(), "badge.png".to_owned());
        let with_picture =
            MultiPart::related().singlepart(SinglePart::html(html)).singlepart(shown.body(picture.clone(), kind));
        Ok(MultiPart::alternative().singlepart(SinglePart::plain(text)).multipart(with_picture))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            id: MailId::from_bytes([7; 16]),
            from: Sender::parse("clock@example.com").unwrap(),
            name: "María López".to_owned(),
            to: Email::parse("maria@example.com").unwrap(),
            at: "2026-11-17T13:00:00Z".parse().unwrap(),
            subject: "Elija su PIN, señora".to_owned(),
            text: "Hola María".to_owned(),
            html: "<p>Hola María</p>".to_owned(),
            picture: None,
        }
    }

    fn headers(message: &Message) -> String {
        let mime = String::from_utf8(message.to_mime().unwrap().formatted()).unwrap();
        mime.split("\r\n\r\n").next().unwrap().to_owned()
    }

    #[test]
    fn names_in_any_script_are_encoded_and_the_id_is_our_own() {
        let headers = headers(&message());
        assert!(headers.is_ascii(), "{headers}");
        for line in [
            "Message-ID: <07070707-0707-0707-0707-070707070707@example.com>",
            "Date: Tue, 17 Nov 2026 13:00:00 +0000",
            "From: clock@example.com",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(headers.lines().any(|have| have == line), "{line}\n{headers}");
        }
        assert!(headers.contains("To: =?utf-8?"), "{headers}");
    }

    #[test]
    fn a_picture_is_a_part_of_its_own_that_the_html_names() {
        let html = format!("<img src=\"cid:{PICTURE_ID}\">");
        let message = Message { html, picture: Some(b"PNG".to_vec()), ..message() };
        let mime = String::from_utf8(message.to_mime().unwrap().formatted()).unwrap();
        for part in [
            "multipart/alternative",
            "multipart/related",
            "Content-ID: <picture@phoneclock>",
            "Content-Disposition: inline; filename=\"badge.png\"",
            "Content-Type: image/png",
            "cid:picture@phoneclock",
        ] {
            assert!(mime.contains(part), "{part}\n{mime}");
        }
        assert!(!mime.contains("data:"), "{mime}");
    }

    #[test]
    fn a_line_end_in_a_name_or_subject_is_refused() {
        for hostile in ["Maria\r\nBcc: other@example.com", "Maria\nX: y", "Maria\0", "Maria\r"] {
            let named = Message { name: hostile.to_owned(), ..message() };
            let about = Message { subject: hostile.to_owned(), ..message() };
            for message in [named, about] {
                assert!(matches!(message.to_mime(), Err(MailError::Refused(_))), "{hostile:?}");
            }
        }
    }

    #[test]
    fn a_name_that_looks_like_addresses_stays_a_name() {
        let message = Message { name: "\"a\" <x@evil.example>, b@evil.example".to_owned(), ..message() };
        let mime = message.to_mime().unwrap();
        let to: Vec<_> = mime.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(to, ["maria@example.com"]);
        assert!(!headers(&message).contains("evil.example"), "{}", headers(&message));
    }

    #[test]
    fn an_address_that_no_server_takes_is_refused_in_words() {
        let message = Message { to: Email::parse("maria..lopez@example.com").unwrap(), ..message() };
        let Err(MailError::Refused(words)) = message.to_mime() else { panic!("it was written") };
        assert!(words.contains("maria..lopez@example.com"), "{words}");
    }

    #[test]
    fn a_sender_is_an_address_with_or_without_a_name() {
        for text in ["clock@example.com", "Lopez Roofing <clock@example.com>"] {
            assert_eq!(Sender::parse(text).unwrap().to_string(), text);
        }
        for (text, reason) in [
            ("", SenderError::EmailArgError),
            ("clock", SenderError::EmailArgError),
            ("Lopez <clock>", SenderError::EmailArgError),
            ("a@b.example\r\nBcc: c@d.example", SenderError::Hidden),
            ("a@b.example, c@d.example", SenderError::Several),
            ("A <a@b.example>, C <c@d.example>", SenderError::Several),
            ("Lopez <Roofing> <clock@example.com>", SenderError::Brackets),
        ] {
            assert_eq!(Sender::parse(text), Err(reason), "{text:?}");
        }
    }

    #[test]
    fn a_senders_name_keeps_every_character_that_was_typed() {
        for (typed, name) in [
            ("Lopez Roofing, Inc. <clock@example.com>", "Lopez Roofing, Inc."),
            ("Lopez: Roofing; and more <clock@example.com>", "Lopez: Roofing; and more"),
            ("Lopez \"The Roof\" <clock@example.com>", "Lopez \"The Roof\""),
            ("\"Lopez Roofing, Inc.\" <clock@example.com>", "Lopez Roofing, Inc."),
            ("\"Lopez \\\"The Roof\\\"\" <clock@example.com>", "Lopez \"The Roof\""),
            ("\"Lopez\" and \"Sons\" <clock@example.com>", "\"Lopez\" and \"Sons\""),
            ("\"<Lopez>\" <clock@example.com>", "<Lopez>"),
            ("Lopez (Roofing) <clock@example.com>", "Lopez (Roofing)"),
            ("Techos López @ Peña <clock@example.com>", "Techos López @ Peña"),
            ("<clock@example.com>", ""),
        ] {
            let Sender(Mailbox { name: parsed, email, .. }) = Sender::parse(typed).unwrap();
            assert_eq!(parsed.unwrap_or_default(), name, "{typed}");
            assert_eq!(email.to_string(), "clock@example.com");
        }
    }

    #[test]
    fn without_a_setting_the_sender_is_at_the_gateways_host() {
        for (url, sender) in [
            ("https://clock.example.com/here", "phoneclock <phoneclock@clock.example.com>"),
            ("http://127.0.0.1:8080", "phoneclock <phoneclock@localhost>"),
            ("http://[::1]", "phoneclock <phoneclock@localhost>"),
        ] {
            assert_eq!(Sender::at_host_of(&Url::parse(url).unwrap()).to_string(), sender);
        }
    }
}
