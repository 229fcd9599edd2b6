//! Everything that the gateway asks of a bucket, tried with a file that is gone afterwards.

use bytes::Bytes;
use futures::StreamExt;
use object_store::{ObjectStoreExt, path::Path as Key};

use super::{
    Created, Recordings, RecordingsError, RefusalKind, Shelf,
    bucket::{self, Signing},
    refusal,
};
use crate::domain::entropy::Entropy;

/// One thing that was tried.
#[derive(Debug)]
pub struct Trial {
    /// What.
    pub step: TrialStep,
    /// What came of it.
    pub outcome: Result<(), TrialFault>,
}

/// What is tried, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrialStep {
    /// A file is written.
    Put,
    /// Another one under its name is refused.
    PutAgain,
    /// It is read.
    Get,
    /// It is in the list of what is there.
    List,
    /// One that is not there is known to be missing.
    Missing,
    /// Nobody reads it without a signature.
    Unsigned,
    /// It is deleted.
    Delete,
    /// It is gone.
    Gone,
}

/// Why something is not as it must be.
#[derive(Debug)]
pub enum TrialFault {
    /// The bucket refuses it, or does not answer.
    Failed(RecordingsError),
    /// It was written over.
    Overwritten,
    /// Something else was read.
    OtherContent,
    /// It is not in the list.
    NotListed,
    /// What is missing looks as if it were forbidden.
    Forbidden,
    /// Anybody may read it.
    Public,
    /// It is there still.
    StillThere,
}

impl From<RecordingsError> for TrialFault {
    fn from(error: RecordingsError) -> Self {
        Self::Failed(error)
    }
}

/// Files are listed by the thousand.
const PAGE: usize = 1_000;

impl Recordings {
    /// Tries what the gateway asks of a bucket; nothing for a folder. Where nothing can be written, nothing else is tried.
    pub async fn try_out(&self, entropy: &dyn Entropy) -> Vec<Trial> {
        let Shelf::Bucket(..) = &self.shelf else { return Vec::new() };
        let mut random = [0; 16];
        entropy.fill(&mut random);
        // Before all workspaces in any list.
        let name = format!(".phoneclock-doctor-{}", base16ct::lower::encode_string(&random));
        let content = Bytes::from(format!("tried by phoneclock doctor: {name}\n"));
        let put = self.put(&name, content.clone()).await.map(|_| ()).map_err(TrialFault::from);
        let is_written = put.is_ok();
        let mut trials = vec![Trial { step: TrialStep::Put, outcome: put }];
        if is_written {
            let steps = [
                (TrialStep::PutAgain, self.try_again(&name, &content).await),
                (TrialStep::Get, self.try_reading(&name, &content).await),
                (TrialStep::List, self.try_listing(&name).await),
                (TrialStep::Missing, self.try_missing(&name).await),
                (TrialStep::Unsigned, self.try_unsigned(&name).await),
                (TrialStep::Delete, self.delete(&name).await.map_err(TrialFault::from)),
                (TrialStep::Gone, self.is_gone(&name).await),
            ];
            trials.extend(steps.map(|(step, outcome)| Trial { step, outcome }));
        }
        trials
    }

    async fn try_again(&self, name: &str, content: &Bytes) -> Result<(), TrialFault> {
        match self.create(name, content.clone()).await? {
            Created::Before => Ok(()),
            Created::Now => Err(TrialFault::Overwritten),
        }
    }

    async fn try_reading(&self, name: &str, content: &Bytes) -> Result<(), TrialFault> {
        if self.get(name).await? == *content { Ok(()) } else { Err(TrialFault::OtherContent) }
    }

    async fn try_listing(&self, name: &str) -> Result<(), TrialFault> {
        let page = async {
            let mut listed = self.files.list(None).take(PAGE);
            while let Some(file) = listed.next().await {
                if file?.location.as_ref() == name {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        if self.ask(page).await? { Ok(()) } else { Err(TrialFault::NotListed) }
    }

    async fn try_missing(&self, name: &str) -> Result<(), TrialFault> {
        match self.exists(&format!("{name}-none")).await {
            Ok(false) => Ok(()),
            Ok(true) => Err(TrialFault::StillThere),
            Err(RecordingsError::Refused(refusal)) if refusal.kind() == RefusalKind::Denied => {
                Err(TrialFault::Forbidden)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn try_unsigned(&self, name: &str) -> Result<(), TrialFault> {
        let Shelf::Bucket(place, timeout) = &self.shelf else { return Ok(()) };
        let stranger = bucket::open(place, *timeout, Signing::Off).map_err(RecordingsError::Client)?;
        let path = Key::from(name);
        let asked = tokio::time::timeout(*timeout, stranger.get(&path));
        match asked.await.map_err(|_| RecordingsError::TimedOut(*timeout))?.map_err(refusal::explain) {
            Ok(_) => Err(TrialFault::Public),
            Err(RecordingsError::Refused(refusal)) if refusal.kind() != RefusalKind::Busy => Ok(()),
            // Some servers do not tell strangers what is there.
            Err(RecordingsError::Missing) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn is_gone(&self, name: &str) -> Result<(), TrialFault> {
        match self.exists(name).await {
            Ok(true) => Err(TrialFault::StillThere),
            Ok(false) => Ok(()),
            // That a missing file looks forbidden has been said.
            Err(RecordingsError::Refused(refusal)) if refusal.kind() == RefusalKind::Denied => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
