//! Tokens: made and revoked by owners, shown once, let in by scope, and bounded in what they ask.

use jiff::SignedDuration;
use phoneclock::{
    domain::{api_scope::Scope, ids::UserId, user::Role},
    web::access::{Audience, RULES, Rule},
};
use reqwest::Method;
use serde_json::json;

use crate::support::{
    TestGateway,
    browser::Browser,
    programs::{Answered, Program},
};

const PAGE: &str = "/settings/api-tokens";

fn of_api() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| rule.path.starts_with("/api/"))
}

/// The token on the page that was just shown.
fn shown(page: &str) -> String {
    let (_, rest) = page.split_once("<code>pck_").expect("a token on the page");
    format!("pck_{}", rest.split('<').next().unwrap())
}

async fn make(owner: &mut Browser, name: &str, scope: &str) -> String {
    let id = owner.get(PAGE).await.value("id");
    let page = owner.post(PAGE, &[("id", &id), ("name", name), ("scope", scope)]).await;
    page.is(200).says("It is not shown again.");
    // Sent twice it makes one, and shows nothing.
    let again = owner.post(PAGE, &[("id", &id), ("name", name), ("scope", scope)]).await;
    again.is(303).says_nothing_of("pck_");
    shown(&page.body)
}

#[tokio::test]
async fn an_owner_makes_a_token_which_is_shown_once_and_works_until_it_is_revoked() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    owner.get(PAGE).await.says("There are no tokens.");
    owner.get("/settings").await.says(PAGE);
    let token = make(&mut owner, "Payroll sync", "employees:read").await;
    let program = Program::new(&test, &token);
    program.get("/employees").await.is(200);
    let page = owner.get(PAGE).await;
    page.says("Payroll sync").says(&token[..16]).says("employees:read").says_nothing_of(&token[17..]);
    let text = page.text();
    assert!(!text.contains("never"), "it was used: {text}");
    let revoke = page.body.split("action=\"").find(|rest| rest.contains("/revoke\"")).unwrap();
    let revoke = revoke.split('"').next().unwrap().to_owned();
    owner.submit(&revoke, &[]).await.says("Payroll sync is revoked.");
    program.get("/employees").await.is_problem(401, "no-token");
    let log = test.audit_log().await;
    for act in ["revoke API token", "make API token"] {
        assert_eq!(log.records.iter().filter(|record| record.action == act).count(), 1, "{log:?}");
    }
    owner.get("/audit").await.says("make API token").says("scopes");
}

#[tokio::test]
async fn what_will_not_do_stands_beside_its_field_and_only_owners_make_tokens() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    make(&mut owner, "Sync", "jobs:read").await;
    let id = owner.get(PAGE).await.value("id");
    for (name, scope, field) in [
        ("", "jobs:read", "name"),
        ("sync", "jobs:read", "name"),
        (&"n".repeat(61), "jobs:read", "name"),
        ("Other", "moon:read", "scope"),
        ("Other", "", "scope"),
    ] {
        let page = owner.post(PAGE, &[("id", &id), ("name", name), ("scope", scope)]).await;
        page.is(422);
        assert!(!page.wrong(field).is_empty(), "{name} {scope}");
    }
    for role in [Role::Admin, Role::Manager, Role::Payroll] {
        let mut other = test.browser(role).await;
        other.get(PAGE).await.is(403);
        other.get("/settings").await.says_nothing_of(PAGE);
    }
    assert_eq!(test.count("api_token").await, 1);
}

async fn asked(program: &Program, rule: &Rule, id: &str) -> Answered {
    let path = rule.path.replace("{id}", id);
    let path = path.strip_prefix("/api/v1").unwrap();
    let body = (rule.method != Method::GET).then(|| json!({}));
    program.send(rule.method.clone(), path, Some("\"x\""), body).await
}

#[tokio::test]
async fn every_address_asks_for_a_token_and_for_its_scope() {
    let test = TestGateway::start().await;
    let id = UserId::generate(&test.store.ids()).to_string();
    let nobody = Program::new(&test, "");
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for scope in Scope::ALL {
        let (what, _) = scope.name().split_once(':').unwrap();
        let other: Vec<_> =
            Scope::ALL.iter().map(|other| other.name()).filter(|name| !name.starts_with(what)).collect();
        own.push((scope, test.program(scope.name()).await));
        others.push((scope, test.program(&other.join(" ")).await));
    }
    let of = |programs: &[(Scope, Program)], scope| {
        programs.iter().find(|(of, _)| *of == scope).map(|(_, program)| program.clone()).unwrap()
    };
    let mut tried = 0;
    for rule in of_api() {
        let Audience::Token(scope) = rule.audience else {
            assert_eq!((&rule.audience, rule.path), (&Audience::Everybody, "/api/v1/openapi.json"));
            continue;
        };
        // A minute's worth of refusals comes back in between.
        test.advance(SignedDuration::from_secs(10));
        let refused = asked(&nobody, rule, &id).await;
        refused.is_problem(401, "no-token");
        assert_eq!(refused.header("www-authenticate"), "Bearer");
        let problem = asked(&of(&others, scope), rule, &id).await.is_problem(403, "no-scope");
        assert!(problem["detail"].as_str().unwrap().contains(scope.name()), "{problem}");
        let own = asked(&of(&own, scope), rule, &id).await;
        assert!(![401, 403, 405].contains(&own.status.as_u16()), "{} {}: {}", rule.method, rule.path, own.text);
        assert!(!own.status.is_server_error(), "{} {}: {}", rule.method, rule.path, own.text);
        tried += 1;
    }
    assert!(tried > 25, "{tried}");
}

#[tokio::test]
async fn wrong_tokens_are_all_refused_alike_and_not_endlessly() {
    let test = TestGateway::start().await;
    let right = test.program("employees:read").await;
    let (prefix, secret) = right.token.split_at(17);
    let other_secret = test.program("employees:read").await.token.split_off(17);
    let mut answers = Vec::new();
    for token in [
        String::new(),
        "x".to_owned(),
        format!("{prefix}{}", "A".repeat(43)),
        format!("{prefix}{other_secret}"),
        format!("pck_{}_{secret}", "A".repeat(12)),
    ] {
        let refused = Program::new(&test, &token).get("/employees").await;
        refused.is_problem(401, "no-token");
        answers.push(refused.text);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    for _ in 0..25 {
        Program::new(&test, "x").get("/employees").await.is(401);
    }
    let refused = Program::new(&test, "x").get("/employees").await;
    refused.is_problem(429, "too-many-requests");
    assert_eq!(refused.header("retry-after"), "1");
    test.advance(SignedDuration::from_mins(1));
    right.get("/employees").await.is(200);
}

#[tokio::test]
async fn a_token_asks_as_much_as_it_has_left_and_others_have_their_own() {
    let test = TestGateway::start().await;
    let (busy, other) = (test.program("places:read").await, test.program("places:read").await);
    for _ in 0..300 {
        busy.get("/kiosks").await.is(200);
    }
    busy.get("/kiosks").await.is_problem(429, "too-many-requests");
    other.get("/kiosks").await.is(200);
    test.advance(SignedDuration::from_secs(1));
    for _ in 0..10 {
        busy.get("/kiosks").await.is(200);
    }
    busy.get("/kiosks").await.is(429);
}
