//! Why the store did not do what it was asked, whichever database is beneath.

/// What a database, its driver or the system said.
pub(super) type Source = Box<dyn std::error::Error + Send + Sync>;

/// "The store fails": what every function that takes a [`Tx`](super::Tx), and every read and write of a
/// [`Db`](super::Db), answers instead of a value.
///
/// The unit of failure is the whole piece of work given to [`Db::write`](super::Db::write): when it answers with one of
/// these, nothing that it did was kept, with the one exception of [`UnknownCommit`](Self::UnknownCommit). What others
/// wrote at the same moment is not touched by it. A failed read never changes anything.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program, or another writer, held the database for longer than we wait (seconds, see
    /// [`deadline`](super::deadline)). Worth another try.
    #[error("the database is held by others for too long; nothing was changed")]
    Busy,
    /// The database cannot be reached, or the one that is reached takes no writes: it starts, stops, or has handed over to
    /// another one. Worth another try. Never where the database is a file of this machine.
    #[error("the database cannot be reached; nothing was changed")]
    Away(#[source] Source),
    /// A row with the same key is there already.
    #[error("the database holds such a row already")]
    Taken(#[source] Source),
    /// The database refused a statement for a rule of the schema other than a key, or because it cannot be run: a
    /// fault of ours.
    #[error("the database refused a statement")]
    Refused(#[source] Source),
    /// The transaction ended before its commit, or the commit failed.
    #[error("the changes could not be committed; nothing was changed")]
    Lost(#[source] Source),
    /// The commit was sent, and nobody knows whether it is on the disk. The work may have been done.
    #[error("nobody knows whether the changes were kept; look before you try again")]
    UnknownCommit(#[source] Source),
    /// The database itself is broken, or none at all.
    #[error("the database is damaged; stop the gateway and let `phoneclock doctor` say what to do")]
    Damaged(#[source] Source),
    /// The disk beneath is full, read-only or failing, or a file cannot be opened; this says nothing about what is on it.
    #[error("a file of the database cannot be used")]
    Disk(#[source] Source),
    /// A value was read that the program does not know; the text names what was expected.
    #[error("the database holds something that cannot be read: {0}")]
    Unreadable(&'static str),
    /// A statement that must change a known number of rows changed another number.
    #[error("a statement changed {changed} rows where it should have changed {expected}")]
    RowCount {
        /// How many it changed.
        changed: usize,
        /// How many it should have changed.
        expected: usize,
    },
    /// Nothing is read or written any more, because the program is stopping.
    #[error("the store is shutting down")]
    Closed,
    /// The work itself panicked.
    #[error("the work on the database broke off; nothing was changed")]
    Panicked,
}

impl StoreError {
    /// Whether the same work may succeed when it is done again in a moment, and what it does is then done once: nothing
    /// was changed, or whoever does it again finds what was.
    ///
    /// [`Lost`](Self::Lost) is none of them: after it a disk is full, or the program has to be started again.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Busy | Self::Away(_) | Self::UnknownCommit(_) => true,
            Self::Taken(_)
            | Self::Refused(_)
            | Self::Lost(_)
            | Self::Damaged(_)
            | Self::Disk(_)
            | Self::Unreadable(_)
            | Self::RowCount { .. }
            | Self::Closed
            | Self::Panicked => false,
        }
    }

    /// Whether the work may have been done although it failed.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::UnknownCommit(_))
    }

    /// The same failure, for each of those who shared a commit.
    pub(super) fn again(&self) -> Self {
        let repeated = |source: &Source| Source::from(source.to_string());
        match self {
            Self::Busy => Self::Busy,
            Self::Away(source) => Self::Away(repeated(source)),
            Self::Taken(source) => Self::Taken(repeated(source)),
            Self::Refused(source) => Self::Refused(repeated(source)),
            Self::Lost(source) => Self::Lost(repeated(source)),
            Self::UnknownCommit(source) => Self::UnknownCommit(repeated(source)),
            Self::Damaged(source) => Self::Damaged(repeated(source)),
            Self::Disk(source) => Self::Disk(repeated(source)),
            Self::Unreadable(what) => Self::Unreadable(what),
            Self::RowCount { changed, expected } => Self::RowCount { changed: *changed, expected: *expected },
            Self::Closed => Self::Closed,
            Self::Panicked => Self::Panicked,
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error.into())
    }
}
