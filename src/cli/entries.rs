//! `entries`: time entries as a table, CSV or JSON.

use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::{Timestamp, tz::TimeZone};
use phoneclock::{
    domain::{
        csv_cells::harmless,
        location::Whereabouts,
        time_text::{local, utc},
    },
    service::{
        Services,
        timesheets::{
            entries::{self, EntryPunch, FullEntry, PunchVoiceCheck},
            entry_record::way_name,
        },
    },
};
use serde::Serialize;

use super::{
    output::{self, FOLDED, WHOLE},
    time_span::SpanArgs,
    workspace,
};

#[derive(Debug, Args)]
#[command(after_help = "Days are those of the workspace's time zone; an entry belongs to the day of its clock-in.

Examples:
  phoneclock entries --from 2026-03-02 --to 2026-03-08
  phoneclock entries --from 2026-03-02 --to 2026-03-08 --format csv > week-10.csv
  phoneclock entries --json")]
pub struct EntriesArgs {
    #[command(flatten)]
    span: SpanArgs,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// How entries are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    format: OutputFormat,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// For people
    Table,
    /// For spreadsheets and payroll
    Csv,
    /// For programs: one array
    Json,
}

/// One time entry, complete in itself. Instants are RFC 3339 in UTC, to the second.
#[derive(Debug, Clone, Serialize)]
struct EntryView {
    id: String,
    employee: String,
    employee_number: Option<String>,
    phone_clock_id: Option<String>,
    status: &'static str,
    in_at: String,
    out_at: Option<String>,
    /// The wall clock in `time_zone`, with its offset.
    in_local: String,
    out_local: Option<String>,
    time_zone: String,
    job_code: Option<String>,
    job_name: Option<String>,
    /// Whether a person has changed or added it.
    edited: bool,
    /// A voided entry counts no hours.
    voided: bool,
    exceptions: Vec<&'static str>,
    voice_checks: Vec<VoiceCheckView>,
    punches: Vec<PunchView>,
    /// Seconds of breaks that are not paid, as far as it has an end.
    unpaid_break_secs: i64,
}

/// How somebody clocked.
#[derive(Debug, Clone, Serialize)]
struct PunchView {
    /// `in` or `out`.
    punch: &'static str,
    at: String,
    /// `phone`, `kiosk` or `admin`.
    channel: &'static str,
    /// How it was made and proven, in short.
    how: String,
    /// The location that it came from, or that none was recognized; none where nobody has looked.
    location: Option<String>,
    /// What is to be seen at once of it, in tables.
    #[serde(skip)]
    mark: Option<&'static str>,
}

impl From<EntryPunch> for PunchView {
    fn from(EntryPunch { way, at, how, whereabouts, location, .. }: EntryPunch) -> Self {
        let location = match whereabouts {
            Whereabouts::NotLookedFor => None,
            Whereabouts::Unrecognized => Some("unrecognized".to_owned()),
            Whereabouts::At(..) => location,
        };
        let (channel, mark) = (how.channel(), how.mark());
        Self { punch: way_name(way), at: utc(at), channel, how: how.in_short(), location, mark }
    }
}

#[derive(Debug, Clone, Serialize)]
struct VoiceCheckView {
    /// `in` or `out`.
    punch: String,
    status: &'static str,
    /// The WAV's path below the recordings' folder.
    recording: Option<String>,
    seconds: Option<f64>,
}

impl From<FullEntry> for EntryView {
    fn from(FullEntry { details, exceptions, voice_checks, punches, unpaid_secs }: FullEntry) -> Self {
        let entry = details.entry;
        Self {
            id: entry.id.to_string(),
            employee: details.employee_name,
            employee_number: details.employee_number,
            phone_clock_id: details.phone_clock_id,
            status: entry.status.name(),
            in_at: utc(entry.in_at),
            out_at: entry.out_at.map(utc),
            in_local: local(entry.in_at, &entry.zone),
            out_local: entry.out_at.map(|at| local(at, &entry.zone)),
            time_zone: entry.zone.name().to_owned(),
            job_code: details.job_code,
            job_name: details.job_name,
            edited: details.edited,
            voided: details.voided,
            exceptions: exceptions.into_iter().map(|kind| kind.words()).collect(),
            voice_checks: voice_checks.into_iter().map(VoiceCheckView::from).collect(),
            punches: punches.into_iter().map(PunchView::from).collect(),
            unpaid_break_secs: unpaid_secs,
        }
    }
}

impl From<PunchVoiceCheck> for VoiceCheckView {
    fn from(check: PunchVoiceCheck) -> Self {
        Self { punch: check.way, status: check.status.name(), recording: check.recording, seconds: check.secs }
    }
}

