//! Bar charts as SVG: numbers in, markup out. The numbers also stand in a table beside the chart, for whoever cannot
//! see it. Colors and letters are the stylesheet's; lengths are tenths of a pixel where the chart is 360 wide.

use std::fmt::Write;

const WIDTH: i64 = 3600;

/// A chart, apart from its shape.
#[derive(Debug, Clone)]
pub struct Chart {
    /// The beginning of the ids of its parts in the page: letters and hyphens.
    pub id: &'static str,
    /// What it is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub words: String,
    /// What each value of a bar is called; two at most.
    pub series: Vec<&'static str>,
    /// The bars, in their order.
    pub bars: Vec<Bar>,
}

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// One for each series, none below 0.
    pub values: Vec<i64>,
    /// What stands at the end of a bar that lies, and in the words over any.
    pub written: String,
}

impl Chart {
    /// Upright bars beside each other, in the order they have: counts over time.
    #[must_use]
    pub fn upright(&self) -> String {
        const LEFT: i64 = 360;
        const TOP: i64 = 320;
        const ACROSS: i64 = 3060;
        const HIGH: i64 = 1200;
        const BOTTOM: i64 = 240;
        let most = self.bars.iter().flat_map(|bar| &bar.values).copied().max().unwrap_or(0);
        let top = round_number(most);
        let mut svg = self.begin(TOP + HIGH + BOTTOM);
        for mark in [0, top / 2, top] {
            let y = TOP + HIGH - part(HIGH, mark, top);
            let _ = write!(svg, "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>", LEFT + ACROSS);
            let _ = write!(svg, "<text class=\"end\" x=\"{}\" y=\"{}\">{mark}</text>", LEFT - 60, y + 40);
        }
        let count = size(self.bars.len());
        // So many labels find room beside each other.
        let each = (count + 5) / 6;
        for (bar, place) in self.bars.iter().zip(0..) {
            let (from, to) = (LEFT + part(ACROSS, place, count), LEFT + part(ACROSS, place + 1, count));
            let _ = write!(svg, "<g><title>{}: {}</title>", escaped(&bar.label), escaped(&bar.written));
            let room = (to - from) * 4 / 5;
            for (value, number) in bar.values.iter().zip(0..) {
                let tall = part(HIGH, *value, top);
                let left = from + (to - from - room) / 2 + part(room, number, size(bar.values.len()));
                let wide = (room / size(bar.values.len()).max(1)).max(1);
                write_bar(&mut svg, number, (left, TOP + HIGH - tall), (wide, tall));
            }
            svg.push_str("</g>");
            if place % each.max(1) == 0 {
                let y = TOP + HIGH + 160;
                let _ = write!(
                    svg,
                    "<text class=\"mid\" x=\"{}\" y=\"{y}\">{}</text>",
                    from.midpoint(to),
                    escaped(&bar.label)
                );
            }
        }
        svg.push_str("</svg>");
        svg
    }

    /// Bars that lie under their labels, their values one behind the other: who or what has how much.
    #[must_use]
    pub fn lying(&self) -> String {
        const ROW: i64 = 400;
        let whole = |bar: &Bar| bar.values.iter().sum::<i64>();
        let most = self.bars.iter().map(whole).max().unwrap_or(0).max(1);
        let mut svg = self.begin(260 + ROW * size(self.bars.len()));
        for (bar, row) in self.bars.iter().zip(0..) {
            let y = 260 + ROW * row;
            let _ = write!(svg, "<g><title>{}: {}</title>", escaped(&bar.label), escaped(&bar.written));
            let _ = write!(svg, "<text x=\"0\" y=\"{}\">{}</text>", y + 130, escaped(&shortened(&bar.label)));
            let _ = write!(svg, "<text class=\"end\" x=\"{WIDTH}\" y=\"{}\">{}</text>", y + 130, escaped(&bar.written));
            let mut from = 0;
            for (value, number) in bar.values.iter().zip(0..) {
                let to = from + value;
                let (left, right) = (part(WIDTH, from, most), part(WIDTH, to, most));
                write_bar(&mut svg, number, (left, y + 180), (right - left, 120));
                from = to;
            }
            svg.push_str("</g>");
        }
        svg.push_str("</svg>");
        svg
    }

    /// Its name, its words and what the colors mean.
    fn begin(&self, high: i64) -> String {
        let Self { id, title, words, .. } = self;
        let mut svg = format!(
            "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {high}\" role=\"img\" aria-labelledby=\"{id}-title {id}-words\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-words\">{}</desc>",
            escaped(title),
            escaped(words)
        );
        let mut x = 0;
        for (name, number) in self.series.iter().zip(0..) {
            write_bar(&mut svg, number, (x, 40), (120, 120));
            let _ = write!(svg, "<text x=\"{}\" y=\"145\">{}</text>", x + 170, escaped(name));
            x += 400 + 75 * size(name.chars().count());
        }
        svg
    }
}

/// A small bar without a scale, its values one behind the other; one of `most` fills it. It is for the eye alone, as the
/// number stands beside it.
#[must_use]
pub fn small(values: &[i64], most: i64) -> String {
    let mut svg = String::from("<svg class=\"bar\" aria-hidden=\"true\">");
    let mut from = 0;
    for (value, number) in values.iter().zip(0..) {
        let (left, right) = (part(100, from, most).min(100), part(100, from + value, most).min(100));
        if right > left {
            let class = if number == 0 { "" } else { " class=\"two\"" };
            let _ = write!(svg, "<line{class} x1=\"{left}%\" x2=\"{right}%\"/>");
        }
        from += value;
    }
    svg.push_str("</svg>");
    svg
}

