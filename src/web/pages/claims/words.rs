//! Claims in words: what somebody says happened, and what a person made of it.

use jiff::Timestamp;

use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{ClaimId, EmployeeId, EntryId},
        location::LocationPolicy,
        pen::Pen,
        workspace::Zone,
    },
    service::{
        kiosks::{
            claims::{Claim, ClaimError, ClaimSource, Decision, NOTE_MAX_CHARS},
            kept::WhyNot,
        },
        timesheets::changes::EntryError,
        voice_checks::claim_recordings::ClaimAudio,
    },
    web::pages::places::PlaceView,
    wording::{
        admin::{AdminWords, ClaimsWords},
        refusals,
    },
};

/// A claim as pages show it. Times are those of the kiosk, or of whoever left it.
pub struct ClaimView {
    pub id: ClaimId,
    /// Who says so.
    pub name: String,
    /// None where a name was typed that may be anybody's, or nobody signed in.
    pub employee: Option<EmployeeId>,
    pub is_name_typed: bool,
    /// Who it was is for a person to hear.
    pub is_of_missed_call: bool,
    /// "clocked in at …".
    pub says: String,
    /// "at the kiosk Gate, …", "on their own page, …".
    pub left: String,
    pub note: Option<String>,
    /// What there is to hear, where it was left in a call: whether it can be heard, and what is said of it.
    pub audio: Option<(bool, String)>,
    pub decided: Option<DecidedView>,
    /// Where it was left; none where nobody has looked.
    pub place: Option<PlaceView>,
    /// "about 70 m from Main yard …", where the browser gave a position.
    pub near: Option<String>,
    /// That a kiosk has kept it, and why it is no punch.
    pub kept: Option<String>,
}

/// What a person has decided.
pub struct DecidedView {
    pub words: String,
    pub reason: Option<String>,
    pub entry: Option<EntryId>,
}

impl ClaimView {
    pub(super) fn new(all: &AdminWords, (claim, flags): (&Claim, LocationPolicy), zone: &Zone, pen: &Pen) -> Self {
        let words = &all.claims;
        let is_flagged = match claim.source {
            ClaimSource::Kiosk => flags.kiosk,
            ClaimSource::WorkerPage => flags.page,
            ClaimSource::Phone | ClaimSource::LockedPhone | ClaimSource::MissedCall => false,
        };
        let place = PlaceView::with_rule(all, claim.whereabouts, claim.location.as_deref());
        let (at, made_at) = (pen.moment(claim.at, zone), pen.moment(claim.made_at, zone));
        Self {
            id: claim.id,
            name: words.name_of(claim),
            employee: claim.employee,
            is_of_missed_call: claim.source == ClaimSource::MissedCall,
            is_name_typed: claim.employee.is_none() && claim.source != ClaimSource::MissedCall,
            says: match claim.way {
                Way::In | Way::Out if claim.source == ClaimSource::MissedCall => words.says_missed_call(at),
                Way::In if claim.time_is_said => words.says_in_without_time.clone(),
                Way::Out if claim.time_is_said => words.says_out_without_time.clone(),
                Way::In => words.says_in(at),
                Way::Out => words.says_out(at),
            },
            left: match (claim.source, claim.kiosk.as_deref()) {
                (ClaimSource::Kiosk, Some(kiosk)) if claim.kept.is_some() => words.kept_at_kiosk(kiosk, made_at),
                (ClaimSource::Kiosk, Some(kiosk)) => words.left_at_kiosk(kiosk, made_at),
                (ClaimSource::Kiosk, None) => words.left_at_gone_kiosk(made_at),
                (ClaimSource::WorkerPage, _) => words.left_on_own_page(made_at),
                (ClaimSource::Phone, _) => words.left_by_phone(made_at),
                (ClaimSource::LockedPhone, _) => words.left_by_locked_phone(made_at),
                (ClaimSource::MissedCall, _) => words.left_by_missed_call(made_at),
            },
            note: claim.note.clone(),
            audio: None,
            place: place.map(|place| PlaceView { is_known: place.is_known || !is_flagged, ..place }),
            kept: claim.kept.map(|(why, is_timed)| {
                let because = words.kept_because(words.why_not(why));
                // Of those that are about the time it is said already.
                if is_timed || why == WhyNot::Time { because } else { format!("{because} {}", words.kept_untimed) }
            }),
            near: claim.near.as_ref().map(|near| words.near(near.meters, &near.name, near.accuracy)),
            decided: claim.decision.as_ref().map(|decision| DecidedView::new(words, decision, zone, pen)),
        }
    }
}

