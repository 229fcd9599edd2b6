//! Time entries by pay period: the list. One entry, adding and changing are in the rooms below.

mod add;
mod breaks;
mod entry;
pub(super) mod form;
mod record;
mod words;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::SelectOption,
    layout::{Page, html},
    pay_period::{PeriodSwitch, period_choice},
    places::PlaceView,
    sort::{SortLink, SortOrder},
    written::{WrittenHours, WrittenTime},
};
use crate::{
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, EntryId, JobId, LocationId},
        pen::Pen,
        voice_check::{Verdict, VoiceCheckStatus},
    },
    service::timesheets::{
        entry_list::{self, CheckState, Cursor, EntryFilter, EntryLine, EntryListPage, EntryStage, PlaceFilter},
        sheets::PeriodChoice,
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::{AdminWords, EntriesWords},
};

pub(super) const HERE: &str = "/time-entries";

/// The column that the list can be ordered by, in its address.
const CLOCK_IN: &str = "in";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-entries", Audience::SignedIn, show)
        .merge(add::routes())
        .merge(breaks::routes())
        .merge(entry::routes())
}

/// The filter as it was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EntryListQuery {
    /// A day of the pay period.
    #[serde(alias = "day")]
    from: String,
    find: String,
    employee: String,
    job: String,
    /// A location's id, or `none` for where no location was recognized.
    location: String,
    status: String,
    /// The order, as [`SortOrder`] reads it; the latest first where empty.
    sort: String,
    after: String,
}

/// A stage: what an address calls it, and what people do.
type NamedStage = (&'static str, fn(&EntriesWords) -> &str, EntryStage);

const STAGES: [NamedStage; 6] = [
    ("", |words| &words.all, EntryStage::All),
    ("open", |words| &words.open, EntryStage::Status(EntryStatus::Open)),
    ("closed", |words| &words.closed, EntryStage::Status(EntryStatus::Closed)),
    ("unfinished", |words| &words.unfinished_filter, EntryStage::Status(EntryStatus::Unfinished)),
    ("voided", |words| &words.voided, EntryStage::Voided),
    ("exceptions", |words| &words.with_exceptions, EntryStage::WithExceptions),
];

impl EntryListQuery {
    /// Reads the filter, in the period that was chosen on another page where none is asked for; `None` when an id, a day or
    /// a place in the list cannot be read.
    fn filter(&self, chosen: Option<Date>) -> Option<EntryFilter> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let period = period_choice(&self.from, chosen, PeriodChoice::Current)?;
        if matches!(period, PeriodChoice::Of(day) if !(2000..=9998).contains(&day.year())) {
            return None;
        }
        let employee = match given(&self.employee) {
            Some(id) => Some(EmployeeId::parse(&id)?),
            None => None,
        };
        let job = match given(&self.job) {
            Some(id) => Some(JobId::parse(&id)?),
            None => None,
        };
        let place = match given(&self.location).as_deref() {
            Some(UNRECOGNIZED) => Some(PlaceFilter::Unrecognized),
            Some(id) => Some(PlaceFilter::At(LocationId::parse(id)?)),
            None => None,
        };
        let after = match given(&self.after) {
            Some(cursor) => Some(read_cursor(&cursor)?),
            None => None,
        };
        let stage = STAGES.into_iter().find(|(name, _, _)| *name == self.status).map(|(_, _, stage)| stage)?;
        let earliest_first = self.order().is_some_and(|order| !order.descending);
        Some(EntryFilter { period, employee, search: self.find.clone(), job, place, stage, earliest_first, after })
    }

    fn order(&self) -> Option<SortOrder> {
        SortOrder::parse(&self.sort, &[CLOCK_IN])
    }

    /// What is asked for beside the period, the order and the place in the list.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("find", &self.find),
            ("employee", &self.employee),
            ("job", &self.job),
            ("location", &self.location),
            ("status", &self.status),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name, value.clone())).collect()
    }

    /// The order in an address, where one is asked for.
    fn kept_order(&self) -> Option<(&'static str, String)> {
        self.order().map(|order| ("sort", order.in_address()))
    }

    /// The list as a query, for a period and a place in it.
    fn link(&self, from: Date, order: Option<(&'static str, String)>, after: Option<Cursor>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &from.to_string()).extend_pairs(self.kept()).extend_pairs(order);
        if let Some(Cursor { work_date, in_at, id }) = after {
            query.append_pair("after", &format!("{work_date}.{}.{id}", in_at.as_millisecond()));
        }
        format!("?{}", query.finish())
    }

    fn is_narrowed(&self) -> bool {
        [&self.find, &self.employee, &self.job, &self.location, &self.status]
            .into_iter()
            .any(|value| !value.trim().is_empty())
    }
}

