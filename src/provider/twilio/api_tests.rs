//! The API over real HTTP, at its best and at its worst.

use std::{
    io::{Read, Write},
    net::TcpListener,
    thread::{self, JoinHandle},
    time::Duration,
};

use bytes::Bytes;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{basic_auth, header, method, path, query_param},
};

use super::*;
use crate::{
    domain::{
        ids::{ProviderCallId, ProviderRecordingId},
        secret::Secret,
    },
    provider::{ApiError, CallApi, CallPage, FetchLimits, FinishedRecording, MessageApi, RecordingApi, twilio::Voices},
};

const AC: &str = "AC0123456789abcdef0123456789abcdef";
const RE: &str = "REabcdef0123456789abcdef0123456789";
const LIMITS: FetchLimits = FetchLimits { max_bytes: 1_000, timeout: Duration::from_secs(20) };

fn config(base: &str) -> TwilioConfig {
    let tokens = ["first", "second"].map(Secret::from).into();
    TwilioConfig::new(AC, tokens, base, "https://gw.example.com", Voices::default()).unwrap()
}

fn api(base: &str) -> AccountApi {
    TwilioApi::new(&config(base)).unwrap().account
}

fn recording() -> ProviderRecordingId {
    ProviderRecordingId::parse(RE).unwrap()
}

fn account(rest: &str) -> String {
    format!("/2010-04-01/Accounts/{AC}{rest}")
}

async fn answering(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path(account(&format!("/Recordings/{RE}.wav")))).respond_with(response).mount(&server).await;
    server
}

async fn fetched(response: ResponseTemplate) -> Result<Bytes, ApiError> {
    let server = answering(response).await;
    api(&server.uri()).fetch(&recording(), LIMITS).await
}

/// Sends `head`, then the same bytes until the other side has had enough.
fn endless(head: &'static str) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let _ = socket.read(&mut [0; 4096]).unwrap();
        socket.write_all(head.as_bytes()).unwrap();
        while socket.write_all(b"100\r\n").is_ok() && socket.write_all(&[b'x'; 256]).is_ok() {
            if socket.write_all(b"\r\n").is_err() {
                break;
            }
        }
    });
    (base, server)
}

/// Waits until a server has seen its connection close, while the client's side goes on running.
async fn left(server: JoinHandle<()>) {
    tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_recording_is_fetched_as_wav_with_our_credentials() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path(account(&format!("/Recordings/{RE}.wav"))))
        .and(basic_auth(AC, "first"))
        .and(header("user-agent", concat!("phoneclock/", env!("CARGO_PKG_VERSION"))))
        .respond_with(ResponseTemplate::new(200).set_body_bytes(*b"RIFF"))
        .expect(1)
        .mount(&server)
        .await;
    assert_eq!(&api(&server.uri()).fetch(&recording(), LIMITS).await.unwrap()[..], b"RIFF");
}

#[tokio::test]
async fn a_recording_that_is_late_is_there_at_the_next_try() {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(404)).up_to_n_times(1).mount(&server).await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_bytes(*b"RIFF")).mount(&server).await;
    let api = api(&format!("{}/", server.uri()));
    assert!(matches!(api.fetch(&recording(), LIMITS).await, Err(ApiError::NotReady)));
    assert_eq!(&api.fetch(&recording(), LIMITS).await.unwrap()[..], b"RIFF");
}

#[tokio::test]
async fn what_went_wrong_says_whether_another_try_can_help() {
    for (status, expected) in [
        (400, "Unusable"),
        (403, "Credentials(403)"),
        (404, "NotReady"),
        (410, "Unusable"),
        (206, "Unusable"),
        (429, "Unavailable"),
        (500, "Unavailable"),
        (503, "Unavailable"),
    ] {
        let got = format!("{:?}", fetched(ResponseTemplate::new(status)).await.unwrap_err());
        assert!(got.starts_with(expected), "{status}: {got}");
    }
}

#[tokio::test]
async fn a_redirect_takes_our_credentials_nowhere() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = MockServer::start().await;
        Mock::given(wiremock::matchers::any())
            .respond_with(ResponseTemplate::new(200))
            .expect(0)
            .mount(&elsewhere)
            .await;
        let redirect = ResponseTemplate::new(status).insert_header("location", elsewhere.uri());
        let said = fetched(redirect).await.unwrap_err().to_string();
        assert!(said.contains("redirect") && said.contains(&status.to_string()), "{said}");
    }
}

