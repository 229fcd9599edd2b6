//! A list of people from a file: uploaded, looked over, imported once.

use askama::Template;
use axum::{
    extract::{FromRequest, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Multipart, Query, multipart::Field};
use serde::Deserialize;
use tokio::time::timeout;

use super::{
    error,
    field::refused,
    layout::{Page, html},
    sign_in::capital,
};
use crate::{
    domain::{employee::entered::Entered, ids::ImportDraftId, language::Language},
    service::csv_import::{Assessment, ImportError, Imported, MAX_BYTES, Preview, table::Skipped},
    web::{
        Web,
        access::Audience,
        bodies,
        guard::{self, Form, SignedIn, Visit, is_csrf},
        routes::Routes,
    },
};

/// Of whom there are to add, so many are shown.
const SAMPLE: usize = 20;
/// Of other lines, so many: who has more of them mends the file first.
const LINES: usize = 200;
/// So much of a file that is too large is still read, so that the browser hears the refusal and not a broken line.
const PATIENCE: usize = 256 * 1024 * 1024;

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
    preview: Option<Shown>,
}

struct Shown {
    draft: ImportDraftId,
    file: String,
    guessed: bool,
    left_out: String,
    notes: Vec<String>,
    good: usize,
    there_count: usize,
    bad_count: usize,
    gone_count: usize,
    skipped_count: usize,
    sample: Vec<(u64, Entered)>,
    skipped: Vec<Skipped>,
    assessment: Assessment,
    /// How many lines of each table are not shown.
    more: More,
}

struct More {
    bad: usize,
    there: usize,
    looks: usize,
    gone: usize,
    skipped: usize,
}

/// Cuts a table to what is shown, and says how many are not.
fn cut<T>(lines: &mut Vec<T>) -> usize {
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    more
}

async fn page(web: &Web, signed_in: &SignedIn, problem: Option<String>, preview: Option<Shown>) -> Response {
    let settings = match web.gateway.get_people_settings(signed_in.session.user.workspace).await {
        Ok(settings) => settings,
        Err(error) => return error::failed(&error),
    };
    let languages: Vec<_> = settings.languages.iter().map(Language::code).collect();
    let languages = languages.join(" or ");
    let page = Page::of(signed_in, "Import employees", "/employees");
    let is_refusal = problem.is_some();
    let page = ImportPage { page, problem, languages, preview };
    if is_refusal { refused(&page) } else { html(&page) }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    draft: String,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    if asked.draft.is_empty() {
        return page(&web, &signed_in, None, None).await;
    }
    let Some(draft) = ImportDraftId::parse(&asked.draft) else { return error::not_found(&signed_in.visit) };
    match web.gateway.preview_people(signed_in.session.user.workspace, draft).await {
        Ok(Preview::Waiting { file, guessed, left_out, mut skipped, notes, assessment }) => {
            let mut assessment = *assessment;
            let sample = assessment.good.iter().take(SAMPLE).map(|(line, details)| (*line, Entered::of(details)));
            let sample = sample.collect();
            let (good, left_out) = (assessment.good.len(), left_out.join(", "));
            let counts = (assessment.there.len(), assessment.bad.len(), assessment.gone.len(), skipped.len());
            let (there_count, bad_count, gone_count, skipped_count) = counts;
            let more = More {
                bad: cut(&mut assessment.bad),
                there: cut(&mut assessment.there),
                looks: cut(&mut assessment.looks),
                gone: cut(&mut assessment.gone),
                skipped: cut(&mut skipped),
            };
            let shown = Shown {
                draft,
                file,
                guessed,
                left_out,
                notes,
                good,
                there_count,
                bad_count,
                gone_count,
                skipped_count,
                sample,
                skipped,
                assessment,
                more,
            };
            page(&web, &signed_in, None, Some(shown)).await
        }
        Ok(Preview::Imported { added }) => done(&web, Imported { added, now: false }),
        Err(problem) => failed(&web, &signed_in, problem).await,
    }
}

