//! One time entry: its trail and what speaks for it, and the forms that correct, split, void and restore it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};

use super::{
    HERE,
    form::{self, EntryForm, TimeField, TimeReader, WhyFields, errors_of},
    record::EntryRecordView,
};
use crate::{
    domain::{
        entry_change::ChangeReason,
        ids::{EntryId, WorkspaceId},
    },
    service::{
        Hold, StoreError, Unit,
        audit::Actor,
        call_log::{self, CallView},
        timesheets::{
            changes::{self, Correction, EntryError, EntrySplit, ExpectedEntry},
            entry_record::{self, EntryRecord},
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::{SelectOption, refused},
            form_errors::FormErrors,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::{AdminWords, EntriesWords},
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
enum EntryFormKind {
    Correct,
    Split,
    Void,
    Restore,
}

impl EntryFormKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Split => "split",
            Self::Void => "void",
            Self::Restore => "restore",
        }
    }

    fn done(self, words: &EntriesWords) -> &str {
        match self {
            Self::Correct => &words.corrected,
            Self::Split => &words.split_done,
            Self::Void => &words.voided_done,
            Self::Restore => &words.restored,
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
    jobs: Option<Vec<SelectOption>>,
    job_wrong: Option<String>,
    why: WhyFields,
}

#[derive(Template)]
#[template(path = "time_entries/entry.html")]
struct EntryPage {
    page: Page,
    record: EntryRecordView,
    forms: Vec<ChangeForm>,
    may_see_calls: bool,
    may_hear: bool,
}

/// A record with the calls that punched, in its order.
type EntryAndCalls = (EntryRecord, Vec<CallView>);

fn page(
    signed_in: &SignedIn,
    (record, calls): EntryAndCalls,
    tried: Option<(EntryFormKind, EntryForm, FormErrors)>,
) -> Response {
    let doings: &[EntryFormKind] = match (&record.lock, record.voided) {
        (Some(_), _) => &[],
        (None, true) => &[EntryFormKind::Restore],
        (None, false) => &[EntryFormKind::Correct, EntryFormKind::Split, EntryFormKind::Void],
    };
    let words = signed_in.words();
    // A form that is not there any more has its say at the top.
    let mut stray = None;
    if let Some((doing, _, errors)) = &tried
        && !doings.contains(doing)
    {
        stray = Some(errors.of("").unwrap_or(&words.entries.changed_meanwhile).to_owned());
    }
    let forms = doings.iter().map(|doing| match &tried {
        Some((tried, typed, errors)) if tried == doing => form(words, *doing, (&record, Some(typed)), errors),
        Some(_) | None => form(words, *doing, (&record, None), &FormErrors::default()),
    });
    let role = signed_in.session.user.role;
    let mut shown = EntryPage {
        page: Page::of(signed_in, &words.entries.title_of(&record.name), HERE),
        forms: forms.collect(),
        may_see_calls: access::allows(role, &Method::GET, "/employees/{id}/calls"),
        may_hear: access::allows(role, &Method::GET, "/voice-checks/{id}"),
        record: EntryRecordView::new(&record, &calls, signed_in.pen()),
    };
    if tried.is_none() {
        return html(&shown);
    }
    if let Some(words) = stray {
        shown.record.locked = Some(shown.record.locked.map_or(words.clone(), |locked| format!("{words} {locked}")));
    }
    refused(&shown)
}

fn form(
    words: &'static AdminWords,
    doing: EntryFormKind,
    (record, typed): (&EntryRecord, Option<&EntryForm>),
    errors: &FormErrors,
) -> ChangeForm {
    let zone = &record.zone;
    let fresh = || {
        let (clock_in, in_which) = form::shown(record.in_at, zone);
        let (clock_out, out_which) = record.out_at.map(|out| form::shown(out, zone)).unwrap_or_default();
        let job = record.job.map(|job| job.to_string()).unwrap_or_default();
        EntryForm { clock_in, in_which, clock_out, out_which, job, ..EntryForm::default() }
    };
    let open = typed.is_some();
    let typed = typed.cloned().unwrap_or_else(fresh);
    let field = |named, value: &str, which: &str| TimeField::new(words, named, (value, which), zone, errors);
    let said = &words.entries;
    let (summary, hint, button, times) = match doing {
        EntryFormKind::Correct => (
            &said.correct,
            &said.correct_hint,
            &said.save_correction,
            vec![
                field(("in", &words.when.clock_in), &typed.clock_in, &typed.in_which).required(),
                field(("out", &words.when.clock_out), &typed.clock_out, &typed.out_which).hint(&said.correct_out_hint),
                field(("claimed_in", &said.claimed_in), &typed.claimed_in, &typed.claimed_in_which)
                    .hint(&said.claimed_in_hint),
                field(("claimed_out", &said.claimed_out), &typed.claimed_out, &typed.claimed_out_which),
            ],
        ),
        EntryFormKind::Split => (
            &said.split,
            &said.split_hint,
            &said.split_entry,
            vec![field(("at", &said.split_at), &typed.at, &typed.at_which).required()],
        ),
        EntryFormKind::Void => (&said.void, &said.void_hint, &said.void_entry, Vec::new()),
        EntryFormKind::Restore => (&said.restore, &said.restore_hint, &said.restore_entry, Vec::new()),
    };
    let has_job = matches!(doing, EntryFormKind::Correct | EntryFormKind::Split);
    ChangeForm {
        name: doing.name(),
        summary,
        words: hint,
        button,
        open,
        problem: errors.of("").map(str::to_owned),
        times,
        jobs: has_job.then(|| form::jobs(words, &record.jobs, &typed.job)),
        job_wrong: errors.of("job").map(str::to_owned),
        why: WhyFields::new(words, &typed.reason, typed.note, errors),
    }
}

async fn find(web: &Web, workspace: WorkspaceId, id: EntryId) -> Result<Option<EntryAndCalls>, StoreError> {
    let now = web.store.now();
    let read = web.store.read(move |tx| {
        let Some(record) = entry_record::find(tx, workspace, id, now)? else { return Ok(None) };
        let calls = record.calls.iter().map(|call| call_log::view(tx, call));
        let calls = calls.collect::<Result<Vec<_>, _>>()?;
        Ok(Some((record, calls)))
    });
    read.await
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let Some(id) = EntryId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(match find(&web, signed_in.session.user.workspace, id).await? {
        Some(found) => page(&signed_in, found, None),
        None => error::not_found(&signed_in.visit),
    })
}

type EntryFormRequest = (State<Web>, SignedIn, Path<String>, Form<EntryForm>);

async fn correct(
    web: State<Web>,
    signed_in: SignedIn,
    id: Path<String>,
    typed: Form<EntryForm>,
) -> Result<Response, PageError> {
    change((web, signed_in, id, typed), EntryFormKind::Correct).await
}

async fn split(
    web: State<Web>,
    signed_in: SignedIn,
    id: Path<String>,
    typed: Form<EntryForm>,
) -> Result<Response, PageError> {
    change((web, signed_in, id, typed), EntryFormKind::Split).await
}

async fn void(
    web: State<Web>,
    signed_in: SignedIn,
    id: Path<String>,
    typed: Form<EntryForm>,
) -> Result<Response, PageError> {
    change((web, signed_in, id, typed), EntryFormKind::Void).await
}

async fn restore(
    web: State<Web>,
    signed_in: SignedIn,
    id: Path<String>,
    typed: Form<EntryForm>,
) -> Result<Response, PageError> {
    change((web, signed_in, id, typed), EntryFormKind::Restore).await
}

async fn change(
    (State(web), signed_in, Path(id), Form(typed)): EntryFormRequest,
    doing: EntryFormKind,
) -> Result<Response, PageError> {
    let not_found = || error::not_found(&signed_in.visit);
    let Some(id) = EntryId::parse(&id) else { return Ok(not_found()) };
    let workspace = signed_in.session.user.workspace;
    let Some(found) = find(&web, workspace, id).await? else { return Ok(not_found()) };
    let words = signed_in.words();
    let change = match read_change(words, doing, &typed, &found.0) {
        Ok(change) => change,
        Err(errors) => return Ok(page(&signed_in, found, Some((doing, typed, errors)))),
    };
    let (actor, expected) = (signed_in.actor(), ExpectedEntry { id, version: typed.expected_version.clone() });
    let failed = match web.store.write(Hold::Workspace(workspace), move |u| change.make(u, &actor, &expected)).await {
        Ok(()) => return Ok(guard::go(&web, &format!("{HERE}/{id}"), doing.done(&words.entries))),
        Err(EntryError::Store(failed)) => return Err(failed.into()),
        Err(failed) => failed,
    };
    // It may be another entry by now.
    let errors =
        errors_of(signed_in.pen(), &failed).unwrap_or_else(|| FormErrors::new("", &words.entries.changed_meanwhile));
    Ok(match find(&web, workspace, id).await? {
        Some(found) => page(&signed_in, found, Some((doing, typed, errors))),
        None => not_found(),
    })
}

/// What is to be done with the entry.
enum EntryChange {
    Correct(Correction, ChangeReason),
    Split(EntrySplit, ChangeReason),
    Void(ChangeReason),
    Restore(ChangeReason),
}

impl EntryChange {
    fn make(self, u: &mut Unit<'_>, actor: &Actor, expected: &ExpectedEntry) -> Result<(), EntryError> {
        match self {
            Self::Correct(correction, why) => changes::correct(u, actor, expected, &correction, &why),
            Self::Split(split, why) => changes::split(u, actor, expected, &split, &why).map(drop),
            Self::Void(why) => changes::void(u, actor, expected, &why),
            Self::Restore(why) => changes::restore(u, actor, expected, &why),
        }
    }
}

/// Reads what was typed; with errors, nothing is done.
fn read_change(
    words: &'static AdminWords,
    doing: EntryFormKind,
    typed: &EntryForm,
    record: &EntryRecord,
) -> Result<EntryChange, FormErrors> {
    let mut reader = TimeReader { words, zone: &record.zone, errors: FormErrors::default() };
    let why = reader.why(&typed.reason, &typed.note);
    match doing {
        EntryFormKind::Correct => {
            let in_at = reader.needed_time("in", (&typed.clock_in, &typed.in_which), Some(record.in_at));
            let correction = in_at.map(|in_at| Correction {
                in_at,
                out_at: reader.time("out", (&typed.clock_out, &typed.out_which), record.out_at),
                job: reader.job(&typed.job),
                claimed_in: reader.time("claimed_in", (&typed.claimed_in, &typed.claimed_in_which), Some(in_at)),
                claimed_out: reader.time("claimed_out", (&typed.claimed_out, &typed.claimed_out_which), record.out_at),
            });
            match (correction, why) {
                (Some(correction), Some(why)) if reader.errors.is_empty() => Ok(EntryChange::Correct(correction, why)),
                (Some(_) | None, _) => Err(reader.errors),
            }
        }
        EntryFormKind::Split => {
            let at = reader.needed_time("at", (&typed.at, &typed.at_which), None);
            let job = reader.job(&typed.job);
            match (at, why) {
                (Some(at), Some(why)) if reader.errors.is_empty() => {
                    Ok(EntryChange::Split(EntrySplit { at, job }, why))
                }
                (Some(_) | None, _) => Err(reader.errors),
            }
        }
        EntryFormKind::Void => why.map(EntryChange::Void).ok_or(reader.errors),
        EntryFormKind::Restore => why.map(EntryChange::Restore).ok_or(reader.errors),
    }
}