#[tokio::test]
async fn the_next_token_is_tried_when_the_first_is_refused() {
    let server = MockServer::start().await;
    let mount = async |token, status| {
        Mock::given(basic_auth(AC, token))
            .and(path(account(".json")))
            .respond_with(ResponseTemplate::new(status))
            .expect(1)
            .mount(&server)
            .await;
    };
    mount("first", 401).await;
    mount("second", 200).await;
    api(&server.uri()).check_credentials().await.unwrap();
}

#[tokio::test]
async fn credentials_that_are_refused_are_named() {
    let server = MockServer::start().await;
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(401)).expect(2).mount(&server).await;
    let refused = api(&server.uri()).check_credentials().await.unwrap_err();
    assert!(matches!(refused, ApiError::Credentials(401)), "{refused:?}");
    assert!(!format!("{refused:?} {refused}").contains("second"));
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit_and_no_further() {
    let of = |size: usize| ResponseTemplate::new(200).set_body_bytes(vec![0; size]);
    assert_eq!(fetched(of(1_000)).await.unwrap().len(), 1_000);
    assert!(matches!(fetched(of(1_001)).await, Err(ApiError::Unusable(_))));
}

#[tokio::test]
async fn a_body_without_an_end_is_left() {
    let (base, server) = endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    let fetched = api(&base).fetch(&recording(), LIMITS).await;
    assert!(matches!(fetched, Err(ApiError::Unusable(_))), "{fetched:?}");
    left(server).await;
}

#[tokio::test]
async fn an_announced_length_over_the_limit_is_refused_before_the_body() {
    let (base, server) = endless("HTTP/1.1 200 OK\r\ncontent-length: 9223372036854775807\r\n\r\n");
    let fetched = api(&base).fetch(&recording(), LIMITS).await;
    assert!(matches!(fetched, Err(ApiError::Unusable(_))), "{fetched:?}");
    left(server).await;
}

#[tokio::test]
async fn a_slow_answer_is_given_up() {
    let server = answering(ResponseTemplate::new(200).set_delay(Duration::from_secs(600))).await;
    let limits = FetchLimits { timeout: Duration::from_millis(50), ..LIMITS };
    let fetched = api(&server.uri()).fetch(&recording(), limits).await;
    assert!(matches!(fetched, Err(ApiError::Unavailable(_))), "{fetched:?}");
}

#[tokio::test]
async fn a_body_that_stops_half_way_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let _ = socket.read(&mut [0; 4096]).unwrap();
        socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nRIFF").unwrap();
        // Returns once the client has closed its side.
        let _ = socket.read(&mut [0; 1]);
    });
    let limits = FetchLimits { timeout: Duration::from_millis(200), ..LIMITS };
    let fetched = api(&base).fetch(&recording(), limits).await;
    assert!(matches!(fetched, Err(ApiError::Unavailable(_))), "{fetched:?}");
    left(server).await;
}

#[tokio::test]
async fn a_host_that_is_not_there_is_unavailable_and_its_address_is_not_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = api(&base).fetch(&recording(), LIMITS).await.unwrap_err();
    assert!(matches!(error, ApiError::Unavailable(_)), "{error:?}");
    assert!(!error.to_string().contains(AC), "{error}");
}

#[tokio::test]
async fn a_copy_that_is_gone_counts_as_deleted() {
    for status in [204, 404] {
        let server = MockServer::start().await;
        Mock::given(method("DELETE"))
            .and(path(account(&format!("/Recordings/{RE}"))))
            .respond_with(ResponseTemplate::new(status))
            .expect(1)
            .mount(&server)
            .await;
        api(&server.uri()).delete(&recording()).await.unwrap();
    }
    let server = MockServer::start().await;
    Mock::given(method("DELETE")).respond_with(ResponseTemplate::new(500)).mount(&server).await;
    assert!(matches!(api(&server.uri()).delete(&recording()).await, Err(ApiError::Unavailable(_))));
}

