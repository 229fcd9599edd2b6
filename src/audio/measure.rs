//! Length, level, speech and clipping of a recording.
