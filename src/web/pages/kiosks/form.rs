//! The form for a kiosk, new or known.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    HERE,
    known::{failed, known},
};
use crate::{
    domain::{
        ids::{JobId, KioskId},
        job::Job,
        language::Language,
        workspace::{Settings, Zone},
        zone_names::zone_as_written,
    },
    service::{
        Hold, StoreError,
        kiosks::kiosks::{self, KioskDetails, StaffedKiosk},
        roster::{jobs, workspaces},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            choose_people::{ChosenPeople, PeopleChoice, PeopleWords},
            error::{self, PageError},
            field::{SelectOption, TextField, refused},
            form_errors::FormErrors,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::{AdminWords, KioskWords},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/kiosks/new", Audience::ADMINS, new)
        .post("/time-tracking/kiosks/new", Audience::ADMINS, add)
        .get("/time-tracking/kiosks/{id}/edit", Audience::ADMINS, edit)
        .post("/time-tracking/kiosks/{id}/edit", Audience::ADMINS, change)
}

/// What the choice of people says.
fn who(words: &'static AdminWords) -> PeopleWords {
    PeopleWords {
        legend: &words.kiosk.form_who,
        everyone: &words.kiosks.everybody,
        only_chosen: &words.kiosk.form_only_chosen,
    }
}

const ON: &str = "on";

#[derive(Template)]
#[template(path = "kiosks/form.html")]
struct FormPage {
    page: Page,
    id: KioskId,
    button: &'static str,
    /// Where the form is sent.
    action: String,
    back: String,
    errors: FormErrors,
    name: TextField,
    zone: TextField,
    zones: Vec<String>,
    languages: Vec<SelectOption>,
    jobs: Vec<SelectOption>,
    people: PeopleChoice,
    authentication_required: bool,
    photos: bool,
    /// Whether somebody is about to switch it off, and has not said yet that they mean it.
    asks_whether_sure: bool,
}

/// What was typed; a checkbox that is off is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct KioskForm {
    id: String,
    name: String,
    zone: String,
    language: String,
    default_job: String,
    authentication: String,
    photos: String,
    /// Whether switching authentication off was meant.
    sure: String,
    #[serde(flatten)]
    who: ChosenPeople,
}

impl KioskForm {
    fn blank() -> Self {
        Self { authentication: ON.to_owned(), ..Self::default() }
    }

    fn of(StaffedKiosk { kiosk, members }: &StaffedKiosk) -> Self {
        Self {
            id: kiosk.id.to_string(),
            name: kiosk.name.clone(),
            zone: kiosk.zone.as_ref().map(|zone| zone.name().to_owned()).unwrap_or_default(),
            language: kiosk.language.map(Language::code).unwrap_or_default().to_owned(),
            default_job: kiosk.default_job.map(|id| id.to_string()).unwrap_or_default(),
            authentication: if kiosk.authentication_required { ON.to_owned() } else { String::new() },
            photos: if kiosk.photos { ON.to_owned() } else { String::new() },
            sure: String::new(),
            who: ChosenPeople::new(kiosk.everybody, members),
        }
    }

    /// What is meant, and what is wrong with it for whoever knows nothing of the workspace.
    fn read(&self, words: &KioskWords) -> (KioskDetails, FormErrors) {
        let mut errors = FormErrors::default();
        let zone = match self.zone.trim() {
            "" => None,
            written => zone_as_written(written).or_else(|| {
                errors.add("zone", &words.form_zone_wrong);
                None
            }),
        };
        let everybody = self.who.is_for_everyone();
        let details = KioskDetails {
            name: self.name.clone(),
            zone,
            language: Language::parse(&self.language),
            everybody,
            members: if everybody { Vec::new() } else { self.who.people() },
            default_job: JobId::parse(&self.default_job),
            authentication_required: self.is_authentication_required(),
            photos: self.photos == ON,
        };
        (details, errors)
    }

    fn is_authentication_required(&self) -> bool {
        self.authentication == ON
    }
}

/// A form for a new kiosk, or for `known`.
async fn form(
    web: &Web,
    signed_in: &SignedIn,
    (id, known): (KioskId, Option<&StaffedKiosk>),
    typed: &KioskForm,
    errors: FormErrors,
) -> Result<FormPage, StoreError> {
    let workspace = signed_in.session.user.workspace;
    let read = web
        .store
        .read(move |tx| Ok::<_, StoreError>((workspaces::get_settings(tx, workspace)?, jobs::list(tx, workspace)?)));
    let (settings, jobs) = read.await?;
    let people = PeopleChoice::find(web, workspace, &typed.who, who(signed_in.words())).await?;
    let words = &signed_in.words().kiosk;
    let field = |id, label, value: &str| TextField::new(id, label, value).checked(&errors);
    let name = TextField { required: true, ..field("name", words.form_name.as_str(), &typed.name) }
        .hint(&words.form_name_hint);
    let zone = TextField { list: Some("zones"), ..field("zone", &words.zone, &typed.zone) }
        .hint(&words.form_zone_hint(settings.zone.name()));
    let (title, button, action, back) = match known {
        None => {
            let add = signed_in.words().kiosks.add.as_str();
            (add.to_owned(), add, format!("{HERE}/new"), HERE.to_owned())
        }
        Some(known) => {
            let title = words.edit_title(&known.kiosk.name);
            (title, words.save.as_str(), format!("{HERE}/{id}/edit"), format!("{HERE}/{id}"))
        }
    };
    Ok(FormPage {
        page: Page::of(signed_in, &title, HERE),
        id,
        button,
        action,
        back,
        name,
        zone,
        zones: Zone::names(),
        languages: languages(signed_in.words(), &settings, typed),
        jobs: job_options(words, jobs, typed),
        people,
        authentication_required: typed.is_authentication_required(),
        photos: typed.photos == ON,
        asks_whether_sure: false,
        errors,
    })
}

