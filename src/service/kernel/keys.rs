//! The key file: what makes a stolen database worthless, so it is never in it.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{
    disk,
    domain::{entropy::Entropy, secret::Secret},
    store::{StoreError, Tx, gateway},
};

const BYTES: usize = 32;

/// Why there are no keys to work with.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum KeyError {
    #[error("the key file {path} cannot be read")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("the key file {path} cannot be written")]
    Write { path: PathBuf, source: std::io::Error },
    #[error("the key file {0} is there already")]
    Exists(PathBuf),
    #[error("the key file {0} is missing, and gateways that share a database do not make one by themselves")]
    NotMade(PathBuf),
    #[error("the key file {0} does not hold 32 bytes in Base64")]
    Malformed(PathBuf),
    #[error("the key file {0} can be read by other users of this machine")]
    Exposed(PathBuf),
    #[error("the key file {0} is missing, and this database belongs to one")]
    Missing(PathBuf),
    #[error("the key file {0} is not the one this database belongs to")]
    Wrong(PathBuf),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the token of a link from the link's id.
#[derive(Clone)]
pub struct LinkKey(Secret<Vec<u8>>);

impl LinkKey {
    /// 256 bits that nobody without the key file can tell, as text that fits into an address.
    #[must_use]
    pub fn token(&self, link: &[u8; 16]) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key fits");
        mac.update(link);
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// What is kept of a one-time code. Codes are short enough to try them all, so their hash takes the key.
    #[must_use]
    pub fn code_hash(&self, code: &str) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key fits");
        // No link's id is so long: the two never meet.
        mac.update(b"one-time setup code ");
        mac.update(code.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl LinkKey {
    /// What is kept of what a caller answered at one step, to know the same again. A PIN is short enough to try them
    /// all, so its hash takes the key.
    #[must_use]
    pub fn input_hash(&self, call: &[u8; 16], step: u32, keys: &str) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key fits");
        mac.update(b"input of a call ");
        mac.update(call);
        mac.update(&step.to_be_bytes());
        mac.update(keys.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// What a secret that follows from the key file is for. No two purposes ever give the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DerivedFor {
    /// A kiosk PIN or a badge, by the id of the credential.
    KioskCredential,
    /// The Universal PIN of a kiosk.
    UniversalPin,
    /// The PIN by which a user signs in.
    UserPin,
    /// The secret of an authenticator app.
    SecondFactor,
    /// A nonce of a device, by the id of the device.
    DeviceNonce,
    /// The 8 digits that connect a device.
    KioskCode,
    /// What proves to an address of another program that it was told by us, by the id of the address.
    HookSecret,
}

impl DerivedFor {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::KioskCredential => b"kiosk credential ",
            Self::UniversalPin => b"universal PIN ",
            Self::UserPin => b"PIN of a user ",
            Self::SecondFactor => b"second factor ",
            Self::DeviceNonce => b"nonce of a device ",
            Self::KioskCode => b"digits of a kiosk code ",
            Self::HookSecret => b"secret of a webhook ",
        }
    }
}

impl LinkKey {
    /// Bytes that nobody without the key file can tell. Those of one try say nothing of those of another.
    #[must_use]
    pub fn derive(&self, purpose: DerivedFor, id: &[u8; 16], attempt: u32) -> [u8; 32] {
        self.mac(&[purpose.label(), id, &attempt.to_be_bytes()])
    }

    /// What is kept of the 8 digits that connect a device.
    #[must_use]
    pub fn kiosk_code_hash(&self, code: &str) -> [u8; 32] {
        self.mac(&[b"code of a kiosk ", code.as_bytes()])
    }

    /// What is kept of what a device asked in one request, to know the same again. There may be a PIN in it, which is
    /// short enough to try them all, so its hash takes the key.
    #[must_use]
    pub fn device_request_hash(&self, device: &[u8; 16], path: &str, body: &[u8]) -> [u8; 32] {
        self.mac(&[b"request of a device ", device, path.as_bytes(), b" ", body])
    }

    /// What is kept of a number or a name that was tried at a kiosk and is nobody's. It may be a PIN.
    #[must_use]
    pub fn tried_hash(&self, kiosk: &[u8; 16], tried: &str) -> [u8; 32] {
        self.mac(&[b"tried at a kiosk ", kiosk, tried.as_bytes()])
    }

    /// From what the key follows to which kiosks seal what they keep.
    pub(super) fn kiosk_key_seed(&self) -> Secret<Vec<u8>> {
        Secret::new(self.mac(&[b"key of the kiosks"]).to_vec())
    }

    /// What gateways on one database compare of a setting. There may be a password in it, so its hash takes the key.
    #[must_use]
    pub fn setting_hash(&self, name: &str, value: &[u8]) -> [u8; 32] {
        self.mac(&[b"setting ", name.as_bytes(), b" ", value])
    }

