//! Text messages: queued in the transaction that causes them, written and handed to the provider in the background, and
//! followed until the phone has them. Nobody is texted who has not agreed.

pub(in crate::service) mod confirmations;
pub mod consents;
mod reasons;
pub mod replies;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::{
    Store, Unit,
    alerts::told,
    task::{self, TaskCommit, TaskError, TaskKind},
};
pub use crate::store::text_messages::{Addressee, TextAbout, TextKind, TextMessage, TextStage};
use crate::{
    domain::{
        caller::E164,
        ids::{AlertLetterId, EmployeeId, TextId, UserId, WorkspaceId},
        language::Language,
        texting::{TextRoute, TextSender, Texting},
    },
    mail::TextLetter,
    provider::{ApiError, OutgoingText, Provider, TextCause, TextError, TextProgress, TextStatus},
    store::{
        Hold, StoreError, Tx, alert_choices, alert_letters, employees,
        mails::{self, MailKind},
        text_messages, text_replies, users, workspaces,
    },
};

/// A link in a text: as long as every other.
const SAMPLE_TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Queues a text and the task that sends it.
pub(in crate::service) fn queue(
    u: &mut Unit<'_>,
    workspace: WorkspaceId,
    about: TextAbout,
    recipient: E164,
) -> Result<(), StoreError> {
    queue_after(u, (workspace, about), recipient, SignedDuration::ZERO)
}

