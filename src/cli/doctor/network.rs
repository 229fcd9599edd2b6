//! What answers on the network: the provider's API, and this gateway at its public URL.

use phoneclock::{
    config::{GatewayArgs, auth_tokens, present},
    provider::{
        ApiError, Provider,
        twilio::{Twilio, TwilioConfig, Voices},
    },
};
use url::Url;

use super::{Finding, output, settings::SOUND_URL};
use crate::cli::ask::ask;

pub(super) async fn examine(given: &GatewayArgs) -> Vec<Finding> {
    let (provider, services) = tokio::join!(provider(given), public_url(given));
    [provider, services].into_iter().flatten().collect()
}

/// Nothing where the credentials are not set, which has been said.
async fn provider(given: &GatewayArgs) -> Option<Finding> {
    const ABOUT: &str = "provider";
    let twilio = &given.twilio;
    let sid = present(twilio.twilio_account_sid.clone())?;
    let tokens = auth_tokens(twilio.twilio_auth_token.clone(), twilio.twilio_auth_token_file.clone()).ok()?;
    let config = TwilioConfig::new(&sid, tokens, &twilio.twilio_api_base, SOUND_URL, Voices::default()).ok()?;
    let twilio = match Twilio::new(config) {
        Ok(twilio) => twilio,
        Err(error) => return Some(Finding::problem(ABOUT, output::sentence(&error.into()))),
    };
    Some(match twilio.recordings().check_credentials().await {
        Ok(()) => Finding::ok(ABOUT, "the API accepts account SID and auth token"),
        Err(ApiError::NotReady) => {
            Finding::problem(ABOUT, "the API knows no such account; check PHONECLOCK_TWILIO_ACCOUNT_SID")
        }
        Err(error @ (ApiError::Credentials(_) | ApiError::Unusable(_))) => Finding::problem(
            ABOUT,
            format!("{error}, in PHONECLOCK_TWILIO_ACCOUNT_SID and PHONECLOCK_TWILIO_AUTH_TOKEN"),
        ),
        Err(error @ ApiError::Unavailable(_)) => Finding::warning(
            ABOUT,
            format!("{error}; recordings wait until it can: check DNS and firewall, and run doctor again"),
        ),
    })
}

async fn public_url(given: &GatewayArgs) -> Option<Finding> {
    const ABOUT: &str = "public URL";
    let url = Url::parse(given.public_url.as_deref()?).ok()?;
    let health = format!("{}/healthz", url.as_str().trim_end_matches('/'));
    Some(match ask(&health, url.scheme() == "https").await {
        Ok(body) if body.trim() == "ok" => Finding::ok(ABOUT, format!("{health} answers")),
        Ok(_) => Finding::warning(
            ABOUT,
            format!("something else answers at {health}; let the reverse proxy pass every path on unchanged"),
        ),
        Err(error) => Finding::warning(
            ABOUT,
            format!(
                "{health} does not answer from here ({}); start `phoneclock serve`, then check DNS, reverse proxy and \
                 firewall: the provider comes in from the internet",
                output::sentence(&error)
            ),
        ),
    })
}
