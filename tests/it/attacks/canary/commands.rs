//! The commands beside the gateway, logging all they can: what they print and what they leave.

use std::{io::Write, process::Stdio};

use phoneclock::{domain::kiosk::Method, simulator::Brand};

use super::{
    Canary, PASSWORDS, PINS,
    kiosks::{self, KIOSK_PINS},
};
use crate::support::{ACCOUNT, postgres};

pub(super) const BACKUP: &str = "canary-backup.tar";
/// An auth token that is wrong; it is given all the same.
const TOKEN: &str = "marked-auth-token-of-nobody";

struct Run<'a> {
    name: &'static str,
    args: Vec<&'a str>,
    typed: String,
    goes_well: bool,
}

impl<'a> Run<'a> {
    fn of(name: &'static str, more: &[&'a str]) -> Self {
        let args = name.split(' ').chain(more.iter().copied()).collect();
        Self { name, args, typed: String::new(), goes_well: true }
    }

    fn typing(self, typed: &str) -> Self {
        Self { typed: format!("{typed}\n"), ..self }
    }

    fn failing(self) -> Self {
        Self { goes_well: false, ..self }
    }
}

pub(super) async fn all(canary: &mut Canary, id: &str) {
    kiosks::set_method(canary, Method::PinAlone).await;
    canary.secrets.push(("a wrong auth token", TOKEN.to_owned()));
    let folder = canary.test.dir.path().to_owned();
    let (backup, api, gateway) =
        (folder.join(BACKUP), canary.test.apis[&Brand::Twilio].to_string(), canary.test.pages().to_string());
    let backup = backup.to_str().unwrap();
    let keys = format!("{id}#,{}#", PINS[3]);
    let serving = ["--public-url", "https://clock.example", "--dial-in-number", "+15555550111"];
    let account = ["--twilio-account-sid", ACCOUNT, "--twilio-auth-token", TOKEN, "--twilio-api-base", &api];
    let mail_server = format!("smtp://clock:{}@mail.example:port", PASSWORDS[3].replace(' ', "-"));
    canary.secrets.push(("a mail server's password", PASSWORDS[3].replace(' ', "-")));
    let at_twilio = [&serving[..], &account[..]].concat();
    let runs = [
        Run::of("employee add", &["Fay", "--set-pin"]).typing(PINS[0]),
        Run::of("employee set-pin", &["Fay"]).typing(PINS[5]).failing(),
        Run::of("employee set-pin", &["Fay"]).typing(PINS[6]).failing(),
        Run::of("employee set-pin", &["Nobody"]).typing(PINS[1]).failing(),
        Run::of("employee set-pin", &["Fay"]).typing(PINS[1]),
        Run::of("employee kiosk-pin", &["Fay"]).typing(KIOSK_PINS[4]).failing(),
        Run::of("employee kiosk-pin", &["Fay"]).typing(KIOSK_PINS[3]),
        Run::of("employee kiosk-pin", &["Fay", "--show"]).failing(),
        Run::of("employee kiosk-pin", &["Fay", "--remove"]),
        Run::of("employee list", &[]),
        Run::of("employee unlock", &["Fay"]),
        Run::of("entries", &["--json"]),
        Run::of("calls", &[]),
        Run::of("job list", &[]),
        // The provider does not know this token, and the folder is another gateway's.
        Run::of("doctor", &at_twilio).failing(),
        Run::of("serve", &[&at_twilio[..], &["--listen", "127.0.0.1:0", "--smtp-url", &mail_server]].concat())
            .failing(),
        Run::of("call", &["--gateway", &gateway, "--from", "+15555550177", "--keys", &keys]).failing(),
        Run::of("backup", &[backup]),
        Run::of("backup", &[backup]).failing(),
        Run::of("restore", &["/nowhere.tar"]).failing(),
        Run::of("employee remove-pin", &["Nobody"]).failing(),
    ];
    for run in runs {
        let Run { name, args, typed, goes_well } = run;
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
        command.env_clear().args(&args).env("PHONECLOCK_LOG", "trace").env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN);
        if name != "call" {
            command.envs(postgres::variables(&folder));
            command.arg("--data-dir").arg(&folder).arg("--key-file").arg(folder.join("key"));
            command.arg("--recordings").arg(folder.join("recordings"));
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // The gateway answers on this runtime, so the command must not block it.
        let output = tokio::task::spawn_blocking(move || {
            let mut child = command.spawn().unwrap();
            drop(child.stdin.take().unwrap().write_all(typed.as_bytes()));
            child.wait_with_output().unwrap()
        });
        let output = output.await.unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.success(), goes_well, "{name}: {said}");
        // What is wrong with the arguments is answered with the arguments, to who has just typed them.
        if output.status.code() != Some(2) {
            canary.shown.entry(name.to_owned()).or_default().push_str(&said);
        }
    }
}
