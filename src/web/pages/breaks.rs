//! The kinds of breaks that the workspace knows, and the meal that it asks for.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::{EmptyForm, TextField, refused},
    form_errors::FormErrors,
    layout::{Page, html},
};
use crate::{
    domain::{
        breaks::{BreakKind, BreakKindInput, MealRule},
        ids::BreakKindId,
        payroll::policy::{read_hours, write_hours},
    },
    service::{
        Hold,
        roster::break_kinds::{self, BreakKindDetails, BreakKindError},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::BreaksWords,
};

const PATH: &str = "/settings/breaks";
/// The section that it belongs to.
const HERE: &str = "/settings/payroll";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/breaks", Audience::PAYROLL, list)
        .post("/settings/breaks", Audience::PAYROLL, add)
        .post("/settings/breaks/meal", Audience::PAYROLL, set_meal)
        .get("/settings/breaks/{id}", Audience::PAYROLL, edit)
        .post("/settings/breaks/{id}", Audience::PAYROLL, change)
        .post("/settings/breaks/{id}/archive", Audience::PAYROLL, archive)
        .post("/settings/breaks/{id}/reactivate", Audience::PAYROLL, reactivate)
}

/// What is typed about a kind.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct KindForm {
    id: String,
    name: String,
    paid: String,
    min: String,
    max: String,
}

impl KindForm {
    fn new(kind: &BreakKind) -> Self {
        let mins = |mins: Option<i64>| mins.map(|mins| mins.to_string()).unwrap_or_default();
        let (min, max) = (mins(kind.min_mins), mins(kind.max_mins));
        Self { id: kind.id.to_string(), name: kind.name.clone(), paid: String::new(), min, max }
    }

    fn read(&self, words: &BreaksWords) -> Result<BreakKindDetails, FormErrors> {
        let read = BreakKindInput { name: &self.name, min_mins: &self.min, max_mins: &self.max }.parse();
        read.map(|(name, min_mins, max_mins)| BreakKindDetails { name, min_mins, max_mins }).map_err(|wrong| {
            FormErrors::each([
                ("name", wrong.name.map(|_| &words.wrong_name)),
                ("min", wrong.min_mins.then_some(&words.wrong_min)),
                ("max", wrong.max_mins.then_some(&words.wrong_max)),
            ])
        })
    }

    fn fields(&self, words: &'static BreaksWords, errors: &FormErrors) -> Vec<TextField> {
        let field = |id, label, value: &str| TextField::new(id, label, value).checked(errors);
        vec![
            TextField { required: true, ..field("name", &words.name, &self.name) }.hint(&words.name_hint),
            field("min", &words.min, &self.min).hint(&words.min_hint),
            field("max", &words.max, &self.max).hint(&words.max_hint),
        ]
    }
}

/// What is typed about the meal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct MealForm {
    meal_mins: String,
    meal_after: String,
}

impl MealForm {
    fn new(rule: Option<MealRule>) -> Self {
        let (meal_mins, meal_after) =
            rule.map(|rule| (rule.mins.to_string(), write_hours(rule.after_secs))).unwrap_or_default();
        Self { meal_mins, meal_after }
    }

    /// No rule where both are empty.
    fn read(&self, words: &BreaksWords) -> Result<Option<MealRule>, FormErrors> {
        if self.meal_mins.trim().is_empty() && self.meal_after.trim().is_empty() {
            return Ok(None);
        }
        let (mins, after_secs) = (self.meal_mins.trim().parse().ok(), read_hours(&self.meal_after));
        let rule = mins.zip(after_secs).map(|(mins, after_secs)| MealRule { after_secs, mins });
        rule.filter(|rule| rule.is_possible()).map(Some).ok_or_else(|| FormErrors::new("meal_mins", &words.wrong_meal))
    }

