//! A request of a device that has proven to be it.

use axum::{
    extract::{FromRequest, Request},
    response::Response,
};
use bytes::Bytes;
use jiff::Timestamp;

use super::{
    envelope,
    frame::MAX_FRAME_BYTES,
    problem::{self, Problem},
    reply,
};
use crate::{
    domain::ids::DeviceRequestId,
    service::{
        access::Visitor,
        kiosks::{
            Device, Kiosk,
            binding::{self, Admission, Admitted},
            policy::KioskPolicy,
        },
    },
    web::Web,
};

/// Bytes of what a device asks: a name, a PIN, a note.
const MAX_BODY: usize = 16 * 1024;

/// A request that was signed by the key of a device, and came with its cookie. It is let in once: the same again is
/// answered with what it was answered, and never comes to its handler.
#[derive(Debug, Clone)]
pub struct DeviceRequest {
    /// The device, as it was before this request.
    pub device: Device,
    /// The kiosk that it stands at.
    pub kiosk: Kiosk,
    /// What holds for all kiosks of the workspace.
    pub policy: KioskPolicy,
    /// The same request does something once.
    pub request: DeviceRequestId,
    /// When it came for the first time, by the gateway's clock.
    pub at: Timestamp,
    /// The network address that it came from.
    pub address: String,
    /// The same with what the browser calls itself.
    pub visitor: Visitor,
    /// What is asked.
    pub body: Bytes,
    pub(super) admitted: Admitted,
}

impl FromRequest<Web> for DeviceRequest {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let envelope = envelope::open(web, request, MAX_BODY).await?;
        let (request, visitor, body) = (envelope.words.request, envelope.visitor.clone(), envelope.body.clone());
        match binding::admit(&web.store, envelope).await {
            Ok(Admission::Begun(admitted)) => {
                let (placed, at, address) = (admitted.placed.clone(), admitted.at, visitor.address.clone());
                let (device, kiosk, policy) = (placed.device, placed.kiosk, placed.policy);
                Ok(Self { device, kiosk, policy, request, at, address, visitor, body, admitted: *admitted })
            }
            Ok(Admission::Answered(reply)) => Err(reply::stored(reply)),
            Ok(Admission::Copied) => Err(problem::answer(Problem::Suspended)),
            Err(error) => Err(problem::refused(&error)),
        }
    }
}

/// A request that was signed by the key of a device, and came with its cookie, past the chain of nonces: for what reads
/// nothing that is anybody's, and writes nothing or only what the same request writes once. It is answered by
/// [`unchained`](super::reply::unchained).
#[derive(Debug, Clone)]
pub struct UnchainedRequest {
    /// The device.
    pub device: Device,
    /// What is asked.
    pub body: Bytes,
}

impl FromRequest<Web> for UnchainedRequest {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let envelope = envelope::open(web, request, MAX_FRAME_BYTES).await?;
        let placed = binding::look_at(&web.store, &envelope).await.map_err(|error| problem::refused(&error))?;
        Ok(Self { device: placed.device, body: envelope.body })
    }
}
