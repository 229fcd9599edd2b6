//! A list of people from a file: uploaded, looked over, imported once.

mod words;

use askama::Template;
use axum::{
    extract::{FromRequest, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Multipart, Query, multipart::Field};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tokio::time::timeout;

use super::{
    error::{self, PageError},
    field::refused,
    form_errors::capital,
    layout::{Page, html},
};
use crate::{
    domain::{
        employee::input::EmployeeInput,
        ids::{EmployeeId, ImportDraftId},
        language::Language,
    },
    service::{
        Hold,
        audit::Actor,
        roster::{
            import::{self, Assessment, ImportError, ImportOutcome, MAX_BYTES, Preview},
            workspaces,
        },
    },
    web::{
        Web,
        access::Audience,
        bodies,
        guard::{self, Form, SignedIn, Visit, is_csrf},
        routes::Routes,
    },
};

/// Of whom there are to add, so many are shown.
const SAMPLE_LINES: usize = 20;
/// Of other lines, so many: who has more of them mends the file first.
const MAX_LINES_LISTED: usize = 200;
/// So much of a file that is too large is still read, so that the browser hears the refusal and not a broken line.
const MAX_DISCARDED_BYTES: usize = 256 * 1024 * 1024;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees/import", Audience::ADMINS, show)
        // It counts for itself, to say in words what is too large.
        .upload("/employees/import", Audience::ADMINS, upload)
        .post("/employees/import/confirm", Audience::ADMINS, confirm)
}

#[derive(Template)]
#[template(path = "employee_import.html")]
struct ImportPage {
    page: Page,
    problem: Option<String>,
    languages: String,
    preview: Option<PreviewView>,
}

