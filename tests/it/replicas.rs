//! Several gateways on one database: whatever one has begun another goes on with, and they see one another.

mod calls;
mod pages;
mod presence;
mod upkeep;
