//! What a mail server's no means: whether it is about this one recipient, or about the gateway, for every mail alike.
//! What is about the gateway waits until the operator has mended the setting that is named.

use std::fmt;

use crate::mail::MailError;

/// How far the conversation had come. Servers put off what they have against a client: Postfix tells with the
/// recipient what it has against name and sender, Microsoft and Amazon only after the whole mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Stage {
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
pub(super) struct Answer<'a> {
    /// When in the conversation it came.
    pub stage: Stage,
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
enum Cause {
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

pub(super) fn judge(answer: Answer<'_>) -> MailError {
    let Answer { code, words, hello, from, .. } = answer;
    let mend =
        |setting, reason: fmt::Arguments<'_>| MailError::Mend { setting, reason: format!("{reason}: {code} {words}") };
    match cause(answer) {
        Cause::Name => mend(
            "PHONECLOCK_PUBLIC_URL",
            format_args!(
                "the mail server does not accept this gateway's name, {hello}, which is the host in \
                 PHONECLOCK_PUBLIC_URL"
            ),
        ),
        Cause::SignIn => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!("the mail server does not let this gateway in; check PHONECLOCK_SMTP_URL"),
        ),
        Cause::Relay => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!(
                "the mail server passes no mail on for this gateway; check server, user and password in \
                 PHONECLOCK_SMTP_URL"
            ),
        ),
        Cause::Sender => mend(
            "PHONECLOCK_MAIL_FROM",
            format_args!(
                "the mail server does not accept the sender, {from}; set PHONECLOCK_MAIL_FROM to one that it accepts"
            ),
        ),
        Cause::Machine => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!(
                "the mail server takes no mail from this machine's network address; mend that there, or name another \
                 server in PHONECLOCK_SMTP_URL"
            ),
        ),
        Cause::Encryption => mend(
            "PHONECLOCK_SMTP_URL",
            format_args!("the mail server does not encrypt what is sent to it; check PHONECLOCK_SMTP_URL"),
        ),
        Cause::Limit => {
            MailError::TryAgain(format!("the mail server takes no more mail from this gateway for now: {code} {words}"))
        }
        Cause::Mail => MailError::Refused(format!("the mail server refused it: {code} {words}")),
        Cause::Later => MailError::TryAgain(format!("the mail server asks to try again later: {code} {words}")),
    }
}

