//! Which people the list of Phone Clocking shows, as its address and its forms say it.

use super::HERE;
use crate::{
    domain::{ids::EmployeeId, phone_status::PhoneStatus},
    service::credentials::rollout::RolloutFilter,
    web::pages::selection::PeopleFilter,
};

/// What the address calls those who have no PIN yet.
pub(super) const NOT_STARTED: &str = "not-started";

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub(super) struct ListFilter {
    /// What is searched for; empty for everybody.
    pub text: String,
    pub status: Option<PhoneStatus>,
    /// Those who have no PIN yet.
    pub not_started: bool,
}

impl ListFilter {
    pub(super) fn new(text: &str, status: &str) -> Self {
        let text = text.trim().chars().take(100).collect();
        Self { text, status: PhoneStatus::parse(status), not_started: status == NOT_STARTED }
    }

    /// Whether it shows fewer than everybody.
    pub(super) const fn is_narrowed(&self) -> bool {
        !self.text.is_empty() || self.status.is_some() || self.not_started
    }

    /// The list, behind one of its people.
    pub(super) fn address(&self, after: Option<EmployeeId>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.fields());
        if let Some(after) = after {
            query.append_pair("after", &after.to_string());
        }
        let query = query.finish();
        if query.is_empty() { HERE.to_owned() } else { format!("{HERE}?{query}") }
    }

    pub(super) fn rollout(&self, after: Option<EmployeeId>) -> RolloutFilter {
        let Self { text, status, not_started } = self.clone();
        RolloutFilter { text, status, not_started, with_id: false, after }
    }
}

impl PeopleFilter for ListFilter {
    fn of_fields(fields: &[(String, String)]) -> Self {
        let field = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value);
        Self::new(field("q"), field("status"))
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let status = if self.not_started { NOT_STARTED } else { self.status.map_or("", PhoneStatus::slug) };
        [("q", self.text.clone()), ("status", status.to_owned())]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    fn list(&self) -> String {
        self.address(None)
    }
}
