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
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::layout::{Page, html};
use crate::{
    domain::ids::EmployeeId,
    service::board::{Board, Watcher},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
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
    board: Board,
    /// Whether it is the first page.
    from_start: bool,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: String,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let after = EmployeeId::parse(&asked.after);
    match web.gateway.list_present(signed_in.session.user.workspace, after).await {
        Ok(board) => {
            let page = Page::of(&signed_in, "Who is in", "/who-is-in");
            html(&BoardPage { page, board, from_start: after.is_none() })
        }
        Err(error) => super::error::failed(&error),
    }
}

async fn events(State(web): State<Web>, signed_in: SignedIn) -> Response {
    let session = &signed_in.session;
    let Some(watcher) = web.gateway.watch_board(session.user.workspace, session.user.id, session.id) else {
        let later = [(header::RETRY_AFTER, "30")];
        return (StatusCode::TOO_MANY_REQUESTS, later, "You watch the board in too many places; close one of them.\n")
            .into_response();
    };
    let watch = Watch { watcher, stop: web.stop, begun: false };
    // Some reverse proxies collect a response before they pass it on.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    (unbuffered, Sse::new(stream::unfold(watch, Watch::next))).into_response()
}

struct Watch {
    watcher: Watcher,
    stop: CancellationToken,
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
            () = self.stop.cancelled() => return None,
            () = self.watcher.changed() => Event::default().event("changed").data("now"),
            () = tokio::time::sleep(KEEP_ALIVE) => Event::default().comment("still here"),
        };
        self.watcher.may_go_on().await.then_some((Ok(event), self))
    }
}
