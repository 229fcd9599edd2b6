//! The audit log: every change by a person, and its export.

mod words;

use askama::Template;
use axum::{
    body::Body,
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use super::{
    confirm,
    error::{self, PageError},
    form_errors::FormErrors,
    layout::{Page, html},
};
use crate::{
    domain::{
        ids::{AuditId, EmployeeId},
        pen::Pen,
        workspace::Zone,
    },
    service::audit::log::{self, AuditCursor, AuditLogFilter, AuditLogPage, AuditRecord, FieldChange},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::{AdminWords, AuditWords},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/audit", Audience::ADMINS, show).get("/audit/export", Audience::ADMINS, export)
}

/// The filter as it was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AuditLogQuery {
    actor: String,
    action: String,
    about: String,
    employee: String,
    from: String,
    to: String,
    after: String,
}

impl AuditLogQuery {
    /// Reads the filter; `None` when an id or a cursor cannot be read.
    fn filter(&self, words: &AuditWords) -> Option<Result<AuditLogFilter, FormErrors>> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |text: &str| given(text).map(|text| text.parse::<Date>().map_err(|_| &words.no_day)).transpose();
        let employee = match given(&self.employee) {
            Some(id) => Some(EmployeeId::parse(&id)?),
            None => None,
        };
        let before = match given(&self.after) {
            Some(cursor) => Some(read_cursor(&cursor)?),
            None => None,
        };
        Some(match (day(&self.from), day(&self.to)) {
            (Ok(Some(from)), Ok(Some(to))) if to < from => Err(FormErrors::new("to", &words.backwards)),
            (Ok(from), Ok(to)) => Ok(AuditLogFilter {
                from,
                to,
                actor: given(&self.actor),
                action: given(&self.action),
                about: given(&self.about),
                employee,
                before,
            }),
            (from, to) => Err(FormErrors::each([("from", from.err()), ("to", to.err())])),
        })
    }

    /// The filter as a query, without the cursor.
    fn query(&self) -> String {
        let fields = [
            ("actor", &self.actor),
            ("action", &self.action),
            ("about", &self.about),
            ("employee", &self.employee),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }
}

/// A cursor in a list that is ordered by time: milliseconds and an id.
fn write_cursor((at, id): AuditCursor) -> String {
    format!("{}.{id}", at.as_millisecond())
}

fn read_cursor(cursor: &str) -> Option<AuditCursor> {
    let (at, id) = cursor.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, AuditId::parse(id)?))
}

#[derive(Template)]
#[template(path = "audit_log.html")]
struct ListPage {
    page: Page,
    asked: AuditLogQuery,
    errors: FormErrors,
    rows: Vec<Row>,
    actors: Vec<String>,
    actions: Vec<String>,
    /// The name of the employee asked for.
    employee: Option<String>,
    zone: String,
    narrowed: bool,
    query: String,
    older: Option<String>,
}

/// A record in words.
struct Row {
    at: String,
    actor: String,
    action: String,
    subject: String,
    employee: Option<EmployeeId>,
    changes: Vec<ChangeInWords>,
    address: String,
}

/// One changed field; a side that is not there has no words.
struct ChangeInWords {
    name: String,
    before: Option<String>,
    after: Option<String>,
}

impl Row {
    fn new(record: AuditRecord, words: &AdminWords, (pen, zone): (&Pen, &Zone)) -> Self {
        let AuditRecord { at, actor, action, subject, employee, changes, address } = record;
        let changes = changes.into_iter().map(|FieldChange { name, before, after }| ChangeInWords {
            before: before.map(|before| words.audit_value(&name, &before)),
            after: after.map(|after| words.audit_value(&name, &after)),
            name: words.audit_field(&name),
        });
        Self { at: pen.exact(at, zone), actor, action, subject, employee, changes: changes.collect(), address }
    }
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<AuditLogQuery>,
) -> Result<Response, PageError> {
    let words = signed_in.words();
    let Some(filter) = asked.filter(&words.audit) else { return Ok(error::not_found(&signed_in.visit)) };
    let (filter, errors) = match filter {
        Ok(filter) => (filter, FormErrors::default()),
        Err(errors) => (AuditLogFilter::default(), errors),
    };
    let workspace = signed_in.session.user.workspace;
    let Some(log) = web.store.read(move |tx| log::list(tx, workspace, &filter)).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let AuditLogPage { mut records, mut older, actors, actions, employee, zone } = log;
    // With a day that is none, nothing is shown rather than the wrong records.
    if !errors.is_empty() {
        records.clear();
        older = None;
    }
    let query = asked.query();
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.frame.audit_log, "/audit"),
        narrowed: !query.is_empty(),
        older: older.map(write_cursor),
        rows: records.into_iter().map(|record| Row::new(record, words, (signed_in.pen(), &zone))).collect(),
        actors,
        actions,
        employee,
        zone: zone.name().to_owned(),
        asked,
        errors,
        query,
    }))
}

async fn export(
    State(web): State<Web>,
    signed_in: SignedIn,
    uri: Uri,
    Query(asked): Query<AuditLogQuery>,
) -> Result<Response, PageError> {
    let Some(Ok(filter)) = asked.filter(&signed_in.words().audit) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    confirm::required_for_file(&web, &signed_in, &uri)?;
    let filter = AuditLogFilter { before: None, ..filter };
    let Some(pieces) = log::export(&web.store, signed_in.actor(), filter).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\""),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    fn english() -> &'static AuditWords {
        &AdminWords::of(OfficeLanguage::En).audit
    }

    #[test]
    fn a_cursor_is_read_back_and_nonsense_is_none() {
        let cursor = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), AuditId::from_bytes([7; 16]));
        assert_eq!(read_cursor(&write_cursor(cursor)), Some(cursor));
        for text in ["", ".", "1", "x.07070707-0707-0707-0707-070707070707", "1.7", "99999999999999999.x"] {
            assert_eq!(read_cursor(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_are_none_or_backwards_are_named() {
        let asked = |from: &str, to: &str| AuditLogQuery {
            from: from.to_owned(),
            to: to.to_owned(),
            ..AuditLogQuery::default()
        };
        let wrong = |asked: AuditLogQuery| {
            let errors = asked.filter(english()).unwrap().unwrap_err();
            [errors.of("from").map(str::to_owned), errors.of("to").map(str::to_owned)]
        };
        assert_eq!(
            wrong(asked("soon", "2026-02-30")),
            [Some(english().no_day.clone()), Some(english().no_day.clone())]
        );
        assert_eq!(wrong(asked("2026-03-02", "2026-03-01")), [None, Some(english().backwards.clone())]);
        assert!(asked("2026-03-01", "2026-03-01").filter(english()).unwrap().is_ok());
    }

    #[test]
    fn the_query_keeps_the_filter_and_nothing_else() {
        let asked = AuditLogQuery { actor: "Ana & Co".to_owned(), after: "1.x".to_owned(), ..AuditLogQuery::default() };
        assert_eq!(asked.query(), "actor=Ana+%26+Co");
    }
}
