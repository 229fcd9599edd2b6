//! One claim, wherever it was left: accepted as a punch, or refused with a reason.

mod words;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::{EmptyForm, SelectOption, refused},
    form_errors::FormErrors,
    layout::{Page, html},
    person_filter::PersonFilter,
    time_entries::form::{self, TimeField, TimeReader, errors_of},
    voice_check_audio,
};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{ClaimId, EmployeeId, WorkspaceId},
        location::LocationPolicy,
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold, StoreError,
        calls::missed,
        kiosks::claims::{self, AcceptedClaim, Claim, ClaimError, ClaimSource, NOTE_MAX_CHARS},
        locations,
        timesheets::{
            changes,
            entry_record::{JobChoices, list_jobs_in_use, parse_way, way_name},
            leaving::find_clocked_in,
        },
        voice_checks::claim_recordings::{self, ClaimAudio},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::AdminWords,
};

pub(super) use self::words::ClaimView;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/exceptions/claims/{id}", Audience::SignedIn, show)
        .get("/exceptions/claims/{id}/audio", Audience::PAYROLL, audio)
        .post("/exceptions/claims/{id}/accept", Audience::PAYROLL, accept)
        .post("/exceptions/claims/{id}/refuse", Audience::PAYROLL, refuse)
        .post("/exceptions/claims/{id}/take-back", Audience::PAYROLL, take_back)
}

/// The page that claims are a part of, which knows this one.
const EXCEPTIONS: &str = "/exceptions";

fn address(id: ClaimId) -> String {
    format!("/exceptions/claims/{id}")
}

/// Whose note it is, where no name was chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OwnerQuery {
    find: String,
    employee: String,
    /// Of a call that was missed: which way it was.
    way: String,
}

/// What is typed about a claim; each form has its own fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ClaimForm {
    employee: String,
    way: String,
    at: String,
    at_which: String,
    out: String,
    out_which: String,
    job: String,
    note: String,
    reason: String,
    /// Anything, where it was decided among the exceptions.
    bench: String,
    /// The row to go on with there.
    then: String,
}

#[derive(Template)]
#[template(path = "claims/claim.html")]
struct ClaimPage {
    page: Page,
    claim: ClaimCard,
    person: PersonFilter,
    /// The page with nobody chosen.
    everybody: String,
    /// Whether it was decided among the exceptions, and the row to go on with there.
    bench: bool,
    then: String,
}

/// A claim with the forms that decide on it.
pub(super) struct ClaimCard {
    pub view: ClaimView,
    pub may_decide: bool,
    pub may_hear: bool,
    /// None where nobody is chosen yet.
    pub accept: Option<AcceptForm>,
    pub reason: String,
    pub reason_wrong: Option<String>,
}

/// The form that accepts it.
pub(super) struct AcceptForm {
    pub employee: EmployeeId,
    pub name: String,
    /// Since when they are in; none where they are not.
    pub since: Option<String>,
    pub zone: String,
    pub problem: Option<String>,
    pub times: Vec<TimeField>,
    /// None for a clock-out.
    pub jobs: Option<Vec<SelectOption>>,
    pub job_wrong: Option<String>,
    pub note: String,
    pub note_wrong: Option<String>,
    pub button: &'static str,
    /// Of a call that was missed: the way that is accepted, the address where the other one is, and what that is called.
    pub missed: Option<(&'static str, String, &'static str)>,
}

/// A claim with whoever is, or may be, its owner.
struct FoundClaim {
    claim: Claim,
    zone: Zone,
    owner: Option<(EmployeeId, String, Zone)>,
    jobs: JobChoices,
    /// Since when the owner is in; none where they are not.
    present: Option<(Timestamp, Zone)>,
    /// What the workspace flags of claims from no location.
    flags: LocationPolicy,
    /// What there is to hear of it.
    audio: Option<ClaimAudio>,
}