    fn fields(&self, words: &'static BreaksWords, errors: &FormErrors) -> Vec<TextField> {
        let field = |id, label, value: &str| TextField::new(id, label, value).checked(errors);
        vec![
            field("meal_mins", &words.meal_mins, &self.meal_mins),
            field("meal_after", &words.meal_after, &self.meal_after).hint(&words.meal_hint),
        ]
    }
}

struct KindRow {
    id: BreakKindId,
    name: String,
    paid: &'static str,
    min: String,
    max: String,
    active: bool,
}

impl KindRow {
    fn new(kind: BreakKind, words: &'static BreaksWords) -> Self {
        let mins = |mins: Option<i64>| mins.map_or_else(|| "–".to_owned(), |mins| words.minutes(mins));
        Self {
            paid: if kind.paid { &words.paid } else { &words.unpaid },
            min: mins(kind.min_mins),
            max: mins(kind.max_mins),
            id: kind.id,
            name: kind.name,
            active: kind.archived_at.is_none(),
        }
    }
}

#[derive(Template)]
#[template(path = "breaks/kinds.html")]
struct KindsPage {
    page: Page,
    rows: Vec<KindRow>,
    id: BreakKindId,
    is_paid: bool,
    problem: bool,
    fields: Vec<TextField>,
    meal: Vec<TextField>,
}

#[derive(Template)]
#[template(path = "breaks/kind.html")]
struct KindPage {
    page: Page,
    id: BreakKindId,
    paid: &'static str,
    fields: Vec<TextField>,
}

/// The page with what was typed into one of its forms.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    (typed, meal): (&KindForm, Option<&MealForm>),
    errors: &FormErrors,
) -> Result<KindsPage, PageError> {
    let workspace = signed_in.session.user.workspace;
    let (kinds, rule) = web.store.read(move |tx| break_kinds::list(tx, workspace)).await?;
    let words = &signed_in.words().breaks;
    Ok(KindsPage {
        page: Page::of(signed_in, &words.title, HERE),
        rows: kinds.into_iter().map(|kind| KindRow::new(kind, words)).collect(),
        id: BreakKindId::parse(&typed.id).unwrap_or_else(|| BreakKindId::generate(&web.store.ids())),
        is_paid: typed.paid == "yes",
        problem: !errors.is_empty(),
        fields: typed.fields(words, errors),
        meal: meal.cloned().unwrap_or_else(|| MealForm::new(rule)).fields(words, errors),
    })
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    Ok(html(&page(&web, &signed_in, (&KindForm::default(), None), &FormErrors::default()).await?))
}

async fn add(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<KindForm>) -> Result<Response, PageError> {
    let words = &signed_in.words().breaks;
    let Some(id) = BreakKindId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    let details = match typed.read(words) {
        Ok(details) => details,
        Err(errors) => return Ok(refused(&page(&web, &signed_in, (&typed, None), &errors).await?)),
    };
    let (actor, paid) = (signed_in.actor(), typed.paid == "yes");
    let add =
        web.store.write(Hold::Workspace(actor.workspace), move |u| break_kinds::add(u, &actor, id, (&details, paid)));
    match add.await {
        Ok(kind) => Ok(guard::go(&web, PATH, &words.added(kind.name))),
        Err(problem) => {
            let errors = refusal(words, &problem).ok_or_else(|| failed(&signed_in, &problem))?;
            Ok(refused(&page(&web, &signed_in, (&typed, None), &errors).await?))
        }
    }
}

/// What is wrong, beside the field that a refusal is about; `None` where it is about none.
fn refusal(words: &BreaksWords, problem: &BreakKindError) -> Option<FormErrors> {
    match problem {
        BreakKindError::NameTaken(_) => Some(FormErrors::new("name", &words.name_taken)),
        BreakKindError::TooMany => Some(FormErrors::new("name", &words.too_many)),
        BreakKindError::Impossible => Some(FormErrors::new("meal_mins", &words.wrong_meal)),
        BreakKindError::Store(_) | BreakKindError::NotFound => None,
    }
}

