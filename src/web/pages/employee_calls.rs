//! One employee: details, time entries, and their last calls step by step.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    call_text::CallText,
    error::{self, PageError},
    layout::{Page, html},
    written::{WrittenHours, WrittenTime},
};
use crate::{
    domain::{
        employee::Employee,
        entry::EntryStatus,
        ids::{CallId, EmployeeId, EntryId},
        pen::Pen,
    },
    service::{
        StoreError,
        call_log::{self, CallView},
        timesheets::employee_record::{self, EmployeeRecord, RecentEntry},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
    wording::admin::AdminWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/employees/{id}/calls", Audience::LEADS, show)
}

#[derive(Template)]
#[template(path = "employee_calls.html")]
struct EmployeeCallsPage {
    page: Page,
    record: EmployeeRecordView,
    language: &'static str,
    /// Where it is said whether this person can call.
    phone_clocking: String,
    may_see_audit: bool,
    /// Whether these are not the latest calls.
    paged: bool,
    older: Option<String>,
}

/// The record in words.
struct EmployeeRecordView {
    employee: Employee,
    phone_clock_id: Option<String>,
    zone: String,
    open: Option<RecentEntryView>,
    entries: Vec<RecentEntryView>,
    calls: Vec<CallText>,
}

/// A time entry on its own wall clock.
#[derive(Clone)]
struct RecentEntryView {
    id: EntryId,
    voided: bool,
    status: EntryStatus,
    clocked_in: WrittenTime,
    clocked_out: Option<WrittenTime>,
    worked: Option<WrittenHours>,
    job: Option<String>,
    channel: String,
    exceptions: Vec<&'static str>,
}

impl RecentEntryView {
    fn new(entry: RecentEntry, words: &'static AdminWords, pen: &Pen) -> Self {
        let RecentEntry { id, voided, status, clocked_in, clocked_out, zone, worked, job, channel, exceptions } = entry;
        Self {
            id,
            voided,
            status,
            clocked_in: WrittenTime::moment(pen, clocked_in, &zone),
            clocked_out: clocked_out.map(|at| WrittenTime::moment(pen, at, &zone)),
            worked: worked.map(|worked| WrittenHours::new(pen, worked.as_secs())),
            job,
            channel: channel_words(words, channel),
            exceptions: exceptions.into_iter().map(|kind| words.exception_kind(kind)).collect(),
        }
    }
}

/// How somebody clocked, in a word.
fn channel_words(words: &AdminWords, channel: String) -> String {
    match channel.as_str() {
        "phone" => words.calls.by_phone.clone(),
        "kiosk" => words.calls.by_kiosk.clone(),
        "admin" => words.calls.by_admin.clone(),
        _ => channel,
    }
}

impl EmployeeRecordView {
    fn new(record: EmployeeRecord, calls: &[CallView], words: &'static AdminWords, pen: &Pen) -> Self {
        let calls = calls.iter().map(|call| CallText::new(call, &record.zone, pen)).collect();
        let entries: Vec<_> = record.entries.into_iter().map(|entry| RecentEntryView::new(entry, words, pen)).collect();
        Self {
            employee: record.employee,
            phone_clock_id: record.phone_clock_id.map(|id| id.as_str().to_owned()),
            zone: record.zone.name().to_owned(),
            open: entries.iter().find(|entry| entry.status == EntryStatus::Open).cloned(),
            entries,
            calls,
        }
    }
}

#[derive(Deserialize)]
struct RecordQuery {
    #[serde(default)]
    after: String,
}

/// A place in the list of calls: milliseconds and an id.
fn read_cursor(cursor: &str) -> Option<(Timestamp, CallId)> {
    let (at, id) = cursor.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, CallId::parse(id)?))
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<RecordQuery>,
) -> Result<Response, PageError> {
    let before = read_cursor(&query.after);
    let (Some(id), true) = (EmployeeId::parse(&id), query.after.is_empty() || before.is_some()) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let (user, now) = (&signed_in.session.user, web.store.now());
    let workspace = user.workspace;
    let read = web.store.read(move |tx| {
        let Some(record) = employee_record::find(tx, workspace, id, before, now)? else { return Ok(None) };
        let calls = record.calls.iter().map(|call| call_log::view(tx, call));
        let calls = calls.collect::<Result<Vec<_>, _>>()?;
        Ok::<_, StoreError>(Some((record, calls)))
    });
    let Some((record, calls)) = read.await? else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(html(&EmployeeCallsPage {
        page: Page::of(&signed_in, &record.employee.details.name, "/employees"),
        language: signed_in.words().language_name(record.employee.details.language),
        phone_clocking: format!("/time-tracking/phone-clocking/{id}"),
        may_see_audit: access::allows(user.role, &Method::GET, "/audit"),
        paged: before.is_some(),
        older: record.older.map(|(at, id)| format!("{}.{id}", at.as_millisecond())),
        record: EmployeeRecordView::new(record, &calls, signed_in.words(), signed_in.pen()),
    }))
}