#[tokio::test]
async fn only_finished_recordings_with_good_ids_are_listed() {
    let server = MockServer::start().await;
    let list = format!(
        r#"{{"page":0,"recordings":[
            {{"sid":"{RE}","status":"completed","duration":"3"}},
            {{"sid":"RE00000000000000000000000000000000","status":"processing"}},
            {{"sid":"../../../evil","status":"completed"}}]}}"#
    );
    Mock::given(method("GET"))
        .and(path(account("/Calls/CA1/Recordings.json")))
        .respond_with(ResponseTemplate::new(200).set_body_string(list))
        .mount(&server)
        .await;
    let api = api(&server.uri());
    let call = ProviderCallId::parse("CA1").unwrap();
    assert_eq!(api.list_of_call(&call).await.unwrap(), [FinishedRecording { id: recording(), secs: Some(3) }]);
    let strange = ProviderCallId::parse("CA1/../..").unwrap();
    assert!(matches!(api.list_of_call(&strange).await, Err(ApiError::Unusable(_))));
}

#[tokio::test]
async fn how_long_a_recording_is_stands_in_its_description() {
    for (body, expected) in [
        (r#"{"sid":"RE","duration":"3"}"#, Some(3)),
        (r#"{"duration":3}"#, Some(3)),
        (r#"{"duration":null}"#, None),
        (r#"{"duration":"-1"}"#, None),
        (r"{}", None),
    ] {
        let server = MockServer::start().await;
        Mock::given(path(account(&format!("/Recordings/{RE}.json"))))
            .respond_with(ResponseTemplate::new(200).set_body_string(body))
            .mount(&server)
            .await;
        assert_eq!(api(&server.uri()).find_secs(&recording()).await.unwrap(), expected, "{body}");
    }
    let gone = MockServer::start().await;
    assert!(matches!(api(&gone.uri()).find_secs(&recording()).await, Err(ApiError::NotReady)));
}

#[tokio::test]
async fn a_list_that_makes_no_sense_or_no_end_is_unusable() {
    for body in ["", "[]", "<html>", r#"{"recordings":[{}]}"#, &"x".repeat(300_000)] {
        let server = MockServer::start().await;
        Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_string(body)).mount(&server).await;
        let listed = api(&server.uri()).list_of_call(&ProviderCallId::parse("CA1").unwrap()).await;
        assert!(matches!(listed, Err(ApiError::Unusable(_))), "{listed:?}");
    }
}

#[tokio::test]
async fn an_id_that_is_none_of_twilios_is_never_asked_for() {
    let server = MockServer::start().await;
    Mock::given(wiremock::matchers::any()).respond_with(ResponseTemplate::new(200)).expect(0).mount(&server).await;
    let api = api(&server.uri());
    for id in ["../../Calls", "RE1", "REabcdef0123456789abcdef0123456789/x", "http://evil.example/"] {
        let id = ProviderRecordingId::parse(id).unwrap();
        assert!(matches!(api.fetch(&id, LIMITS).await, Err(ApiError::Unusable(_))));
        assert!(matches!(api.delete(&id).await, Err(ApiError::Unusable(_))));
    }
}

/// Without CA certificates on the machine there is no such client at all.
#[tokio::test]
async fn a_client_for_an_api_over_https_sends_nothing_in_the_clear() {
    let server = MockServer::start().await;
    match TwilioApi::new(&config("https://api.twilio.com")) {
        Ok(api) => assert!(api.account.rest.client.get(server.uri()).send().await.unwrap_err().is_builder()),
        Err(error) => assert!(matches!(error, TwilioConfigError::Client(_)), "{error}"),
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
}

/// The address of the list's first part, and what it answers.
async fn listing(body: &str) -> Result<CallPage, ApiError> {
    let server = MockServer::start().await;
    let response = ResponseTemplate::new(200).set_body_raw(body.as_bytes().to_vec(), "application/json");
    let first = Mock::given(path(account("/Calls.json"))).and(query_param("StartTime>", "2026-11-16"));
    first.respond_with(response).mount(&server).await;
    api(&server.uri()).list_calls("2026-11-17T00:10:00Z".parse().unwrap(), None).await
}

#[tokio::test]
async fn calls_to_us_that_are_over_are_listed_with_their_times() {
    let list = format!(
        r#"{{"calls": [
            {{"sid": "CA1", "status": "completed", "direction": "inbound", "from": "+15555550123", "to": "+15555550111",
              "start_time": "Tue, 17 Nov 2026 06:59:00 +0000", "duration": "42", "price": "-0.01"}},
            {{"sid": "CA2", "status": "failed", "direction": "inbound", "from": "anonymous", "to": "+15555550111",
              "start_time": "Tue, 17 Nov 2026 06:58:00 +0000", "duration": null}},
            {{"sid": "CA3", "status": "in-progress", "direction": "inbound", "start_time": null}},
            {{"sid": "CA4", "status": "completed", "direction": "outbound-api", "start_time": null}}
        ], "next_page_uri": "{}"}}"#,
        account("/Calls.json?StartTime%3E=2026-11-16&PageSize=50&Page=1&PageToken=PACA1")
    );
    let part = listing(&list).await.unwrap();
    let read: Vec<_> = part.calls.iter().map(|call| (call.began_at.to_string(), call.secs)).collect();
    assert_eq!(read, [("2026-11-17T06:59:00Z".to_owned(), 42), ("2026-11-17T06:58:00Z".to_owned(), 0)]);
    assert_eq!(part.next.as_deref(), Some("StartTime%3E=2026-11-16&PageSize=50&Page=1&PageToken=PACA1"));
}

/// The kind: what cannot be read may be the call that was missed.
#[tokio::test]
async fn a_list_with_something_that_cannot_be_read_is_an_error_and_no_list_without_gaps() {
    let call = |time: &str| format!(r#"{{"sid": "CA1", "status": "completed", "start_time": {time}}}"#);
    for (calls, next) in [
        (call(r#""2026-11-17 06:59""#), "null"),
        (call("null"), "null"),
        (call(r#""Tue, 17 Nov 2026 06:59:00 +0000""#).replace("CA1", "CA 1\\n"), "null"),
        (String::new(), r#""""#),
        (String::new(), r#""/elsewhere""#),
        (String::new(), "\"/Calls.json?Page=1\u{e9}\""),
    ] {
        let list = format!(r#"{{"calls": [{calls}], "next_page_uri": {next}}}"#);
        let listed = listing(&list).await;
        assert!(matches!(listed, Err(ApiError::Unusable(_))), "{list}: {listed:?}");
    }
}

#[tokio::test]
async fn a_price_is_read_to_the_digit_once_it_is_told_and_minutes_that_have_begun_count() {
    let call = |duration: &str, price: &str| {
        format!(
            r#"{{"sid": "CA1", "status": "completed", "start_time": "Tue, 17 Nov 2026 06:59:00 +0000",
                "duration": "{duration}", {price}}}"#
        )
    };
    for (call, minutes, cost) in [
        (call("61", r#""price": "-0.01700", "price_unit": "usd""#), 2, Some((17_000, "USD"))),
        (call("60", r#""price": -0.0085, "price_unit": "EUR""#), 1, Some((8_500, "EUR"))),
        (call("59", r#""price": null, "price_unit": "USD""#), 1, None),
        (call("0", r#""price": "-0.0085""#), 0, None),
    ] {
        let billed =
            listing(&format!(r#"{{"calls": [{call}], "next_page_uri": null}}"#)).await.unwrap().calls[0].billed;
        let read = billed.cost.map(|cost| (cost.micros, cost.currency.code()));
        assert_eq!((billed.minutes, read), (minutes, cost.map(|(micros, code)| (micros, code.to_owned()))), "{call}");
    }
}

#[tokio::test]
async fn texts_that_we_have_sent_are_listed_with_their_segments_and_prices() {
    let server = MockServer::start().await;
    let list = r#"{"messages": [
        {"sid": "SM1", "direction": "outbound-api", "status": "delivered", "num_segments": "2", "price": "-0.01580",
         "price_unit": "USD", "date_sent": "Tue, 17 Nov 2026 06:59:00 +0000"},
        {"sid": "SM2", "direction": "outbound-api", "status": "queued", "num_segments": "0", "price": null,
         "price_unit": "USD", "date_sent": null, "date_created": "Tue, 17 Nov 2026 06:58:00 +0000"},
        {"sid": "SM3", "direction": "inbound", "status": "received", "num_segments": "1", "price": "-0.0079",
         "price_unit": "USD", "date_sent": null}], "next_page_uri": null}"#;
    let response = ResponseTemplate::new(200).set_body_raw(list.as_bytes().to_vec(), "application/json");
    let first = Mock::given(path(account("/Messages.json"))).and(query_param("DateSent>", "2026-11-16"));
    first.respond_with(response).mount(&server).await;
    let since = "2026-11-17T00:10:00Z".parse().unwrap();
    let part = api(&server.uri()).list_messages(since, None).await.unwrap();
    let read: Vec<_> =
        part.messages.iter().map(|text| (text.id.as_str(), text.segments, text.cost.map(|cost| cost.micros))).collect();
    assert_eq!((read, part.next), (vec![("SM1", Some(2), Some(15_800)), ("SM2", None, None)], None));
}
