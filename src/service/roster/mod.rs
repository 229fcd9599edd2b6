//! Who works, and on what: workspaces, employees, jobs, and lists of them.

pub mod break_kinds;
pub mod crews;
pub mod employees;
pub mod export;
pub mod import;
pub mod jobs;
pub mod planned_starts;
pub mod workspaces;
