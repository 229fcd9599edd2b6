//! Photos at kiosks: taken after the punch, kept as voice checks are, looked at by people.

mod kept;
mod office;
mod reviewed;
mod taken;
