//! Punches and voice checks of a time entry in words, and what is wrong with what was typed about it.

use crate::{
    dialog::utterance::Way,
    domain::{
        entry_change::{NOTE_MAX, NoteError},
        voice_check::{Verdict, VoiceCheckStatus},
        wall_clock::WallClockError,
    },
    service::timesheets::entry_record::{BreakDeed, way_name},
    wording::admin::{EntriesWords, WhenWords},
};

impl EntriesWords {
    /// Which punch it is, by the name that is stored.
    pub(super) fn way(&self, name: &str) -> &str {
        if name == way_name(Way::In) { &self.way_in } else { &self.way_out }
    }

    /// Who was heard in a voice check.
    pub(super) fn verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::SamePerson => &self.check_same_person,
            Verdict::NotThisPerson => &self.check_not_this_person,
            Verdict::CannotTell => &self.check_cannot_tell,
            Verdict::NobodySpeaks => &self.check_nobody_speaks,
        }
    }

    /// What was done with a break.
    pub(super) fn break_deed(&self, deed: BreakDeed) -> &str {
        match deed {
            BreakDeed::Started => &self.deed_started,
            BreakDeed::Ended => &self.deed_ended,
            BreakDeed::EndedWithEntry => &self.deed_ended_with_entry,
            BreakDeed::OpenedAgain => &self.deed_opened_again,
            BreakDeed::Added => &self.deed_added,
            BreakDeed::Corrected => &self.deed_corrected,
            BreakDeed::Removed => &self.deed_removed,
            BreakDeed::Split => &self.deed_split,
        }
    }

    /// By what it was done, by the name that is stored.
    pub(super) fn break_channel(&self, name: &str) -> &str {
        match name {
            "phone" => &self.by_phone,
            "kiosk" => &self.at_kiosk,
            _ => &self.on_page,
        }
    }

    /// What became of a voice check that nobody has judged.
    pub(super) fn unjudged(&self, status: VoiceCheckStatus) -> &str {
        match status {
            VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching => &self.check_on_its_way,
            VoiceCheckStatus::Stored => &self.check_not_reviewed,
            VoiceCheckStatus::Missing => &self.check_missing,
            VoiceCheckStatus::Refused => &self.check_unreadable,
        }
    }
}

impl WhenWords {
    /// Why a time is no moment.
    pub(super) fn time_refused(&self, error: WallClockError) -> String {
        match error {
            WallClockError::NotATime => self.not_a_time.clone(),
            WallClockError::Skipped { from, to } => self.skipped(from, to),
            WallClockError::Twice => self.twice.clone(),
        }
    }

    /// Why a note is not taken.
    pub(super) fn note_refused(&self, error: NoteError) -> String {
        match error {
            NoteError::Missing => self.note_missing.clone(),
            NoteError::TooLong => self.note_long(NOTE_MAX),
            NoteError::Control => self.note_control.clone(),
        }
    }
}
