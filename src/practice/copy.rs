//! One throw-away gateway a call: its folder, its listener, and that both go.

use std::{
    io::ErrorKind,
    net::SocketAddr,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::domain::secret::Secret;
use futures::future::{BoxFuture, FutureExt};
use tokio::{net::TcpListener, sync::OwnedSemaphorePermit};
use tokio_util::sync::{CancellationToken, DropGuard};
use url::Url;

use super::{
    CopyServer,
    lessons::{CallSummary, learned},
};
use crate::{
    disk,
    domain::language::Language,
    phone::{CallTarget, PhoneBook, PhoneEvent, SeparateLine},
    provider::twilio::{Twilio, TwilioConfig, TwilioConfigError, Voices},
    service::{
        Services,
        practice::{PracticeError, PracticeVisitor, copy_services, find_outcome},
    },
    simulator::{CallReport, PlaceCall, RecordingShelf, SimulatedRecordings, Simulator},
};

/// The caller of a practice call: a page has no number to recognize anybody by.
const CALLER: &str = "anonymous";
/// The number that practice calls go to when the gateway has no dial-in number.
const NO_NUMBER: &str = "+15555550100";

/// Why a throw-away gateway could not be made.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PracticeCopyError {
    #[error("the folder for practice calls, {path}, cannot be used{owner}; make it writable or delete it")]
    Folder { path: PathBuf, owner: String, source: std::io::Error },
    #[error("a practice call could not be answered")]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Copy(#[from] PracticeError),
    #[error(transparent)]
    Provider(#[from] TwilioConfigError),
    #[error(transparent)]
    Address(#[from] url::ParseError),
}

pub(super) struct Copies {
    services: Arc<Services>,
    folder: PathBuf,
    answer: CopyServer,
    stop: CancellationToken,
}

impl Copies {
    /// The folder in which copies are made; what a crash has left in it is removed.
    pub fn new(
        services: Arc<Services>,
        folder: PathBuf,
        answer: CopyServer,
        stop: CancellationToken,
    ) -> Result<Self, PracticeCopyError> {
        let unusable = |source| {
            let (path, owner) = (folder.clone(), disk::belongs_to(&folder));
            PracticeCopyError::Folder { path, owner, source }
        };
        match std::fs::remove_dir_all(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unusable(error)),
        }
        make_folder(&folder).map_err(unusable)?;
        Ok(Self { services, folder, answer, stop })
    }

    /// With a shelf of its own, so that what was said goes with the call.
    pub fn simulator(&self) -> Simulator {
        Simulator::new(Arc::clone(self.services.store.entropy()), RecordingShelf::Here(SimulatedRecordings::default()))
    }

    /// A number that is never called, since each practice call brings its own.
    pub fn nowhere(&self) -> Result<PlaceCall, PracticeCopyError> {
        let token = Secret::from(self.hex());
        Ok(PlaceCall::new(Url::parse("http://127.0.0.1:9/voice/twilio")?, &self.sid(), token, CALLER, NO_NUMBER))
    }

    /// A gateway for one call, and the way to it.
    pub async fn make(
        &self,
        who: PracticeVisitor,
        language: Language,
        permits: Vec<OwnedSemaphorePermit>,
    ) -> Result<SeparateLine, PracticeCopyError> {
        let folder = Folder(self.folder.join(self.hex()));
        make_folder(&folder.0)?;
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let (sid, token) = (self.sid(), self.hex());
        // Nothing is fetched from the provider: the copy has nobody who would do background work.
        let config = TwilioConfig::new(
            &sid,
            vec![Secret::from(token.as_str())],
            "http://127.0.0.1:9",
            &base,
            Voices::default(),
        )?;
        let provider = Arc::new(Twilio::new(config)?);
        let public_url = Url::parse(&base)?;
        let services = copy_services(&self.services, &folder.0, who, language, provider, public_url).await?;
        let stop = self.stop.child_token();
        (self.answer)(listener, Arc::clone(&services), stop.clone());
        let to = self.services.dial_in_number.as_ref().map_or(NO_NUMBER, |number| number.as_str());
        let webhook = Url::parse(&format!("{base}/voice/twilio"))?;
        let mut number = PlaceCall::new(webhook, &sid, Secret::from(token), CALLER, to);
        number.status_callback = Some(Url::parse(&format!("{base}/voice/twilio/status"))?);
        let behind = Copy { services, language, _stop: stop.drop_guard(), _folder: folder, _permits: permits };
        Ok(SeparateLine {
            simulator: self.simulator(),
            number,
            book: PhoneBook::default(),
            wire: false,
            behind: Box::new(behind),
        })
    }

    fn sid(&self) -> String {
        format!("AC{}", self.hex())
    }

    fn hex(&self) -> String {
        let mut bytes = [0_u8; 16];
        self.services.store.entropy().fill(&mut bytes);
        format!("{:032x}", u128::from_be_bytes(bytes))
    }
}

/// Makes a folder that nobody else on the machine can read.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// A folder that is removed, with everything in it, when this is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the folder of a practice call stays until the next start"
            );
        }
    }
}

/// A throw-away gateway that answers; dropped, it stops, and its folder goes.
struct Copy {
    services: Arc<Services>,
    language: Language,
    _stop: DropGuard,
    _folder: Folder,
    _permits: Vec<OwnedSemaphorePermit>,
}

impl CallTarget for Copy {
    fn farewell<'a>(&'a self, report: &'a CallReport) -> BoxFuture<'a, Option<PhoneEvent>> {
        async move {
            let outcome = self.services.store.read(find_outcome).await.ok()?;
            Some(learned(self.language, CallSummary::new(report, outcome), report.seconds))
        }
        .boxed()
    }
}
