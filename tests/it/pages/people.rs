//! People and jobs: lists, forms, files from other programs, and those who leave while they are clocked in.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        caller::E164,
        employee::{Details, Employee},
        job::PhoneCode,
        language::Language,
        user::Role,
        workspace::Zone,
    },
    service::roster::jobs::JobDetails,
};

use crate::{
    employees::mistaken,
    support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, people::details},
};

fn ana() -> Details {
    Details {
        last_name: Some("Torres Gil".to_owned()),
        email: Some("ana@example.com".to_owned()),
        employee_number: Some("0117".to_owned()),
        payroll_id: Some("000042".to_owned()),
        language: Language::Es,
        zone: Zone::parse("America/Denver").ok(),
        voice_check: Some(false),
        ..details("Ana Torres Gil")
    }
}

/// Ana with everything that can be said of somebody, Bo with nothing, and Cy, who has left.
async fn people(test: &TestGateway, admin: &mut Browser) -> [Employee; 3] {
    let (ana, _) = test.employee_with(ana(), PIN).await;
    let bo = test.add_employee(Details { phone: None, ..details("Bo Li") }).await;
    let cy = test.add_employee(details("Cy <b>Old</b>")).await;
    admin.submit(&format!("/employees/{}/deactivate", cy.id), &[]).await;
    [ana, bo, cy]
}

#[tokio::test]
async fn employees() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.assert_reads("people/employees_none", &admin.get("/employees").await).await;
    test.assert_reads("people/employees_none_for_managers", &manager.get("/employees").await).await;
    let [ana, bo, cy] = people(&test, &mut admin).await;
    test.assert_reads("people/employees", &admin.get("/employees?status=all").await).await;
    test.assert_reads("people/employees_nobody_fits", &admin.get("/employees?q=nobody&pin=yes").await).await;

    test.assert_reads("people/employee", &admin.get(&format!("/employees/{}", ana.id)).await).await;
    test.assert_reads("people/employee_with_nothing", &manager.get(&format!("/employees/{}", bo.id)).await).await;
    test.assert_reads("people/employee_inactive", &admin.get(&format!("/employees/{}", cy.id)).await).await;
    test.assert_reads("people/employee_edit", &admin.get(&format!("/employees/{}/edit", ana.id)).await).await;
    let back = admin.submit(&format!("/employees/{}/reactivate", cy.id), &[]).await;
    test.assert_reads("people/employee_reactivated", &back).await;
}

#[tokio::test]
async fn the_form_of_an_employee() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    test.add_employee(ana()).await;
    let form = admin.get("/employees/new").await;
    test.assert_reads("people/employee_new", &form).await;
    let id = form.value("id");
    let mistaken = admin.post("/employees/new", &mistaken(&id)).await;
    test.assert_reads("people/employee_mistaken", &mistaken).await;
    let doubtful = [("id", id.as_str()), ("name", "Ana B"), ("email", "ana@example.com"), ("number", "1.2E+05")];
    test.assert_reads("people/employee_doubtful", &admin.post("/employees/new", &doubtful).await).await;
    let added = admin.submit("/employees/new", &[&doubtful[..], &[("sure", "yes")]].concat()).await;
    test.assert_reads("people/employee_added", &added).await;
}

