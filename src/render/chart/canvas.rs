//! Writes SVG: texts, bars, lines and shapes, with everything escaped that XML reserves.

use crate::render::font::{FAMILY, Weight};

/// Which side of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: &'static str,
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// A published count reaches this far.
    Solid,
    /// The number may lie in here.
    Open,
}

/// A rectangle by its corner and its size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A picture under way.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

impl Canvas {
    /// One line of text; `y` is its baseline.
    pub(super) fn text(&mut self, place: (f64, f64), anchor: Anchor, kind: Type, text: &str) {
        self.write(place, anchor, kind, text, "");
    }

    /// A centred line of text that stays legible over lines: it has an edge in the colour of what lies behind.
    pub(super) fn text_over(&mut self, place: (f64, f64), kind: Type, text: &str, behind: &str) {
        let edge = format!(
            " stroke=\"{behind}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\""
        );
        self.write(place, Anchor::Middle, kind, text, &edge);
    }

    fn write(&mut self, (x, y): (f64, f64), anchor: Anchor, kind: Type, text: &str, edge: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.put(&format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\"{anchor} font-size=\"{}\" font-weight=\"{}\" fill=\"{}\"{edge}>{}</text>",
            kind.size,
            kind.weight.css(),
            kind.colour,
            escaped(text)
        ));
    }

    /// A filled rectangle; an open one is pale with a dashed edge.
    pub(super) fn bar(&mut self, area: Area, colour: &str, fill: Fill) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        match fill {
            Fill::Solid => self.put(&format!(
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"2\" fill=\"{colour}\"/>"
            )),
            // The edge lies inside, so that open and solid parts are of one width.
            Fill::Open => self.put(&format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\" fill=\"{colour}\" fill-opacity=\"0.22\" \
                 stroke=\"{colour}\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>",
                x + 0.75,
                y + 0.75,
                (width - 1.5).max(0.0),
                (height - 1.5).max(0.0)
            )),
        }
    }

    /// A pale area that is no figure.
    pub(super) fn shade(&mut self, area: Area, colour: &str) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        self.put(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{colour}\" fill-opacity=\"0.4\"/>"
        ));
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, dashed: bool) {
        let style = if dashed {
            " stroke-dasharray=\"3 4\""
        } else {
            ""
        };
        self.put(&format!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\" stroke-width=\"1.5\"{style}/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], colour: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        self.put(&format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
            points.join(" ")
        ));
    }

    /// A dot; an open one is a ring.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), colour: &str, inside: &str) {
        self.put(&format!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{inside}\" stroke=\"{colour}\" stroke-width=\"2\"/>"
        ));
    }

    /// A small arrow head whose point is at a place; `up` is where it points.
    pub(super) fn arrow(&mut self, (x, y): (f64, f64), up: bool, colour: &str) {
        let back = if up { y + 6.0 } else { y - 6.0 };
        self.put(&format!(
            "<path d=\"M{x:.1} {y:.1}L{:.1} {back:.1}H{:.1}Z\" fill=\"{colour}\"/>",
            x - 5.0,
            x + 5.0
        ));
    }

    /// The whole picture, on a card of its own.
    pub(super) fn finish(self, size: (f64, f64), card: &str, edge: &str, title: &str) -> String {
        let (width, height) = size;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" font-family=\"{FAMILY}, sans-serif\">\n<title>{}</title>\n\
             <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{card}\" stroke=\"{edge}\"/>\n{}</svg>\n",
            escaped(title),
            width - 1.0,
            height - 1.0,
            self.body
        )
    }

    fn put(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }
}

/// Text as XML: reserved signs escaped, signs that XML forbids left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_reserves_is_escaped() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("Lamp & Tide", "Lamp &amp; Tide");
        check("</text><script>", "&lt;/text&gt;&lt;script&gt;");
        check("\"'", "&quot;&apos;");
        check("a\u{1b}\u{0}\nb\u{ffff}", "ab");
    }
}
