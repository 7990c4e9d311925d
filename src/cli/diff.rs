//! What changes in a file, as a unified diff.

use std::fmt::Write;
use std::ops::Range;

use similar::udiff::UnifiedHunkHeader;
use similar::{DiffOp, DiffTag, group_diff_ops};

use crate::text::{Edit, Edits};

/// How many lines stand around a change.
const CONTEXT: usize = 3;

/// The unified diff of a file called `name` from `before` to `after`, what `edits` make of it; empty where nothing
/// changes. Only lines that an edit touches are compared: texts as a whole would take lines times changes.
pub(super) fn diff(name: &str, before: &str, after: &str, edits: &Edits) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut diff = String::new();
    for hunk in group_diff_ops(operations(edits, &old, &new), CONTEXT) {
        if diff.is_empty() {
            let _ = writeln!(diff, "--- a/{name}\n+++ b/{name}");
        }
        let _ = writeln!(diff, "{}", UnifiedHunkHeader::new(&hunk));
        for (tag, old_lines, new_lines) in hunk.iter().map(DiffOp::as_tag_tuple) {
            if tag == DiffTag::Equal {
                push(&mut diff, ' ', &old[old_lines]);
            } else {
                push(&mut diff, '-', &old[old_lines]);
                push(&mut diff, '+', &new[new_lines]);
            }
        }
    }
    diff
}

