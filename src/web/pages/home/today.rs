//! Today, in words: who is in, who is not, what waits, and the hours of the week.

use jiff::ToSpan;

use crate::{
    domain::pen::Pen,
    service::{
        kiosks::checkup::Concern,
        overview::{
            missing::Irregular,
            today::{Today, Weeks},
        },
    },
    web::pages::{
        layout::Page,
        reports::chart::{Bar, Chart},
    },
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
    pub(super) fn new(today: Today, page: &Page, pen: &Pen) -> Self {
        let devices = today.devices.iter().map(|concern| device(concern, pen)).collect();
        let (missing, late) = (&today.attendances.missing, &today.attendances.late);
        let people = [
            people("Usually here by now", missing, |one| expected(one, pen)),
            people("Came late", late, |one| {
                let came = one.came.map(|at| pen.time(at, &one.zone)).unwrap_or_default();
                format!("{came}, {}", expected(one, pen))
            }),
        ];
        let Weeks { this, last, overtime, .. } = today.weeks;
        let sum = |days: [i64; 7]| pen.hours(days.iter().sum());
        Self {
            tiles: tiles(&today, page, sum(this), sum(last)),
            people: people.into_iter().filter(|group| !group.named.is_empty()).collect(),
            devices,
            chart: chart(&today.weeks, pen),
            days: days(&today.weeks, pen),
            totals: [sum(last), sum(this)],
            overtime: [pen.hours(overtime[1]), pen.hours(overtime[0])],
            unit: pen.hours_unit(),
        }
    }
}

/// When somebody was to start.
fn expected(one: &Irregular, pen: &Pen) -> String {
    let how = if one.is_planned { "planned" } else { "usually" };
    format!("{how} {}", pen.time(one.usual, &one.zone))
}

fn tiles(today: &Today, page: &Page, this_week: String, last_week: String) -> Vec<Tile> {
    let (unheard, flagged) = today.voice_checks;
    let mut tiles = vec![
        Tile {
            name: "In now",
            figure: today.present.to_string(),
            more: match today.too_long {
                0 => String::new(),
                long => format!("{long} for more than {} hours", today.too_long_after_hours),
            },
            to: "/who-is-in",
            urgent: today.too_long > 0,
        },
        Tile {
            name: "Open exceptions",
            figure: today.exceptions.to_string(),
            more: match today.blocking {
                0 => String::new(),
                blocking => format!("{blocking} must be resolved before payroll"),
            },
            to: "/exceptions",
            urgent: today.blocking > 0,
        },
        Tile {
            name: "Voice checks to hear",
            figure: unheard.to_string(),
            more: match flagged {
                0 => String::new(),
                flagged => format!("{flagged} flagged"),
            },
            to: "/voice-checks",
            urgent: flagged > 0,
        },
        Tile {
            name: "Hours this week",
            figure: this_week,
            more: format!("last week {last_week}"),
            to: "/timesheets",
            urgent: false,
        },
    ];
    if today.undelivered > 0 {
        tiles.push(Tile {
            name: "Setup links not delivered",
            figure: today.undelivered.to_string(),
            more: "by email".to_owned(),
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

fn device(concern: &Concern, pen: &Pen) -> String {
    match concern {
        Concern::Suspended(place) => format!(
            "{} at {} is suspended since {}: another browser answered as it.",
            place.device,
            place.kiosk,
            pen.moment(place.at, &place.zone)
        ),
        Concern::Silent { device, was_seen: true } => {
            format!("{} at {} was last seen {}.", device.device, device.kiosk, pen.moment(device.at, &device.zone))
        }
        Concern::Silent { device, was_seen: false } => {
            format!("{} at {} has not been seen since it was approved.", device.device, device.kiosk)
        }
        Concern::WithoutNumber(_)
        | Concern::Lacking { .. }
        | Concern::NothingAsked { .. }
        | Concern::ShortLonePin { .. }
        | Concern::ShortNamePin
        | Concern::NeedlessUniversalPin { .. } => String::new(),
    }
}

/// The names of the week's days, in its order.
fn names(weeks: &Weeks) -> Vec<String> {
    (0..7_i32).map(|nth| weeks.first.saturating_add(nth.days()).strftime("%a").to_string()).collect()
}

fn chart(weeks: &Weeks, pen: &Pen) -> String {
    let hours = |secs: i64| (secs + 1800) / 3600;
    let bars = names(weeks).into_iter().zip(weeks.last.iter().zip(weeks.this)).map(|(label, (last, this))| Bar {
        label,
        values: vec![hours(*last), hours(this)],
        written: format!("{} last week, {} this week", pen.hours(*last), pen.hours(this)),
    });
    let chart = Chart {
        id: "week",
        title: "Hours by day".to_owned(),
        words: "Hours of last week and of this one, day by day. The table has the same figures.".to_owned(),
        series: vec!["last week", "this week"],
        bars: bars.collect(),
    };
    chart.upright()
}

fn days(weeks: &Weeks, pen: &Pen) -> Vec<DayRow> {
    let hours = weeks.last.iter().zip(weeks.this).map(|(last, this)| [pen.hours(*last), pen.hours(this)]);
    names(weeks).into_iter().zip(hours).map(|(name, hours)| DayRow { name, hours }).collect()
}
