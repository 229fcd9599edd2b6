//! What a new kiosk PIN is held against: rules, the PINs of users and Universal PINs, and the PINs of colleagues.

use std::collections::HashSet;

use jiff::Timestamp;

use super::credentials::{KioskSecret, derived};
use crate::{
    domain::{
        ids::WorkspaceId,
        kiosk::{CredentialKind, CredentialOrigin, KioskPin},
    },
    service::{
        kernel::keys::LinkKey,
        pin_hash::{HashError, Lane, PinHasher, Tag},
    },
    store::{StoreError, Tx, kiosk_credentials, workspaces},
};

/// The PINs that a new one must not be, and for one that names its holder by itself, not be near to.
#[derive(Debug, Clone)]
pub(super) struct OtherPins {
    /// The current year where the workspace is.
    pub this_year: i16,
    /// Slow tags of users' PINs and of Universal PINs, with their digits.
    reserved: Vec<(usize, Vec<u8>)>,
    /// The PINs that name their holders by themselves and can be told, as numbers: they are all of one length.
    lone: HashSet<u32>,
}

impl OtherPins {
    /// What new PINs of a kind and length are held against.
    pub fn read(
        tx: &mut dyn Tx,
        keys: &LinkKey,
        workspace: WorkspaceId,
        (kind, digits): (CredentialKind, usize),
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        let lone = match kind {
            CredentialKind::LonePin => {
                let known = list_derived(tx, keys, workspace, (kind, digits))?;
                known.iter().filter_map(|pin| number(pin.expose().bytes())).collect()
            }
            CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::Badge => HashSet::new(),
        };
        let reserved = kiosk_credentials::list_reserved_tags(tx, workspace)?;
        Ok(Self { this_year: zone.local(now).year(), reserved, lone })
    }

    /// Whether a PIN of so many digits can only be told from the reserved ones by its slow tag.
    pub fn any_reserved(&self, digits: usize) -> bool {
        self.reserved.iter().any(|(of, _)| *of == digits)
    }

    /// Whether this is the slow tag of a user's PIN or of a Universal PIN.
    pub fn is_reserved(&self, tag: &Tag) -> bool {
        self.reserved.iter().any(|(_, reserved)| reserved.as_slice() == tag.as_slice())
    }

    /// Whether a slip of the finger leads from this PIN to a colleague's, or is one.
    pub fn is_near(&self, pin: &KioskPin) -> bool {
        near(pin.expose()).any(|number| self.lone.contains(&number))
    }

    /// One more to hold others against.
    pub fn add(&mut self, kind: CredentialKind, secret: &KioskSecret) {
        match (secret, kind) {
            (KioskSecret::Pin(pin), CredentialKind::LonePin) => self.lone.extend(number(pin.expose().bytes())),
            (KioskSecret::Pin(_), CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::Badge)
            | (KioskSecret::Badge(_), _) => {}
        }
    }
}

/// The digits as a number.
fn number(digits: impl Iterator<Item = u8>) -> Option<u32> {
    let text: Vec<u8> = digits.collect();
    std::str::from_utf8(&text).ok()?.parse().ok()
}

/// The PIN itself, and every one that a wrong digit or two swapped neighbors make of it.
fn near(digits: &str) -> impl Iterator<Item = u32> {
    let places = 0..digits.len();
    let wrong = places.clone().flat_map(move |place| {
        (b'0'..=b'9').map(move |other| (place, other)).filter_map(move |(place, other)| {
            number(digits.bytes().enumerate().map(|(at, digit)| if at == place { other } else { digit }))
        })
    });
    let swapped = places.skip(1).filter_map(move |place| {
        let bytes = digits.as_bytes();
        number((0..bytes.len()).filter_map(|at| {
            let from = if at == place {
                at - 1
            } else if at + 1 == place {
                place
            } else {
                at
            };
            bytes.get(from).copied()
        }))
    });
    wrong.chain(swapped)
}

/// PINs behind a name or a number; those alone are told by their slow tag.
const BEHIND_SOMETHING: [CredentialKind; 2] = [CredentialKind::NamePin, CredentialKind::NumberPin];

/// Whether a worker has this PIN behind their name or number, so far as those follow from the key file.
pub(super) fn is_of_worker(
    tx: &mut dyn Tx,
    keys: &LinkKey,
    workspace: WorkspaceId,
    pin: &KioskPin,
) -> Result<bool, StoreError> {
    for kind in BEHIND_SOMETHING {
        let known = list_derived(tx, keys, workspace, (kind, pin.digits()))?;
        if known.iter().any(|known| known.expose() == pin.expose()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The hashes of those that follow from nothing, which were typed or shown once.
pub(super) fn list_hashes_of_workers(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    digits: usize,
) -> Result<Vec<String>, StoreError> {
    let mut hashes = Vec::new();
    for kind in BEHIND_SOMETHING {
        let known = kiosk_credentials::list_of_kind(tx, workspace, (kind, Some(digits)))?;
        let known = known.into_iter().filter(|credential| credential.origin != CredentialOrigin::Derived);
        hashes.extend(known.filter_map(|credential| credential.hash));
    }
    Ok(hashes)
}

/// Whether one of these hashes is of this PIN.
pub(super) async fn is_among(
    pins: &PinHasher,
    lane: &Lane,
    pin: &KioskPin,
    hashes: Vec<String>,
) -> Result<bool, HashError> {
    for hash in hashes {
        let verdict = pins.verify(lane.clone(), Some(pin.clone().into_secret()), Some(hash))?;
        if verdict.await.map_err(|_| HashError::Failed)?? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The PINs of a kind and length that follow from the key file.
fn list_derived(
    tx: &mut dyn Tx,
    keys: &LinkKey,
    workspace: WorkspaceId,
    (kind, digits): (CredentialKind, usize),
) -> Result<Vec<KioskPin>, StoreError> {
    let known = kiosk_credentials::list_of_kind(tx, workspace, (kind, Some(digits)))?;
    let known = known.iter().filter(|credential| credential.origin == CredentialOrigin::Derived);
    Ok(known
        .filter_map(|credential| match derived(keys, credential) {
            KioskSecret::Pin(pin) => Some(pin),
            KioskSecret::Badge(_) => None,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_pins_are_near_as_by_the_rule() {
        for text in ["4070", "1234", "0011", "99999999"] {
            let pin = KioskPin::parse(text, text.len()).unwrap();
            let found: HashSet<_> = near(text).collect();
            let highest = 10_u32.pow(u32::try_from(text.len()).unwrap()).min(20_000);
            for other in (0..highest).chain([99_999_998, 9_999_999, 89_999_999, 88_999_999]) {
                let written = format!("{other:0width$}", width = text.len());
                let Ok(written) = KioskPin::parse(&written, text.len()) else { continue };
                assert_eq!(found.contains(&other), pin.is_near(&written), "{text} and {}", written.expose());
            }
        }
    }
}
