//! Who may open which page: the one table, asked before every handler. An address that is not in it is not served.

use axum::http::Method;

use crate::domain::user::Role;

/// Whom an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: what proves itself otherwise (a signature, a link), or says nothing.
    Everybody,
    /// Whoever has signed in, whatever their role.
    SignedIn,
    /// These roles.
    Roles(&'static [Role]),
}

/// The four tasks, as roles.
const ADMINS: Audience = Audience::Roles(&[Role::Owner, Role::Admin]);
const LEADS: Audience = Audience::Roles(&[Role::Owner, Role::Admin, Role::Manager]);
/// Whoever turns calls into pay.
const PAYROLL: Audience = Audience::Roles(&[Role::Owner, Role::Admin, Role::Payroll]);
const OWNERS: Audience = Audience::Roles(&[Role::Owner]);

/// One address and whom it is for.
#[derive(Debug, Clone)]
pub struct Rule {
    pub method: Method,
    /// As the router knows it.
    pub path: &'static str,
    pub audience: Audience,
}

const fn get(path: &'static str, audience: Audience) -> Rule {
    Rule { method: Method::GET, path, audience }
}

const fn post(path: &'static str, audience: Audience) -> Rule {
    Rule { method: Method::POST, path, audience }
}

/// Every address there is.
pub const RULES: &[Rule] = &[
    // The provider and the operator.
    post("/voice/{provider}", Audience::Everybody),
    post("/voice/{provider}/", Audience::Everybody),
    post("/voice/{provider}/step/{step}/{token}", Audience::Everybody),
    post("/voice/{provider}/step/{step}/{token}/", Audience::Everybody),
    post("/voice/{provider}/step/{step}/{token}/silence", Audience::Everybody),
    post("/voice/{provider}/step/{step}/{token}/silence/", Audience::Everybody),
    post("/voice/{provider}/status", Audience::Everybody),
    post("/voice/{provider}/status/", Audience::Everybody),
    post("/voice/{provider}/recording", Audience::Everybody),
    post("/voice/{provider}/recording/", Audience::Everybody),
    get("/prompts/{language}/{file}", Audience::Everybody),
    get("/healthz", Audience::Everybody),
    get("/readyz", Audience::Everybody),
    get("/assets/{file}", Audience::Everybody),
    // Coming in.
    get("/", Audience::Everybody),
    get("/sign-in", Audience::Everybody),
    post("/sign-in", Audience::Everybody),
    post("/sign-out", Audience::SignedIn),
    get("/forgotten", Audience::Everybody),
    post("/forgotten", Audience::Everybody),
    get("/welcome/{token}", Audience::Everybody),
    post("/welcome/{token}", Audience::Everybody),
    // One's own account.
    get("/account", Audience::SignedIn),
    post("/account/password", Audience::SignedIn),
    post("/sessions/{id}/end", Audience::SignedIn),
    // Users.
    get("/users", ADMINS),
    post("/users", OWNERS),
    get("/users/{id}", OWNERS),
    post("/users/{id}", OWNERS),
    post("/users/{id}/invite", OWNERS),
    // The roll-out.
    get("/employees", LEADS),
    get("/employees/new", ADMINS),
    post("/employees/new", ADMINS),
    get("/employees/export", ADMINS),
    get("/employees/import", ADMINS),
    post("/employees/import", ADMINS),
    post("/employees/import/confirm", ADMINS),
    get("/employees/{id}", LEADS),
    get("/employees/{id}/calls", LEADS),
    get("/employees/{id}/edit", ADMINS),
    post("/employees/{id}/edit", ADMINS),
    post("/employees/{id}/deactivate", ADMINS),
    post("/employees/{id}/reactivate", ADMINS),
    get("/jobs", LEADS),
    get("/jobs/new", ADMINS),
    post("/jobs/new", ADMINS),
    get("/jobs/{id}/edit", ADMINS),
    post("/jobs/{id}/edit", ADMINS),
    post("/jobs/{id}/archive", ADMINS),
    post("/jobs/{id}/reactivate", ADMINS),
    get("/time-tracking/phone-clocking", LEADS),
    get("/time-tracking/phone-clocking/email-links", ADMINS),
    post("/time-tracking/phone-clocking/email-links", ADMINS),
    get("/time-tracking/phone-clocking/send-again", ADMINS),
    post("/time-tracking/phone-clocking/send-again", ADMINS),
    get("/time-tracking/phone-clocking/cards", ADMINS),
    post("/time-tracking/phone-clocking/cards", ADMINS),
    get("/time-tracking/phone-clocking/{id}", LEADS),
    post("/time-tracking/phone-clocking/{id}/email-link", ADMINS),
    post("/time-tracking/phone-clocking/{id}/set-pin", ADMINS),
    post("/time-tracking/phone-clocking/{id}/remove-pin", ADMINS),
    post("/time-tracking/phone-clocking/{id}/unlock", LEADS),
    post("/time-tracking/phone-clocking/{id}/code", ADMINS),
    get("/time-tracking/phone-clocking/{id}/card", ADMINS),
    get("/settings", ADMINS),
    post("/settings", ADMINS),
    // Seeing what happens.
    get("/who-is-in", LEADS),
    get("/who-is-in/events", LEADS),
    get("/audit", ADMINS),
    get("/audit/export", ADMINS),
    // Payroll.
    get("/time-entries", Audience::SignedIn),
    get("/time-entries/new", Audience::SignedIn),
    post("/time-entries/new", Audience::SignedIn),
    get("/time-entries/{id}", Audience::SignedIn),
    post("/time-entries/{id}/correct", Audience::SignedIn),
    post("/time-entries/{id}/split", Audience::SignedIn),
    post("/time-entries/{id}/void", Audience::SignedIn),
    post("/time-entries/{id}/restore", Audience::SignedIn),
    get("/timesheets", Audience::SignedIn),
    get("/timesheets/{id}", Audience::SignedIn),
    get("/exceptions", Audience::SignedIn),
    post("/exceptions/settle", PAYROLL),
    post("/exceptions/{id}/settle", PAYROLL),
    post("/exceptions/{id}/reopen", PAYROLL),
    get("/voice-checks", PAYROLL),
    get("/voice-checks/review", PAYROLL),
    get("/voice-checks/privacy", PAYROLL),
    get("/voice-checks/{id}", PAYROLL),
    get("/voice-checks/{id}/audio", PAYROLL),
    post("/voice-checks/{id}/keep", PAYROLL),
    post("/voice-checks/{id}/verdict", PAYROLL),
    post("/voice-checks/{id}/take-back", PAYROLL),
    post("/voice-checks/{id}/hold", PAYROLL),
    post("/voice-checks/{id}/release", PAYROLL),
    get("/approvals", PAYROLL),
    post("/approvals", PAYROLL),
    post("/approvals/{id}/reopen", PAYROLL),
    get("/exports", PAYROLL),
    post("/exports", PAYROLL),
    get("/exports/check", PAYROLL),
    get("/exports/profiles/new", PAYROLL),
    post("/exports/profiles/new", PAYROLL),
    get("/exports/profiles/{id}", PAYROLL),
    post("/exports/profiles/{id}", PAYROLL),
    post("/exports/profiles/{id}/archive", PAYROLL),
    get("/exports/{id}", PAYROLL),
    get("/exports/{id}/file", PAYROLL),
    get("/exports/{id}/manifest", PAYROLL),
    get("/reports", PAYROLL),
    get("/reports/{report}", PAYROLL),
    get("/reports/{report}/export", PAYROLL),
    get("/settings/payroll", PAYROLL),
    post("/settings/payroll", PAYROLL),
    // The demo's front page; nothing is there anywhere else.
    get("/demo", Audience::Everybody),
    post("/demo/sign-in", Audience::Everybody),
    post("/demo/reset", Audience::Everybody),
    // The phone in the browser; without a simulated provider it is there for practice calls alone.
    get("/phone", Audience::Everybody),
    post("/phone/calls", Audience::Everybody),
    get("/phone/calls/{id}/events", Audience::Everybody),
    post("/phone/calls/{id}/keys", Audience::Everybody),
    post("/phone/calls/{id}/heard", Audience::Everybody),
    post("/phone/calls/{id}/recording", Audience::Everybody),
    post("/phone/calls/{id}/hang-up", Audience::Everybody),
    // The practice line: nothing that is done there counts, and only the call itself asks for a secret.
    get("/practice", Audience::Everybody),
    post("/practice", Audience::Everybody),
    get("/practice/phone", Audience::Everybody),
    post("/practice/calls", Audience::Everybody),
    post("/time-tracking/phone-clocking/{id}/practice", ADMINS),
    // The employee's own page.
    get("/setup", Audience::Everybody),
    post("/setup", Audience::Everybody),
    get("/setup/{token}", Audience::Everybody),
    post("/setup/{token}", Audience::Everybody),
];

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
        None => false,
    }
}
