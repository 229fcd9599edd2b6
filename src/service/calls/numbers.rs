//! What is different about a call because of the number that was dialed.

use crate::{
    domain::{dialed::DialedNumber, ids::WorkspaceId, language::Language},
    store::{StoreError, Tx, calls::Call, workspaces},
};

/// What is different about calls to one number.
#[derive(Debug, Clone)]
pub(super) struct NumberRule {
    /// What callers hear whom nobody knows yet.
    pub language: Language,
    /// What they are greeted with in the place of the usual words.
    pub greeting: Option<String>,
    /// Whose people alone can sign in.
    pub workspace: Option<WorkspaceId>,
}

/// The numbers of a gateway, each with its provider.
#[derive(Debug, Clone, Default)]
pub struct NumberBook(Vec<(DialedNumber, NumberRule)>);

/// A number is bound to a workspace that there is not.
#[derive(Debug, thiserror::Error)]
#[error("no workspace is named {0:?}")]
pub struct NoSuchWorkspace(pub String);

impl NumberBook {
    /// Finds the workspaces that numbers are bound to; the name of one that there is not in the place of the book.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open(tx: &mut dyn Tx, numbers: Vec<DialedNumber>) -> Result<Result<Self, NoSuchWorkspace>, StoreError> {
        let mut book = Vec::with_capacity(numbers.len());
        for number in numbers {
            let workspace = match &number.workspace {
                None => None,
                Some(name) => match workspaces::find_workspace_named(tx, name)? {
                    Some(found) => Some(found.id),
                    None => return Ok(Err(NoSuchWorkspace(name.clone()))),
                },
            };
            let rule = NumberRule { language: number.language, greeting: number.greeting.clone(), workspace };
            book.push((number, rule));
        }
        Ok(Ok(Self(book)))
    }

    /// What is different about this call, if anything.
    pub(super) fn of_call(&self, call: &Call) -> Option<&NumberRule> {
        self.find(&call.provider, &call.dialed)
    }

    /// The same by the provider and the number as it was dialed. A number is its own provider's: what another one says
    /// of it is somebody else's number.
    pub(super) fn find(&self, provider: &str, dialed: &str) -> Option<&NumberRule> {
        let is_it = |number: &DialedNumber| number.number.as_str() == dialed && number.provider == provider;
        self.0.iter().find(|(number, _)| is_it(number)).map(|(_, rule)| rule)
    }
}
