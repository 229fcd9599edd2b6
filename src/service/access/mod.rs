//! Who may use the pages.

pub mod form_token;
