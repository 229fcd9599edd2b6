//! The audit log: every change by a person, and its export.

use askama::Template;
use axum::{
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::{Timestamp, civil};
use serde::Deserialize;

use super::layout::{Page, html};
use crate::{
    domain::ids::{AuditId, EmployeeId},
    service::audit::{AuditPage, Wanted},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/audit", Audience::ADMINS, show).get("/audit/export", Audience::ADMINS, export)
}

/// The filter as it was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    actor: String,
    action: String,
    about: String,
    employee: String,
    from: String,
    to: String,
    after: String,
}

/// What is wrong with the days.
#[derive(Debug, Default, PartialEq, Eq)]
struct Mistakes {
    from: Option<&'static str>,
    to: Option<&'static str>,
}

const NO_DAY: &str = "This is no day; write it like 2026-03-08.";
const BACKWARDS: &str = "This day lies before the first one.";

impl Asked {
    /// `None` where an id or a place in the list is none.
    fn wanted(&self) -> Option<Result<Wanted, Mistakes>> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |text: &str| given(text).map(|text| text.parse::<civil::Date>().map_err(|_| NO_DAY)).transpose();
        let employee = match given(&self.employee) {
            Some(id) => Some(EmployeeId::parse(&id)?),
            None => None,
        };
        let before = match given(&self.after) {
            Some(place) => Some(read_place(&place)?),
            None => None,
        };
        Some(match (day(&self.from), day(&self.to)) {
            (Ok(Some(from)), Ok(Some(to))) if to < from => Err(Mistakes { from: None, to: Some(BACKWARDS) }),
            (Ok(from), Ok(to)) => Ok(Wanted {
                from,
                to,
                actor: given(&self.actor),
                action: given(&self.action),
                about: given(&self.about),
                employee,
                before,
            }),
            (from, to) => Err(Mistakes { from: from.err(), to: to.err() }),
        })
    }

    /// The filter as a query, without the place in the list.
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

/// A place in a list that is ordered by time: milliseconds and an id.
fn write_place((at, id): (Timestamp, AuditId)) -> String {
    format!("{}.{id}", at.as_millisecond())
}

fn read_place(place: &str) -> Option<(Timestamp, AuditId)> {
    let (at, id) = place.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, AuditId::parse(id)?))
}

#[derive(Template)]
#[template(path = "audit_log.html")]
struct AuditLogPage {
    page: Page,
    asked: Asked,
    mistakes: Mistakes,
    log: AuditPage,
    narrowed: bool,
    query: String,
    older: Option<String>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let Some(wanted) = asked.wanted() else { return super::error::not_found(&signed_in.visit) };
    let (wanted, mistakes) = match wanted {
        Ok(wanted) => (wanted, Mistakes::default()),
        Err(mistakes) => (Wanted::default(), mistakes),
    };
    match web.gateway.list_audit(signed_in.session.user.workspace, wanted).await {
        Ok(Some(mut log)) => {
            // With a day that is none, nothing is shown rather than the wrong records.
            if mistakes != Mistakes::default() {
                log.records.clear();
                log.older = None;
            }
            let query = asked.query();
            html(&AuditLogPage {
                page: Page::of(&signed_in, "Audit log", "/audit"),
                narrowed: !query.is_empty(),
                older: log.older.map(write_place),
                asked,
                mistakes,
                log,
                query,
            })
        }
        Ok(None) => super::error::not_found(&signed_in.visit),
        Err(error) => super::error::failed(&error),
    }
}

async fn export(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let Some(Ok(wanted)) = asked.wanted() else { return super::error::not_found(&signed_in.visit) };
    match web.gateway.export_audit(signed_in.actor(), Wanted { before: None, ..wanted }).await {
        Ok(None) => super::error::not_found(&signed_in.visit),
        Ok(Some(pieces)) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\""),
            ];
            (headers, Body::from_stream(pieces)).into_response()
        }
        Err(error) => super::error::failed(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_and_nonsense_is_none() {
        let place = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), AuditId::from_bytes([7; 16]));
        assert_eq!(read_place(&write_place(place)), Some(place));
        for text in ["", ".", "1", "x.07070707-0707-0707-0707-070707070707", "1.7", "99999999999999999.x"] {
            assert_eq!(read_place(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_are_none_or_backwards_are_named() {
        let asked = |from: &str, to: &str| Asked { from: from.to_owned(), to: to.to_owned(), ..Asked::default() };
        let mistakes = |asked: Asked| asked.wanted().unwrap().unwrap_err();
        assert_eq!(mistakes(asked("soon", "2026-02-30")), Mistakes { from: Some(NO_DAY), to: Some(NO_DAY) });
        assert_eq!(mistakes(asked("2026-03-02", "2026-03-01")), Mistakes { from: None, to: Some(BACKWARDS) });
        assert!(asked("2026-03-01", "2026-03-01").wanted().unwrap().is_ok());
    }

    #[test]
    fn the_query_keeps_the_filter_and_nothing_else() {
        let asked = Asked { actor: "Ana & Co".to_owned(), after: "1.x".to_owned(), ..Asked::default() };
        assert_eq!(asked.query(), "actor=Ana+%26+Co");
    }
}
