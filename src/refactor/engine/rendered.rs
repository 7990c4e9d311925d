//! What a reader of a brief gets: running text, and behind each marker its note. Whatever a refactoring
//! moves or calls otherwise, this stays, and the result is read again to see that it has.

mod difference;
mod elements;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::index::{Document, ItemId, Label, Marker};
use crate::syntax::{BlockAt, Container, HeadingKind, ItemKind, Leaf};
use crate::text::{Edit, Span};

use super::cluster::{clusters, is_between};
use super::note_digest::{NoteDigest, digest};
use super::note_lines::comment_before;
use super::note_links::{NoteLinkUse, digest_links};
use super::one_line::{is_quoted, quote_depth};

use elements::Elements;

/// What a reader of a brief gets. White space does not count.
#[derive(Clone, Debug, Default)]
pub(in crate::refactor) struct RenderedBrief {
    prose: String,
    /// The line of the document, from 0, that stands at a place in the prose, in bytes; for each line.
    lines: Vec<(usize, usize)>,
    /// The levels of the headings, and how they are written.
    headings: Vec<(u8, HeadingKind)>,
    /// What the blocks of running text are, and what holds them; the halves of a paragraph that notes cut in two are
    /// one.
    leaves: Vec<(Leaf, Holders)>,
    /// The line of the document, from 0, in which each of these begins.
    leaf_lines: Vec<usize>,
    /// The markers, with what their notes say; those at one place sorted.
    reference_links: Vec<ReferenceLink>,
    /// The words of running text that name notes by their numbers, by place.
    names: Vec<NoteMention>,
    /// The notes that no marker cites, each with its line in the document, from 0; sorted.
    uncited: Vec<(NoteDigest, usize)>,
    /// The links to markers and notes, sorted, each with its line in the document, from 0.
    links: Vec<(NoteLinkUse, usize)>,
    /// The notes with printed numbers, by what they say, each with the elements of HTML around it, hashed, and its line
    /// in the document, from 0; sorted.
    held: Vec<(u64, u64, usize)>,
    /// The last of the runs in which notes are numbered.
    runs: u32,
    /// Whether the notes may have another form then.
    any_form: bool,
    /// Whether paragraphs may become others: markers that lost their formatting get another form, in text from a page
    /// layout, whose paragraphs are a guess before.
    any_paragraphs: bool,
}

/// What holds a block of running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Holders {
    /// How deep it is quoted.
    quoted: usize,
    /// How many items of lists hold it.
    depth: usize,
    /// The elements of HTML around it, hashed.
    elements: u64,
}

/// A marker and its note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct ReferenceLink {
    /// In the prose, in bytes.
    place: usize,
    digest: Option<NoteDigest>,
    /// The note, in the document that is read.
    note: Option<ItemId>,
    /// Where the marker stands, or those at one place, in bytes of that document.
    offset: usize,
}

/// Words of running text that name notes by their numbers, which are no part of the prose.
#[derive(Clone, Debug)]
struct NoteMention {
    /// In the prose, in bytes.
    place: usize,
    /// What the notes say that are named, hashed and sorted; none where it names nothing.
    notes: Vec<u64>,
    /// The words.
    words: String,
}

