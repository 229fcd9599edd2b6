//! What importing a list would do, before it is done.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;

use super::{
    Place,
    words::{job_line_problem, line_problem, line_warning},
};
use crate::{
    domain::{
        employee::input::EmployeeInput,
        ids::{EmployeeId, ImportDraftId},
        job::PhoneCode,
    },
    service::roster::import::{
        AssessedLines, Assessment, UpdateChoice, WaitingList, changes::FieldChange, jobs::JobAssessment,
        table::ColumnNote, update_token,
    },
    web::{
        guard::SignedIn,
        pages::{
            choose_people::one_or_many,
            layout::{Page, html},
        },
    },
    wording::admin::{AdminWords, DifferencesWords},
};

/// Of whom there are to add, so many are shown.
const SAMPLE_LINES: usize = 20;
/// Of other lines, so many: who has more of them mends the file first.
const MAX_LINES_LISTED: usize = 200;
/// Of those who would be changed, so many are shown with everything that would be changed.
const UPDATES_LISTED: usize = 100;

/// Lines of one kind: the first ones, and how many there are beside them and in all.
struct Lines<T> {
    rows: Vec<T>,
    more: usize,
    count: usize,
}

impl<T> Lines<T> {
    fn new<L>(lines: Vec<L>, max: usize, row: impl FnMut(L) -> T) -> Self {
        let count = lines.len();
        Self { rows: lines.into_iter().take(max).map(row).collect(), more: count.saturating_sub(max), count }
    }
}

/// Somebody or something that would be changed.
struct UpdateRow {
    line: u64,
    /// Where the employee or the job is.
    link: String,
    name: String,
    because: String,
    token: String,
    chosen: bool,
    changes: Vec<ChangeRow>,
}

struct ChangeRow {
    name: &'static str,
    before: String,
    after: String,
}

fn change_rows(words: &'static DifferencesWords, changes: &[FieldChange]) -> Vec<ChangeRow> {
    let rows = changes.iter().map(|change| ChangeRow {
        name: words.field(change.field),
        before: words.value(change.field, &change.before),
        after: words.value(change.field, &change.after),
    });
    rows.collect()
}

/// What is the same on the page of either kind.
struct Frame {
    place: Place,
    draft: ImportDraftId,
    file: String,
    left_out: String,
    notes: Vec<String>,
    /// How names that were turned round look now.
    turned: Option<String>,
    updates: Lines<UpdateRow>,
    good: usize,
    button: String,
}

impl Frame {
    fn new(words: &DifferencesWords, place: Place, draft: ImportDraftId, list: &WaitingList) -> Self {
        let guessed = list.guessed.then(|| words.guessed.clone());
        let is_turned = |note: &ColumnNote| matches!(note, ColumnNote::Turned { .. });
        let warnings = list.notes.iter().filter(|note| !is_turned(note));
        Self {
            place,
            draft,
            file: list.file.clone(),
            left_out: list.left_out.join(", "),
            notes: guessed.into_iter().chain(warnings.map(|note| words.note(note))).collect(),
            turned: list.notes.iter().find(|note| is_turned(note)).map(|note| words.note(note)),
            updates: Lines { rows: Vec::new(), more: 0, count: 0 },
            good: 0,
            button: String::new(),
        }
    }

    fn with(self, words: &DifferencesWords, good: usize, updates: Lines<UpdateRow>) -> Self {
        let place = self.place;
        let button = match (good, updates.count) {
            (0, _) => place.say(&words.people_update, &words.jobs_update).clone(),
            (_, 0) => place.say(words.people_import(good), words.jobs_import(good)),
            (..) => place.say(words.people_both(good), words.jobs_both(good)),
        };
        Self { good, updates, button, ..self }
    }
}

