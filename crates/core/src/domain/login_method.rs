//! How a user signs in, and who gives whom a PIN to sign in by.

use super::user::Role;

/// How a user signs in to the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoginMethod {
    /// With the password, anywhere.
    Password,
    /// With the password anywhere, and by PIN on approved devices.
    PasswordAndPin,
    /// By PIN on approved devices, and nowhere else.
    PinOnly,
}

impl LoginMethod {
    /// Every method, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Password, Self::PasswordAndPin, Self::PinOnly];

    /// What the database and forms call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::PasswordAndPin => "password and pin",
            Self::PinOnly => "pin only",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// Whether a password lets the user in.
    #[must_use]
    pub const fn takes_password(self) -> bool {
        match self {
            Self::Password | Self::PasswordAndPin => true,
            Self::PinOnly => false,
        }
    }

    /// Whether a PIN lets the user in on an approved device.
    #[must_use]
    pub const fn takes_pin(self) -> bool {
        match self {
            Self::PasswordAndPin | Self::PinOnly => true,
            Self::Password => false,
        }
    }
}

impl Role {
    /// Whether the user's PIN unlocks and clocks others at a kiosk.
    #[must_use]
    pub const fn supervises(self) -> bool {
        match self {
            Self::Owner | Self::Admin | Self::Manager => true,
            Self::Payroll => false,
        }
    }

    /// Whether somebody in this role gives a PIN to somebody in that one, or takes it away. Whoever does may know the
    /// PIN, so nobody does it for those who may do more.
    #[must_use]
    pub const fn may_set_pin_of(self, other: Self) -> bool {
        match (self, other) {
            (Self::Owner, Self::Owner | Self::Admin | Self::Manager | Self::Payroll)
            | (Self::Admin, Self::Admin | Self::Manager | Self::Payroll)
            | (Self::Manager, Self::Manager | Self::Payroll) => true,
            (Self::Admin | Self::Manager, Self::Owner) | (Self::Manager, Self::Admin) | (Self::Payroll, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        assert!(LoginMethod::ALL.into_iter().all(|method| LoginMethod::parse(method.name()) == Some(method)));
        assert_eq!(LoginMethod::parse("face"), None);
    }

    #[test]
    fn every_method_lets_the_user_in_somehow() {
        let ways = LoginMethod::ALL.map(|method| (method.takes_password(), method.takes_pin()));
        assert_eq!(ways, [(true, false), (true, true), (false, true)]);
    }

    #[test]
    fn nobody_gives_a_pin_to_those_who_may_do_more() {
        let given = |role: Role| Role::ALL.map(|other| role.may_set_pin_of(other));
        assert_eq!(given(Role::Owner), [true; 4]);
        assert_eq!(given(Role::Admin), [false, true, true, true]);
        assert_eq!(given(Role::Manager), [false, false, true, true]);
        assert_eq!(given(Role::Payroll), [false; 4]);
        assert_eq!(Role::ALL.map(Role::supervises), [true, true, true, false]);
    }
}
