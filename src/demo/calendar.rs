//! Who calls or clocks at a kiosk when, and does what: three whole weeks and the one that goes on, from a seed. Decides
//! and does nothing.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    cast::{PEOPLE, PLAYABLE_COUNT, YARD_JOB_CODE, home_job},
    kiosk_days::{self, PlannedVisit},
    shift::Shift,
    sound::Sound,
    twists::{Twist, twist_on},
};
use crate::domain::{
    entropy::{SeededEntropy, below},
    workspace::Zone,
};

/// Who is clocked in at the moment, whatever hour it is; indexes of `PEOPLE`.
const CLOCKED_IN_NOW: [usize; 4] = [12, 14, 21, 23];
/// Those came at most so many hours ago.
const CLOCKED_IN_HOURS_AGO: u64 = 5;
/// Whole weeks before this one.
pub const WEEKS: i64 = 3;

/// What a caller does at one step of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallerAct {
    /// Keys the phone clock ID and a PIN.
    SignIn {
        /// Whether the PIN is the right one.
        right: bool,
    },
    /// Keys these digits.
    Key(&'static str),
    /// Presses `#` alone.
    Pound,
    /// Speaks when asked for a name.
    Speak(Sound),
}

/// A call to be placed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlannedCall {
    /// When it is answered.
    pub at: Timestamp,
    /// Who calls, by index in `PEOPLE`.
    pub person: usize,
    /// The number of another phone; their own where absent.
    pub from: Option<&'static str>,
    /// What they do, step by step.
    pub acts: Vec<CallerAct>,
    /// By how many minutes the machine's clock was ahead when the call was answered; it is set right during the call.
    pub clock_ahead_mins: i64,
    /// The week that it is for, counted from 0, the first one.
    pub week: i64,
}

/// The zones of the office and of those in the west.
#[derive(Debug, Clone)]
pub struct Zones {
    /// Of the office.
    pub office: Zone,
    /// Of those in the west, an hour behind.
    pub west: Zone,
}

/// What happens: a call, or a visit to a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Planned {
    /// Somebody calls.
    Call(PlannedCall),
    /// Somebody is at a kiosk.
    Visit(PlannedVisit),
}

impl Planned {
    /// When it happens.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Call(call) => call.at,
            Self::Visit(visit) => visit.at,
        }
    }

    const fn person(&self) -> usize {
        match self {
            Self::Call(call) => call.person,
            Self::Visit(visit) => visit.person,
        }
    }
}

/// The Monday on which the first week begins.
#[must_use]
pub fn first_day(now: Timestamp, zones: &Zones) -> Date {
    let today = zones.office.local(now).date();
    let since_monday = i64::from(today.weekday().to_monday_zero_offset());
    today.saturating_sub((since_monday + 7 * WEEKS).days())
}

/// Everything that happens up to now, in the order of time.
#[must_use]
pub fn plan(seed: u64, now: Timestamp, zones: &Zones) -> Vec<Planned> {
    let entropy = SeededEntropy::new(seed);
    let first = first_day(now, zones);
    let mut planned: Vec<_> = kiosk_days::locked_now(now).into_iter().map(Planned::Visit).collect();
    for person in 0..PEOPLE.len() {
        let shifts = shifts_of(person, first, now, zones, &entropy);
        let (at_kiosk, by_phone): (Vec<_>, Vec<_>) =
            shifts.into_iter().partition(|shift| kiosk_days::is_at_kiosk(person, shift));
        planned.extend(calls_of(person, &by_phone).into_iter().map(Planned::Call));
        planned.extend(kiosk_days::visits_of(person, &at_kiosk).into_iter().map(Planned::Visit));
    }
    let latest = now.saturating_sub(SignedDuration::from_mins(2)).unwrap_or(now);
    planned.retain(|planned| planned.at() <= latest);
    planned.sort_by_key(|planned| (planned.at(), planned.person()));
    planned
}

fn draw(entropy: &SeededEntropy, most: u64) -> i64 {
    i64::try_from(below(entropy, most)).unwrap_or(0)
}

fn shifts_of(person: usize, first: Date, now: Timestamp, zones: &Zones, entropy: &SeededEntropy) -> Vec<Shift> {
    let is_west = PEOPLE.get(person).is_some_and(|person| person.is_west);
    let zone = if is_west { &zones.west } else { &zones.office };
    let number = i64::try_from(person).unwrap_or(0);
    let today = zone.local(now).date();
    let mut shifts = Vec::new();
    for offset in 0..(WEEKS + 1) * 7 {
        let day = first.saturating_add(offset.days());
        let (week, weekday) = (offset / 7, offset % 7);
        // Everything is drawn, so that no day depends on what the others were.
        let begins = 6 * 3600 + 1800 + (number % 4) * 1800 + draw(entropy, 1200) - 480;
        let long = if person % 6 == 5 { 9 * 3600 } else { 8 * 3600 } + draw(entropy, 3300) - 1200;
        let (absent, moves) = (draw(entropy, 16) == 0, draw(entropy, 12) == 0);
        let works = weekday < 5 || (weekday == 5 && person % 8 == 3);
        if !works || (absent && (week == 0 || week == 3)) {
            continue;
        }
        let mut shift = Shift {
            week,
            weekday,
            day,
            begins: zone.start_of(day),
            from: Timestamp::MAX,
            to: Timestamp::MAX,
            moves: None,
            twist: twist_on(week, weekday, person),
        };
        (shift.from, shift.to) = (shift.at(begins), shift.at(begins + long));
        shift.moves = moves.then(|| shift.at(begins + long / 2));
        shifts.push(shift);
    }
    if person < PLAYABLE_COUNT {
        // Whom visitors can be is at home.
        shifts.retain(|shift| shift.day < today && shift.to < now);
    }
    if CLOCKED_IN_NOW.contains(&person) {
        let ago = 1800 + draw(entropy, CLOCKED_IN_HOURS_AGO * 3600 - 1800);
        let free = now.saturating_sub(SignedDuration::from_hours(15)).unwrap_or(now);
        shifts.retain(|shift| shift.to < free);
        let from = now.saturating_sub(SignedDuration::from_secs(ago)).unwrap_or(now);
        let day = zone.local(from).date();
        let days = i64::from(day.since(first).map_or(0, |span| span.get_days()));
        shifts.push(Shift {
            week: days / 7,
            weekday: days % 7,
            day,
            begins: zone.start_of(day),
            from,
            to: Timestamp::MAX,
            moves: None,
            twist: None,
        });
    }
    shifts
}

