//! Where recordings are kept: a folder, or a bucket with the variables that every program for Amazon's services reads.
//! <https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html>

use std::path::{Path, PathBuf};

use clap::{
    Args,
    builder::{OsStringValueParser, TypedValueParser},
};
use url::{Host, Url};

use super::{
    ConfigError, path, present_path,
    text::{self, SettingKind},
};
use crate::domain::{
    bucket::{Bucket, BucketCredentials, BucketPlace},
    secret::Secret,
};

/// Where recordings are kept, checked.
#[derive(Debug, Clone)]
pub enum RecordingsPlace {
    /// A folder of this machine, or one that it has mounted.
    Folder(PathBuf),
    /// A bucket of S3.
    Bucket(Box<Bucket>),
}

impl RecordingsPlace {
    /// The folder, where it is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Bucket(_) => None,
        }
    }
}

/// How a bucket is asked, as given. What is wrong here stops nobody whose recordings are in a folder.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Bucket, where the recordings are s3://…")]
pub struct BucketArgs {
    /// Access key
    #[arg(long, global = true, env = "AWS_ACCESS_KEY_ID", value_name = "ID", hide_env_values = true, value_parser = given())]
    pub aws_access_key_id: Option<String>,
    /// Secret of the access key
    #[arg(long, global = true, env = "AWS_SECRET_ACCESS_KEY", value_name = "SECRET", hide_env_values = true, value_parser = given_secret())]
    pub aws_secret_access_key: Option<Secret>,
    /// File that holds the secret
    #[arg(long, global = true, env = "AWS_SECRET_ACCESS_KEY_FILE", value_name = "FILE", value_parser = path())]
    pub aws_secret_access_key_file: Option<PathBuf>,
    /// Token of a key that lives for a while only
    #[arg(long, global = true, hide = true, env = "AWS_SESSION_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = given_secret())]
    pub aws_session_token: Option<Secret>,
    /// File that holds the token
    #[arg(long, global = true, hide = true, env = "AWS_SESSION_TOKEN_FILE", value_name = "FILE", value_parser = path())]
    pub aws_session_token_file: Option<PathBuf>,
    /// Region of the bucket
    #[arg(long, global = true, env = "AWS_REGION", value_name = "REGION", value_parser = given())]
    pub aws_region: Option<String>,
    /// The same where AWS_REGION is not set
    #[arg(long, global = true, hide = true, env = "AWS_DEFAULT_REGION", value_name = "REGION", value_parser = given())]
    pub aws_default_region: Option<String>,
    /// Address of a server that is not Amazon's
    #[arg(long, global = true, env = "AWS_ENDPOINT_URL_S3", value_name = "URL", hide_env_values = true, value_parser = given())]
    pub aws_endpoint_url_s3: Option<String>,
    /// The same where AWS_ENDPOINT_URL_S3 is not set
    #[arg(long, global = true, hide = true, env = "AWS_ENDPOINT_URL", value_name = "URL", hide_env_values = true, value_parser = given())]
    pub aws_endpoint_url: Option<String>,
    /// File with a token for which AWS_ROLE_ARN is given out
    #[arg(long, global = true, hide = true, env = "AWS_WEB_IDENTITY_TOKEN_FILE", value_name = "FILE", value_parser = given())]
    pub aws_web_identity_token_file: Option<String>,
    /// Role that is taken for the token
    #[arg(long, global = true, hide = true, env = "AWS_ROLE_ARN", value_name = "ARN", value_parser = given())]
    pub aws_role_arn: Option<String>,
    /// What the session is called
    #[arg(long, global = true, hide = true, env = "AWS_ROLE_SESSION_NAME", value_name = "NAME", value_parser = given())]
    pub aws_role_session_name: Option<String>,
    /// Who gives the role out
    #[arg(long, global = true, hide = true, env = "AWS_ENDPOINT_URL_STS", value_name = "URL", value_parser = given())]
    pub aws_endpoint_url_sts: Option<String>,
    /// Path at the agent of a container
    #[arg(long, global = true, hide = true, env = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", value_name = "PATH", value_parser = given())]
    pub aws_container_credentials_relative_uri: Option<String>,
    /// Address of the agent of a container
    #[arg(long, global = true, hide = true, env = "AWS_CONTAINER_CREDENTIALS_FULL_URI", value_name = "URL", value_parser = given())]
    pub aws_container_credentials_full_uri: Option<String>,
    /// File with the token that the agent asks for
    #[arg(long, global = true, hide = true, env = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", value_name = "FILE", value_parser = given())]
    pub aws_container_authorization_token_file: Option<String>,
}

/// Takes any text; whether it can be used is looked at where it is needed.
fn given() -> impl TypedValueParser<Value = String> {
    OsStringValueParser::new().map(|text| text.to_string_lossy().into_owned())
}

