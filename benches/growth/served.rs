//! The release binary on a data folder, and the provider whose recordings it fetches.

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use bytes::Bytes;
use phoneclock::simulator::{
    Brand,
    provider_api::{self, ProviderApi},
    recordings::SimulatedRecordings,
};
use tokio::{runtime::Runtime, sync::oneshot};

use super::{
    folder::{Folder, OWNER, PASSWORD, Person},
    http::Connection,
};

pub const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
pub const TOKEN: &str = "not-a-real-token-but-a-test-one";
pub const NUMBER: &str = "+15555550111";
pub const PUBLIC_URL: &str = "https://clock.example";
const A_NAME: &[u8] = include_bytes!("../../voices/maria-lopez.wav");

pub struct Provider {
    address: SocketAddr,
    recordings: SimulatedRecordings,
    _stop: oneshot::Sender<()>,
}

impl Provider {
    pub fn serve(runtime: &Runtime) -> Self {
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let (address, recordings) = (listener.local_addr().unwrap(), SimulatedRecordings::default());
        let api = ProviderApi {
            brand: Brand::Twilio,
            account_sid: ACCOUNT.to_owned(),
            auth_token: TOKEN.into(),
            recordings: recordings.clone(),
            texts: phoneclock::simulator::SimulatedTexts::default(),
        };
        let (stop, stopped) = oneshot::channel::<()>();
        let over = async move { drop(stopped.await) };
        runtime.block_on(async { drop(tokio::task::spawn(provider_api::serve(listener, api, over))) });
        Self { address, recordings, _stop: stop }
    }

    pub fn keep(&self, call: &str, recording: &str) {
        self.recordings.keep(call, recording, Bytes::from_static(A_NAME));
    }
}

pub struct Served {
    child: Child,
    pub metrics: SocketAddr,
    pub people: Vec<Person>,
    /// How long the start took, until it could take calls.
    pub started_in: Duration,
    pub connection: Connection,
}

impl Served {
    pub fn start(folder: &Folder, provider: &Provider) -> Self {
        let (address, metrics) = (free_address(), free_address());
        let began = Instant::now();
        let mut child = command(folder)
            .arg("serve")
            .env("PHONECLOCK_LISTEN", address.to_string())
            .env("PHONECLOCK_METRICS_LISTEN", metrics.to_string())
            .env("PHONECLOCK_PUBLIC_URL", PUBLIC_URL)
            .env("PHONECLOCK_DIAL_IN_NUMBER", NUMBER)
            .env("PHONECLOCK_TWILIO_ACCOUNT_SID", ACCOUNT)
            .env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN)
            .env("PHONECLOCK_TWILIO_API_BASE", format!("http://{}", provider.address))
            .spawn()
            .unwrap();
        while TcpStream::connect(address).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "the gateway has ended");
            thread::sleep(Duration::from_millis(1));
        }
        let mut connection = Connection::to(address);
        connection.get("/readyz").is(200, "ready");
        let started_in = began.elapsed();
        Self { child, metrics, people: folder.people.clone(), started_in, connection }
    }

    /// Through the form, as anybody does.
    pub fn sign_in(&mut self) {
        let csrf = self.connection.get("/sign-in").between("name=\"csrf\" value=\"", "\"").expect("a form");
        let fields = [("email", OWNER), ("password", PASSWORD), ("csrf", csrf.as_str())];
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.connection.post("/sign-in", "", body.as_bytes()).is(303, "the password");
    }

    pub fn stop(mut self) {
        drop(self.connection);
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

/// The binary with a data folder to work on.
pub fn command(folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phoneclock"));
    let storage = folder.storage();
    command
        .env("PHONECLOCK_DATA_DIR", storage.data_dir)
        .env("PHONECLOCK_RECORDINGS", storage.recordings)
        .env("PHONECLOCK_LOG", "error")
        .stdout(Stdio::null());
    command
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
