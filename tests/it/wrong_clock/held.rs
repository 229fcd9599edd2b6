//! What ends by itself and must not end by a clock that has jumped: recordings, tries, links, sessions, calls.

use jiff::SignedDuration;
use phoneclock::service::{credentials::rollout, upkeep, voice_checks::retention::delete_old_recordings};
use phoneclock::{
    domain::user::Role,
    simulator::{PlaceCall, faults::Faults, recordings::FetchTrouble},
};

use super::{HOUR, MIN, YEAR};
use crate::{
    mail::server::MailServer,
    support::{
        MARIA, MARIAS_PHONE, PIN, TestGateway,
        browser::Browser,
        by_hand::Call,
        calling::keyed,
        people::{checks, machine},
    },
    time_entries::start,
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

impl TestGateway {
    async fn swept(&self) -> usize {
        delete_old_recordings(&self.store, &self.gateway.recordings).await.unwrap().deleted
    }

    async fn tend(&self) {
        upkeep::clock::tend(&self.store).await.unwrap();
    }

    async fn status_of_check(&self) -> String {
        checks(&self.only_entry().await).remove(0)
    }
}

#[tokio::test]
async fn no_recording_is_deleted_by_a_clock_that_has_jumped_ahead() {
    for ahead in [YEAR + DAY, 10 * YEAR] {
        let test = TestGateway::start().await;
        let (maria, _) = test.employee("Maria Lopez").await;
        test.voice_check(&maria, MARIA).await;
        test.jump(ahead);
        for _ in 0..3 {
            assert_eq!(test.swept().await, 0);
            test.advance(SignedDuration::from_secs(50));
            test.tend().await;
        }
        test.jump(-ahead);
        assert_eq!(test.swept().await, 0);
        test.advance(2 * HOUR);
        test.tend().await;
        assert_eq!((test.swept().await, test.recording_files().len()), (0, 1), "back, and nothing is lost");
        test.advance(YEAR + DAY);
        assert_eq!(test.swept().await, 1, "and a year that really passes ends it");
    }
}

#[tokio::test]
async fn an_hour_of_steady_going_or_a_word_lets_retention_go_on() {
    for said in [false, true] {
        let test = TestGateway::start().await;
        let (maria, _) = test.employee("Maria Lopez").await;
        test.voice_check(&maria, MARIA).await;
        test.jump(YEAR + DAY);
        test.advance(59 * MIN);
        assert_eq!(test.swept().await, 0);
        if said {
            assert!(upkeep::clock::say_right(&test.store, machine(&maria)).await.unwrap());
        } else {
            test.advance(MIN);
        }
        assert_eq!(test.swept().await, 1);
    }
}

#[tokio::test]
async fn a_restart_between_the_jump_and_the_sweep_hides_nothing() {
    let mut test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    test.voice_check(&maria, MARIA).await;
    test.tend().await;
    test.jump(2 * YEAR);
    test.restart().await;
    assert_eq!(test.swept().await, 0, "the uptime tells");
    test.tend().await;
    test.advance(30 * MIN);
    test.restart().await;
    assert_eq!(test.swept().await, 0, "and so does what was written down");
    test.jump(-2 * YEAR);
    test.restart().await;
    assert!(test.store.clock().is_in_doubt());
    test.advance(HOUR);
    assert_eq!((test.swept().await, test.recording_files().len()), (0, 1));
}

#[tokio::test]
async fn a_gateway_that_was_off_for_a_month_is_not_in_doubt() {
    let mut test = TestGateway::start().await;
    test.employee("Maria Lopez").await;
    test.tend().await;
    test.advance(30 * DAY);
    test.clock.reboot();
    test.restart().await;
    assert_eq!(test.store.clock().doubt(), None);
}

#[tokio::test]
async fn a_recording_that_is_being_fetched_is_not_given_up_and_is_fetched_when_the_clock_is_right_again() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.recordings.set_trouble(FetchTrouble::Unavailable { times: 8 });
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(test.status_of_check().await, "in fetching");
    test.jump(YEAR);
    test.tend().await;
    test.work().await;
    assert_eq!(test.status_of_check().await, "in fetching", "not given up");
    test.jump(-YEAR);
    test.tend().await;
    test.work_for(HOUR).await;
    assert_eq!(test.status_of_check().await, "in stored", "and not put off for a year");
    assert_eq!(test.only_entry().await.exceptions, [""; 0]);
}

#[tokio::test]
async fn a_recording_that_nothing_was_heard_of_is_not_missing_by_a_clock_that_has_jumped() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let faults = Faults { drop_recording_status: true, ..Faults::default() };
    test.recordings.set_trouble(FetchTrouble::Unavailable { times: u32::MAX });
    test.call_by(&PlaceCall { faults, ..test.number(MARIAS_PHONE) }, keyed(&format!("{id}#,{PIN}#"))).await;
    test.jump(YEAR);
    test.work().await;
    assert_ne!(test.status_of_check().await, "in missing");
    test.jump(-YEAR);
    test.recordings.set_trouble(FetchTrouble::None);
    test.tend().await;
    test.work_for(HOUR).await;
    assert_eq!(test.status_of_check().await, "in stored");
}

