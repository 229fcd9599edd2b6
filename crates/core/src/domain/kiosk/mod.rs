//! Kiosks: shared devices at which people clock. How they are found, what they show or key, and what guessing leads to.

pub mod badge;
pub mod chain;
pub mod guessing;
pub mod kept;
mod kiosk_pin;
mod method;
pub mod patterns;
mod proof;
mod silence;
mod status;

pub use self::{
    kiosk_pin::{KioskPin, KioskPinError, KioskPinRules, MAX_DIGITS, MIN_DIGITS, UNIVERSAL_DIGITS, USER_PIN_DIGITS},
    method::{CredentialKind, CredentialOrigin, Method},
    proof::{Outcome, Proof},
    silence::is_silent,
    status::{DeviceStatus, KioskStatus},
};
