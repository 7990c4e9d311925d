use crate::check::raw_diagnostic::{Alike, RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::config::{Form, House, Level, MarkerPlace};
use crate::index::{Document, ItemId, Marker, PassageRole};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("marker-placement", Level::Hint, Find::Prose(find))
    .when_minor(Level::Off)
    .summary("a marker between two marks, inside a quotation, after a space, or on the other side of the punctuation than the rest")
    .page(include_str!("marker_placement.md"));

/// How many markers are reported one by one.
const MOST: usize = 3;

/// How many markers there are at least where a majority counts.
const FEWEST: usize = 4;

/// How a marker, or several that touch, stand in their sentence.
struct Placed {
    id: ItemId,
    form: Form,
    /// In bytes of the document.
    span: Span,
    /// What stands before, markup left out.
    before: Option<char>,
    after: Option<char>,
    /// Whether a space stands before.
    spaced: bool,
}

/// What is wrong with the place of a marker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    /// `word.[^1].`
    BothSides,
    /// `word.[^1]Next`
    NoSpaceAfter,
    /// `“word.[^1]”`
    InsideQuotation,
    /// `word. [^1]`
    SpaceBefore,
    /// `word[^1].`, where the others follow the mark.
    BeforeMark,
    /// `word.[^1]`, where the others stand before the mark.
    AfterMark,
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let placed = placed(document);
    let mut faults: Vec<(&Placed, Fault)> = Vec::new();
    let house = document.house();
    let side = match house.marker.place {
        Some(MarkerPlace::AfterPunctuation) => Some(Side::After),
        Some(MarkerPlace::BeforePunctuation) => Some(Side::Before),
        None => usual_side(&placed),
    };
    let inside = placed.iter().filter(|it| it.is_inside_quotation()).count();
    let outside = placed
        .iter()
        .filter(|it| it.before.is_some_and(is_closing_quote))
        .count();
    let spaced = placed.iter().filter(|it| it.spaced).count();
    let brackets = placed.iter().filter(|it| it.is_bracket()).count();
    // Numbers in brackets may have a space before each of them.
    let spaces_are_faults = brackets == 0 || spaced * 3 <= placed.len();
    for it in &placed {
        let fault = if it.before.is_some_and(is_mark)
            && it.after.is_some_and(is_mark)
            && !it.is_abbreviated(document)
        {
            Some(Fault::BothSides)
        } else if it.is_run_in() {
            Some(Fault::NoSpaceAfter)
        } else if it.is_inside_quotation() && inside <= outside.max(MOST) {
            Some(Fault::InsideQuotation)
        } else if side.is_some_and(|side| it.side().is_some_and(|own| own != side)) {
            Some(match side {
                Some(Side::After) => Fault::BeforeMark,
                _ => Fault::AfterMark,
            })
        } else if it.spaced && spaces_are_faults {
            Some(Fault::SpaceBefore)
        } else {
            None
        };
        faults.extend(fault.map(|fault| (it, fault)));
    }
    let count = |kind: Fault| faults.iter().filter(|(_, fault)| *fault == kind).count();
    faults
        .iter()
        .filter_map(|(it, fault)| finding(document, it, *fault, count(*fault)))
        .collect()
}

/// On which side of a full stop, comma or the like a marker stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Before,
    After,
}

/// The side on which two thirds of the markers stand, and four at least.
fn usual_side(placed: &[Placed]) -> Option<Side> {
    let count = |side: Side| placed.iter().filter(|it| it.side() == Some(side)).count();
    let (before, after) = (count(Side::Before), count(Side::After));
    if before + after < FEWEST {
        None
    } else if after >= FEWEST && after >= 2 * before || after >= 3 * before {
        Some(Side::After)
    } else if before >= FEWEST && before >= 2 * after || before >= 3 * after {
        Some(Side::Before)
    } else {
        None
    }
}

impl Placed {
    fn side(&self) -> Option<Side> {
        match (
            self.before.is_some_and(is_mark),
            self.after.is_some_and(is_mark),
        ) {
            (true, false) => Some(Side::After),
            (false, true)
                if self.before.is_some_and(|c| {
                    c.is_alphanumeric() || is_closing_quote(c) || ")]".contains(c)
                }) =>
            {
                Some(Side::Before)
            }
            _ => None,
        }
    }

    fn is_inside_quotation(&self) -> bool {
        self.after.is_some_and(is_closing_quote) && self.before.is_some_and(|c| ".?!,".contains(c))
    }

    /// Whether the next sentence begins without a space.
    fn is_run_in(&self) -> bool {
        self.before.is_some_and(|c| ".?!".contains(c)) && self.after.is_some_and(char::is_uppercase)
    }

    fn is_bracket(&self) -> bool {
        matches!(self.form, Form::Bracketed | Form::Slashed | Form::Signed)
    }

