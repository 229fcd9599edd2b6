//! Webhooks that nobody here answers: unsigned, by the wrong method, to a wrong address, too large. The provider tells
//! its customer little more than a status, so the log says what to change.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};

use super::MAX_BODY;
use crate::web::Web;

/// How long a fault is not spoken of again: nobody could read it more often.
const WARNING_INTERVAL: Duration = Duration::from_secs(10);

/// What was wrong with a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum WebhookFault {
    Forbidden,
    Method,
    Address,
    TooLarge,
    TooSlow,
}

impl WebhookFault {
    /// `is_ours`: the address begins as those of webhooks do.
    fn new(status: StatusCode, is_ours: bool) -> Option<Self> {
        match status {
            _ if !is_ours => Some(Self::Address),
            StatusCode::FORBIDDEN => Some(Self::Forbidden),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::Method),
            StatusCode::NOT_FOUND => Some(Self::Address),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::REQUEST_TIMEOUT => Some(Self::TooSlow),
            _ => None,
        }
    }

    /// In `phoneclock_webhooks_total`.
    const fn outcome(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::Method => "wrong method",
            Self::Address => "wrong address",
            Self::TooLarge => "too large",
            Self::TooSlow => "too slow",
        }
    }

    /// What happened and what to change. `webhook` is the address that belongs into the console.
    fn sentence(self, method: &Method, path: &str, webhook: &str) -> String {
        match self {
            Self::Forbidden => format!(
                "a webhook was refused: not signed for this gateway; in the provider's console the address must be \
                 {webhook} as PHONECLOCK_PUBLIC_URL has it, and account SID and auth token must be those of the \
                 account that owns the number"
            ),
            Self::Method => format!(
                "a webhook came as {method} to {path} and was not answered: set HTTP POST for it in the provider's \
                 console, and the address {webhook} itself: a redirect in a reverse proxy turns POST into GET, too"
            ),
            Self::Address => format!(
                "a webhook came to {path}, where none is answered: in the provider's console set {webhook} where a \
                 call comes in and {webhook}/status for call status changes, letter by letter, and let the reverse \
                 proxy pass every path on unchanged"
            ),
            Self::TooLarge => format!(
                "a webhook to {path} was larger than {} KiB and was not read, and none of a call is: in the provider's \
                 console nothing but calls and their status may lead to {webhook}",
                MAX_BODY / 1024
            ),
            Self::TooSlow => format!(
                "a webhook to {path} did not come whole in time and was not answered: let the reverse proxy take in \
                 a request before it passes it on, and look at the network between"
            ),
        }
    }
}

/// When each fault was last spoken of.
#[derive(Debug, Default)]
pub(in crate::web) struct LastWarnings(Mutex<HashMap<WebhookFault, Instant>>);

impl LastWarnings {
    fn may_say(&self, fault: WebhookFault, now: Instant) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let silent = last.get(&fault).is_some_and(|last| now.duration_since(*last) < WARNING_INTERVAL);
        if !silent {
            last.insert(fault, now);
        }
        !silent
    }
}

/// Looks at what became of every request that is a webhook, by its address or by its signature.
pub(in crate::web) async fn watch(
    State((web, last_said)): State<(Web, Arc<LastWarnings>)>,
    request: Request,
    next: Next,
) -> Response {
    let is_ours = is_ours(request.uri().path());
    if !is_ours && !is_signed(&web, &request) {
        return next.run(request).await;
    }
    let (method, shown) = (request.method().clone(), shown(request.uri().path()));
    let meant = meant(&web, &request);
    let response = next.run(request).await;
    if let Some(fault) = WebhookFault::new(response.status(), is_ours) {
        metrics::counter!("phoneclock_webhooks_total", "outcome" => fault.outcome()).increment(1);
        if last_said.may_say(fault, Instant::now()) {
            let webhook = format!("{}/voice/{}", web.services.public_url.as_str().trim_end_matches('/'), meant);
            tracing::warn!("{}", fault.sentence(&method, &shown, &webhook));
        }
    }
    response
}

/// The provider whose address was meant: the one in the path as somebody may have spelled it, or the one that may have
/// signed, or the first that there is.
fn meant(web: &Web, request: &Request) -> &'static str {
    let providers = &web.services.providers;
    let named = |name: &str| request.uri().path().split('/').any(|part| part.eq_ignore_ascii_case(name));
    let by_name = providers.iter().find(|provider| named(provider.name()));
    let by_signature = || providers.iter().find(|provider| provider.has_signature(request.headers()));
    by_name.or_else(by_signature).or(providers.first()).map_or("twilio", |provider| provider.name())
}

