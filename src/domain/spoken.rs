//! Times, days and durations as people say them, spelled out in words.
