//! What the place of the recordings promises of single files, whoever else writes there.

use bytes::Bytes;
use phoneclock::{
    domain::{
        bucket::{Bucket, BucketCredentials},
        secret::Secret,
    },
    lifecycle::Lifecycle,
    service::kernel::recordings::{MarkerError, Recordings, RecordingsError, RefusalKind, TIMEOUT},
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{header, path},
};

use crate::support::bucket::{ACCESS_KEY, BucketServer, SECRET_KEY, Trouble};

const KEY: &str = "0193-workspace/2026/11/check.wav";

/// A server, for as long as the test runs.
struct Site {
    server: BucketServer,
    lifecycle: Lifecycle,
    dir: TempDir,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.lifecycle.stop.cancel();
    }
}

async fn site() -> Site {
    let (dir, lifecycle) = (tempfile::tempdir().unwrap(), Lifecycle::default());
    Site { server: BucketServer::start(dir.path(), &lifecycle).await, lifecycle, dir }
}

fn said(text: &'static str) -> Bytes {
    Bytes::from_static(text.as_bytes())
}

fn kind(error: &RecordingsError) -> RefusalKind {
    let RecordingsError::Refused(refusal) = error else { panic!("{error:?}") };
    refusal.kind()
}

#[tokio::test]
async fn a_second_worker_replaces_nothing_and_finds_its_own_bytes_to_be_there() {
    let site = site().await;
    let (first, second) = (site.server.recordings(), site.server.recordings());
    let sha256 = first.put(KEY, said("RIFF one")).await.unwrap();
    assert_eq!(sha256.as_slice(), Sha256::digest("RIFF one").as_slice());
    assert_eq!(second.put(KEY, said("RIFF one")).await.unwrap(), sha256, "the same is a success");
    let error = second.put(KEY, said("RIFF two")).await.unwrap_err();
    assert!(matches!(&error, RecordingsError::Occupied(key) if key == KEY), "{error:?}");
    assert_eq!(std::fs::read(site.server.object(KEY)).unwrap(), b"RIFF one");
    assert_eq!(second.find_stored(KEY, &sha256).await.unwrap().unwrap(), said("RIFF one"));

    second.delete(KEY).await.unwrap();
    second.delete(KEY).await.unwrap();
    assert!(!first.exists(KEY).await.unwrap() && first.find(KEY).await.unwrap().is_none());
    assert!(matches!(first.get(KEY).await, Err(RecordingsError::Missing)));
}

#[tokio::test]
async fn keys_begin_with_the_prefix_and_the_place_is_marked_once() {
    let site = site().await;
    let recordings = Recordings::in_bucket(&site.server.bucket("s3://recordings/clock/one"), TIMEOUT).unwrap();
    recordings.put(KEY, said("RIFF")).await.unwrap();
    assert!(site.server.object(&format!("clock/one/{KEY}")).exists());

    assert!(recordings.claim(&[7; 32]).await.unwrap(), "the first start leaves it");
    assert!(site.server.object("clock/one/.phoneclock").exists());
    let replica = Recordings::in_bucket(&site.server.bucket("s3://recordings/clock/one"), TIMEOUT).unwrap();
    assert!(!replica.claim(&[7; 32]).await.unwrap(), "a replica finds it");
    assert!(matches!(replica.claim(&[8; 32]).await, Err(MarkerError::OtherGateway)));
    let beside = Recordings::in_bucket(&site.server.bucket("s3://recordings/clock/two"), TIMEOUT).unwrap();
    assert!(beside.claim(&[8; 32]).await.unwrap());
}

