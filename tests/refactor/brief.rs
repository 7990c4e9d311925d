//! Random briefs: a plan of sections, paragraphs and notes, written out in one of the forms.

use std::fmt::Write;

use brief_ls::syntax::DocumentKind;
use proptest::prelude::*;
use proptest::sample::Index;

/// The forms in which a brief is written out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    Markdown,
    Inline,
    Superscript,
    /// Numbers that are not raised.
    Flat,
    Html,
    Bracketed,
    Endnotes,
    Mixed,
}

/// Where the notes stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// After each paragraph, some of which they cut in two.
    Foot,
    /// After each section.
    Section,
    /// At the end.
    End,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    /// The notes cited after it.
    cites: Vec<Index>,
    /// Whether the marker stands within it rather than at its end.
    within: bool,
    /// The notes that it names by their numbers.
    names: Vec<Index>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Holder {
    Text,
    Quote,
    Item,
}

#[derive(Clone, Debug)]
pub struct Paragraph {
    sentences: Vec<Sentence>,
    holder: Holder,
    /// Whether notes at its foot cut it in two.
    cut: bool,
}

#[derive(Clone, Debug)]
pub struct NotePlan {
    /// Numbers are given in the order of this, not by first use.
    order: u32,
    named: bool,
    paragraphs: usize,
    text: Text,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Text {
    Source,
    Ibid,
    Supra,
    Twin,
    Signs,
}

/// The plan of a brief.
#[derive(Clone, Debug)]
pub struct Plan {
    pub style: Style,
    pub layout: Layout,
    pub kind: DocumentKind,
    pub crlf: bool,
    /// Whether numbers follow first use.
    ordered: bool,
    /// How much numbers leap.
    step: u32,
    sections: Vec<Vec<Paragraph>>,
    notes: Vec<NotePlan>,
    /// Whether a marker without a note, a note without a marker and a second note of one label are in it.
    faults: [bool; 3],
    tight: bool,
}

fn sentence() -> impl Strategy<Value = Sentence> {
    let cites = prop_oneof![
        3 => Just(0..1usize),
        4 => Just(1..2),
        1 => Just(2..4),
    ];
    let indices = |count: std::ops::Range<usize>| proptest::collection::vec(any::<Index>(), count);
    let cites = cites.prop_flat_map(indices);
    let names = prop_oneof![
        8 => Just(0..1usize),
        1 => Just(1..3),
    ];
    let names = names.prop_flat_map(indices);
    (cites, any::<bool>(), names).prop_map(|(cites, within, names)| Sentence {
        cites,
        within,
        names,
    })
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let holder =
        prop_oneof![6 => Just(Holder::Text), 1 => Just(Holder::Quote), 1 => Just(Holder::Item)];
    let sentences = proptest::collection::vec(sentence(), 1..4);
    (sentences, holder, any::<bool>()).prop_map(|(sentences, holder, cut)| Paragraph {
        sentences,
        holder,
        cut,
    })
}

fn note() -> impl Strategy<Value = NotePlan> {
    let text = prop_oneof![
        12 => Just(Text::Source),
        1 => Just(Text::Ibid),
        1 => Just(Text::Supra),
        1 => Just(Text::Twin),
        2 => Just(Text::Signs),
    ];
    let paragraphs = prop_oneof![6 => Just(1usize), 1 => Just(2)];
    (
        any::<u32>(),
        proptest::bool::weighted(0.1),
        paragraphs,
        text,
    )
        .prop_map(|(order, named, paragraphs, text)| NotePlan {
            order,
            named,
            paragraphs,
            text,
        })
}

/// The plans of random briefs.
pub fn plan() -> impl Strategy<Value = Plan> {
    let styles = [
        Style::Markdown,
        Style::Inline,
        Style::Superscript,
        Style::Flat,
        Style::Html,
        Style::Bracketed,
        Style::Endnotes,
        Style::Mixed,
    ];
    let layouts = [Layout::Foot, Layout::Section, Layout::End];
    let sections = proptest::collection::vec(proptest::collection::vec(paragraph(), 1..4), 1..4);
    let notes = proptest::collection::vec(note(), 1..8);
    let shape = (
        proptest::sample::select(styles.to_vec()),
        proptest::sample::select(layouts.to_vec()),
        any::<bool>(),
        proptest::bool::weighted(0.25),
        any::<bool>(),
    );
    let faults = proptest::array::uniform3(proptest::bool::weighted(0.15));
    (shape, sections, notes, faults, any::<bool>(), 1..3u32).prop_map(
        |((style, layout, plain, crlf, ordered), sections, notes, faults, tight, step)| {
            let printed = matches!(
                style,
                Style::Superscript | Style::Flat | Style::Bracketed | Style::Endnotes
            );
            Plan {
                style,
                layout,
                kind: if plain && printed {
                    DocumentKind::Plain
                } else {
                    DocumentKind::Markdown
                },
                crlf,
                ordered,
                step,
                sections,
                notes,
                faults,
                tight,
            }
        },
    )
}

impl Plan {
    /// The brief that it is the plan of.
    pub fn write(&self) -> String {
        let mut writer = Writer {
            plan: self,
            text: String::new(),
            labels: self.labels(),
            due: Vec::new(),
            laid: vec![false; self.notes.len()],
            sentences: 0,
        };
        writer.write();
        match self.crlf {
            true => writer.text.replace('\n', "\r\n"),
            false => writer.text,
        }
    }