fn cause(answer: Answer<'_>) -> Cause {
    let Answer { stage, code, words, from, to, .. } = answer;
    let permanent = code >= 500;
    // RFC 4954, 6: it is the gateway that is not let in, whoever the mail is for.
    if matches!(code, 530 | 534 | 535 | 538) || (stage == Stage::SignIn && permanent) {
        return Cause::SignIn;
    }
    let named = words.to_lowercase();
    let said = Said::without_addresses(&named);
    if said.has_word(&["helo", "ehlo"]) || (stage == Stage::Hello && permanent) {
        return Cause::Name;
    }
    if !permanent && said.has(&["greylist", "graylist", "grey-list"]) {
        return Cause::Later;
    }
    // With codes of its own (RFC 3463, 3.2 and 3.3), and far more often than anything else, it is the recipient.
    let about_recipient =
        stage >= Stage::Recipient && said.has_status(&["1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "2.2"]);
    if said.has(&["relay", "rcpthosts", "open proxy"]) || said.has_status(&["7.54", "7.64", "7.367"]) {
        return Cause::Relay;
    }
    if about_recipient {
        return if permanent { Cause::Mail } else { Cause::Later };
    }
    let names_sender = named.contains(&from.to_lowercase()) && !named.contains(&to.to_lowercase());
    if said.is_about_sender() || (stage == Stage::Content && permanent && names_sender) {
        return Cause::Sender;
    }
    if said.is_about_machine() {
        return Cause::Machine;
    }
    if code == 454 || said.has(&["authenticat", "auth required", "not logged in", "must log in", "must login"]) {
        return Cause::SignIn;
    }
    if said.has(&["must issue a starttls", "starttls first", "encryption required", "tls required", "requires tls"]) {
        return Cause::Encryption;
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
        return Cause::Limit;
    }
    match stage {
        _ if !permanent => Cause::Later,
        Stage::Greeting => Cause::Machine,
        Stage::Hello => Cause::Name,
        Stage::StartTls => Cause::Encryption,
        Stage::SignIn => Cause::SignIn,
        Stage::Sender if names_sender || code != 552 => Cause::Sender,
        Stage::Sender | Stage::Content => Cause::Mail,
        Stage::Recipient if names_sender => Cause::Sender,
        Stage::Recipient => Cause::Mail,
    }
}

/// An answer in small letters without the addresses in it, so that nobody's name is taken for a word.
struct Said(String);

impl Said {
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

    fn judged(stage: Stage, answer: &str) -> MailError {
        let (code, words) = answer.split_once(' ').unwrap();
        let (hello, from, to) = ("clock.example.com", "clock@example.com", "maria@site.example");
        judge(Answer { stage, code: code.parse().unwrap(), words, hello, from, to })
    }

    #[track_caller]
    fn blames(stage: Stage, answer: &str, blamed: &str) {
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
            (Stage::Hello, "504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname"),
            (Stage::Hello, "501 Syntactically invalid argument(s)"),
            (Stage::Hello, "550 Access denied"),
            (Stage::Sender, "550 5.7.1 Helo command rejected: Host not found"),
            (Stage::Recipient, "504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname"),
            (Stage::Recipient, "450 4.7.1 <clock.example.com>: Helo command rejected: Host not found"),
            (Stage::Recipient, "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)"),
            (Stage::Content, "554 5.7.1 your EHLO name is a liar"),
        ] {
            blames(stage, answer, "PHONECLOCK_PUBLIC_URL");
        }
    }

    #[test]
    fn a_sender_that_is_not_accepted_is_the_gateways_whenever_it_is_said() {
        for (stage, answer) in [
            (Stage::Sender, "553 5.7.1 <clock@example.com>: Sender address rejected: not owned by user clock"),
            (Stage::Sender, "550 no"),
            (Stage::Sender, "501 5.1.7 Invalid address"),
            (Stage::Recipient, "553 5.7.1 <clock@example.com>: Sender address rejected: not owned by user clock"),
            (Stage::Recipient, "450 4.1.8 <clock@example.com>: Sender address rejected: Domain not found"),
            (Stage::Recipient, "550 Sender verify failed"),
            (Stage::Recipient, "550 5.7.1 <clock@example.com>: not wanted here"),
            (Stage::Content, "554 5.2.252 SendAsDenied; clock@example.com not allowed to send as other@example.com"),
            (Stage::Content, "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
            (
                Stage::Content,
                "554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1: clock@example.com",
            ),
            (Stage::Content, "550 The from address does not match a verified Sender Identity."),
            (Stage::Content, "550 5.7.26 This mail has been blocked because the sender is unauthenticated."),
            (Stage::Content, "551 5.7.1 Not authorised to send from this header address"),
            (Stage::Content, "550 5.7.0 From address is not one of your addresses."),
        ] {
            blames(stage, answer, "PHONECLOCK_MAIL_FROM");
        }
    }

    #[test]
    fn a_server_that_passes_nothing_on_or_lets_nobody_in_is_the_wrong_one() {
        for (stage, answer) in [
            (Stage::Recipient, "554 5.7.1 <maria@site.example>: Relay access denied"),
            (Stage::Recipient, "454 4.7.1 <maria@site.example>: Relay access denied"),
            (Stage::Recipient, "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
            (Stage::Recipient, "550 relay not permitted"),
            (Stage::Recipient, "550 5.7.1 <maria@site.example>... Relaying denied. IP name lookup failed"),
            (Stage::Recipient, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
            (Stage::Recipient, "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org"),
            (Stage::Greeting, "554 5.7.1 No SMTP service here"),
            (Stage::SignIn, "535 5.7.8 Error: authentication failed"),
            (Stage::SignIn, "500 5.5.1 whatever"),
            (Stage::SignIn, "454 4.7.0 Temporary authentication failure"),
            (Stage::Sender, "530 5.7.0 Authentication Required"),
            (Stage::Sender, "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM"),
            (Stage::Recipient, "550 5.7.1 Authentication required"),
            (Stage::StartTls, "502 5.5.1 not implemented"),
        ] {
            blames(stage, answer, "PHONECLOCK_SMTP_URL");
        }
    }

    #[test]
    fn a_recipient_that_is_refused_is_a_failure_of_that_recipient() {
        for (stage, answer) in [
            (Stage::Recipient, "550 5.1.1 No such user here"),
            (Stage::Recipient, "550 5.1.1 <helo@relay.example>: Recipient address rejected: User unknown"),
            (Stage::Recipient, "550 5.1.1 <maria@site.example>: mailbox of this sender's friend unknown"),
            (Stage::Recipient, "552 5.2.2 mailbox full"),
            (Stage::Recipient, "550 mailbox unavailable"),
            (Stage::Content, "554 5.6.0 message looks like spam"),
            (Stage::Content, "552 5.3.4 message too big"),
        ] {
            assert!(matches!(judged(stage, answer), MailError::Refused(_)), "{stage:?} {answer}");
        }
        for (stage, answer) in [
            (Stage::Recipient, "451 4.7.1 Greylisted, come back in 5 minutes"),
            (
                Stage::Recipient,
                "450 4.2.0 <maria@site.example>: Recipient address rejected: Greylisted for 300 seconds",
            ),
            (Stage::Recipient, "452 4.2.2 mailbox full"),
            (Stage::Content, "550 5.4.5 Daily user sending quota exceeded"),
            (Stage::Greeting, "421 4.3.2 Service shutting down"),
        ] {
            assert!(matches!(judged(stage, answer), MailError::TryAgain(_)), "{stage:?} {answer}");
        }
    }
}
