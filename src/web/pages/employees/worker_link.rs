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
        time_text::moment,
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
    pub(super) fn new(web: &Web, employee: &Employee, found: Option<&WorkerLinkState>, zone: &Zone) -> Self {
        let now = web.store.clock().time_for_ends();
        let works = found.is_some_and(|found| now < found.link.ends_at);
        let (mail, problem) = match found {
            Some(WorkerLinkState { text: Some(text), .. }) => {
                (Some(texted(text.stage).to_owned()), text.problem.clone())
            }
            Some(found) => mail(found.mail.as_ref(), zone),
            None => (None, None),
        };
        Self {
            email: address(employee.details.email.as_deref()).map(|email| email.to_string()),
            to_folder: web.outbox.goes_to_folder(),
            seen: found.map(|found| found.link.id),
            state: found.map(|found| {
                let end = moment(found.link.ends_at, zone);
                if works { format!("works until {end}") } else { format!("expired {end}") }
            }),
            mail,
            problem,
            works,
            has_phone: employee.details.phone.is_some(),
        }
    }
}

/// How far the text with a link has come.
const fn texted(stage: TextStage) -> &'static str {
    match stage {
        TextStage::Waiting => "The text is being sent.",
        TextStage::Accepted => "The provider has the text.",
        TextStage::Sent => "The text was sent.",
        TextStage::Delivered => "The text was delivered.",
        TextStage::Undelivered | TextStage::Failed => "The text did not arrive.",
    }
}

/// How far the mail with a link has come, and why it has come no further.
fn mail(mail: Option<&MailState>, zone: &Zone) -> (Option<String>, Option<String>) {
    let Some(mail) = mail else { return (Some("It was shown when they chose their PIN.".to_owned()), None) };
    let sent = || mail.sent_at.map(|at| moment(at, zone)).unwrap_or_default();
    match (mail.state, &mail.problem) {
        (MailStage::Sent, _) if mail.to_folder => {
            (Some("The email is in the outbox folder; it does not reach anybody from there.".to_owned()), None)
        }
        (MailStage::Sent, _) => (Some(format!("The mail server has had the email since {}.", sent())), None),
        (MailStage::Waiting, None) => (Some("The email is being sent.".to_owned()), None),
        (MailStage::Waiting, Some(problem)) => (None, Some(format!("Waiting: {problem}"))),
        (MailStage::Failed, problem) => (None, Some(format!("Not sent: {}", problem.as_deref().unwrap_or_default()))),
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
    let sent = if web.outbox.goes_to_folder() {
        "The link is written to the outbox folder, and nobody gets it by email. It works for 30 days."
    } else {
        "The link is being sent. It works for 30 days."
    };
    outcome(&web, &signed_in, id, write.await.map(|()| sent))
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
    outcome(&web, &signed_in, id, write.await.map(|()| "The link no longer works."))
}

fn outcome(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    done: Result<&str, WorkerLinkError>,
) -> Result<Response, PageError> {
    let note = match done {
        Ok(note) => note,
        Err(WorkerLinkError::NoAddress) => "This employee has no email address that mail can be sent to.",
        Err(WorkerLinkError::SentMeanwhile) => "Another link was sent a moment ago; nothing was sent again.",
        Err(WorkerLinkError::NoLink) => "There was no link any more.",
        Err(WorkerLinkError::Employee(CredentialError::Inactive)) => "Nothing was sent: this employee is not active.",
        Err(WorkerLinkError::Employee(CredentialError::NoEmployee)) => return Ok(error::not_found(&signed_in.visit)),
        Err(
            failed @ WorkerLinkError::Employee(
                CredentialError::Store(_)
                | CredentialError::NotAPin(_)
                | CredentialError::Weak(_)
                | CredentialError::Hash(_)
                | CredentialError::NoPin,
            ),
        ) => return Err(error::failed(&failed)),
    };
    Ok(guard::go(web, &format!("/employees/{id}"), note))
}
