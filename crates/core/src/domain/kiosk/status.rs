//! How far a kiosk is set up, and what has become of a device.

/// How far a kiosk is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KioskStatus {
    /// No device, and none is being connected.
    NotSetUp,
    /// A code is out, or was keyed and waits to be confirmed.
    WaitingForDevice,
    /// A device is approved.
    Connected,
    /// Switched off by an admin.
    Disabled,
}

impl KioskStatus {
    /// From what is known of the kiosk.
    #[must_use]
    pub const fn new(disabled: bool, active_devices: usize, code_waits: bool) -> Self {
        if disabled {
            Self::Disabled
        } else if active_devices > 0 {
            Self::Connected
        } else if code_waits {
            Self::WaitingForDevice
        } else {
            Self::NotSetUp
        }
    }

    /// The words that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSetUp => "Not set up",
            Self::WaitingForDevice => "Waiting for device",
            Self::Connected => "Connected",
            Self::Disabled => "Disabled",
        }
    }
}

/// What has become of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeviceStatus {
    /// It may be used.
    Active,
    /// Two browsers had its cookie and its key, or so it seems: somebody has to look.
    Suspended,
    /// An admin has put it out. It must be approved again.
    Revoked,
    /// An admin has taken it off the list.
    Deleted,
}

impl DeviceStatus {
    /// The words that people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Active => "Approved",
            Self::Suspended => "Suspended",
            Self::Revoked => "Revoked",
            Self::Deleted => "Deleted",
        }
    }

    /// Every status.
    pub const ALL: [Self; 4] = [Self::Active, Self::Suspended, Self::Revoked, Self::Deleted];

    /// What the database calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Deleted => "deleted",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_of_a_kiosk_follows_from_what_is_there() {
        assert_eq!(KioskStatus::new(false, 0, false), KioskStatus::NotSetUp);
        assert_eq!(KioskStatus::new(false, 0, true), KioskStatus::WaitingForDevice);
        assert_eq!(KioskStatus::new(false, 1, true), KioskStatus::Connected);
        assert_eq!(KioskStatus::new(true, 1, true), KioskStatus::Disabled);
    }
}