struct PreviewView {
    draft: ImportDraftId,
    file: String,
    guessed: bool,
    left_out: String,
    notes: Vec<String>,
    good: usize,
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

/// Lines of one kind: the first ones, and how many there are beside them and in all.
struct Lines<T> {
    rows: Vec<T>,
    more: usize,
    count: usize,
}

impl<T> Lines<T> {
    fn new<L>(lines: Vec<L>, row: impl FnMut(L) -> T) -> Self {
        let count = lines.len();
        Self {
            rows: lines.into_iter().take(MAX_LINES_LISTED).map(row).collect(),
            more: count.saturating_sub(MAX_LINES_LISTED),
            count,
        }
    }
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    problem: Option<String>,
    preview: Option<PreviewView>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let settings = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    let languages: Vec<_> = settings.languages.iter().map(Language::code).collect();
    let languages = languages.join(" or ");
    let page = Page::of(signed_in, "Import employees", "/employees");
    let is_refusal = problem.is_some();
    let page = ImportPage { page, problem, languages, preview };
    Ok(if is_refusal { refused(&page) } else { html(&page) })
}

/// Which upload is meant.
#[derive(Deserialize)]
struct DraftForm {
    #[serde(default)]
    draft: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<DraftForm>,
) -> Result<Response, PageError> {
    if asked.draft.is_empty() {
        return page(&web, &signed_in, None, None).await;
    }
    let Some(draft) = ImportDraftId::parse(&asked.draft) else { return Ok(error::not_found(&signed_in.visit)) };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    match web.store.read(move |tx| import::preview(tx, workspace, draft, now)).await {
        Ok(preview) => match shown(draft, preview) {
            Ok(shown) => page(&web, &signed_in, None, Some(shown)).await,
            Err(before) => Ok(done(&web, before)),
        },
        Err(problem) => failed(&web, &signed_in, problem).await,
    }
}

/// The preview for people, or what came of the upload before.
fn shown(draft: ImportDraftId, preview: Preview) -> Result<PreviewView, ImportOutcome> {
    let (file, guessed, left_out, skipped, notes, assessment) = match preview {
        Preview::Waiting { file, guessed, left_out, skipped, notes, assessment } => {
            (file, guessed, left_out, skipped, notes, *assessment)
        }
        Preview::Imported { added } => return Err(ImportOutcome { added, now: false }),
    };
    let Assessment { good, there, bad, gone, looks } = assessment;
    Ok(PreviewView {
        draft,
        file,
        guessed,
        left_out: left_out.join(", "),
        notes: notes.iter().map(words::note).collect(),
        good: good.len(),
        sample: good.iter().take(SAMPLE_LINES).map(|(line, details)| (*line, EmployeeInput::new(details))).collect(),
        bad: Lines::new(bad, |bad| {
            let reasons = bad.reasons.iter().map(|reason| words::line_problem(bad.line, reason)).collect();
            (bad.line, bad.name, reasons)
        }),
        there: Lines::new(there, |there| KnownRow {
            because: words::because(&there),
            left: there.left.as_ref().map(words::departure),
            line: there.line,
            name: there.name,
            id: there.id,
            active: there.active,
        }),
        looks: Lines::new(looks, |look| (look.line, look.name, words::line_warning(&look.why))),
        gone: Lines::new(gone, |gone| (gone.line, gone.name, words::departure(&gone.left))),
        skipped: Lines::new(skipped, |skipped| (skipped.line, skipped.text, words::skipped(skipped.why))),
    })
}

fn done(web: &Web, outcome: ImportOutcome) -> Response {
    let ImportOutcome { added, now } = outcome;
    let people = if added == 1 { "employee" } else { "employees" };
    let words = if now {
        format!("{added} {people} added.")
    } else {
        format!("This list was imported before; {added} {people} were added then, and nobody was added now.")
    };
    guard::go(web, "/employees", &words)
}

async fn failed(web: &Web, signed_in: &SignedIn, problem: ImportError) -> Result<Response, PageError> {
    match problem {
        ImportError::NotFound => Ok(error::not_found(&signed_in.visit)),
        ImportError::Store(_) | ImportError::Json(_) => Err(error::failed(&problem)),
        ImportError::TooLarge | ImportError::Text(_) | ImportError::Table(_) | ImportError::RanOut => {
            page(web, signed_in, Some(format!("{}.", capital(&words::refusal(&problem)))), None).await
        }
    }
}

async fn upload(State(web): State<Web>, signed_in: SignedIn, request: Request) -> Result<Response, PageError> {
    let visit = &signed_in.visit;
    let Ok(form) = Multipart::from_request(request, &web).await else { return Ok(error::stale_form(visit)) };
    let Ok(Ok(_permit)) = timeout(bodies::BODY_TIMEOUT, web.edge.bodies.uploads.acquire()).await else {
        return Ok(error::unread(visit, bodies::BodyRejection::Crowded));
    };
    let read = timeout(bodies::UPLOAD_TIMEOUT, read(visit, form)).await;
    let (file, bytes) = match read.unwrap_or(Err(UploadRefusal::TooSlow)) {
        Ok(uploaded) => uploaded,
        Err(UploadRefusal::Stale) => return Ok(error::stale_form(visit)),
        Err(UploadRefusal::Broken) => return Ok(error::not_understood(visit)),
        Err(UploadRefusal::TooSlow) => return Ok(error::unread(visit, bodies::BodyRejection::TooSlow)),
        Err(UploadRefusal::TooLarge) => return failed(&web, &signed_in, ImportError::TooLarge).await,
    };
    match keep(&web, signed_in.actor(), file, bytes).await {
        Ok(draft) => Ok(Redirect::to(&format!("/employees/import?draft={draft}")).into_response()),
        Err(problem) => failed(&web, &signed_in, problem).await,
    }
}

async fn keep(web: &Web, actor: Actor, file: String, bytes: Vec<u8>) -> Result<ImportDraftId, ImportError> {
    let upload = import::read(file, &bytes, web.store.now().to_zoned(TimeZone::UTC).date())?;
    drop(bytes);
    web.store.write(Hold::Workspace(actor.workspace), move |u| import::keep(u, &actor, &upload)).await
}

/// Why an upload was not read.
enum UploadRefusal {
    Stale,
    Broken,
    TooSlow,
    TooLarge,
}

/// The name and the bytes of the file. The CSRF token has to come in front of it.
async fn read(visit: &Visit, mut form: Multipart) -> Result<(String, Vec<u8>), UploadRefusal> {
    let mut is_ours = false;
    let mut uploaded = None;
    while let Some(mut field) = form.next_field().await.map_err(|_| UploadRefusal::Broken)? {
        match field.name() {
            Some("csrf") if !is_ours => {
                let token = take(&mut field, 100).await.map_err(|_| UploadRefusal::Stale)?;
                is_ours = is_csrf(visit, &String::from_utf8_lossy(&token));
            }
            Some("file") if is_ours && uploaded.is_none() => {
                let name = field.file_name().unwrap_or_default();
                let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
                let name = if name.is_empty() { "A list without a name".to_owned() } else { name };
                uploaded = Some((name, take(&mut field, MAX_BYTES).await?));
            }
            Some(_) | None => {
                // Nothing of it is kept.
                take(&mut field, 0).await.or_else(|problem| match problem {
                    UploadRefusal::TooLarge => Ok(Vec::new()),
                    UploadRefusal::Stale | UploadRefusal::Broken | UploadRefusal::TooSlow => Err(problem),
                })?;
            }
        }
    }
    if is_ours { uploaded.ok_or(UploadRefusal::Broken) } else { Err(UploadRefusal::Stale) }
}

/// At most `max` bytes; what comes behind them is read and dropped.
async fn take(field: &mut Field, max: usize) -> Result<Vec<u8>, UploadRefusal> {
    let (mut kept, mut all) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.chunk().await.map_err(|_| UploadRefusal::Broken)? {
        all = all.saturating_add(chunk.len());
        if all > MAX_DISCARDED_BYTES {
            break;
        }
        if all <= max {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    if all > max { Err(UploadRefusal::TooLarge) } else { Ok(kept) }
}

async fn confirm(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(confirmed): Form<DraftForm>,
) -> Result<Response, PageError> {
    let Some(draft) = ImportDraftId::parse(&confirmed.draft) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    match web.store.write(Hold::Workspace(actor.workspace), move |u| import::confirm(u, &actor, draft)).await {
        Ok(outcome) => Ok(done(&web, outcome)),
        Err(problem) => failed(&web, &signed_in, problem).await,
    }
}
