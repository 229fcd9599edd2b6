//! What holds for all kiosks of a workspace: whether they are activated, how people are found, and what admins may do.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{issue, members};
pub use crate::store::kiosk_policies::KioskPolicy;
use crate::{
    domain::{
        ids::WorkspaceId,
        kiosk::{CredentialKind, Method, guessing::lone_pin_digits_for},
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{StoreError, Tx, kiosk_policies},
};

/// Digits that a PIN behind a name may have.
pub const NAME_PIN_DIGITS: &[usize] = &[4, 6];
/// Digits that a PIN behind an employee number may have.
pub const NUMBER_PIN_DIGITS: &[usize] = &[4, 5, 6];
/// Digits that a PIN alone may have.
pub const LONE_PIN_DIGITS: &[usize] = &[4, 5, 6, 7, 8];
/// Months after which a PIN may be suggested to be renewed.
pub const RENEW_MONTHS: std::ops::RangeInclusive<u32> = 1..=120;
const DEFAULT_DIGITS: usize = 6;
const DEFAULT_RENEW_MONTHS: u32 = 12;

/// What somebody of the office chooses for all kiosks of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KioskSettings {
    /// How people are found.
    pub method: Method,
    /// Digits of a PIN behind a name.
    pub name_pin_digits: usize,
    /// Digits of a PIN behind an employee number.
    pub number_pin_digits: usize,
    /// Digits of a PIN alone.
    pub lone_pin_digits: usize,
    /// Whether admins may type a PIN for somebody.
    pub may_type: bool,
    /// Whether generated PINs and badges can be shown again. Once switched off it stays off.
    pub may_show_again: bool,
    /// The age at which a PIN is suggested to be renewed, in months.
    pub renew_after_months: Option<u32>,
    /// Whether users sign in by PIN on approved devices.
    pub sign_in_by_pin: bool,
}

/// Why kiosks were not activated, or their settings not saved.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PolicyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("kiosks were never activated in the workspace")]
    NeverActivated,
    #[error("a PIN of this kind has other numbers of digits")]
    Digits(CredentialKind),
    #[error("a PIN is suggested to be renewed after 1 to 120 months")]
    Months,
    #[error("what is not shown again stays so")]
    HiddenForGood,
    /// Somebody was faster; what is saved now comes along.
    #[error("the settings of kiosks have changed since they were shown")]
    ChangedMeanwhile(Box<KioskSettings>),
}

impl From<&KioskPolicy> for KioskSettings {
    fn from(policy: &KioskPolicy) -> Self {
        Self {
            method: policy.method,
            name_pin_digits: policy.name_pin_digits,
            number_pin_digits: policy.number_pin_digits,
            lone_pin_digits: policy.lone_pin_digits,
            may_type: policy.may_type,
            may_show_again: policy.may_show_again,
            renew_after_months: policy.renew_after_months,
            sign_in_by_pin: policy.sign_in_by_pin,
        }
    }
}

impl KioskSettings {
    fn check(&self, before: &Self) -> Result<(), PolicyError> {
        for (digits, allowed, kind) in [
            (self.name_pin_digits, NAME_PIN_DIGITS, CredentialKind::NamePin),
            (self.number_pin_digits, NUMBER_PIN_DIGITS, CredentialKind::NumberPin),
            (self.lone_pin_digits, LONE_PIN_DIGITS, CredentialKind::LonePin),
        ] {
            if !allowed.contains(&digits) {
                return Err(PolicyError::Digits(kind));
            }
        }
        if self.renew_after_months.is_some_and(|months| !RENEW_MONTHS.contains(&months)) {
            return Err(PolicyError::Months);
        }
        if self.may_show_again && !before.may_show_again {
            return Err(PolicyError::HiddenForGood);
        }
        Ok(())
    }
}

/// Settings by the names that the audit log calls them.
type Named = BTreeMap<&'static str, Value>;

fn named(settings: &KioskSettings) -> Named {
    let KioskSettings { method, name_pin_digits, number_pin_digits, lone_pin_digits, .. } = settings;
    let KioskSettings { may_type, may_show_again, renew_after_months, sign_in_by_pin, .. } = settings;
    BTreeMap::from([
        ("method", json!(method.name())),
        ("digits_behind_a_name", json!(name_pin_digits)),
        ("digits_behind_a_number", json!(number_pin_digits)),
        ("digits_of_a_PIN_alone", json!(lone_pin_digits)),
        ("PINs_may_be_typed", json!(may_type)),
        ("shown_again", json!(may_show_again)),
        ("renewed_after_months", json!(renew_after_months)),
        ("sign_in_by_PIN", json!(sign_in_by_pin)),
    ])
}

/// The settings that the first have and the second have not, by the names that the audit log calls them.
#[must_use]
pub fn differing(these: &KioskSettings, those: &KioskSettings) -> BTreeMap<&'static str, Value> {
    let those = named(those);
    named(these).into_iter().filter(|(name, value)| those.get(name) != Some(value)).collect()
}