    /// Whether the mark before ends an abbreviation: `Inc.[^1],`.
    fn is_abbreviated(&self, document: &Document) -> bool {
        let start = self.span.start.saturating_sub(REACH);
        let before = document
            .text()
            .slice(Span::new(document.text().floor(start), self.span.start))
            .into_owned();
        let word = before
            .trim_end_matches(['.', ' ', '*', '_'])
            .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
            .next()
            .unwrap_or_default()
            .to_owned();
        let is_short = word.contains('.')
            || word.chars().count() <= 2
            || ABBREVIATIONS.contains(&word.as_str());
        self.before == Some('.') && self.after != Some('.') && is_short
            || self.before == Some('.') && self.after == Some('.') && word.ends_with("etc")
    }
}

/// How far before a marker the word is looked for, in bytes.
const REACH: usize = 40;

const ABBREVIATIONS: [&str; 16] = [
    "Inc", "Ltd", "Corp", "Co", "etc", "Jr", "Sr", "al", "No", "Dr", "vs", "Dept", "Gov", "Assn",
    "Bros", "cf",
];

/// Whether a marker may stand before or after it.
fn is_mark(c: char) -> bool {
    ".,;:".contains(c)
}

fn is_closing_quote(c: char) -> bool {
    "\"”»".contains(c)
}

/// The markers in running text, those that touch as one.
fn placed(document: &Document) -> Vec<Placed> {
    let mut found: Vec<Placed> = Vec::new();
    let mut blocks: Vec<usize> = Vec::new();
    for passage in document.passages() {
        if matches!(
            passage.role,
            PassageRole::Body | PassageRole::Item | PassageRole::Quote
        ) && !passage.markers.is_empty()
        {
            blocks.extend(passage.blocks());
        }
    }
    for block in blocks
        .into_iter()
        .filter_map(|block| document.blocks().get(block))
    {
        let body = block.body();
        let text = document.text().slice(body);
        let mut open: Option<(Marker, Span)> = None;
        let markers: Vec<Marker> = document
            .markers_in(block)
            .filter(|marker| body.covers(marker.span))
            .collect();
        for marker in markers {
            match &mut open {
                Some((_, span))
                    if text
                        [span.end - body.start..marker.span.start.max(span.end) - body.start]
                        .chars()
                        .all(|c| ", ".contains(c)) =>
                {
                    span.end = span.end.max(marker.span.end);
                }
                _ => {
                    found.extend(
                        open.take()
                            .map(|(first, span)| place(&first, span, &text, body.start)),
                    );
                    open = Some((marker.clone(), marker.span));
                }
            }
        }
        found.extend(open.map(|(first, span)| place(&first, span, &text, body.start)));
    }
    found
}

/// How the markers at `span` stand in `text`, which begins at `base`.
fn place(first: &Marker, span: Span, text: &str, base: usize) -> Placed {
    let is_markup = |c: &char| matches!(c, '*' | '_' | '\\');
    let before = &text[..span.start - base];
    let spaced = before.ends_with([' ', '\u{a0}']) && !before.trim_end().is_empty();
    let before = before.trim_end().chars().rev().find(|c| !is_markup(c));
    let mut after = text[span.end - base..].chars().filter(|c| !is_markup(c));
    Placed {
        id: first.id,
        form: first.form,
        span,
        before,
        after: after.next(),
        spaced,
    }
}