    /// What is kept of a recovery code of a user.
    #[must_use]
    pub fn recovery_code_hash(&self, user: &[u8; 16], code: &str) -> [u8; 32] {
        self.mac(&[b"recovery code ", user, code.as_bytes()])
    }

    /// What proves that an address to which a call comes back is ours, where the provider does not sign addresses.
    #[must_use]
    pub fn address_seal(&self, target: &str) -> [u8; 32] {
        self.mac(&[b"address of a held call ", target.as_bytes()])
    }

    fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key fits");
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }
}

impl LinkKey {
    /// What proves that a verdict on a PIN was written by who has the key file, and what it is about: the step at which
    /// the PIN was keyed, and the employee with the moment, in milliseconds, at which the PIN that it was checked against
    /// was chosen.
    #[must_use]
    pub fn verdict_mac(
        &self,
        call: &[u8; 16],
        step: u32,
        (employee, set_at): (&[u8; 16], i64),
        matched: bool,
    ) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key fits");
        mac.update(b"verdict on a PIN ");
        mac.update(call);
        mac.update(&step.to_be_bytes());
        mac.update(employee);
        mac.update(&set_at.to_be_bytes());
        mac.update(&[u8::from(matched)]);
        mac.finalize().into_bytes().into()
    }
}

/// The secret from which every other one is derived.
pub struct MasterKey {
    master: Secret<[u8; BYTES]>,
    path: PathBuf,
}

impl MasterKey {
    /// Makes a key file where there is none.
    ///
    /// # Errors
    /// When the file is there already, or cannot be written.
    pub fn make(path: &Path, entropy: &dyn Entropy) -> Result<(), KeyError> {
        match fs::symlink_metadata(path) {
            Ok(_) => Err(KeyError::Exists(path.to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::create(path, entropy).map(drop),
            Err(source) => Err(KeyError::Read { path: path.to_owned(), source }),
        }
    }

    /// Reads the key file. Creates one only when `may_create`, that is for a database that has none yet.
    ///
    /// # Errors
    /// When the file is missing, malformed, exposed, or cannot be read or written.
    pub fn load(path: &Path, may_create: bool, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &Secret::new(text)),
            Err(error) if error.kind() == ErrorKind::NotFound && may_create => Self::create(path, entropy),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(KeyError::Missing(path.to_owned())),
            Err(source) => Err(KeyError::Read { path: path.to_owned(), source }),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, KeyError> {
        let mode =
            fs::metadata(path).map_err(|source| KeyError::Read { path: path.to_owned(), source })?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed(path.to_owned()));
        }
        let bytes = Secret::new(STANDARD.decode(text.trim()).map_err(|_| KeyError::Malformed(path.to_owned()))?);
        let master = bytes.as_slice().try_into().map_err(|_| KeyError::Malformed(path.to_owned()))?;
        Ok(Self { master: Secret::new(master), path: path.to_owned() })
    }

    fn create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        let failed = |source| KeyError::Write { path: path.to_owned(), source };
        let mut master = Secret::new([0_u8; BYTES]);
        entropy.fill(master.as_mut_slice());
        // Whole and durable under its name, or not there at all: the database is bound to it next.
        let new = path.with_extension("new");
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new).map_err(failed)?;
        writeln!(file, "{}", STANDARD.encode(master.as_slice())).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        fs::rename(&new, path).map_err(failed)?;
        disk::sync_folder_of(path).map_err(failed)?;
        Ok(Self { master, path: path.to_owned() })
    }

    /// The secret that goes into every PIN hash.
    #[must_use]
    pub fn pin_pepper(&self) -> Secret<Vec<u8>> {
        self.derive("pin pepper")
    }

    /// The secret that the tokens of links in mails are derived with, so that a mail can be sent again
    /// without its token being kept anywhere.
    #[must_use]
    pub fn link_key(&self) -> LinkKey {
        LinkKey(self.derive("link tokens"))
    }

    fn derive(&self, purpose: &str) -> Secret<Vec<u8>> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.master.as_slice()).expect("any key fits");
        mac.update(b"phoneclock ");
        mac.update(purpose.as_bytes());
        Secret::new(mac.finalize().into_bytes().to_vec())
    }

    /// What a database, and the place of recordings, knows the key file by. It gives nothing of it away.
    #[must_use]
    pub fn fingerprint(&self) -> Vec<u8> {
        self.derive("fingerprint").to_vec()
    }

    /// Binds a new database to this file, or makes sure that a known one belongs to it.
    ///
    /// # Errors
    /// When the database belongs to another key file.
    pub fn bind(&self, tx: &mut dyn Tx) -> Result<(), KeyError> {
        let fingerprint = self.fingerprint();
        match gateway::find_key_fingerprint(tx)? {
            None => Ok(gateway::insert_key_fingerprint(tx, &fingerprint)?),
            Some(known) if known == fingerprint => Ok(()),
            Some(_) => Err(KeyError::Wrong(self.path.clone())),
        }
    }
}
