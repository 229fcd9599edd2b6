//! The breaks of one time entry: the forms that add, correct and remove one.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    HERE,
    form::{TimeField, TimeReader, WhyFields, errors_of, shown},
};
use crate::{
    domain::{
        entry_change::{ChangeReason, Reason},
        ids::{BreakId, BreakKindId, EntryId},
    },
    service::{
        Hold,
        timesheets::{
            changes::{self, BreakDetails, EntryError, ExpectedBreak, ExpectedEntry},
            entry_record::{self, EntryBreak, EntryRecord},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::{SelectOption, refused},
            form_errors::{FormErrors, capital},
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::{admin::AdminWords, refusals},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-entries/{id}/breaks/new", Audience::SignedIn, new)
        .post("/time-entries/{id}/breaks/new", Audience::SignedIn, add)
        .get("/time-entries/{id}/breaks/{break}", Audience::SignedIn, edit)
        .post("/time-entries/{id}/breaks/{break}", Audience::SignedIn, correct)
        .post("/time-entries/{id}/breaks/{break}/remove", Audience::SignedIn, remove)
}

/// What is typed about a break.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct BreakForm {
    /// The version of the entry that the form was shown with.
    expected_version: String,
    /// Of a new break.
    id: String,
    /// The revision of the break that the form was shown with, in digits.
    revision: String,
    kind: String,
    #[serde(rename = "in")]
    begin: String,
    in_which: String,
    #[serde(rename = "out")]
    end: String,
    out_which: String,
    reason: String,
    note: String,
}

#[derive(Template)]
#[template(path = "time_entries/break.html")]
struct BreakPage {
    page: Page,
    entry: EntryId,
    /// None for a new one.
    known: Option<BreakId>,
    id: BreakId,
    version: String,
    revision: u32,
    kinds: Vec<SelectOption>,
    kind_wrong: Option<String>,
    times: [TimeField; 2],
    why: WhyFields,
    problem: Option<String>,
    /// The same of the form that removes it.
    remove_why: WhyFields,
}

/// A break of a record, or a new one in it.
struct Shown<'a> {
    record: &'a EntryRecord,
    known: Option<&'a EntryBreak>,
    id: BreakId,
}

fn page(signed_in: &SignedIn, of: &Shown<'_>, typed: Option<BreakForm>, errors: &FormErrors) -> BreakPage {
    let Shown { record, known, id } = *of;
    let (words, zone) = (signed_in.words(), &record.zone);
    let fresh = || match known {
        Some(known) => {
            let (begin, in_which) = shown(known.begin_at, zone);
            let (end, out_which) = known.end_at.map(|end| shown(end, zone)).unwrap_or_default();
            BreakForm { kind: known.kind.to_string(), begin, in_which, end, out_which, ..BreakForm::default() }
        }
        None => {
            // On the day of the entry, so that only the time is left to change.
            let (begin, in_which) = shown(record.in_at, zone);
            BreakForm { begin, in_which, ..BreakForm::default() }
        }
    };
    let typed = typed.unwrap_or_else(fresh);
    let usable = record
        .break_kinds
        .iter()
        .filter(|kind| kind.archived_at.is_none() || known.is_some_and(|known| known.kind == kind.id));
    let field = |named, value: &str, which: &str| TimeField::new(words, named, (value, which), zone, errors);
    let said = &words.entries;
    let title = if known.is_some() { said.break_title(&record.name) } else { said.new_break_title(&record.name) };
    BreakPage {
        page: Page::of(signed_in, &title, HERE),
        entry: record.id,
        known: known.map(|known| known.id),
        id,
        version: record.version.clone(),
        revision: known.map_or(0, |known| known.revision),
        kinds: usable.map(|kind| SelectOption::new(&kind.id.to_string(), &kind.name, &typed.kind)).collect(),
        kind_wrong: errors.of("kind").map(str::to_owned),
        times: [
            field(("in", &said.break_begin), &typed.begin, &typed.in_which).required(),
            field(("out", &said.break_end), &typed.end, &typed.out_which).hint(&said.break_end_hint),
        ],
        why: WhyFields::offering(&Reason::OF_BREAKS, words, (&typed.reason, typed.note), errors),
        problem: errors.of("").map(str::to_owned),
        remove_why: WhyFields::offering(&Reason::OF_BREAKS, words, ("", String::new()), &FormErrors::default()),
    }
}

async fn find(web: &Web, signed_in: &SignedIn, id: &str) -> Result<EntryRecord, PageError> {
    let not_found = || PageError::from(error::not_found(&signed_in.visit));
    let id = EntryId::parse(id).ok_or_else(not_found)?;
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    web.store.read(move |tx| entry_record::find(tx, workspace, id, now)).await?.ok_or_else(not_found)
}

fn find_break<'a>(signed_in: &SignedIn, record: &'a EntryRecord, id: &str) -> Result<&'a EntryBreak, PageError> {
    let found = BreakId::parse(id).and_then(|id| record.breaks.iter().find(|found| found.id == id));
    found.ok_or_else(|| error::not_found(&signed_in.visit).into())
}