fn finding(document: &Document, it: &Placed, fault: Fault, count: usize) -> Option<RawDiagnostic> {
    let (block, _) = document.item(it.id)?;
    let from = |offset: usize| offset.checked_sub(block.start);
    let (start, end) = (from(it.span.start)?, from(it.span.end)?);
    let width = |c: Option<char>| c.map_or(0, char::len_utf8);
    let within = |span: Span| RelativeSpan::Within(Subject::Item(it.id), span);
    let after = Span::new(end, end + width(it.after));
    let text = document.text();
    let marker = text.slice(it.span).into_owned();
    let is_next = |span: Span| text.slice(span.shift(block.start)).chars().next() == it.after;
    let (place, said, fix) = match fault {
        Fault::BothSides => (
            Span::new(start.saturating_sub(1), after.end),
            "A mark on both sides of the marker: keep one.",
            is_next(after).then(|| {
                (
                    "Remove the second mark",
                    vec![(within(after), String::new())],
                )
            }),
        ),
        Fault::NoSpaceAfter => (
            Span::new(start, after.end),
            "No space after the marker.",
            Some((
                "Add the space",
                vec![(within(Span::at(end)), " ".to_owned())],
            )),
        ),
        Fault::InsideQuotation => (
            Span::new(start, after.end),
            "Inside the quotation marks: the marker belongs behind them.",
            is_next(after).then(|| {
                let moved = vec![
                    (within(Span::new(start, end)), String::new()),
                    (within(Span::at(after.end)), marker),
                ];
                ("Move the marker behind the quotation mark", moved)
            }),
        ),
        Fault::SpaceBefore => {
            let reach = text
                .floor(it.span.start.saturating_sub(REACH))
                .max(block.start);
            let before = text.slice(Span::new(reach, it.span.start));
            let spaces = before.len() - before.trim_end_matches([' ', '\u{a0}']).len();
            let spaces = Span::new(start - spaces, start);
            (
                Span::new(spaces.start, end),
                "A space before the marker.",
                Some(("Remove the space", vec![(within(spaces), String::new())])),
            )
        }
        Fault::BeforeMark => (
            Span::new(start, after.end),
            "Before the punctuation: the other markers follow it.",
            is_next(after).then(|| {
                let moved = vec![
                    (within(Span::new(start, end)), String::new()),
                    (within(Span::at(after.end)), marker),
                ];
                ("Move the marker behind the punctuation", moved)
            }),
        ),
        Fault::AfterMark => (
            Span::new(start.saturating_sub(1), end),
            "After the punctuation: the other markers precede it.",
            None,
        ),
    };
    let mut finding =
        RawDiagnostic::at(it.id, said_by(document.house(), fault, said)).placed(within(place));
    if let Some((title, edits)) = fix {
        finding = finding.fixed(title, edits);
    }
    finding.is_minor = fault != Fault::BothSides;
    if count > MOST {
        let (many, title) = fault.of_many();
        finding.alike = Some(Box::new(Alike {
            name: format!("{fault:?}"),
            said: Some((many, title)),
        }));
    }
    Some(finding)
}

/// What is said of a marker: where the house says on which side it stands, in its name.
fn said_by(house: &House, fault: Fault, said: &str) -> String {
    match (house.marker.place, fault) {
        (Some(_), Fault::BeforeMark) => house.says("markers follow the punctuation."),
        (Some(_), Fault::AfterMark) => house.says("markers precede the punctuation."),
        _ => said.to_owned(),
    }
}

impl Fault {
    /// What is said of several markers, and what their fix does.
    fn of_many(self) -> (&'static str, &'static str) {
        match self {
            Fault::BothSides => (
                "{} markers have a mark on both sides: keep one.",
                "Remove {} second marks",
            ),
            Fault::NoSpaceAfter => ("{} markers have no space after them.", "Add {} spaces"),
            Fault::InsideQuotation => (
                "{} markers are inside the quotation marks: they belong behind them.",
                "Move {} markers",
            ),
            Fault::SpaceBefore => ("{} markers have a space before them.", "Remove {} spaces"),
            Fault::BeforeMark => (
                "{} markers precede the punctuation, the others follow it.",
                "Move {} markers",
            ),
            Fault::AfterMark => (
                "{} markers follow the punctuation, the others precede it.",
                "Move {} markers",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::{Brief, Default};
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes};

    const NOTES: &str = "\n[^1]: Jane Roe, *Dams* (Oxford, 2010).\n";

    #[track_caller]
    fn assert_found(text: &str, marks: &str) {
        assert_diagnostics(
            Markdown,
            Brief,
            &format!("{text}\n{marks} marker-placement\n{NOTES}"),
        );
        assert_fixes(Markdown, Brief, &format!("{text}\n{NOTES}"));
    }

    #[test]
    fn faults_in_any_house() {
        assert_found("It fell.[^1]. It rose.", "       ^^^^^^");
        assert_found("It fell.[^1]It rose.", "        ^^^^^");
        assert_found("It fell. [^1] It rose.", "        ^^^^^");
        assert_found(
            "It fell.[^1] “A.”[^1] “B.”[^1] “C.[^1]” It rose.",
            "                                  ^^^^^",
        );
        let text = format!("It fell.[^1]. It rose.\n       ^^^^^^ marker-placement\n{NOTES}");
        assert_diagnostics(Markdown, Default, &text);
    }

    #[test]
    fn the_side_of_the_others() {
        assert_found(
            "A.[^1] B.[^1] C,[^1] It fell[^1]. It rose.",
            "                            ^^^^^",
        );
        assert_found(
            "A.[^1] B.[^1] C,[^1] D.[^1] It fell[^1]. It rose.",
            "                                   ^^^^^",
        );
        let text = format!("A.[^1] B[^1]. It fell[^1]. It rose,[^1] so it[^1] did.\n{NOTES}");
        assert_diagnostics(Markdown, Brief, &text);
    }

    #[test]
    fn places_without_fault() {
        for text in [
            "It fell.[^1] It rose (again).[^1]",
            "Acme Inc.[^1], it said. The 18F[^1] team—it fell[^1]—rose.",
            "“Why?”[^1] It fell[^1]",
            "| A |\n|---|\n| b[^1]. |",
            "## It fell [^1]\n\nA.",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n{NOTES}"));
        }
    }
}
