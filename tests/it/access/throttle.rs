//! Passwords that are tried: what counts against whom, and for how long.

use futures::future::join_all;
use jiff::SignedDuration;
use phoneclock::{
    domain::user::Role,
    service::{
        access::{AccountError, Visitor, actor_of, sessions},
        pin_hash::{HashError, Secret},
    },
};

use crate::support::{
    TestGateway,
    browser::{Browser, OWNER, PASSWORD},
};

const WRONG: &str = "not the password";
const NEW: &str = "four other words now";
const BROWSER: &str = "__Host-phoneclock_browser";

/// Somebody somewhere else each time.
fn stranger(nth: usize) -> Visitor {
    Visitor { address: format!("10.{}.{}.1", nth / 250, nth % 250), ..Visitor::default() }
}

/// One try from an address that tries once.
async fn guess(test: &TestGateway, nth: usize, email: &str, password: &str) -> Result<(), AccountError> {
    let password = Secret::new(password.to_owned());
    test.sign_in.sign_in(email, password, stranger(nth)).await.map(drop)
}

async fn ten_strangers_guess(test: &TestGateway, email: &str) {
    for nth in 0..10 {
        let refused = guess(test, nth, email, WRONG).await.unwrap_err();
        assert!(matches!(refused, AccountError::NotSignedIn), "{refused}");
    }
}

async fn is_let_in(test: &TestGateway, email: &str, password: &str) -> bool {
    guess(test, 60_000, email, password).await.is_ok()
}

#[tokio::test]
async fn three_thousand_guesses_at_once_gain_no_more_than_ten_one_after_the_other() {
    let test = TestGateway::start().await;
    test.owner().await;
    let before = test.refusals.hashed();
    let guesses = (0..3_000).map(|nth| {
        let password = if nth == 2_999 { PASSWORD.to_owned() } else { format!("wrong guess number {nth}") };
        let test = &test;
        async move { guess(test, nth, OWNER, &password).await }
    });
    let answers = join_all(guesses).await;
    assert!(answers.iter().all(|answer| matches!(answer, Err(AccountError::NotSignedIn))), "{answers:?}");
    assert_eq!(test.refusals.hashed() - before, 10, "no more were looked at");
    assert_eq!(test.count("failed_password").await, 10);
    test.advance(SignedDuration::from_mins(16));
    assert!(is_let_in(&test, OWNER, PASSWORD).await);
}

#[tokio::test]
async fn a_right_password_among_simultaneous_ones_is_let_in_and_ends_the_count() {
    let test = TestGateway::start().await;
    test.owner().await;
    let passwords = [WRONG, WRONG, PASSWORD, WRONG, WRONG];
    let answers = join_all((0..).zip(passwords).map(|(nth, password)| guess(&test, nth, OWNER, password))).await;
    let in_at: Vec<_> = answers.iter().map(Result::is_ok).collect();
    assert_eq!(in_at, [false, false, true, false, false]);
    ten_strangers_guess(&test, OWNER).await;
    assert!(!is_let_in(&test, OWNER, PASSWORD).await);
}

#[tokio::test]
async fn one_address_has_fifty_tries_over_all_e_mail_addresses_and_an_ipv6_network_is_one() {
    let test = TestGateway::start().await;
    test.owner().await;
    let visitor = |host: usize| Visitor { address: format!("2001:db8:1:2::{host:x}"), ..Visitor::default() };
    let sign_in = async |host: usize, email: &str, password: &str| {
        test.sign_in.sign_in(email, Secret::new(password.to_owned()), visitor(host)).await
    };
    for nth in 0..50 {
        sign_in(nth + 1, &format!("n{nth}@example.com"), WRONG).await.unwrap_err();
    }
    let before = test.refusals.hashed();
    sign_in(77, OWNER, PASSWORD).await.unwrap_err();
    assert_eq!(test.refusals.hashed(), before);
    assert!(is_let_in(&test, OWNER, PASSWORD).await, "from another network");
}

#[tokio::test]
async fn strangers_lock_no_browser_out_that_its_owner_has_signed_in_with_before() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    owner.post("/sign-out", &[]).await;
    ten_strangers_guess(&test, OWNER).await;
    // Those behind the same address as the owner, too.
    for nth in 0..60 {
        Browser::nobody(&test).sign_in(&format!("n{nth}@example.com"), WRONG).await;
    }
    Browser::nobody(&test).sign_in(OWNER, PASSWORD).await.is(200);
    owner.sign_in(OWNER, PASSWORD).await.is(303);
}