fn read_cursor(cursor: &str) -> Option<Cursor> {
    let mut parts = cursor.splitn(3, '.');
    Some(Cursor {
        work_date: parts.next()?.parse().ok()?,
        in_at: Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?,
        id: EntryId::parse(parts.next()?)?,
    })
}

#[derive(Template)]
#[template(path = "time_entries/list.html")]
struct ListPage {
    page: Page,
    query: EntryListQuery,
    list: EntryListPage,
    switch: PeriodSwitch,
    /// The column by which the list is ordered, and an address without an order.
    heads: [SortLink; 1],
    sort_base: String,
    earliest_first: bool,
    lines: Vec<EntryLineView>,
    jobs: Vec<SelectOption>,
    /// None where the workspace keeps no locations.
    locations: Option<Vec<SelectOption>>,
    /// Whether it is known of any entry here where it was clocked, or known of none.
    has_places: bool,
    statuses: Vec<SelectOption>,
    /// The first page of the period with the same filter.
    first: String,
    /// The next page.
    after: Option<String>,
    paged: bool,
    narrowed: bool,
}

/// An entry of the list, in words.
struct EntryLineView {
    entry: EntryLine,
    /// On the entry's wall clock.
    clocked_in: WrittenTime,
    clocked_out: Option<WrittenTime>,
    worked: Option<WrittenHours>,
    /// What unpaid breaks have taken from that.
    unpaid: Option<WrittenHours>,
    marks: Vec<&'static str>,
    /// What stands.
    exceptions: Vec<&'static str>,
    checks: Vec<CheckBadge>,
    places: Vec<PlaceView>,
}

impl EntryLineView {
    fn new(entry: EntryLine, pen: &Pen) -> Self {
        let words = AdminWords::of(pen.language);
        let zone = &entry.zone;
        let day = zone.local(entry.clocked_in).date();
        Self {
            clocked_in: WrittenTime::moment(pen, entry.clocked_in, zone),
            clocked_out: entry.clocked_out.map(|out| WrittenTime::on(pen, day, out, zone)),
            worked: entry.worked_secs.map(|secs| WrittenHours::new(pen, secs)),
            unpaid: Some(entry.unpaid_secs).filter(|secs| *secs != 0).map(|secs| WrittenHours::new(pen, secs)),
            marks: entry.marked.iter().filter_map(|how| words.punch_mark(how)).collect(),
            exceptions: entry.exceptions.iter().map(|kind| words.exception_kind(*kind)).collect(),
            places: PlaceView::of_entry(words, entry.places.iter()),
            checks: entry.checks.iter().map(|check| CheckBadge::new(&words.entries, check)).collect(),
            entry,
        }
    }
}

/// What became of one voice check, in words.
struct CheckBadge {
    /// Of the clock-in, or of the clock-out.
    way: &'static str,
    words: &'static str,
    /// A class of badges.
    look: &'static str,
}

impl CheckBadge {
    fn new(words: &'static EntriesWords, CheckState { way, status, verdict }: &CheckState) -> Self {
        let (said, look) = match (status, verdict) {
            (_, Some(verdict)) => {
                let look = match verdict {
                    Verdict::SamePerson => "good",
                    Verdict::NotThisPerson => "bad",
                    Verdict::CannotTell | Verdict::NobodySpeaks => "warn",
                };
                (words.verdict(*verdict), look)
            }
            (VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching | VoiceCheckStatus::Stored, None) => {
                (words.unjudged(*status), "")
            }
            (VoiceCheckStatus::Missing | VoiceCheckStatus::Refused, None) => (words.unjudged(*status), "warn"),
        };
        Self { way: words.way(way), words: said, look }
    }
}

/// How an address asks for entries of which a punch came from no location.
const UNRECOGNIZED: &str = "none";

