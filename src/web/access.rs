//! Who may open which page: the one table, asked before every handler. An address that is not in it is not served.

pub mod shared_device;

use std::sync::LazyLock;

use axum::http::Method;

use crate::domain::{api_scope::Scope, user::Role};

/// Whom an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: what proves itself otherwise (a signature, a link), or says nothing.
    Everybody,
    /// Whoever has signed in, whatever their role.
    SignedIn,
    /// These roles.
    Roles(&'static [Role]),
    /// Other programs, with a token that has this scope.
    Token(Scope),
}

impl Audience {
    /// Whoever runs the roll-out: employees, jobs, PINs, settings.
    pub const ADMINS: Self = Self::Roles(&[Role::Owner, Role::Admin]);
    /// Whoever looks after people on the job.
    pub const LEADS: Self = Self::Roles(&[Role::Owner, Role::Admin, Role::Manager]);
    /// Whoever turns calls into pay.
    pub const PAYROLL: Self = Self::Roles(&[Role::Owner, Role::Admin, Role::Payroll]);
    /// Whoever decides who may do what.
    pub const OWNERS: Self = Self::Roles(&[Role::Owner]);
}

/// One address and whom it is for.
#[derive(Debug, Clone)]
pub struct Rule {
    /// GET, which HEAD goes by as well, or POST; for other programs PATCH and DELETE, too.
    pub method: Method,
    /// As the router knows it.
    pub path: &'static str,
    /// Whom it is for.
    pub audience: Audience,
}

/// Every address there is, as the folders of `web` declare them.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| super::routes().into_rules());

/// Whom an address is for; `None` when there is no such address. HEAD goes by GET.
#[must_use]
pub fn audience(method: &Method, path: &str) -> Option<Audience> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    RULES.iter().find(|rule| rule.method == *method && rule.path == path).map(|rule| rule.audience)
}

/// Whether a role may do what an address does; for showing links and buttons that lead somewhere.
#[must_use]
pub fn allows(role: Role, method: &Method, path: &str) -> bool {
    match audience(method, path) {
        Some(Audience::Everybody | Audience::SignedIn) => true,
        Some(Audience::Roles(roles)) => roles.contains(&role),
        Some(Audience::Token(_)) | None => false,
    }
}
