//! What is around every page: title, navigation, and what the last action had to say.

use askama::Template;
use axum::{
    http::Method,
    response::{Html, IntoResponse, Response},
};

use crate::{
    domain::user::Role,
    service::overview::frame::Waiting,
    web::{
        access::{self, shared_device},
        clock_notice::{self, ClockNotice},
        guard::{SignedIn, Visit},
    },
    wording::admin::{AdminWords, FrameWords},
};

/// A link of the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Its address.
    pub to: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Its symbol in `icons.svg`.
    pub icon: &'static str,
    /// Whether the page is in the section that it leads to.
    pub current: bool,
    /// What waits there, and in what words.
    pub waiting: Option<(usize, &'static str)>,
}

impl Link {
    /// How much waits there, in few letters.
    #[must_use]
    pub fn count(&self) -> Option<String> {
        let (count, _) = self.waiting.filter(|(count, _)| *count > 0)?;
        Some(if count > MOST_SHOWN { format!("{MOST_SHOWN}+") } else { count.to_string() })
    }

    /// In what words a count is read out.
    #[must_use]
    pub fn words(&self) -> &'static str {
        self.waiting.map_or("", |(_, words)| words)
    }
}

/// A larger count is not written out.
const MOST_SHOWN: usize = 999;

/// Links of the navigation that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// What the group is called; empty for the first one, which needs no name.
    pub name: &'static str,
    /// Those that the role may follow.
    pub links: Vec<Link>,
}

/// A link of the navigation: its address, what it is called, and its symbol.
type Place = (&'static str, fn(&FrameWords) -> &str, &'static str);

/// A group of the navigation, and its links.
type Section = (fn(&FrameWords) -> &str, &'static [Place]);

/// Where each section begins and what it is called, by group. A page names its place here by the address, which is
/// in the table of access as well: a link is shown to the roles that may follow it.
const NAVIGATION: [Section; 5] = [
    (|_| "", &[("/home", |words| &words.home, "home")]),
    (
        |words| &words.time_tracking,
        &[
            ("/who-is-in", |words| &words.who_is_in, "present"),
            ("/time-entries", |words| &words.time_entries, "entries"),
            ("/timesheets", |words| &words.timesheets, "sheet"),
            ("/time-tracking/phone-clocking", |words| &words.phone_clocking, "phone"),
            ("/time-tracking/kiosks", |words| &words.kiosks, "kiosk"),
            ("/time-tracking/locations", |words| &words.clock_locations, "place"),
        ],
    ),
    (
        |words| &words.payroll,
        &[
            ("/exceptions", |words| &words.exceptions, "flag"),
            ("/voice-checks", |words| &words.voice_checks, "voice"),
            ("/approvals", |words| &words.approvals, "approve"),
            ("/exports", |words| &words.exports, "export"),
            ("/reports", |words| &words.reports, "report"),
            ("/settings/payroll", |words| &words.payroll_settings, "pay"),
        ],
    ),
    (
        |words| &words.people_and_jobs,
        &[("/employees", |words| &words.employees, "people"), ("/jobs", |words| &words.jobs, "job")],
    ),
    (
        |words| &words.workspace,
        &[
            ("/settings", |words| &words.settings, "settings"),
            ("/users", |words| &words.users, "key"),
            ("/audit", |words| &words.audit_log, "history"),
        ],
    ),
];

/// What waits behind a link, and in what words it is read out.
fn waiting_at(to: &str, waiting: &Waiting, words: &'static FrameWords) -> Option<(usize, &'static str)> {
    match to {
        "/exceptions" => Some((waiting.exceptions, &words.open)),
        "/voice-checks" => Some((waiting.voice_checks + waiting.photos, &words.to_review)),
        "/approvals" => Some((waiting.approvals, &words.to_approve)),
        _ => None,
    }
}

/// Whether somebody may do what an address does: what their role lets them, and with a PIN alone little of it.
fn opens((role, by_pin): (Role, bool), method: &Method, path: &str) -> bool {
    access::allows(role, method, path) && (!by_pin || shared_device::is_open(method, path))
}

/// Where each section begins, and what it is called.
pub(super) fn links(words: &'static FrameWords) -> impl Iterator<Item = (&'static str, &'static str)> {
    NAVIGATION.into_iter().flat_map(|(_, links)| links).map(|(to, name, _)| (*to, name(words)))
}

fn navigation(whom: (Role, bool), here: &str, waiting: &Waiting, words: &'static FrameWords) -> Vec<Group> {
    let groups = NAVIGATION.into_iter().map(|(name, links)| {
        let links = links.iter().filter(|(to, _, _)| opens(whom, &Method::GET, to));
        let link = |&(to, name, icon): &Place| {
            let (name, current, waiting) = (name(words), to == here, waiting_at(to, waiting, words));
            Link { to, name, icon, current, waiting }
        };
        Group { name: name(words), links: links.map(link).collect() }
    });
    groups.filter(|group| !group.links.is_empty()).collect()
}

/// What the layout of every page needs.
#[derive(Debug, Clone)]
pub struct Page {
    /// What the page is called.
    pub title: String,
    /// What it says, in the language of whoever reads.
    pub words: &'static AdminWords,
    /// The token that every form on it carries.
    pub csrf: String,
    /// What the last action had to say, shown once.
    pub note: Option<String>,
    /// The name of whoever has signed in.
    pub user: Option<String>,
    /// Whether they have signed in on a shared device, where the next person may be the one who looks.
    pub is_shared: bool,
    /// The workspace's name, and the pay period that was chosen; only for who has signed in.
    pub employer: Option<(String, String)>,
    /// The links of the navigation; none for somebody who has not signed in.
    pub navigation: Vec<Group>,
    /// Whether it is the page about one's own account.
    pub is_account: bool,
    /// Whether it is a page of help.
    pub is_help: bool,
    /// What speaks against the gateway's clock.
    pub clock: Option<ClockNotice>,
    /// Whether whoever looks may say that the clock is right.
    pub may_say_clock_is_right: bool,
    /// What somebody who has signed in may do, and whether they have keyed a PIN alone.
    whom: Option<(Role, bool)>,
}

impl Page {
    /// A page for somebody who has signed in; `here` is where its section begins.
    #[must_use]
    pub fn of(signed_in: &SignedIn, title: &str, here: &str) -> Self {
        let user = &signed_in.session.user;
        let whom = (user.role, signed_in.visit.by_pin);
        Self {
            user: Some(user.name.clone()),
            is_shared: signed_in.session.device.is_some(),
            employer: Some((signed_in.frame.employer.clone(), signed_in.pen().period(signed_in.frame.period))),
            navigation: navigation(whom, here, &signed_in.frame.waiting, &signed_in.words().frame),
            is_account: here == "/account",
            is_help: here == "/help",
            clock: signed_in.visit.clock.clone(),
            may_say_clock_is_right: opens(whom, &Method::POST, clock_notice::CONFIRM_CLOCK_PATH),
            whom: Some(whom),
            ..Self::outside(&signed_in.visit, title)
        }
    }

    /// Whether whoever looks may open the page at this address, as the table of access has it. A link that leads nowhere
    /// is not shown.
    #[must_use]
    pub fn may(&self, path: &str) -> bool {
        self.whom.is_some_and(|whom| opens(whom, &Method::GET, path))
    }

    /// The same for a form that is sent to this address.
    #[must_use]
    pub fn may_send(&self, path: &str) -> bool {
        self.whom.is_some_and(|whom| opens(whom, &Method::POST, path))
    }

    /// A page for whoever comes, with the navigation for who has signed in.
    #[must_use]
    pub fn at(visit: &Visit, title: &str) -> Self {
        match SignedIn::new(visit.clone()) {
            Some(signed_in) => Self::of(&signed_in, title, ""),
            None => Self::outside(visit, title),
        }
    }

    /// A page for anybody.
    #[must_use]
    pub fn outside(visit: &Visit, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            words: visit.words(),
            csrf: visit.csrf.clone(),
            note: visit.note.clone(),
            user: None,
            is_shared: false,
            employer: None,
            navigation: Vec::new(),
            is_account: false,
            is_help: false,
            clock: None,
            may_say_clock_is_right: false,
            whom: None,
        }
    }
}

