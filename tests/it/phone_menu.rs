//! The phone's menu beyond breaks, in whole calls: what it tells and refuses, the PIN that is changed, punches that were
//! missed, word after wrong PINs, and crews.

mod claims;
mod crew;
mod menu;

use crate::support::*;
