//! Alerts: what is looked for each minute, who is told of it and how, and what each user has chosen.

pub mod choices;
mod deliver;
mod ended;
mod finding;
mod line;
pub mod lists;
mod look;
mod plan;
mod settle;
pub mod tend;

pub use crate::{
    service::kernel::alerts::{AlertAbout, AlertView},
    store::{
        alert_choices::AlertChoice,
        mails::{MailStage, MailState},
    },
};
