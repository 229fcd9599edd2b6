//! What is unusual about a punch at a kiosk: left for a person to look at, and never refused.

use jiff::{SignedDuration, Timestamp};

use super::{origin::KioskOrigin, punch::PunchWriter};
use crate::{
    dialog::{effect::RaisedException, utterance::Way},
    domain::{
        clock_watch::length_in_words,
        exception::ExceptionKind,
        ids::EntryId,
        kiosk::{
            Proof,
            patterns::{CROWD, CROWD_WINDOW, HABIT_PUNCHES, TWO_KIOSKS_WINDOW, is_far_from},
        },
        time_text::minute,
        workspace::Zone,
    },
    service::Unit,
    store::{StoreError, entries::way_name, punch_patterns},
};

impl PunchWriter<'_> {
    /// Looks at a punch that was just written down.
    pub(super) fn look_at_pattern(
        &self,
        u: &mut Unit<'_>,
        origin: &KioskOrigin<'_>,
        (entry, zone): (EntryId, &Zone),
        (way, at): (Way, Timestamp),
    ) -> Result<(), StoreError> {
        match origin.proof {
            Proof::Pin | Proof::Badge | Proof::BadgeAndPin => {
                self.look_elsewhere(u, origin, entry)?;
                self.look_at_crowd(u, origin, entry)?;
            }
            Proof::NameOnly | Proof::UniversalPin => self.look_at_crowd(u, origin, entry)?,
            // Whoever clocks a crew has told their name, and does it in a row.
            Proof::Supervisor | Proof::UserPin => {}
        }
        self.look_at_hours(u, (entry, zone), (way, at))
    }

    fn look_elsewhere(&self, u: &mut Unit<'_>, origin: &KioskOrigin<'_>, entry: EntryId) -> Result<(), StoreError> {
        let within = (ago(origin.at, TWO_KIOSKS_WINDOW), u.now);
        let elsewhere = punch_patterns::find_elsewhere(u.tx, (self.employee, origin.kiosk.id), within)?;
        let Some((other, at)) = elsewhere else { return Ok(()) };
        let before = length_in_words(origin.at.duration_since(at).max(SignedDuration::ZERO));
        let note = format!("at the kiosk {}, and {before} before at the kiosk {other}", origin.kiosk.name);
        self.raise_with(u, RaisedException { kind: ExceptionKind::TwoKiosks, entry }, Some(&note))
    }

    /// Told of once, by the punch with which it becomes a crowd.
    fn look_at_crowd(&self, u: &mut Unit<'_>, origin: &KioskOrigin<'_>, entry: EntryId) -> Result<(), StoreError> {
        let within = (ago(origin.at, CROWD_WINDOW), u.now);
        if punch_patterns::count_people(u.tx, origin.device, within)? != CROWD {
            return Ok(());
        }
        let (secs, kiosk) = (CROWD_WINDOW.as_secs(), &origin.kiosk.name);
        let note = format!("{CROWD} people clocked within {secs} seconds at one device of the kiosk {kiosk}");
        self.raise_with(u, RaisedException { kind: ExceptionKind::ManyAtOnce, entry }, Some(&note))
    }

    fn look_at_hours(
        &self,
        u: &mut Unit<'_>,
        (entry, zone): (EntryId, &Zone),
        (way, at): (Way, Timestamp),
    ) -> Result<(), StoreError> {
        let before = punch_patterns::list_times(u.tx, self.employee, (way, at), HABIT_PUNCHES)?;
        let habit: Vec<_> = before.iter().map(|before| zone.local(*before).time()).collect();
        if !is_far_from(&habit, zone.local(at).time()) {
            return Ok(());
        }
        let way = way_name(way);
        let note = format!("clocked {way} at {}, far from the {} times before", minute(at, zone), habit.len());
        self.raise_with(u, RaisedException { kind: ExceptionKind::UnusualHours, entry }, Some(&note))
    }
}

fn ago(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_sub(by).unwrap_or(Timestamp::MIN)
}
