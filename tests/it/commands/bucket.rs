//! Recordings in a bucket, for whoever operates the program: what stops a start, what `doctor` finds, and backups.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use hyper::Method;
use phoneclock::lifecycle::Lifecycle;

use super::{Answer, Desk, SETTINGS, answer, program, running};
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    bucket::{BucketServer, SECRET_KEY, Trouble},
};

/// For what has to end by itself.
const SOON: Duration = Duration::from_secs(60);

/// A desk whose recordings are in a bucket.
struct Site {
    desk: Desk,
    server: BucketServer,
    lifecycle: Lifecycle,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.lifecycle.stop.cancel();
    }
}

impl Site {
    async fn new() -> Self {
        let (desk, lifecycle) = (Desk::new(), Lifecycle::default());
        let server = BucketServer::start(&desk.dir.path().join("s3"), &lifecycle).await;
        let site = Self { desk, server, lifecycle };
        let added = site.run(&["workspace", "add", "Acme", "--time-zone", "America/Chicago"], &[]).await;
        assert_eq!((added.code, added.err.as_str()), (0, ""), "{added:?}");
        assert_eq!(site.server.asked(&Method::PUT, ""), 0, "a command asks nothing of the bucket");
        site
    }

    /// Runs a command with other settings of its own. The server answers meanwhile.
    async fn run(&self, args: &[&str], set: &[(&str, &str)]) -> Answer {
        let mut command = program();
        command.current_dir(self.desk.dir.path()).args(args).envs(SETTINGS).envs(self.server.settings());
        // Nobody answers there, and says so at once.
        let nobody = "http://127.0.0.1:9";
        command.env("PHONECLOCK_PUBLIC_URL", nobody).env("PHONECLOCK_TWILIO_API_BASE", nobody);
        command.envs(set.iter().copied()).timeout(SOON);
        let said = tokio::task::spawn_blocking(move || answer(&mut command)).await.unwrap();
        assert!(
            ![&said.out, &said.err].iter().any(|text| text.contains(SECRET_KEY) || text.contains("hush")),
            "{said:?}"
        );
        said
    }

    /// What doctor finds out about the bucket: whether it is a problem, and in which words.
    async fn examined(&self, set: &[(&str, &str)]) -> Vec<(bool, String)> {
        let found = self.run(&["doctor", "--json"], set).await.json();
        let findings = found.as_array().unwrap().iter().filter(|found| found["about"] == "bucket");
        let read = findings.map(|found| (found["level"] == "problem", found["finding"].as_str().unwrap().to_owned()));
        read.collect()
    }

    async fn problems(&self, set: &[(&str, &str)]) -> Vec<String> {
        self.examined(set).await.into_iter().filter_map(|(is_problem, said)| is_problem.then_some(said)).collect()
    }

    /// Serves until it is told to stop, and says whether it answered calls.
    async fn serves(&self) {
        let (folder, set) = (self.desk.dir.path().to_owned(), self.server.settings());
        let served = tokio::task::spawn_blocking(move || {
            let served = running::serve(&folder, |command: &mut Command| {
                command.envs(set);
            });
            served.answers_calls();
            served.stop()
        });
        assert!(served.await.unwrap().success());
    }

