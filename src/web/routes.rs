//! Addresses with their handlers and whom they are for, declared in one place each.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::Method,
    routing::{self, MethodRouter},
};

use super::{
    Web,
    access::{Audience, Rule},
};

/// What a folder of `web` serves. There is no way to add a handler without saying whom it is for; what is routed past
/// this is refused, since the table of access does not know it.
#[derive(Default)]
pub struct Routes {
    router: Router<Web>,
    rules: Vec<Rule>,
}

impl Routes {
    /// No addresses yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H: Handler<T, Web>, T: 'static>(self, path: &'static str, audience: Audience, handler: H) -> Self {
        self.route(Rule { method: Method::GET, path, audience }, routing::get(handler))
    }

    /// A form, or a webhook.
    #[must_use]
    pub fn post<H: Handler<T, Web>, T: 'static>(self, path: &'static str, audience: Audience, handler: H) -> Self {
        self.route(Rule { method: Method::POST, path, audience }, routing::post(handler))
    }

    /// A change by another program.
    #[must_use]
    pub fn patch<H: Handler<T, Web>, T: 'static>(self, path: &'static str, audience: Audience, handler: H) -> Self {
        self.route(Rule { method: Method::PATCH, path, audience }, routing::patch(handler))
    }

    /// What another program takes out of use.
    #[must_use]
    pub fn delete<H: Handler<T, Web>, T: 'static>(self, path: &'static str, audience: Audience, handler: H) -> Self {
        self.route(Rule { method: Method::DELETE, path, audience }, routing::delete(handler))
    }

    /// A form whose handler itself counts how much it reads.
    #[must_use]
    pub fn upload<H: Handler<T, Web>, T: 'static>(self, path: &'static str, audience: Audience, handler: H) -> Self {
        let handler = routing::post(handler).layer(DefaultBodyLimit::disable());
        self.route(Rule { method: Method::POST, path, audience }, handler)
    }

    fn route(mut self, rule: Rule, handler: MethodRouter<Web>) -> Self {
        self.router = self.router.route(rule.path, handler);
        self.rules.push(rule);
        self
    }

    /// These and others.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        self.router = self.router.merge(others.router);
        self.rules.extend(others.rules);
        self
    }

    /// The handlers alone.
    pub fn into_router(self) -> Router<Web> {
        self.router
    }

    /// Whom each address is for.
    #[must_use]
    pub fn into_rules(self) -> Vec<Rule> {
        self.rules
    }
}
