//! The devices of a kiosk, as its page shows them.

use axum::http::Method;
use jiff::Timestamp;

use super::{connect, device, device_words::Shown, this_device};
use crate::{
    domain::{
        ids::{DeviceId, KioskCodeId},
        workspace::Zone,
    },
    service::{
        StoreError,
        kiosks::{Device, Kiosk, codes, devices},
        roster::workspaces,
    },
    web::{Web, access, guard::SignedIn, pages::browser_name::browser_name, routes::Routes},
};

/// What `kiosks/devices.html` shows; it is called `devices` there, beside `page` and `kiosk`.
pub(super) struct DevicesSection {
    pub(super) rows: Vec<DeviceRow>,
    /// Whether whoever looks may connect devices.
    pub(super) may_connect: bool,
    /// Whether they may approve the browser in which they look.
    pub(super) may_approve: bool,
    /// An offer that is open.
    pub(super) open: Option<KioskCodeId>,
}

/// One line of the list.
pub(super) struct DeviceRow {
    pub(super) id: DeviceId,
    pub(super) name: String,
    pub(super) status: Shown,
    pub(super) browser: String,
    pub(super) address: String,
    pub(super) last_seen: String,
    /// Punches that it has kept and not sent.
    pub(super) unsent: usize,
}

pub(super) fn routes() -> Routes {
    Routes::new().merge(connect::routes()).merge(device::routes()).merge(this_device::routes())
}

/// The devices of a kiosk.
pub(super) async fn section(web: &Web, signed_in: &SignedIn, kiosk: &Kiosk) -> Result<DevicesSection, StoreError> {
    let (workspace, id, now) = (kiosk.workspace, kiosk.id, web.store.clock().time_for_ends());
    let read = web.store.read(move |tx| {
        let devices = devices::list(tx, workspace, id)?;
        let open = codes::find_open(tx, (workspace, id), now)?;
        Ok::<_, StoreError>((devices, open, workspaces::get_settings(tx, workspace)?.zone))
    });
    let (devices, open, zone) = read.await?;
    let zone = kiosk.zone.clone().unwrap_or(zone);
    let may = |path| access::allows(signed_in.session.user.role, &Method::POST, path);
    Ok(DevicesSection {
        rows: devices.into_iter().map(|device| row(device, &zone, now, signed_in)).collect(),
        may_connect: may(connect::CONNECT),
        may_approve: may(this_device::APPROVE),
        open,
    })
}

fn row(device: Device, zone: &Zone, now: Timestamp, signed_in: &SignedIn) -> DeviceRow {
    let words = &signed_in.words().devices;
    let is_silent = devices::silent_since(&device, zone, now).is_some();
    DeviceRow {
        id: device.id,
        status: if is_silent { Shown::silent(words) } else { Shown::of(words, device.status) },
        browser: browser_name(&device.browser, signed_in.words()),
        last_seen: device.last_seen_at.map_or_else(|| words.never.clone(), |at| signed_in.pen().moment(at, zone)),
        unsent: device.unsent,
        name: device.name,
        address: device.address,
    }
}