fn languages(words: &AdminWords, settings: &Settings, typed: &KioskForm) -> Vec<SelectOption> {
    let of_workspace = words.kiosk.form_language_of_workspace(words.language_name(settings.language));
    let own =
        settings.languages.iter().map(|one| SelectOption::new(one.code(), words.language_name(one), &typed.language));
    [SelectOption::new("", &of_workspace, &typed.language)].into_iter().chain(own).collect()
}

/// The jobs in use, and the one that is chosen though it is archived by now.
fn job_options(words: &KioskWords, jobs: Vec<Job>, typed: &KioskForm) -> Vec<SelectOption> {
    let none = SelectOption::new("", &words.none, &typed.default_job);
    let offered = jobs.into_iter().filter_map(|job| {
        let id = job.id.to_string();
        match job.archived_at {
            None => Some(SelectOption::new(&id, &job.name, &typed.default_job)),
            Some(_) if id == typed.default_job => {
                Some(SelectOption::new(&id, &words.form_job_archived(job.name), &typed.default_job))
            }
            Some(_) => None,
        }
    });
    [none].into_iter().chain(offered).collect()
}

/// The form as it is asked for: to look for people, or because nothing was typed yet.
async fn shown(
    web: &Web,
    signed_in: &SignedIn,
    kiosk: (KioskId, Option<&StaffedKiosk>),
    typed: &KioskForm,
) -> Result<Response, PageError> {
    Ok(html(&form(web, signed_in, kiosk, typed, FormErrors::default()).await?))
}

/// The form once more, with what is wrong with it.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    kiosk: (KioskId, Option<&StaffedKiosk>),
    typed: &KioskForm,
    errors: FormErrors,
) -> Result<Response, PageError> {
    Ok(refused(&form(web, signed_in, kiosk, typed, errors).await?))
}

async fn new(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    shown(&web, &signed_in, (KioskId::generate(&web.store.ids()), None), &KioskForm::blank()).await
}

async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    shown(&web, &signed_in, (kiosk.kiosk.id, Some(&kiosk)), &KioskForm::of(&kiosk)).await
}

async fn add(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<KioskForm>) -> Result<Response, PageError> {
    let Some(id) = KioskId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    save(&web, &signed_in, (id, None), &typed).await
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<KioskForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    save(&web, &signed_in, (kiosk.kiosk.id, Some(&kiosk)), &typed).await
}

async fn save(
    web: &Web,
    signed_in: &SignedIn,
    kiosk: (KioskId, Option<&StaffedKiosk>),
    typed: &KioskForm,
) -> Result<Response, PageError> {
    if typed.who.is_search() {
        return shown(web, signed_in, kiosk, typed).await;
    }
    let words = &signed_in.words().kiosk;
    let (details, mut errors) = typed.read(words);
    let (id, known) = kiosk;
    let (workspace, entered) = (signed_in.session.user.workspace, details.clone());
    let faults = web.store.read(move |tx| kiosks::list_faults(tx, workspace, id, &entered)).await?;
    for (field, wrong) in faults.iter().filter_map(|fault| words.refusal(fault)) {
        errors.add(field, &wrong);
    }
    if !errors.is_empty() {
        return again(web, signed_in, kiosk, typed, errors).await;
    }
    let was_required = known.is_none_or(|known| known.kiosk.authentication_required);
    if was_required && !details.authentication_required && typed.sure != ON {
        let form = form(web, signed_in, kiosk, typed, FormErrors::default()).await?;
        return Ok(refused(&FormPage { asks_whether_sure: true, ..form }));
    }
    let (actor, is_new) = (signed_in.actor(), known.is_none());
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| {
        if is_new { kiosks::add(u, &actor, id, &details) } else { kiosks::change(u, &actor, id, &details) }
    });
    match write.await {
        Ok(saved) if is_new => Ok(guard::go(web, &format!("{HERE}/{id}"), &words.added(saved.name))),
        Ok(saved) => Ok(guard::go(web, &format!("{HERE}/{id}"), &words.saved(saved.name))),
        Err(problem) => match words.refusal(&problem) {
            Some((field, wrong)) => again(web, signed_in, kiosk, typed, FormErrors::new(field, &wrong)).await,
            None => Err(failed(signed_in, &problem)),
        },
    }
}