    fn cited(&self, at: &Index) -> usize {
        at.index(self.notes.len())
    }

    /// What each note is called.
    fn labels(&self) -> Vec<String> {
        let mut order: Vec<usize> = Vec::new();
        for sentence in self
            .sections
            .iter()
            .flatten()
            .flat_map(|paragraph| &paragraph.sentences)
        {
            for note in sentence.cites.iter().map(|at| self.cited(at)) {
                if !order.contains(&note) {
                    order.push(note);
                }
            }
        }
        order.extend(
            (0..self.notes.len())
                .filter(|note| !order.contains(note))
                .collect::<Vec<_>>(),
        );
        if !self.ordered && self.style != Style::Flat {
            order.sort_by_key(|note| self.notes[*note].order % 4);
        }
        let step = match self.style {
            Style::Bracketed | Style::Flat => 1,
            _ => self.step,
        };
        let number = |note| {
            order
                .iter()
                .position(|other| *other == note)
                .map_or(0, |at| at as u32 * step + 1)
        };
        (0..self.notes.len())
            .map(
                |note| match self.notes[note].named && self.form(note) == Style::Markdown {
                    true => format!("name-{note}"),
                    false => number(note).to_string(),
                },
            )
            .collect()
    }

    /// The form of one note: of a mixed brief, every third is superscript.
    fn form(&self, note: usize) -> Style {
        let several = self.notes[note].paragraphs > 1;
        match self.style {
            Style::Mixed if note % 3 == 2 => Style::Superscript,
            Style::Mixed => Style::Markdown,
            Style::Inline if note % 2 == 1 || several => Style::Markdown,
            style => style,
        }
    }
}

struct Writer<'a> {
    plan: &'a Plan,
    text: String,
    labels: Vec<String>,
    /// The notes cited since notes were last laid.
    due: Vec<usize>,
    laid: Vec<bool>,
    sentences: usize,
}

