//! Hashes of another cost than new ones have, computed anew after their PIN or password was right: never in anybody's
//! way, few at a time, and written only where the credential is still the same.

use tokio::sync::mpsc;

use super::{HashError, Lane, PinHasher, Secret};
use crate::{
    domain::entropy::Entropy,
    store::{StoreError, Tx, credential_hashes},
};

/// How many right secrets may wait. One more is not kept: its hash is renewed the next time.
const MAX_WAITING: usize = 4;
/// A right PIN or password whose hash has another cost than new ones have.
pub struct OutdatedHash {
    pub(super) secret: Secret,
    pub(super) hash: String,
}

/// A hash, and the one that takes its place.
#[derive(Clone, PartialEq, Eq)]
pub struct Renewal {
    outdated: String,
    renewed: String,
}

/// Where the threads that hash tell of outdated hashes.
pub struct Renewals {
    outdated: mpsc::Receiver<OutdatedHash>,
}

impl Renewals {
    /// Where outdated hashes of right secrets are told from now on.
    #[must_use]
    pub fn subscribe(pins: &PinHasher) -> Self {
        let (sender, outdated) = mpsc::channel(MAX_WAITING);
        pins.send_outdated_to(sender);
        Self { outdated }
    }

    /// Waits for the next outdated hash and computes it anew, behind all that somebody waits for. `None` once the
    /// threads have ended.
    pub async fn next(&mut self, pins: &PinHasher, entropy: &dyn Entropy) -> Option<Result<Renewal, HashError>> {
        let OutdatedHash { secret, hash } = self.outdated.recv().await?;
        let renewed = pins.hash(Lane::Renewals, secret, entropy).await;
        Some(renewed.map(|renewed| Renewal { outdated: hash, renewed }))
    }
}

#[cfg(test)]
impl Renewal {
    /// The old one and the new one.
    pub(super) fn hashes(&self) -> (&str, &str) {
        (&self.outdated, &self.renewed)
    }
}

#[cfg(test)]
impl Renewals {
    pub(super) fn is_empty(&self) -> bool {
        self.outdated.is_empty()
    }
}

/// Writes the new hash for whoever still has the old one; whether anybody did. A PIN or password that was changed or
/// removed meanwhile stays as it is.
pub fn write(tx: &mut dyn Tx, renewal: &Renewal) -> Result<bool, StoreError> {
    let Renewal { outdated, renewed } = renewal;
    if let Some(employee) = credential_hashes::find_employee_by_pin_hash(tx, outdated)? {
        return credential_hashes::replace_pin_hash(tx, employee, outdated, renewed);
    }
    if let Some(user) = credential_hashes::find_user_by_password_hash(tx, outdated)? {
        return credential_hashes::replace_password_hash(tx, user, outdated, renewed);
    }
    Ok(false)
}
