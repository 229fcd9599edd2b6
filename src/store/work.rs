//! Work for the database, whatever it answers. What runs it knows one kind of work, so that neither engine is compiled
//! anew for each thing that is asked.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use super::{error::StoreError, tx::Tx};

/// That work has failed, and is to be undone. Why is told to whoever asked alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Undone;

/// What is done in a transaction.
pub(super) trait Work {
    /// Does it, in a transaction that has begun.
    fn run(&mut self, tx: &mut dyn Tx) -> Result<(), Undone>;
}

/// Work that somebody waits for on another thread.
pub(super) trait QueuedJob: Work + Send {
    /// Tells whoever asked what has become of it: once it is durable, or that it is not.
    fn end(self: Box<Self>, stored: Result<(), StoreError>);
}

/// Work that is on its way, and when its answer is there.
pub(super) struct Asked {
    pub work: Box<dyn QueuedJob>,
    pub told: oneshot::Receiver<()>,
}

/// Where the answer will be.
pub(super) struct Answer<T, E>(Arc<Mutex<Option<Result<T, E>>>>);

impl<T, E: From<StoreError>> Answer<T, E> {
    /// The answer to work that has been seen to its end, or why it was not.
    pub(super) fn take(self, seen: Result<(), StoreError>) -> Result<T, E> {
        seen?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_else(|| Err(StoreError::Closed.into()))
    }
}

/// Makes work of what is done in the transaction, and of what follows once that is durable, whether or not whoever asked
/// still waits.
pub(super) fn asked<T, A, E, F, G>(work: F, then: G) -> (Asked, Answer<T, E>)
where
    F: FnOnce(&mut dyn Tx) -> Result<(T, A), E> + Send + 'static,
    G: FnOnce(A) + Send + 'static,
    T: Send + 'static,
    A: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let answer = Arc::new(Mutex::new(None));
    let (tell, told) = oneshot::channel();
    let job = Job { part: Part { work: Some(work), outcome: None }, then, answer: Arc::clone(&answer), tell };
    (Asked { work: Box::new(job), told }, Answer(answer))
}

/// The same where nothing follows.
pub(super) fn asked_alone<T, E, F>(work: F) -> (Asked, Answer<T, E>)
where
    F: FnOnce(&mut dyn Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    asked(move |tx| work(tx).map(|value| (value, ())), |()| ())
}

/// Work that is done at once, by whoever waits for it: `does` hands it to a transaction.
pub(super) fn done<T, E: From<StoreError>>(
    work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    does: impl FnOnce(&mut dyn Work) -> Result<(), StoreError>,
) -> Result<T, E> {
    let mut part = Part { work: Some(work), outcome: None };
    let stored = does(&mut part);
    outcome_of(part.outcome, stored)
}

/// What is done, and then what came of it.
struct Part<F, T> {
    work: Option<F>,
    outcome: Option<T>,
}

impl<F, T, E> Work for Part<F, Result<T, E>>
where
    F: FnOnce(&mut dyn Tx) -> Result<T, E>,
{
    fn run(&mut self, tx: &mut dyn Tx) -> Result<(), Undone> {
        let outcome = self.work.take().ok_or(Undone)?(tx);
        let done = if outcome.is_ok() { Ok(()) } else { Err(Undone) };
        self.outcome = Some(outcome);
        done
    }
}

struct Job<T, A, E, F, G> {
    part: Part<F, Result<(T, A), E>>,
    then: G,
    answer: Arc<Mutex<Option<Result<T, E>>>>,
    tell: oneshot::Sender<()>,
}

impl<T, A, E, F, G> Work for Job<T, A, E, F, G>
where
    F: FnOnce(&mut dyn Tx) -> Result<(T, A), E>,
{
    fn run(&mut self, tx: &mut dyn Tx) -> Result<(), Undone> {
        self.part.run(tx)
    }
}

impl<T, A, E, F, G> QueuedJob for Job<T, A, E, F, G>
where
    F: FnOnce(&mut dyn Tx) -> Result<(T, A), E> + Send,
    G: FnOnce(A) + Send,
    T: Send,
    A: Send,
    E: From<StoreError> + Send,
{
    fn end(self: Box<Self>, stored: Result<(), StoreError>) {
        let Self { part, then, answer, tell } = *self;
        let outcome = outcome_of(part.outcome, stored).map(|(value, left)| {
            then(left);
            value
        });
        *answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        // Whoever asked may have gone; the work is done all the same.
        let _ = tell.send(());
    }
}

/// Its own error is what work is about, whatever came of undoing it.
fn outcome_of<T, E: From<StoreError>>(outcome: Option<Result<T, E>>, stored: Result<(), StoreError>) -> Result<T, E> {
    match (outcome, stored) {
        (Some(Err(error)), _) => Err(error),
        (Some(Ok(value)), Ok(())) => Ok(value),
        (_, Err(error)) => Err(error.into()),
        (None, Ok(())) => Err(StoreError::Panicked.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{
        Hold,
        tx::{Row, Value},
    };

    struct NoTx;

    impl Tx for NoTx {
        fn execute(&mut self, _: &str, _: &[Value]) -> Result<usize, StoreError> {
            Ok(0)
        }

        fn query(&mut self, _: &str, _: &[Value]) -> Result<Vec<Row>, StoreError> {
            Ok(Vec::new())
        }

        fn each(
            &mut self,
            _: &str,
            _: &[Value],
            _: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
        ) -> Result<(), StoreError> {
            Ok(())
        }

        fn hold(&mut self, _: Hold) -> Result<(), StoreError> {
            Ok(())
        }
    }

    /// What is answered, and whether what follows was done.
    fn ended(
        does: Result<u32, StoreError>,
        is_run: bool,
        stored: Result<(), StoreError>,
    ) -> (Result<u32, StoreError>, bool) {
        let (follow, followed) = std::sync::mpsc::channel();
        let (mut asked, answer) = asked(move |_| does.map(|value| (value, ())), move |()| follow.send(()).unwrap());
        if is_run {
            let _ = asked.work.run(&mut NoTx);
        }
        asked.work.end(stored);
        assert!(asked.told.try_recv().is_ok());
        (answer.take(Ok(())), followed.try_recv().is_ok())
    }

    #[test]
    fn what_is_stored_is_answered_and_followed_and_nothing_else_is() {
        assert!(matches!(ended(Ok(7), true, Ok(())), (Ok(7), true)));
        assert!(matches!(ended(Ok(7), true, Err(StoreError::Busy)), (Err(StoreError::Busy), false)));
        assert!(matches!(ended(Ok(7), false, Err(StoreError::Busy)), (Err(StoreError::Busy), false)));
        assert!(matches!(ended(Err(StoreError::Closed), true, Ok(())), (Err(StoreError::Closed), false)));
        assert!(matches!(
            ended(Err(StoreError::Closed), true, Err(StoreError::Busy)),
            (Err(StoreError::Closed), false)
        ));
        assert!(matches!(ended(Ok(7), false, Ok(())), (Err(StoreError::Panicked), false)));
    }
}
