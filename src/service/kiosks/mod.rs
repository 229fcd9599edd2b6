//! Kiosks: shared devices as the second way in. What holds for all of them, who may clock at each, what they show or key
//! there, and how they are found and clocked.

pub mod approved;
pub mod at_device;
pub mod badges;
pub mod binding;
pub mod bulk;
pub mod checkup;
pub mod choose;
pub mod claims;
pub mod clash;
pub mod clock;
pub mod codes;
pub mod credentials;
pub mod devices;
mod digits;
mod drawn_pins;
pub mod export;
pub mod forgot;
pub mod guards;
pub mod identify;
pub mod issue;
pub mod jobs;
pub mod kept;
#[expect(clippy::module_inception, reason = "the room is named for them, and this file is about them alone")]
pub mod kiosks;
pub mod leave;
pub mod locks;
pub mod looks;
mod making;
pub mod members;
mod nonces;
pub mod overview;
pub mod people;
pub mod pictures;
pub mod pin_clashes;
mod place;
pub mod policy;
pub mod reach;
pub mod ready;
mod replies;
pub mod sessions;
pub mod signature;
pub mod silent;
pub mod standing;
pub mod supervise;
pub mod supervisors;
mod typed_pins;
pub mod undo;
pub mod universal;
pub mod user_pins;

pub use self::place::KioskRequest;
use self::policy::KioskPolicy;
pub use crate::store::{kiosk_devices::Device, kiosks::Kiosk};
