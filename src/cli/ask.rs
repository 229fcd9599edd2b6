//! One question to a gateway over HTTP, and the beginning of its answer.

use std::time::Duration;

use anyhow::Context;

const TIMEOUT: Duration = Duration::from_secs(10);

/// What an address answers, as far as it is short; an error where it answers with one, or not in time.
pub async fn ask(url: &str, tls: bool) -> anyhow::Result<String> {
    // The first to come installs it for the whole program; an earlier one is kept.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none());
    let builder = if tls { builder } else { builder.no_proxy().tls_certs_only([]) };
    let client = builder.build().context("no CA certificates are installed on this machine")?;
    let mut response = client.get(url).send().await.map_err(reqwest::Error::without_url)?;
    anyhow::ensure!(response.status().is_success(), "HTTP {}", response.status().as_u16());
    let first = response.chunk().await.map_err(reqwest::Error::without_url)?.unwrap_or_default();
    Ok(String::from_utf8_lossy(first.get(..first.len().min(100)).unwrap_or_default()).into_owned())
}
