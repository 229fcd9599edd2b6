//! Time entries by pay period: the list. One entry, adding and changing are in the rooms below.

mod add;
mod entry;
mod typed;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use super::{
    field::Choice,
    layout::{Page, html},
};
use crate::{
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, EntryId, JobId},
    },
    service::entry_list::{EntryPage, Place, Stage, Wanted},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) const HERE: &str = "/time-entries";

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-entries", Audience::SignedIn, show).merge(add::routes()).merge(entry::routes())
}

/// The filter as it was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A day of the pay period.
    day: String,
    find: String,
    employee: String,
    job: String,
    status: String,
    after: String,
}

const STAGES: [(&str, &str, Stage); 6] = [
    ("", "All", Stage::All),
    ("open", "Open", Stage::Status(EntryStatus::Open)),
    ("closed", "Closed", Stage::Status(EntryStatus::Closed)),
    ("unfinished", "Unfinished: no clock-out", Stage::Status(EntryStatus::Unfinished)),
    ("voided", "Voided", Stage::Voided),
    ("exceptions", "With exceptions", Stage::WithExceptions),
];

impl Asked {
    /// `None` where an id, a day or a place in the list is none.
    fn wanted(&self) -> Option<Wanted> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = match given(&self.day) {
            Some(day) => Some(day.parse::<Date>().ok().filter(|day| (2000..=9998).contains(&day.year()))?),
            None => None,
        };
        let employee = match given(&self.employee) {
            Some(id) => Some(EmployeeId::parse(&id)?),
            None => None,
        };
        let job = match given(&self.job) {
            Some(id) => Some(JobId::parse(&id)?),
            None => None,
        };
        let after = match given(&self.after) {
            Some(place) => Some(read_place(&place)?),
            None => None,
        };
        let stage = STAGES.into_iter().find(|(name, _, _)| *name == self.status).map(|(_, _, stage)| stage)?;
        Some(Wanted { day, employee, search: self.find.clone(), job, stage, after })
    }

    /// The filter as a query, for a day and a place in its list.
    fn query(&self, day: Date, after: Option<Place>) -> String {
        let fields = [("find", &self.find), ("employee", &self.employee), ("job", &self.job), ("status", &self.status)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("day", &day.to_string());
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        if let Some(Place { work_date, in_at, id }) = after {
            query.append_pair("after", &format!("{work_date}.{}.{id}", in_at.as_millisecond()));
        }
        format!("?{}", query.finish())
    }

    fn is_narrowed(&self) -> bool {
        [&self.find, &self.employee, &self.job, &self.status].into_iter().any(|value| !value.trim().is_empty())
    }
}

fn read_place(place: &str) -> Option<Place> {
    let mut parts = place.splitn(3, '.');
    Some(Place {
        work_date: parts.next()?.parse().ok()?,
        in_at: Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?,
        id: EntryId::parse(parts.next()?)?,
    })
}

#[derive(Template)]
#[template(path = "time_entries/list.html")]
struct ListPage {
    page: Page,
    asked: Asked,
    list: EntryPage,
    jobs: Vec<Choice>,
    statuses: Vec<Choice>,
    previous: String,
    next: String,
    /// The first page of the period with the same filter.
    first: String,
    /// The next page.
    after: Option<String>,
    paged: bool,
    narrowed: bool,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let Some(wanted) = asked.wanted() else { return super::error::not_found(&signed_in.visit) };
    let paged = wanted.after.is_some();
    let list = match web.gateway.list_entry_page(signed_in.session.user.workspace, wanted).await {
        Ok(Some(list)) => list,
        Ok(None) => return super::error::not_found(&signed_in.visit),
        Err(error) => return super::error::failed(&error),
    };
    let mut jobs = vec![Choice::new("", "Any", &asked.job)];
    jobs.extend(list.jobs.iter().map(|(id, name)| Choice::new(&id.to_string(), name, &asked.job)));
    html(&ListPage {
        page: Page::of(&signed_in, "Time entries", HERE),
        statuses: STAGES.into_iter().map(|(value, name, _)| Choice::new(value, name, &asked.status)).collect(),
        previous: asked.query(list.previous, None),
        next: asked.query(list.next, None),
        first: asked.query(list.period.from, None),
        after: list.after.map(|after| asked.query(list.period.from, Some(after))),
        narrowed: asked.is_narrowed(),
        jobs,
        paged,
        asked,
        list,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_back_from_its_address() {
        let id = "0196d1d8-0000-7000-8000-000000000001";
        let place = format!("2026-11-02.1760000000123.{id}");
        let asked = Asked { after: place.clone(), find: "a&b".to_owned(), ..Asked::default() };
        let wanted = asked.wanted().unwrap();
        let query = asked.query("2026-11-01".parse().unwrap(), wanted.after);
        assert_eq!(query, format!("?day=2026-11-01&find=a%26b&after={place}"));
        for after in ["x", "2026-11-02", "2026-11-02.x.y", "2026-11-02.1", "-5.1.2"] {
            assert!(Asked { after: after.to_owned(), ..Asked::default() }.wanted().is_none(), "{after}");
        }
    }

    #[test]
    fn what_is_no_filter_is_no_page() {
        for asked in [
            Asked { day: "today".to_owned(), ..Asked::default() },
            Asked { day: "-000001-01-01".to_owned(), ..Asked::default() },
            Asked { job: "roof".to_owned(), ..Asked::default() },
            Asked { status: "late".to_owned(), ..Asked::default() },
        ] {
            assert!(asked.wanted().is_none(), "{asked:?}");
        }
        assert!(Asked { status: "voided".to_owned(), ..Asked::default() }.wanted().is_some());
    }
}
