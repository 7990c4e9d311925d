//! Horizontal lines among what is drawn (ISO 32000-1, section 8.5).

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::ops::TypedInstruction as Op;

use super::page::RuledLine;

/// A rule is at most this thick, in points.
const RULE_THICKNESS: f64 = 2.5;
/// A rule is at least this long.
const RULE_LENGTH: f64 = 20.0;
/// More pieces than this are a drawing.
const PIECES: usize = 64;

/// The path under construction, as far as it may be a rule.
#[derive(Default)]
pub struct Path {
    point: Option<Point>,
    pieces: Vec<(Point, Point)>,
}

impl Path {
    /// Whether `operator` builds or paints a path; rules that it paints are added to `rules`.
    pub fn take(
        &mut self,
        operator: &Op<'_, '_>,
        ctm: &Affine,
        rules: &mut Vec<RuledLine>,
    ) -> bool {
        match operator {
            Op::MoveTo(to) => self.point = Some(*ctm * Point::new(to.0.as_f64(), to.1.as_f64())),
            Op::LineTo(to) => {
                let to = *ctm * Point::new(to.0.as_f64(), to.1.as_f64());
                if let Some(from) = self.point.replace(to) {
                    self.push(from, to);
                }
            }
            Op::RectPath(area) => {
                let [x, y, w, h] = [area.0, area.1, area.2, area.3].map(|n| n.as_f64());
                self.push(*ctm * Point::new(x, y), *ctm * Point::new(x + w, y + h));
            }
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.paint(rules),
            Op::EndPath(_) => self.pieces.clear(),
            _ => return false,
        }
        true
    }

    fn push(&mut self, from: Point, to: Point) {
        if self.pieces.len() < PIECES {
            self.pieces.push((from, to));
        }
    }

    fn paint(&mut self, rules: &mut Vec<RuledLine>) {
        for (from, to) in self.pieces.drain(..) {
            let (x0, x1) = (from.x.min(to.x), from.x.max(to.x));
            if (from.y - to.y).abs() <= RULE_THICKNESS && x1 - x0 >= RULE_LENGTH {
                rules.push(RuledLine {
                    x0: x0 as f32,
                    x1: x1 as f32,
                    y: from.y.max(to.y) as f32,
                });
            }
        }
    }
}
