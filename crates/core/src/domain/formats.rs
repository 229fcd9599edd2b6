//! How a workspace writes dates, times of day and hours.

/// Makes an enum of styles that are kept by name.
macro_rules! styles {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $kept:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum $name { $($(#[$of])* $variant,)+ }

        impl $name {
            /// Every one that there is.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// By what name it is kept.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $kept,)+ }
            }

            /// The one that is kept by a name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|style| style.name() == name)
            }
        }
    };
}

styles! {
    /// How dates are written.
    DateStyle {
        /// `Mon, Nov 16`, and `Nov 16, 2026`.
        #[default]
        American = "us",
        /// `Mon 2026-11-16` (ISO 8601).
        Iso = "iso",
        /// `Mon 16 Nov`, and `16 Nov 2026`.
        European = "eu",
    }
}

styles! {
    /// How the time of day is written.
    ClockStyle {
        /// `3:31 PM`.
        #[default]
        Twelve = "12",
        /// `15:31`.
        TwentyFour = "24",
    }
}

styles! {
    /// How hours are written.
    HoursStyle {
        /// `40:51`: hours and minutes; seconds that do not make up a minute are left off.
        #[default]
        Minutes = "minutes",
        /// `40.86`: hundredths of an hour, rounded as exports round them.
        Decimal = "decimal",
    }
}

/// How a workspace writes dates, times of day and hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Formats {
    /// Dates.
    pub date: DateStyle,
    /// Times of day.
    pub clock: ClockStyle,
    /// Hours that were worked.
    pub hours: HoursStyle,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_their_names_alone() {
        assert!(DateStyle::ALL.iter().all(|style| DateStyle::parse(style.name()) == Some(*style)));
        assert!(ClockStyle::ALL.iter().all(|style| ClockStyle::parse(style.name()) == Some(*style)));
        assert!(HoursStyle::ALL.iter().all(|style| HoursStyle::parse(style.name()) == Some(*style)));
        assert_eq!((DateStyle::parse("US"), ClockStyle::parse(""), HoursStyle::parse("h")), (None, None, None));
    }
}
