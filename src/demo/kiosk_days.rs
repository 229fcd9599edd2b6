//! Who clocks at a kiosk instead of by phone, how they are found there, and what goes wrong. Decides and does nothing.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    cast::{YARD_JOB_CODE, home_job},
    shift::Shift,
};

/// A place with a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// At the office, for everybody.
    Yard,
    /// In the west, for those who work there, where nothing is asked behind a name.
    Trailer,
}

impl Door {
    /// Every one that there is.
    pub const ALL: [Self; 2] = [Self::Yard, Self::Trailer];

    /// What people call the kiosk.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yard => "Yard gate",
            Self::Trailer => "Stadium trailer",
        }
    }

    /// What people call its tablet.
    #[must_use]
    pub const fn tablet(self) -> &'static str {
        match self {
            Self::Yard => "Tablet at the gate",
            Self::Trailer => "Trailer tablet",
        }
    }
}

/// How somebody is found at a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// By their badge.
    Badge,
    /// By their name and PIN.
    Pin,
    /// By their name alone.
    Name,
    /// By a colleague with the Universal PIN.
    Colleague,
    /// By an admin, with a code of their own.
    Supervisor,
}

/// What somebody does at a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DoorAct {
    /// Clocks in, to the job with this phone code; without one it is the kiosk's.
    In(Way, Option<&'static str>),
    /// Clocks in, though they were never clocked out the day before.
    NewShift(Way),
    /// Clocks out.
    Out(Way),
    /// Goes on to the job with this phone code.
    Moves(Way, &'static str),
    /// Keys a PIN that is wrong.
    Mistypes,
    /// Leaves a note for the manager.
    Notes(&'static str),
}

/// A visit to a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlannedVisit {
    /// When it is.
    pub at: Timestamp,
    /// Who comes, by index in `PEOPLE`.
    pub person: usize,
    /// Where.
    pub door: Door,
    /// What they do.
    pub act: DoorAct,
}

/// Those who clock at a kiosk from Monday to Thursday, by index in `PEOPLE`, and how. On Fridays they call.
const REGULARS: [(usize, Door, Way); 6] = [
    (12, Door::Yard, Way::Badge),
    (14, Door::Yard, Way::Pin),
    (16, Door::Yard, Way::Badge),
    (21, Door::Trailer, Way::Name),
    (23, Door::Trailer, Way::Name),
    (PERSON_AT_TWO_KIOSKS, Door::Trailer, Way::Name),
];
/// Whose badge is shown in the west, and at the yard within minutes.
const PERSON_AT_TWO_KIOSKS: usize = 24;
/// Those whose badges somebody shows one after the other, on the Thursday of the last week.
const CROWD: [usize; 5] = [12, 13, 14, 15, 16];
/// Who does not know their PIN, and is locked just now.
pub const PERSON_LOCKED: usize = 10;
/// What they leave for their manager.
const NOTE: &str = "My PIN does not work. I am here.";

/// How a day at a kiosk is not like the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DoorTwist {
    MistypesFirst,
    ByColleague,
    BySupervisor,
    ForgetsOut,
    AtTwoKiosks,
    StartsLate,
    InACrowd(i64),
}

/// Week, weekday from Monday, person.
const TWISTS: [(i64, i64, usize, DoorTwist); 6] = [
    (1, 1, 14, DoorTwist::MistypesFirst),
    (2, 0, 16, DoorTwist::ByColleague),
    (2, 1, PERSON_AT_TWO_KIOSKS, DoorTwist::ForgetsOut),
    (2, 2, 16, DoorTwist::StartsLate),
    (2, 2, 23, DoorTwist::BySupervisor),
    (2, 3, PERSON_AT_TWO_KIOSKS, DoorTwist::AtTwoKiosks),
];

fn twist_on(week: i64, weekday: i64, person: usize) -> Option<DoorTwist> {
    if (week, weekday) == (2, 3)
        && let Some(place) = CROWD.iter().position(|of| *of == person)
    {
        return Some(DoorTwist::InACrowd(i64::try_from(place).unwrap_or(0)));
    }
    let here = |(in_week, on, who, _): &&(i64, i64, usize, DoorTwist)| (*in_week, *on, *who) == (week, weekday, person);
    TWISTS.iter().find(here).map(|(_, _, _, twist)| *twist)
}

/// Whether a shift begins and ends at a kiosk.
pub(super) fn is_at_kiosk(person: usize, shift: &Shift) -> bool {
    let is_regular = REGULARS.iter().any(|(regular, _, _)| *regular == person) && shift.weekday < 4;
    is_regular || matches!(twist_on(shift.week, shift.weekday, person), Some(DoorTwist::InACrowd(_)))
}

