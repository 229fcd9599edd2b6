//! How a punch was made and proven: in the words of pages, commands and files.

use super::kiosk::Proof;

/// How a punch was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HowPunched {
    /// In a call.
    Phone,
    /// In a call of the supervisor of this name.
    PhoneBy(String),
    /// By a person on the pages.
    Admin,
    /// At a kiosk.
    Kiosk {
        /// What people call the place.
        kiosk: String,
        /// What was proven.
        proof: Proof,
        /// The name of whoever clocked somebody else.
        clocked_by: Option<String>,
    },
}

impl HowPunched {
    /// What the database and files call the way: `phone`, `admin` or `kiosk`.
    #[must_use]
    pub const fn channel(&self) -> &'static str {
        match self {
            Self::Phone | Self::PhoneBy(_) => "phone",
            Self::Admin => "admin",
            Self::Kiosk { .. } => "kiosk",
        }
    }

    /// In short, for files and tables: `phone`, `kiosk Gate: PIN`, `kiosk Gate: by Ana Ruiz`.
    #[must_use]
    pub fn in_short(&self) -> String {
        match self {
            Self::Phone | Self::Admin => self.channel().to_owned(),
            Self::PhoneBy(by) => format!("phone: by {by}"),
            Self::Kiosk { kiosk, clocked_by: Some(by), .. } => format!("kiosk {kiosk}: by {by}"),
            Self::Kiosk { kiosk, proof, clocked_by: None } => format!("kiosk {kiosk}: {}", proof.words()),
        }
    }

    /// Who clocked, where the employee is called so: a Universal PIN is nobody's, and names its kiosk.
    #[must_use]
    pub fn who(&self, employee: &str) -> String {
        match self {
            Self::Kiosk { clocked_by: Some(by), .. } | Self::PhoneBy(by) => by.clone(),
            Self::Kiosk { kiosk, proof: Proof::UniversalPin, clocked_by: None } => {
                format!("the Universal PIN of the kiosk {kiosk}")
            }
            Self::Phone | Self::Admin | Self::Kiosk { .. } => employee.to_owned(),
        }
    }

    /// The mark that lists show: who it was is not proven, or was proven by somebody else.
    #[must_use]
    pub const fn mark(&self) -> Option<&'static str> {
        match self {
            Self::Phone | Self::Admin => None,
            Self::Kiosk { clocked_by: Some(_), .. } | Self::PhoneBy(_) => Some("clocked by somebody else"),
            Self::Kiosk { proof, clocked_by: None, .. } => match proof {
                Proof::NameOnly => Some("name only"),
                Proof::UniversalPin => Some("Universal PIN"),
                Proof::Supervisor => Some("clocked by somebody else"),
                Proof::Pin | Proof::Badge | Proof::BadgeAndPin | Proof::UserPin => None,
            },
        }
    }
}

/// Who made some punches, each once, in their order.
#[must_use]
pub fn who_clocked<'a>(punches: impl Iterator<Item = &'a HowPunched>, employee: &str) -> String {
    let mut who: Vec<String> = Vec::new();
    for one in punches.map(|how| how.who(employee)) {
        if !who.contains(&one) {
            who.push(one);
        }
    }
    who.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_the_gate(proof: Proof, by: Option<&str>) -> HowPunched {
        HowPunched::Kiosk { kiosk: "Gate".to_owned(), proof, clocked_by: by.map(str::to_owned) }
    }

    #[test]
    fn who_clocked_is_named_and_not_whom() {
        let punches = [
            HowPunched::Phone,
            at_the_gate(Proof::Pin, None),
            at_the_gate(Proof::UniversalPin, None),
            at_the_gate(Proof::Supervisor, Some("Ana Ruiz")),
        ];
        assert_eq!(
            who_clocked(punches.iter(), "Maria Lopez"),
            "Maria Lopez, the Universal PIN of the kiosk Gate, Ana Ruiz"
        );
    }

    #[test]
    fn a_punch_says_how_it_was_made_and_proven() {
        for (how, short, mark) in [
            (HowPunched::Phone, "phone", None),
            (HowPunched::Admin, "admin", None),
            (HowPunched::PhoneBy("Ana Ruiz".to_owned()), "phone: by Ana Ruiz", Some("clocked by somebody else")),
            (at_the_gate(Proof::Pin, None), "kiosk Gate: PIN", None),
            (at_the_gate(Proof::Badge, None), "kiosk Gate: badge", None),
            (at_the_gate(Proof::BadgeAndPin, None), "kiosk Gate: badge and PIN", None),
            (at_the_gate(Proof::NameOnly, None), "kiosk Gate: name only", Some("name only")),
            (at_the_gate(Proof::UniversalPin, None), "kiosk Gate: Universal PIN", Some("Universal PIN")),
            (
                at_the_gate(Proof::Supervisor, Some("Ana Ruiz")),
                "kiosk Gate: by Ana Ruiz",
                Some("clocked by somebody else"),
            ),
        ] {
            assert_eq!((how.in_short().as_str(), how.mark()), (short, mark));
        }
    }
}
