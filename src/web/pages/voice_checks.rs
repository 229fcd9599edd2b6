//! Voice checks: the list, the one screen on which they are heard, and the page that says what is never done.

mod detail;
mod review;

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::Response,
    routing::{get, post},
};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    error,
    field::Choice,
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::{
        ids::{EmployeeId, JobId, VoiceCheckId},
        voice_check::Verdict,
    },
    service::{
        reviews::{CheckPage, Narrowed, Place, Status},
        roster::workspaces,
    },
    web::{Web, guard::SignedIn},
};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/voice-checks", get(list))
        .route("/voice-checks/review", get(review::show))
        .route("/voice-checks/privacy", get(privacy))
        .route("/voice-checks/{id}", get(detail::show))
        .route("/voice-checks/{id}/keep", post(review::keep))
        .route("/voice-checks/{id}/played", post(review::played))
        .route("/voice-checks/{id}/verdict", post(review::judge))
        .route("/voice-checks/{id}/take-back", post(review::take_back))
        .route("/voice-checks/{id}/hold", post(detail::hold))
        .route("/voice-checks/{id}/release", post(detail::release))
}

/// Where the section begins.
const HERE: &str = "/voice-checks";

/// What the queue is narrowed to, as it was asked for; also in every form of the review, to go on with it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Narrow {
    /// `exceptions`, or empty.
    only: String,
    employee: String,
    job: String,
}

impl Narrow {
    /// `None` where an id is none.
    fn narrowed(&self) -> Option<Narrowed> {
        let employee = match self.employee.as_str() {
            "" => None,
            id => Some(EmployeeId::parse(id)?),
        };
        let job = match self.job.as_str() {
            "" => None,
            id => Some(JobId::parse(id)?),
        };
        Some(Narrowed { flagged_only: self.only == "exceptions", employee, job })
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let pairs = [("only", self.only.as_str()), ("employee", &self.employee), ("job", &self.job)];
        pairs.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// The page on which the review goes on.
    fn review(&self) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish();
        if query.is_empty() { "/voice-checks/review".to_owned() } else { format!("/voice-checks/review?{query}") }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Unheard where empty, `heard`, or the name of a verdict.
    status: String,
    only: String,
    /// A part of somebody's name or number.
    find: String,
    employee: String,
    job: String,
    after: String,
}

impl Asked {
    fn narrow(&self) -> Narrow {
        Narrow { only: self.only.clone(), employee: self.employee.clone(), job: self.job.clone() }
    }