/// The visits of a person, in the order of time.
pub(super) fn visits_of(person: usize, shifts: &[Shift]) -> Vec<PlannedVisit> {
    let regular = REGULARS.iter().find(|(regular, _, _)| *regular == person);
    let (door, way) = regular.map_or((Door::Yard, Way::Badge), |(_, door, way)| (*door, *way));
    let mut days = Days { person, door, visits: Vec::new(), forgotten: false };
    for shift in shifts {
        days.come_and_go(shift, way);
    }
    days.visits
}

struct Days {
    person: usize,
    door: Door,
    visits: Vec<PlannedVisit>,
    /// Whether they were never clocked out of the shift before.
    forgotten: bool,
}

impl Days {
    fn add(&mut self, at: Timestamp, door: Door, act: DoorAct) {
        self.visits.push(PlannedVisit { at, person: self.person, door, act });
    }

    fn come_and_go(&mut self, shift: &Shift, usual: Way) {
        let (mut from, mut to, mut way) = (shift.from, shift.to, usual);
        let twist = twist_on(shift.week, shift.weekday, self.person);
        let mut moves = shift.moves.filter(|_| twist.is_none());
        let mut way_out = usual;
        match twist {
            Some(DoorTwist::MistypesFirst) => self.add(after(from, -12), self.door, DoorAct::Mistypes),
            Some(DoorTwist::ByColleague) => (way, way_out) = (Way::Colleague, Way::Colleague),
            Some(DoorTwist::BySupervisor) => way_out = Way::Supervisor,
            Some(DoorTwist::StartsLate) => (from, to) = (after(from, 5 * 3600), after(to, 3 * 3600)),
            Some(DoorTwist::InACrowd(place)) => {
                (from, way) = (after(shift.at(7 * 3600 + 60), 2 * place), Way::Badge);
                way_out = if usual == Way::Pin { Way::Pin } else { Way::Badge };
            }
            Some(DoorTwist::AtTwoKiosks) => (way, moves) = (Way::Badge, Some(after(from, 6 * 60))),
            Some(DoorTwist::ForgetsOut) | None => {}
        }
        let job = match self.door {
            Door::Yard => Some(home_job(self.person)),
            Door::Trailer => None,
        };
        match std::mem::take(&mut self.forgotten) {
            true => self.add(from, self.door, DoorAct::NewShift(way)),
            false => self.add(from, self.door, DoorAct::In(way, job)),
        }
        if let Some(at) = moves {
            let (door, way) = match twist {
                Some(DoorTwist::AtTwoKiosks) => (Door::Yard, Way::Badge),
                Some(_) | None => (self.door, usual),
            };
            self.add(at, door, DoorAct::Moves(way, YARD_JOB_CODE));
        }
        match twist {
            Some(DoorTwist::ForgetsOut) => self.forgotten = true,
            Some(_) | None => self.add(to, self.door, DoorAct::Out(way_out)),
        }
    }
}

/// Who is locked at the yard just now, and has left a note: they had tried before, too.
pub(super) fn locked_now(now: Timestamp) -> Vec<PlannedVisit> {
    let visit = |secs, act| PlannedVisit { at: after(now, secs), person: PERSON_LOCKED, door: Door::Yard, act };
    let tries = [-2400, -2388, -2377, -400, -391, -383].map(|secs| visit(secs, DoorAct::Mistypes));
    tries.into_iter().chain([visit(-330, DoorAct::Notes(NOTE))]).collect()
}

/// How long it takes them from the first touch, in milliseconds: some are quick, and everybody is slower on some days.
#[must_use]
pub fn touched(visit: &PlannedVisit, day: Date) -> u32 {
    let (person, day) = (u32::try_from(visit.person).unwrap_or(0), u32::from(day.day().unsigned_abs()));
    2_400 + (person * 731 + day * 977) % 3_900
}

fn after(at: Timestamp, secs: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(secs)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::{super::cast::PEOPLE, *};

    #[test]
    fn everybody_who_is_named_is_there_and_at_most_one_thing_goes_wrong_on_a_day() {
        let named = REGULARS.iter().map(|(person, _, _)| *person).chain(CROWD).chain([PERSON_LOCKED]);
        assert!(named.into_iter().all(|person| person < PEOPLE.len()));
        for (week, weekday, person, twist) in TWISTS {
            assert_eq!(twist_on(week, weekday, person), Some(twist));
            assert!(super::super::twists::twist_on(week, weekday, person).is_none(), "{person} calls that day");
        }
        assert!(REGULARS.iter().filter(|(_, door, _)| *door == Door::Trailer).all(|(who, _, _)| PEOPLE[*who].is_west));
    }
}
