//! Links by text message: queued in the transaction that makes the link, written and handed to the provider in the
//! background, and followed until the phone has them. Nobody is texted who has not agreed.

mod consent;
mod due;
mod reasons;

use std::sync::Arc;

use url::Url;

pub use self::{
    consent::{Consents, allow, find_consents},
    due::{TextPlan, TextRefusal, plan, text_these},
};
pub use crate::store::{
    text_consents::TextConsent,
    text_messages::{TextKind, TextMessage, TextStage},
};
use crate::{
    domain::{
        caller::E164,
        ids::{EmployeeId, TextId, WorkspaceId},
        language::Language,
        texting::Texting,
    },
    mail::TextLetter,
    provider::{ApiError, OutgoingText, Provider, TextError, TextProgress},
    service::kernel::{
        Store, Unit,
        task::{self, TaskCommit, TaskError, TaskKind},
    },
    store::{
        Hold, StoreError, Tx, employees,
        mails::{self, MailKind},
        text_messages, workspaces,
    },
};

/// A link in a text: as long as every other.
const SAMPLE_TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A text about a link.
pub(super) struct NewText {
    pub workspace: WorkspaceId,
    pub kind: TextKind,
    pub link: [u8; 16],
    pub employee: EmployeeId,
    pub recipient: E164,
}

/// Queues a text and the task that sends it. The token of its link is derived when it is written.
pub(super) fn queue(u: &mut Unit<'_>, new: NewText) -> Result<(), StoreError> {
    let NewText { workspace, kind, link, employee, recipient } = new;
    let id = TextId::generate(&u.ids);
    let text = TextMessage { id, workspace, kind, link, employee, recipient, stage: TextStage::Waiting, problem: None };
    text_messages::insert_text(u.tx, &text, u.now)?;
    task::queue(u, TaskKind::SendText, id)
}

/// Hands texts to the provider. Cheap to clone.
#[derive(Clone)]
pub struct Texter(Arc<Inner>);

struct Inner {
    store: Store,
    providers: Vec<Arc<dyn Provider>>,
    texting: Texting,
    /// Where the provider and browsers reach this gateway; no slash at the end.
    base: String,
}

/// What to do with a text.
enum NextText {
    Send { body: String, text: Box<TextMessage> },
    Drop(&'static str),
    Nothing,
}

impl Texter {
    /// A texter whose links lead to `public_url`.
    #[must_use]
    pub fn new(store: Store, providers: Vec<Arc<dyn Provider>>, texting: Texting, public_url: &Url) -> Self {
        let base = public_url.as_str().trim_end_matches('/').to_owned();
        Self(Arc::new(Inner { store, providers, texting, base }))
    }

    /// From what texts go, and what they cost.
    #[must_use]
    pub fn texting(&self) -> &Texting {
        &self.0.texting
    }

    /// What a text of this kind says, with a link as long as every other.
    #[must_use]
    pub fn sample(&self, kind: TextKind, employer: &str, language: Language) -> String {
        self.letter(kind, employer, SAMPLE_TOKEN).write(language).unwrap_or_default()
    }

    fn letter(&self, kind: TextKind, employer: &str, token: &str) -> TextLetter {
        let (employer, base) = (employer.to_owned(), &self.0.base);
        match kind {
            TextKind::SetupLink => TextLetter::SetupLink(employer, format!("{base}/setup/{token}")),
            TextKind::WorkerPage => TextLetter::WorkerPage(employer, format!("{base}/my/{token}")),
        }
    }

    /// Background work: writes a text and hands it over. A crash between that and the note of it sends it again.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn send(&self, id: TextId) -> Result<TaskCommit, TaskError> {
        let this = self.clone();
        let next = self.0.store.read(move |tx| this.find_next(tx, id)).await?;
        let (body, text) = match next {
            NextText::Nothing => return Ok(TaskCommit::nothing()),
            NextText::Drop(reason) => return Ok(fail(id, reason.to_owned())),
            NextText::Send { body, text } => (body, text),
        };
        let provider = self.0.providers.iter().find(|provider| provider.texts().is_some());
        let api = provider.and_then(|provider| Some((provider.name(), provider.texts()?)));
        let Some((name, api)) = api else {
            return Ok(fail(id, "this gateway’s telephone service sends no texts".to_owned()));
        };
        let Some(from) = self.0.texting.senders.of(&text.recipient) else {
            let reason = "no sender is set for the country of this number (PHONECLOCK_TEXT_SENDERS)";
            return Ok(fail(id, reason.to_owned()));
        };
        let status = format!("{}/voice/{name}/text/{id}", self.0.base);
        let outgoing = OutgoingText { to: &text.recipient, from, body: &body, status: &status };
        let now = self.0.store.now();
        match api.send_text(outgoing).await {
            Ok(provider_id) => {
                tracing::info!(text.id = %id, "a text was handed to the provider");
                metrics::counter!("phoneclock_texts_total", "outcome" => "accepted").increment(1);
                Ok(TaskCommit::new(Hold::Nothing, move |u| {
                    text_messages::set_provider_id(u.tx, id, &provider_id)?;
                    text_messages::set_stage(u.tx, id, (TextStage::Accepted, None), now).map(drop)
                }))
            }
            Err(TextError::Refused(code)) => {
                tracing::warn!(text.id = %id, code, "the provider refuses a text");
                let stopped = reasons::is_stop(code).then_some((text.workspace, text.employee));
                Ok(end(id, reasons::refused(Some(code)), stopped))
            }
            Err(TextError::TryAgain(error)) => {
                let reason = error.to_string();
                match error {
                    ApiError::Unusable(_) => Ok(fail(id, reason)),
                    ApiError::NotReady | ApiError::Unavailable(_) | ApiError::Credentials(_) => {
                        let problem = reason.clone();
                        let write = move |u: &mut Unit<'_>| text_messages::set_problem(u.tx, id, &problem);
                        self.0.store.write(Hold::Nothing, write).await?;
                        Err(TaskError::TryAgain(reason))
                    }
                }
            }
        }
    }