impl ClaimView {
    /// The same with what there is to hear.
    pub(super) fn with_audio(self, all: &AdminWords, audio: Option<ClaimAudio>) -> Self {
        let words = &all.claims;
        let audio = audio.map(|audio| match audio {
            ClaimAudio::Stored => (true, words.recording_of(&self.name)),
            ClaimAudio::Awaited => (false, words.recording_awaited.clone()),
            ClaimAudio::None => (false, words.recording_none.clone()),
            ClaimAudio::Over => (false, words.recording_over.clone()),
        });
        Self { audio, ..self }
    }
}

impl DecidedView {
    fn new(words: &ClaimsWords, decision: &Decision, zone: &Zone, pen: &Pen) -> Self {
        let (decider, at) = (&decision.decider, pen.moment(decision.at, zone));
        Self {
            words: if decision.accepted { words.accepted_by(decider, at) } else { words.refused_by(decider, at) },
            reason: decision.reason.clone(),
            entry: decision.entry,
        }
    }
}

impl ClaimsWords {
    /// Who says so: whoever it is said to be, or what there is of them.
    pub(in crate::web::pages) fn name_of(&self, claim: &Claim) -> String {
        let said = claim.said_name.as_deref().unwrap_or_default();
        match (&claim.name, claim.source) {
            (Some(name), _) => name.clone(),
            (None, ClaimSource::MissedCall) if said.is_empty() => self.caller_without_number.clone(),
            (None, ClaimSource::MissedCall) => self.caller(said),
            (None, _) => said.to_owned(),
        }
    }

    /// That a claim is accepted, with the time that counts.
    pub(super) fn accepted(&self, claim: &Claim, (at, zone): (Timestamp, &Zone), pen: &Pen) -> String {
        let (name, at) = (self.name_of(claim), pen.moment(at, zone));
        match claim.way {
            Way::In => self.accepted_in(&name, at),
            Way::Out => self.accepted_out(&name, at),
        }
    }

    /// Why a kept punch is no punch, as a clause.
    fn why_not(&self, why: WhyNot) -> &str {
        match why {
            WhyNot::Unreadable => &self.kept_unreadable,
            WhyNot::Device => &self.kept_device,
            WhyNot::Nobody => &self.kept_nobody,
            WhyNot::Pin => &self.kept_pin,
            WhyNot::Locked => &self.kept_locked,
            WhyNot::Time => &self.kept_time,
            WhyNot::Approved => &self.kept_approved,
            WhyNot::Order | WhyNot::Same | WhyNot::ByHand => &self.kept_order,
            WhyNot::Failed => &self.kept_failed,
        }
    }

    /// That a claim is refused.
    pub(super) fn refused_now(&self, claim: &Claim) -> String {
        self.refused(self.name_of(claim))
    }

    /// That the decision on a claim is taken back.
    pub(super) fn taken_back(&self, claim: &Claim) -> String {
        self.waits_again(self.name_of(claim))
    }

    /// Why it was not decided, as a clause; `None` for what the form of an entry says itself.
    pub(super) fn refusal(&self, error: &ClaimError) -> Option<String> {
        match error {
            ClaimError::NoReason => Some(self.no_reason.clone()),
            ClaimError::NoteTooLong => Some(self.reason_too_long(NOTE_MAX_CHARS)),
            ClaimError::NothingOpen => Some(self.nothing_open.clone()),
            ClaimError::Store(_)
            | ClaimError::NotFound
            | ClaimError::Already(_)
            | ClaimError::NoEmployee
            | ClaimError::Entry(_) => None,
        }
    }
}

/// Why a decision was not taken back.
pub(super) fn not_taken_back(pen: &Pen, error: &ClaimError) -> String {
    let words = AdminWords::of(pen.language);
    match error {
        ClaimError::Entry(EntryError::ChangedMeanwhile) => words.claims.too_late_to_undo.clone(),
        ClaimError::Entry(error) => words.claims.not_undone(refusals::entry(words, Some(pen), error)),
        ClaimError::Store(_)
        | ClaimError::NotFound
        | ClaimError::Already(_)
        | ClaimError::NoEmployee
        | ClaimError::NoReason
        | ClaimError::NoteTooLong
        | ClaimError::NothingOpen => words.claims.cannot_undo.clone(),
    }
}
