//! The document that a provider serves by itself while the gateway does not answer: it says so, takes who the caller is
//! as a recording, and hangs up. Nothing in it leads to the gateway.

use url::Url;

use super::{RenderError, plivo, signalwire, telnyx, twilio, twiml};
use crate::{
    dialog::{
        action::{Action, Record, Reply},
        script::Script,
        utterance::{FallbackLine, Line, Utterance},
    },
    domain::language::Language,
};

/// Long enough for an ID, a name and a few words.
const WORD: Record = Record { max_secs: 30, silence_secs: 5 };

/// A telephone service that can serve such a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the services")]
pub enum FallbackService {
    Twilio,
    SignalWire,
    Telnyx,
    Plivo,
}

impl FallbackService {
    /// Whether it asks for another document once it has recorded, so that the first one alone cannot say goodbye.
    #[must_use]
    pub const fn asks_again(self) -> bool {
        match self {
            Self::Twilio | Self::SignalWire => true,
            Self::Telnyx | Self::Plivo => false,
        }
    }
}

/// One of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FallbackDocument<'a> {
    /// What callers hear first.
    LeaveWord {
        /// Where the service is to find the other document, if it [asks for one](FallbackService::asks_again): without it
        /// such a service would ask for this one again, and record a line on which nobody speaks for hours.
        goodbye_at: Option<&'a Url>,
    },
    /// What they hear once they are recorded.
    Goodbye,
}

/// Writes a document for callers who speak these languages, the first one first. The account chooses the voices; the
/// script is one without clips, which lie at the gateway.
///
/// # Errors
/// When it would break the limits of the service.
pub fn render(
    service: FallbackService,
    document: FallbackDocument<'_>,
    (script, languages): (&Script, &[Language]),
) -> Result<String, RenderError> {
    let (mut actions, goodbye_at) = match document {
        FallbackDocument::LeaveWord { goodbye_at } => {
            let mut actions = say(FallbackLine::LeaveWord, languages);
            actions.push(Action::Record(WORD));
            if !service.asks_again() {
                actions.extend(say(FallbackLine::WordKept, languages));
            }
            (actions, goodbye_at.filter(|_| service.asks_again()))
        }
        FallbackDocument::Goodbye => (say(FallbackLine::WordKept, languages), None),
    };
    actions.push(Action::HangUp);
    let (reply, word) = (Reply { actions }, |line: &Line| script.word(line));
    let capabilities = match service {
        FallbackService::Twilio => &twilio::CAPABILITIES,
        FallbackService::SignalWire => &signalwire::CAPABILITIES,
        FallbackService::Telnyx => &telnyx::CAPABILITIES,
        FallbackService::Plivo => return plivo::render_fallback(&reply, &word),
    };
    twiml::render_fallback(&reply, &word, goodbye_at, capabilities)
}

fn say(line: FallbackLine, languages: &[Language]) -> Vec<Action> {
    let lines = languages.iter().map(|language| Line { language: *language, utterance: Utterance::Fallback(line) });
    lines.map(Action::Say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(service: FallbackService, document: FallbackDocument<'_>, languages: &[Language]) -> String {
        render(service, document, (&Script::embedded().unwrap(), languages)).unwrap()
    }

    const ALL: [FallbackService; 4] =
        [FallbackService::Twilio, FallbackService::SignalWire, FallbackService::Telnyx, FallbackService::Plivo];

    #[test]
    fn what_each_service_is_given() {
        let goodbye = Url::parse("https://documents.example/goodbye").unwrap();
        let mut all = String::new();
        for service in ALL {
            for (name, of) in [
                ("the first one", FallbackDocument::LeaveWord { goodbye_at: Some(&goodbye) }),
                ("the other one", FallbackDocument::Goodbye),
            ] {
                all.push_str(&format!("{service:?}, {name}\n{}\n\n", document(service, of, &[Language::En])));
            }
        }
        insta::assert_snapshot!(all.replace("><", ">\n<"));
    }

    /// It has to stand where nobody answers, and every language is heard before anybody is recorded.
    #[test]
    fn nothing_leads_to_the_gateway_and_every_language_comes_before_the_recording() {
        for service in ALL {
            let xml = document(service, FallbackDocument::LeaveWord { goodbye_at: None }, &Language::ALL);
            assert!(!xml.contains("http") && !xml.contains("Redirect") && !xml.contains("action="), "{xml}");
            let (before, _) = xml.split_once("<Record").unwrap();
            for said in ["Do not say your PIN", "No diga su PIN"] {
                assert!(before.contains(said), "{xml}");
            }
            assert!(xml.ends_with("<Hangup/></Response>"), "{xml}");
        }
    }
}
