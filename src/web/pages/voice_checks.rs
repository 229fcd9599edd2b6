//! Voice checks: the list, the one screen on which they are heard, and the page that says what is never done.

mod detail;
mod review;
mod view;
mod words;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use self::view::RowView;
use super::{
    error::{self, PageError},
    field::SelectOption,
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::{
        ids::{EmployeeId, JobId, VoiceCheckId},
        voice_check::Verdict,
    },
    service::{
        photos::lists as photo_lists,
        roster::workspaces,
        voice_checks::{
            ReviewCursor, ReviewFilter, Risk,
            lists::{self, CheckPage, ReviewCounts, ReviewStatus},
        },
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/voice-checks", Audience::PAYROLL, list)
        .get("/voice-checks/review", Audience::PAYROLL, review::show)
        .get("/voice-checks/privacy", Audience::PAYROLL, privacy)
        .get("/voice-checks/{id}", Audience::PAYROLL, detail::show)
        .post("/voice-checks/{id}/keep", Audience::PAYROLL, review::keep)
        .post("/voice-checks/{id}/played", Audience::PAYROLL, review::played)
        .post("/voice-checks/{id}/verdict", Audience::PAYROLL, review::judge)
        .post("/voice-checks/{id}/take-back", Audience::PAYROLL, review::take_back)
        .post("/voice-checks/{id}/hold", Audience::PAYROLL, detail::hold)
        .post("/voice-checks/{id}/release", Audience::PAYROLL, detail::release)
}

/// Where the section begins.
const HERE: &str = "/voice-checks";

/// What the queue is narrowed to, as it was asked for; also in every form of the review, to go on with it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ReviewQuery {
    /// `exceptions`, or empty.
    only: String,
    employee: String,
    job: String,
}