    fn find_next(&self, tx: &mut dyn Tx, id: TextId) -> Result<NextText, StoreError> {
        let Some(text) = text_messages::find_text(tx, id)?.filter(|text| text.stage == TextStage::Waiting) else {
            return Ok(NextText::Nothing);
        };
        let (store, kind) = (&self.0.store, mail_kind(text.kind));
        let Some(link) = mails::find_link(tx, kind, text.link)? else { return Ok(NextText::Drop("its link is gone")) };
        if link.used {
            return Ok(NextText::Drop("the link was used before the text was sent"));
        }
        if link.replaced {
            return Ok(NextText::Drop("replaced by a newer link"));
        }
        if link.ends_at <= store.clock().time_for_ends() {
            return Ok(NextText::Drop("the link expired before the text was sent"));
        }
        let employee = employees::get_employee(tx, text.workspace, text.employee)?;
        if !employee.active {
            return Ok(NextText::Drop("the person is no longer active"));
        }
        if !find_consents(tx, text.workspace, Some(text.employee))?.is_allowed() {
            return Ok(NextText::Drop("they no longer want texts"));
        }
        let employer = workspaces::get_workspace(tx, text.workspace)?.settings.name;
        let letter = self.letter(text.kind, &employer, &store.keys().token(&text.link));
        match letter.write(employee.details.language) {
            Ok(body) => Ok(NextText::Send { body, text: Box::new(text) }),
            Err(_) => Ok(NextText::Drop("the text cannot be written")),
        }
    }
}

/// The mail that carries the same kind of link.
const fn mail_kind(kind: TextKind) -> MailKind {
    match kind {
        TextKind::SetupLink => MailKind::SetupLink,
        TextKind::WorkerPage => MailKind::WorkerPage,
    }
}

/// Gives a text up after its last try.
#[must_use]
pub fn give_up(id: TextId, last_error: &str) -> TaskCommit {
    fail(id, format!("given up after 24 hours of trying: {last_error}"))
}

fn fail(id: TextId, reason: String) -> TaskCommit {
    end(id, reason, None)
}

/// Ends a text that will not arrive; whoever has answered STOP is texted no more.
fn end(id: TextId, reason: String, stopped: Option<(WorkspaceId, EmployeeId)>) -> TaskCommit {
    metrics::counter!("phoneclock_texts_total", "outcome" => "failed").increment(1);
    TaskCommit::new(Hold::Nothing, move |u| {
        if let Some(whom) = stopped {
            consent::stop(u, whom)?;
        }
        text_messages::set_stage(u.tx, id, (TextStage::Failed, Some(&reason)), u.now).map(drop)
    })
}

/// Notes how far a text has come, as the provider tells; what it tells late or twice changes nothing. False where there is
/// no such text.
pub fn note_progress(u: &mut Unit<'_>, id: TextId, progress: TextProgress) -> Result<bool, StoreError> {
    let Some(text) = text_messages::find_text(u.tx, id)? else { return Ok(false) };
    let (stage, code) = match progress {
        TextProgress::Accepted => (TextStage::Accepted, None),
        TextProgress::Sent => (TextStage::Sent, None),
        TextProgress::Delivered => (TextStage::Delivered, None),
        TextProgress::Undelivered(code) => (TextStage::Undelivered, Some(code)),
        TextProgress::Failed(code) => (TextStage::Failed, Some(code)),
    };
    let reason = code.map(reasons::refused);
    let is_news = text_messages::set_stage(u.tx, id, (stage, reason.as_deref()), u.now)?;
    if is_news && code.flatten().is_some_and(reasons::is_stop) {
        consent::stop(u, (text.workspace, text.employee))?;
    }
    Ok(true)
}
