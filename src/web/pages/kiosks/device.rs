//! One device: what is known of it, whom it has found, and what can be done about it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{HERE, connect::name_field, device_words::Shown, may_change};
use crate::{
    domain::{
        ids::{DeviceId, EmployeeId, IdentificationId, KioskId},
        kiosk::DeviceStatus,
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold,
        kiosks::{
            devices::{self, DeviceError},
            sessions::{self, DeviceRecord, DeviceSession, SessionCursor, SessionEnd},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            browser_name::browser_name,
            confirm::ConfirmedForm,
            error::{self, PageError},
            field::{EmptyForm, TextField, refused},
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::DevicesWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/kiosks/devices/{id}", Audience::LEADS, show)
        .post("/time-tracking/kiosks/devices/{id}/rename", Audience::ADMINS, rename)
        .get("/time-tracking/kiosks/devices/{id}/revoke", Audience::ADMINS, confirm_revoking)
        .post("/time-tracking/kiosks/devices/{id}/revoke", Audience::ADMINS, revoke)
        .get("/time-tracking/kiosks/devices/{id}/delete", Audience::ADMINS, confirm_deleting)
        .post("/time-tracking/kiosks/devices/{id}/delete", Audience::ADMINS, delete)
}

#[derive(Template)]
#[template(path = "kiosks/device.html")]
struct DevicePage {
    page: Page,
    may_change: bool,
    id: DeviceId,
    kiosk: KioskId,
    kiosk_name: String,
    status: Shown,
    /// Since when it is not approved any more, and why.
    out_since: Option<String>,
    because: Option<String>,
    is_out: bool,
    browser: String,
    says: String,
    address: String,
    approved: String,
    last_seen: String,
    clock: Option<String>,
    /// Punches that it has kept and not sent; none where there are none.
    unsent: Option<usize>,
    name: TextField,
    sessions: Vec<SessionRow>,
    is_first_page: bool,
    older: Option<String>,
}

struct SessionRow {
    at: String,
    employee: Option<(EmployeeId, String)>,
    user: Option<String>,
    how: &'static str,
    outcome: &'static str,
    address: String,
}

#[derive(Deserialize)]
struct SessionQuery {
    /// The last session of the page before: its moment in milliseconds and its id.
    #[serde(default)]
    before: String,
}

fn cursor(before: &str) -> Option<SessionCursor> {
    let (at, id) = before.split_once('.')?;
    let at = at.parse().ok().and_then(|at| Timestamp::from_millisecond(at).ok())?;
    Some((at, IdentificationId::parse(id)?))
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(SessionQuery { before }): Query<SessionQuery>,
) -> Result<Response, PageError> {
    let before = cursor(&before);
    let record = known(&web, &signed_in, &id, before).await?;
    Ok(html(&device_page(&signed_in, record, before.is_none())))
}

async fn known(
    web: &Web,
    signed_in: &SignedIn,
    id: &str,
    before: Option<SessionCursor>,
) -> Result<DeviceRecord, PageError> {
    let Some(id) = DeviceId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let workspace = signed_in.session.user.workspace;
    let read = web.store.read(move |tx| sessions::get(tx, (workspace, id), before));
    read.await.map_err(|problem| failed(signed_in, &problem))
}

fn failed(signed_in: &SignedIn, problem: &DeviceError) -> PageError {
    match problem {
        DeviceError::NotFound => error::not_found(&signed_in.visit).into(),
        DeviceError::Store(_)
        | DeviceError::NoName
        | DeviceError::NameTooLong
        | DeviceError::Deactivated
        | DeviceError::Session(_) => error::failed(problem),
    }
}

fn device_page(signed_in: &SignedIn, record: DeviceRecord, is_first_page: bool) -> DevicePage {
    let DeviceRecord { device, kiosk, zone, sessions, older } = record;
    let words = &signed_in.words().devices;
    let is_out = match device.status {
        DeviceStatus::Active => false,
        DeviceStatus::Suspended | DeviceStatus::Revoked | DeviceStatus::Deleted => true,
    };
    DevicePage {
        page: Page::of(signed_in, &device.name, HERE),
        may_change: may_change(signed_in),
        id: device.id,
        kiosk: kiosk.id,
        kiosk_name: kiosk.name,
        status: Shown::of(words, device.status),
        out_since: is_out.then(|| signed_in.pen().moment(device.status_at, &zone)),
        because: device.status_because.map(|written| words.because(device.status, written)),
        is_out,
        browser: browser_name(&device.browser, signed_in.words()),
        says: device.browser,
        address: device.address,
        approved: words.approved_by(signed_in.pen().moment(device.approved_at, &zone), device.approver),
        last_seen: device.last_seen_at.map_or_else(|| words.never.clone(), |at| signed_in.pen().moment(at, &zone)),
        clock: device.clock_ahead.and_then(|ahead| clock_words(words, ahead)),
        unsent: Some(device.unsent).filter(|unsent| *unsent > 0),
        name: name_field(words, &device.name),
        sessions: sessions
            .into_iter()
            .map(|(session, end)| session_row(words, (session, end), &zone, signed_in.pen()))
            .collect(),
        is_first_page,
        older: older.map(|(at, id)| format!("{}.{id}", at.as_millisecond())),
    }
}

/// How wrong the clock of a device is, where it is worth a word.
fn clock_words(words: &DevicesWords, ahead_millis: i64) -> Option<String> {
    const WORTH_A_WORD_SECS: i64 = 60;
    let secs = ahead_millis / 1_000;
    let (minutes, hours, days) = (secs.abs() / 60, secs.abs() / 3_600, secs.abs() / 86_400);
    let length = match (days, hours, minutes) {
        (0, 0, _) => format!("{minutes} min"),
        (0, hours, _) => format!("{hours} h {} min", minutes % 60),
        (days, _, _) => words.days(days),
    };
    let said = |length| if secs > 0 { words.clock_ahead(length) } else { words.clock_behind(length) };
    (secs.abs() >= WORTH_A_WORD_SECS).then(|| said(length))
}

fn session_row(
    words: &'static DevicesWords,
    (session, end): (DeviceSession, SessionEnd),
    zone: &Zone,
    pen: &Pen,
) -> SessionRow {
    SessionRow {
        at: pen.moment(session.at, zone),
        employee: session.employee,
        user: session.user,
        how: words.found_by(session.proof),
        outcome: words.outcome_of(end),
        address: session.address,
    }
}

#[derive(Deserialize)]
struct RenameForm {
    #[serde(default)]
    name: String,
}

async fn rename(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(RenameForm { name }): ConfirmedForm<RenameForm>,
) -> Result<Response, PageError> {
    let record = known(&web, &signed_in, &id, None).await?;
    let words = &signed_in.words().devices;
    let (actor, id, typed) = (signed_in.actor(), record.device.id, name.clone());
    let hold = Hold::Workspace(actor.workspace);
    match web.store.write(hold, move |u| devices::rename(u, &actor, id, &typed)).await {
        Ok(device) => Ok(guard::go(&web, &address(id), &words.renamed(device.name))),
        Err(problem) => match words.name_refusal(&problem) {
            Some(wrong) => {
                let name = TextField { wrong: Some(wrong), ..name_field(words, &name) };
                Ok(refused(&DevicePage { name, ..device_page(&signed_in, record, true) }))
            }
            None => Err(failed(&signed_in, &problem)),
        },
    }
}

fn address(id: DeviceId) -> String {
    format!("{HERE}/devices/{id}")
}

#[derive(Template)]
#[template(path = "kiosks/device_out.html")]
struct OutPage {
    page: Page,
    id: DeviceId,
    name: String,
    kiosk: String,
    deletes: bool,
}

async fn confirm_revoking(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    confirm(&web, &signed_in, &id, false).await
}

async fn confirm_deleting(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    confirm(&web, &signed_in, &id, true).await
}

async fn confirm(web: &Web, signed_in: &SignedIn, id: &str, deletes: bool) -> Result<Response, PageError> {
    let DeviceRecord { device, kiosk, .. } = known(web, signed_in, id, None).await?;
    let words = &signed_in.words().devices;
    let title = if deletes { words.delete_title(&device.name) } else { words.revoke_title(&device.name) };
    let page = Page::of(signed_in, &title, HERE);
    Ok(html(&OutPage { page, id: device.id, name: device.name, kiosk: kiosk.name, deletes }))
}

async fn revoke(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let device = known(&web, &signed_in, &id, None).await?.device;
    let (actor, id) = (signed_in.actor(), device.id);
    let revoked = web.store.write(Hold::Workspace(actor.workspace), move |u| devices::revoke(u, &actor, id));
    let device = revoked.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(guard::go(&web, &address(id), &signed_in.words().devices.revoked_now(device.name)))
}

async fn delete(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let device = known(&web, &signed_in, &id, None).await?.device;
    let (actor, id) = (signed_in.actor(), device.id);
    let deleted = web.store.write(Hold::Workspace(actor.workspace), move |u| devices::delete(u, &actor, id));
    let device = deleted.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(guard::go(&web, &format!("{HERE}/{}", device.kiosk), &signed_in.words().devices.deleted_now(device.name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::OfficeLanguage, wording::admin::AdminWords};

    #[test]
    fn a_clock_is_worth_a_word_from_a_minute_on() {
        for (ahead, words) in [
            (0, None),
            (59_999, None),
            (-59_999, None),
            (60_000, Some("1 min ahead")),
            (-600_000, Some("10 min behind")),
            (5_400_000, Some("1 h 30 min ahead")),
            (-90_000_000, Some("1 day behind")),
            (-56 * 365 * 86_400_000, Some("20440 days behind")),
            (i64::MIN, Some("106751991167 days behind")),
        ] {
            let said = clock_words(&AdminWords::of(OfficeLanguage::En).devices, ahead);
            let words = words.map(|words| format!("{words}; punches get the gateway’s time"));
            assert_eq!(said, words, "{ahead}");
        }
    }

    #[test]
    fn only_a_place_in_the_list_is_one() {
        let id = IdentificationId::from_bytes([7; 16]);
        assert_eq!(cursor(&format!("1794920400000.{id}")).map(|(_, known)| known), Some(id));
        for odd in ["", ".", "1", "x.y", "1.y", "99999999999999999999.1"] {
            assert_eq!(cursor(odd), None, "{odd}");
        }
    }
}
