//! Clocks that are set, that sleep, that are kept right; programs and machines that are started anew.

use super::*;

const MIN: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
const YEAR: i64 = 365 * DAY;

fn secs(secs: i64) -> SignedDuration {
    SignedDuration::from_secs(secs)
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

/// A machine whose wall clock a test sets while time passes.
struct Machine {
    watch: ClockWatch,
    passed: i64,
    set_by: i64,
    boot: u32,
    booted_at: i64,
}

impl Machine {
    fn new() -> Self {
        let mut machine = Self {
            watch: ClockWatch::new(ClockReading { wall: at(0), uptime: secs(0) }),
            passed: 0,
            set_by: 0,
            boot: 1,
            booted_at: -HOUR,
        };
        machine.watch = ClockWatch::new(machine.reading());
        machine
    }

    fn reading(&self) -> ClockReading {
        ClockReading { wall: at(self.passed + self.set_by), uptime: secs(self.passed - self.booted_at) }
    }

    fn set(&mut self, by: i64) -> Option<ClockChange> {
        self.set_by += by;
        self.watch.look(self.reading())
    }

    fn wait(&mut self, long: i64) -> Option<ClockChange> {
        self.passed += long;
        self.watch.look(self.reading())
    }

    /// Stops the program, does something to the machine, and starts it again.
    fn restart(&mut self, act: impl FnOnce(&mut Self)) {
        self.restart_with(StoredTimes::default(), act);
    }

    fn restart_with(&mut self, stored: StoredTimes, act: impl FnOnce(&mut Self)) {
        let kept = self.watch.keep(self.reading(), self.boot.to_string());
        act(self);
        self.watch = ClockWatch::take_up(Some(&kept), &self.boot.to_string(), self.reading(), stored);
    }

    fn reboot(&mut self) {
        self.boot += 1;
        self.booted_at = self.passed;
    }

    fn doubt(&self) -> Option<(DoubtCause, i64, bool)> {
        self.watch.doubt().map(|doubt| (doubt.cause, doubt.by.as_secs(), doubt.put_right))
    }

    fn ends(&self) -> i64 {
        self.watch.time_for_ends(self.reading()).duration_since(at(0)).as_secs()
    }
}

#[test]
fn a_clock_that_is_set_by_more_than_a_minute_is_doubted_until_it_was_steady_for_an_hour() {
    for by in [61, 100, HOUR, DAY, YEAR, -61, -100, -HOUR, -DAY, -10 * YEAR] {
        let mut machine = Machine::new();
        machine.wait(20);
        assert!(matches!(machine.set(by), Some(ClockChange::Doubted(_))), "{by}");
        assert_eq!(machine.doubt().map(|(cause, by, _)| (cause, by)), Some((DoubtCause::Jumped, by)));
        assert_eq!(machine.wait(HOUR - 1), None);
        assert!(machine.doubt().is_some(), "{by}");
        assert_eq!(machine.wait(1), Some(ClockChange::Believed));
        assert_eq!(machine.doubt(), None);
        assert_eq!(machine.ends(), machine.passed + by, "what it says is the time from here on");
    }
}

#[test]
fn small_steps_a_long_sleep_and_a_clock_that_is_kept_right_are_no_jump() {
    let mut machine = Machine::new();
    for by in [59, -59, 30, -30] {
        assert_eq!(machine.set(by), None, "{by}");
    }
    // Asleep: the uptime goes on.
    assert_eq!(machine.wait(30 * DAY), None);
    // The fastest that chrony turns a clock: a twelfth.
    for _ in 0..2 * 60 {
        assert_eq!((machine.wait(MIN), machine.set(5)), (None, None));
    }
    assert_eq!(machine.doubt(), None);
}

#[test]
fn small_steps_close_together_are_a_jump() {
    let mut machine = Machine::new();
    assert_eq!(machine.set(40), None);
    machine.wait(MIN);
    assert!(machine.set(40).is_some());
}

#[test]
fn a_second_jump_begins_the_hour_anew_and_the_time_without_them_goes_on() {
    let mut machine = Machine::new();
    machine.set(YEAR);
    machine.wait(50 * MIN);
    assert_eq!(machine.ends(), 50 * MIN, "nothing ends by a clock that is a year ahead");
    machine.set(-YEAR);
    assert_eq!(machine.doubt(), Some((DoubtCause::Jumped, -YEAR, true)));
    assert_eq!(machine.wait(50 * MIN), None);
    assert_eq!(machine.ends(), 100 * MIN);
    assert_eq!(machine.wait(10 * MIN), Some(ClockChange::Believed));
}

#[test]
fn a_clock_that_is_behind_ends_nothing_later_than_it_says_and_nothing_early_when_it_is_right_again() {
    let mut machine = Machine::new();
    machine.set(-7 * YEAR);
    assert_eq!(machine.doubt(), Some((DoubtCause::Jumped, -7 * YEAR, false)), "all that is written down is not wrong");
    assert_eq!(machine.ends(), -7 * YEAR);
    machine.wait(MIN);
    machine.set(7 * YEAR);
    assert_eq!(machine.ends(), MIN);
    assert_eq!(machine.doubt().map(|(_, _, right)| right), Some(true));
}

#[test]
fn somebody_who_says_that_it_is_right_ends_the_doubt() {
    let mut machine = Machine::new();
    machine.set(-2 * HOUR);
    machine.watch.believe(machine.reading());
    assert_eq!((machine.doubt(), machine.wait(MIN)), (None, None));
    assert!(machine.set(HOUR).is_some(), "the next jump is one again");
}

#[test]
fn a_jump_that_a_restart_hides_is_found_by_the_uptime() {
    let mut machine = Machine::new();
    machine.restart(|machine| machine.passed += 10);
    assert_eq!(machine.doubt(), None);
    machine.restart(|machine| machine.set_by += YEAR);
    assert_eq!(machine.doubt(), Some((DoubtCause::Jumped, YEAR, true)));
    assert_eq!(machine.ends(), 10);
    machine.restart(|machine| machine.set_by -= YEAR);
    assert_eq!(machine.doubt(), Some((DoubtCause::Jumped, -YEAR, true)));
}

#[test]
fn a_restart_of_the_program_does_not_end_the_doubt_nor_begin_its_hour_anew() {
    let mut machine = Machine::new();
    machine.set(DAY);
    machine.wait(30 * MIN);
    machine.restart(|machine| machine.passed += MIN);
    assert!(machine.doubt().is_some());
    assert_eq!(machine.wait(29 * MIN), Some(ClockChange::Believed));
}

#[test]
fn a_restart_of_the_machine_begins_the_hour_anew() {
    let mut machine = Machine::new();
    machine.set(DAY);
    machine.wait(50 * MIN);
    machine.restart(Machine::reboot);
    assert!(machine.doubt().is_some());
    assert_eq!(machine.ends(), 50 * MIN);
    assert_eq!(machine.wait(59 * MIN), None);
    assert_eq!(machine.wait(MIN), Some(ClockChange::Believed));
}

#[test]
fn a_machine_that_was_off_for_a_month_is_believed() {
    let mut machine = Machine::new();
    let stored = StoredTimes { oldest: Some(at(-YEAR)), newest: Some(at(0)), believed_newest: None };
    machine.restart_with(stored, |machine| {
        machine.passed += 30 * DAY;
        machine.reboot();
    });
    assert_eq!(machine.doubt(), None);
    assert_eq!(machine.ends(), 30 * DAY);
}

#[test]
fn a_machine_that_starts_behind_what_was_written_down_is_doubted() {
    let mut machine = Machine::new();
    machine.restart(|machine| {
        machine.reboot();
        machine.set_by -= 6 * YEAR;
    });
    assert_eq!(machine.doubt(), Some((DoubtCause::BehindStored, -6 * YEAR, false)));
    let stored = StoredTimes { oldest: Some(at(-YEAR)), newest: Some(at(YEAR)), believed_newest: None };
    let watch = ClockWatch::take_up(None, "1", ClockReading { wall: at(0), uptime: secs(9) }, stored);
    let found = watch.doubt().map(|doubt| (doubt.cause, doubt.by.as_secs(), doubt.put_right));
    assert_eq!(
        found,
        Some((DoubtCause::BehindStored, -YEAR, false)),
        "a day and more: the clock may be behind as well"
    );
}

#[test]
fn what_was_stored_ahead_is_told_once_and_not_at_every_start() {
    let mut machine = Machine::new();
    let stored = StoredTimes { oldest: None, newest: Some(at(YEAR)), believed_newest: None };
    machine.restart_with(stored, |_| ());
    assert!(machine.doubt().is_some());
    machine.wait(HOUR);
    machine.restart_with(StoredTimes { believed_newest: stored.newest, ..stored }, |_| ());
    assert_eq!(machine.doubt(), None);
}

#[test]
fn a_clock_that_was_ahead_from_the_first_start_and_is_put_right_is_known_to_be_right() {
    let stored = StoredTimes { oldest: Some(at(-DAY)), newest: Some(at(-HOUR)), believed_newest: None };
    let mut machine = Machine { set_by: YEAR, ..Machine::new() };
    machine.watch = ClockWatch::take_up(None, "1", machine.reading(), stored);
    assert_eq!(machine.doubt(), None);
    machine.wait(3 * HOUR);
    machine.set(-YEAR);
    assert_eq!(machine.doubt(), Some((DoubtCause::Jumped, -YEAR, true)));
}

#[test]
fn a_clock_that_was_right_for_long_and_goes_back_by_more_than_a_day_is_wrong_now() {
    let mut machine = Machine::new();
    machine.wait(30 * DAY);
    machine.set(-3 * DAY);
    assert_eq!(machine.doubt().map(|(_, _, right)| right), Some(false));
    let mut machine = Machine::new();
    machine.wait(30 * DAY);
    machine.set(-HOUR);
    assert_eq!(machine.doubt().map(|(_, _, right)| right), Some(true), "an hour is rather daylight saving set by hand");
}

#[test]
fn lengths_are_read_in_two_units() {
    let words = |length: i64| length_in_words(secs(length));
    assert_eq!([words(0), words(59), words(100), words(-HOUR)], ["0 s", "59 s", "1 min 40 s", "1 h"]);
    assert_eq!(length_in_words(SignedDuration::from_millis(999 - YEAR * 1_000)), "364 days 23 h");
    assert_eq!(length_in_words(SignedDuration::from_millis(3 - YEAR * 1_000)), "365 days", "to the nearest second");
    assert_eq!([words(DAY), words(YEAR), words(DAY + 2 * HOUR + 3)], ["1 day", "365 days", "1 day 2 h"]);
}

#[test]
fn a_minute_is_no_jump_and_what_was_written_a_minute_from_now_is_no_doubt() {
    let mut machine = Machine::new();
    assert_eq!((machine.set(60), machine.set(-120)), (None, None));
    let behind = |newest| {
        let stored = StoredTimes { newest: Some(at(newest)), ..StoredTimes::default() };
        ClockWatch::take_up(None, "1", ClockReading { wall: at(0), uptime: secs(9) }, stored).doubt().is_some()
    };
    assert_eq!((behind(60), behind(61)), (false, true));
}

#[test]
fn a_clock_of_which_nothing_else_is_known_is_put_right_by_a_day_at_most() {
    for (by, right) in [(-DAY, true), (-DAY - 1, false)] {
        let mut machine = Machine::new();
        machine.wait(30 * DAY);
        machine.set(by);
        assert_eq!(machine.doubt(), Some((DoubtCause::Jumped, by, right)));
    }
}

#[test]
fn a_clock_is_not_put_right_to_before_what_it_had_written_down() {
    let put_right = |newest: i64, wait: i64, by: i64| {
        let stored = StoredTimes { newest: Some(at(newest)), ..StoredTimes::default() };
        let mut machine = Machine::new();
        machine.watch = ClockWatch::take_up(None, "1", machine.reading(), stored);
        machine.wait(wait);
        machine.set(by);
        machine.doubt().map(|(_, _, right)| right)
    };
    assert_eq!(put_right(-HOUR, 0, -HOUR), Some(true));
    assert_eq!(put_right(-HOUR, 0, -HOUR - 1), Some(false));
    // By more than a day only to before the time since which it has been believed.
    assert_eq!(put_right(-10 * DAY, 5 * DAY, -5 * DAY), Some(false));
    assert_eq!(put_right(-10 * DAY, 5 * DAY, -5 * DAY - 1), Some(true));
}

#[test]
fn a_clock_that_comes_back_to_within_ten_minutes_was_put_right() {
    for (short, right) in [(600, true), (601, false)] {
        let mut machine = Machine::new();
        machine.set(-YEAR);
        machine.set(YEAR - short);
        assert_eq!(machine.doubt().map(|(_, _, right)| right), Some(right), "{short}");
    }
}

#[test]
fn a_clock_believed_more_than_a_minute_ahead_is_believed_from_then_on_alone() {
    for (ahead, stretch) in [
        (60, BelievedSpan { before: None, from: at(0) }),
        (61, BelievedSpan { before: Some(at(MIN)), from: at(MIN + 61) }),
    ] {
        let mut machine = Machine::new();
        machine.wait(MIN);
        machine.set(HOUR);
        machine.set(ahead - HOUR);
        machine.watch.believe(machine.reading());
        assert_eq!(machine.watch.keep(machine.reading(), String::new()).stretch, stretch, "{ahead}");
    }
}

#[test]
fn a_link_lives_by_the_later_of_the_two_times() {
    for (by, lives) in [(0, MIN), (YEAR, YEAR + MIN), (-YEAR, MIN)] {
        let mut machine = Machine::new();
        machine.set(by);
        machine.wait(MIN);
        assert_eq!(machine.watch.time_for_lives(machine.reading()), at(lives), "{by}");
    }
}

#[test]
fn machines_that_do_not_tell_one_start_from_another_are_taken_to_have_started() {
    let machine = Machine::new();
    let kept = machine.watch.keep(machine.reading(), String::new());
    let later = ClockReading { wall: at(YEAR), uptime: secs(2 * HOUR) };
    assert_eq!(ClockWatch::take_up(Some(&kept), "", later, StoredTimes::default()).doubt(), None);
    let kept = EarlierRun { boot: "1".to_owned(), ..kept };
    assert!(ClockWatch::take_up(Some(&kept), "1", later, StoredTimes::default()).doubt().is_some());
    assert_eq!(ClockWatch::take_up(Some(&kept), "2", later, StoredTimes::default()).doubt(), None);
}

#[test]
fn what_is_amiss_is_said_with_its_direction_and_length() {
    let said = |by| {
        let mut machine = Machine::new();
        machine.set(by);
        machine.watch.doubt().unwrap().in_words()
    };
    assert_eq!(said(HOUR), "the clock was set ahead by 1 h");
    assert_eq!(said(-HOUR), "the clock was set back by 1 h");
    let mut machine = Machine::new();
    machine.restart(|machine| {
        machine.reboot();
        machine.set_by -= 2 * DAY;
    });
    assert_eq!(machine.watch.doubt().unwrap().in_words(), "the clock is 2 days behind what was written down by it");
}

#[test]
fn a_cause_that_is_stored_is_read_back() {
    assert_eq!(
        [DoubtCause::Jumped, DoubtCause::BehindStored].map(|cause| (cause.name(), DoubtCause::parse(cause.name()))),
        [("jumped", Some(DoubtCause::Jumped)), ("behind stored", Some(DoubtCause::BehindStored))]
    );
    assert_eq!(DoubtCause::parse("set"), None);
}
