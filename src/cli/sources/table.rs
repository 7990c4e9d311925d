use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::separated::shown;
use crate::citation::export::ExportedCitation;
use crate::citation::{Name, Source, and_others};
use crate::cli::output::terminal_width;
use crate::cli::printable::printable_line;

/// The columns that hold text, and their parts of the width.
const PARTS: [usize; 3] = [3, 6, 3];

/// What a column is wide at the most of numbers and dates, with the two blanks after each.
const NUMBERS: usize = 4 + 2 + 6 + 2 + 10 + 2;

/// Writes a line for each citation: note, line, date, authors, title, container or publisher; the citations of each brief
/// under its path, where there are several.
///
/// A list of sources that are `unique` has the places of each in a line below it instead. Cells are cut for a terminal
/// alone.
pub(super) fn write(
    cited: &[ExportedCitation],
    unique: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if cited.is_empty() {
        return Ok(());
    }
    let widths = match terminal_width() {
        Some(width) => {
            let rest = width.saturating_sub(NUMBERS + 4);
            PARTS.map(|part| rest * part / PARTS.iter().sum::<usize>())
        }
        None => widest(cited),
    };
    let mut path = None;
    line(
        ["note", "line", "date", "authors", "title", "in"].map(str::to_owned),
        widths,
        out,
    )?;
    for one in cited {
        if !unique && one.path.as_ref() != path {
            path = one.path.as_ref();
            let shown = path.map_or("", String::as_str);
            writeln!(out, "\n{}", printable_line(shown))?;
        }
        let source = &one.source;
        let date = source.date.map(|date| date.to_string());
        let cells = [
            one.note.to_string(),
            one.line.to_string(),
            date.unwrap_or_default(),
            names(source.signed_by()),
            title(source),
            appeared(source),
        ];
        line(cells, widths, out)?;
        if unique {
            let places: Vec<String> = one.places().map(|place| shown(&place)).collect();
            let places = format!("{:16}{}", "", places.join("; "));
            writeln!(out, "{}", printable_line(&places))?;
        }
    }
    Ok(())
}

/// The title; of a source without one, where it can be read.
fn title(source: &Source) -> String {
    let title = source.title.as_ref().or(source.url.as_ref());
    title.or(source.doi.as_ref()).cloned().unwrap_or_default()
}

/// What it appeared in; of what appeared by itself, who published it.
fn appeared(source: &Source) -> String {
    let name = source.container.as_ref().or(source.publisher.as_ref());
    name.cloned().unwrap_or_default()
}

/// How wide the longest cell of each column of text is.
fn widest(cited: &[ExportedCitation]) -> [usize; 3] {
    let mut widths = ["authors", "title", "in"].map(str::len);
    for one in cited {
        let source = &one.source;
        let cells = [names(source.signed_by()), title(source), appeared(source)];
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(printable_line(&cell).width());
        }
    }
    widths
}

fn line(cells: [String; 6], widths: [usize; 3], out: &mut dyn Write) -> io::Result<()> {
    let [note, line, date, authors, title, container] = cells;
    let [authors, title, container] =
        [authors, title, container].map(|it| printable_line(&it).into_owned());
    let [authors, title] = [fitted(&authors, widths[0]), fitted(&title, widths[1])];
    let container = cut(&container, widths[2]);
    let row = format!("{note:>4}  {line:>6}  {date:<10}  {authors}  {title}  {container}");
    writeln!(out, "{}", row.trim_end())
}

fn names(names: &[Name]) -> String {
    let families: Vec<&str> = names.iter().map(Name::family).collect();
    and_others(&families)
}

/// `text` in so many columns, with blanks after it.
fn fitted(text: &str, width: usize) -> String {
    let cut = cut(text, width);
    let blanks = width.saturating_sub(cut.width());
    format!("{cut}{:blanks$}", "")
}

/// `text` in so many columns at the most.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut columns = 1;
    let fits = |c: &char| {
        columns += c.width().unwrap_or(0);
        columns <= width
    };
    let cut: String = text.chars().take_while(fits).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_by_its_columns() {
        assert_eq!(cut("Dams", 4), "Dams");
        assert_eq!(cut("Dams of the World", 6), "Dams…");
        assert_eq!(cut("中文字典", 5), "中文…");
        assert_eq!(fitted("中", 4), "中  ");
    }
}