fn done(web: &Web, imported: Imported) -> Response {
    let Imported { added, now } = imported;
    let people = if added == 1 { "employee" } else { "employees" };
    let words = if now {
        format!("{added} {people} added.")
    } else {
        format!("This list was imported before; {added} {people} were added then, and nobody now.")
    };
    guard::go(web, "/employees", &words)
}

async fn failed(web: &Web, signed_in: &SignedIn, problem: ImportError) -> Response {
    match problem {
        ImportError::NotFound => error::not_found(&signed_in.visit),
        ImportError::Store(_) | ImportError::Json(_) => error::failed(&problem),
        ImportError::TooLarge | ImportError::NoText(_) | ImportError::NoTable(_) | ImportError::RanOut => {
            page(web, signed_in, Some(format!("{}.", capital(&problem.to_string()))), None).await
        }
    }
}

async fn upload(State(web): State<Web>, signed_in: SignedIn, request: Request) -> Response {
    let visit = &signed_in.visit;
    let Ok(form) = Multipart::from_request(request, &web).await else { return error::stale_form(visit) };
    let Ok(Ok(_permit)) = timeout(bodies::IN_ALL, web.edge.bodies.uploads.acquire()).await else {
        return error::unread(visit, bodies::Unread::Crowded);
    };
    let read = timeout(bodies::UPLOAD_IN_ALL, read(visit, form)).await;
    let (file, bytes) = match read.unwrap_or(Err(Unread::TooSlow)) {
        Ok(uploaded) => uploaded,
        Err(Unread::Stale) => return error::stale_form(visit),
        Err(Unread::Broken) => return error::not_understood(visit),
        Err(Unread::TooSlow) => return error::unread(visit, bodies::Unread::TooSlow),
        Err(Unread::TooLarge) => return failed(&web, &signed_in, ImportError::TooLarge).await,
    };
    match web.gateway.upload_people(signed_in.actor(), file, bytes).await {
        Ok(draft) => Redirect::to(&format!("/employees/import?draft={draft}")).into_response(),
        Err(problem) => failed(&web, &signed_in, problem).await,
    }
}

/// Why an upload was not read.
enum Unread {
    Stale,
    Broken,
    TooSlow,
    TooLarge,
}

/// The name and the bytes of the file. The CSRF token has to come in front of it.
async fn read(visit: &Visit, mut form: Multipart) -> Result<(String, Vec<u8>), Unread> {
    let mut is_ours = false;
    let mut uploaded = None;
    while let Some(mut field) = form.next_field().await.map_err(|_| Unread::Broken)? {
        match field.name() {
            Some("csrf") if !is_ours => {
                let token = take(&mut field, 100).await.map_err(|_| Unread::Stale)?;
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
                    Unread::TooLarge => Ok(Vec::new()),
                    Unread::Stale | Unread::Broken | Unread::TooSlow => Err(problem),
                })?;
            }
        }
    }
    if is_ours { uploaded.ok_or(Unread::Broken) } else { Err(Unread::Stale) }
}

/// At most `max` bytes; what comes behind them is read and dropped.
async fn take(field: &mut Field, max: usize) -> Result<Vec<u8>, Unread> {
    let (mut kept, mut all) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.chunk().await.map_err(|_| Unread::Broken)? {
        all = all.saturating_add(chunk.len());
        if all > PATIENCE {
            break;
        }
        if all <= max {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    if all > max { Err(Unread::TooLarge) } else { Ok(kept) }
}

#[derive(Deserialize)]
struct Confirmed {
    #[serde(default)]
    draft: String,
}

async fn confirm(State(web): State<Web>, signed_in: SignedIn, Form(confirmed): Form<Confirmed>) -> Response {
    let Some(draft) = ImportDraftId::parse(&confirmed.draft) else { return error::not_found(&signed_in.visit) };
    match web.gateway.import_people(signed_in.actor(), draft).await {
        Ok(imported) => done(&web, imported),
        Err(problem) => failed(&web, &signed_in, problem).await,
    }
}
