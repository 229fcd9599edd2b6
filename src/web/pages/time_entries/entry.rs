//! One time entry: its trail and what speaks for it, and the forms that correct, split, void and restore it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};

use super::{
    HERE,
    typed::{self, Mistakes, Reader, TimeField, Typed},
};
use crate::{
    domain::ids::EntryId,
    service::{
        entry_changes::{Corrected, EntryError, SplitAt},
        entry_record::EntryRecord,
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        pages::{
            error,
            field::{Choice, refused},
            layout::{Page, html},
        },
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-entries/{id}", Audience::SignedIn, show)
        .post("/time-entries/{id}/correct", Audience::SignedIn, correct)
        .post("/time-entries/{id}/split", Audience::SignedIn, split)
        .post("/time-entries/{id}/void", Audience::SignedIn, void)
        .post("/time-entries/{id}/restore", Audience::SignedIn, restore)
}

/// The forms of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Correct,
    Split,
    Void,
    Restore,
}

impl Doing {
    const fn name(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Split => "split",
            Self::Void => "void",
            Self::Restore => "restore",
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Correct => "The entry is corrected.",
            Self::Split => "The entry is split in two.",
            Self::Void => "The entry is voided and counts no hours.",
            Self::Restore => "The entry is restored and counts again.",
        }
    }
}

/// One form as it is shown.
struct ChangeForm {
    name: &'static str,
    /// What opens it.
    summary: &'static str,
    /// What it does, in a sentence.
    words: &'static str,
    button: &'static str,
    open: bool,
    problem: Option<String>,
    times: Vec<TimeField>,
    /// None where it has no job.
    jobs: Option<Vec<Choice>>,
    job_wrong: Option<String>,
    reasons: Vec<Choice>,
    reason_wrong: Option<String>,
    note: String,
    note_wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "time_entries/entry.html")]
struct EntryPage {
    page: Page,
    record: EntryRecord,
    forms: Vec<ChangeForm>,
    may_see_calls: bool,
    may_hear: bool,
}

const CHANGED: &str = "Nothing was saved: the entry was changed in the meantime. It stands above as it is now. What you \
                       typed is still here; send it again if it still holds.";

fn page(signed_in: &SignedIn, record: EntryRecord, tried: Option<(Doing, Typed, Mistakes)>) -> Response {
    let doings: &[Doing] = match (&record.locked, record.voided) {
        (Some(_), _) => &[],
        (None, true) => &[Doing::Restore],
        (None, false) => &[Doing::Correct, Doing::Split, Doing::Void],
    };
    // A form that is not there any more has its say at the top.
    let mut stray = None;
    if let Some((doing, _, mistakes)) = &tried
        && !doings.contains(doing)
    {
        stray = Some(mistakes.of("").unwrap_or(CHANGED).to_owned());
    }
    let forms = doings.iter().map(|doing| match &tried {
        Some((tried, typed, mistakes)) if tried == doing => form(*doing, &record, Some(typed), mistakes),
        Some(_) | None => form(*doing, &record, None, &Mistakes::default()),
    });
    let role = signed_in.session.user.role;
    let mut shown = EntryPage {
        page: Page::of(signed_in, &format!("Time entry of {}", record.name), HERE),
        forms: forms.collect(),
        may_see_calls: access::allows(role, &Method::GET, "/employees/{id}/calls"),
        may_hear: access::allows(role, &Method::GET, "/voice-checks/{id}"),
        record,
    };
    if tried.is_none() {
        return html(&shown);
    }
    if let Some(words) = stray {
        shown.record.locked = Some(shown.record.locked.map_or(words.clone(), |locked| format!("{words} {locked}")));
    }
    refused(&shown)
}

fn form(doing: Doing, record: &EntryRecord, typed: Option<&Typed>, mistakes: &Mistakes) -> ChangeForm {
    let zone = &record.zone;
    let fresh = || {
        let (clock_in, in_which) = typed::shown(record.in_at, zone);
        let (clock_out, out_which) = record.out_at.map(|out| typed::shown(out, zone)).unwrap_or_default();
        let job = record.job.map(|job| job.to_string()).unwrap_or_default();
        Typed { clock_in, in_which, clock_out, out_which, job, ..Typed::default() }
    };
    let open = typed.is_some();
    let typed = typed.cloned().unwrap_or_else(fresh);
    let field = |named, value: &str, which: &str| TimeField::new(named, (value, which), zone, mistakes);
    let (summary, words, button, times) = match doing {
        Doing::Correct => (
            "Correct",
            "What was clocked stays in the trail below. Every time is on the entry's own wall clock.",
            "Save correction",
            vec![
                field(("in", "Clock-in"), &typed.clock_in, &typed.in_which).required(),
                field(("out", "Clock-out"), &typed.clock_out, &typed.out_which)
                    .hint("Leave it empty where the employee is still in, or nobody knows the end."),
                field(
                    ("claimed_in", "Clock-in as the employee says (optional)"),
                    &typed.claimed_in,
                    &typed.claimed_in_which,
                )
                .hint("Where that is another time than the one you decide on."),
                field(
                    ("claimed_out", "Clock-out as the employee says (optional)"),
                    &typed.claimed_out,
                    &typed.claimed_out_which,
                ),
            ],
        ),
        Doing::Split => (
            "Split in two",
            "The first part ends at that moment, and a new entry goes on from there.",
            "Split entry",
            vec![field(("at", "Split at"), &typed.at, &typed.at_which).required()],
        ),
        Doing::Void => (
            "Void",
            "A voided entry counts no hours. It stays to be seen, and can be restored.",
            "Void entry",
            Vec::new(),
        ),
        Doing::Restore => ("Restore", "The entry counts again as it did before.", "Restore entry", Vec::new()),
    };
    let has_job = matches!(doing, Doing::Correct | Doing::Split);
    ChangeForm {
        name: doing.name(),
        summary,
        words,
        button,
        open,
        problem: mistakes.of("").map(str::to_owned),
        times,
        jobs: has_job.then(|| typed::jobs(&record.jobs, &typed.job)),
        job_wrong: mistakes.of("job").map(str::to_owned),
        reasons: typed::reasons(&typed.reason),
        reason_wrong: mistakes.of("reason").map(str::to_owned),
        note: typed.note,
        note_wrong: mistakes.of("note").map(str::to_owned),
    }
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    let Some(id) = EntryId::parse(&id) else { return error::not_found(&signed_in.visit) };
    match web.gateway.find_entry_record(signed_in.session.user.workspace, id).await {
        Ok(Some(record)) => page(&signed_in, record, None),
        Ok(None) => error::not_found(&signed_in.visit),
        Err(failed) => error::failed(&failed),
    }
}

