//! How many corners of QR codes a picture has, as rqrr finds them. It tries all that may belong together, with a copy of
//! the picture each: a picture made of corners would keep it busy for hours.

use std::collections::HashSet;

use super::Frame;

/// Dark pixels beside one another in a row.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    /// Behind the last one.
    to: usize,
    region: usize,
}

/// Regions of dark pixels that hang together, and how large each is.
#[derive(Default)]
struct Regions {
    parents: Vec<usize>,
    sizes: Vec<usize>,
}

impl Regions {
    fn add(&mut self, size: usize) -> usize {
        self.parents.push(self.parents.len());
        self.sizes.push(size);
        self.parents.len() - 1
    }

    fn root(&mut self, mut region: usize) -> usize {
        while let Some(parent) = self.parents.get(region).copied().filter(|parent| *parent != region) {
            let grandparent = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(parent) = self.parents.get_mut(region) {
                *parent = grandparent;
            }
            region = parent;
        }
        region
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let size = self.size(one);
        if one != other
            && let (Some(parent), Some(sum)) = (self.parents.get_mut(one), self.sizes.get_mut(other))
        {
            *parent = other;
            *sum += size;
        }
    }

    fn size(&self, root: usize) -> usize {
        self.sizes.get(root).copied().unwrap_or(0)
    }
}

/// Rings with a stone in them: no fewer than rqrr will find.
pub(super) fn count(frame: &Frame<'_>) -> usize {
    let (mut regions, mut rows) = (Regions::default(), Vec::<Vec<Run>>::with_capacity(frame.height));
    let mut averages = Averages::new(frame.width);
    for (row, pixels) in frame.grey.chunks_exact(frame.width).enumerate() {
        let dark = averages.find_dark(row, pixels);
        let runs = find_runs(&dark, rows.last().map_or(&[], Vec::as_slice), &mut regions);
        rows.push(runs);
    }
    let mut rings = HashSet::new();
    for triple in rows.iter().flat_map(|runs| runs.windows(3)) {
        let [left, stone, right] = triple else { continue };
        if is_crossing(left, stone, right) {
            let ring = regions.root(left.region);
            let (other, stone) = (regions.root(right.region), regions.root(stone.region));
            let share = regions.size(stone) * 100 / regions.size(ring).max(1);
            if ring == other && stone != ring && 10 < share && share < 70 {
                rings.insert(ring);
            }
        }
    }
    rings.len()
}

fn find_runs(dark: &[bool], above: &[Run], regions: &mut Regions) -> Vec<Run> {
    let (mut runs, mut from) = (Vec::new(), 0);
    for part in dark.chunk_by(|one, other| one == other) {
        let to = from + part.len();
        if part.first() == Some(&true) {
            let region = regions.add(part.len());
            // Those above that share a column with it.
            let first = above.partition_point(|run| run.to <= from);
            for touching in above.iter().skip(first).take_while(|run| run.from < to) {
                regions.join(touching.region, region);
            }
            runs.push(Run { from, to, region });
        }
        from = to;
    }
    runs
}

/// Whether a row crosses a corner here: dark and light in turn, 1 to 1 to 3 to 1 to 1 (ISO/IEC 18004, 6.3.3).
fn is_crossing(left: &Run, stone: &Run, right: &Run) -> bool {
    let lengths = [left.to - left.from, stone.from - left.to, stone.to - stone.from, right.from - stone.to];
    let [a, b, c, d] = lengths;
    let e = right.to - right.from;
    let average = (a + b + d + e) / 4;
    let slack = average * 3 / 4;
    let fits =
        |length: usize, modules: usize| (average * modules - slack..=average * modules + slack).contains(&length);
    fits(a, 1) && fits(b, 1) && fits(c, 3) && fits(d, 1) && fits(e, 1)
}

/// What is dark, by what is around it in the row: rqrr's own rule.
struct Averages {
    spread: usize,
    from_left: usize,
    from_right: usize,
    sums: Vec<usize>,
}

impl Averages {
    fn new(width: usize) -> Self {
        Self { spread: (width / 8).max(1), from_left: 0, from_right: 0, sums: vec![0; width] }
    }

    fn find_dark(&mut self, row: usize, pixels: &[u8]) -> Vec<bool> {
        self.sums.fill(0);
        let (width, spread) = (pixels.len(), self.spread);
        for x in 0..width {
            let mirrored = width - 1 - x;
            let (v, u) = if row.is_multiple_of(2) { (mirrored, x) } else { (x, mirrored) };
            for (average, at) in [(&mut self.from_right, v), (&mut self.from_left, u)] {
                let pixel = pixels.get(at).copied().unwrap_or(u8::MAX);
                *average = *average * (spread - 1) / spread + usize::from(pixel);
                if let Some(sum) = self.sums.get_mut(at) {
                    *sum += *average;
                }
            }
        }
        let limits = self.sums.iter().map(|sum| sum * 95 / (200 * spread));
        pixels.iter().zip(limits).map(|(pixel, limit)| usize::from(*pixel) < limit).collect()
    }
}