fn given_secret() -> impl TypedValueParser<Value = Secret> {
    OsStringValueParser::new().map(|text| Secret::new(text.to_string_lossy().into_owned()))
}

/// Reads where recordings are kept.
pub(super) fn place(recordings: &Path, bucket: &BucketArgs) -> Result<RecordingsPlace, ConfigError> {
    const NAME: &str = "PHONECLOCK_RECORDINGS";
    const WHAT: &str = "a folder, or a bucket with a prefix such as s3://acme-voices/phoneclock";
    // No folder has such a name but by a slip.
    let Some(text) = recordings.to_str().filter(|text| text.contains("://") || text.starts_with("s3:")) else {
        return Ok(RecordingsPlace::Folder(recordings.to_owned()));
    };
    // There may be a password before an @.
    let wrong = match text.contains('@') {
        true => ConfigError::WrongSecret { name: NAME, what: WHAT },
        false => ConfigError::Wrong { name: NAME, value: text.to_owned(), what: WHAT },
    };
    let place = BucketPlace::parse(text).map_err(|_| wrong)?;
    bucket.check(place).map(|bucket| RecordingsPlace::Bucket(Box::new(bucket)))
}

impl BucketArgs {
    /// Fails at the first setting that is missing or wrong.
    fn check(&self, place: BucketPlace) -> Result<Bucket, ConfigError> {
        let endpoint = match tidy("AWS_ENDPOINT_URL_S3", &self.aws_endpoint_url_s3)? {
            Some(url) => Some(endpoint("AWS_ENDPOINT_URL_S3", url)?),
            None => tidy("AWS_ENDPOINT_URL", &self.aws_endpoint_url)?
                .map(|url| endpoint("AWS_ENDPOINT_URL", url))
                .transpose()?,
        };
        let region = self.region(endpoint.is_some())?;
        Ok(Bucket { place, region, endpoint, credentials: self.credentials()? })
    }

    fn region(&self, is_elsewhere: bool) -> Result<String, ConfigError> {
        const WHAT: &str = "the region of the bucket in PHONECLOCK_RECORDINGS, such as us-east-1";
        let set = tidy("AWS_REGION", &self.aws_region)?.map(|region| ("AWS_REGION", region));
        let set = match set {
            Some(set) => Some(set),
            None => tidy("AWS_DEFAULT_REGION", &self.aws_default_region)?.map(|region| ("AWS_DEFAULT_REGION", region)),
        };
        match set {
            Some((_, region)) if region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => Ok(region),
            Some((name, value)) => Err(ConfigError::Wrong { name, value, what: WHAT }),
            // Most other servers have no regions, and take the signatures of this one.
            None if is_elsewhere => Ok("us-east-1".to_owned()),
            None => Err(ConfigError::Missing { name: "AWS_REGION", what: WHAT }),
        }
    }

    /// The first of these that are set, in the order of Amazon's own programs.
    fn credentials(&self) -> Result<BucketCredentials, ConfigError> {
        if let Some(key) = self.key()? {
            return Ok(key);
        }
        let token_file = tidy("AWS_WEB_IDENTITY_TOKEN_FILE", &self.aws_web_identity_token_file)?;
        if let Some(token_file) = token_file {
            let role = tidy("AWS_ROLE_ARN", &self.aws_role_arn)?.ok_or(ConfigError::Missing {
                name: "AWS_ROLE_ARN",
                what: "the role that is given out for the token in AWS_WEB_IDENTITY_TOKEN_FILE",
            })?;
            let session_name = tidy("AWS_ROLE_SESSION_NAME", &self.aws_role_session_name)?;
            let sts = tidy("AWS_ENDPOINT_URL_STS", &self.aws_endpoint_url_sts)?;
            let endpoint = sts.map(|url| https("AWS_ENDPOINT_URL_STS", url)).transpose()?;
            return Ok(BucketCredentials::WebIdentity { token_file, role, session_name, endpoint });
        }
        self.container().map(|container| container.unwrap_or(BucketCredentials::Machine))
    }

