//! What a real network and a real provider do to webhooks, on order.

/// Troubles of one call. The default is a day without any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Every webhook is delivered this many times more, and the answers are compared.
    pub redeliver: u32,
    /// All deliveries of a webhook at the same time instead of one after the other.
    pub redeliver_at_once: bool,
    /// Once the call is over, every webhook of it is delivered again, in order, and the answers are compared.
    pub redeliver_at_end: bool,
    /// The caller hangs up while this webhook (1 is the ring) is on its way, and the word that the call is over arrives
    /// before it. Its answer is not heard.
    pub hang_up_during_webhook: Option<usize>,
    /// From this webhook on (1 is the ring) nothing reaches the gateway.
    pub away_from_webhook: Option<usize>,
    /// The word on a recording arrives before the request for what comes after it.
    pub recording_status_first: bool,
    /// When the caller hangs up while being recorded, the word that the call is over arrives before the request for it.
    pub call_status_first: bool,
    /// After the call: first the word on the call, then the one on the recording.
    pub call_status_before_recording_status: bool,
    /// The word that the call is over never arrives.
    pub drop_call_status: bool,
    /// The word on a recording never arrives.
    pub drop_recording_status: bool,
    /// Every callback is delivered this many times more, as a webhook of its own with a new idempotency token.
    pub duplicate_callbacks: u32,
}