/// What is to be different in the reading afterwards.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ExpectedChange<'a> {
    Nothing,
    /// The note is gone, and its markers.
    Without(ItemId),
    /// What stands at the span is gone, and a note of that text is cited at the offset.
    Noted(Span, usize, &'a str),
    /// Markers of these labels (see [`label_key`]) that have no note cite one without text.
    Given(&'a FxHashSet<String>),
    /// The edits are made, in running text and in notes, and if so a note is gone, and its markers.
    Edited(&'a [Edit], Option<ItemId>),
}

impl<'a> ExpectedChange<'a> {
    /// The note that is gone.
    fn gone(self) -> Option<ItemId> {
        match self {
            ExpectedChange::Without(note) => Some(note),
            ExpectedChange::Edited(_, note) => note,
            _ => None,
        }
    }

    fn edits(self) -> &'a [Edit] {
        match self {
            ExpectedChange::Edited(edits, _) => edits,
            _ => &[],
        }
    }
}

impl RenderedBrief {
    /// What a reader of `document` gets.
    pub fn of(document: &Document) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Nothing, false)
    }

    /// The same with `edits` of running text and of the text of notes, and if so without a note and its markers.
    pub fn with(document: &Document, without: Option<ItemId>, edits: &[Edit]) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Edited(edits, without), false)
    }

    /// What a reader gets with `edits` of running text and of the text of notes, with notes in whatever form.
    pub fn edited_in_any_form(document: &Document, edits: &[Edit]) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Edited(edits, None), true)
    }

    /// The same without a note and its markers.
    pub fn without(document: &Document, note: ItemId) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Without(note), false)
    }

    /// The same with a note that says `text` cited at `offset`, and without what stands at `gone` before it.
    pub fn with_note(document: &Document, gone: Span, offset: usize, text: &str) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Noted(gone, offset, text), false)
    }

    /// The same with an empty note of each of these labels (see [`label_key`]).
    pub fn with_missing(document: &Document, labels: &FxHashSet<String>) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Given(labels), false)
    }

    /// The same with numbers that do not begin again.
    pub fn in_one_run(self) -> RenderedBrief {
        RenderedBrief { runs: 0, ..self }
    }

    /// What a reader of `document` gets, with notes in whatever form. Their numbers are one run, and what is a heading
    /// because of the notes alone, a line in a Markdown document that is laid out by their numbers, is nothing that is
    /// kept.
    pub fn in_any_form(document: &Document) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Nothing, true)
    }

    /// The same without the notes that no marker cites and whose text another note has.
    pub fn without_duplicates(mut self) -> RenderedBrief {
        let cited: FxHashSet<NoteDigest> = self
            .reference_links
            .iter()
            .filter_map(|reference_link| reference_link.digest)
            .collect();
        self.uncited.retain(|(note, _)| !cited.contains(note));
        self
    }

    /// What a reader of another document gets, in the way in which this one is read.
    pub fn again(&self, document: &Document) -> RenderedBrief {
        RenderedBrief::expected(document, ExpectedChange::Nothing, self.any_form)
    }

    fn expected(
        document: &Document,
        expected: ExpectedChange<'_>,
        any_form: bool,
    ) -> RenderedBrief {
        let mut reader = Renderer {
            document,
            digest: digest(document, expected.edits()),
            rendered: RenderedBrief {
                any_form,
                any_paragraphs: any_form && document.footnotes().has_flat_markers(),
                ..RenderedBrief::default()
            },
        };
        reader.read_prose(expected);
        reader.read_blocks();
        let Renderer {
            digest,
            mut rendered,
            ..
        } = reader;
        rendered.reference_links.sort_unstable();
        let table = document.footnotes();
        let uncited = table
            .notes()
            .iter()
            .filter(|note| table.citing(**note).is_empty());
        let uncited = uncited.filter(|note| expected.gone() != Some(**note));
        let line = |note: &ItemId| {
            let note = document.note(*note)?;
            Some(document.text().line_of(note.opener.start))
        };
        let uncited = uncited.filter_map(|note| Some((*digest.get(note)?, line(note)?)));
        rendered.uncited = uncited.collect();
        rendered.uncited.sort_unstable();
        let words = |note| digest.get(&note).map(|digest| digest.words);
        rendered.links = digest_links(document, expected.gone(), words);
        let notes = table.notes().iter().filter_map(|note| table.note(*note));
        rendered.runs = notes.map(|note| note.run).max().unwrap_or(0);
        rendered
    }
}

struct Renderer<'a> {
    document: &'a Document,
    digest: FxHashMap<ItemId, NoteDigest>,
    rendered: RenderedBrief,
}

/// Something that is no running text, or will be another.
enum Cut<'e> {
    /// Markers, with what their notes say.
    ReferenceLinks(Vec<(Option<NoteDigest>, Option<ItemId>)>),
    /// The numbers of notes, with what these say, hashed, and with the words around.
    Numbers(Vec<u64>, String),
    Block,
    Edit(&'e str),
}

