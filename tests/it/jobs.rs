//! The pages of jobs, and what callers hear of jobs that are not theirs.

use phoneclock::{
    domain::{user::Role, workspace::JobPolicy},
    service::{
        audit::Actor,
        roster::jobs::{self, JobDetails},
    },
};

use crate::{
    employees::{actions, add, audit, details, other_workspace},
    support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, calling::heard},
};

async fn job_names(test: &TestGateway) -> Vec<String> {
    test.jobs().await.into_iter().map(|job| job.name).collect()
}

/// Adds a job through its form, for everyone.
async fn add_job(browser: &mut Browser, name: &str, code: &str) -> String {
    let id = browser.get("/jobs/new").await.value("id");
    browser.submit("/jobs/new", &[("id", &id), ("name", name), ("phone_code", code), ("who", "everyone")]).await;
    id
}

#[tokio::test]
async fn an_admin_adds_changes_archives_and_takes_back_a_job() {
    let test = TestGateway::start().await;
    let (ana, bo) =
        (add(&test, details("Ana <b>")).await.id.to_string(), add(&test, details("Bo")).await.id.to_string());
    let mut admin = test.browser(Role::Admin).await;
    assert!(admin.get("/jobs").await.text().contains("There are no jobs yet"));
    let id = add_job(&mut admin, "جسر 🌉 \"Deck\"", "0071").await;
    let page = admin.get("/jobs").await;
    assert!(page.text().contains("جسر 🌉 \"Deck\" 0071 – Everyone"), "{}", page.text());

    let path = format!("/jobs/{id}/edit");
    let form = admin.get(&path).await;
    assert_eq!((form.value("name").as_str(), form.value("phone_code").as_str()), ("جسر 🌉 \"Deck\"", "0071"));
    let typed = [("name", "Deck"), ("accounting_code", "=4410"), ("who", "chosen"), ("person", &ana), ("person", &bo)];
    admin.submit(&path, &typed).await;
    assert!(admin.get("/jobs").await.text().contains("Deck – =4410 2 people"));
    assert_eq!(admin.get(&path).await.body.matches(" checked").count(), 3);
    admin.submit(&path, &[("name", "Deck"), ("phone_code", "71"), ("who", "chosen"), ("person", &bo)]).await;
    assert!(admin.get("/jobs").await.text().contains("Deck 71 – 1 person"));

    let page = admin.submit(&format!("/jobs/{id}/archive"), &[]).await;
    assert!(page.text().contains("Deck is archived") && page.text().contains("No jobs match."), "{}", page.text());
    assert!(admin.get("/jobs?status=archived").await.text().contains("Deck Archived 71"));
    let page = admin.submit(&format!("/jobs/{id}/reactivate"), &[]).await;
    assert!(page.text().contains("Deck is active again."), "{}", page.text());
    assert_eq!(test.jobs().await[0].archived_at, None);
    let mut done = actions(&test).await;
    done.truncate(5);
    assert_eq!(done, ["reactivate job", "archive job", "change job", "change job", "add job"]);
    let change = audit(&test).await.remove(2);
    assert!(change.before.as_deref().unwrap().contains("[\"Ana <b>\",\"Bo\"]"), "{change:?}");
    assert!(change.after.as_deref().unwrap().contains("[\"Bo\"]"), "{change:?}");
}

#[tokio::test]
async fn a_phone_code_is_one_active_jobs_and_the_mistake_stands_beside_it() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let roof = add_job(&mut admin, "Roof", "71").await;
    let id = admin.get("/jobs/new").await.value("id");
    let page = admin
        .post("/jobs/new", &[("id", &id), ("name", "Deck"), ("phone_code", " 71 "), ("accounting_code", "44")])
        .await;
    assert_eq!(page.status, 422);
    assert!(page.wrong("phone_code").contains("belongs to the active job Roof"), "{}", page.body);
    assert_eq!((page.value("name").as_str(), page.value("accounting_code").as_str()), ("Deck", "44"));
    let page = admin.post("/jobs/new", &[("id", &id), ("name", ""), ("phone_code", "7a"), ("who", "chosen")]).await;
    assert_eq!((page.status.as_u16(), page.wrong("name").as_str()), (422, "Enter a name."));
    assert_eq!(page.wrong("phone_code"), "A phone code is 1 to 8 digits.");
    assert_eq!(page.wrong("who"), "Choose at least one person, or everyone.");
    assert_eq!(job_names(&test).await, ["Roof"]);

    // Archived, its code goes to another job; taking it back is refused in words.
    admin.submit(&format!("/jobs/{roof}/archive"), &[]).await;
    let deck = add_job(&mut admin, "Deck", "71").await;
    let page = admin.post(&format!("/jobs/{roof}/reactivate"), &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.wrong("phone_code").contains("now belongs to the active job Deck"), "{}", page.body);
    assert!(page.body.contains(&format!("action=\"/jobs/{roof}/edit\"")), "the form saves the job");
    assert!(test.jobs().await.iter().any(|job| job.id.to_string() == roof && job.archived_at.is_some()));
    admin.submit(&format!("/jobs/{roof}/edit"), &[("name", "Roof"), ("phone_code", "72"), ("who", "everyone")]).await;
    admin.submit(&format!("/jobs/{roof}/reactivate"), &[]).await;
    assert!(test.jobs().await.iter().all(|job| job.archived_at.is_none()));
    let page = admin.post(&format!("/jobs/{deck}/edit"), &[("name", "Deck"), ("phone_code", "72")]).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn two_admins_at_the_same_button_change_a_job_once() {
    let test = TestGateway::start().await;
    let (mut one, mut two) = (test.browser(Role::Owner).await, test.browser(Role::Admin).await);
    let id = one.get("/jobs/new").await.value("id");
    let typed = [("id", id.as_str()), ("name", "Roof"), ("phone_code", "71")];
    let mut again = one.clone();
    let (first, second) = tokio::join!(one.post("/jobs/new", &typed), again.post("/jobs/new", &typed));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    let other = two.get("/jobs/new").await.value("id");
    let page = two.post("/jobs/new", &[("id", &other), ("name", "Roof"), ("phone_code", "71")]).await;
    assert_eq!(page.status, 422, "another form with the same code is another job");
    for path in ["archive", "reactivate"] {
        let path = format!("/jobs/{id}/{path}");
        let (first, second) = tokio::join!(one.post(&path, &[]), two.post(&path, &[]));
        assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    }
    assert_eq!(actions(&test).await, ["reactivate job", "archive job", "add job"]);
}

