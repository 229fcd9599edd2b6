//! Where on the earth something is, and how far from there something else is.

/// Meters of the earth's mean radius (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;
/// A smaller circle is finer than phones are exact, and a larger one is no place.
pub const MIN_RADIUS_M: u32 = 25;
/// See [`MIN_RADIUS_M`].
pub const MAX_RADIUS_M: u32 = 10_000;
/// Degrees are kept as millionths: a tenth of a meter.
const PER_DEGREE: f64 = 1e6;

/// A point on the earth (WGS 84), to the millionth of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    latitude: i32,
    longitude: i32,
}

/// Why something is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PositionError {
    /// No latitude in degrees.
    #[error("a latitude is -90 to 90 degrees")]
    Latitude,
    /// No longitude in degrees.
    #[error("a longitude is -180 to 180 degrees")]
    Longitude,
}

impl Position {
    /// A position in degrees.
    ///
    /// # Errors
    /// When one of them is out of range.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, PositionError> {
        Ok(Self {
            latitude: millionths(latitude, 90.0).ok_or(PositionError::Latitude)?,
            longitude: millionths(longitude, 180.0).ok_or(PositionError::Longitude)?,
        })
    }

    /// Reads degrees as people and browsers write them: `41.881832` and `-87.623177`.
    ///
    /// # Errors
    /// When one of them is no number of degrees.
    pub fn parse(latitude: &str, longitude: &str) -> Result<Self, PositionError> {
        let degrees = |text: &str| text.trim().trim_end_matches('°').replace(',', ".").parse::<f64>().ok();
        let within = |text: &str, most: f64| degrees(text).and_then(|degrees| millionths(degrees, most));
        Ok(Self {
            latitude: within(latitude, 90.0).ok_or(PositionError::Latitude)?,
            longitude: within(longitude, 180.0).ok_or(PositionError::Longitude)?,
        })
    }

    /// Takes what [`Self::millionths`] gave.
    ///
    /// # Errors
    /// When one of them is out of range.
    pub fn from_millionths(latitude: i64, longitude: i64) -> Result<Self, PositionError> {
        let within = |value: i64, most: i64| i32::try_from(value).ok().filter(|_| value.abs() <= most * 1_000_000);
        Ok(Self {
            latitude: within(latitude, 90).ok_or(PositionError::Latitude)?,
            longitude: within(longitude, 180).ok_or(PositionError::Longitude)?,
        })
    }

    /// Latitude and longitude in millionths of a degree, as they are kept.
    #[must_use]
    pub fn millionths(self) -> (i64, i64) {
        (self.latitude.into(), self.longitude.into())
    }

    /// Latitude and longitude in degrees.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.latitude) / PER_DEGREE, f64::from(self.longitude) / PER_DEGREE)
    }

    /// Meters from here to there along the earth, by the haversine formula: right to half a percent.
    #[must_use]
    pub fn meters_to(self, other: Self) -> f64 {
        let ((here, here_long), (there, there_long)) = (self.degrees(), other.degrees());
        let half_sine = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
        let across = here.to_radians().cos() * there.to_radians().cos() * half_sine(here_long, there_long);
        let chord = (half_sine(here, there) + across).clamp(0.0, 1.0);
        2.0 * EARTH_RADIUS_M * chord.sqrt().asin()
    }
}

fn millionths(degrees: f64, most: f64) -> Option<i32> {
    (degrees.is_finite() && degrees.abs() <= most).then(|| (degrees * PER_DEGREE).round() as i32)
}

/// A circle on the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Its center.
    pub center: Position,
    /// In meters.
    pub radius: u32,
}

impl Area {
    /// Whether a position lies in it.
    #[must_use]
    pub fn contains(self, position: Position) -> bool {
        self.center.meters_to(position) <= f64::from(self.radius)
    }

    /// Whether some position may lie in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.center.meters_to(other.center) < f64::from(self.radius) + f64::from(other.radius)
    }
}

/// A position as a browser gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fix {
    /// Where.
    pub position: Position,
    /// Meters by which it may be wrong, as the browser says.
    pub accuracy: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position::new(latitude, longitude).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_map() {
        // Chicago's City Hall to Willis Tower, and New York to London, as great-circle calculators give them.
        for (from, to, meters, off) in [
            (at(41.883_56, -87.632_19), at(41.878_88, -87.635_92), 605.0, 5.0),
            (at(40.712_8, -74.006), at(51.507_4, -0.127_8), 5_570_000.0, 5_000.0),
            (at(0.0, 179.999), at(0.0, -179.999), 222.4, 0.5),
            (at(90.0, 0.0), at(90.0, 120.0), 0.0, 0.001),
            (at(0.0, 0.0), at(0.0, 180.0), 20_015_114.0, 10.0),
        ] {
            for (from, to) in [(from, to), (to, from)] {
                let found = from.meters_to(to);
                assert!((found - meters).abs() <= off, "{from:?} to {to:?}: {found}");
            }
        }
    }

    #[test]
    fn positions_are_read_as_people_write_them() {
        assert_eq!(Position::parse(" 41,881832 ", "-87.623177°"), Ok(at(41.881_832, -87.623_177)));
        assert_eq!(Position::parse("91", ""), Err(PositionError::Latitude));
        assert_eq!(Position::parse("", "0"), Err(PositionError::Latitude));
        assert_eq!(Position::parse("NaN", "0"), Err(PositionError::Latitude));
        assert_eq!(Position::parse("0", "-180.1"), Err(PositionError::Longitude));
        let kept = at(-33.868_8, 151.209_3);
        let (latitude, longitude) = kept.millionths();
        assert_eq!((latitude, longitude), (-33_868_800, 151_209_300));
        assert_eq!(Position::from_millionths(latitude, longitude), Ok(kept));
        assert_eq!(Position::from_millionths(90_000_001, 0), Err(PositionError::Latitude));
    }

    #[test]
    fn a_circle_ends_at_its_radius() {
        let yard = Area { center: at(41.88, -87.63), radius: 100 };
        assert!(yard.contains(at(41.880_89, -87.63)));
        assert!(!yard.contains(at(41.880_91, -87.63)));
        assert!(yard.overlaps(Area { center: at(41.881_7, -87.63), radius: 100 }));
        assert!(!yard.overlaps(Area { center: at(41.881_9, -87.63), radius: 100 }));
    }
}
