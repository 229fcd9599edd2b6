//! A telephony provider on your desk: executes TwiML over real, signed HTTP as Twilio would.
