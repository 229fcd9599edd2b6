//! Why the hours of one person cannot be in a file.

/// What the form of a file cannot carry. Jobs are called what the workspace calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportRefusal {
    /// The profile names jobs by their accounting codes, and this one has none.
    NoAccountingCode {
        /// The job.
        job: String,
    },
    /// ADP knows people by a number of a few digits.
    AdpFileNumber {
        /// What they would be known by.
        number: String,
        /// The most digits there may be.
        max: usize,
    },
    /// ADP knows jobs by a few capitals and digits.
    AdpJob {
        /// The job.
        job: String,
        /// What the file would call it.
        named: String,
        /// The most characters there may be.
        max: usize,
    },
    /// ADP's columns take no more than 99,999.99 hours.
    AdpHours,
    /// Gusto needs a first and a last name.
    GustoName,
    /// Spreadsheets would take a part of the name for a formula, and Gusto would not know it behind a sign.
    GustoFormula,
    /// Gusto's own IDs have so many letters and digits.
    GustoId {
        /// What they would be known by.
        id: String,
        /// How long it would have to be.
        length: usize,
    },
    /// Gusto takes no hours back.
    GustoTakenBack,
    /// Paychex knows people by a few letters and digits.
    PaychexWorker {
        /// What they would be known by.
        id: String,
        /// The most characters there may be.
        max: usize,
    },
    /// Paychex knows jobs by a few letters and digits.
    PaychexJob {
        /// The job.
        job: String,
        /// What the file would call it.
        named: String,
        /// The most characters there may be.
        max: usize,
    },
    /// Paychex takes no more than 999.99 hours in a line.
    PaychexHours,
    /// QuickBooks Desktop would not know somebody's name.
    QuickBooksName {
        /// What they would be known by.
        name: String,
        /// Why not.
        error: QuickBooksNameError,
    },
    /// QuickBooks Desktop would not know a job's name.
    QuickBooksJob {
        /// The job.
        job: String,
        /// Why not.
        error: QuickBooksNameError,
    },
    /// QuickBooks Desktop takes no hours back.
    QuickBooksTakenBack,
    /// QuickBooks Time takes no hours back.
    QuickBooksTimeTakenBack,
}

/// Why QuickBooks Desktop would not know a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuickBooksNameError {
    /// There is a character in it, given as it can be shown, that its lists cannot have.
    #[error("QuickBooks Desktop has no name with \"{0}\" in it")]
    Character(String),
    /// It begins like a formula.
    #[error("spreadsheets would take the name for a formula")]
    Formula,
}
