//! A database that does not answer: told when it begins and when it is over, however often it is tried meanwhile.

use std::{error::Error, time::Instant};

use crate::service::{
    StoreError,
    calls::{CallError, missed::MissedCallError},
    costs::read::UsageError,
    kernel::retention::RetentionError,
};

/// Why something that is done again and again was not done.
pub trait Failure: Error + 'static {
    /// Whether it may go well the next time, because the database did not answer.
    fn is_passing(&self) -> bool;
}

impl Failure for StoreError {
    fn is_passing(&self) -> bool {
        Self::is_passing(self)
    }
}

impl Failure for CallError {
    fn is_passing(&self) -> bool {
        Self::is_passing(self)
    }
}

impl Failure for MissedCallError {
    fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) => error.is_passing(),
            Self::Api(_) | Self::Session(_) => false,
        }
    }
}

impl Failure for UsageError {
    fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) => error.is_passing(),
            Self::Api(_) => false,
        }
    }
}

impl Failure for RetentionError {
    fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) => error.is_passing(),
            Self::Files { .. } => false,
        }
    }
}

/// What one loop knows of the database.
#[derive(Debug, Default)]
pub struct Outage {
    since: Option<Instant>,
    /// Whether this round has found no database.
    missed: bool,
}

/// What is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Failed,
    Begun,
}

impl Outage {
    /// Tells why something was not done, where that is news. Gives the value of what was done.
    pub fn note<T, E: Failure>(&mut self, done: Result<T, E>, undone: &'static str) -> Option<T> {
        let error = match done {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        match self.judge(&error, Instant::now()) {
            None => {}
            Some(News::Begun) => tracing::error!(
                error = &error as &dyn Error,
                "{undone}: the database does not answer; it is tried until it does"
            ),
            Some(News::Failed) => tracing::error!(error = &error as &dyn Error, "{undone}"),
        }
        None
    }

    /// Does something and notes it, unless this round has found no database.
    pub async fn tried<T, E: Failure>(
        &mut self,
        work: impl Future<Output = Result<T, E>>,
        undone: &'static str,
    ) -> Option<T> {
        if self.is_on() { None } else { self.note(work.await, undone) }
    }

    /// Whether this round has found no database, so that nothing more need be tried.
    pub const fn is_on(&self) -> bool {
        self.missed
    }

    /// Ends a round; the first one in which everything found the database tells that it is back.
    pub fn end_round(&mut self) {
        if let Some(secs) = self.over(Instant::now()) {
            tracing::info!(secs, "the database answers again; background work goes on");
        }
    }

    fn judge(&mut self, error: &impl Failure, now: Instant) -> Option<News> {
        if !error.is_passing() {
            return Some(News::Failed);
        }
        self.missed = true;
        let known = self.since.is_some();
        self.since.get_or_insert(now);
        (!known).then_some(News::Begun)
    }

    fn over(&mut self, now: Instant) -> Option<u64> {
        if std::mem::take(&mut self.missed) {
            return None;
        }
        self.since.take().map(|since| now.duration_since(since).as_secs())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_outage_is_told_once_and_its_end_once() {
        let (mut outage, now) = (Outage::default(), Instant::now());
        let at = |secs| now + Duration::from_secs(secs);
        let away = || StoreError::Away("refused".into());
        assert_eq!(outage.over(at(0)), None);
        assert_eq!(outage.judge(&away(), at(1)), Some(News::Begun));
        assert_eq!(outage.judge(&StoreError::Busy, at(2)), None);
        assert!(outage.is_on());
        assert_eq!(outage.over(at(2)), None);
        // Another failure is always told, and neither begins nor ends an outage.
        assert!(!outage.is_on());
        assert_eq!(outage.judge(&StoreError::Panicked, at(3)), Some(News::Failed));
        assert_eq!(outage.judge(&CallError::from(away()), at(4)), None);
        assert_eq!(outage.over(at(5)), None);
        assert_eq!(outage.over(at(121)), Some(120));
        assert_eq!(outage.over(at(122)), None);
        assert_eq!(outage.judge(&away(), at(123)), Some(News::Begun));
    }
}
