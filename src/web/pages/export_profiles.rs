//! Export profiles: the form for one payroll system.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    error,
    export_words::errors_of,
    field::{Choice, TextField, refused},
    form_errors::FormErrors,
    layout::{Page, html},
    sign_in::{Nothing, capital},
};
use crate::{
    domain::{
        export::{Format, JobSource, NamedBy, ProfileEntered},
        ids::ExportProfileId,
    },
    service::{
        Hold,
        payroll::exports::{
            ExportProfile,
            profiles::{self, ProfileError},
        },
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
    },
};

/// A choice among several, with what is wrong with it.
struct SelectField {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    wrong: Option<String>,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "payroll/export_profile.html")]
struct ProfilePage {
    page: Page,
    id: ExportProfileId,
    button: &'static str,
    has_flaws: bool,
    /// Whether files were made already, so that their form stays.
    used: bool,
    /// Whether it is there and in use.
    may_archive: bool,
    name: TextField,
    selects: [SelectField; 3],
    fields: Vec<TextField>,
}

fn form(
    signed_in: &SignedIn,
    (id, known): (ExportProfileId, Option<(&ExportProfile, bool)>),
    typed: &ProfileEntered,
    errors: &FormErrors,
) -> ProfilePage {
    let wrong = |field| errors.of(field).map(str::to_owned);
    let text = |id, label, value: &str| TextField { wrong: wrong(id), ..TextField::new(id, label, value) };
    let formats = Format::ALL.map(|one| Choice::new(one.name(), one.title(), &typed.format));
    let people = NamedBy::ALL.map(|one| Choice::new(one.name(), &capital(one.title()), &typed.named_by));
    let jobs = JobSource::ALL.map(|one| Choice::new(one.name(), one.title(), &typed.job_source));
    let select = |id, label, hint, choices| SelectField { id, label, hint, wrong: wrong(id), choices };
    let selects = [
        select("format", "Form of the file", "", formats.into()),
        select(
            "named_by",
            "People are known there by",
            "Whoever has none is left out of the file, and listed before it is made.",
            people.into(),
        ),
        select("job_source", "Jobs are told", "Plain CSV always has code and name; Gusto knows no jobs.", jobs.into()),
    ];
    let fields = vec![
        text("company", "Company", &typed.company)
            .hint("ADP: the company code. Paychex: the client ID. QuickBooks Desktop: the company's name. Else empty."),
        text("company_created", "Creation time of the company file", &typed.company_created)
            .hint("QuickBooks Desktop only: COMPANYCREATETIME in a timer list that QuickBooks has exported."),
        text("regular_code", "Pay code of regular hours", &typed.regular_code).hint(
            "Paychex: the name of the earning. QuickBooks: the service item. ADP and Gusto have a column instead.",
        ),
        text("overtime_code", "Pay code of overtime", &typed.overtime_code)
            .hint("The same for overtime. ADP: an hours 3 code, or empty for the overtime column."),
    ];
    let (title, button) = match known {
        None => ("Add export profile".to_owned(), "Add profile"),
        Some((known, _)) => (format!("Edit {}", known.profile.name), "Save"),
    };
    ProfilePage {
        page: Page::of(signed_in, &title, "/exports"),
        id,
        button,
        has_flaws: !errors.is_empty(),
        used: known.is_some_and(|(_, used)| used),
        may_archive: known.is_some_and(|(known, _)| known.archived_at.is_none()),
        name: TextField { required: true, ..text("name", "Name", &typed.name) }
            .hint("As people here call it, such as ADP, weekly crew."),
        selects,
        fields,
    }
}

fn failed(signed_in: &SignedIn, problem: &ProfileError) -> Response {
    match problem {
        ProfileError::NotFound => error::not_found(&signed_in.visit),
        ProfileError::Store(_) | ProfileError::InUse => error::failed(problem),
    }
}

fn empty() -> ProfileEntered {
    ProfileEntered {
        format: Format::Generic.name().to_owned(),
        named_by: NamedBy::PayrollId.name().to_owned(),
        job_source: JobSource::Code.name().to_owned(),
        ..ProfileEntered::default()
    }
}

pub(super) async fn new(State(web): State<Web>, signed_in: SignedIn) -> Response {
    html(&form(&signed_in, (ExportProfileId::generate(&web.store.ids()), None), &empty(), &FormErrors::default()))
}

#[derive(Deserialize)]
pub(super) struct ProfileForm {
    #[serde(default)]
    id: String,
    #[serde(flatten)]
    entered: ProfileEntered,
}

pub(super) async fn add(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<ProfileForm>) -> Response {
    let Some(id) = ExportProfileId::parse(&typed.id) else { return error::not_understood(&signed_in.visit) };
    let profile = match typed.entered.parse() {
        Ok(profile) => profile,
        Err(flaws) => return refused(&form(&signed_in, (id, None), &typed.entered, &errors_of(&flaws))),
    };
    let actor = signed_in.actor();
    match web.store.write(Hold::Workspace(actor.workspace), move |u| profiles::add(u, &actor, id, profile)).await {
        Ok(added) => guard::go(&web, &format!("/exports?profile={id}"), &format!("{} is added.", added.profile.name)),
        Err(problem) => failed(&signed_in, &problem),
    }
}

async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<(ExportProfile, bool), Response> {
    let Some(id) = ExportProfileId::parse(id) else { return Err(error::not_found(&signed_in.visit)) };
    let workspace = signed_in.session.user.workspace;
    let found = web.store.read(move |tx| profiles::get(tx, workspace, id)).await;
    found.map_err(|problem| failed(signed_in, &problem))
}

pub(super) async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    match known(&web, &signed_in, &id).await {
        Ok((known, used)) => {
            let typed = ProfileEntered::of(&known.profile);
            html(&form(&signed_in, (known.id, Some((&known, used))), &typed, &FormErrors::default()))
        }
        Err(response) => response,
    }
}

pub(super) async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<ProfileForm>,
) -> Response {
    let (known, used) = match known(&web, &signed_in, &id).await {
        Ok(known) => known,
        Err(response) => return response,
    };
    let again =
        |errors: &FormErrors| refused(&form(&signed_in, (known.id, Some((&known, used))), &typed.entered, errors));
    let profile = match typed.entered.parse() {
        Ok(profile) => profile,
        Err(flaws) => return again(&errors_of(&flaws)),
    };
    let (actor, id) = (signed_in.actor(), known.id);
    match web.store.write(Hold::Workspace(actor.workspace), move |u| profiles::change(u, &actor, id, profile)).await {
        Ok(changed) => {
            let to = format!("/exports?profile={}", changed.id);
            guard::go(&web, &to, &format!("{} is saved.", changed.profile.name))
        }
        Err(ProfileError::InUse) => {
            let words = "Files were made in this form already, and later changes are told as differences from them. \
                         Add another profile for another form.";
            again(&FormErrors::one("format", words))
        }
        Err(problem) => failed(&signed_in, &problem),
    }
}

pub(super) async fn archive(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(id) = ExportProfileId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let actor = signed_in.actor();
    match web.store.write(Hold::Workspace(actor.workspace), move |u| profiles::archive(u, &actor, id)).await {
        Ok(archived) => guard::go(&web, "/exports", &format!("{} is archived; its files stay.", archived.profile.name)),
        Err(problem) => failed(&signed_in, &problem),
    }
}