/// The same for a text that has to wait for something else.
fn queue_after(
    u: &mut Unit<'_>,
    (workspace, about): (WorkspaceId, TextAbout),
    recipient: E164,
    wait: SignedDuration,
) -> Result<(), StoreError> {
    let id = TextId::generate(&u.ids);
    let text =
        TextMessage { id, workspace, about, recipient, stage: TextStage::Waiting, problem: None, provider_id: None };
    text_messages::insert_text(u.tx, &text, u.now)?;
    task::queue_after(u, TaskKind::SendText, id, wait)
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
    Send {
        body: String,
        text: Box<TextMessage>,
    },
    Drop(&'static str),
    /// The phone wants no texts.
    Stopped(Box<TextMessage>),
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

    /// Whether a text may go to this phone at all: to one of a country with a sender, and not to a sender.
    #[must_use]
    pub fn may_text(&self, phone: &E164) -> bool {
        let senders = &self.0.texting.senders;
        let is_sender = senders.routes().any(|route| route.sender == TextSender::Number(phone.clone()));
        senders.of(phone).is_some() && !is_sender
    }

    /// The telephone service by which texts go this way.
    fn provider_on(&self, route: &TextRoute) -> Option<&dyn Provider> {
        let is_theirs = |name: &str| route.provider.as_deref().is_none_or(|wanted| wanted == name);
        let mut found = self.0.providers.iter().filter(|provider| is_theirs(provider.name()));
        found.find(|provider| provider.texts().is_some()).map(AsRef::as_ref)
    }

    /// The telephone service by which texts to this phone go.
    #[must_use]
    pub fn provider_of(&self, phone: &E164) -> Option<&dyn Provider> {
        self.0.texting.senders.of(phone).and_then(|route| self.provider_on(route))
    }

    /// Whether any texts go by the telephone service of this name.
    #[must_use]
    pub fn sends_by(&self, name: &str) -> bool {
        let mut routes = self.0.texting.senders.routes().filter_map(|route| self.provider_on(route));
        routes.any(|provider| provider.name() == name)
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
            NextText::Stopped(text) => return Ok(end_stopped(*text, OURSELVES, STOPPED.to_owned())),
            NextText::Send { body, text } => (body, text),
        };
        let Some(route) = self.0.texting.senders.of(&text.recipient) else {
            let reason = "no sender is set for the country of this number (PHONECLOCK_TEXT_SENDERS)";
            return Ok(fail(id, reason.to_owned()));
        };
        let Some((name, api)) = self.provider_on(route).and_then(|found| Some((found.name(), found.texts()?))) else {
            return Ok(fail(id, "this gateway’s telephone service sends no texts".to_owned()));
        };
        let status = format!("{}/voice/{name}/text/{id}", self.0.base);
        let outgoing = OutgoingText { to: &text.recipient, from: &route.sender, body: &body, status: &status };
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
            Err(TextError::Refused(refusal)) => {
                tracing::warn!(text.id = %id, code = refusal.code, "the provider refuses a text");
                let reason = reasons::refused(refusal);
                Ok(if refusal.cause == TextCause::Stopped {
                    end_stopped(*text, name, reason)
                } else {
                    fail(id, reason)
                })
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
        if !matches!(text.about, TextAbout::Reply(..)) && text_replies::find_stopped_at(tx, &text.recipient)?.is_some()
        {
            return Ok(NextText::Stopped(Box::new(text)));
        }
        let written = match text.about {
            TextAbout::Link(kind, link, employee) => self.write_link(tx, text.workspace, (kind, link), employee)?,
            TextAbout::Alerts(letter, user) => self.write_alerts(tx, &text, letter, user)?,
            TextAbout::Confirmation(punch, employee) => {
                confirmations::write(tx, &text, (punch, employee), self.0.store.now())?
            }
            TextAbout::Reply(reply, addressee) => {
                replies::write_answer(tx, &text, (reply, addressee), self.0.store.now())?
            }
        };
        Ok(match written {
            Ok((letter, language)) => match letter.write(language) {
                Ok(body) => NextText::Send { body, text: Box::new(text) },
                Err(_) => NextText::Drop("the text cannot be written"),
            },
            Err(reason) => NextText::Drop(reason),
        })
    }

    fn write_link(
        &self,
        tx: &mut dyn Tx,
        workspace: WorkspaceId,
        (kind, link): (TextKind, [u8; 16]),
        employee: EmployeeId,
    ) -> Result<WrittenText, StoreError> {
        let store = &self.0.store;
        let Some(found) = mails::find_link(tx, mail_kind(kind), link)? else { return Ok(Err("its link is gone")) };
        if found.used {
            return Ok(Err("the link was used before the text was sent"));
        }
        if found.replaced {
            return Ok(Err("replaced by a newer link"));
        }
        if found.ends_at <= store.clock().time_for_ends() {
            return Ok(Err("the link expired before the text was sent"));
        }
        let employee = employees::get_employee(tx, workspace, employee)?;
        if !employee.active {
            return Ok(Err("the person is no longer active"));
        }
        if !consents::find(tx, workspace, Some(employee.id))?.is_allowed() {
            return Ok(Err("they no longer want texts"));
        }
        let employer = workspaces::get_workspace(tx, workspace)?.settings.name;
        let letter = self.letter(kind, &employer, &store.keys().token(&link));
        Ok(Ok((letter, employee.details.language)))
    }

    fn write_alerts(
        &self,
        tx: &mut dyn Tx,
        text: &TextMessage,
        letter: AlertLetterId,
        user: UserId,
    ) -> Result<WrittenText, StoreError> {
        let Some(letter) = alert_letters::find_letter(tx, letter)? else { return Ok(Err("the alert is gone")) };
        let Some(user) = users::find_user(tx, text.workspace, user)?.filter(|user| user.active) else {
            return Ok(Err("the user is no longer active"));
        };
        if alert_choices::find_delivery(tx, user.id)?.texted_at() != Some(&text.recipient) {
            return Ok(Err("alerts no longer go to this number"));
        }
        let told = told::find(tx, &letter, &user)?;
        let is_clear = told.open.is_empty();
        let mut named = told.open.into_iter().chain(told.closed);
        let Some(first) = named.next() else { return Ok(Err("the alert is gone")) };
        let more = named.count() + told.more_open + told.more_closed;
        let (employer, link) = (told.workspace, format!("{}{}", self.0.base, first.path));
        Ok(Ok((TextLetter::Alert { employer, sentence: first.sentence, is_clear, more, link }, user.language.spoken())))
    }
}

/// A text with its language, or why there is none.
type WrittenText = Result<(TextLetter, Language), &'static str>;

/// The mail that carries the same kind of link.
const fn mail_kind(kind: TextKind) -> MailKind {
    match kind {
        TextKind::SetupLink => MailKind::SetupLink,
        TextKind::WorkerPage => MailKind::WorkerPage,
    }
}

/// The last text to an employee that answers none of theirs, with when it was queued.
pub fn find_last(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<(TextMessage, Timestamp)>, StoreError> {
    text_messages::find_last_of_employee(tx, (workspace, employee))
}

/// Gives a text up after its last try.
#[must_use]
pub fn give_up(id: TextId, last_error: &str) -> TaskCommit {
    fail(id, format!("given up after 24 hours of trying: {last_error}"))
}

fn fail(id: TextId, reason: String) -> TaskCommit {
    count_failed();
    TaskCommit::new(Hold::Nothing, move |u| set_failed(u, id, &reason))
}

/// Ends a text to a phone that wants none, as `said_by` says.
fn end_stopped(text: TextMessage, said_by: &str, reason: String) -> TaskCommit {
    count_failed();
    let said_by = said_by.to_owned();
    TaskCommit::new(replies::hold_of(&text.recipient), move |u| {
        replies::note_refusal(u, &said_by, &text)?;
        set_failed(u, text.id, &reason)
    })
}

fn count_failed() {
    metrics::counter!("phoneclock_texts_total", "outcome" => "failed").increment(1);
}

fn set_failed(u: &mut Unit<'_>, id: TextId, reason: &str) -> Result<(), StoreError> {
    text_messages::set_stage(u.tx, id, (TextStage::Failed, Some(reason)), u.now).map(drop)
}

/// Who says that a phone wants no texts, where it is known here already.
const OURSELVES: &str = "gateway";
const STOPPED: &str = "they have replied STOP; only a reply of START from their phone allows texts again";

/// The hold under which it is noted how far a text has come: it may turn out that the phone wants none. `None` where there
/// is no such text.
pub fn find_hold(tx: &mut dyn Tx, id: TextId) -> Result<Option<Hold>, StoreError> {
    Ok(text_messages::find_text(tx, id)?.map(|text| replies::hold_of(&text.recipient)))
}

/// How far the provider tells that a text has come, and whether it has signed of which.
#[derive(Debug, Clone)]
pub struct ToldProgress {
    /// Who tells.
    pub provider: &'static str,
    /// What it tells.
    pub status: TextStatus,
    /// Whether its signature covers the address, which names the text. Where it does not, the provider's own id of the
    /// text must be the one that it gave when it took the text.
    pub is_address_signed: bool,
}

/// What became of a report on a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotedProgress {
    /// It is noted, or was known.
    Noted,
    /// There is no such text.
    NoSuchText,
    /// It cannot be told yet whether the report is about this text: the provider's id of it is not noted yet.
    TooEarly,
}

/// Notes how far a text has come, as the provider tells, under [`find_hold`]; what it tells late or twice changes nothing.
pub fn note_progress(u: &mut Unit<'_>, id: TextId, told: &ToldProgress) -> Result<NotedProgress, StoreError> {
    let Some(text) = text_messages::find_text(u.tx, id)? else { return Ok(NotedProgress::NoSuchText) };
    if !told.is_address_signed {
        match &text.provider_id {
            None => return Ok(NotedProgress::TooEarly),
            known if *known != told.status.text => return Ok(NotedProgress::NoSuchText),
            Some(_) => {}
        }
    }
    let (stage, refusal) = match told.status.progress {
        TextProgress::Accepted => (TextStage::Accepted, None),
        TextProgress::Sent => (TextStage::Sent, None),
        TextProgress::Delivered => (TextStage::Delivered, None),
        TextProgress::Undelivered(refusal) => (TextStage::Undelivered, Some(refusal)),
        TextProgress::Failed(refusal) => (TextStage::Failed, Some(refusal)),
    };
    let reason = refusal.map(reasons::refused);
    let is_news = text_messages::set_stage(u.tx, id, (stage, reason.as_deref()), u.now)?;
    if is_news && refusal.is_some_and(|refusal| refusal.cause == TextCause::Stopped) {
        replies::note_refusal(u, told.provider, &text)?;
    }
    Ok(NotedProgress::Noted)
}
