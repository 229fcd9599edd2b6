//! What a punch, or the end of a call or of an identification, leaves for a person to settle.

use jiff::Timestamp;

use super::{origin::PunchOrigin, punch::PunchWriter};
use crate::{
    dialog::effect::RaisedException,
    domain::{
        clock_watch::length_in_words,
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId},
        location::{PhoneFlag, Whereabouts},
        number_history::SHARED_NUMBER_WINDOW,
        punch_time::TimeDoubt,
        time_text::moment,
        workspace::Zone,
    },
    service::{Unit, locations::find_policy},
    store::{
        StoreError,
        calls::Call,
        entries::{self, Entry},
        entry_record,
        exceptions::{self, Exception, StandingException},
        sign_ins,
    },
};

/// Bytes of a note that names when one question was left open; further calls are in the call log alone.
const MAX_NOTE_BYTES: usize = 400;

impl PunchWriter<'_> {
    pub(super) fn raise_doubt(
        &self,
        u: &mut Unit<'_>,
        (entry, zone): (EntryId, &Zone),
        doubt: Option<TimeDoubt>,
    ) -> Result<(), StoreError> {
        let Some(doubt) = doubt else { return Ok(()) };
        let began = moment(self.origin.at(), zone);
        let (overlapped, during) = match self.origin {
            PunchOrigin::Call { .. } => (": the calls overlapped", "during the call"),
            PunchOrigin::Kiosk(_) => ("", "during the request of the kiosk"),
        };
        let note = match doubt {
            TimeDoubt::Moved { by } => format!(
                "moved by {}, from {began} to the moment of the punch before it{overlapped}",
                length_in_words(by)
            ),
            TimeDoubt::SetBack { by } => {
                format!("the clock was set back by {} {during}, which began at {began} by it", length_in_words(by))
            }
            TimeDoubt::SetAhead { by } => {
                format!("the clock was set ahead by {} {during}, which began at {began} by it", length_in_words(by))
            }
        };
        self.raise_time(u, entry, &note)
    }

    /// One entry in doubt is one thing to settle.
    pub(super) fn raise_time(&self, u: &mut Unit<'_>, entry: EntryId, note: &str) -> Result<(), StoreError> {
        let raise = RaisedException { kind: ExceptionKind::TimeInDoubt, entry };
        match exceptions::find_standing(u.tx, entry, raise.kind)? {
            Some(_) => Ok(()),
            None => self.raise_with(u, raise, Some(note)),
        }
    }

    /// Raises what is suspicious about the number called from: once a call, on the entry of its first punch. A number
    /// that a location has is its phone, whoever calls from it.
    pub(super) fn look_at_caller(
        &self,
        u: &mut Unit<'_>,
        call: &Call,
        entry: EntryId,
        whereabouts: Whereabouts,
    ) -> Result<(), StoreError> {
        let who = (self.workspace, self.employee);
        let since = u.now.saturating_sub(SHARED_NUMBER_WINDOW).unwrap_or(Timestamp::MIN);
        let seen = sign_ins::find_seen(u.tx, who, &call.caller, (since, u.now))?;
        sign_ins::set_clocked(u.tx, self.employee, &call.caller, u.now)?;
        let policy = find_policy(u.tx, self.workspace)?;
        let flags_places = match policy.phone {
            PhoneFlag::Off => return Ok(()),
            PhoneFlag::UnusualNumber => false,
            PhoneFlag::NoLocation => true,
        };
        let (kind, note) = match (whereabouts, seen.suspicion()) {
            (Whereabouts::At(..), _) => return Ok(()),
            (_, Some(note)) => (ExceptionKind::UnrecognizedCaller, note),
            (Whereabouts::Unrecognized, None) if flags_places => {
                (ExceptionKind::UnrecognizedLocation, "no clock location has the number of the call".to_owned())
            }
            (Whereabouts::Unrecognized | Whereabouts::NotLookedFor, None) => return Ok(()),
        };
        for kind in [ExceptionKind::UnrecognizedCaller, ExceptionKind::UnrecognizedLocation] {
            if exceptions::any_of_call(u.tx, call.id, kind)? {
                return Ok(());
            }
        }
        self.raise_with(u, RaisedException { kind, entry }, Some(&note))
    }

    /// Raises that no location has the kiosk of a punch, nor its device or network.
    pub(super) fn look_at_place(
        &self,
        u: &mut Unit<'_>,
        entry: EntryId,
        whereabouts: Whereabouts,
    ) -> Result<(), StoreError> {
        if whereabouts != Whereabouts::Unrecognized || !find_policy(u.tx, self.workspace)?.kiosk {
            return Ok(());
        }
        let raise = RaisedException { kind: ExceptionKind::UnrecognizedLocation, entry };
        self.raise_with(u, raise, Some("no clock location has the kiosk, its device or its network"))
    }

    /// Whoever clocks out, or begins a new shift, has answered what was left open before.
    pub(super) fn settle_question(&self, u: &mut Unit<'_>, entry: EntryId) -> Result<(), StoreError> {
        let because = match self.origin {
            PunchOrigin::Call { .. } => "a later call answered the question",
            PunchOrigin::Kiosk(_) => "a later punch at a kiosk answered the question",
        };
        exceptions::settle(u.tx, (entry, None), ExceptionKind::UnansweredQuestion, because, u.now).map(drop)
    }

    pub(in crate::service) fn raise(&self, u: &mut Unit<'_>, raise: RaisedException) -> Result<(), StoreError> {
        if raise.kind == ExceptionKind::UnansweredQuestion {
            return self.raise_question(u, raise);
        }
        // The location where somebody clocked in may have given the job that nobody named.
        if raise.kind == ExceptionKind::JobMissing
            && let Some(found) = entry_record::find_decided(u.tx, self.workspace, raise.entry)?
            && found.entry.job.is_some()
        {
            return Ok(());
        }
        self.raise_with(u, raise, None)
    }

    /// One question is one thing to settle, however often it was left open: the later times are noted on it.
    pub(super) fn raise_question(&self, u: &mut Unit<'_>, raise: RaisedException) -> Result<(), StoreError> {
        let Some(StandingException { id, call, note }) = exceptions::find_standing(u.tx, raise.entry, raise.kind)?
        else {
            return self.raise_with(u, raise, None);
        };
        if call.is_some() && call == self.origin.call() {
            return Ok(());
        }
        let open = entries::find_open(u.tx, self.workspace, self.employee)?.filter(|open| open.id == raise.entry);
        // Answered meanwhile.
        let Some(Entry { zone, .. }) = open else { return Ok(()) };
        let at = zone.local(self.origin.at()).strftime("%Y-%m-%d %H:%M %Z").to_string();
        match note {
            Some(note) if note.ends_with(&at) => Ok(()),
            Some(note) if note.len() > MAX_NOTE_BYTES => Ok(()),
            Some(note) => exceptions::set_note(u.tx, id, &format!("{note}, {at}")),
            None => exceptions::set_note(u.tx, id, &format!("Asked again, and left open again, on {at}")),
        }
    }

    /// Raises that a punch was kept while a kiosk's network was gone: one for an entry, in and out.
    pub(in crate::service) fn raise_kept(
        &self,
        u: &mut Unit<'_>,
        entry: EntryId,
        note: &str,
    ) -> Result<(), StoreError> {
        let raise = RaisedException { kind: ExceptionKind::KeptOffline, entry };
        match exceptions::find_standing(u.tx, entry, raise.kind)? {
            Some(StandingException { id, note: Some(before), .. }) => {
                exceptions::set_note(u.tx, id, &format!("{before}; {note}"))
            }
            Some(StandingException { id, note: None, .. }) => exceptions::set_note(u.tx, id, note),
            None => self.raise_with(u, raise, Some(note)),
        }
    }

    pub(super) fn raise_with(
        &self,
        u: &mut Unit<'_>,
        raise: RaisedException,
        note: Option<&str>,
    ) -> Result<(), StoreError> {
        let exception = Exception {
            id: ExceptionId::generate(&u.ids),
            workspace: self.workspace,
            employee: self.employee,
            entry: Some(raise.entry),
            call: self.origin.call(),
            kind: raise.kind,
            // An exception is about what has happened.
            at: self.origin.at().min(u.now),
            note,
        };
        exceptions::insert_exception(u.tx, &exception)
    }
}
