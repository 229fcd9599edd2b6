//! People at kiosks: how they are found, what stands against guessing, and their punches.

mod claims;
mod patterns;
mod punches;
mod refusals;
mod timing;
mod trouble;
mod undo;
mod ways_in;