/// Whether a request has a signature; what that is worth is found out elsewhere.
fn is_signed(web: &Web, request: &Request) -> bool {
    web.services.providers.iter().any(|provider| provider.has_signature(request.headers()))
}

fn is_ours(path: &str) -> bool {
    path.split('/').find(|part| !part.is_empty()).is_some_and(|part| part.eq_ignore_ascii_case("voice"))
}

/// As much of an address as tells where it leads: what follows may be a token.
fn shown(path: &str) -> String {
    const SHOWN: [&str; 5] = ["voice", "status", "recording", "step", "silence"];
    const LONGEST: usize = 24;
    let mut kept = String::new();
    for (at, part) in path.split('/').enumerate().skip(1) {
        let is_word = SHOWN.iter().any(|word| part.eq_ignore_ascii_case(word));
        let may_show = at <= 2 && part.len() <= LONGEST && part.bytes().all(|byte| byte.is_ascii_graphic());
        kept.push('/');
        if !is_word && !may_show && !part.is_empty() {
            kept.push('…');
            break;
        }
        kept.push_str(part);
        if kept.len() > 4 * LONGEST {
            kept.push('…');
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEBHOOK: &str = "https://clock.example.com/voice/twilio";

    #[test]
    fn each_fault_is_told_in_one_sentence_with_what_to_change() {
        for (status, is_ours, outcome, words) in [
            (403, true, "forbidden", ["PHONECLOCK_PUBLIC_URL", WEBHOOK]),
            (405, true, "wrong method", ["came as GET to /voice/twilio", "HTTP POST"]),
            (404, true, "wrong address", ["/voice/twilio", "https://clock.example.com/voice/twilio/status"]),
            (303, false, "wrong address", ["/voice/twilio", WEBHOOK]),
            (413, true, "too large", ["larger than 64 KiB", "console"]),
            (408, true, "too slow", ["did not come whole", "reverse proxy"]),
        ] {
            let fault = WebhookFault::new(StatusCode::from_u16(status).unwrap(), is_ours).unwrap();
            assert_eq!(fault.outcome(), outcome);
            let said = fault.sentence(&Method::GET, "/voice/twilio", WEBHOOK);
            assert!(words.iter().all(|word| said.contains(word)) && said.lines().count() == 1, "{said}");
        }
        for status in [200, 204, 400, 500, 503] {
            assert_eq!(WebhookFault::new(StatusCode::from_u16(status).unwrap(), true), None, "{status}");
        }
    }

    #[test]
    fn a_fault_is_told_again_after_ten_seconds_and_hides_no_other() {
        let (last_said, now) = (LastWarnings::default(), Instant::now());
        let after = |secs| now + Duration::from_secs(secs);
        assert!(last_said.may_say(WebhookFault::Method, now));
        assert!(!last_said.may_say(WebhookFault::Method, after(9)));
        assert!(last_said.may_say(WebhookFault::Address, after(9)));
        assert!(last_said.may_say(WebhookFault::Method, after(10)));
        assert!(!last_said.may_say(WebhookFault::Method, after(19)));
    }

    #[test]
    fn an_address_is_shown_without_what_may_be_a_token() {
        for (path, expected) in [
            ("/voice/twilio/", "/voice/twilio/"),
            ("/voice/Twilio", "/voice/Twilio"),
            ("/Voice/twilio/Status/", "/Voice/twilio/Status/"),
            ("/voice/twilio/step/2/AbCdEf", "/voice/twilio/step/…"),
            ("/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/setup/…"),
            ("/voice/twilio/8352", "/voice/twilio/…"),
            ("/", "/"),
            ("//voice/twilio", "//voice/…"),
        ] {
            assert_eq!(shown(path), expected, "{path}");
        }
        assert!(shown(&"/voice".repeat(500)).len() < 120);
    }

    #[test]
    fn webhooks_are_known_by_how_their_address_begins_in_any_letters() {
        for path in ["/voice", "/voice/twilio", "/VOICE/Twilio", "//voice/twilio", "/voice/"] {
            assert!(is_ours(path), "{path}");
        }
        for path in ["/", "/voice-checks", "/voices", "/time-tracking/voice", ""] {
            assert!(!is_ours(path), "{path}");
        }
    }
}
