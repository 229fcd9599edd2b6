//! Twilio Voice.
