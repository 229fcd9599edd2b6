//! What answers on the network: the provider's API, and this gateway at its public URL.

use std::sync::Arc;

use phoneclock::{
    app,
    config::GatewayArgs,
    domain::clock::Clock,
    provider::{ApiError, Provider},
};
use url::Url;

use super::{Finding, output, settings::SOUND_URL};
use crate::cli::ask::ask;

pub(super) async fn examine(given: &GatewayArgs) -> Vec<Finding> {
    let (mut findings, public_url) = tokio::join!(providers(given), public_url(given));
    findings.extend(public_url);
    findings
}

/// Nothing of those whose settings are missing or wrong, which has been said.
async fn providers(given: &GatewayArgs) -> Vec<Finding> {
    const ABOUT: &str = "provider";
    let clock: Arc<dyn Clock> = Arc::new(app::SystemClock);
    let mut findings = Vec::new();
    for (name, config) in given.providers() {
        let Ok(config) = config else { continue };
        findings.push(match app::providers::one(config, SOUND_URL, &clock) {
            Ok(provider) => credentials(name, provider.as_ref()).await,
            Err(error) => Finding::problem(ABOUT, output::sentence(&error)),
        });
    }
    findings
}

async fn credentials(name: &str, provider: &dyn Provider) -> Finding {
    const ABOUT: &str = "provider";
    match provider.recordings().check_credentials().await {
        Ok(()) => Finding::ok(ABOUT, format!("the API accepts the account of {name} and its token")),
        Err(ApiError::NotReady) => {
            Finding::problem(ABOUT, format!("the API of {name} knows no such account; check its PHONECLOCK_ settings"))
        }
        Err(error @ (ApiError::Credentials(_) | ApiError::Unusable(_))) => {
            Finding::problem(ABOUT, format!("{error}, in the PHONECLOCK_ settings of {name}"))
        }
        Err(error @ ApiError::Unavailable(_)) => Finding::warning(
            ABOUT,
            format!("{name}: {error}; recordings wait until it can: check DNS and firewall, and run doctor again"),
        ),
    }
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
