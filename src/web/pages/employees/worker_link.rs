//! The link to an employee's own page, as the office sees it: sent, how far it has come, and ended. Nobody in the office sees
//! the link itself: whoever has it can answer for the employee.

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkerLinkId},
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold,
        credentials::{
            CredentialError,
            rollout::{TextStage, address},
            worker_links::{self, WorkerLinkError, WorkerLinkState},
        },
        kernel::outbox::{MailStage, MailState},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::EmptyForm,
        },
        routes::Routes,
    },
    wording::admin::WorkerWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().post("/employees/{id}/page-link", Audience::ADMINS, send).post(
        "/employees/{id}/page-link/end",
        Audience::ADMINS,
        end,
    )
}

/// What the page of an employee says of the link to their own.
pub(super) struct WorkerLinkView {
    pub email: Option<String>,
    pub to_folder: bool,
    /// The link that there is, for the form.
    pub seen: Option<WorkerLinkId>,
    /// Until when it works, or when it ended.
    pub state: Option<String>,
    /// How far it has come.
    pub mail: Option<String>,
    /// Why it has not come further.
    pub problem: Option<String>,
    /// Whether it opens the page now.
    pub works: bool,
    /// Whether there is a number that it could be texted to.
    pub has_phone: bool,
}

impl WorkerLinkView {
    pub(super) fn new(
        (web, words): (&Web, &WorkerWords),
        employee: &Employee,
        found: Option<&WorkerLinkState>,
        (pen, zone): (&Pen, &Zone),
    ) -> Self {
        let now = web.store.clock().time_for_ends();
        let works = found.is_some_and(|found| now < found.link.ends_at);
        let (mail, problem) = match found {
            Some(WorkerLinkState { text: Some(text), .. }) => {
                (Some(texted(words, text.stage).to_owned()), text.problem.clone())
            }
            Some(found) => mail(words, found.mail.as_ref(), (pen, zone)),
            None => (None, None),
        };
        Self {
            email: address(employee.details.email.as_deref()).map(|email| email.to_string()),
            to_folder: web.outbox.goes_to_folder(),
            seen: found.map(|found| found.link.id),
            state: found.map(|found| {
                let end = pen.moment(found.link.ends_at, zone);
                if works { words.works_until(end) } else { words.expired(end) }
            }),
            mail,
            problem,
            works,
            has_phone: employee.details.phone.is_some(),
        }
    }
}

/// How far the text with a link has come.
fn texted(words: &WorkerWords, stage: TextStage) -> &str {
    match stage {
        TextStage::Waiting => &words.text_waiting,
        TextStage::Accepted => &words.text_accepted,
        TextStage::Sent => &words.text_sent,
        TextStage::Delivered => &words.text_delivered,
        TextStage::Undelivered | TextStage::Failed => &words.text_failed,
    }
}

/// How far the mail with a link has come, and why it has come no further.
fn mail(words: &WorkerWords, mail: Option<&MailState>, (pen, zone): (&Pen, &Zone)) -> (Option<String>, Option<String>) {
    let Some(mail) = mail else { return (Some(words.was_shown.clone()), None) };
    let sent = || mail.sent_at.map(|at| pen.moment(at, zone)).unwrap_or_default();
    match (mail.state, &mail.problem) {
        (MailStage::Sent, _) if mail.to_folder => (Some(words.mail_in_folder.clone()), None),
        (MailStage::Sent, _) => (Some(words.mail_sent(sent())), None),
        (MailStage::Waiting, None) => (Some(words.mail_waiting.clone()), None),
        (MailStage::Waiting, Some(problem)) => (None, Some(words.mail_problem(problem))),
        (MailStage::Failed, problem) => (None, Some(words.mail_failed(problem.as_deref().unwrap_or_default()))),
    }
}

#[derive(Deserialize)]
struct SendForm {
    /// The link that the page showed; empty for none.
    #[serde(default)]
    seen: String,
}

async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(SendForm { seen }): Form<SendForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, seen) = (signed_in.actor(), WorkerLinkId::parse(&seen));
    let write =
        web.store.write(Hold::Workspace(actor.workspace), move |u| worker_links::email_one(u, &actor, id, seen));
    let words = &signed_in.words().worker;
    let sent = if web.outbox.goes_to_folder() { &words.in_folder } else { &words.sending };
    outcome(&web, &signed_in, id, write.await.map(|()| sent.as_str()))
}

async fn end(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| worker_links::end(u, &actor, id));
    outcome(&web, &signed_in, id, write.await.map(|()| signed_in.words().worker.ended.as_str()))
}

fn outcome(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    done: Result<&str, WorkerLinkError>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().worker;
    let note = match done {
        Ok(note) => note,
        Err(WorkerLinkError::NoAddress) => &words.refused_address,
        Err(WorkerLinkError::SentMeanwhile) => &words.refused_meanwhile,
        Err(WorkerLinkError::NoLink) => &words.refused_no_link,
        Err(WorkerLinkError::Employee(CredentialError::Inactive)) => &words.refused_inactive,
        Err(WorkerLinkError::Employee(CredentialError::NoEmployee)) => return Ok(error::not_found(&signed_in.visit)),
        Err(
            failed @ WorkerLinkError::Employee(
                CredentialError::Store(_)
                | CredentialError::NotAPin(_)
                | CredentialError::Weak(_)
                | CredentialError::Hash(_)
                | CredentialError::NoPin
                | CredentialError::TextsStopped,
            ),
        ) => return Err(error::failed(&failed)),
    };
    Ok(guard::go(web, &format!("/employees/{id}"), note))
}
