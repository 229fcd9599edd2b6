//! What is around every page: title, navigation, the word about the last action.

use askama::Template;
use axum::{
    http::Method,
    response::{Html, IntoResponse, Response},
};

use super::clock::{self, ClockNotice};
use crate::{
    domain::user::Role,
    web::{
        access,
        guard::{SignedIn, Visit},
    },
};

/// A link of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub to: &'static str,
    pub name: &'static str,
    pub current: bool,
}

/// Links of the navigation that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    pub name: &'static str,
    pub links: Vec<Link>,
}

/// Where each section begins and what it is called, by group. A page names its place here by the address, which is
/// in the table of access as well: a link is shown to the roles that may follow it.
const NAVIGATION: [(&str, &[(&str, &str)]); 4] = [
    (
        "Time Tracking",
        &[
            ("/who-is-in", "Who is in"),
            ("/time-entries", "Time entries"),
            ("/timesheets", "Timesheets"),
            ("/time-tracking/phone-clocking", "Phone Clocking"),
        ],
    ),
    (
        "Payroll",
        &[
            ("/exceptions", "Exceptions"),
            ("/voice-checks", "Voice checks"),
            ("/approvals", "Approvals"),
            ("/exports", "Exports"),
            ("/reports", "Reports"),
            ("/settings/payroll", "Payroll settings"),
        ],
    ),
    ("People and jobs", &[("/employees", "Employees"), ("/jobs", "Jobs")]),
    ("Workspace", &[("/settings", "Settings"), ("/users", "Users"), ("/audit", "Audit log")]),
];

fn navigation(role: Role, here: &str) -> Vec<Group> {
    let groups = NAVIGATION.into_iter().map(|(name, links)| {
        let links = links.iter().filter(|(to, _)| access::allows(role, &Method::GET, to));
        Group { name, links: links.map(|&(to, name)| Link { to, name, current: to == here }).collect() }
    });
    groups.filter(|group| !group.links.is_empty()).collect()
}

/// What the layout of every page needs.
#[derive(Debug, Clone)]
pub struct Page {
    pub title: String,
    pub csrf: String,
    pub note: Option<String>,
    /// The name of whoever has signed in.
    pub user: Option<String>,
    pub navigation: Vec<Group>,
    /// Whether it is the page about one's own account.
    pub is_account: bool,
    /// What speaks against the gateway's clock.
    pub clock: Option<ClockNotice>,
    pub may_say_clock_is_right: bool,
    role: Option<Role>,
}

impl Page {
    /// A page for somebody who has signed in; `here` is where its section begins.
    #[must_use]
    pub fn of(signed_in: &SignedIn, title: &str, here: &str) -> Self {
        let user = &signed_in.session.user;
        Self {
            user: Some(user.name.clone()),
            navigation: navigation(user.role, here),
            is_account: here == "/account",
            clock: signed_in.visit.clock.clone(),
            may_say_clock_is_right: access::allows(user.role, &Method::POST, clock::RIGHT),
            role: Some(user.role),
            ..Self::outside(&signed_in.visit, title)
        }
    }

    /// Whether whoever looks may open the page at this address, as the table of access has it. A link that leads nowhere
    /// is not shown.
    #[must_use]
    pub fn may(&self, path: &str) -> bool {
        self.role.is_some_and(|role| access::allows(role, &Method::GET, path))
    }

    /// A page for whoever comes, with the navigation for who has signed in.
    #[must_use]
    pub fn at(visit: &Visit, title: &str) -> Self {
        match visit.session.clone() {
            Some(session) => Self::of(&SignedIn { visit: visit.clone(), session }, title, ""),
            None => Self::outside(visit, title),
        }
    }

    /// A page for anybody.
    #[must_use]
    pub fn outside(visit: &Visit, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            csrf: visit.csrf.clone(),
            note: visit.note.clone(),
            user: None,
            navigation: Vec::new(),
            is_account: false,
            clock: None,
            may_say_clock_is_right: false,
            role: None,
        }
    }
}

/// A rendered page, or the apology for one that could not be.
pub fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => super::error::failed(&error).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_of_the_navigation_is_an_address_that_is_served() {
        for (to, _) in NAVIGATION.into_iter().flat_map(|(_, links)| links) {
            assert!(access::audience(&Method::GET, to).is_some(), "{to}");
        }
    }

    #[test]
    fn a_role_sees_only_the_groups_that_have_something_for_it() {
        let names = |role| navigation(role, "/jobs").into_iter().map(|group| group.name).collect::<Vec<_>>();
        assert_eq!(names(Role::Owner), ["Time Tracking", "Payroll", "People and jobs", "Workspace"]);
        assert_eq!(names(Role::Manager), ["Time Tracking", "Payroll", "People and jobs"]);
        let current = navigation(Role::Manager, "/jobs").into_iter().flat_map(|group| group.links);
        assert_eq!(current.filter(|link| link.current).map(|link| link.to).collect::<Vec<_>>(), ["/jobs"]);
    }
}
