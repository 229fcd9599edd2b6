//! What the office sets: photos for each kiosk, none of some people, and how long they are kept.

use phoneclock::domain::user::Role;
use serde_json::json;

use crate::support::{TestGateway, kiosk_people::maria_at_the_gate};

#[tokio::test]
async fn photos_are_switched_on_for_one_kiosk_with_what_it_means_beside_it() {
    let mut at = maria_at_the_gate().await;
    let yard = at.test.kiosk("Yard").await;
    let mut admin = at.test.browser(Role::Admin).await;
    let edit = format!("/time-tracking/kiosks/{}/edit", at.kiosk.id);
    let form = admin.get(&edit).await;
    form.says("Take a photo after each punch").says("nothing compares faces");
    form.says_nothing_of("name=\"photos\" value=\"on\" checked");
    let fields = [("id", at.kiosk.id.to_string()), ("name", "Gate".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let on = [fields.as_slice(), &[("who", "everyone"), ("authentication", "on"), ("photos", "on")]].concat();
    admin.submit(&edit, &on).await.is(200).says("one after each punch");
    assert_eq!(at.device.ask("state", json!({})).await["photos"], true);
    let other = at.test.column::<bool>("SELECT photos FROM kiosk ORDER BY name").await;
    assert_eq!(other, [true, false], "of the others none: {}", yard.name);
    admin.get(&edit).await.says("name=\"photos\" value=\"on\" checked");
    let audit = at.test.browser(Role::Owner).await.get("/audit").await.text();
    assert!(audit.contains("change kiosk Gate") && audit.contains("photos before: no after: yes"), "{audit}");
}

#[tokio::test]
async fn of_somebody_no_photo_is_taken_once_an_admin_says_so() {
    let test = TestGateway::start().await;
    let maria = test.person("Maria Lopez").await;
    let page = format!("/employees/{}", maria.id);
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&page).await.says("Photos at kiosks: as each kiosk is set").says("No kiosk takes photos just now.");
    let set = admin.submit(&format!("{page}/photo"), &[("without", "on")]).await;
    set.says("No photo is taken of Maria Lopez at kiosks any more.").says("none is taken of this person");
    admin.submit(&format!("{page}/photo"), &[("without", "on")]).await;
    admin.submit(&format!("{page}/photo"), &[]).await.says("Photos of Maria Lopez are taken where a kiosk takes them.");
    let acts = "SELECT count(*) FROM audit_record WHERE action = 'set without photo'";
    assert_eq!(test.column::<i64>(acts).await, [2], "what changes nothing is no change");
    let audit = test.browser(Role::Owner).await.get("/audit").await.text();
    assert!(audit.contains("without photo before: no after: yes"), "{audit}");

    let mut manager = test.browser(Role::Manager).await;
    manager.get(&page).await.says_nothing_of("Photos at kiosks");
    let refused = manager.post(&format!("{page}/photo"), &[("without", "on")]).await.status;
    assert!(refused == 403 || refused == 404, "{refused}");
    let south = crate::access::other_workspace(&test).await;
    test.browser_in(south, Role::Admin).await.post(&format!("{page}/photo"), &[("without", "on")]).await.is(404);
    assert_eq!(test.column::<bool>("SELECT without_photo FROM employee").await, [false]);
}

#[tokio::test]
async fn somebody_edited_stays_without_photo() {
    let test = TestGateway::start().await;
    let maria = test.person("Maria Lopez").await;
    test.set_without_photo(&maria, true).await;
    let mut admin = test.browser(Role::Admin).await;
    let fields = [("id", maria.id.to_string()), ("name", "Maria Lopez Vega".to_owned()), ("language", "en".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    admin.submit(&format!("/employees/{}/edit", maria.id), &fields).await.says("Maria Lopez Vega");
    assert_eq!(test.column::<bool>("SELECT without_photo FROM employee").await, [true]);
}
