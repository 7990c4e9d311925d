//! Sources as lines of separated values, for spreadsheets.

use std::io::{self, Write};

use crate::citation::export::{CitationPlace, ExportedCitation, csl_fields};
use crate::citation::{Name, PartialDate};

/// The columns.
const COLUMNS: [&str; 21] = [
    "path",
    "note",
    "line",
    "type",
    "authors",
    "title",
    "container",
    "publisher",
    "place",
    "date",
    "volume",
    "issue",
    "pages",
    "number",
    "edition",
    "series",
    "url",
    "doi",
    "accessed",
    "law",
    "places",
];

/// Writes a head and a line for each citation, with a `separator`: CSV as in RFC 4180 for a comma; for a tab, spaces stand
/// in place of tabs and breaks within a value.
pub(super) fn write(
    cited: &[ExportedCitation],
    separator: char,
    out: &mut dyn Write,
) -> io::Result<()> {
    line(COLUMNS.map(str::to_owned), separator, out)?;
    for one in cited {
        line(cells(one), separator, out)?;
    }
    Ok(())
}

fn line(cells: [String; COLUMNS.len()], separator: char, out: &mut dyn Write) -> io::Result<()> {
    let cells = cells.map(|cell| match separator {
        ',' => quoted(&cell),
        _ => cell.replace(['\t', '\n', '\r'], " "),
    });
    let end = if separator == ',' { "\r\n" } else { "\n" };
    write!(out, "{}{end}", cells.join(&separator.to_string()))
}

/// A value of CSV, in quotes where it has what separates values.
fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

fn cells(cited: &ExportedCitation) -> [String; COLUMNS.len()] {
    let source = &cited.source;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let csl = csl_fields(source);
    let kind = csl.get("type").and_then(|kind| kind.as_str());
    let places: Vec<String> = cited.places().map(|place| shown(&place)).collect();
    let law = source.law.as_deref();
    let law = law.map(|law| [&law.volume, &law.reporter, &law.page, &law.court]);
    let law: Vec<&str> = law
        .into_iter()
        .flatten()
        .flatten()
        .map(String::as_str)
        .collect();
    [
        text(&cited.path),
        cited.note.to_string(),
        cited.line.to_string(),
        kind.unwrap_or_default().to_owned(),
        names(source.signed_by()),
        text(&source.title),
        text(&source.container),
        text(&source.publisher),
        text(&source.place),
        date(source.date),
        text(&source.volume),
        text(&source.issue),
        text(&source.pages),
        text(&source.number),
        text(&source.edition),
        text(&source.series),
        text(&source.url),
        text(&source.doi),
        date(source.accessed),
        law.join(" "),
        places.join("; "),
    ]
}

/// `Roe, Jane; Ministry of Dams`
fn names(names: &[Name]) -> String {
    let name = |name: &Name| match name {
        Name::Person { family, given } if given.is_empty() => family.clone(),
        Name::Person { family, given } => format!("{family}, {given}"),
        Name::Institution(name) => name.clone(),
    };
    names.iter().map(name).collect::<Vec<_>>().join("; ")
}

/// `a.md note 3, line 12`
pub(super) fn shown(place: &CitationPlace) -> String {
    let path = place.path.as_deref();
    let path = path.map(|path| format!("{path} ")).unwrap_or_default();
    format!("{path}note {}, line {}", place.note, place.line)
}

/// Writes each address once, one to a line: of a source that has none, that of its DOI.
pub(super) fn addresses(cited: &[ExportedCitation], out: &mut dyn Write) -> io::Result<()> {
    let mut seen = rustc_hash::FxHashSet::default();
    for one in cited {
        let doi = one.source.doi.as_ref();
        let doi = doi.map(|doi| format!("https://doi.org/{doi}"));
        let address = one.source.url.clone().or(doi);
        let address = address.map(|address| match address.starts_with("www.") {
            true => format!("http://{address}"),
            false => address,
        });
        if let Some(address) = address.filter(|address| seen.insert(address.clone())) {
            writeln!(out, "{}", address.replace(['\n', '\r'], ""))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_by_family_name() {
        let person = |family: &str, given: &str| Name::Person {
            family: family.to_owned(),
            given: given.to_owned(),
        };
        let ministry = Name::Institution("Ministry of Dams".to_owned());
        let given = [person("Roe", "Jane"), person("Lee", ""), ministry];
        assert_eq!(names(&given), "Roe, Jane; Lee; Ministry of Dams");
    }
}