impl Writer<'_> {
    fn write(&mut self) {
        let plan = self.plan;
        for (number, section) in plan.sections.iter().enumerate() {
            let sign = if plan.kind == DocumentKind::Plain {
                ""
            } else {
                "## "
            };
            let _ = write!(self.text, "{sign}Section number {number}\n\n");
            for paragraph in section {
                self.paragraph(paragraph);
                if plan.layout == Layout::Foot {
                    self.lay();
                }
            }
            if plan.layout == Layout::Section {
                self.lay();
            }
        }
        let [missing, unused, twice] = plan.faults;
        if missing {
            let marker = self.marker(plan.form(0), "57");
            let _ = write!(self.text, "A last sentence is this one{marker}.\n\n");
        }
        self.due.extend((0..plan.notes.len()).filter(|_| unused));
        if plan.style == Style::Endnotes {
            let sign = if plan.kind == DocumentKind::Plain {
                ""
            } else {
                "## "
            };
            let _ = write!(self.text, "{sign}Notes\n\n");
        }
        self.lay();
        if twice && !matches!(plan.style, Style::Endnotes | Style::Inline) {
            let opener = opener(plan.form(0), &self.labels[0]);
            let _ = writeln!(self.text, "{opener}Somebody, a second text of it.");
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let plan = self.plan;
        let start = self.text.len();
        let lead = match paragraph.holder {
            Holder::Text => "",
            Holder::Quote => "> ",
            Holder::Item => "- ",
        };
        self.text += lead;
        let count = paragraph.sentences.len();
        for (index, sentence) in paragraph.sentences.iter().enumerate() {
            self.sentence(sentence);
            let last = index + 1 == count;
            if paragraph.cut
                && last
                && plan.layout == Layout::Foot
                && paragraph.holder == Holder::Text
            {
                let _ = write!(self.text, " The commission for which it");
                self.text += "\n\n";
                self.lay();
                self.text += "had long waited came to an end.";
            }
            self.text += if last { "\n\n" } else { "\n" };
            if !last && paragraph.holder != Holder::Text {
                self.text += if paragraph.holder == Holder::Quote {
                    "> "
                } else {
                    "  "
                };
            }
        }
        debug_assert!(self.text.len() > start);
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.sentences += 1;
        let count = self.sentences;
        let mut notes: Vec<usize> = sentence
            .cites
            .iter()
            .map(|at| self.plan.cited(at))
            .collect();
        notes.dedup();
        let markers = self.markers(&notes);
        let named = self.named(sentence);
        let _ = match sentence.within {
            true => write!(
                self.text,
                "Sentence number {count} says so{markers} and more of it{named}."
            ),
            false => write!(
                self.text,
                "Sentence number {count} says this{named}.{markers}"
            ),
        };
        let due = notes.into_iter().filter(|note| !self.laid[*note]);
        self.due.extend(due.collect::<Vec<_>>());
    }

    /// The words that name notes which are there and have numbers.
    fn named(&self, sentence: &Sentence) -> String {
        let sections = self.plan.sections.iter().flatten();
        let sentences = sections.flat_map(|paragraph| &paragraph.sentences);
        let cited = sentences.flat_map(|sentence| &sentence.cites);
        let cited: Vec<usize> = cited.map(|at| self.plan.cited(at)).collect();
        let named = sentence.names.iter().map(|at| self.plan.cited(at));
        let named = named.filter(|note| cited.contains(note));
        let numbers: Vec<&str> = named
            .map(|note| self.labels[note].as_str())
            .filter(|label| label.parse::<u32>().is_ok())
            .collect();
        match numbers[..] {
            [] => String::new(),
            [one] => format!(" (see note {one})"),
            [one, other]
                if one.parse::<u32>().ok() < other.parse().ok()
                    && self.sentences.is_multiple_of(2) =>
            {
                format!(" (see notes {one}–{other})")
            }
            _ => format!(" (see footnotes {})", numbers.join(" and ")),
        }
    }

    /// The markers of notes cited at one place.
    fn markers(&self, notes: &[usize]) -> String {
        let mut result = String::new();
        let mut before = None;
        for note in notes {
            let form = self.plan.form(*note);
            if before == Some(Style::Superscript) && form != Style::Markdown
                || matches!(before, Some(Style::Endnotes | Style::Flat))
            {
                result.push(',');
            }
            result += &match form {
                Style::Inline => format!("^[{}]", self.note_text(*note)),
                form => self.marker(form, &self.labels[*note]),
            };
            before = Some(form);
        }
        result.replace(
            "][",
            if self.plan.style == Style::Bracketed {
                ", "
            } else {
                "]["
            },
        )
    }

    fn marker(&self, form: Style, label: &str) -> String {
        match form {
            Style::Markdown | Style::Inline | Style::Mixed => format!("[^{label}]"),
            Style::Superscript | Style::Endnotes => raised(label),
            Style::Flat => label.to_owned(),
            Style::Html => format!("<sup>{label}</sup>"),
            Style::Bracketed => format!("[{label}]"),
        }
    }

    fn note_text(&self, note: usize) -> String {
        match self.plan.notes[note].text {
            Text::Source => format!("Author {note}, *Title {note}*, 20{note}0."),
            Text::Ibid => "Ibid., p. 3.".to_owned(),
            Text::Supra => format!("Author, supra note {}, p. {note}.", self.labels[0]),
            Text::Twin => "The same text, twice.".to_owned(),
            Text::Signs => format!("See [Title {note}](http://a.org/{note}) and a_b *c*."),
        }
    }

    fn lay(&mut self) {
        let mut due = std::mem::take(&mut self.due);
        due.retain(|note| !self.laid[*note]);
        due.sort_by_key(|note| self.labels[*note].parse::<u32>().unwrap_or(99));
        due.dedup();
        for note in due {
            let form = self.plan.form(note);
            self.laid[note] = true;
            if form == Style::Inline {
                continue;
            }
            let several = matches!(form, Style::Markdown) && self.plan.notes[note].paragraphs > 1;
            let more = if several {
                "\n\n    A second paragraph of it."
            } else {
                ""
            };
            let tight = self.plan.tight
                && self.plan.style != Style::Bracketed
                && !several
                && self.plan.kind == DocumentKind::Plain
                || form == Style::Endnotes;
            let end = if tight { "\n" } else { "\n\n" };
            let text = self.note_text(note);
            let opener = opener(form, &self.labels[note]);
            let _ = write!(self.text, "{opener}{text}{more}{end}");
        }
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

fn opener(form: Style, label: &str) -> String {
    match form {
        Style::Markdown | Style::Inline | Style::Mixed => format!("[^{label}]: "),
        Style::Superscript => format!("{} ", raised(label)),
        Style::Flat => format!("{label} "),
        Style::Html => format!("<sup>{label}</sup> "),
        Style::Bracketed => format!("[{label}] "),
        Style::Endnotes => format!("{label}. "),
    }
}

fn raised(label: &str) -> String {
    label
        .parse()
        .map(brief_ls::text::raised)
        .unwrap_or_default()
}
