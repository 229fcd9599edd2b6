//! The making of one kiosk PIN or badge: what it is, and the hash that is kept of it. Slow, so that it happens before the
//! transaction that keeps it, and is held against everything once more there.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{
    clash::OtherPins,
    credentials::{KioskCredentialError, KioskSecret, derived},
};
use crate::{
    domain::{
        ids::{EmployeeId, KioskCredentialId, WorkspaceId},
        kiosk::{CredentialKind, CredentialOrigin, KioskPin, KioskPinError, KioskPinRules},
    },
    service::{
        kernel::Store,
        pin_hash::{HashError, Lane, PinHasher, Tag},
    },
    store::{
        StoreError, Tx,
        kiosk_credentials::{self, KioskCredential},
        kiosk_policies::KioskPolicy,
    },
};

/// How many PINs are drawn for one person. With so many in vain, there are too few of that length.
const MAX_DRAWS: u32 = 2_000;

/// For whom something is made, and what.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub workspace: WorkspaceId,
    pub employee: EmployeeId,
    /// The employer's number of the person.
    pub number: Option<String>,
    pub kind: CredentialKind,
    /// None for a badge.
    pub digits: Option<usize>,
}

/// Something that was made and is not kept yet.
#[derive(Debug, Clone)]
pub(super) struct MadeCredential {
    pub credential: KioskCredential,
    pub secret: KioskSecret,
    /// The slow tag of a PIN, where it was needed.
    pub tag: Option<Tag>,
}

/// Hashes what is made. Cheap to clone.
#[derive(Clone)]
pub(super) struct Maker {
    pub store: Store,
    pub pins: PinHasher,
}

impl Maker {
    /// Makes something that follows from the key file, or where it is not to be shown again, is drawn at random. `None`
    /// where no PIN of that length is left.
    pub async fn generate(
        &self,
        lane: Lane,
        order: &Order,
        policy: &KioskPolicy,
        others: &OtherPins,
    ) -> Result<Option<MadeCredential>, HashError> {
        let origin = if policy.may_show_again { CredentialOrigin::Derived } else { CredentialOrigin::Random };
        let mut credential = self.blank(order, origin);
        let rules = KioskPinRules { this_year: others.this_year, employee_number: order.number.as_deref() };
        for attempt in 0..MAX_DRAWS {
            credential.attempt = attempt;
            let secret = self.draw(&mut credential);
            let KioskSecret::Pin(pin) = &secret else {
                credential.tag = Some(Sha256::digest(secret.expose()).to_vec());
                return Ok(Some(MadeCredential { credential, secret, tag: None }));
            };
            if pin.weakness(&rules).is_some() || others.is_near(pin) {
                continue;
            }
            let pin = pin.clone();
            if let Some(made) = self.hashed(lane.clone(), (credential.clone(), pin), policy, others).await? {
                return Ok(Some(made));
            }
        }
        Ok(None)
    }

    /// Makes a PIN that was typed, if it will do.
    pub async fn typed(
        &self,
        lane: Lane,
        (order, pin): (&Order, KioskPin),
        policy: &KioskPolicy,
        others: &OtherPins,
    ) -> Result<MadeCredential, KioskCredentialError> {
        let rules = KioskPinRules { this_year: others.this_year, employee_number: order.number.as_deref() };
        if let Some(weak) = pin.weakness(&rules) {
            return Err(refusal(order.kind, weak));
        }
        let credential = self.blank(order, CredentialOrigin::Typed);
        let made = self.hashed(lane, (credential, pin), policy, others).await?;
        made.ok_or(KioskCredentialError::Refused)
    }

    fn blank(&self, order: &Order, origin: CredentialOrigin) -> KioskCredential {
        KioskCredential {
            id: KioskCredentialId::generate(&self.store.ids()),
            workspace: order.workspace,
            employee: order.employee,
            kind: order.kind,
            origin,
            attempt: 0,
            digits: order.digits,
            hash: None,
            tag: None,
            made_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn draw(&self, credential: &mut KioskCredential) -> KioskSecret {
        match credential.origin {
            CredentialOrigin::Derived => derived(self.store.keys(), credential),
            CredentialOrigin::Random | CredentialOrigin::Typed => {
                credential.attempt = 0;
                let mut bytes = [0_u8; 32];
                self.store.entropy().fill(&mut bytes);
                KioskSecret::from_bytes(&bytes, credential.digits)
            }
        }
    }

    /// With the hash that is kept of the PIN; `None` for a PIN that is a user's or a Universal PIN.
    async fn hashed(
        &self,
        lane: Lane,
        (mut credential, pin): (KioskCredential, KioskPin),
        policy: &KioskPolicy,
        others: &OtherPins,
    ) -> Result<Option<MadeCredential>, HashError> {
        let is_lone = match credential.kind {
            CredentialKind::LonePin => true,
            CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::Badge => false,
        };
        let tag = if is_lone || others.any_reserved(pin.digits()) {
            Some(self.pins.tag(lane.clone(), pin.clone().into_secret(), policy.tag_salt).await?)
        } else {
            None
        };
        if tag.as_ref().is_some_and(|tag| others.is_reserved(tag)) {
            return Ok(None);
        }
        if is_lone {
            credential.tag = tag.map(Vec::from);
        } else {
            let secret = pin.clone().into_secret();
            credential.hash = Some(self.pins.hash(lane, secret, self.store.entropy().as_ref()).await?);
        }
        Ok(Some(MadeCredential { credential, secret: KioskSecret::Pin(pin), tag }))
    }
}

/// What is said of a PIN that is too easy to guess. Where PINs name their holders by themselves it is what is said of one
/// that somebody has; elsewhere it tells nothing about anybody, as nobody has such a PIN.
fn refusal(kind: CredentialKind, weak: KioskPinError) -> KioskCredentialError {
    match (kind, weak) {
        (_, KioskPinError::Format)
        | (
            CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::Badge,
            KioskPinError::Weak(_) | KioskPinError::Year | KioskPinError::OwnNumber,
        ) => KioskCredentialError::Pin(weak),
        (CredentialKind::LonePin, KioskPinError::Weak(_) | KioskPinError::Year | KioskPinError::OwnNumber) => {
            KioskCredentialError::Refused
        }
    }
}

impl MadeCredential {
    /// Whether nobody has come in between: no user has this PIN by now, and no colleague has it or one that is near.
    pub fn still_fits(&self, tx: &mut dyn Tx, others: &OtherPins) -> Result<bool, StoreError> {
        let KioskCredential { workspace, kind, tag, origin, .. } = &self.credential;
        let KioskSecret::Pin(pin) = &self.secret else { return Ok(true) };
        let unknown = self.tag.is_none() && others.any_reserved(pin.digits());
        if unknown || self.tag.as_ref().is_some_and(|tag| others.is_reserved(tag)) {
            return Ok(false);
        }
        let Some(tag) = tag else { return Ok(true) };
        let near = match origin {
            CredentialOrigin::Derived | CredentialOrigin::Random => others.is_near(pin),
            CredentialOrigin::Typed => false,
        };
        Ok(!near && kiosk_credentials::find_by_tag(tx, *workspace, *kind, tag)?.is_none())
    }
}