fn write_bar(svg: &mut String, series: i64, (x, y): (i64, i64), (wide, high): (i64, i64)) {
    let class = if series == 0 { "one" } else { "two" };
    let _ = write!(svg, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>");
}

/// `value` of `whole`, where `whole` is `length` long.
fn part(length: i64, value: i64, whole: i64) -> i64 {
    let (length, value, whole) = (i128::from(length), i128::from(value.max(0)), i128::from(whole.max(1)));
    i64::try_from(length * value / whole).unwrap_or(0)
}

/// The least of 2, 4, 10, 20, 40, 100, … that is not below: each has a half that is whole.
fn round_number(most: i64) -> i64 {
    let mut ten = 1_i64;
    loop {
        for lead in [2, 4] {
            let round = ten.saturating_mul(lead);
            if round >= most {
                return round;
            }
        }
        ten = ten.saturating_mul(10);
        if ten >= most {
            return ten;
        }
    }
}

fn size(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// As much of a label as has room beside a value.
fn shortened(label: &str) -> String {
    const MOST: usize = 36;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    label.chars().take(MOST - 1).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(bars: &[(&str, &[i64])]) -> Chart {
        let bar = |(label, values): &(&str, &[i64])| Bar {
            label: (*label).to_owned(),
            values: values.to_vec(),
            written: values.iter().sum::<i64>().to_string(),
        };
        Chart {
            id: "some",
            title: "Some <things>".to_owned(),
            words: "This & that.".to_owned(),
            series: vec!["one", "two"],
            bars: bars.iter().map(bar).collect(),
        }
    }

    /// Left edge, top, width and height of every bar, without those that say what the colors mean.
    fn rects(svg: &str) -> Vec<[i64; 4]> {
        let of = |rect: &str, name: &str| {
            let (_, rest) = rect.split_once(&format!(" {name}=\"")).unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        let rects = svg.split("<rect").skip(3).map(|rect| ["x", "y", "width", "height"].map(|name| of(rect, name)));
        rects.collect()
    }

    #[test]
    fn upright_bars_stand_on_the_ground_as_tall_as_their_numbers() {
        let svg = chart(&[("Mon", &[10, 5]), ("Tue", &[0, 2])]).upright();
        let heights: Vec<_> = rects(&svg).iter().map(|[_, y, _, high]| (y + high, *high)).collect();
        assert_eq!(heights, [(1520, 1200), (1520, 600), (1520, 0), (1520, 240)]);
        assert!(svg.contains(">10</text>") && svg.contains(">5</text>") && svg.contains(">Mon</text>"), "{svg}");
    }

    #[test]
    fn bars_never_lie_over_each_other_and_stay_inside_however_many_there_are() {
        for count in [1, 2, 24, 53, 366] {
            let bars = vec![("x", [1, 1].as_slice()); count];
            let rects = rects(&chart(&bars).upright());
            assert_eq!(rects.len(), 2 * count);
            for pair in rects.windows(2) {
                assert!(pair[0][0] + pair[0][2] <= pair[1][0], "{count}: {pair:?}");
            }
            assert!(rects.iter().all(|[x, _, wide, _]| *x >= 360 && *wide > 0 && x + wide <= 3420), "{count}");
        }
    }

    #[test]
    fn lying_bars_put_one_value_behind_the_other() {
        let svg = chart(&[("Roof", &[3, 1]), ("Gutter", &[1, 0])]).lying();
        assert_eq!(rects(&svg), [[0, 440, 2700, 120], [2700, 440, 900, 120], [0, 840, 900, 120], [900, 840, 0, 120]]);
    }

    #[test]
    fn a_small_bar_ends_where_it_is_full() {
        let parts = |values: &[i64]| {
            let svg = small(values, 12);
            assert!(svg.contains("aria-hidden=\"true\"") && svg.ends_with("</svg>"), "{svg}");
            svg.split(" x2=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(parts(&[6, 3]), ["50%", "75%"]);
        assert_eq!(parts(&[9, 9]), ["75%", "100%"]);
        assert_eq!(parts(&[0, 0]), [""; 0]);
    }

    #[test]
    fn a_chart_has_a_name_and_words_and_nothing_typed_becomes_markup() {
        let svg = chart(&[("<script>\"", &[1, 1])]).lying();
        assert!(svg.contains("<title id=\"some-title\">Some &lt;things&gt;</title>"), "{svg}");
        assert!(svg.contains("<desc id=\"some-words\">This &amp; that.</desc>"), "{svg}");
        assert!(svg.contains("&lt;script&gt;&quot;") && !svg.contains("<script") && !svg.contains("style="), "{svg}");
        assert!(svg.contains("aria-labelledby=\"some-title some-words\""), "{svg}");
    }

    #[test]
    fn nothing_to_show_is_no_mistake() {
        for bars in [&[][..], &[("x", [].as_slice())], &[("x", [0, 0].as_slice())]] {
            assert!(chart(bars).upright().ends_with("</svg>"));
            assert!(chart(bars).lying().ends_with("</svg>"));
        }
        assert_eq!(part(3600, i64::MAX, i64::MAX), 3600);
    }

    #[test]
    fn the_scale_ends_at_a_round_number() {
        for (most, round) in [(0, 2), (1, 2), (3, 4), (4, 4), (5, 10), (11, 20), (21, 40), (41, 100), (999, 1000)] {
            assert_eq!(round_number(most), round);
        }
        assert_eq!(round_number(i64::MAX), i64::MAX);
    }

    #[test]
    fn a_long_label_is_cut() {
        assert_eq!(shortened(&"ü".repeat(36)), "ü".repeat(36));
        assert_eq!(shortened(&"ü".repeat(37)), format!("{}…", "ü".repeat(35)));
    }
}