fn push(diff: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        diff.push(sign);
        diff.push_str(line);
        if !line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// The lines that stay and those that change.
fn operations(edits: &Edits, old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut operations = Vec::new();
    let (mut old_from, mut new_from) = (0, 0);
    for (old_lines, new_lines) in changed_lines(edits, old, new) {
        operations.push(DiffOp::Equal {
            old_index: old_from,
            new_index: new_from,
            len: old_lines.start - old_from,
        });
        (old_from, new_from) = (old_lines.end, new_lines.end);
        operations.push(DiffOp::Replace {
            old_index: old_lines.start,
            old_len: old_lines.len(),
            new_index: new_lines.start,
            new_len: new_lines.len(),
        });
    }
    operations.push(DiffOp::Equal {
        old_index: old_from,
        new_index: new_from,
        len: old.len() - old_from,
    });
    let is_empty = |it: &DiffOp| it.old_range().is_empty() && it.new_range().is_empty();
    operations.retain(|it| !is_empty(it));
    operations
}

/// The lines that edits touch, as they were and as they are, without those at both ends that stay.
fn changed_lines(edits: &Edits, old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut starts = vec![0];
    let mut end = 0;
    for line in old {
        end += line.len();
        starts.extend(line.ends_with('\n').then_some(end));
    }
    let line_of = |offset: usize| starts.partition_point(|start| *start <= offset) - 1;
    let mut changed: Vec<(Range<usize>, isize)> = Vec::new();
    for edit in edits.iter() {
        let (start, end) = (line_of(edit.span.start), line_of(edit.span.end) + 1);
        let lines = end - start - 1;
        let more = breaks(edit) - isize::try_from(lines).unwrap_or(0);
        match changed.last_mut().filter(|(last, _)| start < last.end) {
            Some((last, grown)) => {
                last.end = last.end.max(end);
                *grown += more;
            }
            None => changed.push((start..end, more)),
        }
    }
    let mut moved = 0;
    let mut result = Vec::new();
    for (lines, grown) in changed {
        let start = lines.start.saturating_add_signed(moved).min(new.len());
        moved += grown;
        let end = lines.end.saturating_add_signed(moved).min(new.len());
        // A text that ends with a line break has nothing on its last line.
        let lines = lines.start.min(old.len())..lines.end.min(old.len());
        let (lines, new_lines) = narrowed(old, new, lines, start..end.max(start));
        if !(lines.is_empty() && new_lines.is_empty()) {
            result.push((lines, new_lines));
        }
    }
    result
}

/// How many line breaks an edit inserts.
fn breaks(edit: &Edit) -> isize {
    let count = memchr::memchr_iter(b'\n', edit.insert.as_bytes()).count();
    isize::try_from(count).unwrap_or(0)
}

fn narrowed(
    old: &[&str],
    new: &[&str],
    mut before: Range<usize>,
    mut after: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    while !before.is_empty() && !after.is_empty() && old[before.start] == new[after.start] {
        before.start += 1;
        after.start += 1;
    }
    while !before.is_empty() && !after.is_empty() && old[before.end - 1] == new[after.end - 1] {
        before.end -= 1;
        after.end -= 1;
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use crate::text::{Span, Text};

    use super::*;

    fn diffed(before: &str, edits: &[(usize, usize, &str)]) -> String {
        let edit = |(start, end, insert): &(usize, usize, &str)| {
            Edit::new(Span::new(*start, *end), *insert)
        };
        let edits = Edits::new(edits.iter().map(edit).collect()).unwrap();
        let after = edits.apply(&Text::new(before)).to_string();
        diff("a", before, &after, &edits)
    }

    #[test]
    fn lines_that_change_stand_among_others() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        let head = "--- a/a\n+++ b/a\n";
        assert_eq!(
            diffed(before, &[(2, 3, "two"), (22, 23, "ten\nmore")]),
            format!(
                "{head}@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n@@ -8,5 +8,6 @@\n 8\n 9\n 10\n-11\n+1ten\n+more\n 12\n"
            )
        );
        assert_eq!(diffed(before, &[]), "");
        assert_eq!(diffed(before, &[(2, 3, "2")]), "");
        assert_eq!(
            diffed("1\n2\n", &[(0, 2, ""), (4, 4, "3\n1\n")]),
            format!("{head}@@ -1,2 +1,3 @@\n-1\n 2\n+3\n+1\n")
        );
        assert_eq!(
            diffed("1\n2", &[(3, 3, "\n3")]),
            format!(
                "{head}@@ -1,2 +1,3 @@\n 1\n-2\n\\ No newline at end of file\n+2\n+3\n\\ No newline at end of file\n"
            )
        );
        assert_eq!(
            diffed("1\r\n2\r\n", &[(0, 1, "one")]),
            format!("{head}@@ -1,2 +1,2 @@\n-1\r\n+one\r\n 2\r\n")
        );
    }

    /// Whatever the edits are, the diff applies, and names no line that stays.
    #[test]
    fn the_lines_with_their_signs_are_both_texts() {
        let mut random = 7u64;
        let mut next = |most: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(random >> 33).unwrap_or(0) % most
        };
        for _ in 0..500 {
            let text = |next: &mut dyn FnMut(usize) -> usize| -> String {
                (0..next(12))
                    .map(|_| ["a", "b", "\n", "\n\n"][next(4)])
                    .collect()
            };
            let before = text(&mut next);
            let mut places: Vec<usize> = (0..4).map(|_| next(before.len() + 1)).collect();
            places.sort_unstable();
            let edits = [
                Edit::new(Span::new(places[0], places[1]), text(&mut next)),
                Edit::new(Span::new(places[2], places[3]), text(&mut next)),
            ];
            let Ok(edits) = Edits::new(edits.to_vec()) else {
                continue;
            };
            let after = edits.apply(&Text::new(&before)).to_string();
            let (old, new): (Vec<&str>, Vec<&str>) = (
                before.split_inclusive('\n').collect(),
                after.split_inclusive('\n').collect(),
            );
            let (mut was, mut is) = (String::new(), String::new());
            for operation in operations(&edits, &old, &new) {
                let (tag, old_lines, new_lines) = operation.as_tag_tuple();
                if tag == DiffTag::Equal {
                    assert_eq!(old[old_lines.clone()], new[new_lines.clone()], "{edits:?}");
                }
                was.extend(old[old_lines].iter().copied());
                is.extend(new[new_lines].iter().copied());
            }
            assert_eq!((was, is), (before, after), "{edits:?}");
        }
    }
}
