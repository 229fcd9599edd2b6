//! Export profiles: the form for one payroll system.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    export_words::form_errors,
    field::{EmptyForm, SelectOption, TextField, refused},
    form_errors::{FormErrors, capital},
    layout::{Page, html},
};
use crate::{
    domain::{
        export::{Format, FormatField, JobSource, NamedBy, ProfileInput},
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
    wording::admin::ProfilesWords,
};

/// A choice among several, with what is wrong with it.
struct SelectField {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    wrong: Option<String>,
    choices: Vec<SelectOption>,
}

#[derive(Template)]
#[template(path = "payroll/export_profile.html")]
struct ProfilePage {
    page: Page,
    id: ExportProfileId,
    button: &'static str,
    errors: FormErrors,
    /// Whether files were made already, so that their form stays.
    used: bool,
    /// Whether it is there and in use.
    may_archive: bool,
    name: TextField,
    choose_format: SelectField,
    selects: Vec<SelectField>,
    fields: Vec<TextField>,
    /// What the chosen format has no use for, as it was.
    job_source: Option<String>,
    /// Whether it names the clock locations; none where the format has no column for them.
    locations: Option<bool>,
}

const TEXT_FIELDS: [FormatField; 4] =
    [FormatField::Company, FormatField::CompanyCreated, FormatField::RegularCode, FormatField::OvertimeCode];

/// A field as the format wants it; what browsers check is a part of what the server does.
fn text_field(
    format: Format,
    field: FormatField,
    typed: &ProfileInput,
    words: &'static ProfilesWords,
) -> Option<TextField> {
    let named = |id, label, value: &str| TextField::new(id, label, value);
    Some(match (field, format) {
        (FormatField::Company, Format::Adp) => TextField {
            pattern: Some((r"\s*[A-Za-z0-9]{2,3}\s*", &words.company_code_pattern)),
            required: true,
            ..named("company", &words.company_code, &typed.company).hint(&words.company_code_hint)
        },
        (FormatField::Company, Format::Paychex) => TextField {
            pattern: Some((r"\s*[A-Za-z0-9]{1,8}\s*", &words.client_id_pattern)),
            required: true,
            ..named("company", &words.client_id, &typed.company).hint(&words.client_id_hint)
        },
        (FormatField::Company, _) => {
            TextField { required: true, ..named("company", &words.company_name, &typed.company) }
                .hint(&words.quickbooks_hint)
        }
        (FormatField::CompanyCreated, _) => TextField {
            pattern: Some((r"\s*[0-9]{1,20}\s*", &words.created_pattern)),
            required: true,
            ..named("company_created", &words.created, &typed.company_created).hint(&words.created_hint)
        },
        (FormatField::RegularCode, Format::Paychex) => TextField {
            required: true,
            longest: Some(20),
            ..named("regular_code", &words.earning_regular, &typed.regular_code).hint(&words.earning_hint)
        },
        (FormatField::OvertimeCode, Format::Paychex) => TextField {
            required: true,
            longest: Some(20),
            ..named("overtime_code", &words.earning_overtime, &typed.overtime_code).hint(&words.earning_hint)
        },
        (FormatField::OvertimeCode, Format::Adp) => TextField {
            pattern: Some((r"\s*[A-Za-z0-9]{0,2}\s*", &words.hours_three_pattern)),
            ..named("overtime_code", &words.hours_three, &typed.overtime_code).hint(&words.hours_three_hint)
        },
        (FormatField::RegularCode, Format::QuickBooksDesktop) => {
            named("regular_code", &words.item_regular, &typed.regular_code).hint(&words.quickbooks_hint)
        }
        (FormatField::OvertimeCode, Format::QuickBooksDesktop) => {
            named("overtime_code", &words.item_overtime, &typed.overtime_code).hint(&words.quickbooks_hint)
        }
        (FormatField::RegularCode, _) => TextField {
            longest: Some(40),
            ..named("regular_code", &words.code_regular, &typed.regular_code).hint(&words.code_hint)
        },
        (FormatField::OvertimeCode, _) => TextField {
            longest: Some(40),
            ..named("overtime_code", &words.code_overtime, &typed.overtime_code).hint(&words.code_hint)
        },
        (FormatField::JobSource | FormatField::Locations, _) => return None,
    })
}

fn form(
    signed_in: &SignedIn,
    (id, known): (ExportProfileId, Option<(&ExportProfile, bool)>),
    typed: &ProfileInput,
    errors: FormErrors,
) -> ProfilePage {
    let words = &signed_in.words().profiles;
    let text = |id, label, value: &str| TextField::new(id, label, value).checked(&errors);
    let format = Format::parse(&typed.format).unwrap_or(Format::Generic);
    let formats = Format::ALL.map(|one| SelectOption::new(one.name(), words.format(one), format.name()));
    let people = NamedBy::ALL.map(|one| SelectOption::new(one.name(), &capital(words.named_by(one)), &typed.named_by));
    let jobs = JobSource::ALL.map(|one| SelectOption::new(one.name(), words.job_source(one), &typed.job_source));
    let select = |id, label, hint: &'static str, choices| {
        let wrong = errors.of(id).map(str::to_owned);
        SelectField { id, label, hint, wrong, choices }
    };
    let choose_format = select("format", &words.file_format, "", formats.into());
    let mut selects = vec![select("named_by", &words.match_by, &words.match_hint, people.into())];
    if format.uses(FormatField::JobSource) {
        selects.push(select("job_source", &words.jobs_as, "", jobs.into()));
    }
    let fields = TEXT_FIELDS.into_iter().filter(|field| format.uses(*field));
    let fields = fields.filter_map(|field| text_field(format, field, typed, words)).map(|field| field.checked(&errors));
    let fields = fields.collect();
    let (title, button) = match known {
        None => (words.add_title.clone(), &words.add),
        Some((known, _)) => (words.edit_title(&known.profile.name), &words.save),
    };
    ProfilePage {
        page: Page::of(signed_in, &title, "/exports"),
        id,
        button,
        used: known.is_some_and(|(_, used)| used),
        may_archive: known.is_some_and(|(known, _)| known.archived_at.is_none()),
        name: TextField { required: true, ..text("name", &words.name, &typed.name) }.hint(&words.name_hint),
        job_source: (!format.uses(FormatField::JobSource)).then(|| typed.job_source.clone()),
        locations: format.uses(FormatField::Locations).then_some(typed.locations == "on"),
        choose_format,
        selects,
        fields,
        errors,
    }
}

