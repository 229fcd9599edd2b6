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
    domain::{language::OfficeLanguage, search::begins_words_of},
    service::overview::search,
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::{AdminWords, SearchWords},
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

/// Other words by which a page is looked for: its address, and the words.
type Also = (&'static str, fn(&SearchWords) -> &str);

const ALSO: [Also; 15] = [
    ("/who-is-in", |words| &words.also_who_is_in),
    ("/time-entries", |words| &words.also_time_entries),
    ("/timesheets", |words| &words.also_timesheets),
    ("/time-tracking/phone-clocking", |words| &words.also_phone_clocking),
    ("/time-tracking/kiosks", |words| &words.also_kiosks),
    ("/exceptions", |words| &words.also_exceptions),
    ("/voice-checks", |words| &words.also_voice_checks),
    ("/approvals", |words| &words.also_approvals),
    ("/exports", |words| &words.also_exports),
    ("/settings/payroll", |words| &words.also_payroll_settings),
    ("/employees", |words| &words.also_employees),
    ("/jobs", |words| &words.also_jobs),
    ("/settings", |words| &words.also_settings),
    ("/users", |words| &words.also_users),
    ("/audit", |words| &words.also_audit_log),
];

/// Every page that can be found: its address, what it is called, and the words that it is found by.
fn places(words: &'static AdminWords) -> impl Iterator<Item = (&'static str, &'static str, String)> {
    let links = layout::links(&words.frame).chain([("/account", words.account.title.as_str())]);
    links.map(|(to, name)| {
        let also = ALSO.iter().find(|(of, _)| *of == to).map_or("", |(_, also)| also(&words.search));
        (to, name, format!("{name} {also}"))
    })
}

/// The pages that go by what was typed, in this language or in English.
fn find(words: &'static AdminWords, typed: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let in_english = places(AdminWords::of(OfficeLanguage::En)).map(|(.., english)| english);
    let found = places(words)
        .zip(in_english)
        .filter(move |((.., own), english)| begins_words_of(&format!("{own} {english}"), typed));
    found.map(|((to, name, _), _)| (to, name))
}

fn pages(page: &Page, typed: &str) -> Vec<FoundLink> {
    let found = find(page.words, typed).filter(|(to, _)| page.may(to));
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
    let words = signed_in.words();
    let page = Page::of(&signed_in, &words.frame.search, "");
    let (workspace, typed) = (signed_in.session.user.workspace, query.q.trim().to_owned());
    let wanted = typed.clone();
    let found = web.store.read(move |tx| search::look(tx, workspace, &wanted)).await?;
    let person = if page.may("/employees/{id}") { "/employees" } else { "/timesheets" };
    let people = found.people.into_iter().map(|(id, name, number, active)| FoundLink {
        to: format!("{person}/{id}"),
        name,
        more: [number.unwrap_or_default(), if active { String::new() } else { words.search.inactive.clone() }]
            .join(" ")
            .trim()
            .to_owned(),
    });
    let jobs = found.jobs.into_iter().filter(|_| page.may("/jobs/{id}/edit")).map(|(id, name, archived)| FoundLink {
        to: format!("/jobs/{id}/edit"),
        name,
        more: if archived { words.search.archived.clone() } else { String::new() },
    });
    let mut groups = vec![
        Group { name: &words.search.people, results: people.collect() },
        Group { name: &words.frame.jobs, results: jobs.collect() },
    ];
    if !typed.is_empty() {
        let topics = help::find(words, &typed).map(|topic| FoundLink {
            to: format!("/help/{}", topic.name),
            name: topic.title.to_owned(),
            more: String::new(),
        });
        groups.insert(0, Group { name: &words.search.pages, results: pages(&page, &typed) });
        groups.push(Group { name: &words.frame.help, results: topics.collect() });
    }
    groups.retain(|group| !group.results.is_empty());
    Ok(html(&SearchPage { page, typed, groups }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_those_of_pages_that_there_are() {
        for (to, _) in ALSO {
            assert!(layout::links(&AdminWords::of(OfficeLanguage::En).frame).any(|(known, _)| known == to), "{to}");
        }
    }

    #[test]
    fn whoever_reads_spanish_finds_pages_by_spanish_and_by_english_words() {
        let found = |language, typed| find(AdminWords::of(language), typed).map(|(to, _)| to).collect::<Vec<_>>();
        assert_eq!(found(OfficeLanguage::Es, "redondeo"), ["/settings/payroll"]);
        assert_eq!(found(OfficeLanguage::Es, "rounding"), ["/settings/payroll"]);
        assert!(found(OfficeLanguage::En, "redondeo").is_empty());
    }
}