async fn find(
    web: &Web,
    workspace: WorkspaceId,
    id: &str,
    (chosen, way): (Option<EmployeeId>, Option<Way>),
) -> Result<Option<FoundClaim>, StoreError> {
    let Some(id) = ClaimId::parse(id) else { return Ok(None) };
    let read = web.store.read(move |tx| {
        let Some(mut claim) = claims::find(tx, workspace, id)? else { return Ok(None) };
        let named =
            if claim.source == ClaimSource::MissedCall { chosen.or(claim.employee) } else { claim.employee.or(chosen) };
        let owner = match named {
            Some(employee) => changes::find_clocking_employee(tx, workspace, employee)?,
            None => None,
        };
        let owner = owner.map(|(employee, zone)| (employee.id, employee.details.name, zone));
        if claim.source == ClaimSource::MissedCall && claim.decision.is_none() {
            claim.way = match (way, &owner) {
                (Some(way), _) => way,
                (None, Some((employee, ..))) => missed::way_of(tx, (workspace, *employee), claim.at)?,
                (None, None) => claim.way,
            };
        }
        let present = match &owner {
            Some((employee, ..)) => find_clocked_in(tx, workspace, *employee)?,
            None => None,
        };
        let present = present.map(|present| (present.since, present.zone));
        let zone = claims::zone_of(tx, workspace, &claim)?;
        let flags = locations::get_policy(tx, workspace)?;
        let audio = claim_recordings::find_audio(tx, id)?;
        Ok(Some(FoundClaim { claim, zone, owner, jobs: list_jobs_in_use(tx, workspace)?, present, flags, audio }))
    });
    read.await
}

fn page(
    signed_in: &SignedIn,
    found: &FoundClaim,
    person: PersonFilter,
    (typed, errors): (Option<ClaimForm>, &FormErrors),
) -> ClaimPage {
    let place = typed.as_ref().map(|typed| (!typed.bench.is_empty(), typed.then.clone()));
    let (bench, then) = place.unwrap_or_default();
    ClaimPage {
        page: Page::of(signed_in, &signed_in.words().claims.title, EXCEPTIONS),
        claim: card(signed_in, found, (typed, errors)),
        person,
        everybody: address(found.claim.id),
        bench,
        then,
    }
}

fn card(signed_in: &SignedIn, found: &FoundClaim, (typed, errors): (Option<ClaimForm>, &FormErrors)) -> ClaimCard {
    let reason = typed.as_ref().map(|typed| typed.reason.clone()).unwrap_or_default();
    let may_decide = access::allows(signed_in.session.user.role, &Method::POST, "/exceptions/claims/{id}/accept");
    ClaimCard {
        view: ClaimView::new(signed_in.words(), (&found.claim, found.flags), &found.zone, signed_in.pen())
            .with_audio(signed_in.words(), found.audio),
        may_hear: may_decide,
        may_decide: may_decide && found.claim.decision.is_none(),
        accept: found.owner.as_ref().map(|owner| accept_form(signed_in, found, owner, typed, errors)),
        reason,
        reason_wrong: errors.of("reason").map(str::to_owned),
    }
}

/// A claim of the workspace with its forms, for the page of exceptions; `None` where there is none.
pub(super) async fn find_card(
    web: &Web,
    signed_in: &SignedIn,
    id: Option<ClaimId>,
) -> Result<Option<ClaimCard>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let found = find(web, signed_in.session.user.workspace, &id.to_string(), (None, None)).await?;
    Ok(found.map(|found| card(signed_in, &found, (None, &FormErrors::default()))))
}

