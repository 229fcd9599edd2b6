//! Whether the wall clock can be believed: it is held against the uptime, which nobody sets, and against what was
//! written down by it.

use jiff::{SignedDuration, Timestamp};

use super::clock::ClockReading;

/// A wall clock that is set by no more than this is being kept right.
pub const JUMP_THRESHOLD: SignedDuration = SignedDuration::from_secs(60);
/// A clock that has jumped is believed again after going on steadily for so long.
pub const BELIEVED_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// Small steps within this long add up to a jump.
const ANCHOR_WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// A clock that comes back this close to what it would say without its jumps was put right.
const PUT_RIGHT_TOLERANCE: SignedDuration = SignedDuration::from_mins(10);
/// A clock that was steady is rather put right by less than this than by more.
const MAX_SMALL_STEP: SignedDuration = SignedDuration::from_hours(24);

/// What speaks against the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoubtCause {
    /// It was set while the uptime went on.
    Jumped,
    /// Something was written down later than it says now.
    BehindStored,
}

impl DoubtCause {
    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jumped => "jumped",
            Self::BehindStored => "behind stored",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Jumped, Self::BehindStored].into_iter().find(|cause| cause.name() == name)
    }
}

/// A clock that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockDoubt {
    /// What gave it away.
    pub cause: DoubtCause,
    /// How far ahead it was set, or lies; back where it is negative.
    pub by: SignedDuration,
    /// What it said then.
    pub noticed_at: Timestamp,
    /// The uptime since which it goes on steadily.
    pub steady_since: SignedDuration,
    /// The time without the jumps, as it was at some uptime.
    pub undisturbed: ClockReading,
    /// Whether it rather was put right, so that what was written down later than now is wrong.
    pub put_right: bool,
}

impl ClockDoubt {
    /// What is wrong, as a sentence's end: `the clock was set ahead by 1 h`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let by = length_in_words(self.by);
        match (self.cause, self.by.is_negative()) {
            (DoubtCause::Jumped, false) => format!("the clock was set ahead by {by}"),
            (DoubtCause::Jumped, true) => format!("the clock was set back by {by}"),
            (DoubtCause::BehindStored, _) => format!("the clock is {by} behind what was written down by it"),
        }
    }

    /// How long it still has to go on steadily.
    #[must_use]
    pub fn remaining(&self, uptime: SignedDuration) -> SignedDuration {
        BELIEVED_AFTER.saturating_sub(uptime.saturating_sub(self.steady_since)).max(SignedDuration::ZERO)
    }
}

/// For how long the clock has been believed, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BelievedSpan {
    /// The newest moment known from before.
    pub before: Option<Timestamp>,
    /// What the clock said at its beginning.
    pub from: Timestamp,
}

/// What is known from an earlier run of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierRun {
    /// What both clocks said when it was last looked at.
    pub at: ClockReading,
    /// The start of the machine that the uptime was counted from.
    pub boot: String,
    /// For how long the clock had been believed.
    pub stretch: BelievedSpan,
    /// What was wrong with the clock, if anything.
    pub doubt: Option<ClockDoubt>,
}

/// What the database holds of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredTimes {
    /// The earliest time that was written down; None in an empty database.
    pub oldest: Option<Timestamp>,
    /// The latest time that was written down; None in an empty database.
    pub newest: Option<Timestamp>,
    /// The newest when the clock was last believed: it says nothing any more.
    pub believed_newest: Option<Timestamp>,
}

/// What a look at the clock has found to be different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockChange {
    /// The clock was right until now and may be wrong from here on.
    Doubted(ClockDoubt),
    /// The clock is believed again.
    Believed,
}

/// The clock as it was seen so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockWatch {
    anchor: ClockReading,
    stretch: BelievedSpan,
    doubt: Option<ClockDoubt>,
}

impl ClockWatch {
    /// Believes what the clock says, as nothing else is known.
    #[must_use]
    pub const fn new(reading: ClockReading) -> Self {
        Self { anchor: reading, stretch: BelievedSpan { before: None, from: reading.wall }, doubt: None }
    }

    /// Goes on from an earlier run. A clock that is behind it is wrong now or was wrong then; one that is far ahead
    /// may only have been off for long, unless the machine has been up all the time.
    #[must_use]
    pub fn take_up(kept: Option<&EarlierRun>, boot: &str, reading: ClockReading, stored: StoredTimes) -> Self {
        let mut watch = match kept {
            Some(kept) if !boot.is_empty() && kept.boot == boot => {
                let mut watch = Self { anchor: kept.at, stretch: kept.stretch, doubt: kept.doubt };
                watch.look(reading);
                watch
            }
            Some(kept) => Self::after_a_reboot(kept, reading),
            None => {
                let before = stored.newest.filter(|newest| *newest <= reading.wall).or(stored.oldest);
                Self { stretch: BelievedSpan { before, from: reading.wall }, ..Self::new(reading) }
            }
        };
        if let Some(newest) = stored.newest.filter(|newest| stored.believed_newest.is_none_or(|known| *newest > known))
            && watch.doubt.is_none()
        {
            watch.hold_against(newest, reading);
        }
        watch
    }

    fn after_a_reboot(kept: &EarlierRun, reading: ClockReading) -> Self {
        // The uptime begins anew, and with it the hour.
        let again = |doubt: ClockDoubt| ClockDoubt {
            steady_since: reading.uptime,
            undisturbed: ClockReading {
                wall: doubt.undisturbed.wall_at(kept.at.uptime).min(reading.wall),
                uptime: reading.uptime,
            },
            ..doubt
        };
        let mut watch = Self { anchor: reading, stretch: kept.stretch, doubt: kept.doubt.map(again) };
        watch.hold_against(kept.at.wall, reading);
        if watch.doubt.is_none() {
            watch.stretch = BelievedSpan { before: Some(kept.at.wall), from: reading.wall };
        }
        watch
    }

