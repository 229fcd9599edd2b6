//! What lies beside the phone: the number to call, from which numbers, and who one may be.

/// A number that one can call from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerNumber {
    /// What the page calls the number.
    pub name: String,
    /// As the provider tells it; `anonymous` when the caller hides it.
    pub number: String,
}

/// Somebody made up, whom anybody may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The whole name, said for the voice check.
    pub name: String,
    /// The phone clock ID to key in.
    pub id: String,
    /// The PIN to key in; shown on the page, as the person is made up.
    pub pin: String,
    /// Their own number, to call from.
    pub phone: String,
    /// The language's own name.
    pub language: String,
}

/// What the page shows beside the phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhoneBook {
    /// The number that is called.
    pub number: String,
    /// The first one is chosen until somebody chooses another. No other number can be called from.
    pub callers: Vec<CallerNumber>,
    /// Everybody whose ID and PIN may be used.
    pub people: Vec<Person>,
    /// Codes and names.
    pub jobs: Vec<(String, String)>,
    /// How to place a call from a terminal, for browsers without scripts.
    pub command: String,
}

impl PhoneBook {
    /// Whether these keys are known to be no secret. All others may be a PIN, at whatever question they were pressed.
    pub(super) fn is_public(&self, keys: &str) -> bool {
        self.people.iter().any(|person| person.id == keys) || self.jobs.iter().any(|(code, _)| code == keys)
    }
}