#[tokio::test]
async fn many_people_are_looked_for_and_the_ticked_ones_stay() {
    let test = TestGateway::start().await;
    for number in 0..101 {
        add(&test, details(&format!("Worker {number:03}"))).await;
    }
    let ana = add(&test, details("Ana")).await.id.to_string();
    let mut admin = test.browser(Role::Admin).await;
    let form = admin.get("/jobs/new").await;
    assert!(!form.body.contains("type=\"checkbox\""), "{}", form.body);
    let id = form.value("id");
    // Pressing the button, or Enter in the field, looks for people and saves nothing.
    let found = admin.post("/jobs/new", &[("id", &id), ("name", "Roof"), ("find", "ANA"), ("action", "find")]).await;
    assert!(found.status == 200 && found.body.contains(&format!("value=\"{ana}\"")), "{}", found.body);
    assert_eq!((found.value("name").as_str(), found.value("id")), ("Roof", id.clone()));
    let typed = [
        ("id", id.as_str()),
        ("name", "Roof"),
        ("who", "chosen"),
        ("person", ana.as_str()),
        ("find", "worker 05"),
        ("found", "ANA"),
    ];
    let found = admin.post("/jobs/new", &typed).await;
    assert_eq!((found.status.as_u16(), found.body.matches("type=\"checkbox\"").count()), (200, 11));
    assert_eq!(found.body.matches("name=\"person\"").count(), 11);
    assert!(found.body.contains(&format!("value=\"{ana}\" checked")));
    assert!(test.jobs().await.is_empty());
    let typed = [typed.as_slice(), &[("found", "worker 05")]].concat();
    let typed: Vec<_> = typed.into_iter().filter(|field| *field != ("found", "ANA")).collect();
    assert_eq!(admin.post("/jobs/new", &typed).await.status, 303);
    assert!(admin.get("/jobs").await.text().contains("Roof – – 1 person"));
}