#[tokio::test]
async fn lists_from_other_programs() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("people/import", &admin.get("/employees/import").await).await;
    let workbook = admin.upload_people(b"PK\x03\x04\x14\x00").await;
    test.assert_reads("people/import_no_list", &workbook).await;

    let bo = test.add_employee(Details { email: Some("bo@example.com".to_owned()), ..details("Bo Li") }).await;
    test.add_employee(Details { employee_number: Some("0117".to_owned()), ..details("Dee") }).await;
    test.add_employee(Details { employee_number: Some("7".to_owned()), ..details("Joe Li") }).await;
    admin.submit(&format!("/employees/{}/deactivate", bo.id), &[]).await;
    // In Windows-1252, which the file does not say.
    let file = b"Lopez Roofing - Employee list\n\n\
        Employee #,Last Name,First Name,Work Email,Mobile Phone,Preferred Language,Time zone,Department,Status\n\
        1001,Garc\xEDa L\xF3pez,Mar\xEDa Jos\xE9,mj@example.com,=\"5555550123\",es-419,America/Denver,Roofing,Active\n\
        1002,Li,Bo,BO@example.com,,eng,,Roofing,Active\n\
        117,Ax,Cy,,,en_US,,Yard,Active\n\
        1004,Old,Ann,ann@example.com,,,,Yard,Terminated\n\
        1005,,,bad,12,,,Yard,Active\n\
        7,Li,Joe,,,,,Yard,Terminated\n\
        1006,Again,Ana,MJ@example.com,,,,Yard,Active\n\
        Total,7,,,,,,,\n";
    let uploaded = admin.upload_people(file).await;
    let columns = uploaded.is(303).to().unwrap().to_owned();
    test.assert_reads("people/import_columns", &admin.get(&columns).await).await;
    let preview = admin.get(&columns.replace("step=columns", "step=check")).await;
    test.assert_reads("people/import_preview", &preview).await;
    let done = admin.submit("/employees/import/confirm", &[("draft", &preview.value("draft"))]).await;
    test.assert_reads("people/import_done", &done).await;
    let uploaded = admin.upload_people(b"name,number\nJoe Li,7\n").await;
    let nobody = admin.get(&uploaded.is(303).to().unwrap().replace("step=columns", "step=check")).await;
    test.assert_reads("people/import_nobody_to_add", &nobody).await;
    let uploaded = admin.upload_people(b"Who,Reach at,Shift\nJoe,7,A\n").await;
    test.assert_reads("people/import_columns_unknown", &admin.get(uploaded.is(303).to().unwrap()).await).await;
    let list = b"name,number,email,phone\nJoseph Li,7,joe@example.com,\nAna Oz,0117,,5555550188\n";
    let uploaded = admin.upload_people(list).await;
    let updates = admin.get(&uploaded.is(303).to().unwrap().replace("step=columns", "step=check")).await;
    test.assert_reads("people/import_updates", &updates).await;
    let (draft, token) = (updates.value("draft"), updates.value("update"));
    let done = admin.submit("/employees/import/confirm", &[("draft", &draft), ("update", &token)]).await;
    test.assert_reads("people/import_updated", &done).await;
    let undone = admin.submit("/employees/import/undo", &[("draft", &draft)]).await;
    test.assert_reads("people/import_undone", &undone).await;
    test.assert_reads("people/import_recent", &admin.get("/employees/import").await).await;
}

#[tokio::test]
async fn lists_of_jobs() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    test.job("Bridge deck", "71").await;
    test.job("Yard", "9").await;
    let csrf = admin.get("/jobs/import").await;
    test.assert_reads("people/jobs_import", &csrf).await;
    let csrf = csrf.value("csrf");
    let list = b"Job,Phone code,Job #,Customer phone\nBridge deck,72,A-1,1\nYard,9,,2\nRoof,12,A-2,3\nRoof,13,,4\nFence,x,,5\n";
    let uploaded = admin.upload("/jobs/import", Some(&csrf), "jobs.csv", list).await;
    let columns = uploaded.is(303).to().unwrap().to_owned();
    test.assert_reads("people/jobs_import_columns", &admin.get(&columns).await).await;
    let preview = admin.get(&columns.replace("step=columns", "step=check")).await;
    test.assert_reads("people/jobs_import_preview", &preview).await;
    let (draft, token) = (preview.value("draft"), preview.value("update"));
    let done = admin.submit("/jobs/import/confirm", &[("draft", &draft), ("update", &token)]).await;
    test.assert_reads("people/jobs_import_done", &done).await;
    let undone = admin.submit("/jobs/import/undo", &[("draft", &draft)]).await;
    test.assert_reads("people/jobs_import_undone", &undone).await;
}

