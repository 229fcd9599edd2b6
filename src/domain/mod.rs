//! The words of a time clock as types and rules. No IO, no clock, no randomness of its own.

pub mod caller;
pub mod clock;
pub mod csv_cells;
pub mod employee;
pub mod entropy;
pub mod entry;
pub mod entry_change;
pub mod exception;
pub mod export;
pub mod ids;
pub mod job;
pub mod language;
pub mod line;
pub mod lockout;
pub mod password;
pub mod payroll;
pub mod phone_clock_id;
pub mod phone_status;
pub mod pin;
pub mod setup_code;
pub mod spoken;
pub mod unrecognised;
pub mod user;
pub mod voice_check;
pub mod wall_clock;
pub mod workspace;
