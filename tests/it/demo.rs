//! The demo: its data, its one-press sign-in, and its reset.

use std::{collections::BTreeSet, sync::Arc};

use phoneclock::{
    audio::wav,
    demo::{Demo, DemoFiles, Desk},
    domain::{exception::ExceptionKind, payroll::Pay, user::Role},
    lifecycle::listen,
    service::{
        payroll::exports::ExportManifest,
        timesheets::{approvals, sheets::PeriodChoice},
    },
    web::{self, WebParts},
};
use url::Url;

use crate::{
    access::everything,
    support::{TestGateway, browser::Browser},
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
    let all = BTreeSet::from(ExceptionKind::ALL.map(|kind| kind.name().to_owned()));
    assert_eq!(BTreeSet::from_iter(kinds), all, "every kind waits to be settled");
    assert!(one.count("time_entry WHERE status = 'open'").await >= 4, "somebody is in");
    assert!(one.count("voice_check WHERE verdict = 'same person'").await > 100);
    assert!(one.count("voice_check WHERE status = 'stored' AND verdict IS NULL").await > 50, "some are to be heard");

    let files = one.recording_files();
    assert_eq!(files.len().to_string(), one.count("voice_check WHERE status = 'stored'").await.to_string());
    for file in files {
        wav::read(&std::fs::read(&file).unwrap()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
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
    let stored = test.count("voice_check WHERE status = 'stored'").await;
    assert_eq!(test.recording_files().len().to_string(), stored.to_string());
    let left: Vec<_> = std::fs::read_dir(test.dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with("demo-")), "{left:?}");
}