/// A rendered page, or the apology for one that could not be.
pub fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => super::apology::failed(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    fn english() -> &'static FrameWords {
        &AdminWords::of(OfficeLanguage::En).frame
    }

    #[test]
    fn every_link_of_the_navigation_is_an_address_that_is_served() {
        for (to, _, _) in NAVIGATION.into_iter().flat_map(|(_, links)| links) {
            assert!(access::audience(&Method::GET, to).is_some(), "{to}");
        }
    }

    #[test]
    fn a_role_sees_only_the_groups_that_have_something_for_it() {
        let names = |role| {
            navigation((role, false), "/jobs", &Waiting::default(), english())
                .into_iter()
                .map(|group| group.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(Role::Owner), ["", "Time Tracking", "Payroll", "People and jobs", "Workspace"]);
        assert_eq!(names(Role::Manager), ["", "Time Tracking", "Payroll", "People and jobs"]);
        let current = navigation((Role::Manager, false), "/jobs", &Waiting::default(), english())
            .into_iter()
            .flat_map(|group| group.links);
        assert_eq!(current.filter(|link| link.current).map(|link| link.to).collect::<Vec<_>>(), ["/jobs"]);
    }

    #[test]
    fn a_link_says_how_much_waits_and_nothing_of_nothing() {
        let waiting = Waiting { exceptions: 18, approvals: 3_000, ..Waiting::default() };
        let links: Vec<_> = navigation((Role::Payroll, false), "", &waiting, english())
            .into_iter()
            .flat_map(|group| group.links)
            .collect();
        let count = |to| links.iter().find(|link| link.to == to).unwrap().count();
        assert_eq!(count("/exceptions").as_deref(), Some("18"));
        assert_eq!((count("/voice-checks"), count("/exports")), (None, None));
        assert_eq!(count("/approvals").as_deref(), Some("999+"));
    }

    #[test]
    fn every_symbol_of_the_navigation_is_drawn() {
        let drawn = include_str!("../../../assets/icons.svg");
        for (_, _, icon) in NAVIGATION.into_iter().flat_map(|(_, links)| links) {
            assert!(drawn.contains(&format!("id=\"{icon}\"")), "{icon}");
        }
    }

    #[test]
    fn with_a_pin_alone_every_role_sees_who_is_in_and_the_time_entries() {
        for role in Role::ALL {
            let links = navigation((role, true), "/who-is-in", &Waiting::default(), english())
                .into_iter()
                .flat_map(|group| group.links);
            assert_eq!(links.map(|link| link.to).collect::<Vec<_>>(), ["/who-is-in", "/time-entries"], "{role:?}");
        }
    }
}