    /// `None` where the status or the place is none.
    fn status(&self) -> Option<Status> {
        let place = match self.after.as_str() {
            "" => None,
            place => Some(read_place(place)?),
        };
        Some(match self.status.as_str() {
            "" => Status::Unheard { after: place },
            "heard" => Status::Heard { verdict: None, before: place.map(|(_, place)| place) },
            verdict => Status::Heard { verdict: Some(Verdict::parse(verdict)?), before: place.map(|(_, place)| place) },
        })
    }
}

/// A place in the list: whether something is amiss, milliseconds and an id.
fn write_place((flagged, (at, id)): (bool, Place)) -> String {
    format!("{}.{}.{id}", u8::from(flagged), at.as_millisecond())
}

fn read_place(place: &str) -> Option<(bool, Place)> {
    let (flagged, place) = place.split_once('.')?;
    let (at, id) = place.split_once('.')?;
    let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some((flagged == "1", (at, VoiceCheckId::parse(id)?)))
}

#[derive(Template)]
#[template(path = "voice_checks/list.html")]
struct ListPage {
    page: Page,
    found: CheckPage,
    statuses: Vec<Choice>,
    person: PersonFilter,
    /// The same list of everybody.
    everybody: String,
    jobs: Vec<Choice>,
    only_exceptions: bool,
    narrowed: bool,
    unheard: bool,
    review: String,
    more: Option<String>,
}

async fn list(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let list_of = |employee: String| {
        let mut query = form_urlencoded::Serializer::for_suffix("/voice-checks?".to_owned(), "/voice-checks?".len());
        query.append_pair("status", &asked.status);
        query.extend_pairs(Narrow { employee, ..asked.narrow() }.pairs());
        query.finish()
    };
    let typed = (asked.find.as_str(), asked.employee.as_str());
    let person = match PersonFilter::read(&web, workspace, typed, |id| list_of(id.to_string())).await {
        Ok(Some(person)) => person,
        Ok(None) => return error::not_found(&signed_in.visit),
        Err(problem) => return error::failed(&problem),
    };
    let employee = person.employee().map_or_else(String::new, |id| id.to_string());
    let narrow = Narrow { employee, ..asked.narrow() };
    let (Some(narrowed), Some(status)) = (narrow.narrowed(), asked.status()) else {
        return error::not_found(&signed_in.visit);
    };
    let found = web.gateway.list_voice_checks(workspace, narrowed, status).await;
    let found = match found {
        Ok(found) => found,
        Err(problem) => return error::failed(&problem),
    };
    let more = found.more.filter(|_| !person.is_open()).map(|place| {
        let mut query = form_urlencoded::Serializer::for_suffix("?".to_owned(), 1);
        query.extend_pairs(narrow.pairs());
        query.append_pair("status", &asked.status).append_pair("after", &write_place(place));
        query.finish()
    });
    let verdicts = Verdict::ALL.map(|verdict| (verdict.name(), verdict.title()));
    let statuses = [("", "Not heard yet"), ("heard", "Heard")].into_iter().chain(verdicts);
    let choices = |all: &str, named: Vec<(String, String)>, chosen: &str| {
        let mut choices = vec![Choice::new("", all, chosen)];
        choices.extend(named.into_iter().map(|(id, name)| Choice::new(&id, &name, chosen)));
        choices
    };
    let jobs = found.jobs.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    html(&ListPage {
        page: Page::of(&signed_in, "Voice checks", HERE),
        statuses: statuses.map(|(value, name)| Choice::new(value, name, &asked.status)).collect(),
        everybody: list_of(String::new()),
        person,
        jobs: choices("Any job", jobs, &asked.job),
        only_exceptions: narrowed.flagged_only,
        narrowed: narrowed != Narrowed::default(),
        unheard: matches!(status, Status::Unheard { .. }),
        review: narrow.review(),
        more,
        found,
    })
}

#[derive(Template)]
#[template(path = "voice_checks/privacy.html")]
struct PrivacyPage {
    page: Page,
    retention_days: u32,
    delete_at_provider: bool,
}

async fn privacy(State(web): State<Web>, signed_in: SignedIn) -> Response {
    let workspace = signed_in.session.user.workspace;
    match web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await {
        Ok(settings) => html(&PrivacyPage {
            page: Page::of(&signed_in, "What is done with voices, and what is not", HERE),
            retention_days: settings.retention_days,
            delete_at_provider: settings.delete_at_provider,
        }),
        Err(problem) => error::failed(&problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_and_nonsense_is_none() {
        let place = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), VoiceCheckId::from_bytes([7; 16]));
        for flagged in [false, true] {
            assert_eq!(read_place(&write_place((flagged, place))), Some((flagged, place)));
        }
        for text in ["", ".", "1", "1.2", "1.x.07070707-0707-0707-0707-070707070707", "1.5.7"] {
            assert_eq!(read_place(text), None, "{text}");
        }
    }

    #[test]
    fn the_review_goes_on_with_what_it_was_narrowed_to() {
        let narrow = Narrow { only: "exceptions".to_owned(), ..Narrow::default() };
        assert_eq!(narrow.review(), "/voice-checks/review?only=exceptions");
        assert_eq!(Narrow::default().review(), "/voice-checks/review");
        assert_eq!(Narrow { job: "x".to_owned(), ..Narrow::default() }.narrowed(), None);
    }
}