impl Renderer<'_> {
    fn read_prose(&mut self, expected: ExpectedChange<'_>) {
        let document = self.document;
        let mut from = 0;
        let mut after_marker = false;
        for (span, what) in self.apart(expected) {
            if span.start < from {
                continue;
            }
            let between = Span::new(from, span.start);
            let is_marker = matches!(what, Cut::ReferenceLinks(_));
            if !(after_marker && is_marker && is_between(&document.text().slice(between))) {
                self.push(between);
            }
            after_marker = is_marker;
            from = span.end;
            self.take(what, span.start);
        }
        self.push(Span::new(from, document.text().len()));
    }

    /// What in the document is no running text, or will be another, by place.
    fn apart<'e>(&self, expected: ExpectedChange<'e>) -> Vec<(Span, Cut<'e>)> {
        let document = self.document;
        let edits = expected.edits().iter();
        let edits = edits.map(|edit| (edit.span, Cut::Edit(&edit.insert)));
        let mut apart: Vec<(Span, Cut<'e>)> = edits.collect();
        if let ExpectedChange::Noted(gone, offset, text) = expected {
            let digest = Some(NoteDigest::alone(text));
            apart.push((gone, Cut::Block));
            apart.push((Span::at(offset), Cut::ReferenceLinks(vec![(digest, None)])));
        }
        let blocks = document.blocks().iter();
        for cluster in blocks.flat_map(|at| clusters(document, at)) {
            let markers = cluster.markers.iter();
            let reference_links =
                markers.filter_map(|marker| self.reference_link(marker, expected));
            apart.push((cluster.span, Cut::ReferenceLinks(reference_links.collect())));
        }
        apart.extend(self.names());
        for note in document.notes().filter(|note| note.form != Form::Inline) {
            let comment = comment_before(document, &note).map_or(note.span, |at| at.span());
            apart.push((comment.join(note.span), Cut::Block));
        }
        apart.extend(self.over_notes().map(|span| (span, Cut::Block)));
        apart.sort_by_key(|(span, _)| span.start);
        apart
    }

    /// The headings such as Notes, and where forms may differ the lines that may be one.
    fn over_notes(&self) -> impl Iterator<Item = Span> {
        let document = self.document;
        let any_form = self.rendered.any_form;
        let lines = document.items();
        let lines = lines.filter(move |(_, _, item)| any_form && is_line_over_notes(&item.kind));
        let lines = lines.map(|(_, at, item)| item.span.shift(at.start));
        let headings = document.headings();
        let headings = headings.filter(|heading| is_over_notes(document, heading.id));
        lines.chain(headings.map(|heading| heading.span))
    }

    /// Takes into the reading what stands at `offset`, in bytes of the document.
    fn take(&mut self, what: Cut<'_>, offset: usize) {
        let place = self.rendered.prose.len();
        match what {
            Cut::ReferenceLinks(reference_links) => {
                let reference_links =
                    reference_links
                        .into_iter()
                        .map(|(digest, note)| ReferenceLink {
                            place,
                            digest,
                            note,
                            offset,
                        });
                self.rendered.reference_links.extend(reference_links);
            }
            Cut::Numbers(notes, words) => {
                self.rendered.names.push(NoteMention {
                    place,
                    notes,
                    words,
                });
                self.push_text("#");
            }
            Cut::Edit(text) => self.push_text(text),
            Cut::Block => {}
        }
    }

    /// The numbers of notes in running text, each with what they name.
    fn names(&self) -> Vec<(Span, Cut<'static>)> {
        let named = self.document.cross_references().filter_map(|named| {
            let span = named.numbers.first()?.span.join(named.numbers.last()?.span);
            let digest = named.referent.notes.iter();
            let digest = digest.filter_map(|note| Some(self.digest.get(note)?.words));
            let mut digest: Vec<u64> = digest.collect();
            digest.sort_unstable();
            digest.dedup();
            let words = self.document.text().slice(named.span).into_owned();
            Some((span, Cut::Numbers(digest, words)))
        });
        named.collect()
    }

    /// What the note of `marker` says, and the note; none for a marker that goes.
    fn reference_link(
        &self,
        marker: &Marker,
        expected: ExpectedChange<'_>,
    ) -> Option<(Option<NoteDigest>, Option<ItemId>)> {
        let digest = match (marker.note, expected) {
            (Some(note), _) if expected.gone() == Some(note) => return None,
            (None, ExpectedChange::Given(labels)) if labels.contains(&label_key(&marker.label)) => {
                Some(NoteDigest::alone(""))
            }
            (note, _) => note.and_then(|note| self.digest.get(&note).copied()),
        };
        Some((digest, marker.note))
    }

    fn push(&mut self, span: Span) {
        let text = self.document.text().slice(span);
        let first = self.document.text().line_of(span.start);
        let mut at = span.start;
        for (number, line) in text.split('\n').enumerate() {
            let place = self.rendered.prose.len();
            self.rendered.lines.push((place, first + number));
            let starts = number > 0 || at == self.document.text().line(first).start;
            // A note in a quote brings lines of the quote with it.
            self.push_text(match starts && is_quoted(self.document, at) {
                true => line.trim_start_matches([' ', '\t', '>']),
                false => line,
            });
            at += line.len() + 1;
        }
    }

    fn push_text(&mut self, text: &str) {
        let chars = text.chars().filter(|c| !c.is_whitespace());
        self.rendered.prose.extend(chars);
    }

    fn read_blocks(&mut self) {
        let document = self.document;
        let notes: Vec<Span> = document
            .notes()
            .filter(|note| note.form != Form::Inline)
            .map(|note| note.span)
            .collect();
        let any_form = self.rendered.any_form;
        let mut end = 0;
        let mut notes = notes.iter().peekable();
        let mut elements = Elements::default();
        for at in document.blocks().iter() {
            let around = elements.hashed();
            elements.read(document, at);
            while let Some(note) = notes.next_if(|note| note.start < at.span().end) {
                end = end.max(note.end);
            }
            let items = || document.items_in(at);
            let second = items().any(|(id, _)| document.footnotes().is_continuation(id));
            let opener = at.block.opener().and_then(|_| items().next());
            let note = opener.is_some_and(|(id, _)| document.footnotes().note(id).is_some());
            if let Some((id, _)) = opener.filter(|_| note) {
                self.hold(id, around);
            }
            let over_notes = items().any(|(id, item)| {
                any_form && is_line_over_notes(&item.kind) || is_over_notes(document, id)
            });
            let silent = matches!(
                at.block.leaf,
                Leaf::Blank | Leaf::Comment | Leaf::FrontMatter
            );
            if at.body().start < end || note || second || over_notes || silent {
                continue;
            }
            let holders = Holders {
                quoted: quote_depth(document, at),
                depth: item_depth(document, at),
                elements: around,
            };
            self.rendered.leaves.push((at.block.leaf, holders));
            let line = document.text().line_of(at.body().start);
            self.rendered.leaf_lines.push(line);
        }
        let headings = document
            .headings()
            .filter(|heading| !is_over_notes(document, heading.id));
        let kind = |id| match document.item(id).map(|(_, item)| &item.kind) {
            Some(ItemKind::Heading { kind, .. }) => *kind,
            _ => HeadingKind::Line,
        };
        self.rendered.headings = headings
            .map(|heading| (heading.level, kind(heading.id)))
            .collect();
        self.rendered.held.sort_unstable();
    }

    /// Takes into the reading that the note stands in the elements `around`: Markdown renderers move theirs themselves.
    fn hold(&mut self, id: ItemId, around: u64) {
        let note = self.document.note(id);
        let Some(note) = note.filter(|note| note.form != Form::Markdown) else {
            return;
        };
        let digest = self.digest.get(&id).map_or(0, |digest| digest.words);
        let line = self.document.text().line_of(note.opener.start);
        self.rendered.held.push((digest, around, line));
    }
}

