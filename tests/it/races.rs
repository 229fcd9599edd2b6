//! What many do at the same moment: each test fails where a write reads, decides and writes without its hold.

mod credentials;
