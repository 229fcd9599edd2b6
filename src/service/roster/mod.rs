//! Who works, and on what: workspaces, employees, jobs, and lists of them.

pub mod jobs;
