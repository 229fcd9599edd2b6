//! What a mail server's no means: whether it is about this one recipient, or about the gateway, for every mail alike.
//! What is about the gateway waits until the operator has mended the setting that is named.

use std::fmt;

use crate::mail::MailError;

/// How far the conversation had come. Servers put off what they have against a client: Postfix tells with the
/// recipient what it has against name and sender, Microsoft and Amazon only after the whole mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum SmtpStage {
    Greeting,
    Hello,
    StartTls,
    SignIn,
    Sender,
    Recipient,
    Content,
}

/// An answer that was not yes.
#[derive(Debug, Clone, Copy)]
pub(super) struct SmtpRefusal<'a> {
    /// When in the conversation it came.
    pub stage: SmtpStage,
    /// The reply code (RFC 5321, 4.2).
    pub code: u16,
    /// What the server said, on one line.
    pub words: &'a str,
    /// What the gateway calls itself.
    pub hello: &'a str,
    /// The sender's address.
    pub from: &'a str,
    /// The recipient's address.
    pub to: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RefusalCause {
    Name,
    SignIn,
    Relay,
    Sender,
    /// The server refuses the network address of this machine.
    Machine,
    Encryption,
    /// The server takes no more mails for now.
    Limit,
    /// It is about this recipient, or this mail.
    Mail,
    /// Another try later may succeed.
    Later,
}

pub(super) fn judge(answer: SmtpRefusal<'_>) -> MailError {
    let SmtpRefusal { code, words, hello, from, .. } = answer;
    let mend =
        |setting, reason: fmt::Arguments<'_>| MailError::Mend { setting, reason: format!("{reason}: {code} {words}") };
    match cause(answer) {
        RefusalCause::Name => mend(
            "PHONECLOCK_PUBLIC_URL",
            format_args!(
                "the mail server does not accept this gateway's name, {hello}, which is the host in \
                 PHONECLOCK_PUBLIC_URL"
            ),
        ),
        RefusalCause::SignIn => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!("the mail server does not let this gateway in; check PHONECLOCK_SMTP_URL"),
        ),
        RefusalCause::Relay => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!(
                "the mail server does not relay email for this gateway; check server, user and password in \
                 PHONECLOCK_SMTP_URL"
            ),
        ),
        RefusalCause::Sender => mend(
            "PHONECLOCK_MAIL_FROM",
            format_args!(
                "the mail server does not accept the sender, {from}; set PHONECLOCK_MAIL_FROM to one that it accepts"
            ),
        ),
        RefusalCause::Machine => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!(
                "the mail server accepts no email from this machine's network address; fix that there, or name another \
                 server in PHONECLOCK_SMTP_URL"
            ),
        ),
        RefusalCause::Encryption => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!("the mail server does not encrypt what is sent to it; check PHONECLOCK_SMTP_URL"),
        ),
        RefusalCause::Limit => MailError::TryAgain(format!(
            "the mail server accepts no more email from this gateway for now: {code} {words}"
        )),
        RefusalCause::Mail => MailError::Refused(format!("the mail server refused it: {code} {words}")),
        RefusalCause::Later => MailError::TryAgain(format!("the mail server asks to try again later: {code} {words}")),
    }
}

