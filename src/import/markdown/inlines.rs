//! Running text as Markdown.

use std::ops::Range;

use super::super::manuscript::{Inline, TextStyle};
use super::escape::{self, EDGE};
use super::pieces::{Piece, What, joined, pieces};
use super::reread;
use super::text_place::TextPlace;

/// The text of `inlines`; `label` says what the marker of a note is called. Formatting that Markdown cannot have there,
/// such as italics in the middle of a run of signs, is left out.
pub(super) fn write(
    inlines: &[Inline],
    line: TextPlace,
    label: &mut dyn FnMut(usize) -> String,
) -> String {
    let mut all = pieces(inlines);
    let out = InlineWriter::new(&all, line, label).written();
    let is_set = |piece: &Piece<'_>| piece.style != TextStyle::default();
    if !all.iter().any(is_set) || reread::says(&out, &all, line) {
        return out;
    }
    for piece in &mut all {
        piece.style = TextStyle::default();
    }
    InlineWriter::new(&joined(all), line, label).written()
}

/// What groups pieces, from the outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InlineGroup {
    Link,
    Struck,
    Bold,
    Italic,
}

const GROUPS: [InlineGroup; 4] = [
    InlineGroup::Link,
    InlineGroup::Struck,
    InlineGroup::Bold,
    InlineGroup::Italic,
];

struct InlineWriter<'a> {
    pieces: &'a [Piece<'a>],
    /// Where each piece stands in `flat`.
    places: Vec<Range<usize>>,
    /// The text of all pieces; an [`EDGE`] for what is no text, and where formatting may begin or end.
    flat: String,
    line: TextPlace,
    out: String,
    label: &'a mut dyn FnMut(usize) -> String,
}