/// Prints the entries of a time.
pub async fn run(args: EntriesArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let zone = TimeZone::get(workspace.settings.zone.name())?;
    let (from, to) = args.span.resolve(&zone, services.store.now())?;
    let read = services.store.read(move |tx| entries::list(tx, workspace.id, from, to));
    let entries: Vec<_> = read.await?.into_iter().map(EntryView::from).collect();
    match if args.json { OutputFormat::Json } else { args.format } {
        OutputFormat::Json => output::say_json(&entries),
        OutputFormat::Csv => Ok(output::write(&csv(&entries)?)?),
        OutputFormat::Table if entries.is_empty() => Ok(output::say("There are no entries in these days.")?),
        OutputFormat::Table => Ok(output::say(table(&entries))?),
    }
}

fn table(entries: &[EntryView]) -> String {
    let columns = [
        ("Day", WHOLE),
        ("Employee", FOLDED),
        ("In", WHOLE),
        ("Out", FOLDED),
        ("Hours", WHOLE),
        ("Job", FOLDED),
        ("Voice checks", FOLDED),
        ("Marks and exceptions", FOLDED),
    ];
    let rows = entries.iter().map(|entry| {
        let (day, clock_in) = wall_clock(&entry.in_local);
        let out = match entry.out_local.as_deref().map(wall_clock) {
            Some((out_day, clock_out)) if out_day == day => clock_out.to_owned(),
            Some((out_day, clock_out)) => format!("{clock_out} on {out_day}"),
            None => entry.status.to_owned(),
        };
        let marks: Vec<_> = [("voided", entry.voided), ("edited", entry.edited)]
            .into_iter()
            .filter_map(|(mark, set)| set.then_some(mark))
            .chain(entry.punches.iter().filter_map(|punch| punch.mark))
            .chain(entry.exceptions.iter().copied())
            .collect();
        let checks = entry.voice_checks.iter().map(|check| format!("{} {}", check.punch, check.status));
        [
            day.to_owned(),
            entry.employee.clone(),
            clock_in.to_owned(),
            out,
            counted_secs(entry).map_or_else(|| "-".to_owned(), hours),
            output::or_dash(entry.job_name.clone()),
            output::or_dash(Some(checks.collect::<Vec<_>>().join(", "))),
            output::or_dash(Some(marks.join(", "))),
        ]
    });
    output::table(columns, rows)
}

/// The day and the time to the minute, out of `2026-03-08T06:59:12-05:00`.
fn wall_clock(local: &str) -> (&str, &str) {
    let (day, time) = local.split_once('T').unwrap_or((local, ""));
    (day, time.get(.."06:59".len()).unwrap_or(time))
}

/// Between in and out without unpaid breaks; `None` without an out.
fn worked_secs(entry: &EntryView) -> Option<i64> {
    let at = |text: &str| text.parse::<Timestamp>().ok();
    let between = at(entry.out_at.as_deref()?)?.duration_since(at(&entry.in_at)?).as_secs();
    Some(between - entry.unpaid_break_secs)
}

/// What counts as worked: nothing of a voided entry.
fn counted_secs(entry: &EntryView) -> Option<i64> {
    worked_secs(entry).filter(|_| !entry.voided)
}

/// Whole minutes as `8:32`.
fn hours(secs: i64) -> String {
    format!("{}:{:02}", secs / 3600, secs / 60 % 60)
}

