//! The JSON API: who is let in, each kind of thing, what is refused and how, and programs that know only its description.

mod description;
mod employees;
mod hours;
mod jobs;
mod outside;
mod refusals;
mod secrets;
mod tokens;
