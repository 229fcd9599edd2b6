//! The office: its page, its forms, who may change what, and what the audit log keeps.

use phoneclock::{
    domain::{ids::LocationId, user::Role},
    service::{
        audit::Actor,
        locations::{self, LocationDetails, LocationError},
    },
};

use super::{HERE, YARD_PHONE, caller, circle, network};
use crate::{
    access::other_workspace,
    employees::{actions, audit},
    support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, browser::Page},
};

async fn add(browser: &mut Browser, typed: &[(&str, &str)]) -> (String, Page) {
    let new = format!("{HERE}/new");
    let id = browser.get(&new).await.value("id");
    let fields: Vec<_> = [("id", id.as_str())].into_iter().chain(typed.iter().copied()).collect();
    let page = browser.post(&new, &fields).await;
    (id, page)
}

#[tokio::test]
async fn an_admin_adds_changes_archives_and_takes_back_a_location() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Gate").await.id.to_string();
    let mut admin = test.browser(Role::Admin).await;
    let empty = admin.get(HERE).await;
    empty.says("There are no clock locations yet").says("Add the first one with the number of its phone");
    let typed = [
        ("name", "جسر \"Yard\""),
        ("address", "1 Main St"),
        ("zone", "America/Denver"),
        ("callers", "(555) 555-0142\r\n\r\n+1 555 555 0143"),
        ("kiosk", &kiosk),
        ("networks", "203.0.113.9/24\n2001:db8::/48"),
        ("latitude", "41.88356"),
        ("longitude", "-87.63219"),
        ("radius", "150"),
    ];
    let (id, page) = add(&mut admin, &typed).await;
    page.is(303);
    let page = admin.get(HERE).await.text();
    assert!(page.contains("جسر \"Yard\" is added."), "{page}");
    let row = "جسر \"Yard\" 1 Main St 1 kiosk, 2 caller numbers, a position, 2 networks – America/Denver";
    assert!(page.contains(row), "{page}");
    let path = format!("{HERE}/{id}/edit");
    let form = admin.get(&path).await;
    form.says("+15555550142\n+15555550143").says("203.0.113.0/24\n2001:db8::/48");
    assert_eq!((form.value("latitude").as_str(), form.value("longitude").as_str()), ("41.88356", "-87.63219"));
    assert_eq!(form.body.matches(" checked").count(), 1);
    admin.submit(&path, &[("name", "Yard"), ("callers", YARD_PHONE)]).await;
    let page = admin.get(HERE).await.text();
    assert!(page.contains("Yard 1 caller number – –"), "{page}");
    let page = admin.submit(&format!("{HERE}/{id}/archive"), &[]).await.text();
    assert!(page.contains("Yard is archived. Its punches keep it.") && page.contains("No locations match."), "{page}");
    assert!(admin.get(&format!("{HERE}?status=archived")).await.text().contains("Yard Archived"));
    admin.submit(&format!("{HERE}/{id}/reactivate"), &[]).await.says("Yard is in use again.");
    let mut done = actions(&test).await;
    done.truncate(4);
    assert_eq!(done, ["reactivate location", "archive location", "change location", "add location"]);
    let log = audit(&test).await;
    assert!(
        log[3].after.as_deref().unwrap().contains("\"networks\":[\"203.0.113.0/24\",\"2001:db8::/48\"]"),
        "{log:?}"
    );
    assert!(log[2].before.as_deref().unwrap().contains("\"kiosks\":[\"Gate\"]"), "{log:?}");
    assert!(admin.get("/audit").await.text().contains("caller numbers"));
}

#[tokio::test]
async fn what_will_not_do_stands_beside_its_field_and_nothing_is_saved() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    for (field, typed, wrong) in [
        ("name", ("name", " "), "Enter a name."),
        ("zone", ("zone", "Mars"), "There is no such time zone; choose one such as America/Chicago."),
        ("callers", ("callers", "12"), "12 is not a phone number; write it like +1 312 555 0142."),
        (
            "networks",
            ("networks", "0.0.0.0/0"),
            "0.0.0.0/0 is too large to be a place; give at least 8 bits, such as 10.0.0.0/8.",
        ),
        ("latitude", ("latitude", "91"), "A latitude is a number from -90 to 90, such as 41.883560."),
        ("longitude", ("latitude", "41"), "A longitude is a number from -180 to 180, such as -87.632190."),
    ] {
        let named = [("radius", "150"), ("name", "Yard"), typed];
        let fields = if field == "name" { &named[2..] } else { &named };
        let (_, page) = add(&mut admin, fields).await;
        assert_eq!((page.status.as_u16(), page.wrong(field).as_str()), (422, wrong), "{field}");
    }
    let position = [("name", "Yard"), ("latitude", "41"), ("longitude", "-87"), ("radius", "5")];
    assert_eq!(add(&mut admin, &position).await.1.wrong("radius"), "Enter 25 to 10000 meters.");
    assert_eq!(test.count("clock_location").await, 0);
}

