//! The settings of the gateway, each by itself, so that one that is missing does not hide the next.

use std::{path::Path, sync::Arc};

use phoneclock::domain::secret::Secret;
use phoneclock::{
    app,
    config::{
        GatewayArgs, ListenArgs, MailArgs, PlivoArgs, SignalWireArgs, TelnyxArgs, TextArgs, TwilioArgs, present_path,
        public_url,
    },
    domain::{clock::Clock, offered::OfferedLanguages},
    provider::twilio::{TwilioConfig, Voices},
};
use url::Url;

use super::{Finding, output};

const ABOUT: &str = "settings";

pub(super) fn examine(given: &GatewayArgs) -> Vec<Finding> {
    let faults = faults(given);
    let mut findings: Vec<_> = faults.into_iter().map(|fault| Finding::problem(ABOUT, fault)).collect();
    if findings.is_empty() {
        findings.push(Finding::ok(ABOUT, "everything that `phoneclock serve` needs is set"));
    }
    findings.extend(present_path(given.clips.clone()).and_then(|folder| clips(&folder)));
    findings.extend(proxies(given));
    findings.extend(texts(given));
    // What `serve` refuses has been said.
    let public_url = public_url::parse(given.public_url.clone()).ok();
    findings.extend(public_url.map(|(url, _)| judge(&url)));
    findings
}

/// Whose word about a visitor's address is believed; nothing where the setting is wrong, which has been said.
fn proxies(given: &GatewayArgs) -> Option<Finding> {
    const ABOUT: &str = "trusted proxies";
    let given = GatewayArgs { trusted_proxies: given.trusted_proxies.clone(), ..sound() };
    let networks = given.check().ok()?.trusted_proxies;
    let named = networks.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if networks.iter().any(|network| network.prefix_len() == 0) {
        let said = "PHONECLOCK_TRUSTED_PROXIES trusts everybody, so that anybody can choose the address they are \
                    throttled by; name the networks of the reverse proxies alone";
        return Some(Finding::warning(ABOUT, said));
    }
    Some(Finding::ok(ABOUT, format!("X-Forwarded-For is trusted from {named} alone")))
}

/// To which countries texts go; nothing where the setting is wrong, which has been said.
fn texts(given: &GatewayArgs) -> Option<Finding> {
    const ABOUT: &str = "text messages";
    let providers: Vec<_> = given.providers().into_iter().filter_map(|(_, checked)| checked.ok()).collect();
    let texting = given.texts.clone().check(&providers).ok()?;
    if texting.senders.is_empty() {
        return Some(Finding::ok(ABOUT, "off: PHONECLOCK_TEXT_SENDERS is not set"));
    }
    let countries = texting.senders.prefixes().collect::<Vec<_>>().join(", ");
    Some(match texting.price {
        Some(price) => Finding::ok(ABOUT, format!("on for {countries}; 100 segments cost {}", price.of(100))),
        None => {
            Finding::ok(ABOUT, format!("on for {countries}; PHONECLOCK_TEXT_PRICE is not set, so pages show no price"))
        }
    })
}

fn clips(folder: &Path) -> Option<Finding> {
    match app::clips::read(folder) {
        Ok(clips) => clips.unused_sentence().map(|said| Finding::warning(ABOUT, said)),
        Err(error) => Some(Finding::problem(ABOUT, output::sentence(&error))),
    }
}

/// What is wrong with each setting, if anything.
fn faults(given: &GatewayArgs) -> Vec<String> {
    let sound = sound();
    let needs_twilio = needs_twilio(given);
    let twilio = |args| GatewayArgs { twilio: if needs_twilio { args } else { sound.twilio.clone() }, ..sound.clone() };
    let offered = if OfferedLanguages::parse(&given.languages).is_some() { &given.languages } else { &sound.languages };
    // One given setting at a time among sound ones: the check that `serve` makes speaks of that one alone.
    let each = [
        GatewayArgs { listen: given.listen.clone(), ..sound.clone() },
        GatewayArgs { trusted_proxies: given.trusted_proxies.clone(), ..sound.clone() },
        GatewayArgs { webhook_networks: given.webhook_networks.clone(), ..sound.clone() },
        GatewayArgs { replica: given.replica.clone(), ..sound.clone() },
        GatewayArgs { metrics_listen: given.metrics_listen.clone(), ..sound.clone() },
        GatewayArgs { public_url: given.public_url.clone(), ..sound.clone() },
        GatewayArgs { dial_in_number: given.dial_in_number.clone(), ..sound.clone() },
        GatewayArgs { languages: given.languages.clone(), language: first_of(&given.languages), ..sound.clone() },
        GatewayArgs { language: given.language.clone(), languages: offered.clone(), ..sound.clone() },
        twilio(TwilioArgs { twilio_account_sid: given.twilio.twilio_account_sid.clone(), ..sound.twilio.clone() }),
        twilio(TwilioArgs {
            twilio_auth_token: given.twilio.twilio_auth_token.clone(),
            twilio_auth_token_file: given.twilio.twilio_auth_token_file.clone(),
            ..sound.twilio.clone()
        }),
    ];
    let each = each.into_iter().chain([
        GatewayArgs { mail: given.mail.clone(), ..sound.clone() },
        GatewayArgs { texts: TextArgs { text_senders: None, ..given.texts.clone() }, ..sound.clone() },
    ]);
    let faults = each.filter_map(|args| args.check().err()).map(|fault| fault.to_string());
    let routes = faults_of_numbers(given).into_iter().chain(faults_of_senders(given));
    faults.chain(routes).chain(provider_faults(&given.twilio)).chain(faults_of_others(given)).collect()
}