fn failed(signed_in: &SignedIn, problem: &BreakKindError) -> PageError {
    match problem {
        BreakKindError::NotFound => error::not_found(&signed_in.visit).into(),
        BreakKindError::Store(_)
        | BreakKindError::NameTaken(_)
        | BreakKindError::TooMany
        | BreakKindError::Impossible => error::failed(problem),
    }
}

async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<BreakKind, PageError> {
    let workspace = signed_in.session.user.workspace;
    let id = BreakKindId::parse(id);
    let (kinds, _) = web.store.read(move |tx| break_kinds::list(tx, workspace)).await?;
    let found = kinds.into_iter().find(|kind| Some(kind.id) == id);
    found.ok_or_else(|| error::not_found(&signed_in.visit).into())
}

fn form(signed_in: &SignedIn, kind: &BreakKind, typed: &KindForm, errors: &FormErrors) -> KindPage {
    let words = &signed_in.words().breaks;
    KindPage {
        page: Page::of(signed_in, &words.edit_title(&kind.name), HERE),
        id: kind.id,
        paid: if kind.paid { &words.is_paid } else { &words.is_unpaid },
        fields: typed.fields(words, errors),
    }
}

async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let kind = known(&web, &signed_in, &id).await?;
    Ok(html(&form(&signed_in, &kind, &KindForm::new(&kind), &FormErrors::default())))
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<KindForm>,
) -> Result<Response, PageError> {
    let kind = known(&web, &signed_in, &id).await?;
    let words = &signed_in.words().breaks;
    let details = match typed.read(words) {
        Ok(details) => details,
        Err(errors) => return Ok(refused(&form(&signed_in, &kind, &typed, &errors))),
    };
    let (actor, id) = (signed_in.actor(), kind.id);
    let change =
        web.store.write(Hold::Workspace(actor.workspace), move |u| break_kinds::change(u, &actor, id, &details));
    match change.await {
        Ok(kind) => Ok(guard::go(&web, PATH, &words.saved(kind.name))),
        Err(problem) => {
            let errors = refusal(words, &problem).ok_or_else(|| failed(&signed_in, &problem))?;
            Ok(refused(&form(&signed_in, &kind, &typed, &errors)))
        }
    }
}

async fn archive(
    web: State<Web>,
    signed_in: SignedIn,
    id: Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    set_archived((web, signed_in, id), true).await
}

async fn reactivate(
    web: State<Web>,
    signed_in: SignedIn,
    id: Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    set_archived((web, signed_in, id), false).await
}

async fn set_archived(
    (State(web), signed_in, Path(id)): (State<Web>, SignedIn, Path<String>),
    archived: bool,
) -> Result<Response, PageError> {
    let kind = known(&web, &signed_in, &id).await?;
    let (words, actor, id) = (&signed_in.words().breaks, signed_in.actor(), kind.id);
    let set =
        web.store.write(Hold::Workspace(actor.workspace), move |u| break_kinds::set_archived(u, &actor, id, archived));
    match set.await {
        Ok(kind) if archived => Ok(guard::go(&web, PATH, &words.archived(kind.name))),
        Ok(kind) => Ok(guard::go(&web, PATH, &words.active_again(kind.name))),
        Err(problem) => {
            let errors = refusal(words, &problem).ok_or_else(|| failed(&signed_in, &problem))?;
            Ok(refused(&form(&signed_in, &kind, &KindForm::new(&kind), &errors)))
        }
    }
}

async fn set_meal(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<MealForm>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().breaks;
    let rule = match typed.read(words) {
        Ok(rule) => rule,
        Err(errors) => {
            return Ok(refused(&page(&web, &signed_in, (&KindForm::default(), Some(&typed)), &errors).await?));
        }
    };
    let actor = signed_in.actor();
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| break_kinds::set_meal_rule(u, &actor, rule));
    match set.await {
        Ok(()) => Ok(guard::go(&web, PATH, &words.meal_saved)),
        Err(problem) => Err(failed(&signed_in, &problem)),
    }
}
