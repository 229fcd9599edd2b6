//! A photo as the pages show it.

use jiff::Timestamp;

use crate::{
    domain::{
        ids::{EmployeeId, EntryId, PhotoId, VerdictId},
        pen::Pen,
        photo::PhotoStatus,
        voice_check::Verdict,
        workspace::Zone,
    },
    service::photos::{
        PhotoForReview, PhotoLook, PhotoVerdict,
        detail::{PhotoDetail, SeenPhoto},
    },
    web::pages::written::WrittenTime,
    wording::admin::{AdminWords, PhotosWords, ReviewWords},
};

/// The wall clock of the punch, with its zone.
fn taken(photo: &PhotoForReview, pen: &Pen) -> WrittenTime {
    WrittenTime::moment(pen, photo.at, &photo.zone)
}

fn way(photo: &PhotoForReview, words: &'static ReviewWords) -> &'static str {
    if photo.way == "in" { &words.clock_in } else { &words.clock_out }
}

/// Why it cannot be seen; `None` where it can.
fn unseen_because(photo: &PhotoForReview, words: &PhotosWords) -> Option<String> {
    match photo.status {
        PhotoStatus::Stored if photo.doomed_at.is_some() => Some(words.deleted.clone()),
        PhotoStatus::Stored => None,
        PhotoStatus::Expected => Some(words.not_arrived.clone()),
        PhotoStatus::Missing => Some(match photo.missing_because {
            Some(reason) => words.none_because(words.because(reason)),
            None => words.none_of_punch.clone(),
        }),
    }
}

/// One photo in words.
pub(super) struct PhotoView {
    pub id: PhotoId,
    pub employee: EmployeeId,
    pub name: String,
    pub entry: EntryId,
    /// Whether the entry counts no more.
    pub voided: bool,
    pub taken: WrittenTime,
    /// Clock-in or clock-out.
    pub way: &'static str,
    pub kiosk: String,
    pub device: String,
    /// How it was proven who clocked.
    pub proof: &'static str,
    /// Why it cannot be seen.
    pub unseen_because: Option<String>,
    /// Whether the file is not what was stored, so that nobody can tell who it was.
    pub has_file_problem: bool,
    pub verdict: Option<Verdict>,
    /// Of the picture, in pixels.
    pub sides: (u16, u16),
}

impl PhotoView {
    pub(super) fn new(SeenPhoto { photo, file_problem, .. }: SeenPhoto, words: &'static AdminWords, pen: &Pen) -> Self {
        let unseen_because = match file_problem {
            Some(_) => Some(words.photos.damaged.clone()),
            None => unseen_because(&photo, &words.photos),
        };
        Self {
            id: photo.id,
            employee: photo.employee,
            entry: photo.entry,
            voided: photo.voided,
            taken: taken(&photo, pen),
            way: way(&photo, &words.review),
            proof: words.proof(photo.proof),
            unseen_because,
            has_file_problem: file_problem.is_some(),
            verdict: photo.verdict,
            sides: photo.sides.unwrap_or((400, 300)),
            name: photo.employee_name,
            kiosk: photo.kiosk,
            device: photo.device,
        }
    }
}

/// An earlier photo of the same employee that was judged to be them.
pub(super) struct EarlierView {
    pub id: PhotoId,
    pub taken: WrittenTime,
}

impl EarlierView {
    pub(super) fn new(photo: &PhotoForReview, pen: &Pen) -> Self {
        Self { id: photo.id, taken: taken(photo, pen) }
    }
}

/// A photo with its whole history.
pub(super) struct DetailView {
    pub photo: PhotoView,
    pub earlier: Vec<EarlierView>,
    pub history: Vec<HistoryView>,
    /// What a form that takes the verdict back must show.
    pub last: Option<VerdictId>,
    pub can_be_judged: bool,
    pub can_be_held: bool,
    /// Since when and why.
    pub held: Option<(WrittenTime, String)>,
    pub looks: Vec<LookView>,
    /// The colleague who has it before them now.
    pub seen_by: Option<String>,
}

impl DetailView {
    pub(super) fn new(detail: PhotoDetail, words: &'static AdminWords, pen: &Pen) -> Self {
        let (last, can_be_judged, can_be_held) = (detail.last(), detail.can_be_judged(), detail.can_be_held());
        let PhotoDetail { seen, history, looks, seen_by, zone } = detail;
        let held = seen.photo.held.as_ref();
        Self {
            held: held.map(|held| (WrittenTime::moment(pen, held.at, &zone), held.because.clone())),
            earlier: seen.earlier.iter().map(|earlier| EarlierView::new(earlier, pen)).collect(),
            photo: PhotoView::new(seen, words, pen),
            history: history.into_iter().map(|given| HistoryView::new(given, &words.review, (&zone, pen))).collect(),
            last,
            can_be_judged,
            can_be_held,
            looks: looks.into_iter().map(|look| LookView::new(look, (&zone, pen))).collect(),
            seen_by,
        }
    }
}

pub(super) struct HistoryView {
    pub at: WrittenTime,
    pub who: String,
    pub what: &'static str,
    pub note: Option<String>,
}

impl HistoryView {
    fn new(
        PhotoVerdict { verdict, note, at, reviewer, .. }: PhotoVerdict,
        words: &'static ReviewWords,
        (zone, pen): (&Zone, &Pen),
    ) -> Self {
        Self {
            at: WrittenTime::moment(pen, at, zone),
            who: reviewer,
            what: verdict.map_or(&words.taken_back, |verdict| words.verdict_name(verdict)),
            note,
        }
    }
}

pub(super) struct LookView {
    pub at: WrittenTime,
    pub who: String,
    pub address: String,
}

impl LookView {
    fn new(PhotoLook { at, viewer, address, .. }: PhotoLook, (zone, pen): (&Zone, &Pen)) -> Self {
        Self { at: WrittenTime::moment(pen, at, zone), who: viewer, address }
    }
}

/// The reviewer's last verdict, to be taken back with one key.
pub(super) struct UndoView {
    pub photo: PhotoId,
    pub given: VerdictId,
    pub verdict: &'static str,
    pub name: String,
    pub taken: WrittenTime,
}

impl UndoView {
    pub(super) fn new((given, photo): (PhotoVerdict, PhotoForReview), words: &'static ReviewWords, pen: &Pen) -> Self {
        let verdict = given.verdict.map_or("", |verdict| words.verdict_title(verdict));
        Self { photo: given.photo, given: given.id, verdict, taken: taken(&photo, pen), name: photo.employee_name }
    }
}

/// A photo in the list.
pub(super) struct RowView {
    pub id: PhotoId,
    pub name: String,
    pub taken: WrittenTime,
    pub way: &'static str,
    pub kiosk: String,
    pub verdict: Option<Verdict>,
    /// By whom and when.
    pub judged: Option<(String, WrittenTime)>,
    /// Why there is none, or none any more.
    pub none: Option<String>,
    pub held: bool,
}

impl RowView {
    pub(super) fn new(
        (photo, judged): (PhotoForReview, Option<(String, Timestamp)>),
        words: &'static AdminWords,
        (zone, pen): (&Zone, &Pen),
    ) -> Self {
        Self {
            id: photo.id,
            taken: taken(&photo, pen),
            way: way(&photo, &words.review),
            verdict: photo.verdict,
            judged: judged.map(|(who, at)| (who, WrittenTime::moment(pen, at, zone))),
            none: unseen_because(&photo, &words.photos),
            held: photo.held.is_some(),
            name: photo.employee_name,
            kiosk: photo.kiosk,
        }
    }
}

/// A photo beside what else is known of its entry: on the page of the entry, and where its voice is judged.
pub(in crate::web::pages) struct PhotoLine {
    pub id: PhotoId,
    pub way: &'static str,
    pub taken: WrittenTime,
    /// Why it cannot be seen.
    pub none: Option<String>,
    pub verdict: Option<Verdict>,
}

impl PhotoLine {
    pub(in crate::web::pages) fn new(photo: &PhotoForReview, words: &'static AdminWords, pen: &Pen) -> Self {
        Self {
            id: photo.id,
            way: way(photo, &words.review),
            taken: taken(photo, pen),
            none: unseen_because(photo, &words.photos),
            verdict: photo.verdict,
        }
    }
}