/// What is wrong with the list of numbers, as far as the providers that it names are sound.
fn faults_of_numbers(given: &GatewayArgs) -> Option<String> {
    let (numbers, languages) = (given.numbers.clone(), given.languages.clone());
    let language = first_of(&languages);
    GatewayArgs { numbers, languages, language, ..sound_providers(given)? }.check().err().map(|fault| fault.to_string())
}

/// The same of the senders of texts.
fn faults_of_senders(given: &GatewayArgs) -> Option<String> {
    let texts = TextArgs { text_price: None, ..given.texts.clone() };
    GatewayArgs { texts, ..sound_providers(given)? }.check().err().map(|fault| fault.to_string())
}

/// The given providers among sound settings; nothing where one of them is not sound, which is said elsewhere.
fn sound_providers(given: &GatewayArgs) -> Option<GatewayArgs> {
    let GatewayArgs { twilio, signalwire, telnyx, plivo, .. } = given.clone();
    let providers = GatewayArgs { twilio, signalwire, telnyx, plivo, ..sound() };
    providers.clone().check().ok().map(|_| providers)
}

/// The first language that is offered: that of a gateway with which nothing else is wrong.
fn first_of(languages: &str) -> String {
    languages.split(',').next().unwrap_or_default().trim().to_owned()
}

/// What is wrong first with each provider but Twilio, whose settings are looked at one by one.
fn faults_of_others(given: &GatewayArgs) -> Vec<String> {
    let clock: Arc<dyn Clock> = Arc::new(app::SystemClock);
    let others = given.providers().into_iter().filter(|(name, _)| *name != "Twilio");
    let faults = others.filter_map(|(_, config)| match config {
        Ok(config) => app::providers::one(config, SOUND_URL, &clock).err().map(|error| output::sentence(&error)),
        Err(missing) => Some(missing.to_string()),
    });
    faults.collect()
}

/// Whether the account of the first provider is looked for: always, unless there is another.
fn needs_twilio(given: &GatewayArgs) -> bool {
    given.providers().iter().any(|(name, _)| *name == "Twilio")
}

