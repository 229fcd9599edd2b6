//! The call, line by line: what a caller hears and what is done, tested against a scripted world.

mod crew;
mod driver;
mod forgotten;
mod hang_up;
mod jobs;
mod just_clocked;
mod language;
mod line;
mod menu;
mod new_pin;
mod properties;
mod punch;
mod question;
mod reports;
mod resume;
mod sign_in;
mod strategies;
mod time_cap;
mod world;
