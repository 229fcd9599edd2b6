//! What one provider's dialect of TwiML has.

/// The ways in which providers that speak TwiML differ, as far as our documents use them. One constant for each, in the
/// provider's folder, with the provider's page as its source.
#[derive(Debug, Clone, Copy)]
pub(in crate::provider) struct Capabilities {
    /// The names of the verbs.
    pub verbs: Verbs,
    /// Whether `<Gather>` knows `actionOnEmptyResult`, which reports a `#` without keys, and tells it from silence. Without
    /// it `#` is a key like the others where it may be an answer by itself, and silence ends the entry.
    pub action_on_empty_result: bool,
    /// The value of `trim` with which `<Record>` leaves silence in; `None` where it does so anyway.
    pub untrimmed: Option<&'static str>,
    /// The value of `channels` with which `<Record>` keeps one channel; `None` where it does so anyway.
    pub single_channel: Option<&'static str>,
    /// Whether `timeout` of `<Record>` listens for silence itself. Elsewhere that is a service with a price of its own, and
    /// is left out.
    pub silence_ends_recording: bool,
    /// The shortest `maxLength` of `<Record>`, in seconds.
    pub least_record_secs: u32,
    /// Bytes of one document.
    pub document_limit: usize,
    /// Characters of one `<Say>`.
    pub say_limit: usize,
}

/// What the provider calls the verbs.
#[derive(Debug, Clone, Copy)]
pub(in crate::provider) struct Verbs {
    /// Says a text.
    pub say: &'static str,
    /// Plays a clip.
    pub play: &'static str,
    /// Asks for keys.
    pub gather: &'static str,
    /// Records the caller.
    pub record: &'static str,
    /// `None` where there is no such verb: the pause is left out.
    pub pause: Option<&'static str>,
    /// Goes on at another address.
    pub redirect: &'static str,
    /// Ends the call.
    pub hang_up: &'static str,
}

impl Verbs {
    /// As Twilio has named them.
    pub const TWIML: Self = Self {
        say: "Say",
        play: "Play",
        gather: "Gather",
        record: "Record",
        pause: Some("Pause"),
        redirect: "Redirect",
        hang_up: "Hangup",
    };
}