    fn key(&self) -> Result<Option<BucketCredentials>, ConfigError> {
        let id = tidy("AWS_ACCESS_KEY_ID", &self.aws_access_key_id)?;
        let secret = secret(
            "AWS_SECRET_ACCESS_KEY",
            &self.aws_secret_access_key,
            "AWS_SECRET_ACCESS_KEY_FILE",
            &self.aws_secret_access_key_file,
        )?;
        let session_token = secret_token(self)?;
        let missing = |name, what| Err(ConfigError::Missing { name, what });
        match (id, secret) {
            (Some(id), Some(secret)) => Ok(Some(BucketCredentials::Key { id, secret, session_token })),
            (Some(_), None) => missing(
                "AWS_SECRET_ACCESS_KEY",
                "the secret of the key in AWS_ACCESS_KEY_ID, or AWS_SECRET_ACCESS_KEY_FILE to a file that holds it",
            ),
            (None, Some(_)) => missing("AWS_ACCESS_KEY_ID", "the id of the key whose secret is set"),
            (None, None) if session_token.is_some() => {
                missing("AWS_ACCESS_KEY_ID", "the id of the key that AWS_SESSION_TOKEN belongs to")
            }
            (None, None) => Ok(None),
        }
    }

    fn container(&self) -> Result<Option<BucketCredentials>, ConfigError> {
        const PATH: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
        const ADDRESS: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
        if let Some(path) = tidy(PATH, &self.aws_container_credentials_relative_uri)? {
            let what = "a path that begins with a slash, as the container's agent sets it";
            return match path.starts_with('/') {
                true => Ok(Some(BucketCredentials::ContainerPath(path))),
                false => Err(ConfigError::WrongSecret { name: PATH, what }),
            };
        }
        let Some(address) = tidy(ADDRESS, &self.aws_container_credentials_full_uri)? else { return Ok(None) };
        if !Url::parse(&address).is_ok_and(|url| url.scheme() == "http" && is_agent(&url)) {
            let what = "the http address of the container's agent, which is on this machine or at 169.254.170.23";
            return Err(ConfigError::Wrong { name: ADDRESS, value: address, what });
        }
        let token_file = tidy("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &self.aws_container_authorization_token_file)?;
        let token_file = token_file.ok_or(ConfigError::Missing {
            name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            what: "the file with the token that the agent at AWS_CONTAINER_CREDENTIALS_FULL_URI asks for",
        })?;
        Ok(Some(BucketCredentials::ContainerAddress { address, token_file }))
    }
}

fn secret_token(given: &BucketArgs) -> Result<Option<Secret>, ConfigError> {
    secret("AWS_SESSION_TOKEN", &given.aws_session_token, "AWS_SESSION_TOKEN_FILE", &given.aws_session_token_file)
}

/// A setting without what nobody meant to be part of it; `None` where it is not set.
fn tidy(name: &'static str, given: &Option<String>) -> Result<Option<String>, ConfigError> {
    let Some(given) = given else { return Ok(None) };
    let tidy = text::tidy_text(given, SettingKind::Text);
    let tidy = tidy.map_err(|slip| ConfigError::SettingTextError { name, what: slip.to_string() })?;
    Ok(Some(tidy.to_owned()).filter(|text| !text.is_empty()))
}

fn secret(
    name: &'static str,
    given: &Option<Secret>,
    file_name: &'static str,
    file: &Option<PathBuf>,
) -> Result<Option<Secret>, ConfigError> {
    let tidy = |given: &Secret| {
        let tidy = text::tidy_text(given.expose(), SettingKind::Secret).map(Secret::from);
        tidy.map_err(|slip| ConfigError::SettingTextError { name, what: slip.to_string() })
    };
    let given = given.as_ref().map(tidy).transpose()?;
    super::secret(name, given, file_name, present_path(file.clone()))
}

/// Recordings and signatures go there: nobody is to read them on the way.
fn endpoint(name: &'static str, value: String) -> Result<String, ConfigError> {
    const WHAT: &str = "the https address of the server, such as https://s3.example.com; http only for this machine";
    let parsed = Url::parse(&value).ok().filter(|url| is_plain(url) && (url.scheme() == "https" || is_loopback(url)));
    match parsed {
        Some(url) => Ok(url.as_str().trim_end_matches('/').to_owned()),
        None => Err(wrong(name, value, WHAT)),
    }
}

fn https(name: &'static str, value: String) -> Result<String, ConfigError> {
    match Url::parse(&value) {
        Ok(url) if is_plain(&url) && url.scheme() == "https" => Ok(url.as_str().trim_end_matches('/').to_owned()),
        Ok(_) | Err(_) => Err(wrong(name, value, "an https address")),
    }
}

/// There may be a password before an @.
fn wrong(name: &'static str, value: String, what: &'static str) -> ConfigError {
    match value.contains('@') {
        true => ConfigError::WrongSecret { name, what },
        false => ConfigError::Wrong { name, value, what },
    }
}

fn is_plain(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// By <https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html>.
fn is_agent(url: &Url) -> bool {
    is_loopback(url) || matches!(url.host_str(), Some("169.254.170.2" | "169.254.170.23" | "[fd00:ec2::23]"))
}

#[cfg(test)]
#[path = "recordings_tests.rs"]
mod tests;