impl<'a> InlineWriter<'a> {
    fn new(
        pieces: &'a [Piece<'a>],
        line: TextPlace,
        label: &'a mut dyn FnMut(usize) -> String,
    ) -> Self {
        let mut flat = String::new();
        let mut places = Vec::with_capacity(pieces.len());
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                flat.push(EDGE);
            }
            let start = flat.len();
            match &piece.what {
                What::Text(text) => flat.push_str(text),
                What::Break => flat.push('\n'),
                What::Markup { .. } | What::Marker(_) => flat.push(EDGE),
            }
            places.push(start..flat.len());
        }
        Self {
            pieces,
            places,
            flat,
            line,
            out: String::new(),
            label,
        }
    }

    fn written(mut self) -> String {
        self.write(0..self.pieces.len(), &GROUPS);
        let mut out = self.out;
        match self.line {
            TextPlace::Block => {
                let lines = out.split('\n').map(|line| match escape::at_start(line) {
                    Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
                    None => line.to_owned(),
                });
                out = lines.collect::<Vec<_>>().join("\n");
            }
            // `# Title {x}` has attributes to Pandoc, `# Title #` no second sign.
            TextPlace::Heading if out.ends_with(['}', '#']) => out.insert(out.len() - 1, '\\'),
            TextPlace::Heading | TextPlace::Cell => {}
        }
        out
    }

    /// Writes the pieces of `range` in `groups`, which are left to open.
    fn write(&mut self, range: Range<usize>, groups: &[InlineGroup]) {
        let Some((group, inner)) = groups.split_first() else {
            for index in range {
                self.piece(index);
            }
            return;
        };
        let mut start = range.start;
        while start < range.end {
            let alike = |index: &usize| self.same(*group, start, *index);
            let end = (start..range.end).take_while(alike).count() + start;
            self.group(*group, start..end, inner);
            start = end;
        }
    }

    fn same(&self, group: InlineGroup, one: usize, other: usize) -> bool {
        let (one, other) = (&self.pieces[one], &self.pieces[other]);
        match group {
            InlineGroup::Link => one.link == other.link,
            _ => has(group, one.style) == has(group, other.style),
        }
    }

    fn group(&mut self, group: InlineGroup, range: Range<usize>, inner: &[InlineGroup]) {
        let piece = &self.pieces[range.start];
        match group {
            InlineGroup::Link => match piece.link {
                Some(target) => self.link(target, range, inner),
                None => self.write(range, inner),
            },
            _ if !has(group, piece.style) => self.write(range, inner),
            _ => {
                let sign = self.sign(group, &range);
                self.out.push_str(sign);
                self.write(range, inner);
                self.out.push_str(sign);
            }
        }
    }

    /// The sign around the pieces of `range`. An underscore keeps italics apart from the asterisks of bold text
    /// beside them, where no letter stands on the other side.
    fn sign(&self, group: InlineGroup, range: &Range<usize>) -> &'static str {
        match group {
            InlineGroup::Struck => "~~",
            InlineGroup::Bold => "**",
            _ if self.pieces[range.start].style.bold => "*",
            _ => {
                let before = range
                    .start
                    .checked_sub(1)
                    .and_then(|at| self.pieces.get(at));
                let next = self.pieces.get(range.end);
                let is_bold = |piece: Option<&Piece<'_>>| piece.is_some_and(|p| p.style.bold);
                let is_letter = |c: char| c.is_alphanumeric();
                let after = next.filter(|next| !next.is_formatted());
                let letter = self.out.ends_with(is_letter)
                    || after.is_some_and(|next| match &next.what {
                        What::Text(text) => text.starts_with(is_letter),
                        _ => false,
                    });
                match (is_bold(before) || is_bold(next)) && !letter {
                    true => "_",
                    false => "*",
                }
            }
        }
    }

    fn link(&mut self, target: &str, range: Range<usize>, inner: &[InlineGroup]) {
        let address = address(target);
        let text = &self.flat[self.places[range.start].start..self.places[range.end - 1].end];
        if address == target && text == target && is_absolute(target) {
            self.out.push_str(&format!("<{target}>"));
            return;
        }
        self.escape_bang();
        self.out.push('[');
        self.write(range, inner);
        self.out.push_str(&format!("]({address})"));
    }

    /// `!` before a bracket would make an image of it.
    fn escape_bang(&mut self) {
        if self.out.ends_with('!') && !self.out.ends_with("\\!") {
            self.out.insert(self.out.len() - 1, '\\');
        }
    }

    fn piece(&mut self, index: usize) {
        let pieces = self.pieces;
        match &pieces[index].what {
            What::Text(_) => self.text(index),
            What::Markup { markup, .. } => match self.line {
                TextPlace::Cell => self.out.push_str(&markup.replace('|', "\\|")),
                _ => self.out.push_str(markup),
            },
            What::Marker(note) => {
                self.escape_bang();
                let label = (self.label)(*note);
                self.out.push_str(&format!("[^{label}]"));
            }
            What::Break => self.out.push_str(match self.line {
                TextPlace::Block => "\\\n",
                TextPlace::Heading => " ",
                TextPlace::Cell => "<br>",
            }),
        }
    }

    fn text(&mut self, index: usize) {
        let formatted = self.pieces[index].is_formatted();
        let in_link = self.pieces[index].link.is_some();
        let place = self.places[index].clone();
        let addresses = bare_addresses(&self.flat[place.clone()]);
        let mut addresses = addresses
            .iter()
            .map(|at| place.start + at.start..place.start + at.end);
        let mut address = addresses.next();
        let mut skip_to = place.start;
        for (at, character) in self.flat[place.clone()].char_indices() {
            let at = place.start + at;
            if at < skip_to {
                continue;
            }
            if let Some(span) = address.take_if(|span| span.start == at) {
                address = addresses.next();
                if !in_link {
                    let text = &self.flat[span.clone()];
                    let marked = (span.clone()).any(|at| {
                        self.flat.is_char_boundary(at) && escape::is_markup(&self.flat, at, false)
                    });
                    // Within an address no backslash helps: what would be markup makes it a link.
                    match marked || text.contains("--") {
                        true => self.out.push_str(&format!("<{text}>")),
                        false => self.out.push_str(text),
                    }
                    skip_to = span.end;
                    continue;
                }
            }
            let bar = character == '|' && self.line == TextPlace::Cell;
            if bar || escape::is_markup(&self.flat, at, formatted) {
                self.out.push('\\');
            }
            self.out.push(character);
        }
    }
}

fn has(group: InlineGroup, style: TextStyle) -> bool {
    match group {
        InlineGroup::Link => false,
        InlineGroup::Struck => style.struck,
        InlineGroup::Bold => style.bold,
        InlineGroup::Italic => style.italic,
    }
}

/// Where addresses stand in `text` that are no links in the file.
fn bare_addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") {
        return Vec::new();
    }
    let mut finder = linkify::LinkFinder::new();
    finder.kinds(&[linkify::LinkKind::Url]);
    finder
        .links(text)
        .map(|link| link.start()..link.end())
        .collect()
}

/// Whether `target` can stand between `<` and `>` as a link (CommonMark 0.31, 6.5).
fn is_absolute(target: &str) -> bool {
    ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| target.starts_with(scheme))
}

/// The address as it is written in a link (CommonMark 0.31, 6.3): what would end it is encoded.
fn address(target: &str) -> String {
    let mut depth = 0_i32;
    let mut is_balanced = true;
    for character in target.chars() {
        depth += i32::from(character == '(') - i32::from(character == ')');
        is_balanced &= depth >= 0;
    }
    is_balanced &= depth == 0;
    let mut address = String::with_capacity(target.len());
    for character in target.trim().chars() {
        match character {
            ' ' => address.push_str("%20"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '|' => address.push_str("%7C"),
            '(' if !is_balanced => address.push_str("%28"),
            ')' if !is_balanced => address.push_str("%29"),
            c if c.is_control() => {}
            c => address.push(c),
        }
    }
    address
}
