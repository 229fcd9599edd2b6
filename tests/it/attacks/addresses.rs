//! Whose address counts: behind proxies, in several lines, as IPv6, and when nobody says it.

use phoneclock::{
    domain::{setup_code::SetupCode, user::Role},
    web::client_address::TrustedProxies,
};

use crate::support::{
    TestGateway,
    browser::{Browser, PASSWORD, Page},
    log::Log,
};

/// Codes that nobody has.
fn codes(count: usize) -> Vec<String> {
    let codes = (0..100_000_u32).map(|code| format!("012345{code:06}"));
    codes.filter(|code| SetupCode::parse(code).is_ok()).take(count).collect()
}

/// A browser that a proxy on this machine speaks for, with these lines of X-Forwarded-For.
fn behind(test: &TestGateway, lines: &[&str]) -> Browser {
    let mut browser = Browser::nobody(test);
    browser.forwarded_for = lines.iter().map(|line| (*line).to_owned()).collect();
    browser
}

async fn tries(test: &TestGateway, lines: &[&str]) -> Page {
    behind(test, lines).submit("/setup", &[("code", &codes(1)[0])]).await
}

const NOT_BARRED: &str = "This code does not work";
const BARRED: &str = "Too many wrong codes";

#[tokio::test]
async fn wrong_codes_count_against_the_last_address_and_never_against_one_that_the_visitor_wrote() {
    let test = TestGateway::start().await;
    for made_up in 0..10 {
        let made_up = format!("203.0.113.{made_up}");
        tries(&test, &[&made_up, "198.51.100.1"]).await.says(NOT_BARRED);
    }
    // However the same address is written, and with a proxy of this machine behind it.
    for lines in [
        &["198.51.100.1"][..],
        &["203.0.113.99", "198.51.100.1:50123"],
        &["203.0.113.99, 198.51.100.1, 127.0.0.1"],
        &["203.0.113.99", "::ffff:198.51.100.1", "[::1]:80"],
    ] {
        tries(&test, lines).await.says(BARRED);
    }
    for lines in [&["198.51.100.2"][..], &["198.51.100.1", "198.51.100.2"], &["203.0.113.1"], &[]] {
        tries(&test, lines).await.says(NOT_BARRED);
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_read_bars_nobody_whose_address_can() {
    let test = TestGateway::start().await;
    for unreadable in ["unknown", "", "198.51.100.1, unknown", "_x", "198.51.100.1, ", "300.1.1.1", "a", "b", "c", "d"]
    {
        tries(&test, &[unreadable]).await.says(NOT_BARRED);
    }
    tries(&test, &["unknown"]).await.says(BARRED);
    tries(&test, &["198.51.100.1"]).await.says(NOT_BARRED);
}

#[tokio::test]
async fn wrong_codes_from_one_ipv6_network_count_together_and_bar_no_other() {
    let test = TestGateway::start().await;
    for host in 1..=10 {
        tries(&test, &[&format!("2001:db8:1:2::{host:x}")]).await.says(NOT_BARRED);
    }
    tries(&test, &["2001:db8:1:2:ffff::b"]).await.says(BARRED);
    tries(&test, &["[2001:db8:1:2::c]:443"]).await.says(BARRED);
    tries(&test, &["2001:db8:1:3::1"]).await.says(NOT_BARRED);
}

#[tokio::test]
async fn wrong_passwords_from_one_ipv6_network_count_together_and_the_log_has_the_whole_address() {
    let test = TestGateway::start().await;
    test.user(test.workspace.id, "ana", Role::Owner).await;
    for host in 1..=50 {
        let mut guesser = behind(&test, &[&format!("2001:db8:1:2::{host:x}")]);
        guesser.sign_in(&format!("nobody{host}@example.com"), "not the password").await.says("do not match");
    }
    behind(&test, &["2001:db8:1:2::aaaa"]).sign_in("ana@example.com", PASSWORD).await.is(200).says("do not match");
    let mut elsewhere = behind(&test, &["2001:db8:1:3::7"]);
    elsewhere.sign_in("ana@example.com", PASSWORD).await.is(303);
    elsewhere.get("/account").await.says("2001:db8:1:3::7");
    elsewhere.get("/audit").await.says("2001:db8:1:3::7");
}

#[test]
fn a_header_from_somebody_who_is_no_trusted_proxy_is_warned_of_with_the_name_of_the_setting() {
    let log = Log::on();
    let trusted = TrustedProxies::new(vec!["192.0.2.0/24".parse().unwrap()]);
    let peer = "198.51.100.77".parse().unwrap();
    for _ in 0..3 {
        assert_eq!(trusted.client(peer, [&b"1.1.1.1"[..]].into_iter()), peer);
    }
    let log = String::from_utf8_lossy(&log.bytes()).into_owned();
    let told = log.lines().filter(|line| line.contains("198.51.100.77")).collect::<Vec<_>>();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("WARN") && told[0].contains("PHONECLOCK_TRUSTED_PROXIES"), "{told:?}");
}
