//! What phoneclock decides, and nothing that it does: no files, no sockets, no clock of its own, nothing asynchronous.
//!
//! [`domain`] holds the rules of a time clock, [`dialog`] the conversation of a call, [`audio`] what can be told of a
//! recording, [`mod@words`] what pages and mails say.

#![deny(missing_docs)]

pub mod audio;
pub mod dialog;
pub mod domain;
pub mod words;
