//! A PIN appears nowhere, and no log has a whole phone number.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use phoneclock::simulator::report::CallReport;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::support::{TestGateway, by_hand::Call, calling::keyed, files_below, people::details};

/// Too long to come about by chance in a hash or a time.
const SECRET_PIN: &str = "739164825071";
const WRONG_PIN: &str = "640285719346";
const CALLER: &str = "+15555559486";

/// Everything that is logged while the tests run.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(text)
}

#[tokio::test]
async fn a_pin_is_in_no_file_no_log_no_answer_and_no_address() {
    let log = Log::default();
    let filter = EnvFilter::new("debug,phoneclock=trace,hyper=trace");
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(log.clone()).with_ansi(false).init();

    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee_with(details("Maria Lopez"), SECRET_PIN).await;
    let mut reports: Vec<CallReport> = Vec::new();
    for keys in [
        format!("{id}#,{SECRET_PIN}#,12#"),
        format!("{id}#,{WRONG_PIN}#,{id}#,{SECRET_PIN}#,2"),
        // In the wrong order, at the wrong question, ahead of time, and behind what ends an entry.
        format!("{SECRET_PIN}#,{id}#,{SECRET_PIN}#,{SECRET_PIN}#,{SECRET_PIN}#"),
        format!("{id}#,{SECRET_PIN},{SECRET_PIN}#"),
        format!("{id}#,*{SECRET_PIN}#,{WRONG_PIN}#,{WRONG_PIN}#"),
    ] {
        for type_ahead in [false, true] {
            let script = phoneclock::simulator::script::Script { type_ahead, ..keyed(&keys) };
            reports.push(test.call_by(&test.number(CALLER), script).await);
            test.advance(jiff::SignedDuration::from_mins(16));
        }
    }
    // Held on, refused, doubled, with a form that is none.
    let others = test.keep_pin_checks_waiting();
    let mut call = Call::ring(&test, CALLER).await;
    call.keys(&test, &format!("{id}#")).await;
    call.keys(&test, &format!("{SECRET_PIN}#")).await;
    drop(others);
    let target = call.answer_target();
    let body = call.body(&[("Digits", SECRET_PIN), ("Digits", SECRET_PIN)]);
    assert!(test.post(&target, &body).await.apologises());
    call.is_over(&test).await;
    assert!(test.gateway.set_pin(&test.employee("X").await.0, "73916482507123").await.is_err());

    for webhook in reports.iter().flat_map(|report| &report.webhooks) {
        assert!(!webhook.xml.contains(SECRET_PIN) && !webhook.url.contains(SECRET_PIN), "{webhook:?}");
    }
    // The write-ahead log is part of the database until it is folded in.
    let files = files_below(test.dir.path());
    assert!(files.iter().any(|file| file.ends_with("phoneclock.db-wal")), "{files:?}");
    assert!(test.count("voice_check WHERE status = 'stored'").await >= 2, "some calls went well");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!holds(&bytes, SECRET_PIN) && !holds(&bytes, WRONG_PIN), "{}", file.display());
    }
    let log = log.0.lock().unwrap().clone();
    assert!(holds(&log, "an employee clocked") && holds(&log, "a call was answered"), "the log is on");
    assert!(!holds(&log, SECRET_PIN) && !holds(&log, WRONG_PIN), "a PIN is in the log");
    assert!(!holds(&log, &CALLER[1..]), "a whole phone number is in the log");
}
