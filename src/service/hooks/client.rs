//! The way out: one POST to an address that somebody has typed. Where its name leads is looked at for each connection, so
//! that a name cannot lead elsewhere once it is known here, and no redirect is followed.

use std::{net::IpAddr, sync::OnceLock, time::Duration};

use reqwest::{
    Client, ClientBuilder,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use url::Url;

use super::reach::HookReach;
use crate::provider::said_of;

/// How long an address has to answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How an address took what it was told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// With this status.
    Status(u32),
    /// Not at all; why, in words.
    None(String),
}

/// What a message is known and proved by.
pub(super) struct Envelope<'a> {
    pub(super) id: &'a str,
    pub(super) sent_at_second: i64,
    pub(super) signatures: &'a str,
}

/// A name that leads nowhere that may be reached.
#[derive(Debug, thiserror::Error)]
#[error("the name does not lead into the public Internet")]
struct NowherePublic;

struct Resolver {
    reach: HookReach,
    may: fn(&HookReach, IpAddr) -> bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, may) = (self.reach.clone(), self.may);
        Box::pin(async move {
            let mut found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            found.retain(|address| may(&reach, address.ip()));
            if found.is_empty() {
                return Err(NowherePublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Both ways out, each made when it is first used.
pub(super) struct HookClient {
    reach: HookReach,
    over_https: OnceLock<Option<Client>>,
    over_http: OnceLock<Option<Client>>,
}

impl HookClient {
    pub(super) const fn new(reach: HookReach) -> Self {
        Self { reach, over_https: OnceLock::new(), over_http: OnceLock::new() }
    }

    fn client(&self, url: &Url) -> Option<&Client> {
        let build = |may: fn(&HookReach, IpAddr) -> bool, finish: fn(ClientBuilder) -> ClientBuilder| {
            // The first to come installs it for the whole program; an earlier one is kept.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let builder = Client::builder()
                .user_agent(concat!("phoneclock/", env!("CARGO_PKG_VERSION")))
                .redirect(redirect::Policy::none())
                // A proxy would look names up by itself.
                .no_proxy()
                .dns_resolver(Resolver { reach: self.reach.clone(), may });
            finish(builder).timeout(TIMEOUT).build().ok()
        };
        let client = if url.scheme() == "https" {
            self.over_https.get_or_init(|| build(HookReach::may_reach, |builder| builder.https_only(true)))
        } else {
            self.over_http.get_or_init(|| build(HookReach::is_inside, |builder| builder.tls_certs_only([])))
        };
        client.as_ref()
    }

    /// Tells it, once. Of the answer nothing but the status is read.
    pub(super) async fn post(&self, url: &str, envelope: &Envelope<'_>, body: String) -> Answer {
        // Networks may have been taken out of the settings since it was added.
        let url = match self.reach.parse(url) {
            Ok(url) => url,
            Err(problem) => return Answer::None(problem.to_string()),
        };
        let Some(client) = self.client(&url) else {
            return Answer::None("HTTPS cannot be used on this machine".to_owned());
        };
        let request = client
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", envelope.id)
            .header("webhook-timestamp", envelope.sent_at_second)
            .header("webhook-signature", envelope.signatures)
            .body(body);
        match request.send().await {
            Ok(response) => Answer::Status(response.status().as_u16().into()),
            Err(error) => Answer::None(said_of(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::reach::HookUrlError, *};

    async fn posted(networks: &[&str], url: &str) -> Answer {
        let reach = HookReach::new(networks.iter().map(|network| network.parse().unwrap()).collect());
        let envelope = Envelope { id: "a", sent_at_second: 0, signatures: "" };
        HookClient::new(reach).post(url, &envelope, "{}".to_owned()).await
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_not_connected_to() {
        let Answer::None(problem) = posted(&[], "https://localhost:1/").await else { panic!("answered") };
        assert!(problem.contains("does not lead into the public Internet"), "{problem}");
        // Nobody listens there; that is found by connecting.
        let Answer::None(problem) = posted(&["127.0.0.0/8"], "http://localhost:1/").await else { panic!("answered") };
        assert!(problem.contains("refused"), "{problem}");
    }

    #[tokio::test]
    async fn what_an_address_has_become_is_looked_at_before_it_is_told() {
        let Answer::None(problem) = posted(&[], "http://127.0.0.1:1/").await else { panic!("answered") };
        assert_eq!(problem, HookUrlError::NotHttps.to_string());
    }
}