impl ReviewQuery {
    /// Reads the filter; `None` when an id cannot be read.
    fn filter(&self) -> Option<ReviewFilter> {
        let employee = match self.employee.as_str() {
            "" => None,
            id => Some(EmployeeId::parse(id)?),
        };
        let job = match self.job.as_str() {
            "" => None,
            id => Some(JobId::parse(id)?),
        };
        Some(ReviewFilter { flagged_only: self.only == "exceptions", employee, job })
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
struct CheckListQuery {
    /// Unheard where empty, `heard`, or the name of a verdict.
    status: String,
    only: String,
    /// A part of somebody's name or number.
    find: String,
    employee: String,
    job: String,
    after: String,
}

impl CheckListQuery {
    fn review_query(&self) -> ReviewQuery {
        ReviewQuery { only: self.only.clone(), employee: self.employee.clone(), job: self.job.clone() }
    }

    /// Reads status and place; `None` when one of them cannot be read.
    fn status(&self) -> Option<ReviewStatus> {
        let place = match self.after.as_str() {
            "" => None,
            place => Some(read_cursor(place)?),
        };
        Some(match self.status.as_str() {
            "" => ReviewStatus::Unheard { after: place },
            "heard" => ReviewStatus::Heard { verdict: None, before: place.map(|(_, place)| place) },
            verdict => {
                ReviewStatus::Heard { verdict: Some(Verdict::parse(verdict)?), before: place.map(|(_, place)| place) }
            }
        })
    }
}

/// A place in the list: the risk, milliseconds and an id.
fn write_cursor((risk, (at, id)): (Risk, ReviewCursor)) -> String {
    format!("{}.{}.{id}", risk.number(), at.as_millisecond())
}

fn read_cursor(place: &str) -> Option<(Risk, ReviewCursor)> {
    let (number, place) = place.split_once('.')?;
    let risk = Risk::ALL.into_iter().find(|risk| risk.number().to_string() == number)?;
    let (at, id) = place.split_once('.')?;
    let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some((risk, (at, VoiceCheckId::parse(id)?)))
}

#[derive(Template)]
#[template(path = "voice_checks/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<RowView>,
    counts: ReviewCounts,
    /// Of the voice checks without exceptions, how many in a hundred are to be heard.
    share: u8,
    zone: String,
    statuses: Vec<SelectOption>,
    person: PersonFilter,
    /// The same list of everybody.
    everybody: String,
    jobs: Vec<SelectOption>,
    only_exceptions: bool,
    narrowed: bool,
    unheard: bool,
    /// Photos to be looked at.
    photos: usize,
    review: String,
    more: Option<String>,
}

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<CheckListQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let list_of = |employee: String| {
        let mut link = form_urlencoded::Serializer::for_suffix("/voice-checks?".to_owned(), "/voice-checks?".len());
        link.append_pair("status", &query.status);
        link.extend_pairs(ReviewQuery { employee, ..query.review_query() }.pairs());
        link.finish()
    };
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(&web, workspace, typed, |id| list_of(id.to_string())).await?;
    let Some(person) = person else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let employee = person.employee().map_or_else(String::new, |id| id.to_string());
    let review = ReviewQuery { employee, ..query.review_query() };
    let (Some(filter), Some(status)) = (review.filter(), query.status()) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let now = web.store.now();
    let found = web.store.read(move |tx| lists::list(tx, workspace, filter, status, now)).await?;
    let CheckPage { rows, more, counts, jobs, share, zone } = found;
    let more = more.filter(|_| !person.is_open()).map(|cursor| {
        let mut link = form_urlencoded::Serializer::for_suffix("?".to_owned(), 1);
        link.extend_pairs(review.pairs());
        link.append_pair("status", &query.status).append_pair("after", &write_cursor(cursor));
        link.finish()
    });
    let all_words = signed_in.words();
    let words = &all_words.voices;
    let verdicts = Verdict::ALL.map(|verdict| (verdict.name(), all_words.review.verdict_title(verdict)));
    let statuses = [("", words.not_reviewed.as_str()), ("heard", &words.reviewed_ones)].into_iter().chain(verdicts);
    let jobs = jobs.into_iter().map(|(id, name)| SelectOption::new(&id.to_string(), &name, &query.job));
    let unheard = match status {
        ReviewStatus::Unheard { .. } => true,
        ReviewStatus::Heard { .. } => false,
    };
    let photos = web.store.read(move |tx| photo_lists::count_unseen(tx, workspace)).await?;
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.title, HERE),
        photos,
        rows: rows.into_iter().map(|row| RowView::new(row, all_words, (&zone, signed_in.pen()))).collect(),
        counts,
        share,
        zone: zone.name().to_owned(),
        statuses: statuses.map(|(value, name)| SelectOption::new(value, name, &query.status)).collect(),
        everybody: list_of(String::new()),
        person,
        jobs: std::iter::once(SelectOption::new("", &words.any_job, &query.job)).chain(jobs).collect(),
        only_exceptions: filter.flagged_only,
        narrowed: filter != ReviewFilter::default(),
        unheard,
        review: review.review(),
        more,
    }))
}

#[derive(Template)]
#[template(path = "voice_checks/privacy.html")]
struct PrivacyPage {
    page: Page,
    retention_days: u32,
    photo_retention_days: u32,
    delete_at_provider: bool,
}

async fn privacy(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let settings = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    Ok(html(&PrivacyPage {
        page: Page::of(&signed_in, &signed_in.words().voices.privacy_title, HERE),
        retention_days: settings.retention_days,
        photo_retention_days: settings.photo_retention_days,
        delete_at_provider: settings.delete_at_provider,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_and_nonsense_is_none() {
        let place = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), VoiceCheckId::from_bytes([7; 16]));
        for risk in Risk::ALL {
            assert_eq!(read_cursor(&write_cursor((risk, place))), Some((risk, place)));
        }
        for text in ["", ".", "1", "1.2", "1.x.07070707-0707-0707-0707-070707070707", "1.5.7"] {
            assert_eq!(read_cursor(text), None, "{text}");
        }
    }

    #[test]
    fn the_review_goes_on_with_what_it_was_narrowed_to() {
        let query = ReviewQuery { only: "exceptions".to_owned(), ..ReviewQuery::default() };
        assert_eq!(query.review(), "/voice-checks/review?only=exceptions");
        assert_eq!(ReviewQuery::default().review(), "/voice-checks/review");
        assert_eq!(ReviewQuery { job: "x".to_owned(), ..ReviewQuery::default() }.filter(), None);
    }
}