/// A fingerprint of settings, another one after every change, so that a page knows whether it is out of date.
#[must_use]
pub fn version(settings: &KioskSettings) -> String {
    let text = serde_json::to_string(&named(settings)).unwrap_or_default();
    let mut version = base16ct::lower::encode_string(&Sha256::digest(text));
    version.truncate(24);
    version
}

/// The policy; none where kiosks were never activated.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<KioskPolicy>, StoreError> {
    kiosk_policies::find_policy(tx, workspace)
}

/// The policy where kiosks can be used now.
pub fn find_activated(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<KioskPolicy>, StoreError> {
    Ok(get(tx, workspace)?.filter(|policy| policy.activated))
}

/// Lets kiosks be used in the workspace. What was set before they were deactivated holds again.
pub fn activate(u: &mut Unit<'_>, actor: &Actor) -> Result<KioskPolicy, StoreError> {
    let known = get(u.tx, actor.workspace)?;
    let policy = match known {
        Some(policy) if policy.activated => return Ok(policy),
        Some(policy) => KioskPolicy { activated: true, ..policy },
        None => first(u, actor.workspace)?,
    };
    kiosk_policies::set_policy(u.tx, actor.workspace, &policy)?;
    note_whether_activated(u, actor, true)?;
    issue::queue(u, actor.workspace)?;
    Ok(policy)
}

/// Lets no kiosk be used. Kiosks, devices, PINs and badges stay as they are.
pub fn deactivate(u: &mut Unit<'_>, actor: &Actor) -> Result<(), StoreError> {
    let Some(policy) = find_activated(u.tx, actor.workspace)? else { return Ok(()) };
    kiosk_policies::set_policy(u.tx, actor.workspace, &KioskPolicy { activated: false, ..policy })?;
    note_whether_activated(u, actor, false)
}

/// Changes the settings of all kiosks. `expected` is the version that whoever changes them was shown. PINs and badges of another
/// method sleep, and wake when it is changed back; what people lack under this one is made afterwards.
///
/// # Errors
/// When kiosks were never activated, a number is out of its range, what is not shown again is to be shown, or somebody
/// was faster.
pub fn set(
    u: &mut Unit<'_>,
    actor: &Actor,
    settings: &KioskSettings,
    expected: Option<&str>,
) -> Result<KioskPolicy, PolicyError> {
    let known = get(u.tx, actor.workspace)?.ok_or(PolicyError::NeverActivated)?;
    let before = KioskSettings::from(&known);
    if expected.is_some_and(|expected| expected != version(&before)) {
        return Err(PolicyError::ChangedMeanwhile(Box::new(before)));
    }
    settings.check(&before)?;
    if before == *settings {
        return Ok(known);
    }
    let policy = policy(&known, settings);
    kiosk_policies::set_policy(u.tx, actor.workspace, &policy)?;
    let change = AuditChange {
        action: "change kiosk settings",
        subject: "kiosks",
        employee: None,
        before: Some(differing(&before, settings)),
        after: Some(differing(settings, &before)),
    };
    audit::note(u, actor, change)?;
    issue::queue(u, actor.workspace)?;
    Ok(policy)
}

/// What holds when kiosks are activated for the first time.
fn first(u: &mut Unit<'_>, workspace: WorkspaceId) -> Result<KioskPolicy, StoreError> {
    let people = members::count_active(u.tx, workspace)?;
    let mut tag_salt = [0; 16];
    u.entropy.fill(&mut tag_salt);
    Ok(KioskPolicy {
        activated: true,
        method: Method::NameAndPin,
        name_pin_digits: DEFAULT_DIGITS,
        number_pin_digits: DEFAULT_DIGITS,
        lone_pin_digits: lone_pin_digits_for(people),
        may_type: true,
        may_show_again: true,
        renew_after_months: Some(DEFAULT_RENEW_MONTHS),
        sign_in_by_pin: false,
        tag_salt,
    })
}

const fn policy(known: &KioskPolicy, settings: &KioskSettings) -> KioskPolicy {
    KioskPolicy {
        activated: known.activated,
        method: settings.method,
        name_pin_digits: settings.name_pin_digits,
        number_pin_digits: settings.number_pin_digits,
        lone_pin_digits: settings.lone_pin_digits,
        may_type: settings.may_type,
        may_show_again: settings.may_show_again,
        renew_after_months: settings.renew_after_months,
        sign_in_by_pin: settings.sign_in_by_pin,
        tag_salt: known.tag_salt,
    }
}

fn note_whether_activated(u: &mut Unit<'_>, actor: &Actor, activated: bool) -> Result<(), StoreError> {
    let change = AuditChange {
        action: if activated { "activate kiosks" } else { "deactivate kiosks" },
        subject: "kiosks",
        employee: None,
        before: Some(json!({ "activated": !activated })),
        after: Some(json!({ "activated": activated })),
    };
    audit::note(u, actor, change)
}