#[tokio::test]
async fn wrong_credentials_and_a_missing_bucket_are_no_missing_files() {
    let site = site().await;
    site.server.recordings().put(KEY, said("RIFF")).await.unwrap();
    let with = |id: &str, secret: &str| {
        let credentials = BucketCredentials::Key {
            id: id.to_owned(),
            secret: Secret::from(secret),
            session_token: Some(Secret::from("hush-token")),
        };
        let bucket = Bucket { credentials, ..site.server.bucket("s3://recordings") };
        Recordings::in_bucket(&bucket, TIMEOUT).unwrap()
    };
    for (recordings, expected) in [
        (with(ACCESS_KEY, "hush-secret"), RefusalKind::WrongSecret),
        (with("AKIDNOBODYS", SECRET_KEY), RefusalKind::UnknownKey),
    ] {
        for error in [
            recordings.put("other", said("RIFF")).await.unwrap_err(),
            recordings.find(KEY).await.unwrap_err(),
            recordings.delete(KEY).await.unwrap_err(),
        ] {
            assert_eq!(kind(&error), expected, "{error}");
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("hush") && !shown.contains(SECRET_KEY), "{shown}");
        }
    }
    let nowhere = Recordings::in_bucket(&site.server.bucket("s3://recordings-2"), TIMEOUT).unwrap();
    assert_eq!(kind(&nowhere.delete(KEY).await.unwrap_err()), RefusalKind::NoBucket);
    assert_eq!(kind(&nowhere.put(KEY, said("RIFF")).await.unwrap_err()), RefusalKind::NoBucket);
    assert_eq!(std::fs::read(site.server.object(KEY)).unwrap(), b"RIFF");
    assert!(site.dir.path().join("recordings").exists());
}

#[tokio::test]
async fn nobody_reads_without_a_signature() {
    let site = site().await;
    site.server.recordings().put(KEY, said("RIFF")).await.unwrap();
    let answer = reqwest::get(format!("{}/recordings/{KEY}", site.server.url())).await.unwrap();
    assert_eq!(answer.status(), 403);
}

#[tokio::test]
async fn a_server_that_never_answers_is_waited_for_no_longer_than_a_try_may_take() {
    let site = site().await;
    let recordings = site.server.recordings_within(std::time::Duration::from_millis(200));
    site.server.set_trouble(Trouble::Hanging);
    let error = recordings.put(KEY, said("RIFF")).await.unwrap_err();
    assert!(matches!(error, RecordingsError::TimedOut(_) | RecordingsError::Unreachable(_)), "{error:?}");
    site.server.set_trouble(None);
    recordings.put(KEY, said("RIFF")).await.unwrap();
}

#[tokio::test]
async fn another_region_is_no_place_to_go_on_at() {
    let site = site().await;
    site.server.set_trouble(Trouble::OtherRegion);
    assert_eq!(kind(&site.server.recordings().find(KEY).await.unwrap_err()), RefusalKind::OtherRegion);
}

#[tokio::test]
async fn the_agent_of_a_container_gives_out_the_credentials_or_is_said_to_give_none() {
    let site = site().await;
    let agent = MockServer::start().await;
    let token_file = site.dir.path().join("token");
    std::fs::write(&token_file, "the token of the pod").unwrap();
    let credentials = BucketCredentials::ContainerAddress {
        address: format!("{}/v1/credentials", agent.uri()),
        token_file: token_file.display().to_string(),
    };
    let bucket = Bucket { credentials, ..site.server.bucket("s3://recordings") };
    let given = serde_json::json!({
        "AccessKeyId": ACCESS_KEY, "SecretAccessKey": SECRET_KEY, "Token": "t", "Expiration": "2126-01-01T00:00:00Z",
    });
    let asked = Mock::given(path("/v1/credentials")).and(header("authorization", "the token of the pod"));
    asked.respond_with(ResponseTemplate::new(200).set_body_json(given)).expect(1).mount(&agent).await;
    let recordings = Recordings::in_bucket(&bucket, TIMEOUT).unwrap();
    recordings.put(KEY, said("RIFF")).await.unwrap();
    assert_eq!(recordings.get(KEY).await.unwrap(), said("RIFF"), "asked for once");
    agent.verify().await;

    agent.reset().await;
    Mock::given(path("/v1/credentials")).respond_with(ResponseTemplate::new(404)).mount(&agent).await;
    let error = Recordings::in_bucket(&bucket, TIMEOUT).unwrap().put(KEY, said("RIFF")).await.unwrap_err();
    assert_eq!(kind(&error), RefusalKind::NoCredentials, "{error}");
    assert_eq!(error.to_string(), "the service that gives out credentials for the bucket has answered 404");
    let credentials = BucketCredentials::ContainerAddress {
        address: "http://127.0.0.1:9/v1/credentials".to_owned(),
        token_file: token_file.display().to_string(),
    };
    let bucket = Bucket { credentials, ..bucket };
    let error = Recordings::in_bucket(&bucket, TIMEOUT).unwrap().get(KEY).await.unwrap_err();
    assert_eq!(error.to_string(), "the service that gives out credentials for the bucket does not answer");
}