/// A person's calls; what was forgotten at the end of a shift is asked about at the beginning of the next.
fn calls_of(person: usize, shifts: &[Shift]) -> Vec<PlannedCall> {
    let has_voice = PEOPLE.get(person).is_some_and(|person| person.voice.is_some());
    let home = home_job(person);
    let speak = |sound| has_voice.then_some(CallerAct::Speak(sound));
    let own = Sound::NameBy(person);
    let mut calls = Vec::new();
    let mut forgotten = None;
    for shift in shifts {
        let week = shift.week;
        let call = |at, acts: Vec<CallerAct>| PlannedCall { at, person, from: None, acts, clock_ahead_mins: 0, week };
        let earlier = |mins| shift.from.saturating_sub(SignedDuration::from_mins(mins)).unwrap_or(shift.from);
        let signed_in = CallerAct::SignIn { right: true };
        let mut acts = vec![signed_in];
        match forgotten.take() {
            Some(Twist::HangsUpAtTheQuestion) => {
                calls.push(call(earlier(4), vec![signed_in]));
                // Another call would answer it: somebody has to ask them.
                break;
            }
            Some(Twist::ClocksOutInTheMorning) => {
                let leaves = [signed_in, CallerAct::Key("2"), CallerAct::Pound].into_iter().chain(speak(own));
                calls.push(call(earlier(9), leaves.collect()));
            }
            Some(_) => acts.push(CallerAct::Key("1")),
            None => {}
        }
        if shift.twist == Some(Twist::WrongPins) {
            calls.push(call(earlier(25), vec![CallerAct::SignIn { right: false }; 3]));
        }
        if shift.twist != Some(Twist::HangsUpAtTheJob) {
            acts.push(CallerAct::Key(home));
            acts.extend(speak(shift.twist.and_then(Twist::sound).unwrap_or(own)));
        }
        let from = shift.twist.and_then(Twist::phone);
        let clock_ahead_mins = if shift.twist == Some(Twist::ClockSetBack) { 20 } else { 0 };
        calls.push(PlannedCall { from, clock_ahead_mins, ..call(shift.from, acts) });
        if let Some(at) = shift.moves.filter(|_| shift.twist.is_none()) {
            calls.push(call(at, [signed_in, CallerAct::Key(YARD_JOB_CODE)].into_iter().chain(speak(own)).collect()));
        }
        if shift.twist.is_some_and(Twist::forgets_out) {
            forgotten = shift.twist;
        } else {
            calls.push(call(shift.to, [signed_in, CallerAct::Pound].into_iter().chain(speak(own)).collect()));
        }
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::{super::kiosk_days::DoorAct, *};

    fn zones() -> Zones {
        Zones { office: Zone::parse("America/Chicago").unwrap(), west: Zone::parse("America/Denver").unwrap() }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_same_seed_plans_the_same_and_another_one_something_else() {
        let now = at("2026-11-19T16:00:00Z");
        assert_eq!(plan(1, now, &zones()), plan(1, now, &zones()));
        assert_ne!(plan(1, now, &zones()), plan(2, now, &zones()));
    }

    #[test]
    fn somebody_is_in_and_nothing_happens_in_the_future_whatever_the_hour_is() {
        for now in ["2026-11-16T06:10:00Z", "2026-11-19T16:00:00Z", "2026-11-22T03:00:00Z", "2026-12-31T23:59:59Z"] {
            let planned = plan(7, at(now), &zones());
            assert!(planned.len() > 600, "{now}: {}", planned.len());
            assert!(planned.iter().all(|planned| planned.at() < at(now)));
            assert!(planned.iter().filter(|planned| matches!(planned, Planned::Visit(_))).count() > 100, "{now}");
            for person in CLOCKED_IN_NOW {
                let last = planned.iter().rfind(|planned| planned.person() == person).unwrap();
                assert!(at(now).duration_since(last.at()) < SignedDuration::from_hours(6), "{now}: {person}");
                let has_left = match last {
                    Planned::Call(call) => call.acts.contains(&CallerAct::Pound),
                    Planned::Visit(visit) => !matches!(visit.act, DoorAct::In(..) | DoorAct::NewShift(_)),
                };
                assert!(!has_left, "{now}: {person} came and has not left");
            }
        }
    }
}
