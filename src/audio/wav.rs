//! WAV files in, 8 kHz 16-bit mono out.
