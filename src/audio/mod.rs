//! Recordings as samples: read, normalise, measure. Pure; nobody is recognised here.

pub mod measure;
pub mod wav;