fn provider_faults(given: &TwilioArgs) -> Vec<String> {
    let sid = &given.twilio_account_sid;
    let check = |sid: &str, api: &str| {
        let token = vec![Secret::from("token")];
        TwilioConfig::new(sid, token, api, SOUND_URL, Voices::default()).err().map(|fault| fault.to_string())
    };
    let voices = Voices::parse(&given.voices()).err();
    [
        sid.as_deref().filter(|sid| !sid.trim().is_empty()).and_then(|sid| check(sid, SOUND_API)),
        check(SOUND_SID, &given.twilio_api_base),
        voices.map(|fault| fault.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) const SOUND_URL: &str = "https://clock.example.com";
const SOUND_API: &str = "https://api.twilio.com";
const SOUND_SID: &str = "AC00000000000000000000000000000000";

/// Settings that nothing can be said against.
fn sound() -> GatewayArgs {
    GatewayArgs {
        listen: ListenArgs { listen: "127.0.0.1:8080".to_owned() },
        trusted_proxies: None,
        webhook_networks: None,
        replica: None,
        metrics_listen: None,
        public_url: Some(SOUND_URL.to_owned()),
        dial_in_number: Some("+15555550100".to_owned()),
        numbers: None,
        language: "en".to_owned(),
        languages: "en,es".to_owned(),
        clips: None,
        twilio: TwilioArgs {
            twilio_account_sid: Some(SOUND_SID.to_owned()),
            twilio_auth_token: "token".parse().ok(),
            twilio_auth_token_file: None,
            twilio_api_base: SOUND_API.to_owned(),
            twilio_voice_en: None,
            twilio_voice_es: None,
            twilio_voice_pt: None,
        },
        signalwire: SignalWireArgs::default(),
        telnyx: TelnyxArgs::default(),
        plivo: PlivoArgs::default(),
        mail: MailArgs::default(),
        texts: TextArgs::default(),
    }
}

/// Whether a provider on the internet may be told this address.
fn judge(url: &Url) -> Finding {
    const ABOUT: &str = "public URL";
    if public_url::is_local(url) {
        return Finding::warning(
            ABOUT,
            format!(
                "{url} leads nowhere from the internet; a real provider needs a public name in PHONECLOCK_PUBLIC_URL"
            ),
        );
    }
    if url.scheme() != "https" {
        return Finding::problem(
            ABOUT,
            format!(
                "{url} is not https, so PINs would travel in the clear; put a reverse proxy with TLS before the gateway"
            ),
        );
    }
    let base = url.as_str().trim_end_matches('/');
    Finding::ok(
        ABOUT,
        format!(
            "{base} is https; the provider's console needs {base}/voice/twilio where a call comes in, and another \
             provider's its own name in the place of twilio"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Level;

    #[test]
    fn sound_settings_have_no_fault() {
        let found = examine(&sound());
        assert!(found.iter().all(|finding| finding.level == Level::Ok), "{found:?}");
    }

    #[test]
    fn every_fault_is_found_at_once() {
        let given = GatewayArgs {
            listen: ListenArgs { listen: "8080".to_owned() },
            trusted_proxies: Some("localhost".to_owned()),
            public_url: None,
            dial_in_number: Some("555".to_owned()),
            twilio: TwilioArgs {
                twilio_account_sid: Some("AC1".to_owned()),
                twilio_auth_token: None,
                twilio_api_base: "http://api.twilio.com".to_owned(),
                ..sound().twilio
            },
            mail: MailArgs { smtp_url: "https://user:word@mail.example.com".parse().ok(), ..MailArgs::default() },
            ..sound()
        };
        let faults = faults(&given).join("\n");
        for name in [
            "LISTEN",
            "TRUSTED_PROXIES",
            "PUBLIC_URL",
            "DIAL_IN_NUMBER",
            "TWILIO_AUTH_TOKEN",
            "TWILIO_ACCOUNT_SID",
            "API_BASE",
            "SMTP_URL",
        ] {
            assert!(faults.contains(&format!("PHONECLOCK_{name} ")) || faults.contains(name), "{name}\n{faults}");
        }
        assert_eq!(faults.lines().count(), 8, "{faults}");
        assert!(!faults.contains("word"), "{faults}");
    }

    #[test]
    fn trusting_every_address_is_warned_of() {
        let level = |networks: &str| {
            proxies(&GatewayArgs { trusted_proxies: Some(networks.to_owned()), ..sound() }).map(|found| found.level)
        };
        assert_eq!(level(""), Some(Level::Ok));
        assert_eq!(level("10.0.0.0/8"), Some(Level::Ok));
        assert_eq!(level("10.0.0.0/8, ::/0"), Some(Level::Warning));
        assert_eq!(level("10.0.0.0/99"), None, "said among the settings");
    }

    #[test]
    fn a_public_url_that_serve_refuses_is_a_problem_and_nothing_else() {
        for url in ["https://clock.example.com/voice/twilio", "https://example.com/clock", "http://clock.example.com"] {
            let found = examine(&GatewayArgs { public_url: Some(url.to_owned()), ..sound() });
            assert!(found.iter().all(|finding| finding.about != "public URL"), "{found:?}");
            let problems: Vec<_> = found.iter().filter(|finding| finding.level == Level::Problem).collect();
            assert_eq!(problems.len(), 1, "{found:?}");
            assert!(problems[0].finding.starts_with("PHONECLOCK_PUBLIC_URL is "), "{found:?}");
        }
    }

    #[test]
    fn clips_are_looked_at_as_serve_does() {
        let folder = tempfile::tempdir().unwrap();
        let given = GatewayArgs { clips: Some(folder.path().to_owned()), ..sound() };
        let level =
            |given: &GatewayArgs| examine(given).into_iter().map(|finding| finding.level).max_by_key(|l| *l as u8);
        assert_eq!(level(&given), Some(Level::Ok));
        std::fs::create_dir(folder.path().join("en")).unwrap();
        std::fs::write(folder.path().join("en/greetings.wav"), "").unwrap();
        assert_eq!(level(&given), Some(Level::Warning));
        std::fs::write(folder.path().join("en/greeting.wav"), "no sound").unwrap();
        assert_eq!(level(&given), Some(Level::Problem));
        assert_eq!(level(&GatewayArgs { clips: Some("/no such folder".into()), ..sound() }), Some(Level::Problem));
    }

    #[test]
    fn a_public_url_is_https_and_public() {
        let level = |url: &str| judge(&Url::parse(url).unwrap()).level;
        assert_eq!(level("https://clock.example.com/x"), Level::Ok);
        assert_eq!(level("http://clock.example.com"), Level::Problem);
        for url in ["http://127.0.0.1:8080", "https://192.168.1.4", "http://localhost", "https://[::1]/", "https://box"]
        {
            assert_eq!(level(url), Level::Warning, "{url}");
        }
    }
}
