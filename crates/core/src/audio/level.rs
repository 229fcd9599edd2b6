//! How loud samples are, in decibels of full scale.

/// What nothing measures, in dBFS: 16 bits reach no further down.
const FLOOR_DBFS: f64 = -96.0;
const FULL_SCALE: f64 = 32_768.0;

/// Decibels of full scale for a sample value (0 to 32 768), from -96 to 0.
pub(super) fn decibels(value: f64) -> f64 {
    (20.0 * (value / FULL_SCALE).log10()).clamp(FLOOR_DBFS, 0.0)
}