#[tokio::test]
async fn jobs() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.assert_reads("people/jobs_none", &admin.get("/jobs").await).await;
    test.assert_reads("people/jobs_none_for_managers", &manager.get("/jobs").await).await;
    test.assert_reads("people/job_new", &admin.get("/jobs/new").await).await;
    let [ana, ..] = people(&test, &mut admin).await;
    test.job("Bridge deck", "71").await;
    let roof = test
        .add_job(JobDetails {
            accounting_code: Some("4410".to_owned()),
            phone_code: PhoneCode::parse("12").ok(),
            everyone: false,
            assigned: vec![ana.id],
            ..JobDetails::named("Roof & Söhne")
        })
        .await;
    let yard = test.add_job(JobDetails::named("Yard")).await;
    let archived = admin.submit(&format!("/jobs/{}/archive", yard.id), &[]).await;
    test.assert_reads("people/job_archived", &archived).await;
    test.assert_reads("people/jobs", &admin.get("/jobs?status=all").await).await;
    test.assert_reads("people/jobs_for_managers", &manager.get("/jobs").await).await;
    test.assert_reads("people/job_edit", &admin.get(&format!("/jobs/{}/edit", roof.id)).await).await;
    let id = admin.get("/jobs/new").await.value("id");
    let wrong = [("id", id.as_str()), ("name", ""), ("phone_code", "7a"), ("who", "chosen")];
    test.assert_reads("people/job_mistaken", &admin.post("/jobs/new", &wrong).await).await;
    let taken = [("id", id.as_str()), ("name", "Deck"), ("phone_code", "71"), ("who", "everyone")];
    test.assert_reads("people/job_code_taken", &admin.post("/jobs/new", &taken).await).await;
}

#[tokio::test]
async fn a_job_of_whom_there_are_too_many_to_tick() {
    let test = TestGateway::start().await;
    for number in 0..101 {
        test.add_employee(details(&format!("Worker {number:03}"))).await;
    }
    let mut admin = test.browser(Role::Admin).await;
    let form = admin.get("/jobs/new").await;
    test.assert_reads("people/job_new_of_many", &form).await;
    let look = |find| {
        let id = form.value("id");
        [("id", id), ("name", "Roof".to_owned()), ("find", find), ("action", "find".to_owned())]
    };
    for (find, name) in [("worker 05", "people/job_people_found"), ("zed", "people/job_nobody_found")] {
        let fields = look(find.to_owned());
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        test.assert_reads(name, &admin.post("/jobs/new", &fields).await).await;
    }
}

#[tokio::test]
async fn those_who_leave_while_they_are_clocked_in() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.job("Roof repair", "12").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(SignedDuration::from_hours(3));
    let mut admin = test.browser(Role::Admin).await;
    let deactivate = format!("/employees/{}/deactivate", maria.id);
    let asked = admin.get(&deactivate).await;
    test.assert_reads("people/deactivate", &asked).await;
    let unsaid = admin.post(&deactivate, &[("expected_version", &asked.value("expected_version"))]).await;
    test.assert_reads("people/deactivate_unsaid", &unsaid).await;
    let archive = format!("/jobs/{}/archive", test.jobs().await[0].id);
    test.assert_reads("people/job_archive", &admin.get(&archive).await).await;

    let fields = [("expected_version", asked.value("expected_version")), ("open", "no end".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    test.assert_reads("people/deactivated_without_an_end", &admin.submit(&deactivate, &fields).await).await;
    let bo = test.add_employee(Details { phone: E164::parse(MARIAS_PHONE).ok(), ..details("Bo Li") }).await;
    let nobody = admin.get(&format!("/employees/{}/deactivate", bo.id)).await;
    test.assert_reads("people/deactivate_nobody_in", &nobody).await;
}

#[tokio::test]
async fn the_crew_of_an_employee() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let (luis, _) = test.employee("Luis Herrera").await;
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("/employees/{}/crew", maria.id);
    test.assert_reads("people/crew_none", &admin.get(&path).await).await;
    let found = admin.get(&format!("{path}?find=luis")).await;
    test.assert_reads("people/crew_found", &found).await;
    admin.post(&format!("{path}/add"), &[("employee", &luis.id.to_string())]).await;
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("people/crew", &admin.get(&path).await).await;
}

#[tokio::test]
async fn entries_and_calls_of_an_employee() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let mut owner = test.browser(Role::Owner).await;
    let path = format!("/employees/{}/calls", maria.id);
    test.assert_reads("people/employee_calls_none", &owner.get(&path).await).await;
    test.call(MARIAS_PHONE, &format!("{id}#,9073#,{id}#,{PIN}#,12#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1,#")).await;
    let mut owner = test.browser(Role::Owner).await;
    test.assert_reads("people/employee_calls", &owner.get(&path).await).await;
}
