//! Several briefs as one.

mod front_matter;
pub(in crate::refactor) mod headings;
mod link_definitions;

use rustc_hash::FxHashSet;

use crate::index::{Document, Note};
use crate::text::{Edit, Edits, Text};

use crate::refactor::Refusal;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::sequence::{NumberedTogether, sequences};

use front_matter::MergedFrontMatter;
use link_definitions::LinkDefinitions;

/// Briefs that are joined.
#[derive(Clone, Debug, Default)]
pub struct MergedBrief {
    /// The brief that they are, in Markdown.
    pub text: String,
    /// What of which brief, from 0, is not in it: a phrase.
    pub left_out: Vec<(usize, String)>,
}

/// Joins `briefs`, whose notes are Markdown footnotes: each note is numbered after those before, a name that is taken
/// becomes another, and what refers to a note by its number follows. A link whose label has another address before
/// gets its own address. Headings become `shift` levels deeper.
///
/// # Errors
/// [`Refusal`] where the result would not have all notes with their markers.
pub fn merge(briefs: &[Document], shift: u8) -> Result<MergedBrief, Refusal> {
    let mut merged = MergedBrief::default();
    let mut front = MergedFrontMatter::default();
    let mut names = FxHashSet::default();
    let mut links = LinkDefinitions::default();
    let mut bodies = Vec::with_capacity(briefs.len());
    let mut after = 0;
    for (index, brief) in briefs.iter().enumerate() {
        let start = front_matter::end(&brief.text().to_string());
        let (edits, count) = relabelled(brief, after, &mut names)?;
        let edits = edits.into_iter().chain(headings::deeper(brief, shift));
        let edits = edits.chain(links.add(&brief.text().to_string()));
        let edits = Edits::new(edits.filter(|edit| edit.span.start >= start).collect());
        let edits = edits.map_err(|overlap| {
            let line = brief.text().line_of(overlap.at) + 1;
            Refusal::new(format!("two changes fall on the same words on line {line}"))
        })?;
        let text = edits.apply(brief.text()).to_string();
        let own = MergedFrontMatter::of(&text[..start]);
        let mut text = text[start..].trim_matches(['\n', '\r']).to_owned();
        if index > 0
            && let Some(title) = own.title()
        {
            let signs = "#".repeat(usize::from(shift) + 1);
            text = format!("{signs} {title}\n\n{text}");
        }
        let lost = front.join(own, index == 0);
        merged
            .left_out
            .extend(lost.into_iter().map(|phrase| (index, phrase)));
        bodies.push(text);
        after = after.saturating_add(count);
    }
    merged.text = front.text() + &bodies.join("\n\n") + "\n";
    check(briefs, &merged.text)?;
    Ok(merged)
}

/// The edits that let no label of `brief` be one of those before: numbers come after `after`, names are not in
/// `names`. With the count of the notes.
fn relabelled(
    brief: &Document,
    after: u32,
    names: &mut FxHashSet<String>,
) -> Result<(Vec<Edit>, u32), Refusal> {
    let sequences = sequences(brief, NumberedTogether::All);
    let count: usize = sequences
        .iter()
        .map(|sequence| sequence.members.len())
        .sum();
    let numbering = Numbering::by_first_use(&sequences).plus(after);
    let mut builder = EditBuilder::new(brief);
    numbering.write(brief, &mut builder)?;
    let named = brief.notes().filter(|note| note.label.number().is_none());
    for note in named {
        let label = note.label.to_string();
        let free = free_name(&label, names);
        if free != label && !label.is_empty() {
            rename(brief, &note, &free, &mut builder);
        }
        names.insert(free);
    }
    Ok((
        builder.into_edits(),
        u32::try_from(count).unwrap_or(u32::MAX),
    ))
}

fn free_name(name: &str, names: &FxHashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
    let free = candidates.find(|candidate| !names.contains(candidate));
    free.unwrap_or_else(|| name.to_owned())
}

fn rename(brief: &Document, note: &Note, name: &str, builder: &mut EditBuilder<'_>) {
    builder.replace(note.opener, format!("[^{name}]:"));
    for marker in brief
        .markers()
        .filter(|marker| marker.note == Some(note.id))
    {
        builder.replace(marker.span, format!("[^{name}]"));
    }
}

/// Sees that the result has all notes, and as many markers that lead to one.
fn check(briefs: &[Document], text: &str) -> Result<(), Refusal> {
    let tied = |brief: &Document| {
        brief
            .markers()
            .filter(|marker| marker.note.is_some())
            .count()
    };
    let count = |brief: &Document| (brief.notes().count(), tied(brief));
    let Some(first) = briefs.first() else {
        return Ok(());
    };
    let after = count(&first.with_text(Text::new(text)));
    let before = briefs.iter().map(count);
    let before = before.fold((0, 0), |sum, brief| (sum.0 + brief.0, sum.1 + brief.1));
    match before == after {
        true => Ok(()),
        false => Err(Refusal::new(format!(
            "the merged brief would have {} notes and {} markers with a note, but the briefs have {} and {}",
            after.0, after.1, before.0, before.1
        ))),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::DialectChoice;
    use crate::syntax::DocumentKind;

    use super::*;

    fn brief(text: &str) -> Document {
        Document::new(Text::new(text), DocumentKind::Markdown, DialectChoice::Auto)
    }

    fn merged(texts: &[&str], shift: u8) -> MergedBrief {
        let briefs: Vec<Document> = texts.iter().map(|text| brief(text)).collect();
        merge(&briefs, shift).unwrap()
    }

    #[test]
    fn every_marker_keeps_its_note() {
        let one = "A.[^1] B.[^roy]\n\n[^1]: One.\n\n[^roy]: Roy.\n";
        let two = "C.[^1] D.[^roy]\n\n[^1]: Two.\n\n[^roy]: See note 1 above.\n";
        let expected = "\
A.[^1] B.[^roy]

[^1]: One.

[^roy]: Roy.

C.[^3] D.[^roy-2]

[^3]: Two.

[^roy-2]: See note 3 above.
";
        assert_eq!(merged(&[one, two], 0).text, expected);
    }

    #[test]
    fn headings_become_deeper() {
        let text = "# One\n\nTwo\n---\n\n###### Six\n\n```\n# code\n```\n";
        let expected = "## One\n\n### Two\n\n###### Six\n\n```\n# code\n```\n";
        assert_eq!(merged(&[text], 1).text, expected);
    }

    #[test]
    fn front_matter_is_joined() {
        let one = "---\ntitle: Book\nauthor: Ana Roy\ndate: 2021\n---\n\nA.\n";
        let two = "---\ntitle: \"Dams: more\"\nauthor:\n  - Bo Lee\n  - Ana Roy\ndate: 2022\nlang: en\n---\n\nB.\n";
        let merged = merged(&[one, two], 1);
        let expected = "\
---
title: Book
author:
  - Ana Roy
  - Bo Lee
date: 2021
lang: en
---

A.

## Dams: more

B.
";
        assert_eq!(merged.text, expected);
        assert_eq!(merged.left_out, [(1, "the date 2022".to_owned())]);
    }
}
