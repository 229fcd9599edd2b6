//! Who is in: the board, and the stream that says when it has changed.

use std::{convert::Infallible, time::Duration};

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use axum_extra::extract::Query;
use futures::stream;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    error::PageError,
    kiosk_locks::{LockRow, UNLOCK},
    kiosk_silence::SilenceRow,
    layout::{Page, html},
    places::PlaceView,
    written::WrittenTime,
};
use crate::{
    domain::{
        ids::{EmployeeId, EntryId},
        pen::Pen,
        time_text::hours_and_minutes,
    },
    service::{
        StoreError,
        access::{WebSession, sessions},
        kiosks::{locks, silent},
        timesheets::board::{self, Board, BoardEntry, BoardWatcher},
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::{AdminWords, BoardWords, Markup},
};

/// How often a quiet stream shows that it lives, and looks whether its session still does.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

pub(super) fn routes() -> Routes {
    Routes::new().get("/who-is-in", Audience::SignedIn, show).get("/who-is-in/events", Audience::SignedIn, events)
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    page: Page,
    as_of: String,
    zone: String,
    /// How many are in, on all the pages, and how many of them for too long.
    how_many: Markup,
    is_empty: bool,
    present: Vec<Row>,
    /// Whether anybody's place is known, or known to be none.
    has_places: bool,
    next: Option<EmployeeId>,
    /// Whether it is the first page.
    from_start: bool,
    /// Those who are locked at a kiosk, for whoever may unlock them.
    locks: Vec<LockRow>,
    /// Where unlocking leads back to.
    locks_next: &'static str,
    /// Kiosks of which something may still come.
    silence: Vec<SilenceRow>,
}

/// Somebody who is in.
struct Row {
    employee: EmployeeId,
    name: String,
    job: Option<String>,
    since: WrittenTime,
    how_long: String,
    /// Since when, and what kind of break it is.
    on_break: Option<(String, String)>,
    channel: String,
    late: bool,
    entry: EntryId,
    can_call: bool,
    /// Where they are, or that nothing says so; none where nobody has looked.
    place: Option<PlaceView>,
}

impl Row {
    fn new(present: BoardEntry, now: Timestamp, all: &'static AdminWords, pen: &Pen) -> Self {
        let words = &all.board;
        let place = PlaceView::new(all, present.whereabouts, present.location.as_deref());
        let BoardEntry { employee, name, job, since: from, zone, channel, late, entry, can_call, on_break, .. } =
            present;
        let on_break = on_break.map(|(begun, kind)| (pen.since(begun, &zone, now), kind));
        let since = WrittenTime::since(pen, from, &zone, now);
        let channel = match channel.as_str() {
            "phone" => words.by_phone.clone(),
            "kiosk" => words.by_kiosk.clone(),
            "admin" => words.by_admin.clone(),
            _ => channel,
        };
        let how_long = hours_and_minutes(now.duration_since(from).as_secs());
        Self { employee, name, job, since, how_long, on_break, channel, late, entry, can_call, place }
    }
}

fn how_many(board: &Board, words: &BoardWords) -> Markup {
    let hours = board.late_after.as_hours();
    match (board.count, board.late) {
        (1, 0) => words.one_in(1_u8),
        (1, late) => words.one_in_late(1_u8, late, hours),
        (count, 0) => words.several_in(count),
        (count, late) => words.several_in_late(count, late, hours),
    }
}

#[derive(Deserialize)]
struct BoardQuery {
    #[serde(default)]
    after: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<BoardQuery>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let after = EmployeeId::parse(&query.after);
    let page = Page::of(&signed_in, &signed_in.words().frame.who_is_in, "/who-is-in");
    let may_unlock = page.may_send(UNLOCK);
    let read = web.store.read(move |tx| {
        let locks = if may_unlock { locks::list(tx, workspace, now)? } else { Vec::new() };
        let silent = silent::list(tx, workspace, now)?;
        Ok::<_, StoreError>((board::list(tx, workspace, after, now)?, locks, silent))
    });
    let (board, locks, silent) = read.await?;
    let how_many = how_many(&board, &page.words.board);
    let Board { as_of, zone, count, present, next, .. } = board;
    let rows = present.into_iter().map(|one| Row::new(one, as_of, page.words, signed_in.pen()));
    let present: Vec<_> = rows.collect();
    Ok(html(&BoardPage {
        page,
        locks: locks.into_iter().map(|lock| LockRow::new(lock, &zone, signed_in.pen())).collect(),
        locks_next: "/who-is-in",
        silence: SilenceRow::list(silent, signed_in.pen()),
        as_of: signed_in.pen().time(as_of, &zone),
        zone: zone.name().to_owned(),
        how_many,
        is_empty: count == 0,
        has_places: present.iter().any(|row| row.place.is_some()),
        present,
        next,
        from_start: after.is_none(),
    }))
}

async fn events(State(web): State<Web>, signed_in: SignedIn) -> Response {
    let too_many = &signed_in.words().board.too_many;
    let session = signed_in.session;
    let Some(watcher) = web.boards.watch(session.user.workspace, session.user.id) else {
        let later = [(header::RETRY_AFTER, "30")];
        return (StatusCode::TOO_MANY_REQUESTS, later, format!("{too_many}\n")).into_response();
    };
    let watch = Watch { watcher, web, session, begun: false };
    // Some reverse proxies collect a response before they pass it on.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    (unbuffered, Sse::new(stream::unfold(watch, Watch::next))).into_response()
}

struct Watch {
    watcher: BoardWatcher,
    web: Web,
    session: WebSession,
    begun: bool,
}

impl Watch {
    /// The next event; the stream ends with the session, and with the program.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        if !self.begun {
            self.begun = true;
            return Some((Ok(Event::default().comment("watching")), self));
        }
        let event = tokio::select! {
            biased;
            () = self.web.stop.cancelled() => return None,
            () = self.watcher.changed() => Event::default().event("changed").data("now"),
            () = tokio::time::sleep(KEEP_ALIVE) => Event::default().comment("still here"),
        };
        self.may_go_on().await.then_some((Ok(event), self))
    }

    /// Whether the session that watches still holds. Watching does not prolong it.
    async fn may_go_on(&self) -> bool {
        let user = &self.session.user;
        let (workspace, id, now) = (user.workspace, user.id, self.web.store.clock().time_for_ends());
        let sessions = self.web.store.read(move |tx| sessions::list(tx, workspace, Some(id), now)).await;
        let is_this = |session: &WebSession| session.id == self.session.id && session.user.active;
        sessions.is_ok_and(|sessions| sessions.iter().any(is_this))
    }
}