/// How many items of lists hold a block.
fn item_depth(document: &Document, at: BlockAt<'_>) -> usize {
    let open = at.block.start.containers.iter().take(at.block.kept);
    let open = open.filter(|container| matches!(container, Container::Item { .. }));
    let lead = document.text().slice(Span::new(at.start, at.body().start));
    let begins = !lead.trim_matches([' ', '\t', '>']).is_empty();
    open.count() + usize::from(begins)
}

/// Whether an item is a heading such as Notes: it stands over the notes and is no part of the text.
pub(in crate::refactor) fn is_over_notes(document: &Document, id: ItemId) -> bool {
    let is_heading = document.footnotes().headings().binary_search(&id).is_ok();
    let notes = |kind: &ItemKind| matches!(kind, ItemKind::Heading { notes: true, .. });
    is_heading && document.item(id).is_some_and(|(_, item)| notes(&item.kind))
}

/// Whether an item is a line such as Notes, which may be a heading or not.
fn is_line_over_notes(kind: &ItemKind) -> bool {
    let line = HeadingKind::Line;
    matches!(kind, ItemKind::Heading { notes: true, kind, .. } if *kind == line)
}

/// What labels have in common that may be one: renderers differ in whether capitals count.
pub(in crate::refactor) fn label_key(label: &Label) -> String {
    label.to_string().to_lowercase()
}