    /// Doubts a clock that is behind a moment at which something was written down.
    fn hold_against(&mut self, newest: Timestamp, reading: ClockReading) {
        let by = reading.wall.duration_since(newest);
        if by < SignedDuration::ZERO.saturating_sub(JUMP_THRESHOLD) {
            let undisturbed = ClockReading { wall: newest, uptime: reading.uptime };
            self.doubt_it((DoubtCause::BehindStored, by), undisturbed, reading);
        }
    }

    fn doubt_it(
        &mut self,
        (cause, by): (DoubtCause, SignedDuration),
        undisturbed: ClockReading,
        reading: ClockReading,
    ) {
        let put_right = match (self.doubt, by.is_negative()) {
            (Some(doubt), _) => is_back(doubt.undisturbed, reading),
            (None, false) => true,
            (None, true) => self.is_rather_right(reading.wall, by),
        };
        self.doubt = Some(ClockDoubt {
            cause,
            by,
            noticed_at: reading.wall,
            steady_since: reading.uptime,
            undisturbed: self.doubt.map_or(undisturbed, |doubt| doubt.undisturbed),
            put_right,
        });
    }

    /// Of a clock that was believed and then set back: whether it was wrong before rather than now. What is older
    /// than all that it had written down before is no right time.
    fn is_rather_right(&self, now: Timestamp, by: SignedDuration) -> bool {
        let BelievedSpan { before, from } = self.stretch;
        let is_small = by.abs() <= MAX_SMALL_STEP;
        before.map_or(is_small, |before| now >= before && (is_small || now < from))
    }

    /// Looks at the clock; whether something is different since the last look.
    pub fn look(&mut self, reading: ClockReading) -> Option<ClockChange> {
        let by = reading.set_since(self.anchor);
        if by.abs() > JUMP_THRESHOLD {
            self.doubt_it((DoubtCause::Jumped, by), self.anchor, reading);
            self.anchor = reading;
            return self.doubt.map(ClockChange::Doubted);
        }
        if reading.uptime.saturating_sub(self.anchor.uptime) >= ANCHOR_WINDOW {
            self.anchor = reading;
        }
        if self.doubt.is_some_and(|doubt| doubt.remaining(reading.uptime).is_zero()) {
            self.believe(reading);
            return Some(ClockChange::Believed);
        }
        None
    }

    /// Somebody says that it is right, or it has gone on steadily.
    pub fn believe(&mut self, reading: ClockReading) {
        if let Some(doubt) = self.doubt.take() {
            let undisturbed = doubt.undisturbed.wall_at(reading.uptime);
            let BelievedSpan { before, from } = self.stretch;
            self.stretch = if reading.wall.duration_since(undisturbed) > JUMP_THRESHOLD {
                BelievedSpan { before: Some(undisturbed), from: reading.wall }
            } else {
                BelievedSpan { before: before.map(|before| before.min(reading.wall)), from: from.min(reading.wall) }
            };
        }
        self.anchor = reading;
    }

    /// What is wrong with the clock; None while it is believed.
    #[must_use]
    pub const fn doubt(&self) -> Option<ClockDoubt> {
        self.doubt
    }

    /// By which time whatever ends by itself is judged: of a clock in doubt the earlier of what it says and of what it
    /// would say without its jumps, so that nothing ends too early.
    #[must_use]
    pub fn time_for_ends(&self, reading: ClockReading) -> Timestamp {
        self.doubt.map_or(reading.wall, |doubt| doubt.undisturbed.wall_at(reading.uptime).min(reading.wall))
    }

    /// From which time the life of a link is counted: of a clock in doubt the later of the two, so that a link of a
    /// clock that is behind is good once that is right again.
    #[must_use]
    pub fn time_for_lives(&self, reading: ClockReading) -> Timestamp {
        self.doubt.map_or(reading.wall, |doubt| doubt.undisturbed.wall_at(reading.uptime).max(reading.wall))
    }

    /// For the next run of the program.
    #[must_use]
    pub const fn keep(&self, reading: ClockReading, boot: String) -> EarlierRun {
        EarlierRun { at: reading, boot, stretch: self.stretch, doubt: self.doubt }
    }
}

fn is_back(undisturbed: ClockReading, reading: ClockReading) -> bool {
    let expected = undisturbed.wall_at(reading.uptime);
    reading.wall >= expected.saturating_sub(PUT_RIGHT_TOLERANCE).unwrap_or(Timestamp::MIN)
}

/// A length without its sign, to two units: `365 days`, `1 h 5 min`, `2 min 10 s`.
#[must_use]
pub fn length_in_words(length: SignedDuration) -> String {
    length_in_units(length, ["day", "days"])
}

/// The same with what one day and several are called in another language.
#[must_use]
pub fn length_in_units(length: SignedDuration, [day, of_days]: [&str; 2]) -> String {
    let secs = u64::try_from(length.as_millis().unsigned_abs().saturating_add(500) / 1_000).unwrap_or(u64::MAX);
    let (days, hours, mins, secs) = (secs / 86_400, secs / 3_600 % 24, secs / 60 % 60, secs % 60);
    let days_word = if days == 1 { day } else { of_days };
    let units = [(days, days_word), (hours, "h"), (mins, "min"), (secs, "s")];
    let from = units.iter().position(|(count, _)| *count > 0).unwrap_or(units.len() - 1);
    let words = units.iter().skip(from).take(2).enumerate().filter(|(place, (count, _))| *place == 0 || *count > 0);
    words.map(|(_, (count, unit))| format!("{count} {unit}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