#[derive(Template)]
#[template(path = "list_import/people.html")]
struct PeoplePage {
    page: Page,
    frame: Frame,
    sample: Vec<(u64, EmployeeInput)>,
    bad: Lines<(u64, String, Vec<String>)>,
    there: Lines<KnownRow>,
    /// Number, name and why somebody should look.
    looks: Lines<(u64, String, String)>,
    /// Number, name and what the list says of them.
    gone: Lines<(u64, String, String)>,
    /// Number, text and what it is taken for.
    skipped: Lines<(u64, String, &'static str)>,
}

/// A line about somebody who is there already.
struct KnownRow {
    line: u64,
    name: String,
    because: String,
    id: EmployeeId,
    active: bool,
    left: Option<String>,
}

#[derive(Template)]
#[template(path = "list_import/jobs.html")]
struct JobsPage {
    page: Page,
    frame: Frame,
    /// Number, name, phone code and accounting code.
    sample: Vec<(u64, String, String, String)>,
    bad: Lines<(u64, String, String)>,
    there: usize,
}

pub(super) fn page(place: Place, signed_in: &SignedIn, draft: ImportDraftId, list: WaitingList) -> Response {
    let (page, words) = (place.page(signed_in), signed_in.words());
    let frame = Frame::new(&words.differences, place, draft, &list);
    match list.lines {
        AssessedLines::Employees(lines) => {
            let skipped = Lines::new(list.skipped, MAX_LINES_LISTED, |skipped| {
                (skipped.line, skipped.text, words.differences.skipped(skipped.why))
            });
            html(&people(words, page, frame, lines, skipped))
        }
        AssessedLines::Jobs(lines) => html(&jobs(words, page, frame, lines)),
    }
}

fn people(
    words: &'static AdminWords,
    page: Page,
    frame: Frame,
    lines: Assessment,
    skipped: Lines<(u64, String, &'static str)>,
) -> PeoplePage {
    let differences = &words.differences;
    let Assessment { good, there, updates, bad, gone, looks } = lines;
    let updates = Lines::new(updates, UPDATES_LISTED, |update| UpdateRow {
        line: update.line,
        link: format!("/employees/{}", update.id),
        because: differences.because_of(update.same, update.doubtful),
        token: update_token(&update.id.to_string(), &update.changes),
        chosen: !update.doubtful,
        changes: change_rows(differences, &update.changes),
        name: update.holder,
    });
    PeoplePage {
        page,
        sample: good.iter().take(SAMPLE_LINES).map(|(line, details)| (*line, EmployeeInput::new(details))).collect(),
        bad: Lines::new(bad, MAX_LINES_LISTED, |bad| {
            let reasons = bad.reasons.iter().map(|reason| line_problem(words, bad.line, reason)).collect();
            (bad.line, bad.name, reasons)
        }),
        there: Lines::new(there, MAX_LINES_LISTED, |there| KnownRow {
            because: differences.because(&there),
            left: there.left.as_ref().map(|left| differences.departure(left)),
            line: there.line,
            name: there.name,
            id: there.id,
            active: there.active,
        }),
        looks: Lines::new(looks, MAX_LINES_LISTED, |look| (look.line, look.name, line_warning(words, &look.why))),
        gone: Lines::new(gone, MAX_LINES_LISTED, |gone| (gone.line, gone.name, differences.departure(&gone.left))),
        skipped,
        frame: frame.with(differences, good.len(), updates),
    }
}

fn jobs(words: &'static AdminWords, page: Page, frame: Frame, lines: JobAssessment) -> JobsPage {
    let differences = &words.differences;
    let JobAssessment { good, there, updates, bad } = lines;
    let updates = Lines::new(updates, UPDATES_LISTED, |update| UpdateRow {
        line: update.line,
        link: format!("/jobs/{}/edit", update.id),
        because: if update.archived { differences.archived.clone() } else { String::new() },
        token: update_token(&update.id.to_string(), &update.changes),
        chosen: true,
        changes: change_rows(differences, &update.changes),
        name: update.name,
    });
    let sample = good.iter().take(SAMPLE_LINES).map(|(line, job)| {
        let phone_code = job.phone_code.as_ref().map(PhoneCode::to_string).unwrap_or_default();
        (*line, job.name.clone(), phone_code, job.accounting_code.clone().unwrap_or_default())
    });
    JobsPage {
        page,
        sample: sample.collect(),
        bad: Lines::new(bad, MAX_LINES_LISTED, |bad| (bad.line, bad.name, job_line_problem(words, &bad.why))),
        there: there.len(),
        frame: frame.with(differences, good.len(), updates),
    }
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ConfirmForm {
    pub(super) draft: String,
    /// Tokens of those that are chosen.
    #[serde(deserialize_with = "one_or_many")]
    update: Vec<String>,
    /// Whether those that were not shown are changed as well.
    rest: String,
}

impl ConfirmForm {
    pub(super) fn updates(&self) -> UpdateChoice {
        let beyond = (self.rest == "on").then_some(UPDATES_LISTED);
        UpdateChoice { tokens: self.update.iter().cloned().collect(), beyond }
    }
}
