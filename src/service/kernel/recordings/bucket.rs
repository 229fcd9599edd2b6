//! The connection to a bucket: over the one TLS stack of the program, to the bucket and nowhere else.

use std::{sync::Arc, time::Duration};

use object_store::{
    BackoffConfig, ClientConfigKey, ClientOptions, ObjectStore, RetryConfig,
    aws::{AmazonS3Builder, AmazonS3ConfigKey, Checksum, S3ConditionalPut},
    client::{HttpClient, HttpConnector},
    prefix::PrefixStore,
};
use reqwest::{Client, redirect};
use url::Url;

use super::refusal::{Asked, Checked};
use crate::domain::bucket::{Bucket, BucketCredentials};

/// What one try at a bucket may take.
pub const TIMEOUT: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The same on this machine, so that one without a metadata service says so within a try.
const LOCAL_CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Before a server gives up on a connection that nothing is asked on.
const POOL_TIMEOUT: Duration = Duration::from_secs(15);
/// A connection that broke off is made once more; everything else is for whoever asks.
const BROKEN_CONNECTIONS: RetryConfig = RetryConfig {
    backoff: BackoffConfig {
        init_backoff: Duration::from_millis(50),
        max_backoff: Duration::from_millis(200),
        base: 2.0,
    },
    max_retries: 1,
    retry_timeout: Duration::from_secs(2),
};

/// Whether what is asked is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signing {
    On,
    /// As anybody on the internet would ask.
    Off,
}

/// The files below the bucket's prefix. Nothing is asked yet.
pub(super) fn open(bucket: &Bucket, timeout: Duration, signing: Signing) -> object_store::Result<Arc<dyn ObjectStore>> {
    let Bucket { place, region, endpoint, credentials } = bucket;
    let address = endpoint.clone().unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
    let is_plain = address.starts_with("http:");
    let connector = Connector { bucket: host_of(&address), timeout };
    let builder = AmazonS3Builder::new()
        .with_bucket_name(&place.bucket)
        .with_region(region)
        .with_endpoint(address)
        .with_virtual_hosted_style_request(false)
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_checksum_algorithm(Checksum::SHA256)
        // One request for many files, which few servers but Amazon's know.
        .with_disable_bulk_delete(true)
        .with_skip_signature(signing == Signing::Off)
        .with_retry(BROKEN_CONNECTIONS)
        .with_allow_http(is_plain)
        .with_http_connector(connector);
    let files = with_credentials(builder, credentials).build()?;
    Ok(match place.prefix.as_str() {
        "" => Arc::new(files),
        prefix => Arc::new(PrefixStore::new(files, prefix)),
    })
}

/// Without a key the machine's metadata service is asked, when it comes to it.
fn with_credentials(builder: AmazonS3Builder, credentials: &BucketCredentials) -> AmazonS3Builder {
    let set = |builder: AmazonS3Builder, key, value: &Option<String>| match value {
        Some(value) => builder.with_config(key, value),
        None => builder,
    };
    match credentials {
        BucketCredentials::Key { id, secret, session_token } => {
            let builder = builder.with_access_key_id(id).with_secret_access_key(secret.expose());
            match session_token {
                Some(token) => builder.with_token(token.expose()),
                None => builder,
            }
        }
        BucketCredentials::WebIdentity { token_file, role, session_name, endpoint } => {
            let builder = builder
                .with_config(AmazonS3ConfigKey::WebIdentityTokenFile, token_file)
                .with_config(AmazonS3ConfigKey::RoleArn, role);
            let builder = set(builder, AmazonS3ConfigKey::RoleSessionName, session_name);
            set(builder, AmazonS3ConfigKey::StsEndpoint, endpoint)
        }
        BucketCredentials::ContainerPath(path) => {
            builder.with_config(AmazonS3ConfigKey::ContainerCredentialsRelativeUri, path)
        }
        BucketCredentials::ContainerAddress { address, token_file } => builder
            .with_config(AmazonS3ConfigKey::ContainerCredentialsFullUri, address)
            .with_config(AmazonS3ConfigKey::ContainerAuthorizationTokenFile, token_file),
        BucketCredentials::Machine => builder,
    }
}

/// Makes the connections: to the bucket, and to whoever gives out credentials for it.
#[derive(Debug)]
struct Connector {
    /// The bucket's host and port.
    bucket: Option<String>,
    timeout: Duration,
}

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        // The first to come installs it for the whole program; an earlier one is kept.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(concat!("phoneclock/", env!("CARGO_PKG_VERSION")))
            // Signatures are for one host, and voices are for no other.
            .redirect(redirect::Policy::none())
            .http1_only()
            .timeout(self.timeout)
            .pool_idle_timeout(POOL_TIMEOUT);
        let is_plain = options.get_config_value(&ClientConfigKey::AllowHttp).is_some_and(|allowed| allowed == "true");
        let builder = if is_plain {
            // This machine's own address, or that of its agent: no proxy, and no CA certificates needed.
            builder.no_proxy().tls_certs_only([]).connect_timeout(LOCAL_CONNECT_TIMEOUT)
        } else {
            builder.https_only(true).connect_timeout(CONNECT_TIMEOUT)
        };
        let client =
            builder.build().map_err(|source| object_store::Error::Generic { store: "S3", source: Box::new(source) })?;
        let bucket = self.bucket.clone();
        let asked = move |host: Option<&str>| match (host, &bucket) {
            (Some(host), Some(bucket)) if host == bucket => Asked::Bucket,
            (Some(_) | None, Some(_) | None) => Asked::Credentials,
        };
        Ok(HttpClient::new(Checked::new(HttpClient::new(client), asked)))
    }
}

/// Host and port as requests write them.
fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{bucket::BucketPlace, secret::Secret};

    #[test]
    fn a_connection_is_prepared_for_every_kind_of_credentials() {
        let secret = || Secret::from("hush");
        let (file, endpoint) = ("/token".to_owned(), Some("https://sts.example.com".to_owned()));
        for credentials in [
            BucketCredentials::Key { id: "k".to_owned(), secret: secret(), session_token: Some(secret()) },
            BucketCredentials::WebIdentity {
                token_file: file.clone(),
                role: "r".to_owned(),
                session_name: None,
                endpoint,
            },
            BucketCredentials::ContainerPath("/v2/x".to_owned()),
            BucketCredentials::ContainerAddress { address: "http://169.254.170.23/v1".to_owned(), token_file: file },
            BucketCredentials::Machine,
        ] {
            // Plain, so that it does not matter whether this machine has certificates.
            let bucket = Bucket {
                place: BucketPlace::parse("s3://acme-voices/phoneclock").unwrap(),
                region: "us-east-1".to_owned(),
                endpoint: Some("http://127.0.0.1:1".to_owned()),
                credentials,
            };
            if matches!(bucket.credentials, BucketCredentials::WebIdentity { .. }) && !has_certificates() {
                continue;
            }
            assert!(open(&bucket, TIMEOUT, Signing::On).is_ok(), "{bucket:?}");
            assert!(!format!("{bucket:?}").contains("hush"));
        }
    }

    fn has_certificates() -> bool {
        Client::builder().build().is_ok()
    }

    #[test]
    fn hosts_are_as_requests_write_them() {
        assert_eq!(host_of("https://s3.us-east-1.amazonaws.com").as_deref(), Some("s3.us-east-1.amazonaws.com"));
        assert_eq!(host_of("http://[::1]:8333/x").as_deref(), Some("[::1]:8333"));
    }
}