fn accept_form(
    signed_in: &SignedIn,
    found: &FoundClaim,
    (employee, name, zone): &(EmployeeId, String, Zone),
    typed: Option<ClaimForm>,
    errors: &FormErrors,
) -> AcceptForm {
    let typed = typed.unwrap_or_else(|| {
        // Of a time that is only said nobody knows more than the day before they have heard it.
        let (at, at_which) =
            if found.claim.time_is_said { Default::default() } else { form::shown(found.claim.at, zone) };
        ClaimForm { at, at_which, ..ClaimForm::default() }
    });
    let all = signed_in.words();
    let words = &all.claims;
    let field = |named, value: &str, which: &str| TimeField::new(all, named, (value, which), zone, errors);
    let (label, button) = match found.claim.way {
        Way::In => (&words.clock_in, &words.accept_in),
        Way::Out => (&words.clock_out, &words.accept_out),
    };
    let mut times = vec![field(("at", label), &typed.at, &typed.at_which).required()];
    let is_in = found.claim.way == Way::In;
    if is_in {
        times.push(field(("out", &words.clock_out), &typed.out, &typed.out_which).hint(&words.out_hint));
    }
    AcceptForm {
        employee: *employee,
        name: name.clone(),
        since: found.present.as_ref().map(|(since, zone)| signed_in.pen().moment(*since, zone)),
        zone: zone.name().to_owned(),
        problem: errors.of("").map(str::to_owned),
        times,
        jobs: is_in.then(|| form::jobs(all, &found.jobs, &typed.job)),
        job_wrong: errors.of("job").map(str::to_owned),
        note: typed.note,
        note_wrong: errors.of("note").map(str::to_owned),
        button,
        missed: (found.claim.source == ClaimSource::MissedCall).then(|| {
            let (other, label) = match found.claim.way {
                Way::In => (Way::Out, &words.was_out),
                Way::Out => (Way::In, &words.was_in),
            };
            let address = format!("{}?employee={employee}&way={}", address(found.claim.id), way_name(other));
            (way_name(found.claim.way), address, label.as_str())
        }),
    }
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<OwnerQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let to = |employee: EmployeeId| format!("/exceptions/claims/{id}?employee={employee}");
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(&web, workspace, typed, to).await?;
    let Some(person) = person else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(match find(&web, workspace, &id, (person.employee(), parse_way(&query.way))).await? {
        Some(found) => html(&page(&signed_in, &found, person, (None, &FormErrors::default()))),
        None => error::not_found(&signed_in.visit),
    })
}

/// What was said for a claim.
async fn audio(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let Some(id) = ClaimId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    match claim_recordings::hear(&web.store, &web.recordings, signed_in.actor(), id).await {
        Ok(Some((bytes, tag))) => Ok(voice_check_audio::whole(bytes, tag)),
        Ok(None) => Ok(error::not_found(&signed_in.visit)),
        Err(problem) => Err(error::failed(&problem)),
    }
}

