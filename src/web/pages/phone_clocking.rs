//! Phone Clocking, under Time Tracking: the dial-in number, who can clock by phone, and the links that get them there.

mod chosen;
mod confirmations;
mod filter;
mod manage;
mod selection;
mod send_again;
mod texts;
mod words;

use askama::Template;
use axum::{extract::State, http::Method, response::Response};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use self::{confirmations::ConfirmationsView, filter::ListFilter};
use super::{
    error::PageError,
    field::EmptyForm,
    layout::{Page, html},
    number::Number,
    selection::PeopleFilter,
};
use crate::{
    domain::{ids::EmployeeId, pen::Pen, phone_status::PhoneStatus, workspace::Zone},
    service::{
        StoreError,
        credentials::rollout::{
            self, DueEmployee, LinkDelivery, RolloutCounts, RolloutRow, SentLink, TextStage, address, links,
        },
        kernel::texts::consents,
        roster::workspaces,
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::{AdminWords, PhoneWords},
};

/// Where the section begins.
const HERE: &str = "/time-tracking/phone-clocking";
const SEND_AGAIN: &str = "/time-tracking/phone-clocking/send-again";
const CHOSEN: &str = "/time-tracking/phone-clocking/chosen";
const EMAIL_LINKS: &str = "/time-tracking/phone-clocking/email-links";
/// Rows on one page.
const ROWS: usize = 50;
/// Names on one page of whom setup links are for.
const NAMES: usize = 200;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/phone-clocking", Audience::LEADS, list)
        .get("/time-tracking/phone-clocking/email-links", Audience::ADMINS, confirm)
        .post("/time-tracking/phone-clocking/email-links", Audience::ADMINS, email_links)
        .merge(chosen::routes())
        .merge(texts::routes())
        .merge(send_again::routes())
        .merge(manage::routes())
}

/// A phone status as a badge: its class and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Badge {
    class: &'static str,
    words: &'static str,
}

impl Badge {
    /// Where a link is out, how far its mail has come: "sent" is said of what a mail server has.
    fn new(person: &RolloutRow, phrases: &'static PhoneWords, now: jiff::Timestamp) -> Self {
        let status = person.status(now);
        let texted = person.link.as_ref().and_then(|link| link.text.as_ref());
        if let (PhoneStatus::LinkSent, Some((stage, _))) = (status, texted) {
            return Self::of_text(*stage, phrases);
        }
        let name = phrases.status_name(status);
        let (class, words): (_, &str) = match (status, person.link.as_ref().map(SentLink::delivery)) {
            (PhoneStatus::NotSetUp, _) => ("", name),
            (PhoneStatus::LinkExpired, _) => ("bad", name),
            (PhoneStatus::Ready, _) => ("good", name),
            (PhoneStatus::LinkSent, Some(LinkDelivery::Queued)) => ("warn", &phrases.link_queued),
            (PhoneStatus::LinkSent, Some(LinkDelivery::Waiting(_))) => ("bad", &phrases.link_waiting),
            (PhoneStatus::LinkSent, Some(LinkDelivery::Folder)) => ("bad", &phrases.link_in_folder),
            (PhoneStatus::LinkSent, Some(LinkDelivery::Failed(_))) => ("bad", &phrases.link_failed),
            (PhoneStatus::LinkSent, Some(LinkDelivery::Sent) | None) => ("warn", name),
        };
        Self { class, words }
    }

    /// Where the link was texted, how far the text has come.
    fn of_text(stage: TextStage, phrases: &'static PhoneWords) -> Self {
        let (class, words) = match stage {
            TextStage::Waiting => ("warn", &phrases.text_waiting),
            TextStage::Accepted => ("warn", &phrases.text_queued),
            TextStage::Sent => ("warn", &phrases.text_sent),
            TextStage::Delivered => ("warn", &phrases.text_delivered),
            TextStage::Undelivered => ("bad", &phrases.text_undelivered),
            TextStage::Failed => ("bad", &phrases.text_failed),
        };
        Self { class, words }
    }

