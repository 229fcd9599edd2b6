//! What the holder of a phone answers to texts. STOP ends them in every workspace at once, and START takes that back.
//! Neither is the office's to overrule. Whoever is not known here is told nothing.

use jiff::SignedDuration;

use super::{TextAbout, consents, queue};
use crate::{
    domain::{
        caller::{Caller, E164},
        ids::{TextReplyId, WorkspaceId},
        language::Language,
        text_reply::ReplyMeaning,
    },
    mail::TextLetter,
    service::kernel::Unit,
    store::{
        Hold, StoreError, Tx, alert_choices,
        text_messages::{Addressee, TextMessage},
        text_replies::{self, PhoneHolder, PhoneReader, TextReply},
    },
};

/// How long a phone gets no second answer to the same.
const ANSWER_INTERVAL: SignedDuration = SignedDuration::from_hours(1);
/// How old a reply may be to be answered.
const ANSWER_WITHIN: SignedDuration = SignedDuration::from_mins(30);

/// A reply as the provider tells of it.
#[derive(Debug, Clone)]
pub struct HeardReply {
    /// The provider, and its id of the reply.
    pub told_by: (String, String),
    /// The phone that it came from.
    pub phone: E164,
    /// What it means.
    pub meaning: ReplyMeaning,
    /// Whether a text may go back: not where the provider has answered by itself, and where no sender is set.
    pub may_answer: bool,
}

impl HeardReply {
    /// The hold under which it is [received](receive).
    #[must_use]
    pub fn hold(&self) -> Hold {
        hold_of(&self.phone)
    }
}

/// The hold under which it is written what a phone wants.
pub(super) fn hold_of(phone: &E164) -> Hold {
    Hold::Caller(Caller::Number(phone.clone()))
}

/// Everybody who is reached by a phone.
struct Holders {
    employees: Vec<PhoneHolder>,
    users: Vec<PhoneReader>,
}

impl Holders {
    fn find(tx: &mut dyn Tx, phone: &E164) -> Result<Self, StoreError> {
        Ok(Self { employees: text_replies::list_employees(tx, phone)?, users: text_replies::list_users(tx, phone)? })
    }

    /// To whom an answer goes, and in what workspace: somebody who works there, rather than somebody who did.
    fn addressee(&self) -> Option<(WorkspaceId, Addressee)> {
        let employee = |holder: &PhoneHolder| (holder.workspace, Addressee::Employee(holder.employee));
        let works = self.employees.first().filter(|holder| holder.active).map(employee);
        let user = self.users.first().map(|reader| (reader.workspace, Addressee::User(reader.user)));
        works.or(user).or_else(|| self.employees.first().map(employee))
    }

    fn language(&self, addressee: Addressee) -> Option<Language> {
        match addressee {
            Addressee::Employee(id) => {
                self.employees.iter().find(|holder| holder.employee == id).map(|holder| holder.language)
            }
            Addressee::User(id) => self.users.iter().find(|reader| reader.user == id).map(|reader| reader.language),
        }
    }

    /// The employers who text the phone, each once; those who may text it now where it is about that.
    fn employers(&self, tx: &mut dyn Tx, meaning: ReplyMeaning) -> Result<Vec<String>, StoreError> {
        let mut named: Vec<(WorkspaceId, String)> = Vec::new();
        for holder in self.employees.iter().filter(|holder| holder.active) {
            let counts = meaning != ReplyMeaning::Start
                || consents::find(tx, holder.workspace, Some(holder.employee))?.is_allowed();
            if counts {
                named.push((holder.workspace, holder.employer.clone()));
            }
        }
        if meaning != ReplyMeaning::Start {
            named.extend(self.users.iter().map(|reader| (reader.workspace, reader.employer.clone())));
        }
        let mut employers: Vec<(WorkspaceId, String)> = Vec::new();
        for one in named {
            if employers.iter().all(|(known, _)| *known != one.0) {
                employers.push(one);
            }
        }
        Ok(employers.into_iter().map(|(_, employer)| employer).collect())
    }
}