    fn objects(&self) -> Vec<PathBuf> {
        crate::support::files_below(&self.server.object(""))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_marks_the_bucket_and_another_gateway_is_refused_there() {
    let site = Site::new().await;
    site.serves().await;
    assert_eq!(site.objects(), [site.server.object(".phoneclock")]);
    site.serves().await;
    assert!(!site.desk.dir.path().join("recordings").exists(), "and no folder is made");

    std::fs::write(site.server.object(".phoneclock"), "somebody else's").unwrap();
    let refused = site.run(&["serve", "--listen", "127.0.0.1:0"], &[]).await;
    assert_eq!((refused.code, refused.err.lines().count()), (1, 1), "{refused:?}");
    assert!(
        refused.err.contains("PHONECLOCK_RECORDINGS, s3://recordings: the recordings there are of another gateway")
    );
    assert!(refused.err.contains("a prefix or folder of its own"), "{refused:?}");
    let problems = site.problems(&[]).await;
    assert!(problems.len() == 1 && problems[0].starts_with("it is marked as another gateway's; set "), "{problems:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_setting_that_the_bucket_refuses_stops_the_start_by_name_and_an_outage_stops_nothing() {
    let site = Site::new().await;
    for (set, name) in [
        (("AWS_SECRET_ACCESS_KEY", "hush"), "set AWS_SECRET_ACCESS_KEY to the secret of the key"),
        (("AWS_ACCESS_KEY_ID", "AKIDNOBODYS"), "set AWS_ACCESS_KEY_ID to a key that is in use there"),
        (("PHONECLOCK_RECORDINGS", "s3://recordings-2"), "set PHONECLOCK_RECORDINGS to a bucket that is there"),
        (("AWS_SECRET_ACCESS_KEY", ""), "AWS_SECRET_ACCESS_KEY is not set; set it to the secret of the key"),
        (("AWS_ENDPOINT_URL_S3", ""), "AWS_REGION is not set; set it to the region of the bucket"),
        (("AWS_ENDPOINT_URL_S3", "http://s3.example.com"), "AWS_ENDPOINT_URL_S3 is \"http://s3.example.com\""),
        (("PHONECLOCK_RECORDINGS", "s3://Recordings"), "PHONECLOCK_RECORDINGS is \"s3://Recordings\""),
    ] {
        let refused = site.run(&["serve", "--listen", "127.0.0.1:0"], &[set]).await;
        assert_eq!(
            (refused.code, refused.err.lines().filter(|line| line.contains("set ")).count()),
            (1, 1),
            "{refused:?}"
        );
        assert!(refused.err.contains(name), "{name}: {refused:?}");
    }
    for trouble in [Trouble::SlowDown, Trouble::OtherTime] {
        site.server.set_trouble(trouble);
        site.serves().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_tries_all_that_the_gateway_asks_and_leaves_nothing() {
    let site = Site::new().await;
    let found = site.examined(&[]).await;
    let words = [
        "a file can be written",
        "nothing is written over another file",
        "it is read as it was written",
        "it is listed",
        "a missing file is known to be missing",
        "nobody reads it without a signature",
        "it can be deleted",
        "then it is gone",
        "it is not marked yet; `phoneclock serve` does that at its next start",
    ];
    assert_eq!(found, words.map(|said| (false, said.to_owned())));
    assert_eq!(site.objects(), Vec::<PathBuf>::new());
    let below = site.examined(&[("PHONECLOCK_RECORDINGS", "s3://recordings/a/b")]).await;
    assert!(below.len() == words.len() && below.iter().all(|(is_problem, _)| !is_problem), "{below:?}");

    let offline = site.run(&["doctor", "--offline", "--json"], &[]).await.json();
    assert!(offline.as_array().unwrap().iter().all(|found| found["about"] != "bucket"), "{offline}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_has_words_for_each_fault_and_for_what_to_do() {
    let site = Site::new().await;
    for (trouble, words) in [
        (Trouble::SlowDown, vec!["a file cannot be written: the bucket has answered 503 SlowDown; it is tried again"]),
        (Trouble::NoListing, vec!["what is there cannot be listed: ", "a missing file looks as if it were forbidden"]),
        (Trouble::NoDeleting, vec!["so there may be no Object Lock", "a deleted file is still there"]),
        (Trouble::DeletesNothing, vec!["a deleted file is still there"]),
        (Trouble::WritesOver, vec!["this server ignores If-None-Match"]),
        (Trouble::Public, vec!["block public access to the bucket"]),
        (Trouble::OtherTime, vec!["RequestTimeTooSkewed; set the clock of this machine"]),
        (Trouble::OtherRegion, vec!["set AWS_REGION to the region of the bucket"]),
        (Trouble::WrongBytes, vec!["something else was read than what was written"]),
    ] {
        site.server.set_trouble(trouble);
        let problems = site.problems(&[]).await;
        assert_eq!(problems.len(), words.len(), "{trouble:?}: {problems:?}");
        for (said, word) in problems.iter().zip(words) {
            assert!(said.contains(word), "{trouble:?}: {word} in {said}");
        }
    }
    site.server.set_trouble(None);
    for (set, word) in [
        (
            ("AWS_SECRET_ACCESS_KEY", "hush"),
            "SignatureDoesNotMatch; set AWS_SECRET_ACCESS_KEY to the secret of the key",
        ),
        (("AWS_ACCESS_KEY_ID", "AKIDNOBODYS"), "set AWS_ACCESS_KEY_ID to a key that is in use there"),
        (("PHONECLOCK_RECORDINGS", "s3://recordings-2"), "set PHONECLOCK_RECORDINGS to a bucket that is there"),
        (("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"), "the bucket cannot be reached: "),
    ] {
        let problems = site.problems(&[set]).await;
        assert!(problems.len() == 1 && problems[0].contains(word), "{word}: {problems:?}");
    }
}

/// A command over a gateway on a bucket.
async fn beside(test: &TestGateway, args: &[&str], folder: &Path) -> Answer {
    let mut command = program();
    command.args(args).arg("--data-dir").arg(folder).arg("--key-file").arg(test.dir.path().join("key"));
    command.envs(test.bucket().settings()).timeout(SOON);
    tokio::task::spawn_blocking(move || answer(&mut command)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_reads_the_bucket_and_a_restore_writes_into_it() {
    let test = TestGateway::start_on_bucket().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let recording = test.only_entry().await.voice_checks[0].recording.clone().unwrap();
    let object = test.bucket().object(&recording);
    let said = std::fs::read(&object).unwrap();

    // Before anything else a command binds the database to its key file.
    let found = beside(&test, &["doctor", "--json"], test.dir.path()).await;
    assert!(found.out.contains("the one voice check is there and unchanged"), "{found:?}");
    let to = tempfile::tempdir().unwrap();
    let file = to.path().join("all.tar").display().to_string();
    let backed_up = beside(&test, &["backup", &file, "--json"], test.dir.path()).await.json();
    assert_eq!((&backed_up["recordings"], &backed_up["missing"]), (&1.into(), &serde_json::json!([])), "{backed_up}");

    std::fs::remove_file(&object).unwrap();
    let found = beside(&test, &["doctor", "--json"], test.dir.path()).await;
    assert!(found.out.contains("1 recording cannot be read"), "{found:?}");
    let restored = beside(&test, &["restore", &file, "--json"], test.dir.path()).await.json();
    assert_eq!((&restored["recordings"], &restored["kept"]), (&1.into(), &0.into()), "{restored}");
    assert_eq!(std::fs::read(&object).unwrap(), said);

    std::fs::write(&object, "something else").unwrap();
    let refused = beside(&test, &["restore", &file], test.dir.path()).await;
    assert!(refused.code == 1 && refused.err.contains("is there already with other content"), "{refused:?}");
    std::fs::write(test.bucket().object(".phoneclock"), "somebody else's").unwrap();
    let refused = beside(&test, &["restore", &file], &to.path().join("new")).await;
    assert!(refused.code == 1 && refused.err.contains("marked as another gateway's"), "{refused:?}");
    test.bucket().set_trouble(Trouble::SlowDown);
    let refused = beside(&test, &["backup", &format!("{file}-2")], test.dir.path()).await;
    assert!(refused.code == 1 && refused.err.contains("503 SlowDown"), "{refused:?}");
    assert!(!Path::new(&format!("{file}-2")).exists());
}