#[tokio::test]
async fn a_known_browser_has_ten_tries_of_its_own_and_its_cookie_opens_nothing() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let cookie = owner.cookies[BROWSER].clone();
    owner.post("/sign-out", &[]).await;
    assert_eq!(owner.cookies[BROWSER], cookie, "it stays when the session goes");
    assert_eq!(owner.get("/account").await.to(), Some("/sign-in?next=%2Faccount"));
    for _ in 0..10 {
        owner.sign_in(OWNER, WRONG).await.is(200);
    }
    owner.sign_in(OWNER, PASSWORD).await.is(200).says("do not match");
    assert!(is_let_in(&test, OWNER, PASSWORD).await, "its slips lock nobody else out");
    // For another user the same browser is a stranger's.
    let ana = test.user(test.workspace.id, "ana", Role::Admin).await;
    ten_strangers_guess(&test, "ana@example.com").await;
    test.advance(SignedDuration::from_mins(1));
    owner.sign_in("ana@example.com", PASSWORD).await.is(200);
    let known = test.count("known_browser").await;
    assert_eq!(known, test.count(&format!("known_browser WHERE user_id <> x'{}'", hex(ana.as_bytes()))).await);
    test.advance(SignedDuration::from_mins(16));
    owner.sign_in(OWNER, PASSWORD).await.is(303);
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

#[tokio::test]
async fn two_who_share_a_browser_are_both_known_and_a_planted_cookie_is_taken_by_nobody() {
    let test = TestGateway::start().await;
    let mut browser = test.owner().await;
    test.user(test.workspace.id, "ana", Role::Admin).await;
    let of_owner = browser.cookies[BROWSER].clone();
    browser.sign_in("ana@example.com", PASSWORD).await.is(303);
    let of_both = browser.cookies[BROWSER].clone();
    assert_ne!(of_owner, of_both, "whoever had put the first one there has none now");
    for email in [OWNER, "ana@example.com"] {
        ten_strangers_guess(&test, email).await;
        browser.sign_in(email, PASSWORD).await.is(303);
        assert_eq!(browser.cookies[BROWSER], of_both);
    }
    let mut thief = Browser::nobody(&test);
    thief.cookies.insert(BROWSER.to_owned(), of_owner);
    thief.sign_in(OWNER, PASSWORD).await.is(200).says("do not match");
    assert!(!format!("{:?}", super::everything(&test.gateway).await).contains(&of_both), "only its hash is kept");
}

#[tokio::test]
async fn a_change_of_the_password_and_a_reset_make_browsers_unknown() {
    let test = TestGateway::start().await;
    let mut here = test.owner().await;
    let mut stolen = here.clone();
    let typed = [("current", PASSWORD), ("password", NEW), ("again", NEW)];
    assert_eq!(here.post("/account/password", &typed).await.to(), Some("/account"));
    assert_ne!(here.cookies[BROWSER], stolen.cookies[BROWSER]);
    here.post("/sign-out", &[]).await;
    ten_strangers_guess(&test, OWNER).await;
    stolen.sign_in(OWNER, NEW).await.is(200);
    here.sign_in(OWNER, NEW).await.is(303);

    let mut elsewhere = Browser::nobody(&test);
    let link = test.reset_link(OWNER).await;
    let typed = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(elsewhere.post(&link, &typed).await.to(), Some("/"));
    ten_strangers_guess(&test, OWNER).await;
    here.sign_in(OWNER, PASSWORD).await.is(200);
    elsewhere.sign_in(OWNER, PASSWORD).await.is(303);
}

#[tokio::test]
async fn a_reset_clears_what_stood_against_its_address() {
    let test = TestGateway::start().await;
    test.owner().await;
    ten_strangers_guess(&test, OWNER).await;
    let link = test.reset_link(OWNER).await;
    assert!(!is_let_in(&test, OWNER, PASSWORD).await);
    let mut browser = Browser::nobody(&test);
    assert_eq!(browser.post(&link, &[("password", NEW), ("again", NEW)]).await.to(), Some("/"));
    assert!(is_let_in(&test, OWNER, NEW).await);
}

#[tokio::test]
async fn what_was_tried_while_the_clock_was_ahead_keeps_nobody_out() {
    let test = TestGateway::start().await;
    test.owner().await;
    let right = test.clock_now();
    test.clock.set(right + SignedDuration::from_hours(24 * 365));
    ten_strangers_guess(&test, OWNER).await;
    for _ in 0..3 {
        test.ask_for_reset(OWNER, stranger(7)).await;
    }
    test.clock.set(right);
    assert!(is_let_in(&test, OWNER, PASSWORD).await);
    let mails = test.count("mail").await;
    test.ask_for_reset(OWNER, stranger(7)).await;
    assert_eq!(test.count("mail").await, mails + 1);
    // Nor when that time comes.
    ten_strangers_guess(&test, OWNER).await;
    test.clock.set(right + SignedDuration::from_hours(24 * 365));
    assert!(is_let_in(&test, OWNER, PASSWORD).await);
}

