//! What the list of employees is asked for: narrowed, and from where on.

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        language::Language,
    },
    service::{
        StoreError,
        roster::{
            employees::{Cursor, EmployeeFilter},
            workspaces,
        },
    },
    web::{Web, pages::selection::PeopleFilter},
};

/// What the list was asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EmployeeListQuery {
    pub(super) q: String,
    /// Active where empty, `pending`, `inactive` or `all`.
    pub(super) status: String,
    pub(super) language: String,
    /// Of the PIN for the phone: `yes` or `no`.
    pub(super) pin: String,
    after: String,
    before: String,
}

impl EmployeeListQuery {
    /// Whom it lets through on this day.
    pub(super) fn filter(&self, today: Date) -> EmployeeFilter {
        let (active, starts_after) = match self.status.as_str() {
            "all" => (None, None),
            "inactive" => (Some(false), None),
            "pending" => (Some(true), Some(today)),
            _ => (Some(true), None),
        };
        let has_pin = match self.pin.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let language = Language::parse(&self.language);
        EmployeeFilter { search: self.q.clone(), active, language, has_pin, starts_after }
    }

    pub(super) fn cursor(&self) -> Cursor<EmployeeId> {
        match (EmployeeId::parse(&self.after), EmployeeId::parse(&self.before)) {
            (Some(id), _) => Cursor::After(id),
            (None, Some(id)) => Cursor::Before(id),
            (None, None) => Cursor::Start,
        }
    }

    /// The same list in an address, from another employee on.
    pub(super) fn in_address(&self, side: Option<(&str, EmployeeId)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.fields());
        if let Some((side, id)) = side {
            query.append_pair(side, &id.to_string());
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

impl PeopleFilter for EmployeeListQuery {
    fn of_fields(fields: &[(String, String)]) -> Self {
        let of =
            |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value).to_owned();
        let (after, before) = (String::new(), String::new());
        Self { q: of("q"), status: of("status"), language: of("language"), pin: of("pin"), after, before }
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let kept = [("q", &self.q), ("status", &self.status), ("language", &self.language), ("pin", &self.pin)];
        kept.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
    }

    fn list(&self) -> String {
        format!("/employees{}", self.in_address(None))
    }
}

/// The day that it is in the workspace.
pub(super) async fn today(web: &Web, workspace: WorkspaceId) -> Result<Date, StoreError> {
    let settings = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    Ok(settings.zone.local(web.store.now()).date())
}
