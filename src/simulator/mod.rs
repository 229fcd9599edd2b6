//! A telephony provider on your desk: executes TwiML over real, signed HTTP as Twilio would.

pub mod signature;
pub mod twiml;