const COLUMNS: [&str; 25] = [
    "id",
    "employee",
    "employee_number",
    "phone_clock_id",
    "status",
    "in_at",
    "out_at",
    "in_local",
    "out_local",
    "time_zone",
    "worked_secs",
    "job_code",
    "job_name",
    "exceptions",
    "voice_check_in",
    "voice_check_out",
    "recording_in",
    "recording_out",
    "edited",
    "voided",
    "punch_in",
    "punch_out",
    "location_in",
    "location_out",
    "unpaid_break_secs",
];

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn csv(entries: &[EntryView]) -> anyhow::Result<Vec<u8>> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    csv.write_record(COLUMNS)?;
    for entry in entries {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let check = |punch: &str| entry.voice_checks.iter().find(|check| check.punch == punch);
        let status = |punch| check(punch).map(|check: &VoiceCheckView| check.status.to_owned()).unwrap_or_default();
        let recording = |punch| check(punch).and_then(|check| check.recording.clone()).unwrap_or_default();
        // Of several clock-outs, where some were undone, the last one counts.
        let last = |way: &str| entry.punches.iter().rfind(|punch| punch.punch == way);
        let how = |way| last(way).map(|punch| punch.how.clone()).unwrap_or_default();
        let location = |way| last(way).and_then(|punch| punch.location.clone()).unwrap_or_default();
        let cells: [String; COLUMNS.len()] = [
            entry.id.clone(),
            entry.employee.clone(),
            text(&entry.employee_number),
            text(&entry.phone_clock_id),
            entry.status.to_owned(),
            entry.in_at.clone(),
            text(&entry.out_at),
            entry.in_local.clone(),
            text(&entry.out_local),
            entry.time_zone.clone(),
            counted_secs(entry).map(|secs| secs.to_string()).unwrap_or_default(),
            text(&entry.job_code),
            text(&entry.job_name),
            entry.exceptions.join("; "),
            status("in"),
            status("out"),
            recording("in"),
            recording("out"),
            yes_no(entry.edited),
            yes_no(entry.voided),
            how("in"),
            how("out"),
            location("in"),
            location("out"),
            entry.unpaid_break_secs.to_string(),
        ];
        csv.write_record(cells.map(harmless))?;
    }
    Ok(csv.into_inner()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn punch((nth, how): (usize, String)) -> PunchView {
        let (punch, mark) = if nth == 0 { ("in", None) } else { ("out", Some("name only")) };
        let location = (nth == 0).then(|| "=Yard".to_owned());
        PunchView { punch, at: String::new(), channel: "", how, location, mark }
    }

    fn entry() -> EntryView {
        EntryView {
            id: "1".to_owned(),
            employee: "Torres, Ana".to_owned(),
            employee_number: Some("=1+1".to_owned()),
            phone_clock_id: Some("482193".to_owned()),
            status: "closed",
            in_at: "2026-03-08T04:30:40Z".to_owned(),
            out_at: Some("2026-03-08T13:02:39Z".to_owned()),
            in_local: "2026-03-07T22:30:40-06:00".to_owned(),
            out_local: Some("2026-03-08T08:02:39-05:00".to_owned()),
            time_zone: "America/Chicago".to_owned(),
            job_code: Some("71".to_owned()),
            job_name: Some("@SUM(A1)".to_owned()),
            edited: false,
            voided: false,
            exceptions: vec!["voice check silent", "job missing"],
            voice_checks: vec![VoiceCheckView {
                punch: "out".to_owned(),
                status: "stored",
                recording: Some("w/2026/03/v.wav".to_owned()),
                seconds: Some(1.5),
            }],
            punches: ["phone", "kiosk Gate: name only"].map(str::to_owned).into_iter().enumerate().map(punch).collect(),
            unpaid_break_secs: 0,
        }
    }

    #[test]
    fn csv_has_a_row_an_entry_and_no_formulas() {
        let text = String::from_utf8(csv(&[entry()]).unwrap()).unwrap();
        let mut lines = text.split("\r\n");
        assert_eq!(lines.next().unwrap(), COLUMNS.join(","));
        assert_eq!(
            lines.next().unwrap(),
            "1,\"Torres, Ana\",'=1+1,482193,closed,2026-03-08T04:30:40Z,2026-03-08T13:02:39Z,2026-03-07T22:30:40-06:00,\
             2026-03-08T08:02:39-05:00,America/Chicago,30719,71,'@SUM(A1),voice check silent; job missing,,stored,,\
             w/2026/03/v.wav,no,no,phone,kiosk Gate: name only,'=Yard,,0"
        );
        assert_eq!((lines.next(), lines.next()), (Some(""), None));
    }

    #[test]
    fn cells_that_could_be_formulas_are_quoted() {
        for cell in ["=1", "+1", "-1", "@A1", "\t=1", " =1", "＝1", "\r1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(harmless("Ana = Joe".to_owned()), "Ana = Joe");
    }

    #[test]
    fn the_table_shows_wall_clocks_and_real_hours() {
        let over_night = table(&[entry()]);
        // 8 h 31 min 59 s, though the clocks were moved forward meanwhile.
        for shown in ["2026-03-07", "22:30", "08:02 on", "2026-03-08", "8:31", "out stored", "name only"] {
            assert!(over_night.contains(shown), "{shown}\n{over_night}");
        }
        let voided = EntryView { voided: true, edited: true, ..entry() };
        let printed = table(std::slice::from_ref(&voided));
        assert!(printed.contains("voided, edited") && !printed.contains("8:31"), "{printed}");
        assert!(String::from_utf8(csv(&[voided]).unwrap()).unwrap().contains("v.wav,yes,yes,"));
        let open = table(&[EntryView { status: "open", out_at: None, out_local: None, ..entry() }]);
        assert!(open.contains("  open "), "{open}");
    }
}
