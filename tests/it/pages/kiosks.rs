//! Kiosks as the office sees them.

use phoneclock::domain::{employee::Details, ids::JobId, user::Role};

use crate::{
    kiosks::{HERE, add_kiosk},
    support::{TestGateway, browser::Page, people::details},
};

/// A page without the PIN that chance has made.
fn without_pin(page: Page) -> Page {
    let pin = page.body.split("<p class=\"big\">").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    let body = pin.map_or_else(|| page.body.clone(), |pin| page.body.replace(&pin, "[PIN]"));
    Page { body, ..page }
}

#[tokio::test]
async fn the_list_says_what_to_do_next() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.assert_reads("kiosks/list_off", &admin.get(HERE).await).await;
    test.assert_reads("kiosks/list_off_for_managers", &manager.get(HERE).await).await;
    admin.submit(&format!("{HERE}/activate"), &[]).await;
    test.assert_reads("kiosks/list_nothing", &admin.get(HERE).await).await;
    test.assert_reads("kiosks/list_nothing_for_managers", &manager.get(HERE).await).await;

    test.add_employee(details("Ana Torres")).await;
    let gate = test.kiosk("Gate").await;
    test.device(&gate).await;
    let yard = add_kiosk(&mut admin, "Yard").await;
    admin.submit(&format!("{yard}/disable"), &[]).await;
    let open = add_kiosk(&mut admin, "Break room").await;
    admin.submit(&format!("{open}/edit"), &[("name", "Break room"), ("sure", "on")]).await;
    test.write("UPDATE kiosk_device SET status = 'suspended'").await;
    test.device(&gate).await;
    test.assert_reads("kiosks/list", &admin.get(HERE).await).await;
    test.assert_reads("kiosks/list_for_managers", &manager.get(HERE).await).await;
    test.assert_reads("kiosks/deactivate", &admin.get(&format!("{HERE}/deactivate")).await).await;
    admin.submit(&format!("{HERE}/deactivate"), &[]).await;
    test.assert_reads("kiosks/list_deactivated", &admin.get(HERE).await).await;
}

#[tokio::test]
async fn one_kiosk_and_its_forms() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let ana = test.add_employee(Details { employee_number: Some("0117".to_owned()), ..details("Ana Torres") }).await;
    test.add_employee(details("Bo Li")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("{HERE}/activate"), &[]).await;
    let new = format!("{HERE}/new");
    let form = admin.get(&new).await;
    test.assert_reads("kiosks/new", &form).await;
    let (id, job): (String, JobId) = (form.value("id"), test.jobs().await[0].id);
    let (ana, job) = (ana.id.to_string(), job.to_string());
    let typed = [
        ("id", id.as_str()),
        ("name", "Gate"),
        ("zone", "America/Denver"),
        ("language", "es"),
        ("default_job", &job),
        ("who", "chosen"),
        ("person", &ana),
        ("authentication", "on"),
    ];
    let page = admin.submit(&new, &typed).await;
    test.assert_reads("kiosks/kiosk_added", &page).await;
    let path = format!("{HERE}/{id}");
    test.assert_reads("kiosks/edit", &admin.get(&format!("{path}/edit")).await).await;
    let wrong = [("name", ""), ("who", "chosen"), ("authentication", "on")];
    test.assert_reads("kiosks/edit_refused", &admin.post(&format!("{path}/edit"), &wrong).await).await;
    test.assert_reads("kiosks/edit_sure", &admin.post(&format!("{path}/edit"), &[("name", "Gate")]).await).await;
    test.assert_reads("kiosks/disable", &admin.get(&format!("{path}/disable")).await).await;
    test.assert_reads("kiosks/delete", &admin.get(&format!("{path}/delete")).await).await;
    test.assert_reads("kiosks/kiosk", &admin.get(&path).await).await;
    let mut manager = test.browser(Role::Manager).await;
    test.assert_reads("kiosks/kiosk_for_managers", &manager.get(&path).await).await;
    admin.submit(&format!("{path}/edit"), &[("name", "Gate"), ("sure", "on")]).await;
    admin.submit(&format!("{path}/disable"), &[]).await;
    admin.submit(&format!("{HERE}/deactivate"), &[]).await;
    test.assert_reads("kiosks/kiosk_off", &admin.get(&path).await).await;
}

#[tokio::test]
async fn the_universal_pin() {
    let test = TestGateway::start().await;
    let gate = test.kiosk("Gate").await;
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("{HERE}/{}/universal-pin", gate.id);
    test.assert_reads("kiosks/universal_none", &admin.get(&path).await).await;
    let page = admin.post(&format!("{path}/generate"), &[("digits", "6")]).await;
    test.assert_reads("kiosks/universal_shown", &without_pin(page)).await;
    test.assert_reads("kiosks/universal", &admin.get(&path).await).await;
    let page = admin.post(&path, &[("pin", "777777"), ("again", "777777")]).await;
    test.assert_reads("kiosks/universal_refused", &page).await;
}

#[tokio::test]
async fn the_settings_of_all_kiosks() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("{HERE}/activate"), &[]).await;
    for name in ["Ana", "Bo"] {
        test.add_employee(details(name)).await;
    }
    let settings = format!("{HERE}/settings");
    let page = admin.get(&settings).await;
    test.assert_reads("kiosks/settings", &page).await;
    let version = page.value("expected_version");
    let typed = [
        ("method", "pin alone"),
        ("name_pin_digits", "6"),
        ("number_pin_digits", "6"),
        ("lone_pin_digits", "4"),
        ("may_type", "on"),
        ("renew_after_months", "12"),
        ("expected_version", &version),
    ];
    test.assert_reads("kiosks/settings_sure", &admin.post(&settings, &typed).await).await;
    let wrong = [&typed[..5], &[("renew_after_months", "soon"), ("expected_version", &version)]].concat();
    test.assert_reads("kiosks/settings_refused", &admin.post(&settings, &wrong).await).await;
    let typed = [("sure", "on"), ("expected_version", version.as_str())];
    admin.submit(&settings, &typed).await;
    test.assert_reads("kiosks/settings_hidden_for_good", &admin.get(&settings).await).await;
}
