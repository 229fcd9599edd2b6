//! A server for buckets in the test's own process, which checks every signature. Its buckets are folders, and the
//! objects in them are files under the names of their keys.

use std::{
    convert::Infallible,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use hyper::{Method, Request, Response, body::Incoming, service::Service};
use hyper_util::rt::TokioIo;
use phoneclock::{
    domain::{
        bucket::{Bucket, BucketCredentials, BucketPlace},
        secret::Secret,
    },
    lifecycle::Lifecycle,
    service::kernel::recordings::Recordings,
};
use s3s::{
    Body,
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;

pub const ACCESS_KEY: &str = "AKIDPHONECLOCKTEST";
pub const SECRET_KEY: &str = "not-a-real-secret-but-a-test-one";
/// The bucket of a gateway on its own folder, so that its objects are where its files would be.
const BUCKET: &str = "recordings";
/// Long enough for this machine, and short enough to wait for.
const TRY: Duration = Duration::from_secs(10);

/// What goes wrong at the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It asks for patience.
    SlowDown,
    /// It never answers.
    Hanging,
    /// Nothing may be listed, so a missing file looks forbidden.
    NoListing,
    /// Nothing may be deleted.
    NoDeleting,
    /// What is to be deleted stays, without a word.
    DeletesNothing,
    /// It has never heard of conditions, and writes over what is there.
    WritesOver,
    /// Everybody may read.
    Public,
    /// It finds the clock of whoever asks wrong.
    OtherTime,
    /// The bucket is in another region.
    OtherRegion,
    /// It gives something else than what was written.
    WrongBytes,
}

/// What a server was asked, and what goes wrong there.
#[derive(Debug, Default)]
struct Counter {
    trouble: Option<Trouble>,
    asked: Vec<(Method, String)>,
}

pub struct BucketServer {
    address: SocketAddr,
    root: PathBuf,
    counter: Arc<Mutex<Counter>>,
}

impl BucketServer {
    /// A server of the buckets in this folder, until the lifecycle stops; with a bucket `recordings`.
    pub async fn start(root: &Path, lifecycle: &Lifecycle) -> Self {
        std::fs::create_dir_all(root.join(BUCKET)).unwrap();
        let mut builder = S3ServiceBuilder::new(FileSystem::new(root).unwrap());
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = builder.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let counter = Arc::new(Mutex::new(Counter::default()));
        let front = Front { service, root: root.to_owned(), counter: Arc::clone(&counter) };
        let (tracker, stop) = (lifecycle.tracker.clone(), lifecycle.stop.clone());
        let accept = async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                let front = front.clone();
                let answer = hyper::service::service_fn(move |request| front.clone().answer(request));
                let connection =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(socket), answer);
                tracker.spawn(connection);
            }
        };
        let stopped = async move { stop.run_until_cancelled(accept).await };
        lifecycle.tracker.spawn(stopped);
        Self { address, root: root.to_owned(), counter }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What goes wrong from now on.
    pub fn set_trouble(&self, trouble: impl Into<Option<Trouble>>) {
        self.counter.lock().unwrap().trouble = trouble.into();
    }

    /// How often it was asked this way for something whose address ends so.
    pub fn asked(&self, method: &Method, end: &str) -> usize {
        let counter = self.counter.lock().unwrap();
        counter.asked.iter().filter(|(asked, path)| asked == method && path.ends_with(end)).count()
    }

    /// The file of an object.
    pub fn object(&self, key: &str) -> PathBuf {
        self.root.join(BUCKET).join(key)
    }

    /// A place on the server, as somebody with the key asks for it.
    pub fn bucket(&self, place: &str) -> Bucket {
        Bucket {
            place: BucketPlace::parse(place).unwrap(),
            region: "us-east-1".to_owned(),
            endpoint: Some(self.url()),
            credentials: BucketCredentials::Key {
                id: ACCESS_KEY.to_owned(),
                secret: Secret::from(SECRET_KEY),
                session_token: None,
            },
        }
    }

    /// Recordings without a prefix, so that each object is the file of its key.
    pub fn recordings(&self) -> Recordings {
        self.recordings_within(TRY)
    }

    pub fn recordings_within(&self, timeout: Duration) -> Recordings {
        Recordings::in_bucket(&self.bucket(&format!("s3://{BUCKET}")), timeout).unwrap()
    }

    /// The settings of a program whose recordings are there.
    pub fn settings(&self) -> [(&'static str, String); 4] {
        [
            ("PHONECLOCK_RECORDINGS", format!("s3://{BUCKET}")),
            ("AWS_ENDPOINT_URL_S3", self.url()),
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET_KEY.to_owned()),
        ]
    }
}

/// What stands before the server, and is in the way.
#[derive(Clone)]
struct Front {
    service: S3Service,
    root: PathBuf,
    counter: Arc<Mutex<Counter>>,
}

impl Front {
    async fn answer(self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let trouble = {
            let mut counter = self.counter.lock().unwrap();
            counter.asked.push((method.clone(), path.clone()));
            counter.trouble
        };
        let file = self.root.join(path.trim_start_matches('/'));
        let is_reading = matches!(method, Method::GET | Method::HEAD);
        let bucket = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let refused = match trouble {
            // The server behind it makes a bucket of whatever is written to.
            _ if !self.root.join(bucket).is_dir() => Some((404, "NoSuchBucket")),
            Some(Trouble::SlowDown) => Some((503, "SlowDown")),
            Some(Trouble::Hanging) => std::future::pending().await,
            Some(Trouble::OtherTime) => Some((403, "RequestTimeTooSkewed")),
            Some(Trouble::OtherRegion) => Some((301, "PermanentRedirect")),
            Some(Trouble::NoListing) if is_reading && (file.is_dir() || !file.exists()) => Some((403, "AccessDenied")),
            Some(Trouble::NoDeleting) if method == Method::DELETE => Some((403, "AccessDenied")),
            Some(Trouble::DeletesNothing) if method == Method::DELETE => return Ok(Response::new(Body::empty())),
            Some(Trouble::Public) if method == Method::GET && !request.headers().contains_key("authorization") => {
                return Ok(Response::new(Body::from(String::from("read by anybody"))));
            }
            Some(Trouble::WritesOver) if method == Method::PUT && file.is_file() => {
                std::fs::remove_file(&file).unwrap();
                None
            }
            Some(Trouble::WrongBytes) if method == Method::GET && file.is_file() => {
                std::fs::write(&file, "something else").unwrap();
                None
            }
            Some(
                Trouble::NoListing
                | Trouble::NoDeleting
                | Trouble::DeletesNothing
                | Trouble::Public
                | Trouble::WritesOver
                | Trouble::WrongBytes,
            )
            | None => None,
        };
        Ok(match refused {
            Some((status, code)) => refusal(status, code, &method),
            None => Service::call(&self.service, request).await.unwrap(),
        })
    }
}

/// As Amazon refuses: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
fn refusal(status: u16, code: &str, method: &Method) -> Response<Body> {
    let xml = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>No.</Message></Error>");
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(xml) };
    Response::builder().status(status).body(body).unwrap()
}
