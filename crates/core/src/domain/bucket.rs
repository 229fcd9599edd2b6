//! A bucket of S3, or of a server that speaks its protocol: where it is, and as whom the gateway asks it.

use std::fmt;

use super::secret::Secret;

/// Where in which bucket the recordings are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketPlace {
    /// The name of the bucket.
    pub bucket: String,
    /// What every key begins with, without a slash at either end; may be empty.
    pub prefix: String,
}

/// The text names no place in a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a place in a bucket is its name, perhaps with a prefix, such as s3://acme-voices/phoneclock")]
pub struct BucketPlaceError;

/// A bucket with all that is needed to ask it.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// Where the recordings are.
    pub place: BucketPlace,
    /// The region that signatures are made for.
    pub region: String,
    /// The address of a server that is not Amazon's, without a slash at its end.
    pub endpoint: Option<String>,
    /// As whom the gateway asks.
    pub credentials: BucketCredentials,
}

/// As whom the gateway asks a bucket.
#[derive(Debug, Clone)]
pub enum BucketCredentials {
    /// A key that the operator has set.
    Key {
        /// The id of the key.
        id: String,
        /// Its secret.
        secret: Secret,
        /// Comes with keys that live for a while only.
        session_token: Option<Secret>,
    },
    /// A role, for a token that a file holds, as Kubernetes puts it there.
    WebIdentity {
        /// The file with the token.
        token_file: String,
        /// The role that is taken.
        role: String,
        /// What the session is called in Amazon's logs.
        session_name: Option<String>,
        /// Who gives the role out, where it is not the region's own.
        endpoint: Option<String>,
    },
    /// The agent of the container that the gateway runs in, by a path at its fixed address.
    ContainerPath(String),
    /// The agent of the container, by its address.
    ContainerAddress {
        /// The agent's address.
        address: String,
        /// The file with the token that it asks for.
        token_file: String,
    },
    /// The machine's own role, from its metadata service.
    Machine,
}

impl BucketPlace {
    /// What places in buckets begin with.
    pub const SCHEME: &str = "s3://";

    /// Reads `s3://bucket/prefix`.
    ///
    /// # Errors
    /// When the name cannot be a bucket's, or the prefix has other characters than letters, digits, `-`, `_` and `.`.
    pub fn parse(text: &str) -> Result<Self, BucketPlaceError> {
        let rest = text.strip_prefix(Self::SCHEME).ok_or(BucketPlaceError)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        let fits = is_bucket_name(bucket) && (prefix.is_empty() || prefix.split('/').all(is_prefix_part));
        if fits && prefix.len() <= LONGEST_PREFIX {
            Ok(Self { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
        } else {
            Err(BucketPlaceError)
        }
    }
}

/// Keys have 1024 bytes, and those of recordings take less than 200 of them.
const LONGEST_PREFIX: usize = 512;

/// By <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>.
fn is_bucket_name(name: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (3..=63).contains(&name.len())
        && name.bytes().all(|byte| letter(byte) || matches!(byte, b'-' | b'.'))
        && name.bytes().next().is_some_and(letter)
        && name.bytes().next_back().is_some_and(letter)
        && !name.contains("..")
}

fn is_prefix_part(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('.')
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

impl fmt::Display for BucketPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bucket, prefix } = self;
        let slash = if prefix.is_empty() { "" } else { "/" };
        write!(f, "{}{bucket}{slash}{prefix}", Self::SCHEME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_bucket_and_perhaps_a_prefix() {
        for (text, bucket, prefix, shown) in [
            ("s3://acme-voices", "acme-voices", "", "s3://acme-voices"),
            ("s3://acme-voices/", "acme-voices", "", "s3://acme-voices"),
            ("s3://acme.voices.7/phoneclock", "acme.voices.7", "phoneclock", "s3://acme.voices.7/phoneclock"),
            ("s3://abc/Payroll/phone_clock-2/", "abc", "Payroll/phone_clock-2", "s3://abc/Payroll/phone_clock-2"),
        ] {
            let place = BucketPlace::parse(text).unwrap();
            assert_eq!((place.bucket.as_str(), place.prefix.as_str()), (bucket, prefix), "{text}");
            assert_eq!(place.to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_bucket_and_what_keys_would_be_mangled_by_is_refused() {
        for text in [
            "acme-voices",
            "S3://acme-voices",
            "s3:/acme-voices",
            "s3://",
            "s3://ab",
            "s3://Acme",
            "s3://-acme",
            "s3://acme-",
            "s3://ac..me",
            "s3://acme_voices",
            "s3://user:word@acme",
            "s3://acme:9000/x",
            "s3://acme//x",
            "s3://acme/x//y",
            "s3://acme/../x",
            "s3://acme/.phoneclock",
            "s3://acme/x y",
            "s3://acme/x?y",
            "s3://acme/ä",
        ] {
            assert_eq!(BucketPlace::parse(text), Err(BucketPlaceError), "{text}");
        }
        assert!(BucketPlace::parse(&format!("s3://acme/{}", "x".repeat(513))).is_err());
    }
}
