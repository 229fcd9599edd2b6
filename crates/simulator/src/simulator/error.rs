//! Why no call is placed.

/// The call could not even be placed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SimulatorError {
    /// The webhook's address is not plain HTTP, or names no machine.
    #[error("the simulator reaches gateways over plain http only, such as http://127.0.0.1:8080/voice/twilio, not {0}")]
    NotPlainHttp(String),
    /// The public address names no machine, or cannot be combined with the webhook's.
    #[error("the public URL is not the address of a gateway")]
    PublicUrl,
    /// The HTTP client cannot be set up, with the reason.
    #[error("no HTTP client could be made: {0}")]
    Client(String),
}
