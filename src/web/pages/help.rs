//! Help: a page for each task, and one with the terms.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    error::{self, PageError},
    layout::{Page, html},
};
use crate::{
    domain::search::begins_words_of,
    web::{access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/help", Audience::SignedIn, list).get("/help/{topic}", Audience::SignedIn, show)
}

/// A page of help.
pub(super) struct Topic {
    /// In its address.
    pub name: &'static str,
    /// What it is called: what somebody wants to do.
    pub title: &'static str,
    /// What is in it, in a sentence; also what it is found by.
    about: &'static str,
    /// The page, as markup of our own.
    text: &'static str,
}

/// Makes the topics from files below `templates/help`.
macro_rules! topics {
    ($(($name:literal, $title:literal, $about:literal),)+) => {
        &[$(Topic { name: $name, title: $title, about: $about, text: include_str!(concat!("../../../templates/help/", $name, ".html")) }),+]
    };
}

const TOPICS: &[Topic] = topics![
    ("start", "Set up a new workspace", "The order of the first steps, from people to the first export."),
    (
        "roll-out",
        "Get people onto the phone",
        "Setup links by email, one-time codes, wallet cards, and what to do about people who have not started."
    ),
    (
        "calling",
        "What people hear and key in",
        "The call step by step, wrong PINs, forgotten clock-outs, and hanging up early."
    ),
    ("kiosks", "Set up a kiosk", "Connect a tablet, choose how people identify themselves, and print badges."),
    ("exceptions", "Resolve exceptions", "Forgotten clock-outs, missing jobs, claims, and what blocks payroll."),
    (
        "voice-checks",
        "Review voice checks",
        "Which recordings come first, what the verdicts mean, and how long recordings are kept."
    ),
    (
        "hours",
        "How hours and overtime are counted",
        "Pay periods, workweeks, rounding, daylight saving, and night shifts."
    ),
    (
        "payday",
        "From exceptions to the payroll file",
        "Approve hours, reopen them, export them, and export differences."
    ),
    (
        "roles",
        "Who can see and change what",
        "Owners, admins, managers and payroll, and passwords that are asked again."
    ),
    (
        "terms",
        "Terms used on these pages",
        "Blocking, clocked, employee says, paid, claim, batch and others, in a sentence each."
    ),
];

/// The topics that are about what was typed.
pub(super) fn find(typed: &str) -> impl Iterator<Item = &'static Topic> {
    TOPICS.iter().filter(move |topic| begins_words_of(&format!("{} {}", topic.title, topic.about), typed))
}

#[derive(Template)]
#[template(path = "help/list.html")]
struct ListPage {
    page: Page,
    topics: &'static [Topic],
}

#[derive(Template)]
#[template(path = "help/topic.html")]
struct TopicPage {
    page: Page,
    topic: &'static Topic,
}

async fn list(signed_in: SignedIn) -> Response {
    html(&ListPage { page: Page::of(&signed_in, "Help", "/help"), topics: TOPICS })
}

async fn show(signed_in: SignedIn, Path(name): Path<String>) -> Result<Response, PageError> {
    let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    Ok(html(&TopicPage { page: Page::of(&signed_in, topic.title, "/help"), topic }))
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;

    #[test]
    fn topics_are_found_by_what_they_are_about() {
        let names = |typed: &str| find(typed).map(|topic| topic.name).collect::<Vec<_>>();
        assert_eq!(names("overtime"), ["hours"]);
        assert_eq!(names("badges"), ["kiosks"]);
        assert!(names("quux").is_empty());
    }

    #[test]
    fn every_link_in_help_leads_somewhere() {
        for topic in TOPICS {
            for to in topic.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let (path, part) = to.split_once('#').unwrap_or((to, ""));
                let known = match path.strip_prefix("/help/") {
                    Some(name) => TOPICS.iter().any(|topic| {
                        topic.name == name && (part.is_empty() || topic.text.contains(&format!("id=\"{part}\"")))
                    }),
                    None => crate::web::access::audience(&Method::GET, path).is_some(),
                };
                assert!(known, "{to} in {}", topic.name);
            }
        }
    }
}