#[tokio::test]
async fn unknown_wrong_inactive_and_throttled_are_refused_at_the_same_time() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let gone = test.user(test.workspace.id, "gone", Role::Manager).await;
    owner.post(&format!("/users/{gone}"), &[("name", "gone"), ("role", "manager"), ("active", "no")]).await;
    test.user(test.workspace.id, "ana", Role::Admin).await;
    ten_strangers_guess(&test, "ana@example.com").await;
    let (asked, checked) = (test.refusals.asked().len(), test.refusals.hashed());
    test.refusals.hold();
    let causes = [
        ("nobody@example.com", PASSWORD, 1),
        (OWNER, WRONG, 1),
        ("gone@example.com", PASSWORD, 1),
        ("ana@example.com", PASSWORD, 0),
        ("no address", PASSWORD, 1),
    ];
    let mut refused: Vec<_> =
        (0..).zip(causes).map(|(nth, (email, password, _))| Box::pin(guess(&test, nth, email, password))).collect();
    let held = test.refusals.clone();
    for (nth, (email, ..)) in causes.into_iter().enumerate() {
        // Every check there is has been made, and there is no answer.
        let until_checked = async {
            let checks: u64 = causes[..=nth].iter().map(|cause| cause.2).sum();
            while test.refusals.hashed() < checked + checks {
                tokio::task::yield_now().await;
            }
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
        };
        let answer = futures::future::select(refused[nth].as_mut(), Box::pin(until_checked)).await;
        assert!(matches!(answer, futures::future::Either::Right(_)), "{email}");
    }
    let waits = held.asked()[asked..].to_vec();
    assert_eq!(waits.len(), causes.len());
    assert!(waits.iter().all(|wait| *wait == waits[0]), "{waits:?}");
    held.release();
    for answer in join_all(refused).await {
        assert!(matches!(answer, Err(AccountError::NotSignedIn)), "{answer:?}");
    }
}

#[tokio::test]
async fn who_sends_too_many_at_once_reads_when_to_come_back() {
    let test = TestGateway::start().await;
    test.owner().await;
    test.refusals.hold();
    let asked = test.refusals.asked().len();
    let posts = (0..5).map(|_| {
        let mut browser = Browser::nobody(&test);
        test.lifecycle.tracker.spawn(async move { browser.sign_in("nobody@example.com", WRONG).await })
    });
    let posts: Vec<_> = posts.collect();
    test.refusals.until_asked(asked + 5).await;
    // All of them have come, and two were let through.
    while test.count("failed_password").await < 2 {
        tokio::task::yield_now().await;
    }
    test.refusals.release();
    let mut answers = Vec::new();
    for post in posts {
        answers.push(post.await.unwrap());
    }
    let (busy, judged): (Vec<_>, Vec<_>) = answers.into_iter().partition(|page| page.status == 503);
    assert_eq!((busy.len(), judged.len()), (3, 2));
    for page in busy {
        assert_eq!(page.headers["retry-after"], "3");
        page.says("Wait a few seconds").says("value=\"nobody@example.com\"").says_nothing_of(WRONG);
    }
    assert_eq!(test.count("failed_password").await, 2, "what was not looked at counts for nothing");
}

#[tokio::test]
async fn five_wrong_current_passwords_end_the_session() {
    let test = TestGateway::start().await;
    let mut thief = test.owner().await;
    let typed = |current| [("current", current), ("password", NEW), ("again", NEW)];
    for _ in 0..4 {
        thief.post("/account/password", &typed(WRONG)).await.is(200).says("The current password is not right");
    }
    // A right one begins a new count, and so the four are forgotten.
    assert_eq!(thief.post("/account/password", &typed(PASSWORD)).await.to(), Some("/account"));
    for _ in 0..4 {
        thief.post("/account/password", &typed(WRONG)).await.is(200);
    }
    let ended = thief.post("/account/password", &typed(WRONG)).await;
    assert_eq!(ended.to(), Some("/sign-in"));
    thief.get("/sign-in").await.is(200).says("The current password was wrong too often, and you were signed out");
    assert_eq!(thief.get("/account").await.to(), Some("/sign-in?next=%2Faccount"));
    assert_eq!(test.count("audit_record WHERE action = 'end session after wrong passwords'").await, 1);
    thief.sign_in(OWNER, NEW).await.is(303);
}

#[tokio::test]
async fn current_passwords_at_once_gain_no_more_than_five() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    owner.get("/account").await;
    let session = test.sessions(test.workspace.id, None).await.remove(0);
    let (before, token) = (test.refusals.hashed(), owner.session().unwrap().clone());
    let mut tried = 0;
    while sessions::look_at(&test.store, &token).await.unwrap().is_some() {
        let guesses = (0..200).map(|nth| {
            let actor = actor_of(&session.user, "192.0.2.7");
            let current = if nth == 199 { PASSWORD.to_owned() } else { format!("wrong guess number {nth}") };
            let passwords = (Secret::new(current), Secret::new(NEW.to_owned()));
            test.sign_in.change_password(actor, session.clone(), passwords, stranger(0))
        });
        for answer in join_all(guesses).await {
            tried += 1;
            let refused = answer.unwrap_err();
            let known = matches!(
                refused,
                AccountError::WrongPassword | AccountError::SessionEnded | AccountError::Hash(HashError::Full)
            );
            assert!(known, "{refused}");
        }
    }
    assert!(tried >= 200);
    assert!(test.refusals.hashed() - before <= 5, "no more were looked at");
    assert!(is_let_in(&test, OWNER, PASSWORD).await, "nothing was changed");
}
