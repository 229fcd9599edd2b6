//! Which requests of other programs are let in, and what the others are answered.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, header},
    response::{IntoResponse, Response},
};

use super::{caller::ApiCaller, problem::Problem};
use crate::{
    domain::api_scope::Scope,
    service::access::{
        Visitor,
        api_tokens::{self, ApiSecret},
    },
    web::{
        Web,
        access::{Audience, RULES},
    },
};

/// Whether an address is one of the API.
#[must_use]
pub fn is_below(path: &str) -> bool {
    path.starts_with("/api/")
}

/// The answer where nothing is.
pub fn nothing_there() -> Response {
    Problem::not_found().into_response()
}

/// The answer to a method that an address does not take.
pub fn wrong_method(path: &str) -> Response {
    let mut response = Problem::wrong_method().into_response();
    if let Ok(allowed) = HeaderValue::from_str(&allowed_methods(path)) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

/// Lets a request in, where its token may do what it asks. The handler then finds an [`ApiCaller`] in it.
///
/// # Errors
/// When too much is asked, no token in use is shown, or it does not have the scope.
pub async fn admit(web: &Web, audience: Audience, visitor: &Visitor, request: &mut Request) -> Result<(), Problem> {
    match audience {
        Audience::Everybody => Ok(()),
        Audience::Token(scope) => {
            let caller = find(web, scope, visitor, request.headers()).await?;
            request.extensions_mut().insert(caller);
            Ok(())
        }
        // Nobody has signed in at the API.
        Audience::SignedIn | Audience::Roles(_) => Err(Problem::no_token()),
    }
}

async fn find(web: &Web, scope: Scope, visitor: &Visitor, headers: &HeaderMap) -> Result<ApiCaller, Problem> {
    let (network, now, allowance) = (visitor.throttle_key(), web.store.now(), &web.edge.api);
    if !allowance.strangers.has_left(&network, now) {
        return Err(Problem::too_many());
    }
    let known = match shown(headers) {
        Some(secret) => api_tokens::find(&web.store, &secret).await?,
        None => None,
    };
    let Some(token) = known else {
        allowance.strangers.take(&network, now);
        return Err(Problem::no_token());
    };
    if !allowance.tokens.take(&token.id.to_string(), now) {
        return Err(Problem::too_many());
    }
    if !token.scopes.allow(scope) {
        return Err(Problem::no_scope(scope.name()));
    }
    Ok(ApiCaller::new(token, visitor.address.clone()))
}

/// The token in the header (RFC 6750, 2.1).
fn shown(headers: &HeaderMap) -> Option<ApiSecret> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    ApiSecret::parse(token.trim()).filter(|_| scheme.eq_ignore_ascii_case("bearer"))
}

/// The methods that an address takes, as the header `Allow` lists them.
fn allowed_methods(path: &str) -> String {
    let methods = RULES.iter().filter(|rule| rule.path == path).map(|rule| rule.method.as_str());
    let methods = methods.map(|method| if method == Method::GET.as_str() { "GET, HEAD" } else { method });
    methods.collect::<Vec<_>>().join(", ")
}
