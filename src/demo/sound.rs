//! What a recording of the demo sounds like.

/// What somebody says, or what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sound {
    /// The own name, by this person.
    NameBy(usize),
    Silence,
    Short,
    Clipped,
    /// No sound at all, though the provider says so.
    Unreadable,
    /// The provider has kept nothing.
    Nothing,
}
