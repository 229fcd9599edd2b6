//! What a recording of the demo sounds like.

/// What somebody says, or what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sound {
    /// The caller's name, in the voice of this person.
    NameBy(usize),
    /// Nobody speaks.
    Silence,
    /// Too short for a name.
    Short,
    /// A name that is overdriven.
    Clipped,
    /// No sound at all, though the provider says so.
    Unreadable,
    /// The provider has kept nothing.
    Nothing,
}
