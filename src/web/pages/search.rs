//! Search over everything: pages, help, people and jobs. A page of its own, and what the command palette shows.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error::PageError,
    help,
    layout::{self, Page, html},
};
use crate::{
    domain::search::begins_words_of,
    service::overview::search,
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/search", Audience::SignedIn, show)
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    typed: String,
    groups: Vec<Group>,
}

/// Results of one kind.
struct Group {
    name: &'static str,
    results: Vec<FoundLink>,
}

/// Something that was found.
struct FoundLink {
    to: String,
    name: String,
    more: String,
}

/// Other words by which pages are looked for.
const ALSO: &[(&str, &str)] = &[
    ("/who-is-in", "present board clocked in"),
    ("/time-entries", "punches shifts history"),
    ("/timesheets", "hours totals"),
    ("/time-tracking/phone-clocking", "setup links pin roll out cards number"),
    ("/time-tracking/kiosks", "tablets devices badges"),
    ("/exceptions", "missing clock out problems claims"),
    ("/voice-checks", "recordings listen review names"),
    ("/approvals", "approve lock sign off"),
    ("/exports", "payroll file adp gusto paychex quickbooks csv download"),
    ("/settings/payroll", "overtime pay period rounding"),
    ("/employees", "people workers staff import"),
    ("/jobs", "sites codes projects"),
    ("/settings", "time zone language dates retention workspace"),
    ("/users", "admins managers roles invite password"),
    ("/audit", "trail changes who did"),
];

fn pages(page: &Page, typed: &str) -> Vec<FoundLink> {
    let mut links: Vec<_> = layout::links(&page.words.frame).collect();
    links.push(("/account", &page.words.account.title));
    let fits = |to: &str, name: &str| {
        let also = ALSO.iter().find(|(of, _)| *of == to).map_or("", |(_, words)| words);
        begins_words_of(&format!("{name} {also}"), typed)
    };
    let found = links.into_iter().filter(|(to, name)| page.may(to) && fits(to, name));
    found.map(|(to, name)| FoundLink { to: to.to_owned(), name: name.to_owned(), more: String::new() }).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SearchQuery {
    q: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<SearchQuery>,
) -> Result<Response, PageError> {
    let page = Page::of(&signed_in, "Search", "");
    let (workspace, typed) = (signed_in.session.user.workspace, query.q.trim().to_owned());
    let wanted = typed.clone();
    let found = web.store.read(move |tx| search::look(tx, workspace, &wanted)).await?;
    let person = if page.may("/employees/{id}") { "/employees" } else { "/timesheets" };
    let people = found.people.into_iter().map(|(id, name, number, active)| FoundLink {
        to: format!("{person}/{id}"),
        name,
        more: [number.unwrap_or_default(), if active { String::new() } else { "inactive".to_owned() }]
            .join(" ")
            .trim()
            .to_owned(),
    });
    let jobs = found.jobs.into_iter().filter(|_| page.may("/jobs/{id}/edit")).map(|(id, name, archived)| FoundLink {
        to: format!("/jobs/{id}/edit"),
        name,
        more: if archived { "archived".to_owned() } else { String::new() },
    });
    let mut groups =
        vec![Group { name: "People", results: people.collect() }, Group { name: "Jobs", results: jobs.collect() }];
    if !typed.is_empty() {
        let topics = help::find(&typed).map(|topic| FoundLink {
            to: format!("/help/{}", topic.name),
            name: topic.title.to_owned(),
            more: String::new(),
        });
        groups.insert(0, Group { name: "Pages", results: pages(&page, &typed) });
        groups.push(Group { name: "Help", results: topics.collect() });
    }
    groups.retain(|group| !group.results.is_empty());
    Ok(html(&SearchPage { page, typed, groups }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::Language, wording::admin::AdminWords};

    #[test]
    fn other_words_are_those_of_pages_that_there_are() {
        for (to, _) in ALSO {
            assert!(layout::links(&AdminWords::of(Language::En).frame).any(|(known, _)| known == *to), "{to}");
        }
    }
}
