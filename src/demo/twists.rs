//! What goes wrong in the demo's three weeks, so that there is one of everything to settle.

use super::sound::Sound;

/// A number that nobody in the workspace has.
const STRANGERS_PHONE: &str = "+15555550177";

/// How a shift is not like the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twist {
    /// Forgets to clock out.
    ForgetsOut,
    /// Forgets, hangs up when asked about it, and is not back yet.
    HangsUpAtTheQuestion,
    /// Forgets, and ends the shift a day later.
    ClocksOutInTheMorning,
    /// Hangs up when asked for the job.
    HangsUpAtTheJob,
    /// Keys three wrong PINs in a row before the right one.
    WrongPins,
    /// Calls from a phone that nobody in the workspace has.
    StrangePhone,
    /// The machine's clock was ahead when the call was answered, and was set right during it.
    ClockSetBack,
    /// Says this instead of their name.
    Sounds(Sound),
}

/// Week, weekday from Monday, person. The first week is clean; in the second one what was wrong is settled; the third
/// waits for payroll.
const TWISTS: [(i64, i64, usize, Twist); 16] = [
    (0, 3, 18, Twist::StrangePhone),
    (1, 2, PERSON_WHO_FORGOT, Twist::ForgetsOut),
    (2, 1, 6, Twist::ForgetsOut),
    (2, 3, 7, Twist::HangsUpAtTheQuestion),
    (2, 2, 8, Twist::ClocksOutInTheMorning),
    (2, 3, 9, Twist::HangsUpAtTheJob),
    (2, 0, 10, Twist::Sounds(Sound::Nothing)),
    (2, 1, 11, Twist::Sounds(Sound::Silence)),
    (2, 1, 13, Twist::Sounds(Sound::Short)),
    (2, 2, 3, Twist::Sounds(Sound::Clipped)),
    (2, 3, 4, Twist::Sounds(Sound::Unreadable)),
    (2, 0, PERSON_SPOKEN_FOR, Twist::Sounds(Sound::NameBy(12))),
    (2, 4, 16, Twist::StrangePhone),
    (2, 3, 19, Twist::ClockSetBack),
    (2, 3, 17, Twist::WrongPins),
    (2, 2, 22, Twist::StrangePhone),
];

/// Who has forgotten to clock out, and whose entry payroll has corrected.
pub const PERSON_WHO_FORGOT: usize = 20;
/// In whose name somebody else spoke.
pub const PERSON_SPOKEN_FOR: usize = 15;
/// Whose approved hours were opened again and changed.
pub const PERSON_CHANGED: usize = 5;
/// For whom an entry was added although they had clocked it themselves.
pub const PERSON_ADDED_TWICE: usize = 18;

/// What goes wrong in a shift, by week and weekday, both counted from 0, and the person's index in `PEOPLE`.
#[must_use]
pub fn twist_on(week: i64, weekday: i64, person: usize) -> Option<Twist> {
    let here = |(in_week, on, who, _): &&(i64, i64, usize, Twist)| (*in_week, *on, *who) == (week, weekday, person);
    TWISTS.iter().find(here).map(|(_, _, _, twist)| *twist)
}

impl Twist {
    /// Whether the shift has no clock-out when it ends.
    #[must_use]
    pub const fn forgets_out(self) -> bool {
        match self {
            Self::ForgetsOut | Self::HangsUpAtTheQuestion | Self::ClocksOutInTheMorning => true,
            Self::HangsUpAtTheJob | Self::WrongPins | Self::StrangePhone | Self::ClockSetBack | Self::Sounds(_) => {
                false
            }
        }
    }

    /// What is heard in the place of the name; none where it is the name.
    #[must_use]
    pub const fn sound(self) -> Option<Sound> {
        match self {
            Self::Sounds(sound) => Some(sound),
            Self::ForgetsOut
            | Self::HangsUpAtTheQuestion
            | Self::ClocksOutInTheMorning
            | Self::HangsUpAtTheJob
            | Self::WrongPins
            | Self::StrangePhone
            | Self::ClockSetBack => None,
        }
    }

    /// The phone that is called from; none where it is their own.
    #[must_use]
    pub const fn phone(self) -> Option<&'static str> {
        match self {
            Self::StrangePhone => Some(STRANGERS_PHONE),
            Self::ForgetsOut
            | Self::HangsUpAtTheQuestion
            | Self::ClocksOutInTheMorning
            | Self::HangsUpAtTheJob
            | Self::WrongPins
            | Self::ClockSetBack
            | Self::Sounds(_) => None,
        }
    }
}
