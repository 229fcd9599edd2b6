//! What is around every page: title, navigation, the word about the last action.

use askama::Template;
use axum::{
    http::Method,
    response::{Html, IntoResponse, Response},
};

use crate::web::{
    access,
    guard::{SignedIn, Visit},
};

/// A link of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub to: &'static str,
    pub name: &'static str,
    pub current: bool,
}

const NAVIGATION: [(&str, &str); 7] = [
    ("/who-is-in", "Who is in"),
    ("/employees", "Employees"),
    ("/jobs", "Jobs"),
    ("/time-tracking/phone-clocking", "Phone Clocking"),
    ("/settings", "Settings"),
    ("/users", "Users"),
    ("/audit", "Audit log"),
];

/// What the layout of every page needs.
#[derive(Debug, Clone)]
pub struct Page {
    pub title: String,
    pub csrf: String,
    pub note: Option<String>,
    /// The name of whoever has signed in.
    pub user: Option<String>,
    pub links: Vec<Link>,
}

impl Page {
    /// A page for somebody who has signed in; `here` is where its section begins.
    #[must_use]
    pub fn of(signed_in: &SignedIn, title: &str, here: &str) -> Self {
        let role = signed_in.session.user.role;
        let links = NAVIGATION
            .into_iter()
            .filter(|(to, _)| access::allows(role, &Method::GET, to))
            .map(|(to, name)| Link { to, name, current: to == here })
            .collect();
        Self { user: Some(signed_in.session.user.name.clone()), links, ..Self::outside(&signed_in.visit, title) }
    }

    /// A page for anybody.
    #[must_use]
    pub fn outside(visit: &Visit, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            csrf: visit.csrf.clone(),
            note: visit.note.clone(),
            user: None,
            links: Vec::new(),
        }
    }
}

/// A rendered page, or the apology for one that could not be.
pub fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => super::error::failed(&error),
    }
}