fn locations(words: &AdminWords, all: &[(LocationId, String)], chosen: &str) -> Vec<SelectOption> {
    let named = all.iter().map(|(id, name)| SelectOption::new(&id.to_string(), name, chosen));
    [
        SelectOption::new("", &words.entries.any, chosen),
        SelectOption::new(UNRECOGNIZED, &words.places.unrecognized, chosen),
    ]
    .into_iter()
    .chain(named)
    .collect()
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<EntryListQuery>,
) -> Result<Response, PageError> {
    let Some(filter) = query.filter(signed_in.visit.period) else { return Ok(error::not_found(&signed_in.visit)) };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let (paged, earliest_first) = (filter.after.is_some(), filter.earliest_first);
    let found = web.store.read(move |tx| entry_list::list(tx, workspace, filter, now)).await?;
    let Some(mut list) = found else { return Ok(error::not_found(&signed_in.visit)) };
    let (words, pen) = (&signed_in.words().entries, signed_in.pen());
    let mut jobs = vec![SelectOption::new("", &words.any, &query.job)];
    jobs.extend(list.jobs.iter().map(|(id, name)| SelectOption::new(&id.to_string(), name, &query.job)));
    let from = list.period.days.from;
    let kept = query.kept().into_iter().chain(query.kept_order()).collect();
    let latest_first = SortOrder { column: CLOCK_IN, descending: true };
    let lines = std::mem::take(&mut list.lines).into_iter().map(|line| EntryLineView::new(line, pen));
    let lines: Vec<_> = lines.collect();
    Ok(html(&ListPage {
        locations: (!list.locations.is_empty()).then(|| locations(signed_in.words(), &list.locations, &query.location)),
        has_places: lines.iter().any(|line| !line.places.is_empty()),
        lines,
        page: Page::of(&signed_in, &words.title, HERE),
        statuses: STAGES
            .into_iter()
            .map(|(value, name, _)| SelectOption::new(value, name(words), &query.status))
            .collect(),
        switch: PeriodSwitch::new(HERE, kept, &list.period, pen),
        heads: [SortLink::new(CLOCK_IN, (&words.in_head, false), Some(query.order().unwrap_or(latest_first)))],
        sort_base: format!("{HERE}{}", query.link(from, None, None)),
        first: query.link(from, query.kept_order(), None),
        after: list.after.map(|after| query.link(from, query.kept_order(), Some(after))),
        narrowed: query.is_narrowed(),
        earliest_first,
        jobs,
        paged,
        query,
        list,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    #[test]
    fn a_place_in_the_list_is_read_back_from_its_address() {
        let id = "0196d1d8-0000-7000-8000-000000000001";
        let place = format!("2026-11-02.1760000000123.{id}");
        let query = EntryListQuery { after: place.clone(), find: "a&b".to_owned(), ..EntryListQuery::default() };
        let filter = query.filter(None).unwrap();
        let link = query.link("2026-11-01".parse().unwrap(), Some(("sort", "in".to_owned())), filter.after);
        assert_eq!(link, format!("?from=2026-11-01&find=a%26b&sort=in&after={place}"));
        for after in ["x", "2026-11-02", "2026-11-02.x.y", "2026-11-02.1", "-5.1.2"] {
            assert!(
                EntryListQuery { after: after.to_owned(), ..EntryListQuery::default() }.filter(None).is_none(),
                "{after}"
            );
        }
    }

    #[test]
    fn what_is_no_filter_is_no_page() {
        for query in [
            EntryListQuery { from: "today".to_owned(), ..EntryListQuery::default() },
            EntryListQuery { from: "-000001-01-01".to_owned(), ..EntryListQuery::default() },
            EntryListQuery { job: "roof".to_owned(), ..EntryListQuery::default() },
            EntryListQuery { location: "yard".to_owned(), ..EntryListQuery::default() },
            EntryListQuery { status: "late".to_owned(), ..EntryListQuery::default() },
        ] {
            assert!(query.filter(None).is_none(), "{query:?}");
        }
        assert!(EntryListQuery { status: "voided".to_owned(), ..EntryListQuery::default() }.filter(None).is_some());
    }

    #[test]
    fn a_verdict_says_more_than_the_recording() {
        let english = &AdminWords::of(OfficeLanguage::En).entries;
        let words =
            |status, verdict| CheckBadge::new(english, &CheckState { way: "in".to_owned(), status, verdict }).words;
        for verdict in Verdict::ALL {
            assert_eq!(words(VoiceCheckStatus::Stored, Some(verdict)), verdict.name());
        }
        assert_eq!(words(VoiceCheckStatus::Stored, None), "not reviewed yet");
        assert_eq!(words(VoiceCheckStatus::Stored, Some(Verdict::SamePerson)), "same person");
        assert_eq!(words(VoiceCheckStatus::Missing, None), "missing");
    }
}