type Sent = (State<Web>, SignedIn, Path<String>, Form<Typed>);

async fn correct(web: State<Web>, signed_in: SignedIn, id: Path<String>, typed: Form<Typed>) -> Response {
    change((web, signed_in, id, typed), Doing::Correct).await
}

async fn split(web: State<Web>, signed_in: SignedIn, id: Path<String>, typed: Form<Typed>) -> Response {
    change((web, signed_in, id, typed), Doing::Split).await
}

async fn void(web: State<Web>, signed_in: SignedIn, id: Path<String>, typed: Form<Typed>) -> Response {
    change((web, signed_in, id, typed), Doing::Void).await
}

async fn restore(web: State<Web>, signed_in: SignedIn, id: Path<String>, typed: Form<Typed>) -> Response {
    change((web, signed_in, id, typed), Doing::Restore).await
}

async fn change((State(web), signed_in, Path(id), Form(typed)): Sent, doing: Doing) -> Response {
    let Some(id) = EntryId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let workspace = signed_in.session.user.workspace;
    let record = match web.gateway.find_entry_record(workspace, id).await {
        Ok(Some(record)) => record,
        Ok(None) => return error::not_found(&signed_in.visit),
        Err(failed) => return error::failed(&failed),
    };
    let outcome = match send(&web, &signed_in, (doing, &typed), &record).await {
        Ok(outcome) => outcome,
        Err(mistakes) => return page(&signed_in, record, Some((doing, typed, mistakes))),
    };
    let failed = match outcome {
        Ok(()) => return guard::go(&web, &format!("{HERE}/{id}"), doing.done()),
        Err(failed) => failed,
    };
    if let EntryError::Store(failed) = &failed {
        return error::failed(failed);
    }
    // It may be another entry by now.
    let mistakes = Mistakes::of_error(&failed).unwrap_or_else(|| Mistakes::one("", CHANGED));
    match web.gateway.find_entry_record(workspace, id).await {
        Ok(Some(record)) => page(&signed_in, record, Some((doing, typed, mistakes))),
        Ok(None) => error::not_found(&signed_in.visit),
        Err(failed) => error::failed(&failed),
    }
}

/// Reads what was typed and does it; with mistakes, nothing is done.
async fn send(
    web: &Web,
    signed_in: &SignedIn,
    (doing, typed): (Doing, &Typed),
    record: &EntryRecord,
) -> Result<Result<(), EntryError>, Mistakes> {
    let mut reader = Reader { zone: &record.zone, mistakes: Mistakes::default() };
    let (gateway, actor) = (&web.gateway, signed_in.actor());
    let entry = (record.id, typed.shown.clone());
    let why = reader.why(&typed.reason, &typed.note);
    match doing {
        Doing::Correct => {
            let in_at = reader.needed_time("in", (&typed.clock_in, &typed.in_which), Some(record.in_at));
            let corrected = in_at.map(|in_at| Corrected {
                in_at,
                out_at: reader.time("out", (&typed.clock_out, &typed.out_which), record.out_at),
                job: reader.job(&typed.job),
                claimed_in: reader.time("claimed_in", (&typed.claimed_in, &typed.claimed_in_which), Some(in_at)),
                claimed_out: reader.time("claimed_out", (&typed.claimed_out, &typed.claimed_out_which), record.out_at),
            });
            match (corrected, why) {
                (Some(corrected), Some(why)) if reader.mistakes.is_empty() => {
                    Ok(gateway.correct_entry(actor, entry, corrected, why).await)
                }
                (Some(_) | None, _) => Err(reader.mistakes),
            }
        }
        Doing::Split => {
            let at = reader.needed_time("at", (&typed.at, &typed.at_which), None);
            let job = reader.job(&typed.job);
            match (at, why) {
                (Some(at), Some(why)) if reader.mistakes.is_empty() => {
                    Ok(gateway.split_entry(actor, entry, SplitAt { at, job }, why).await.map(drop))
                }
                (Some(_) | None, _) => Err(reader.mistakes),
            }
        }
        Doing::Void => match why {
            Some(why) => Ok(gateway.void_entry(actor, entry, why).await),
            None => Err(reader.mistakes),
        },
        Doing::Restore => match why {
            Some(why) => Ok(gateway.restore_entry(actor, entry, why).await),
            None => Err(reader.mistakes),
        },
    }
}