fn changes(id: &str) -> Vec<(String, Vec<(&'static str, String)>)> {
    let typed = || vec![("id", id.to_owned()), ("name", "Changed".to_owned())];
    vec![
        ("/jobs/new".to_owned(), typed()),
        (format!("/jobs/{id}/edit"), typed()),
        (format!("/jobs/{id}/archive"), vec![]),
        (format!("/jobs/{id}/reactivate"), vec![]),
    ]
}

#[tokio::test]
async fn only_admins_of_the_workspace_with_their_own_form_change_a_job() {
    let test = TestGateway::start().await;
    test.job("Roof", "71").await;
    let before = test.jobs().await;
    let id = before[0].id.to_string();
    let other = other_workspace(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get("/jobs").await;
    assert!(page.status == 200 && page.text().contains("Roof 71") && !page.body.contains("/archive"), "{}", page.body);
    for path in ["/jobs/new".to_owned(), format!("/jobs/{id}/edit")] {
        assert_eq!(manager.get(&path).await.status, 403, "{path}");
    }
    let mut payroll = test.browser(Role::Payroll).await;
    assert_eq!(payroll.get("/jobs").await.status, 403);
    let mut admin = test.browser(Role::Admin).await;
    let mut stranger = test.browser_in(other.id, Role::Owner).await;
    assert!(!stranger.get("/jobs?status=all").await.text().contains("Roof"));
    assert_eq!(stranger.get(&format!("/jobs/{id}/edit")).await.status, 404);
    for (path, fields) in changes(&id) {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(manager.post(&path, &fields).await.status, 403, "{path}");
        assert_eq!(payroll.post(&path, &fields).await.status, 403, "{path}");
        assert_eq!(admin.post_bare(&path, &fields).await.status, 403, "{path}");
        assert_eq!(stranger.post(&path, &fields).await.status, 404, "{path}");
    }
    assert_eq!(test.jobs().await, before);
    // Nor is a job given to somebody of another workspace.
    let theirs = test.add_employee_in(other.id, details("Eve")).await.id.to_string();
    let typed = [("name", "Roof"), ("who", "chosen"), ("person", theirs.as_str())];
    assert_eq!(admin.post(&format!("/jobs/{id}/edit"), &typed).await.status, 404);
    assert_eq!(test.jobs().await, before);
}

#[tokio::test]
async fn a_code_of_a_job_that_is_not_the_callers_is_not_found() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let ana = add(&test, details("Ana")).await;
    let for_ana = |name: &str, code: &str| JobDetails {
        phone_code: phoneclock::domain::job::PhoneCode::parse(code).ok(),
        everyone: false,
        assigned: vec![ana.id],
        ..JobDetails::named(name)
    };
    let secret = test.add_job(for_ana("Secret", "71")).await;
    test.job("Yard", "72").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#,72#")).await;
    let said = heard(&report);
    assert!(!said.contains("Secret") && said.contains("Yard"), "{}", report.transcript());
    assert_eq!(test.only_entry().await.job_name.as_deref(), Some("Yard"));

    // Assigned, the code is theirs.
    let assigned = JobDetails { assigned: vec![ana.id, maria.id], ..for_ana("Secret", "71") };
    let actor = Actor::at_the_machine(test.workspace.id);
    test.in_office(move |u| jobs::change(u, &actor, secret.id, &assigned)).await.unwrap();
    test.advance(jiff::SignedDuration::from_mins(30));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    assert!(heard(&report).contains("Secret"), "{}", report.transcript());
}

#[tokio::test]
async fn nobody_is_asked_for_a_job_who_has_none_with_a_code() {
    let required = |settings: &mut phoneclock::domain::workspace::Settings| {
        settings.voice_check = false;
        settings.job_policy = JobPolicy::Required;
    };
    let test = TestGateway::start_with(required).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let ana = add(&test, details("Ana")).await;
    let code = phoneclock::domain::job::PhoneCode::parse("71").ok();
    let job = JobDetails { phone_code: code, everyone: false, assigned: vec![ana.id], ..JobDetails::named("Secret") };
    test.add_job(job).await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
    assert!(!heard(&report).contains("job"), "{}", report.transcript());
    assert_eq!(test.only_entry().await.exceptions, [""; 0]);
}

#[tokio::test]
async fn a_list_of_jobs_adds_and_changes_them_and_is_undone() {
    let test = TestGateway::start().await;
    test.job("Bridge deck", "71").await;
    let mut admin = test.browser(Role::Admin).await;
    let list = b"Job,Phone code,Job #\nBRIDGE DECK,72,A-1\nRoof,12,A-2\nFence,71,A-3\n";
    let csrf = admin.get("/jobs/import").await.value("csrf");
    let uploaded = admin.upload("/jobs/import", Some(&csrf), "jobs.csv", list).await;
    let page = admin.get(&uploaded.is(303).to().unwrap().replace("step=columns", "step=check")).await;
    assert!(page.text().contains("2 to add, 1 to update, 0 unchanged, 0 with mistakes"), "{}", page.text());
    let draft = page.value("draft");
    let fields = [("draft", draft.as_str()), ("update", &page.value("update"))];
    let done = admin.submit("/jobs/import/confirm", &fields).await;
    assert!(done.text().contains("2 jobs added, 1 updated."), "{}", done.text());
    let again = admin.submit("/jobs/import/confirm", &fields).await;
    assert!(again.text().contains("nothing was done now"), "{}", again.text());
    let told = || async {
        let jobs = test.jobs().await.into_iter().filter(|job| job.archived_at.is_none());
        let code =
            |job: &phoneclock::domain::job::Job| job.phone_code.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut told: Vec<_> = jobs.map(|job| format!("{} {}", job.name, code(&job))).collect();
        told.sort();
        told
    };
    assert_eq!(told().await, ["Bridge deck 72", "Fence 71", "Roof 12"]);
    let undone = admin.submit("/jobs/import/undo", &[("draft", &draft)]).await;
    assert!(undone.text().contains("2 jobs archived, 1 changed back."), "{}", undone.text());
    assert_eq!(told().await, ["Bridge deck 71"]);
    // What was archived is taken back into use.
    let uploaded = admin.upload("/jobs/import", Some(&csrf), "jobs.csv", b"Job,Phone code\nRoof,13\n").await;
    let page = admin.get(&uploaded.is(303).to().unwrap().replace("step=columns", "step=check")).await;
    let fields = [("draft", page.value("draft")), ("update", page.value("update"))];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    admin.submit("/jobs/import/confirm", &fields).await;
    assert_eq!(told().await, ["Bridge deck 71", "Roof 13"]);
}