#[tokio::test]
async fn a_mail_that_waits_is_neither_given_up_nor_dropped_and_goes_out_when_the_clock_is_right_again() {
    let first = MailServer::start(&[]);
    let port = first.port.to_string();
    let test = TestGateway::start_mailing(first.mailer()).await;
    drop(first);
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    test.work().await;
    test.jump(10 * DAY);
    test.work().await;
    test.jump(-10 * DAY);
    test.tend().await;
    let back = MailServer::start(&["--port", &port]);
    test.work_for(2 * MIN).await;
    back.only_received();
    let failed: Vec<i64> = test.column("SELECT count(*) FROM task WHERE state = 'failed'").await;
    assert_eq!(failed, [0]);
}

#[tokio::test]
async fn a_mail_that_was_queued_by_a_clock_that_was_behind_is_tried_for_its_whole_day() {
    let first = MailServer::start(&[]);
    let test = TestGateway::start_mailing(first.mailer()).await;
    drop(first);
    test.jump(-6 * YEAR);
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    test.work().await;
    test.jump(6 * YEAR);
    test.work_for(HOUR).await;
    test.tend().await;
    assert!(!test.store.clock().is_in_doubt());
    test.work_for(20 * HOUR).await;
    let waiting: Vec<i64> =
        test.column("SELECT count(*) FROM task WHERE state = 'waiting' AND kind = 'send mail'").await;
    assert_eq!(waiting, [1]);
    test.work_for(6 * HOUR).await;
    let failed: Vec<i64> = test.column("SELECT count(*) FROM task WHERE state = 'failed'").await;
    assert_eq!(failed, [1], "and no longer");
}

#[tokio::test]
async fn links_do_not_end_by_a_clock_that_has_jumped_and_none_lives_longer_than_its_length() {
    let test = start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    let link = test.mailed_links(&ana).await.remove(0);
    let mut phone = Browser::nobody(&test);
    test.jump(30 * DAY);
    phone.get(&link).await.is(200).says("PIN");
    let status = |test: &TestGateway| {
        let (store, workspace, now) = (test.store.clone(), test.workspace.id, test.store.clock().time_for_ends());
        async move { store.read(move |tx| rollout::list_links_due(tx, workspace, now)).await.unwrap().get_one.len() }
    };
    assert_eq!(status(&test).await, 0, "and none is to be sent again");
    let bo = test.newcomer("Bo Diaz", Some("bo@example.com")).await;
    test.email_setup_link(&bo, None).await.unwrap();
    let made_ahead = test.mailed_links(&bo).await.remove(0);
    test.jump(-30 * DAY);
    test.advance(2 * HOUR);
    test.tend().await;
    phone.get(&link).await.is(200);
    phone.get(&made_ahead).await.is(200);
    test.advance(7 * DAY);
    let gone = phone.get(&made_ahead).await;
    assert_ne!(gone.status, 200, "seven days from when the clock was right: {}", gone.text());
}

#[tokio::test]
async fn the_links_of_users_and_their_sessions_do_not_end_either() {
    let test = start().await;
    let link = test.first_owner_link().await;
    let (mut payroll, mut ahead) = (test.browser(Role::Payroll).await, Browser::nobody(&test));
    test.jump(YEAR);
    payroll.get("/exceptions").await.is(200);
    let mut later = test.browser(Role::Admin).await;
    later.get("/exceptions").await.is(200);
    ahead.get(&format!("/welcome/{}", link.expose())).await;
    test.jump(-YEAR);
    payroll.get("/exceptions").await.is(200);
    later.get("/exceptions").await.is(200);
    test.advance(61 * MIN);
    test.tend().await;
    later.get("/exceptions").await.is(200);
    test.advance(13 * HOUR);
    later.get("/exceptions").await.is(303);
    payroll.get("/exceptions").await.is(303);
}

#[tokio::test]
async fn a_call_that_goes_on_is_not_over_by_a_clock_that_is_set_ahead() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    test.jump(HOUR);
    assert_eq!(test.gateway.calls.end_silent_calls().await.unwrap(), 0);
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    assert_eq!(test.only_entry().await.exceptions, ["time in doubt"], "somebody looks at it");
}

#[tokio::test]
async fn a_call_of_a_clock_that_was_ahead_is_over_once_it_is_silent() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(YEAR);
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    test.jump(-YEAR);
    test.tend().await;
    test.advance(61 * MIN);
    test.tend().await;
    assert_eq!(test.gateway.calls.end_silent_calls().await.unwrap(), 1);
}

#[tokio::test]
async fn the_answer_that_a_redelivery_gets_is_not_forgotten_by_a_clock_that_has_jumped() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    call.keys(&test, &format!("{PIN}#")).await;
    test.jump(3 * DAY);
    upkeep::prune::prune(&test.store).await.unwrap();
    call.redeliver_all(&test).await;
}