#[tokio::test]
async fn the_same_rule_is_one_locations_and_overlaps_are_told_of() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let rules = [caller(YARD_PHONE), network("203.0.113.0/24"), circle(41.88, -87.63, 200)];
    let yard = test.location("Yard", &rules).await.location;
    let (_, page) = add(&mut admin, &[("name", " YARD ")]).await;
    assert_eq!(page.wrong("name"), "The location Yard has this name; choose another.");
    let (_, page) = add(&mut admin, &[("name", "Shop"), ("callers", "555-555-0142"), ("radius", "150")]).await;
    assert_eq!(page.wrong("callers"), "+15555550142 belongs to Yard; remove it there first.");
    let overlapping = [
        ("name", "Shop"),
        ("networks", "203.0.113.64/26"),
        ("latitude", "41.8805"),
        ("longitude", "-87.63"),
        ("radius", "150"),
    ];
    add(&mut admin, &overlapping).await.1.is(303);
    let page = admin.get(HERE).await;
    page.says("203.0.113.64/26 and Yard (203.0.113.0/24) share addresses; there, the smaller network counts.");
    page.says("Its circle and that of Yard share ground; there, the nearer one counts.");

    let actor = Actor::at_the_machine(test.workspace.id);
    let by = actor.clone();
    test.in_office(move |u| locations::archive(u, &by, yard.id)).await.unwrap();
    test.location("New yard", &[caller(YARD_PHONE)]).await;
    let page = admin.post(&format!("{HERE}/{}/reactivate", yard.id), &[]).await;
    assert_eq!(page.wrong("callers"), "It stays archived. +15555550142 belongs to New yard; remove it there first.");
    assert_eq!(test.count("clock_location WHERE archived_at IS NOT NULL").await, 1);
}

#[tokio::test]
async fn flags_are_changed_with_a_record_and_managers_only_look() {
    let test = TestGateway::start().await;
    test.location("Yard", &[caller(YARD_PHONE)]).await;
    let mut admin = test.browser(Role::Admin).await;
    let form = admin.get(HERE).await;
    form.says("<option value=\"unusual number\" selected>");
    admin.submit(&format!("{HERE}/flags"), &[("phone", "no location"), ("page", "on")]).await.says("Saved.");
    let form = admin.get(HERE).await;
    form.says("<option value=\"no location\" selected>");
    assert_eq!(form.body.matches(" checked").count(), 1);
    assert_eq!(actions(&test).await[0], "change location settings");
    admin.post(&format!("{HERE}/flags"), &[("phone", "sometimes")]).await.is(400);
    let mut manager = test.browser(Role::Manager).await;
    manager.get(HERE).await.is(200).says("Yard").says_nothing_of("Add location").says_nothing_of("/flags");
}

#[tokio::test]
async fn no_workspace_sees_changes_or_is_found_by_the_locations_of_another() {
    let test = TestGateway::start().await;
    let other = other_workspace(&test).await;
    let theirs = {
        let (actor, id) = (Actor::at_the_machine(other), LocationId::generate(&test.store.ids()));
        let details = LocationDetails { rules: vec![caller(MARIAS_PHONE)], ..LocationDetails::named("Theirs") };
        let write = test
            .store
            .write(phoneclock::service::Hold::Workspace(other), move |u| locations::add(u, &actor, id, &details));
        write.await.unwrap().location
    };
    let mut admin = test.browser(Role::Admin).await;
    admin.get(HERE).await.says_nothing_of("Theirs");
    for path in [format!("{HERE}/{}/edit", theirs.id), format!("/time-entries?location={}", theirs.id)] {
        admin.get(&path).await.says_nothing_of("Theirs");
    }
    for act in ["archive", "reactivate"] {
        admin.post(&format!("{HERE}/{}/{act}", theirs.id), &[]).await.is(404);
    }
    admin.post(&format!("{HERE}/new"), &[("id", &theirs.id.to_string()), ("name", "Mine")]).await.is(404);
    let (_, id) = test.employee("Maria Lopez").await;
    test.location("Ours", &[caller(MARIAS_PHONE)]).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(test.places().await, ["in: Ours caller"], "the same number, and each has its own");

    // A kiosk of another workspace is none of this one's.
    let kiosk = test.kiosk("Gate").await;
    let details = LocationDetails {
        rules: vec![phoneclock::domain::location::LocationRule::Kiosk(kiosk.id)],
        ..LocationDetails::named("Gate")
    };
    let (actor, id) = (Actor::at_the_machine(other), LocationId::generate(&test.store.ids()));
    let write =
        test.store.write(phoneclock::service::Hold::Workspace(other), move |u| locations::add(u, &actor, id, &details));
    assert!(matches!(write.await, Err(LocationError::NoKiosk)));
}