/// Why no break of the entry can be changed at all.
fn refusal(signed_in: &SignedIn, record: &EntryRecord) -> Option<String> {
    let words = signed_in.words();
    let refused = match &record.lock {
        Some(lock) => refusals::locked(words, Some(signed_in.pen()), lock, &record.zone),
        None if record.voided => refusals::entry(words, Some(signed_in.pen()), &EntryError::Voided),
        None => return None,
    };
    Some(format!("{}.", capital(&refused)))
}

async fn new(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let record = find(&web, &signed_in, &id).await?;
    if let Some(refusal) = refusal(&signed_in, &record) {
        return Ok(guard::go(&web, &format!("{HERE}/{}", record.id), &refusal));
    }
    let of = Shown { record: &record, known: None, id: BreakId::generate(&web.store.ids()) };
    Ok(html(&page(&signed_in, &of, None, &FormErrors::default())))
}

async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((id, of)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let record = find(&web, &signed_in, &id).await?;
    let known = find_break(&signed_in, &record, &of)?;
    if let Some(refusal) = refusal(&signed_in, &record) {
        return Ok(guard::go(&web, &format!("{HERE}/{}", record.id), &refusal));
    }
    let of = Shown { record: &record, known: Some(known), id: known.id };
    Ok(html(&page(&signed_in, &of, None, &FormErrors::default())))
}

/// What is to be done with a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BreakAct {
    Add,
    Correct,
    Remove,
}

async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<BreakForm>,
) -> Result<Response, PageError> {
    change(&web, &signed_in, (&id, None), (BreakAct::Add, typed)).await
}

async fn correct(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((id, of)): Path<(String, String)>,
    Form(typed): Form<BreakForm>,
) -> Result<Response, PageError> {
    change(&web, &signed_in, (&id, Some(&of)), (BreakAct::Correct, typed)).await
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((id, of)): Path<(String, String)>,
    Form(typed): Form<BreakForm>,
) -> Result<Response, PageError> {
    change(&web, &signed_in, (&id, Some(&of)), (BreakAct::Remove, typed)).await
}

async fn change(
    web: &Web,
    signed_in: &SignedIn,
    (id, of): (&str, Option<&str>),
    (act, typed): (BreakAct, BreakForm),
) -> Result<Response, PageError> {
    let record = find(web, signed_in, id).await?;
    let known = match of {
        Some(of) => Some(find_break(signed_in, &record, of)?),
        None => None,
    };
    let id = known.map(|known| known.id).or_else(|| BreakId::parse(&typed.id));
    let Some(id) = id else { return Ok(error::not_understood(&signed_in.visit)) };
    let again = |typed: BreakForm, errors: &FormErrors| {
        Ok(refused(&page(signed_in, &Shown { record: &record, known, id }, Some(typed), errors)))
    };
    let words = signed_in.words();
    let (details, why) = match read(words, (act, &typed), &record) {
        Ok(read) => read,
        Err(errors) => return again(typed, &errors),
    };
    let actor = signed_in.actor();
    let entry = ExpectedEntry { id: record.id, version: typed.expected_version.clone() };
    // What is no number is no revision that there is.
    let expected = ExpectedBreak { id, revision: typed.revision.parse().unwrap_or(u32::MAX) };
    let make = web.store.write(Hold::Workspace(actor.workspace), move |u| match (act, details) {
        (BreakAct::Add, Some(details)) => changes::add_break(u, &actor, (&entry, id), &details, &why),
        (BreakAct::Correct, Some(details)) => changes::correct_break(u, &actor, (&entry, expected), &details, &why),
        (BreakAct::Add | BreakAct::Correct | BreakAct::Remove, _) => {
            changes::remove_break(u, &actor, (&entry, expected), &why)
        }
    });
    match make.await {
        Ok(()) => {
            let done = match act {
                BreakAct::Add => &words.entries.break_added,
                BreakAct::Correct => &words.entries.break_corrected,
                BreakAct::Remove => &words.entries.break_removed,
            };
            Ok(guard::go(web, &format!("{HERE}/{}", record.id), done))
        }
        Err(EntryError::Store(failed)) => Err(failed.into()),
        Err(failed) => {
            let errors = errors_of(signed_in.pen(), &failed);
            again(typed, &errors.unwrap_or_else(|| FormErrors::new("", &words.entries.changed_meanwhile)))
        }
    }
}

/// What was typed, or what is wrong with it. A removal has no details.
fn read(
    words: &'static AdminWords,
    (act, typed): (BreakAct, &BreakForm),
    record: &EntryRecord,
) -> Result<(Option<BreakDetails>, ChangeReason), FormErrors> {
    let mut reader = TimeReader { words, zone: &record.zone, errors: FormErrors::default() };
    let why = reader.why(&typed.reason, &typed.note);
    let details = match act {
        BreakAct::Remove => None,
        BreakAct::Add | BreakAct::Correct => {
            let begin_at = reader.needed_time("in", (&typed.begin, &typed.in_which), None);
            let end_at = reader.time("out", (&typed.end, &typed.out_which), None);
            let kind = BreakKindId::parse(&typed.kind);
            if kind.is_none() {
                reader.errors.add("kind", &words.refused.unknown_break_kind);
            }
            kind.zip(begin_at).map(|(kind, begin_at)| BreakDetails { kind, begin_at, end_at })
        }
    };
    match why {
        Some(why) if reader.errors.is_empty() => Ok((details, why)),
        Some(_) | None => Err(reader.errors),
    }
}