/// Takes a reply in, once, under its hold. Nothing of it is written where nobody here has the phone.
pub fn receive(u: &mut Unit<'_>, reply: &HeardReply) -> Result<(), StoreError> {
    let holders = Holders::find(u.tx, &reply.phone)?;
    let Some((workspace, addressee)) = holders.addressee() else { return Ok(()) };
    let (provider, provider_id) = &reply.told_by;
    if text_replies::is_known(u.tx, (provider, provider_id))? {
        return Ok(());
    }
    let was_stopped = text_replies::find_stopped_at(u.tx, &reply.phone)?.is_some();
    let is_due = match reply.meaning {
        ReplyMeaning::Stop => {
            stop(u, &holders)?;
            true
        }
        ReplyMeaning::Start => {
            let changed = start(u, &holders)?;
            (changed || was_stopped) && !holders.employers(u.tx, ReplyMeaning::Start)?.is_empty()
        }
        ReplyMeaning::Help => true,
        ReplyMeaning::Other => !was_stopped,
    };
    let answered = reply.may_answer && is_due && !was_answered(u, reply)?;
    let id = write(u, reply, answered)?;
    if answered {
        queue(u, workspace, TextAbout::Reply(id, addressee), reply.phone.clone())?;
    }
    Ok(())
}

/// Two robots that answer one another fall silent: within the hour the same is answered once.
fn was_answered(u: &mut Unit<'_>, reply: &HeardReply) -> Result<bool, StoreError> {
    let last = text_replies::find_answered_at(u.tx, &reply.phone, reply.meaning)?;
    Ok(last.is_some_and(|last| last.saturating_add(ANSWER_INTERVAL).is_ok_and(|until| until > u.now)))
}

fn write(u: &mut Unit<'_>, reply: &HeardReply, answered: bool) -> Result<TextReplyId, StoreError> {
    let id = TextReplyId::generate(&u.ids);
    let HeardReply { told_by, phone, meaning, .. } = reply.clone();
    text_replies::insert_reply(u.tx, &TextReply { id, told_by, phone, meaning, at: u.now, answered })?;
    Ok(id)
}

/// Ends texts to everybody who has the phone.
fn stop(u: &mut Unit<'_>, holders: &Holders) -> Result<(), StoreError> {
    for holder in &holders.employees {
        consents::note_holders_word(u, (holder.workspace, holder.employee), false)?;
    }
    for reader in &holders.users {
        u.hold(Hold::Workspace(reader.workspace))?;
        alert_choices::stop_texts(u.tx, reader.user, u.now)?;
    }
    Ok(())
}

/// Takes back that employees who have the phone want no texts; whether it had been said of any. Alerts stay off until the
/// user turns them on again.
fn start(u: &mut Unit<'_>, holders: &Holders) -> Result<bool, StoreError> {
    let mut changed = false;
    for holder in &holders.employees {
        changed |= consents::note_holders_word(u, (holder.workspace, holder.employee), true)?;
    }
    Ok(changed)
}

/// The provider refuses to text a phone because its holder has answered STOP, of which it need not have told. Also where
/// the phone is known to want none, and somebody has been given its number since.
pub(super) fn note_refusal(u: &mut Unit<'_>, provider: &str, text: &TextMessage) -> Result<(), StoreError> {
    let holders = Holders::find(u.tx, &text.recipient)?;
    stop(u, &holders)?;
    if let TextAbout::Alerts(_, user) = text.about {
        // They may have another number by now.
        u.hold(Hold::Workspace(text.workspace))?;
        alert_choices::stop_texts(u.tx, user, u.now)?;
    }
    let told_by = (provider.to_owned(), text.id.to_string());
    let is_known = text_replies::find_stopped_at(u.tx, &text.recipient)?.is_some()
        || text_replies::is_known(u.tx, (&told_by.0, &told_by.1))?;
    if !is_known {
        let phone = text.recipient.clone();
        let reply = HeardReply { told_by, phone, meaning: ReplyMeaning::Stop, may_answer: false };
        write(u, &reply, false)?;
    }
    Ok(())
}

/// The answer to a reply, or why there is none.
pub(super) fn write_answer(
    tx: &mut dyn Tx,
    text: &TextMessage,
    (reply, addressee): (TextReplyId, Addressee),
    now: jiff::Timestamp,
) -> Result<Result<(TextLetter, Language), &'static str>, StoreError> {
    let Some((meaning, at)) = text_replies::find_meaning(tx, reply)? else { return Ok(Err("the reply is gone")) };
    if now.duration_since(at) > ANSWER_WITHIN {
        return Ok(Err("the reply is too old to be answered"));
    }
    let holders = Holders::find(tx, &text.recipient)?;
    let Some(language) = holders.language(addressee) else { return Ok(Err("the phone is no longer theirs")) };
    let employers = holders.employers(tx, meaning)?;
    if employers.is_empty() {
        return Ok(Err("nobody texts this phone any more"));
    }
    Ok(Ok((TextLetter::Reply { meaning, employers }, language)))
}