fn cause(answer: SmtpRefusal<'_>) -> RefusalCause {
    let SmtpRefusal { stage, code, words, from, to, .. } = answer;
    let permanent = code >= 500;
    // RFC 4954, 6: it is the gateway that is not let in, whoever the mail is for.
    if matches!(code, 530 | 534 | 535 | 538) || (stage == SmtpStage::SignIn && permanent) {
        return RefusalCause::SignIn;
    }
    let named = words.to_lowercase();
    let said = ReplyText::without_addresses(&named);
    if said.has_word(&["helo", "ehlo"]) || (stage == SmtpStage::Hello && permanent) {
        return RefusalCause::Name;
    }
    if !permanent && said.has(&["greylist", "graylist", "grey-list"]) {
        return RefusalCause::Later;
    }
    // With codes of its own (RFC 3463, 3.2 and 3.3), and far more often than anything else, it is the recipient.
    let about_recipient =
        stage >= SmtpStage::Recipient && said.has_status(&["1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "2.2"]);
    if said.has(&["relay", "rcpthosts", "open proxy"]) || said.has_status(&["7.54", "7.64", "7.367"]) {
        return RefusalCause::Relay;
    }
    if about_recipient {
        return if permanent { RefusalCause::Mail } else { RefusalCause::Later };
    }
    let names_sender = named.contains(&from.to_lowercase()) && !named.contains(&to.to_lowercase());
    if said.is_about_sender() || (stage == SmtpStage::Content && permanent && names_sender) {
        return RefusalCause::Sender;
    }
    if said.is_about_machine() {
        return RefusalCause::Machine;
    }
    if code == 454 || said.has(&["authenticat", "auth required", "not logged in", "must log in", "must login"]) {
        return RefusalCause::SignIn;
    }
    if said.has(&["must issue a starttls", "starttls first", "encryption required", "tls required", "requires tls"]) {
        return RefusalCause::Encryption;
    }
    if said.has_status(&["4.5"])
        || said.has(&[
            "sending limit",
            "sending quota",
            "daily limit",
            "daily quota",
            "too many messages",
            "rate limit",
        ])
    {
        return RefusalCause::Limit;
    }
    match stage {
        _ if !permanent => RefusalCause::Later,
        SmtpStage::Greeting => RefusalCause::Machine,
        SmtpStage::Hello => RefusalCause::Name,
        SmtpStage::StartTls => RefusalCause::Encryption,
        SmtpStage::SignIn => RefusalCause::SignIn,
        SmtpStage::Sender if names_sender || code != 552 => RefusalCause::Sender,
        SmtpStage::Sender | SmtpStage::Content => RefusalCause::Mail,
        SmtpStage::Recipient if names_sender => RefusalCause::Sender,
        SmtpStage::Recipient => RefusalCause::Mail,
    }
}

/// An answer in small letters without the addresses in it, so that nobody's name is taken for a word.
struct ReplyText(String);

impl ReplyText {
    fn without_addresses(words: &str) -> Self {
        Self(words.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" "))
    }

    fn has(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.0.contains(phrase))
    }

    fn has_word(&self, words: &[&str]) -> bool {
        self.0.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| words.contains(&word))
    }

    /// Enhanced status codes (RFC 3463) without their class.
    fn has_status(&self, codes: &[&str]) -> bool {
        let status = |word: &str| {
            let (class, code) = word.trim_start_matches(['#', '(', '[']).split_once('.')?;
            matches!(class, "4" | "5").then(|| code.trim_end_matches([':', ';', ',', '.', ')', ']']).to_owned())
        };
        self.0.split(' ').filter_map(status).any(|code| codes.contains(&code.as_str()))
    }

    fn is_about_sender(&self) -> bool {
        // RFC 3463 X.1.7 and X.1.8; RFC 7372 and those of mail services about SPF, DKIM and DMARC.
        self.has_status(&[
            "1.7", "1.8", "7.20", "7.21", "7.22", "7.23", "7.24", "7.25", "7.26", "7.27", "7.60", "7.509", "2.252",
        ]) || self.has_word(&["sender", "senders", "spf", "dkim", "dmarc", "sendas", "sendasdenied", "originator"])
            || self.has(&[
                "from address",
                "from: address",
                "from header",
                "header address",
                "from field",
                "mail from",
                "send as",
                "send from",
                "send mail as",
                "send on behalf",
                "sent from",
                "return-path",
                "return path",
                "reverse-path",
                "envelope from",
                "not verified",
                "identities failed",
                "unverified",
                "from domain",
                "sending domain",
            ])
    }

    fn is_about_machine(&self) -> bool {
        self.has_word(&[
            "rbl",
            "dnsbl",
            "spamhaus",
            "spamcop",
            "barracuda",
            "blocklist",
            "blocklisted",
            "blacklist",
            "blacklisted",
            "ptr",
        ]) || self.has(&[
            "client host",
            "your ip",
            "ip address",
            "ip reputation",
            "reverse dns",
            "reverse hostname",
            "poor reputation",
            "dynamic address",
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(stage: SmtpStage, answer: &str) -> MailError {
        let (code, words) = answer.split_once(' ').unwrap();
        let (hello, from, to) = ("clock.example.com", "clock@example.com", "maria@site.example");
        judge(SmtpRefusal { stage, code: code.parse().unwrap(), words, hello, from, to })
    }

    #[track_caller]
    fn blames(stage: SmtpStage, answer: &str, blamed: &str) {
        match judged(stage, answer) {
            MailError::Mend { setting, reason } => {
                assert_eq!(setting, blamed, "{stage:?} {answer}");
                assert!(reason.contains(blamed) && reason.contains(answer), "{reason}");
            }
            other @ (MailError::TryAgain(_) | MailError::Refused(_)) => panic!("{stage:?} {answer}: {other:?}"),
        }
    }

    #[test]
    fn a_name_that_is_not_accepted_is_the_gateways_whenever_it_is_said() {
        for (stage, answer) in [
            (SmtpStage::Hello, "504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname"),
            (SmtpStage::Hello, "501 Syntactically invalid argument(s)"),
            (SmtpStage::Hello, "550 Access denied"),
            (SmtpStage::Sender, "550 5.7.1 Helo command rejected: Host not found"),
            (SmtpStage::Recipient, "504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname"),
            (SmtpStage::Recipient, "450 4.7.1 <clock.example.com>: Helo command rejected: Host not found"),
            (SmtpStage::Recipient, "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)"),
            (SmtpStage::Content, "554 5.7.1 your EHLO name is a liar"),
        ] {
            blames(stage, answer, "PHONECLOCK_PUBLIC_URL");
        }
    }

    #[test]
    fn a_sender_that_is_not_accepted_is_the_gateways_whenever_it_is_said() {
        for (stage, answer) in [
            (SmtpStage::Sender, "553 5.7.1 <clock@example.com>: Sender address rejected: not owned by user clock"),
            (SmtpStage::Sender, "550 no"),
            (SmtpStage::Sender, "501 5.1.7 Invalid address"),
            (SmtpStage::Recipient, "553 5.7.1 <clock@example.com>: Sender address rejected: not owned by user clock"),
            (SmtpStage::Recipient, "450 4.1.8 <clock@example.com>: Sender address rejected: Domain not found"),
            (SmtpStage::Recipient, "550 Sender verify failed"),
            (SmtpStage::Recipient, "550 5.7.1 <clock@example.com>: not wanted here"),
            (
                SmtpStage::Content,
                "554 5.2.252 SendAsDenied; clock@example.com not allowed to send as other@example.com",
            ),
            (SmtpStage::Content, "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
            (
                SmtpStage::Content,
                "554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: clock@example.com",
            ),
            (SmtpStage::Content, "550 The from address does not match a verified Sender Identity."),
            (SmtpStage::Content, "550 5.7.26 This mail has been blocked because the sender is unauthenticated."),
            (SmtpStage::Content, "551 5.7.1 Not authorised to send from this header address"),
            (SmtpStage::Content, "550 5.7.0 From address is not one of your addresses."),
        ] {
            blames(stage, answer, "PHONECLOCK_MAIL_FROM");
        }
    }

    #[test]
    fn a_server_that_passes_nothing_on_or_lets_nobody_in_is_the_wrong_one() {
        for (stage, answer) in [
            (SmtpStage::Recipient, "554 5.7.1 <maria@site.example>: Relay access denied"),
            (SmtpStage::Recipient, "454 4.7.1 <maria@site.example>: Relay access denied"),
            (SmtpStage::Recipient, "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
            (SmtpStage::Recipient, "550 relay not permitted"),
            (SmtpStage::Recipient, "550 5.7.1 <maria@site.example>... Relaying denied. IP name lookup failed"),
            (SmtpStage::Recipient, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
            (
                SmtpStage::Recipient,
                "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
            ),
            (SmtpStage::Greeting, "554 5.7.1 No SMTP service here"),
            (SmtpStage::SignIn, "535 5.7.8 Error: authentication failed"),
            (SmtpStage::SignIn, "500 5.5.1 whatever"),
            (SmtpStage::SignIn, "454 4.7.0 Temporary authentication failure"),
            (SmtpStage::Sender, "530 5.7.0 Authentication Required"),
            (
                SmtpStage::Sender,
                "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
            ),
            (SmtpStage::Recipient, "550 5.7.1 Authentication required"),
            (SmtpStage::StartTls, "502 5.5.1 not implemented"),
        ] {
            blames(stage, answer, "PHONECLOCK_SMTP_URL");
        }
    }

    #[test]
    fn a_recipient_that_is_refused_is_a_failure_of_that_recipient() {
        for (stage, answer) in [
            (SmtpStage::Recipient, "550 5.1.1 No such user here"),
            (SmtpStage::Recipient, "550 5.1.1 <helo@relay.example>: Recipient address rejected: User unknown"),
            (SmtpStage::Recipient, "550 5.1.1 <maria@site.example>: mailbox of this sender's friend unknown"),
            (SmtpStage::Recipient, "552 5.2.2 mailbox full"),
            (SmtpStage::Recipient, "550 mailbox unavailable"),
            (SmtpStage::Content, "554 5.6.0 message looks like spam"),
            (SmtpStage::Content, "552 5.3.4 message too big"),
        ] {
            assert!(matches!(judged(stage, answer), MailError::Refused(_)), "{stage:?} {answer}");
        }
        for (stage, answer) in [
            (SmtpStage::Recipient, "451 4.7.1 Greylisted, come back in 5 minutes"),
            (
                SmtpStage::Recipient,
                "450 4.2.0 <maria@site.example>: Recipient address rejected: Greylisted for 300 seconds",
            ),
            (SmtpStage::Recipient, "452 4.2.2 mailbox full"),
            (SmtpStage::Content, "550 5.4.5 Daily user sending quota exceeded"),
            (SmtpStage::Greeting, "421 4.3.2 Service shutting down"),
        ] {
            assert!(matches!(judged(stage, answer), MailError::TryAgain(_)), "{stage:?} {answer}");
        }
    }
}
