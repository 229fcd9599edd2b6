//! PINs that are generated for users and kiosks: from what they follow, and which may not be.

use jiff::tz::TimeZone;

use crate::{
    domain::kiosk::{CredentialOrigin, KioskPin, KioskPinRules},
    service::kernel::{
        Store,
        keys::{DerivedFor, LinkKey},
    },
};

/// How often a generated PIN that may not be is drawn again.
pub(super) const MOST_TRIES: u32 = 20;

/// The PIN that follows from the key file and an id.
pub(super) fn derive(keys: &LinkKey, purpose: DerivedFor, id: &[u8; 16], attempt: u32, digits: usize) -> KioskPin {
    KioskPin::from_bytes(&keys.derive(purpose, id, attempt), digits)
}

/// One that is drawn at random, and cannot be shown again.
pub(super) fn draw(store: &Store, digits: usize) -> KioskPin {
    let mut bytes = [0; 32];
    store.entropy().fill(&mut bytes);
    KioskPin::from_bytes(&bytes, digits)
}

/// Where a generated PIN comes from, by whether the workspace lets it be shown again.
pub(super) const fn origin(may_show_again: bool) -> CredentialOrigin {
    if may_show_again { CredentialOrigin::Derived } else { CredentialOrigin::Random }
}

/// Whether it is easy to guess this year, or the number of the employee whose it is to be.
pub(super) fn is_weak(store: &Store, pin: &KioskPin, employee_number: Option<&str>) -> bool {
    let this_year = store.now().to_zoned(TimeZone::UTC).year();
    pin.weakness(&KioskPinRules { this_year, employee_number }).is_some()
}