fn failed(signed_in: &SignedIn, problem: &ProfileError) -> PageError {
    match problem {
        ProfileError::NotFound => error::not_found(&signed_in.visit).into(),
        ProfileError::Store(_) | ProfileError::InUse => error::failed(problem),
    }
}

fn empty() -> ProfileInput {
    ProfileInput {
        format: Format::Generic.name().to_owned(),
        named_by: NamedBy::PayrollId.name().to_owned(),
        job_source: JobSource::Code.name().to_owned(),
        ..ProfileInput::default()
    }
}

pub(super) async fn new(State(web): State<Web>, signed_in: SignedIn) -> Response {
    html(&form(&signed_in, (ExportProfileId::generate(&web.store.ids()), None), &empty(), FormErrors::default()))
}

#[derive(Deserialize)]
pub(super) struct ProfileForm {
    #[serde(default)]
    id: String,
    /// `format` to show the fields of the format that is chosen, and save nothing.
    #[serde(default)]
    action: String,
    #[serde(flatten)]
    entered: ProfileInput,
}

impl ProfileForm {
    fn is_about_format(&self) -> bool {
        self.action == "format"
    }
}

pub(super) async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<ProfileForm>,
) -> Result<Response, PageError> {
    let Some(id) = ExportProfileId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    if typed.is_about_format() {
        return Ok(html(&form(&signed_in, (id, None), &typed.entered, FormErrors::default())));
    }
    let profile = match typed.entered.parse() {
        Ok(profile) => profile,
        Err(errors) => {
            return Ok(refused(&form(&signed_in, (id, None), &typed.entered, form_errors(&errors, signed_in.words()))));
        }
    };
    let actor = signed_in.actor();
    let add = web.store.write(Hold::Workspace(actor.workspace), move |u| profiles::add(u, &actor, id, profile));
    let added = add.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(guard::go(&web, &format!("/exports?profile={id}"), &signed_in.words().profiles.added(&added.profile.name)))
}

async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<(ExportProfile, bool), PageError> {
    let Some(id) = ExportProfileId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let workspace = signed_in.session.user.workspace;
    let found = web.store.read(move |tx| profiles::get(tx, workspace, id)).await;
    found.map_err(|problem| failed(signed_in, &problem))
}

pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (known, used) = known(&web, &signed_in, &id).await?;
    let typed = ProfileInput::new(&known.profile);
    Ok(html(&form(&signed_in, (known.id, Some((&known, used))), &typed, FormErrors::default())))
}

pub(super) async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<ProfileForm>,
) -> Result<Response, PageError> {
    let (known, used) = known(&web, &signed_in, &id).await?;
    if typed.is_about_format() {
        return Ok(html(&form(&signed_in, (known.id, Some((&known, used))), &typed.entered, FormErrors::default())));
    }
    let again = |errors| refused(&form(&signed_in, (known.id, Some((&known, used))), &typed.entered, errors));
    let profile = match typed.entered.parse() {
        Ok(profile) => profile,
        Err(errors) => return Ok(again(form_errors(&errors, signed_in.words()))),
    };
    let words = &signed_in.words().profiles;
    let (actor, id) = (signed_in.actor(), known.id);
    match web.store.write(Hold::Workspace(actor.workspace), move |u| profiles::change(u, &actor, id, profile)).await {
        Ok(changed) => {
            let to = format!("/exports?profile={}", changed.id);
            Ok(guard::go(&web, &to, &words.saved(&changed.profile.name)))
        }
        Err(ProfileError::InUse) => Ok(again(FormErrors::new("format", &words.in_use))),
        Err(problem) => Err(failed(&signed_in, &problem)),
    }
}

pub(super) async fn archive(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = ExportProfileId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let archive = web.store.write(Hold::Workspace(actor.workspace), move |u| profiles::archive(u, &actor, id));
    let archived = archive.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(guard::go(&web, "/exports", &signed_in.words().profiles.archived(&archived.profile.name)))
}