    /// The same for a reset link that waits beside a PIN.
    fn of_reset(link: &SentLink, phrases: &'static PhoneWords) -> Self {
        let (class, words) = match link.delivery() {
            LinkDelivery::Queued => ("warn", &phrases.reset_queued),
            LinkDelivery::Waiting(_) => ("bad", &phrases.reset_waiting),
            LinkDelivery::Sent => ("warn", &phrases.reset_sent),
            LinkDelivery::Folder => ("bad", &phrases.reset_in_folder),
            LinkDelivery::Failed(_) => ("bad", &phrases.reset_failed),
        };
        Self { class, words }
    }
}

#[derive(Template)]
#[template(path = "phone_clocking/list.html")]
struct ListPage {
    page: Page,
    number: Option<Number>,
    may_change: bool,
    to_folder: bool,
    counts: RolloutCounts,
    button: String,
    text: String,
    choices: Vec<StatusOption>,
    /// How many have no PIN yet, and whether the list shows those.
    not_started: (usize, bool),
    /// The acts for several people, with their names.
    acts: [(&'static str, &'static str); 5],
    /// The filter as fields, for whom the acts are where nobody is selected.
    fields: Vec<(&'static str, String)>,
    /// How many the filter shows, on all pages.
    count: usize,
    /// Whether the list is narrowed, or does not begin at the beginning.
    narrowed: bool,
    rows: Vec<Row>,
    /// The page behind this one.
    next: Option<String>,
    /// Whether punches are confirmed, where this gateway sends texts.
    confirmations: Option<ConfirmationsView>,
}

/// A phone status to narrow the list to.
struct StatusOption {
    slug: &'static str,
    name: &'static str,
    count: usize,
    chosen: bool,
}

struct Row {
    id: EmployeeId,
    name: String,
    employee_number: Option<String>,
    has_address: bool,
    clock_id: Option<String>,
    is_new: bool,
    wants_link: bool,
    badge: Badge,
    /// The day on which they start, where that is still to come.
    starts: Option<Date>,
    /// A reset link that waits beside a PIN.
    reset: Option<Badge>,
    code_waits: bool,
    locked: bool,
    mail_problem: Option<String>,
    /// When the link that waits was made.
    invited: Option<String>,
}

#[derive(Deserialize)]
struct RolloutQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    after: String,
}

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<RolloutQuery>,
) -> Result<Response, PageError> {
    let user = &signed_in.session.user;
    let after = EmployeeId::parse(&query.after);
    let shown = ListFilter::new(&query.q, &query.status);
    let (status, filter) = (shown.status, shown.rollout(after));
    let (workspace, now) = (user.workspace, web.store.clock().time_for_ends());
    let read = web.store.read(move |tx| {
        let people = rollout::list(tx, workspace, &filter, now, ROWS + 1)?;
        Ok::<_, StoreError>((
            people,
            rollout::count(tx, workspace, now)?,
            rollout::count_filtered(tx, workspace, &filter, now)?,
            workspaces::get_settings(tx, workspace)?.zone,
            consents::find_confirmations(tx, workspace, None)?,
        ))
    });
    let (people, counts, count, zone, choice) = read.await?;
    let last = people.get(ROWS - 1).filter(|_| people.len() > ROWS);
    let next = last.map(|last| shown.address(Some(last.employee.id)));
    let not_started = counts.everybody() - counts.of(PhoneStatus::Ready);
    let words = signed_in.words();
    let rows = people
        .into_iter()
        .take(ROWS)
        .map(|person| Row::new(person, &words.phone, signed_in.pen(), (&zone, now)))
        .collect();
    let may_text = !web.services.texter.texting().senders.is_empty();
    let confirmations =
        may_text.then(|| ConfirmationsView::of_workspace(&choice, &words.texts, (signed_in.pen(), &zone)));
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.phone.title, HERE),
        confirmations,
        number: Number::new(&web),
        may_change: access::allows(user.role, &Method::POST, EMAIL_LINKS),
        to_folder: web.outbox.goes_to_folder(),
        button: words.rollout.email_links(counts.links_due),
        choices: PhoneStatus::ALL
            .map(|one| StatusOption {
                slug: one.slug(),
                name: words.phone.status_name(one),
                count: counts.of(one),
                chosen: status == Some(one),
            })
            .into(),
        counts,
        not_started: (not_started, shown.not_started),
        acts: chosen::buttons(&words.rollout),
        fields: shown.fields(),
        count,
        narrowed: shown.is_narrowed() || after.is_some(),
        text: shown.text,
        rows,
        next,
    }))
}