async fn accept(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<ClaimForm>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let chosen = EmployeeId::parse(&typed.employee);
    let way = parse_way(&typed.way);
    let Some(found) = find(&web, workspace, &id, (chosen, way)).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let Some((employee, _, zone)) = found.owner.clone() else { return Ok(error::not_found(&signed_in.visit)) };
    let mut reader = TimeReader { words: signed_in.words(), zone: &zone, errors: FormErrors::default() };
    let at = reader.needed_time("at", (&typed.at, &typed.at_which), Some(found.claim.at));
    let out_at: Option<Timestamp> = reader.time("out", (&typed.out, &typed.out_which), None);
    let job = reader.job(&typed.job);
    let again = |typed: ClaimForm, errors: &FormErrors| {
        refused(&page(&signed_in, &found, PersonFilter::default(), (Some(typed), errors)))
    };
    let (Some(at), true) = (at, reader.errors.is_empty()) else { return Ok(again(typed, &reader.errors)) };
    let (way, note) = (Some(found.claim.way), typed.note.clone());
    let accepted = AcceptedClaim { employee: Some(employee), way, at, out_at, job, note };
    let (actor, claim) = (signed_in.actor(), found.claim.id);
    let write = web.store.write(Hold::Workspace(workspace), move |u| claims::accept(u, &actor, claim, &accepted));
    match write.await {
        Ok(entry) => {
            let to =
                if typed.bench.is_empty() { format!("/time-entries/{entry}") } else { among_exceptions(&typed.then) };
            Ok(guard::go(&web, &to, &signed_in.words().claims.accepted(&found.claim, (at, &zone), signed_in.pen())))
        }
        Err(ClaimError::Store(failed)) => Err(failed.into()),
        Err(ClaimError::NotFound | ClaimError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        Err(ClaimError::Already(_)) => {
            Ok(guard::go(&web, &address(claim), &signed_in.words().claims.decided_meanwhile))
        }
        Err(failed) => Ok(again(typed, &errors(signed_in.pen(), &failed))),
    }
}

async fn refuse(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<ClaimForm>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let Some(found) = find(&web, workspace, &id, (None, None)).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let (actor, claim, reason) = (signed_in.actor(), found.claim.id, typed.reason.clone());
    let write = web.store.write(Hold::Workspace(workspace), move |u| claims::refuse(u, &actor, claim, &reason));
    match write.await {
        Ok(()) => {
            Ok(guard::go(&web, &among_exceptions(&typed.then), &signed_in.words().claims.refused_now(&found.claim)))
        }
        Err(ClaimError::Store(failed)) => Err(failed.into()),
        Err(ClaimError::Already(_)) => {
            Ok(guard::go(&web, &address(claim), &signed_in.words().claims.decided_meanwhile))
        }
        Err(ClaimError::NotFound | ClaimError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        Err(
            failed @ (ClaimError::NoReason | ClaimError::NoteTooLong | ClaimError::NothingOpen | ClaimError::Entry(_)),
        ) => {
            let wrong = signed_in.words().claims.refusal(&failed).unwrap_or_default();
            let kept = ClaimForm { reason: typed.reason, bench: typed.bench, then: typed.then, ..shown_form(&found) };
            let errors = FormErrors::new("reason", &wrong);
            Ok(refused(&page(&signed_in, &found, PersonFilter::default(), (Some(kept), &errors))))
        }
    }
}

async fn take_back(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(_): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = ClaimId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let workspace = actor.workspace;
    let Some(found) = find(&web, workspace, &id.to_string(), (None, None)).await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let write = web.store.write(Hold::Workspace(workspace), move |u| claims::take_back(u, &actor, id));
    match write.await {
        Ok(claim) => {
            Ok(guard::go(&web, &among_exceptions(&id.to_string()), &signed_in.words().claims.taken_back(&claim)))
        }
        Err(ClaimError::Store(failed)) => Err(failed.into()),
        Err(ClaimError::NotFound | ClaimError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        Err(
            failed @ (ClaimError::NoReason
            | ClaimError::NoteTooLong
            | ClaimError::NothingOpen
            | ClaimError::Already(_)
            | ClaimError::Entry(_)),
        ) => {
            let mut shown = page(&signed_in, &found, PersonFilter::default(), (None, &FormErrors::default()));
            shown.page.note = Some(words::not_taken_back(signed_in.pen(), &failed));
            Ok(refused(&shown))
        }
    }
}

/// The exceptions, with one of them to look at.
fn among_exceptions(at: &str) -> String {
    let at: String = form_urlencoded::byte_serialize(at.as_bytes()).collect();
    if at.is_empty() { EXCEPTIONS.to_owned() } else { format!("{EXCEPTIONS}?at={at}") }
}

/// The fields of the form that accepts, as they are before anybody types.
fn shown_form(found: &FoundClaim) -> ClaimForm {
    let zone = found.owner.as_ref().map_or(&found.zone, |(_, _, zone)| zone);
    let (at, at_which) = form::shown(found.claim.at, zone);
    ClaimForm { at, at_which, ..ClaimForm::default() }
}

/// What is wrong, at the field that can mend it.
fn errors(pen: &Pen, failed: &ClaimError) -> FormErrors {
    let words = &AdminWords::of(pen.language).claims;
    match failed {
        ClaimError::Entry(entry) => {
            let found = errors_of(pen, entry).unwrap_or_default();
            // The one time of this form has a name of its own.
            match found.of("in") {
                Some(wrong) => FormErrors::new("at", wrong),
                None => found,
            }
        }
        ClaimError::NoteTooLong => FormErrors::new("note", &words.note_too_long(NOTE_MAX_CHARS)),
        ClaimError::NothingOpen
        | ClaimError::NoReason
        | ClaimError::Store(_)
        | ClaimError::NotFound
        | ClaimError::Already(_)
        | ClaimError::NoEmployee => FormErrors::new("", &words.refusal(failed).unwrap_or_default()),
    }
}
