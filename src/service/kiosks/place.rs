//! Where a device's request comes from, and how that place is at the moment of its transaction: kiosks are switched off,
//! methods change and devices are revoked while somebody stands there.

use core::net::IpAddr;

use jiff::{RoundMode, Timestamp, TimestampRound, Unit as TimeUnit};

use crate::{
    domain::{
        ids::{DeviceId, DeviceRequestId, IdentificationId, KioskId, WorkspaceId},
        kiosk::{DeviceStatus, Method, Proof},
        location::Sighting,
        workspace::{Workspace, Zone},
    },
    service::punching::KioskOrigin,
    store::{
        Hold, Holds, StoreError, Tx,
        kiosk_devices::{self, Device},
        kiosk_policies::{self, KioskPolicy},
        kiosks::{self, Kiosk},
        workspaces,
    },
};

/// A request that a device has signed.
#[derive(Debug, Clone)]
pub struct KioskRequest {
    /// The workspace of the device.
    pub workspace: WorkspaceId,
    /// The kiosk that it stands at.
    pub kiosk: KioskId,
    /// The device.
    pub device: DeviceId,
    /// The same request does something once.
    pub request: DeviceRequestId,
    /// When it came, by the gateway's clock.
    pub at: Timestamp,
    /// The network address that it came from.
    pub address: String,
}

impl KioskRequest {
    /// What every act of a device is held under; a person's hold is taken once they are known.
    #[must_use]
    pub fn holds(&self) -> Holds {
        Hold::Device(self.device).and(Hold::WorkspaceShared(self.workspace))
    }

    /// The identification that this request makes: the same one makes it once.
    pub(super) const fn identification(&self) -> IdentificationId {
        IdentificationId::from_bytes(*self.request.as_bytes())
    }

    /// The network address that it came from, where that is one.
    pub(super) fn ip(&self) -> Option<IpAddr> {
        self.address.parse().ok()
    }

    /// What is known of where it comes from.
    pub(super) fn sighting(&self) -> Sighting {
        Sighting { device: Some(self.device), kiosk: Some(self.kiosk), address: self.ip(), ..Sighting::default() }
    }

    /// What is done by it, by the person themselves, at that moment.
    pub(super) fn origin<'a>(&self, kiosk: &'a Kiosk, proof: Proof, at: Timestamp) -> KioskOrigin<'a> {
        let (device, request, address) = (self.device, self.request, self.ip());
        KioskOrigin { kiosk, device, request, at, proof, clocked_by: None, address, kept: false }
    }

    /// When it came, to the second, as punches are.
    pub(super) fn second(&self) -> Timestamp {
        let whole = TimestampRound::new().smallest(TimeUnit::Second).mode(RoundMode::Trunc);
        self.at.round(whole).unwrap_or(self.at)
    }
}

/// A device's place as it is now.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub workspace: Workspace,
    pub policy: KioskPolicy,
    pub kiosk: Kiosk,
    pub device: Device,
}

impl Place {
    /// None where nobody can clock there any more.
    pub fn find(tx: &mut dyn Tx, request: &KioskRequest) -> Result<Option<Self>, StoreError> {
        let policy = kiosk_policies::find_policy(tx, request.workspace)?.filter(|policy| policy.activated);
        let kiosk =
            kiosks::find_kiosk(tx, request.workspace, request.kiosk)?.filter(|kiosk| kiosk.disabled_at.is_none());
        let device = kiosk_devices::find_device(tx, request.workspace, request.device)?
            .filter(|device| device.status == DeviceStatus::Active && device.kiosk == request.kiosk);
        let (Some(policy), Some(kiosk), Some(device)) = (policy, kiosk, device) else { return Ok(None) };
        let workspace = workspaces::get_workspace(tx, request.workspace)?;
        Ok(Some(Self { workspace, policy, kiosk, device }))
    }

    /// The zone of the place: what is shown there is what its wall clock shows.
    pub fn zone(&self) -> &Zone {
        self.kiosk.zone.as_ref().unwrap_or(&self.workspace.settings.zone)
    }

    /// Whether the device has used up its failed tries.
    pub fn is_careful(&self, now: Timestamp) -> bool {
        self.device.careful_until.is_some_and(|until| now < until)
    }

    /// Whether more is to be proven than was.
    pub fn wants_more_than(&self, proof: Proof) -> bool {
        proof == Proof::Badge && self.policy.method == Method::BadgeAndPin && self.kiosk.authentication_required
    }
}