impl Row {
    fn new(person: RolloutRow, words: &'static PhoneWords, pen: &Pen, (zone, now): (&Zone, jiff::Timestamp)) -> Self {
        let status = person.status(now);
        let has_address = address(person.employee.details.email.as_deref()).is_some();
        let badge = Badge::new(&person, words, now);
        let link = person.link.as_ref();
        Self {
            invited: link
                .filter(|_| person.pin_set_at.is_none())
                .map(|link| words.link_of(pen.moment(link.made_at, zone))),
            starts: person.employee.details.starts_on.filter(|_| person.employee.is_pending(zone, now)),
            is_new: status == PhoneStatus::NotSetUp,
            wants_link: status.wants_link(),
            badge,
            reset: link
                .filter(|link| status == PhoneStatus::Ready && now < link.ends_at)
                .map(|link| Badge::of_reset(link, words)),
            mail_problem: link.and_then(|link| words.mail_problem(link)),
            id: person.employee.id,
            name: person.employee.details.name,
            employee_number: person.employee.details.employee_number,
            has_address,
            clock_id: person.clock_id.map(String::from),
            code_waits: person.code_ends_at.is_some(),
            locked: person.locked,
        }
    }
}

#[derive(Template)]
#[template(path = "phone_clocking/confirm.html")]
struct ConfirmPage {
    page: Page,
    get_one: NamePage,
    cannot: NamePage,
    button: String,
    to_folder: bool,
}

/// A page of names.
struct NamePage<T = DueEmployee> {
    named: Vec<T>,
    /// On all the pages.
    count: usize,
    from_start: bool,
    /// The last one here, where there are others behind.
    next: Option<EmployeeId>,
}

impl<T> NamePage<T> {
    /// Those behind `after`; from the start when that one is not here, such as somebody who was set up meanwhile.
    fn new(all: Vec<T>, after: &str, id: impl Fn(&T) -> EmployeeId) -> Self {
        let after = EmployeeId::parse(after);
        let skipped = all.iter().position(|named| Some(id(named)) == after).map_or(0, |place| place + 1);
        let count = all.len();
        let named: Vec<_> = all.into_iter().skip(skipped).take(NAMES).collect();
        let next = named.last().filter(|_| skipped + NAMES < count).map(id);
        Self { named, count, from_start: skipped == 0, next }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NamesCursors {
    after: String,
    cannot_after: String,
}

async fn confirm(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(cursors): Query<NamesCursors>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    let due = web.store.read(move |tx| rollout::list_links_due(tx, workspace, now)).await?;
    let count = due.get_one.len();
    let words = &signed_in.words().rollout;
    let button = words.email_links(count);
    let title = if count == 0 { &words.none_due_title } else { &button };
    Ok(html(&ConfirmPage {
        page: Page::of(&signed_in, title, HERE),
        get_one: NamePage::new(due.get_one, &cursors.after, |person| person.id),
        cannot: NamePage::new(due.cannot, &cursors.cannot_after, |person| person.id),
        button,
        to_folder: web.outbox.goes_to_folder(),
    }))
}

async fn email_links(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    // The work goes on when the browser goes away: half a roll-out would puzzle people.
    let (store, actor) = (web.store.clone(), signed_in.actor());
    let sent = web.tracker.spawn(async move { links::email_due(&store, actor).await });
    Ok(sent_links(&web, signed_in.words(), sent.await??))
}

/// Back to the list, with what becomes of so many links, which are queued.
fn sent_links(web: &Web, words: &AdminWords, count: usize) -> Response {
    let words = &words.rollout;
    let note = match (count, web.outbox.goes_to_folder()) {
        (0, _) => words.none_sent.clone(),
        (count, true) => words.sent_to_folder(count),
        (count, false) => words.being_sent(count),
    };
    guard::go(web, HERE, &note)
}
