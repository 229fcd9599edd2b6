//! A person who signs in to the pages.

use serde::{Deserialize, Serialize};

use super::{
    ids::{UserId, WorkspaceId},
    language::OfficeLanguage,
    text::{nfc, visible},
};

/// What a user may do; the table is in `web::access`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, users included.
    Owner,
    /// Employees, jobs, the roll-out, settings.
    Admin,
    /// Who is in; unlocking people.
    Manager,
    /// Entries, voice checks, exports.
    Payroll,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Manager, Self::Payroll];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Payroll => "payroll",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A user as the database has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Stays the same whatever their name and address are.
    pub id: UserId,
    /// The one workspace they see.
    pub workspace: WorkspaceId,
    /// What they sign in with, and where their mail goes.
    pub email: Email,
    /// As other users see them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they can sign in.
    pub active: bool,
    /// What pages and mails speak to them.
    pub language: OfficeLanguage,
}

/// An email address as people sign in with it: one `@`, no blanks or control characters, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(String);

/// The text cannot be an email address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that doesn’t look like an email address, such as name@example.com")]
pub struct EmailError;

impl Email {
    /// # Errors
    /// When the text cannot be an address. Line ends are refused, so that none can smuggle in a header.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = visible(text);
        let text = text.trim();
        let fits = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>,;:\"()[]\\".contains(c))
        };
        match text.rsplit_once('@') {
            Some((local, domain))
                if text.len() <= 254
                    && fits(local)
                    && !local.contains('@')
                    && fits(domain)
                    && !domain.starts_with('.')
                    && !domain.ends_with('.')
                    && domain.is_ascii() =>
            {
                Ok(Self(nfc(&text.to_lowercase())))
            }
            _ => Err(EmailError),
        }
    }

    /// The address in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_header_in_it_is_refused() {
        for text in ["", "a", "@b", "a@", "a@b\r\nBcc: c@d.example", "a b@c.example", "a@b@c", "<a@b.example>", "a@.b"]
        {
            assert_eq!(Email::parse(text), Err(EmailError), "{text:?}");
        }
        assert_eq!(Email::parse(" Maria@Example.COM ").unwrap().as_str(), "maria@example.com");
    }

    #[test]
    fn an_address_has_254_characters_at_most_and_no_point_at_either_end_of_its_host() {
        let of = |length: usize| format!("{}@example.com", "x".repeat(length - "@example.com".len()));
        assert!(Email::parse(&of(254)).is_ok() && Email::parse(&of(255)).is_err());
        for text in ["a@b.", "a@.b", "a@münchen.example", "a@b c", "a;b@c.example"] {
            assert_eq!(Email::parse(text), Err(EmailError), "{text}");
        }
        assert_eq!(Email::parse("josé@b.example").unwrap().to_string(), "josé@b.example");
    }

    #[test]
    fn a_role_that_is_stored_is_read_back() {
        let stored = Role::ALL.map(Role::name);
        assert_eq!(stored, ["owner", "admin", "manager", "payroll"]);
        assert_eq!(stored.map(Role::parse), Role::ALL.map(Some));
        assert_eq!(Role::parse("root"), None);
    }
}
