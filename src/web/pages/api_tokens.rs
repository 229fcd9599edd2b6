//! The tokens by which other programs reach the API of the workspace: listed, made and shown once, revoked.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    choose_people::one_or_many,
    confirm::ConfirmedForm,
    error::{self, PageError},
    field::{EmptyForm, TextField, refused},
    form_errors::FormErrors,
    layout::{Page, html},
};
use crate::{
    domain::{
        api_scope::{Scope, Scopes},
        ids::ApiTokenId,
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold, StoreError,
        access::api_tokens::{self, ApiSecret, ApiToken, ApiTokenError, NAME_MAX_CHARS},
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        routes::Routes,
    },
    wording::admin::TokensWords,
};

const PATH: &str = "/settings/api-tokens";
/// The section that it belongs to.
const HERE: &str = "/settings";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/api-tokens", Audience::OWNERS, list)
        .post("/settings/api-tokens", Audience::OWNERS, make)
        .post("/settings/api-tokens/{id}/revoke", Audience::OWNERS, revoke)
}

/// What is typed about a token.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct TokenForm {
    id: String,
    name: String,
    #[serde(deserialize_with = "one_or_many")]
    scope: Vec<String>,
}

/// One token of the list.
struct TokenRow {
    id: ApiTokenId,
    name: String,
    prefix: String,
    scopes: String,
    made: String,
    used: Option<String>,
    revoked: Option<String>,
}

impl TokenRow {
    fn new(token: ApiToken, (zone, pen): (&Zone, &Pen), words: &TokensWords) -> Self {
        let moment = |at| pen.moment(at, zone);
        Self {
            made: words.made_by(moment(token.made_at), &token.maker),
            scopes: token.scopes.iter().map(Scope::name).collect::<Vec<_>>().join(", "),
            used: token.last_used_at.map(moment),
            revoked: token.revoked_at.map(moment),
            id: token.id,
            name: token.name,
            prefix: token.prefix,
        }
    }
}

/// One thing that a token can be let do.
struct ScopeChoice {
    scope: &'static str,
    means: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "api_tokens.html")]
struct TokensPage {
    page: Page,
    rows: Vec<TokenRow>,
    id: ApiTokenId,
    name: TextField,
    choices: Vec<ScopeChoice>,
    errors: FormErrors,
    /// The token that was just made, shown this once.
    made: Option<ApiSecret>,
}

fn meaning(scope: Scope, words: &TokensWords) -> &str {
    match scope {
        Scope::EmployeesRead => &words.employees_read,
        Scope::EmployeesWrite => &words.employees_write,
        Scope::JobsRead => &words.jobs_read,
        Scope::JobsWrite => &words.jobs_write,
        Scope::PlacesRead => &words.places_read,
        Scope::TimeRead => &words.time_read,
        Scope::TimeWrite => &words.time_write,
        Scope::ApprovalsRead => &words.approvals_read,
        Scope::ApprovalsWrite => &words.approvals_write,
        Scope::ExportsRead => &words.exports_read,
        Scope::ExportsWrite => &words.exports_write,
    }
}

/// The page with what was typed into its form, and a token that was just made.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    (typed, errors): (&TokenForm, FormErrors),
    made: Option<ApiSecret>,
) -> Result<TokensPage, PageError> {
    let workspace = signed_in.session.user.workspace;
    let read = web.store.read(move |tx| {
        Ok::<_, StoreError>((api_tokens::list(tx, workspace)?, workspaces::get_settings(tx, workspace)?.zone))
    });
    let (tokens, zone) = read.await?;
    let words = &signed_in.words().tokens;
    let choice = |scope: Scope| ScopeChoice {
        scope: scope.name(),
        means: meaning(scope, words),
        chosen: typed.scope.iter().any(|name| name == scope.name()),
    };
    let name = TextField::new("name", &words.name, &typed.name).checked(&errors).hint(&words.name_hint);
    Ok(TokensPage {
        page: Page::of(signed_in, &words.title, HERE),
        rows: tokens.into_iter().map(|token| TokenRow::new(token, (&zone, signed_in.pen()), words)).collect(),
        id: ApiTokenId::parse(&typed.id).unwrap_or_else(|| ApiTokenId::generate(&web.store.ids())),
        name: TextField { required: true, longest: Some(NAME_MAX_CHARS), ..name },
        choices: Scope::ALL.map(choice).into(),
        errors,
        made,
    })
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    Ok(html(&page(&web, &signed_in, (&TokenForm::default(), FormErrors::default()), None).await?))
}

/// Makes a token and shows it, this once.
async fn make(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(typed): ConfirmedForm<TokenForm>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().tokens;
    let Some(id) = ApiTokenId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    let Some(scopes) = Scopes::new(typed.scope.iter().filter_map(|name| Scope::parse(name))) else {
        let errors = FormErrors::new("scope", &words.wrong_scope);
        return Ok(refused(&page(&web, &signed_in, (&typed, errors), None).await?));
    };
    let (actor, name) = (signed_in.actor(), typed.name.clone());
    let hold = Hold::Workspace(actor.workspace);
    match web.store.write(hold, move |u| api_tokens::make(u, &actor, id, (&name, scopes))).await {
        Ok(made) => {
            let fresh = (&TokenForm::default(), FormErrors::default());
            Ok(html(&page(&web, &signed_in, fresh, Some(made)).await?))
        }
        Err(ApiTokenError::MadeAlready) => Ok(guard::go(&web, PATH, &words.made_already)),
        Err(problem) => {
            let errors = refusal(words, &problem).ok_or_else(|| failed(&signed_in, &problem))?;
            Ok(refused(&page(&web, &signed_in, (&typed, errors), None).await?))
        }
    }
}

async fn revoke(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = ApiTokenId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let revoke = web.store.write(Hold::Workspace(actor.workspace), move |u| api_tokens::revoke(u, &actor, id));
    match revoke.await {
        Ok(token) => Ok(guard::go(&web, PATH, &signed_in.words().tokens.is_revoked(token.name))),
        Err(problem) => Err(failed(&signed_in, &problem)),
    }
}

/// What is wrong, beside the field that a refusal is about; `None` where it is about none.
fn refusal(words: &TokensWords, problem: &ApiTokenError) -> Option<FormErrors> {
    match problem {
        ApiTokenError::Name => Some(FormErrors::new("name", &words.wrong_name)),
        ApiTokenError::NameTaken => Some(FormErrors::new("name", &words.name_taken)),
        ApiTokenError::TooMany => Some(FormErrors::new("name", &words.too_many)),
        ApiTokenError::Store(_) | ApiTokenError::MadeAlready | ApiTokenError::NotFound => None,
    }
}

fn failed(signed_in: &SignedIn, problem: &ApiTokenError) -> PageError {
    match problem {
        ApiTokenError::NotFound => error::not_found(&signed_in.visit).into(),
        ApiTokenError::Store(_)
        | ApiTokenError::Name
        | ApiTokenError::NameTaken
        | ApiTokenError::TooMany
        | ApiTokenError::MadeAlready => error::failed(problem),
    }
}
