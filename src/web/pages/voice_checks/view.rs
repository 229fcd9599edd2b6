//! A voice check as the pages show it.

use crate::{
    domain::{
        caller::Caller,
        ids::{EmployeeId, EntryId, VerdictId, VoiceCheckId},
        pen::Pen,
        voice_check::{Verdict, VoiceCheckStatus},
        workspace::Zone,
    },
    service::voice_checks::{
        CheckForReview, Listen, ListenProgress, VerdictRecord,
        detail::{CheckDetail, CheckWithRecording, EarlierRecording},
        is_silent,
        lists::CheckRow,
    },
    web::pages::written::WrittenTime,
    wording::admin::{AdminWords, ReviewWords},
};

/// The wall clock of the call, with its zone.
fn recorded(check: &CheckForReview, pen: &Pen) -> WrittenTime {
    WrittenTime::moment(pen, check.answered_at, &check.zone)
}

/// One voice check in words.
pub(super) struct CheckView {
    pub id: VoiceCheckId,
    pub employee: EmployeeId,
    pub name: String,
    pub entry: EntryId,
    /// Whether the entry counts no more.
    pub voided: bool,
    /// The wall clock of the call, with its zone.
    pub recorded: WrittenTime,
    /// Clock-in or clock-out.
    pub way: &'static str,
    pub job: Option<String>,
    /// The whole number.
    pub caller: String,
    /// What is unusual about the number.
    pub caller_remark: Option<&'static str>,
    pub measures: Vec<(&'static str, String)>,
    pub exceptions: Vec<CheckExceptionView>,
    /// Path data of the drawn recording; `None` where it cannot be heard.
    pub waveform: Option<String>,
    /// Why it cannot be heard.
    pub unheard_because: Option<String>,
    /// Whether the file is not what was stored, so that nobody can tell who it was.
    pub has_file_problem: bool,
    /// Whether nobody speaks on it, so that nobody can tell who it was either.
    pub silent: bool,
    /// Whether whoever looks has played it to its end.
    pub heard: bool,
    pub verdict: Option<Verdict>,
}

pub(super) struct CheckExceptionView {
    pub kind: &'static str,
    pub blocks: bool,
    pub note: Option<String>,
}

impl CheckView {
    pub(super) fn new(known: CheckWithRecording, all_words: &'static AdminWords, pen: &Pen) -> Self {
        let words = &all_words.review;
        let unheard_because = unheard_because(&known, words);
        let CheckWithRecording { check, exceptions, waveform, file_problem, heard } = known;
        let exceptions = exceptions.into_iter();
        Self {
            id: check.id,
            employee: check.employee,
            entry: check.entry,
            voided: check.voided,
            recorded: recorded(&check, pen),
            way: match check.way.as_deref() {
                Some("in") => &words.clock_in,
                Some("out") => &words.clock_out,
                Some(_) | None => &words.call,
            },
            caller: match &check.caller {
                Caller::Number(number) => number.as_str().to_owned(),
                Caller::Withheld => words.withheld.clone(),
            },
            caller_remark: match (&check.caller, check.known_caller) {
                (Caller::Number(_), false) => Some(&words.number_new),
                (Caller::Withheld, _) => Some(&words.number_withheld),
                (Caller::Number(_), true) => None,
            },
            measures: check.measures.as_ref().map(|measures| words.measured(measures)).unwrap_or_default(),
            exceptions: exceptions
                .map(|(kind, note)| CheckExceptionView {
                    kind: all_words.exception_kind(kind),
                    blocks: kind.blocks_approval(),
                    note,
                })
                .collect(),
            waveform,
            unheard_because,
            has_file_problem: file_problem.is_some(),
            silent: is_silent(&check),
            heard,
            verdict: check.verdict,
            name: check.employee_name,
            job: check.job,
        }
    }
}

fn unheard_because(
    CheckWithRecording { check, file_problem, .. }: &CheckWithRecording,
    words: &ReviewWords,
) -> Option<String> {
    match (check.status, file_problem) {
        _ if check.doomed_at.is_some() => Some(words.recording_deleted.clone()),
        (VoiceCheckStatus::Stored, Some(_)) => Some(words.recording_damaged.clone()),
        (VoiceCheckStatus::Stored, None) => None,
        (VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching, _) => Some(words.not_arrived.clone()),
        (VoiceCheckStatus::Missing | VoiceCheckStatus::Refused, _) => {
            Some(words.no_recording(check.refused_because.as_deref().unwrap_or(&words.none_came)))
        }
    }
}

/// An earlier recording of the same employee that was judged to be them.
pub(super) struct EarlierView {
    pub id: VoiceCheckId,
    pub recorded: WrittenTime,
    pub waveform: String,
}

impl EarlierView {
    pub(super) fn new(EarlierRecording { check, waveform }: EarlierRecording, pen: &Pen) -> Self {
        Self { id: check.id, recorded: recorded(&check, pen), waveform }
    }
}

/// A voice check with its whole history.
pub(super) struct DetailView {
    pub check: CheckView,
    pub earlier: Vec<EarlierView>,
    pub history: Vec<HistoryView>,
    /// What a form that takes the verdict back must show.
    pub last: Option<VerdictId>,
    pub can_be_judged: bool,
    pub can_be_held: bool,
    /// Since when and why.
    pub held: Option<(WrittenTime, String)>,
    pub listens: Vec<ListenView>,
    pub listen_count: usize,
    /// The colleague who is hearing it now.
    pub heard_by: Option<String>,
}

impl DetailView {
    pub(super) fn new(detail: CheckDetail, words: &'static AdminWords, pen: &Pen) -> Self {
        let (last, can_be_judged, can_be_held) = (detail.last(), detail.can_be_judged(), detail.can_be_held());
        let CheckDetail { check, earlier, history, listens, listen_count, heard_by, zone } = detail;
        Self {
            held: check
                .check
                .held
                .as_ref()
                .map(|held| (WrittenTime::moment(pen, held.at, &zone), held.because.clone())),
            check: CheckView::new(check, words, pen),
            earlier: earlier.into_iter().map(|earlier| EarlierView::new(earlier, pen)).collect(),
            history: history.into_iter().map(|given| HistoryView::new(given, &words.review, (&zone, pen))).collect(),
            last,
            can_be_judged,
            can_be_held,
            listens: listens.into_iter().map(|heard| ListenView::new(heard, &words.review, (&zone, pen))).collect(),
            listen_count,
            heard_by,
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
        VerdictRecord { verdict, note, at, reviewer, .. }: VerdictRecord,
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

pub(super) struct ListenView {
    pub at: WrittenTime,
    pub who: String,
    pub address: String,
    /// How far it was played.
    pub reach: &'static str,
}

impl ListenView {
    fn new(
        ListenProgress { listen, reach }: ListenProgress,
        words: &'static ReviewWords,
        (zone, pen): (&Zone, &Pen),
    ) -> Self {
        let Listen { at, listener, address, .. } = listen;
        Self { at: WrittenTime::moment(pen, at, zone), who: listener, address, reach: words.reach(reach) }
    }
}

/// The reviewer's last verdict, to be taken back with one key.
pub(super) struct UndoView {
    pub check: VoiceCheckId,
    pub given: VerdictId,
    pub verdict: &'static str,
    pub name: String,
    pub recorded: WrittenTime,
}

impl UndoView {
    pub(super) fn new((given, check): (VerdictRecord, CheckForReview), words: &'static ReviewWords, pen: &Pen) -> Self {
        let verdict = given.verdict.map_or("", |verdict| words.verdict_title(verdict));
        Self {
            check: given.check,
            given: given.id,
            verdict,
            recorded: recorded(&check, pen),
            name: check.employee_name,
        }
    }
}

/// A voice check in the list.
pub(super) struct RowView {
    pub id: VoiceCheckId,
    pub name: String,
    pub recorded: WrittenTime,
    pub job: Option<String>,
    pub exceptions: Vec<&'static str>,
    pub verdict: Option<Verdict>,
    /// By whom and when.
    pub judged: Option<(String, WrittenTime)>,
    pub held: bool,
    /// Whether the recording was deleted, its period being over.
    pub gone: bool,
}

impl RowView {
    pub fn new(
        CheckRow { check, exceptions, judged }: CheckRow,
        words: &'static AdminWords,
        (zone, pen): (&Zone, &Pen),
    ) -> Self {
        Self {
            id: check.id,
            recorded: recorded(&check, pen),
            exceptions: exceptions.into_iter().map(|kind| words.exception_kind(kind)).collect(),
            verdict: check.verdict,
            judged: judged.map(|(who, at)| (who, WrittenTime::moment(pen, at, zone))),
            held: check.held.is_some(),
            gone: check.doomed_at.is_some(),
            name: check.employee_name,
            job: check.job,
        }
    }
}
