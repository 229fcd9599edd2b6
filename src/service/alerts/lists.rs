//! Lists of alerts: those that are open in a workspace, and what a user was told of late.

use crate::{
    domain::{
        ids::{UserId, WorkspaceId},
        user::Role,
    },
    service::kernel::alerts::{AlertView, AlertViewer},
    store::{
        StoreError, Tx,
        alert_letters::{self, AlertLetter, FollowedLetter, LetterPart, TextState},
        alerts,
        mails::MailState,
    },
};

/// Alerts of one message that are named; the others are counted.
const MOST_NAMED: usize = 5;

/// The open alerts of a workspace that a role may be told of, the oldest first, at most `limit`; and how many there are.
pub fn list_open(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    role: Role,
    limit: usize,
) -> Result<(Vec<AlertView>, usize), StoreError> {
    let mut open = alerts::list_open(tx, workspace)?;
    open.retain(|alert| alert.kind.is_for(role));
    let mut viewer = AlertViewer::new(tx, workspace)?;
    let views = open.iter().take(limit).map(|alert| viewer.view(tx, alert)).collect::<Result<_, _>>()?;
    Ok((views, open.len()))
}

/// An alert that a message told of.
#[derive(Debug, Clone)]
pub struct ToldAlert {
    /// As it is by now.
    pub alert: AlertView,
    /// Whether the message told that it was over.
    pub is_all_clear: bool,
}

/// A message that went to a user.
#[derive(Debug, Clone)]
pub struct SentLetter {
    /// The message.
    pub letter: AlertLetter,
    /// How far its mail has come.
    pub mail: Option<MailState>,
    /// How far its text has come, and why no further; none where only a mail was sent.
    pub text: Option<TextState>,
    /// What it told.
    pub told: Vec<ToldAlert>,
    /// How many more it told.
    pub others: usize,
}

/// The latest messages to a user.
pub fn list_sent(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    user: UserId,
    limit: usize,
) -> Result<Vec<SentLetter>, StoreError> {
    let letters = alert_letters::list_letters(tx, workspace, user, limit)?;
    let mut viewer = AlertViewer::new(tx, workspace)?;
    let sent = letters.into_iter().map(|FollowedLetter { letter, mail, text }| {
        let told = alert_letters::list_told(tx, letter.id)?;
        let others = told.len().saturating_sub(MOST_NAMED);
        let told = told.into_iter().take(MOST_NAMED).map(|(alert, part)| {
            Ok(ToldAlert { alert: viewer.view(tx, &alert)?, is_all_clear: part == LetterPart::Closed })
        });
        Ok(SentLetter { letter, mail, text, told: told.collect::<Result<_, StoreError>>()?, others })
    });
    sent.collect()
}
