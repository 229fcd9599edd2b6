//! Photos taken at kiosks: the list, the one screen on which they are looked at, one photo with its history, and the
//! picture itself.

mod beside;
mod detail;
mod image;
mod review;
mod view;
mod words;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use self::view::RowView;
pub(super) use self::{beside::beside, view::PhotoLine};
use super::{
    error::{self, PageError},
    field::SelectOption,
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::{ids::PhotoId, photo::VERDICTS},
    service::photos::{
        PhotoCursor,
        lists::{self, PhotoPage, PhotoStanding},
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/photos", Audience::PAYROLL, list)
        .get("/photos/review", Audience::PAYROLL, review::show)
        .get("/photos/{id}", Audience::PAYROLL, detail::show)
        .get("/photos/{id}/image", Audience::PAYROLL, image::image)
        .post("/photos/{id}/verdict", Audience::PAYROLL, review::judge)
        .post("/photos/{id}/take-back", Audience::PAYROLL, review::take_back)
        .post("/photos/{id}/hold", Audience::PAYROLL, detail::hold)
        .post("/photos/{id}/release", Audience::PAYROLL, detail::release)
}

/// Photos stand beside the voices, in their section.
const HERE: &str = "/voice-checks";
/// How the two lists are asked for that are none of a verdict.
const JUDGED: &str = "judged";
const MISSING: &str = "missing";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PhotoListQuery {
    /// Those to be looked at where empty, `judged`, `missing`, or the name of a verdict.
    status: String,
    /// A part of somebody's name or number.
    find: String,
    employee: String,
    after: String,
}

impl PhotoListQuery {
    /// Reads status and place; `None` when one of them cannot be read.
    fn standing(&self) -> Option<PhotoStanding> {
        let place = match self.after.as_str() {
            "" => None,
            place => Some(read_cursor(place)?),
        };
        Some(match self.status.as_str() {
            "" => PhotoStanding::Unseen(place),
            JUDGED => PhotoStanding::Judged(None, place),
            MISSING => PhotoStanding::Missing(place),
            name => PhotoStanding::Judged(Some(VERDICTS.into_iter().find(|verdict| verdict.name() == name)?), place),
        })
    }

    fn address(&self, employee: &str, after: Option<PhotoCursor>) -> String {
        let after = after.map(write_cursor).unwrap_or_default();
        let pairs = [("status", self.status.as_str()), ("employee", employee), ("after", &after)];
        let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
        if query.is_empty() { "/photos".to_owned() } else { format!("/photos?{query}") }
    }
}

/// A place in the list: milliseconds and an id.
fn write_cursor((at, id): PhotoCursor) -> String {
    format!("{}.{id}", at.as_millisecond())
}

fn read_cursor(place: &str) -> Option<PhotoCursor> {
    let (at, id) = place.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, PhotoId::parse(id)?))
}

#[derive(Template)]
#[template(path = "photos/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<RowView>,
    unseen: usize,
    share: u8,
    any_kiosk: bool,
    statuses: Vec<SelectOption>,
    person: PersonFilter,
    /// The same list of everybody.
    everybody: String,
    review: String,
    narrowed: bool,
    more: Option<String>,
}

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<PhotoListQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(&web, workspace, typed, |id| query.address(&id.to_string(), None)).await?;
    let (Some(person), Some(standing)) = (person, query.standing()) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let employee = person.employee();
    let found = web.store.read(move |tx| lists::list(tx, (workspace, employee), standing)).await?;
    let PhotoPage { rows, more, unseen, share, any_kiosk, zone } = found;
    let chosen = employee.map(|id| id.to_string()).unwrap_or_default();
    let all_words = signed_in.words();
    let words = &all_words.photos;
    let verdicts = VERDICTS.map(|verdict| (verdict.name(), all_words.review.verdict_title(verdict)));
    let statuses = [("", words.not_reviewed.as_str()), (JUDGED, &words.reviewed), (MISSING, &words.missing_ones)];
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.title, HERE),
        rows: rows.into_iter().map(|row| RowView::new(row, all_words, (&zone, signed_in.pen()))).collect(),
        unseen,
        share,
        any_kiosk,
        statuses: statuses
            .into_iter()
            .chain(verdicts)
            .map(|(value, name)| SelectOption::new(value, name, &query.status))
            .collect(),
        everybody: query.address("", None),
        more: more.filter(|_| !person.is_open()).map(|cursor| query.address(&chosen, Some(cursor))),
        narrowed: employee.is_some() || !query.status.is_empty(),
        person,
        review: review::address(&chosen),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_and_nonsense_is_none() {
        let place = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), PhotoId::from_bytes([7; 16]));
        assert_eq!(read_cursor(&write_cursor(place)), Some(place));
        for text in ["", ".", "1", "x.07070707-0707-0707-0707-070707070707", "5.7"] {
            assert_eq!(read_cursor(text), None, "{text}");
        }
        let asked = |status: &str| PhotoListQuery { status: status.to_owned(), ..PhotoListQuery::default() };
        assert_eq!(asked("nobody speaks").standing(), None, "no verdict of a photo");
        assert_eq!(asked("missing").address("", Some(place)).matches('&').count(), 1);
    }
}
