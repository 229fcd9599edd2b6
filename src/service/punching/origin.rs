//! What a punch comes from: a call, or a request of a kiosk's device. What follows from that is said here; what a punch
//! does is the same for both.

use core::net::IpAddr;

use jiff::Timestamp;

use crate::{
    domain::{
        ids::{CallId, DeviceId, DeviceRequestId},
        kiosk::Proof,
        location::Sighting,
    },
    store::{calls::Call, entries::PunchChannel, kiosks::Kiosk},
};

/// What a punch comes from.
#[derive(Debug, Clone, Copy)]
pub(in crate::service) enum PunchOrigin<'a> {
    /// A call of somebody who has signed in.
    Call {
        call: &'a Call,
        /// Whether they say their name in it.
        voice_check: bool,
        /// The name of the supervisor who called for them, where they did not call themselves.
        clocked_by: Option<&'a str>,
    },
    Kiosk(&'a KioskOrigin<'a>),
}

/// A request of a device, and how somebody was found at it.
#[derive(Debug, Clone, Copy)]
pub(in crate::service) struct KioskOrigin<'a> {
    pub kiosk: &'a Kiosk,
    pub device: DeviceId,
    /// The same request punches once.
    pub request: DeviceRequestId,
    /// When it came, to the second.
    pub at: Timestamp,
    pub proof: Proof,
    /// The name of whoever clocks somebody else.
    pub clocked_by: Option<&'a str>,
    /// The network address that it came from, where that is one.
    pub address: Option<IpAddr>,
    /// Whether the device has kept it for a while: its time is known otherwise.
    pub kept: bool,
}

impl<'a> PunchOrigin<'a> {
    /// The time of a punch: when the call was answered, or when the request came.
    pub(super) const fn at(&self) -> Timestamp {
        match self {
            Self::Call { call, .. } => call.answered_at,
            Self::Kiosk(origin) => origin.at,
        }
    }

    /// The call, where there is one.
    pub(super) fn call(&self) -> Option<CallId> {
        match self {
            Self::Call { call, .. } => Some(call.id),
            Self::Kiosk(_) => None,
        }
    }

    /// What is known of where the punch comes from.
    pub(super) fn sighting(&self) -> Sighting {
        match self {
            Self::Call { call, .. } => seen_in_call(call),
            Self::Kiosk(KioskOrigin { kiosk, device, address, .. }) => {
                Sighting { device: Some(*device), kiosk: Some(kiosk.id), address: *address, ..Sighting::default() }
            }
        }
    }

    pub(super) const fn channel(&self) -> PunchChannel<'a> {
        match self {
            Self::Call { call, clocked_by, .. } => PunchChannel::Phone { call: call.id, clocked_by: *clocked_by },
            Self::Kiosk(KioskOrigin { kiosk, device, proof, clocked_by, .. }) => {
                PunchChannel::Kiosk { kiosk: kiosk.id, device: *device, proof: *proof, clocked_by: *clocked_by }
            }
        }
    }

    /// What made a punch: the same step, or the same request, makes it once. Both can clock out of one job and in to the
    /// next.
    pub(super) fn made_by(&self, is_next_job: bool) -> String {
        match self {
            Self::Call { call, .. } if is_next_job => format!("call {} step {}, next job", call.id, call.step),
            Self::Call { call, .. } => format!("call {} step {}", call.id, call.step),
            Self::Kiosk(origin) if origin.kept => made_by_kept(origin.device, origin.request),
            Self::Kiosk(origin) => made_by_request(origin.request, is_next_job),
        }
    }
}

/// The same of what a device has kept; it draws the id itself.
pub(in crate::service) fn made_by_kept(device: DeviceId, id: DeviceRequestId) -> String {
    format!("kept punch {device} {id}")
}

/// What is known of where a call comes from.
pub(in crate::service) fn seen_in_call(call: &Call) -> Sighting {
    Sighting { caller: call.caller.number().cloned(), ..Sighting::default() }
}

/// What is written down of a punch as its maker, where a device's request has made it.
pub(in crate::service) fn made_by_request(request: DeviceRequestId, is_next_job: bool) -> String {
    let behind = if is_next_job { ", next job" } else { "" };
    format!("kiosk request {request}{behind}")
}
