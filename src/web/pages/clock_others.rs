//! Clocking for others on a shared device, by a user who has signed in there: with their name on it.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    layout::{Page, html},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{BreakKindId, DeviceRequestId, EmployeeId, IdentificationId, JobId},
        pen::Pen,
    },
    service::{
        StoreError,
        kiosks::{
            KioskRequest,
            clock::{self, Choice, Choices, Done, Next, Question},
            jobs::OfferedJob,
            people, supervisors,
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::OthersWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/who-is-in/clock", Audience::LEADS, show).post("/who-is-in/clock", Audience::LEADS, save)
}

#[derive(Template)]
#[template(path = "clock_others/people.html")]
struct PeoplePage {
    page: Page,
    /// Whether it is a device at which people clock.
    at_kiosk: bool,
    request: DeviceRequestId,
    find: String,
    people: Vec<(EmployeeId, String)>,
    more: bool,
}

#[derive(Deserialize)]
struct FindQuery {
    #[serde(default)]
    find: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(FindQuery { find }): Query<FindQuery>,
) -> Result<Response, PageError> {
    let request = DeviceRequestId::generate(&web.store.ids());
    let at = request_at(&web, &signed_in, request).await?;
    let at_kiosk = at.is_some();
    let names = match at {
        Some(at) => {
            let search = find.clone();
            web.store.read(move |tx| people::list_for_supervisor(tx, &at, &search)).await?
        }
        None => None,
    };
    let (people, more) = names.map(|names| (names.people, names.more)).unwrap_or_default();
    let page = Page::of(&signed_in, &signed_in.words().others.title, "/who-is-in");
    Ok(html(&PeoplePage { page, at_kiosk, request, find, people, more }))
}

/// The request as the device would send it; none where this browser is no device at which people clock.
async fn request_at(
    web: &Web,
    signed_in: &SignedIn,
    request: DeviceRequestId,
) -> Result<Option<KioskRequest>, StoreError> {
    let Some(device) = signed_in.session.device else { return Ok(None) };
    let (workspace, at) = (signed_in.session.user.workspace, web.store.now());
    let address = signed_in.visit.visitor.address.clone();
    web.store.read(move |tx| supervisors::find_place(tx, (workspace, device), request, (at, &address))).await
}

#[derive(Deserialize)]
struct ClockForm {
    #[serde(default)]
    request: String,
    #[serde(default)]
    employee: String,
    #[serde(default)]
    identification: String,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    job: String,
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<ClockForm>,
) -> Result<Response, PageError> {
    let Some(request) = DeviceRequestId::parse(&typed.request) else {
        return Ok(error::not_understood(&signed_in.visit));
    };
    let Some(at) = request_at(&web, &signed_in, request).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let identification = IdentificationId::parse(&typed.identification);
    let job = JobId::parse(&typed.job);
    let next = match (EmployeeId::parse(&typed.employee), identification, read_choice(&typed.choice)) {
        (Some(employee), _, _) => {
            let user = signed_in.session.user.clone();
            web.store.write(at.holds(), move |u| supervisors::clock_by_user(u, &at, &user, employee)).await?
        }
        (None, Some(id), choice) => {
            let user = signed_in.session.user.id;
            let go_on = web.store.write(at.holds(), move |u| {
                if !supervisors::is_theirs(u.tx, &at, user, id)? {
                    return Ok(Next::Gone);
                }
                match choice {
                    Some(choice) => clock::punch(u, &at, id, (choice, job)),
                    // The punch is made, and its job is named or left.
                    None => {
                        clock::set_job(u, &at, id, job).map(|set| if set.is_some() { Next::Left } else { Next::Gone })
                    }
                }
            });
            go_on.await?
        }
        (None, None, _) => return Ok(error::not_found(&signed_in.visit)),
    };
    Ok(answer(&web, &signed_in, next))
}

fn answer(web: &Web, signed_in: &SignedIn, next: Next) -> Response {
    let words = &signed_in.words().others;
    let note = match next {
        Next::Choose(choices) => return choose(web, signed_in, choices),
        Next::Done(done) if done.jobs.is_empty() => said(words, &done, signed_in.pen()),
        Next::Done(done) => return job(web, signed_in, done),
        Next::Break(_) | Next::Left => words.saved.clone(),
        Next::Gone => words.gone.clone(),
    };
    guard::go(web, "/who-is-in", &note)
}

/// That somebody is clocked, in a sentence.
fn said(words: &OthersWords, done: &Done, pen: &Pen) -> String {
    let time = pen.time(done.at, &done.zone);
    match done.way {
        Way::In => words.is_in(&done.name, time),
        Way::Out => words.is_out(&done.name, time),
    }
}

#[derive(Template)]
#[template(path = "clock_others/choose.html")]
struct ChoosePage {
    page: Page,
    request: DeviceRequestId,
    identification: IdentificationId,
    /// What there is to know before anything is pressed.
    intro: String,
    choices: Vec<(String, String)>,
    jobs: Vec<OfferedJob>,
    /// Whether a job alone is asked for, of a punch that is made.
    job_only: bool,
    job_required: bool,
}

fn choose(web: &Web, signed_in: &SignedIn, asked: Choices) -> Response {
    let Choices { identification, name, question, since, zone, choices, jobs, kinds, .. } = asked;
    let since = since.map(|since| signed_in.pen().moment(since, &zone)).unwrap_or_default();
    let words = &signed_in.words().others;
    let intro = match question {
        Some(Question::Forgotten) => words.forgotten(name, since),
        Some(Question::JustClocked) => words.just_clocked(name, since),
        None if since.is_empty() => words.absent(name),
        None => words.present(name, since),
    };
    html(&ChoosePage {
        page: Page::of(signed_in, &signed_in.words().others.title, "/who-is-in"),
        request: DeviceRequestId::generate(&web.store.ids()),
        identification,
        intro,
        choices: choices
            .into_iter()
            .filter(|one| *one != Choice::SwitchJob || !jobs.is_empty())
            .map(|one| (name_of(one), words.choice(one, &kinds)))
            .collect(),
        jobs,
        job_only: false,
        job_required: false,
    })
}

fn job(web: &Web, signed_in: &SignedIn, done: Done) -> Response {
    html(&ChoosePage {
        page: Page::of(signed_in, &signed_in.words().others.title, "/who-is-in"),
        request: DeviceRequestId::generate(&web.store.ids()),
        identification: done.identification,
        intro: said(&signed_in.words().others, &done, signed_in.pen()),
        choices: Vec::new(),
        job_only: true,
        job_required: done.job_required,
        jobs: done.jobs,
    })
}

impl OthersWords {
    fn choice(&self, choice: Choice, kinds: &[(BreakKindId, String)]) -> String {
        let words = match choice {
            Choice::In => &self.clock_in,
            Choice::Out => &self.clock_out,
            Choice::NewShift => &self.new_shift,
            Choice::SwitchJob => &self.switch_job,
            Choice::Keep => &self.keep,
            Choice::EndBreak => &self.end_break,
            Choice::StartBreak(kind) => {
                let name = kinds.iter().find(|(id, _)| *id == kind).map(|(_, name)| name.as_str());
                return self.start_break(name.unwrap_or_default());
            }
        };
        words.clone()
    }
}

fn name_of(choice: Choice) -> String {
    let name = match choice {
        Choice::In => "in",
        Choice::Out => "out",
        Choice::NewShift => "new_shift",
        Choice::SwitchJob => "switch_job",
        Choice::Keep => "keep",
        Choice::EndBreak => "end_break",
        Choice::StartBreak(kind) => return format!("{START_BREAK}{kind}"),
    };
    name.to_owned()
}

/// Before the id of the kind.
const START_BREAK: &str = "start_break:";

fn read_choice(name: &str) -> Option<Choice> {
    if let Some(kind) = name.strip_prefix(START_BREAK) {
        return BreakKindId::parse(kind).map(Choice::StartBreak);
    }
    let choices = [Choice::In, Choice::Out, Choice::NewShift, Choice::SwitchJob, Choice::Keep, Choice::EndBreak];
    choices.into_iter().find(|choice| name_of(*choice) == name)
}
