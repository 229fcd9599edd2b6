//! The demo: its data, its one-press sign-in, and its reset.

use std::{collections::BTreeSet, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use phoneclock::{
    audio::wav,
    demo::{Demo, DemoFiles, Desk},
    domain::{exception::ExceptionKind, ids::DeviceId, jpeg::read_bare, payroll::Pay, user::Role},
    lifecycle::listen,
    service::{
        payroll::exports::ExportManifest,
        timesheets::{approvals, sheets::PeriodChoice},
    },
    web::{self, WebParts},
};
use serde_json::json;
use url::Url;

use crate::{
    access::everything,
    support::{TestGateway, browser::Browser, kiosk::Key},
};

fn demo_of(test: &TestGateway) -> Demo {
    let folder = test.dir.path();
    let place = DemoFiles { database: folder.join("phoneclock.db"), recordings: folder.join("recordings") };
    Demo::new(Arc::clone(&test.gateway), place)
}

/// The pages once more at an address of their own.
async fn serve(test: &TestGateway, demo: Option<Demo>) -> Browser {
    let listener = listen("test", "127.0.0.1:0".parse().unwrap()).await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    test.lifecycle.serve(listener, web::router(WebParts { demo, ..test.web() }));
    Browser::at(&base, test)
}

async fn texts(test: &TestGateway, sql: &str) -> Vec<String> {
    test.column(sql).await
}

#[tokio::test]
async fn the_demo_has_one_of_everything_and_is_the_same_from_the_same_seed() {
    let (one, other) = (TestGateway::start().await, TestGateway::start().await);
    let workspace = demo_of(&one).reset().await.unwrap();
    demo_of(&other).reset().await.unwrap();
    let (mut here, mut there) = (everything(&one.gateway).await, everything(&other.gateway).await);
    // The passage of the migrations is told by the machine's clock.
    for tables in [&mut here, &mut there] {
        tables.remove("refinery_schema_history");
    }
    assert!(here == there, "everything that was made is the same to the last byte");

    assert_eq!(one.count("workspace").await, 1, "nothing is left of what was there before");
    assert_eq!((one.count("employee").await, one.count("job").await), (25, 8));
    assert_eq!(texts(&one, "SELECT DISTINCT language FROM employee ORDER BY 1").await, ["en", "es"]);
    let zones = texts(&one, "SELECT DISTINCT zone FROM time_entry ORDER BY 1").await;
    assert_eq!(zones, ["America/Chicago", "America/Denver"]);
    let kinds = texts(&one, "SELECT DISTINCT kind FROM exception WHERE settled_at IS NULL").await;
    // No tablet of the demo has a browser that could keep anything.
    let all = ExceptionKind::ALL.into_iter().filter(|kind| *kind != ExceptionKind::KeptOffline);
    let all: BTreeSet<_> = all.map(|kind| kind.name().to_owned()).collect();
    assert_eq!(BTreeSet::from_iter(kinds), all, "every kind waits to be settled");
    assert!(one.count("time_entry WHERE status = 'open'").await >= 4, "somebody is in");
    assert!(one.count("voice_check WHERE verdict = 'same person'").await > 100);
    assert!(one.count("voice_check WHERE status = 'stored' AND verdict IS NULL").await > 50, "some are to be heard");

    let files = one.recording_files();
    let photos = one.count("photo WHERE status = 'stored'").await;
    assert_eq!(files.len().to_string(), (one.count("voice_check WHERE status = 'stored'").await + photos).to_string());
    assert!(one.count("photo WHERE status = 'missing' AND missing_because = 'too dark'").await > 0);
    assert!(one.count("photo WHERE verdict = 'same person'").await > 10, "some were looked at");
    assert!(one.count("photo WHERE status = 'stored' AND verdict IS NULL AND sample < 0").await > 5, "some are to be");
    for file in files {
        let read = std::fs::read(&file).unwrap();
        if file.extension().is_some_and(|kind| kind == "jpg") {
            read_bare(&read).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
            continue;
        }
        wav::read(&read).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
    }

    let manifests = texts(&one, "SELECT manifest FROM export_batch").await;
    let [manifest] = manifests.as_slice() else { panic!("{manifests:?}") };
    let manifest: ExportManifest = serde_json::from_str(manifest).unwrap();
    let day = texts(&one, "SELECT from_date FROM export_batch").await.remove(0).parse().unwrap();
    let (now, choice) = (one.gateway.store.now(), PeriodChoice::Of(day));
    let read = one.gateway.store.read(move |tx| approvals::overview(tx, workspace, choice, now));
    let overview = read.await.unwrap();
    assert_eq!(overview.clean().count(), 0, "the exported period is approved");
    let of = |pay| overview.sheets.iter().map(|sheet| sheet.sheet.secs(pay)).sum::<i64>();
    assert!(of(Pay::Overtime) > 0);
    assert_eq!(manifest.totals.seconds, of(Pay::Regular) + of(Pay::Overtime));
    assert_eq!(one.column::<i64>("SELECT sum(secs) FROM export_line").await, [manifest.totals.seconds]);
}

#[tokio::test]
async fn a_demo_lets_everybody_in_with_one_press_and_a_gateway_nobody() {
    let test = TestGateway::start().await;
    let demo = demo_of(&test);
    demo.fill().await.unwrap();
    let mut gateway = serve(&test, None).await;
    gateway.get("/demo").await.is(404);
    gateway.get("/sign-in").await.is(200);
    gateway.post("/demo/sign-in", &[("desk", "owner")]).await.is(404);
    gateway.post("/demo/reset", &[("sure", "yes")]).await.is(404);
    gateway.get("/employees").await.is(303);

    for (desk, page) in Desk::ALL.iter().zip(["/settings", "/time-tracking/phone-clocking", "/exceptions"]) {
        let mut visitor = serve(&test, Some(demo.clone())).await;
        assert_eq!(visitor.get("/").await.to(), Some("/demo"));
        visitor.get("/demo").await.is(200).says(desk.person());
        visitor.post_bare("/demo/sign-in", &[("desk", desk.name())]).await.is(403);
        assert_eq!(visitor.post("/demo/sign-in", &[("desk", desk.name())]).await.is(303).to(), Some(page));
        visitor.get(page).await.is(200).says(desk.person());
    }
    let mut visitor = serve(&test, Some(demo)).await;
    visitor.get("/demo").await.is(200);
    visitor.post("/demo/sign-in", &[("desk", "manager")]).await.is(404);
}

#[tokio::test]
async fn people_clock_at_two_kiosks_in_every_way_that_there_is() {
    let test = TestGateway::start().await;
    demo_of(&test).fill().await.unwrap();
    let kiosks = "SELECT DISTINCT k.name FROM punch p JOIN kiosk k ON k.id = p.kiosk_id ORDER BY 1";
    assert_eq!(texts(&test, kiosks).await, ["Stadium trailer", "Yard gate"]);
    let proofs = texts(&test, "SELECT DISTINCT proof FROM punch WHERE proof IS NOT NULL ORDER BY 1").await;
    assert_eq!(proofs, ["badge", "name only", "pin", "supervisor", "universal pin"]);
    assert!(test.count("punch WHERE kiosk_id IS NOT NULL").await > 100);
    assert_eq!(test.count("claim WHERE decided_at IS NULL").await, 1, "a note waits");
    assert_eq!(test.count("kiosk_guard WHERE locked_until IS NOT NULL").await, 1, "somebody is locked");
}

#[tokio::test]
async fn one_press_makes_the_browser_of_a_visitor_the_tablet_of_the_kiosk() {
    let test = TestGateway::start().await;
    let demo = demo_of(&test);
    demo.fill().await.unwrap();
    let mut gateway = serve(&test, None).await;
    gateway.get("/sign-in").await.is(200);
    gateway.post("/demo/kiosk", &[("key", "any")]).await.is(404);

    let mut visitor = serve(&test, Some(demo.clone())).await;
    let page = visitor.get("/demo").await;
    page.is(200).says("5. At the kiosk").says("Yard gate");
    let (_, rest) = page.body.split_once("<code class=\"long\">").unwrap();
    let badge = rest.split('<').next().unwrap().to_owned();
    visitor.post_bare("/demo/kiosk", &[("key", "any")]).await.is(403);
    visitor.post("/demo/kiosk", &[]).await.is(200).says("A kiosk needs JavaScript.");
    visitor.post("/demo/sign-in", &[("desk", "owner")]).await.is(303);
    visitor.get("/demo").await.is(200);
    // A second one takes the place of the first; somebody who was clocked just now is asked.
    for answer in ["done", "choose"] {
        let key = Key::generate();
        let pressed = visitor.post("/demo/kiosk", &[("key", &URL_SAFE_NO_PAD.encode(key.public()))]).await;
        assert_eq!(pressed.is(303).to(), Some("/kiosk"));
        let cookie = visitor.cookie("phoneclock_kiosk").cloned();
        let mut tablet = test.soft_device(DeviceId::from_bytes([0; 16]), cookie, key, String::new());
        assert_eq!(tablet.look().await["kind"], "approved");
        let found = tablet.ask("identify", json!({ "by": "badge", "badge": badge })).await;
        assert_eq!(found["kind"], answer, "{found}");
        assert_eq!(test.count("kiosk_device WHERE name = 'Your browser' AND status = 'active'").await, 1);
        visitor.get("/demo").await.is(200);
    }
    visitor.post("/demo/sign-in", &[("desk", "admin"), ("page", "kiosks")]).await.is(303);
    visitor.get("/time-tracking/kiosks").await.is(200).says("Yard gate").says("Connected");
    assert_eq!(visitor.cookie("phoneclock_kiosk"), None, "nobody signs in with one press on a kiosk");

    test.write("UPDATE kiosk SET disabled_at = 1").await;
    visitor.get("/demo").await.is(200);
    let key = URL_SAFE_NO_PAD.encode(Key::generate().public());
    visitor.post("/demo/kiosk", &[("key", &key)]).await.is(200).says("There is no kiosk to open");
}

#[tokio::test]
async fn a_reset_asks_first_and_starts_over_with_everybody_signed_out() {
    let test = TestGateway::start().await;
    let demo = demo_of(&test);
    let workspace = demo.fill().await.unwrap();
    assert_eq!(demo.fill().await.unwrap(), workspace, "what is there stays");
    let mut payroll = serve(&test, Some(demo.clone())).await;
    payroll.get("/demo").await.is(200);
    payroll.post("/demo/sign-in", &[("desk", "payroll")]).await.is(303);
    let ids = "SELECT digits FROM phone_clock_id ORDER BY 1";
    let before = texts(&test, ids).await;
    test.user(workspace, "Somebody", Role::Manager).await;

    payroll.get("/demo").await.is(200);
    let page = payroll.post("/demo/reset", &[]).await;
    assert_eq!(page.is(200).wrong("sure"), "Check this box first.");
    assert_eq!(test.count("web_user").await, 4);
    payroll.post_bare("/demo/reset", &[("sure", "yes")]).await.is(403);
    test.advance(jiff::SignedDuration::from_mins(5));
    assert_eq!(payroll.post("/demo/reset", &[("sure", "yes")]).await.is(303).to(), Some("/demo"));
    payroll.get("/demo").await.is(200).says("The demo has started over.");
    assert_eq!(payroll.get("/exceptions").await.is(303).to(), Some("/sign-in?next=%2Fexceptions"));
    assert_eq!((test.count("web_user").await, test.count("workspace").await), (3, 1));
    assert_eq!(texts(&test, ids).await, before, "the phone book still holds");
    let stored =
        test.count("voice_check WHERE status = 'stored'").await + test.count("photo WHERE status = 'stored'").await;
    assert_eq!(test.recording_files().len().to_string(), stored.to_string());
    let left: Vec<_> = std::fs::read_dir(test.dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with("demo-")), "{left:?}");
}
