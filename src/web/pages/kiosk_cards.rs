//! Badges and PIN slips to print, in the language of those who get them. Whoever calls this has written down that they are
//! shown.

pub mod words;

use askama::Template;
use axum::response::Response;

use self::words::KioskCardWords;
use super::{
    error::PageError,
    layout::{Page, html},
    qr,
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
        kiosk::CredentialKind,
    },
    service::{
        StoreError,
        kiosks::{credentials::KioskSecret, policy::KioskPolicy},
        roster::workspaces,
    },
    web::{Web, guard::SignedIn},
};

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardKind {
    /// A slip with a PIN.
    Slips,
    /// A badge.
    Badges,
}

#[derive(Template)]
#[template(path = "kiosk_cards/cards.html")]
struct CardsPage {
    page: Page,
    employer: String,
    cards: Vec<Card>,
    /// Whose card it is, when it is one.
    only: Option<EmployeeId>,
    /// Whether what was there before has just ended.
    is_new: bool,
    /// Whether this page is the only time that it is shown.
    shown_once: bool,
    more: Option<MoreCards>,
}

/// The form of the next cards.
pub(super) struct MoreCards {
    pub path: &'static str,
    pub fields: Vec<(&'static str, String)>,
}

struct Card {
    words: &'static KioskCardWords,
    name: String,
    number: Option<String>,
    pin: Option<String>,
    /// How wide the code is, and the path of its dark squares.
    qr: Option<(usize, String)>,
    how: &'static str,
}

impl Card {
    fn new(policy: &KioskPolicy, employee: Employee, secret: &KioskSecret) -> Self {
        let words = KioskCardWords::of(employee.details.language);
        let kind = match secret {
            KioskSecret::Pin(_) => policy.method.pin(),
            KioskSecret::Badge(_) => CredentialKind::Badge,
        };
        let (pin, qr) = match secret {
            KioskSecret::Pin(pin) => (Some(pin.expose().to_owned()), None),
            KioskSecret::Badge(badge) => (None, qr::path(badge.expose())),
        };
        let by_number = kind == CredentialKind::NumberPin;
        Self {
            words,
            name: employee.details.name,
            number: employee.details.employee_number.filter(|_| by_number),
            pin,
            qr,
            how: words.how(kind, policy.method.has_badge()),
        }
    }
}

async fn employer(web: &Web, workspace: WorkspaceId) -> Result<String, StoreError> {
    web.store.read(move |tx| workspaces::get_settings(tx, workspace).map(|settings| settings.name)).await
}

/// The card of one employee, new or not.
pub(super) async fn of_one(
    web: &Web,
    signed_in: &SignedIn,
    (policy, kind, is_new): (&KioskPolicy, CardKind, bool),
    (employee, secret): (Employee, KioskSecret),
) -> Result<Response, PageError> {
    let words = &signed_in.words().badges;
    let title = match kind {
        CardKind::Slips => &words.slip,
        CardKind::Badges => &words.badge,
    };
    Ok(html(&CardsPage {
        page: Page::of(signed_in, title, "/employees"),
        employer: employer(web, signed_in.session.user.workspace).await?,
        only: Some(employee.id),
        is_new,
        shown_once: is_new && !policy.may_show_again,
        cards: vec![Card::new(policy, employee, &secret)],
        more: None,
    }))
}

/// The cards of many.
pub(super) async fn of_many(
    web: &Web,
    signed_in: &SignedIn,
    (policy, kind, is_new): (&KioskPolicy, CardKind, bool),
    people: Vec<(Employee, KioskSecret)>,
    more: Option<MoreCards>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().badges;
    let title = match kind {
        CardKind::Slips => &words.slips,
        CardKind::Badges => &words.badges,
    };
    Ok(html(&CardsPage {
        page: Page::of(signed_in, title, "/employees"),
        employer: employer(web, signed_in.session.user.workspace).await?,
        only: None,
        is_new,
        shown_once: is_new && !policy.may_show_again,
        cards: people.into_iter().map(|(employee, secret)| Card::new(policy, employee, &secret)).collect(),
        more,
    }))
}
