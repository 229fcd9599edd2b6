//! Today, in words: who is in, who is not, what waits, and the hours of the week.

use jiff::ToSpan;

use crate::{
    domain::pen::Pen,
    service::{
        kiosks::checkup::Concern,
        overview::{
            frame::Waiting,
            missing::Irregular,
            today::{Today, Weeks},
        },
    },
    web::pages::{
        layout::Page,
        reports::chart::{Bar, Chart},
    },
    wording::admin::HomeWords,
};

/// People named on the start page; the others are counted.
const MOST_NAMED: usize = 8;

/// A figure that leads on to a page.
pub(super) struct Tile {
    /// What is counted.
    pub name: &'static str,
    /// How much there is.
    pub figure: String,
    /// More about it.
    pub more: String,
    /// Where it leads.
    pub to: &'static str,
    /// Whether somebody should look at it.
    pub urgent: bool,
}

/// People whose day has not begun as usual.
pub(super) struct People {
    /// What they have in common.
    pub heading: &'static str,
    /// Who they are, and what is known of each.
    pub named: Vec<(String, String)>,
    /// How many there are beside these.
    pub others: usize,
}

/// A day of the week with its hours.
pub(super) struct DayRow {
    /// The weekday.
    pub name: String,
    /// Of the week before, and of this one.
    pub hours: [String; 2],
}

/// What the start page says of today.
pub(super) struct TodayView {
    /// The figures.
    pub tiles: Vec<Tile>,
    /// Who is missing, and who came late; empty ones are left out.
    pub people: Vec<People>,
    /// Devices of kiosks to look at.
    pub devices: Vec<String>,
    /// The hours of both weeks as a chart.
    pub chart: String,
    /// The hours in a table beside it.
    pub days: Vec<DayRow>,
    /// Of the weeks together.
    pub totals: [String; 2],
    /// Of these, overtime.
    pub overtime: [String; 2],
    /// The unit of hours.
    pub unit: &'static str,
}

impl TodayView {
    pub(super) fn new(today: Today, waiting: Waiting, page: &Page, pen: &Pen) -> Self {
        let words = &page.words.home;
        let devices = today.devices.iter().map(|concern| device(concern, words, pen)).collect();
        let (missing, late) = (&today.attendances.missing, &today.attendances.late);
        let people = [
            people(&words.missing, missing, |one| expected(one, words, pen)),
            people(&words.late, late, |one| {
                let came = one.came.map(|at| pen.time(at, &one.zone)).unwrap_or_default();
                format!("{came}, {}", expected(one, words, pen))
            }),
        ];
        let Weeks { this, last, overtime, .. } = today.weeks;
        let sum = |days: [i64; 7]| pen.hours(days.iter().sum());
        Self {
            tiles: tiles(&today, waiting, page, sum(this), sum(last)),
            people: people.into_iter().filter(|group| !group.named.is_empty()).collect(),
            devices,
            chart: chart(&today.weeks, words, pen),
            days: days(&today.weeks, pen),
            totals: [sum(last), sum(this)],
            overtime: [pen.hours(overtime[1]), pen.hours(overtime[0])],
            unit: page.words.hours_unit(pen.formats.hours),
        }
    }
}

/// When somebody was to start.
fn expected(one: &Irregular, words: &HomeWords, pen: &Pen) -> String {
    let time = pen.time(one.usual, &one.zone);
    if one.is_planned { words.planned_at(time) } else { words.usually_at(time) }
}

fn tiles(today: &Today, waiting: Waiting, page: &Page, this_week: String, last_week: String) -> Vec<Tile> {
    let words = &page.words.home;
    let mut tiles = vec![
        Tile {
            name: &words.in_now,
            figure: today.present.to_string(),
            more: match today.too_long {
                0 => String::new(),
                long => words.too_long(long, today.too_long_after_hours),
            },
            to: "/who-is-in",
            urgent: today.too_long > 0,
        },
        Tile {
            name: &words.open_exceptions,
            figure: waiting.exceptions.to_string(),
            more: match waiting.blocking {
                0 => String::new(),
                blocking => words.blocking(blocking),
            },
            to: "/exceptions",
            urgent: waiting.blocking > 0,
        },
        Tile {
            name: &words.to_hear,
            figure: waiting.voice_checks.to_string(),
            more: match waiting.flagged {
                0 => String::new(),
                flagged => words.flagged(flagged),
            },
            to: "/voice-checks",
            urgent: waiting.flagged > 0,
        },
        Tile {
            name: &words.hours_this_week,
            figure: this_week,
            more: words.hours_last_week(last_week),
            to: "/timesheets",
            urgent: false,
        },
    ];
    if today.undelivered > 0 {
        tiles.push(Tile {
            name: &words.undelivered,
            figure: today.undelivered.to_string(),
            more: words.by_email.clone(),
            to: "/time-tracking/phone-clocking",
            urgent: true,
        });
    }
    tiles.retain(|tile| page.may(tile.to));
    tiles
}

fn people(heading: &'static str, all: &[Irregular], more: impl Fn(&Irregular) -> String) -> People {
    let named = all.iter().take(MOST_NAMED).map(|one| (one.name.clone(), more(one))).collect();
    People { heading, named, others: all.len().saturating_sub(MOST_NAMED) }
}

fn device(concern: &Concern, words: &HomeWords, pen: &Pen) -> String {
    match concern {
        Concern::Suspended(place) => {
            words.device_suspended(&place.device, &place.kiosk, pen.moment(place.at, &place.zone))
        }
        Concern::Silent { device, was_seen: true } => {
            words.device_last_seen(&device.device, &device.kiosk, pen.moment(device.at, &device.zone))
        }
        Concern::Silent { device, was_seen: false } => words.device_never_seen(&device.device, &device.kiosk),
        Concern::WithoutNumber(_)
        | Concern::Lacking { .. }
        | Concern::NothingAsked { .. }
        | Concern::ShortLonePin { .. }
        | Concern::ShortNamePin
        | Concern::NeedlessUniversalPin { .. } => String::new(),
    }
}

/// The names of the week's days, in its order.
fn names(weeks: &Weeks, pen: &Pen) -> Vec<String> {
    (0..7_i32).map(|nth| pen.weekday(weeks.first.saturating_add(nth.days()))).collect()
}

fn chart(weeks: &Weeks, words: &'static HomeWords, pen: &Pen) -> String {
    let hours = |secs: i64| (secs + 1800) / 3600;
    let bars = names(weeks, pen).into_iter().zip(weeks.last.iter().zip(weeks.this)).map(|(label, (last, this))| Bar {
        label,
        values: vec![hours(*last), hours(this)],
        written: words.chart_bar(pen.hours(*last), pen.hours(this)),
    });
    let chart = Chart {
        id: "week",
        title: words.hours_by_day.clone(),
        words: words.chart.clone(),
        series: vec![&words.chart_last_week, &words.chart_this_week],
        bars: bars.collect(),
    };
    chart.upright()
}

fn days(weeks: &Weeks, pen: &Pen) -> Vec<DayRow> {
    let hours = weeks.last.iter().zip(weeks.this).map(|(last, this)| [pen.hours(*last), pen.hours(this)]);
    names(weeks, pen).into_iter().zip(hours).map(|(name, hours)| DayRow { name, hours }).collect()
}
