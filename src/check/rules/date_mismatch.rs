use std::sync::LazyLock;

use jiff::civil::Date as Day;
use regex::Regex;

use crate::check::cited::{Cited, cited};
use crate::check::dates::{Days, written};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::{PartialDate, archived};
use crate::config::Level;
use crate::index::Document;
use crate::pattern::pattern;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("date-mismatch", Level::Warning, Find::Notes(find))
        .summary("a source whose date is not the one in its address")
        .page(include_str!("date_mismatch.md"));

/// How far the two may be apart, in days: an issue is dated later than it is on the web.
const NEAR: i32 = 45;

fn find(document: &Document) -> Vec<RawDiagnostic> {
    cited(document)
        .filter_map(|cited| mismatch(&cited))
        .collect()
}

fn mismatch(cited: &Cited<'_>) -> Option<RawDiagnostic> {
    let citation = cited.citation;
    if citation.kind.is_law() {
        return None;
    }
    let (date, url) = (citation.date.as_ref()?, citation.url.as_ref()?);
    let stated = match date.known()? {
        PartialDate::Years(..) | PartialDate::Undated => return None,
        stated => stated,
    };
    let (in_address, printed) = in_address(&url.value)?;
    if Days::of(stated)?.distance(in_address) <= NEAR {
        return None;
    }
    let message = format!(
        "The note says {}, the address {printed}: check which is right.",
        written(stated)
    );
    Some(
        cited
            .finding(date.span, message)
            .related(cited.place(url.span), "the address"),
    )
}

/// The days that an address may mean by the date in it, and how the date reads: that of the page, not that of the folder
/// into which a file was put.
fn in_address(address: &str) -> Option<(Days, String)> {
    let address = archived(address).unwrap_or(address);
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    let lower = format!("/{}", path.to_lowercase());
    let is_file = FILES.iter().any(|folder| lower.contains(folder));
    let date = DATE.captures(&lower)?;
    let end = date.get(0)?.end();
    // Of two dates one is that of an event. The sign after the first may begin the second.
    if DATE.is_match(lower.get(end - 1..)?) || is_file {
        return None;
    }
    let part = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| date.name(name))
            .map(|it| it.as_str())
    };
    let year: i16 = part(&["y1", "y2", "y3"])?.parse().ok()?;
    let month = match part(&["m1", "m2", "m3"]) {
        Some(month) => Some(month_number(month)?),
        None => None,
    };
    let day: Option<i8> = part(&["d1", "d2", "d3"]).and_then(|day| day.parse().ok());
    let partial = match (month, day) {
        (Some(month), Some(day)) => PartialDate::Day(Day::new(year, month, day).ok()?),
        (Some(month), None) => PartialDate::Month(year, month),
        (None, _) => PartialDate::Year(year),
    };
    Some((Days::of(partial)?, written(partial)))
}

fn month_number(month: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let named = NAMES.iter().position(|name| month.starts_with(name));
    match named {
        Some(index) => i8::try_from(index + 1).ok(),
        None => month.parse().ok().filter(|month| (1..=12).contains(month)),
    }
}

/// Folders of files, which have the date of their upload.
const FILES: [&str; 9] = [
    "upload",
    "/files/",
    "/wp-content/",
    "/assets/",
    "/media/",
    "/content/dam/",
    "/documents/",
    "/sites/default/",
    "/static/",
];

/// `/2024/`, `/2012/12/19/`, `/2019/jan/20/`, `/2019-01-20`, `/20240209`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) /(?P<y1>(?:19[5-9]|20[0-4])\d)
            (?:/(?P<m1>0?[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)
              (?:/(?P<d1>0?[1-9]|[12]\d|3[01]))? )? (?:/|$)
        | [/_-](?P<y2>(?:19[5-9]|20[0-4])\d)-(?P<m2>0[1-9]|1[0-2])(?:-(?P<d2>0[1-9]|[12]\d|3[01]))?(?:[/_.-]|$)
        | [/_-](?P<y3>20[0-4]\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?:[/_.-]|$)",
    )
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn another_year_or_month_than_the_address() {
        for (date, marks, path) in [
            ("6 March 2025", "^^^^^^^^^^^^", "2024/02/01/a"),
            ("December 2011", "^^^^^^^^^^^^^", "2012/12/19/a"),
            ("4 June 2019", "^^^^^^^^^^^", "news/2019/jan/20/a"),
            ("4 June 2019", "^^^^^^^^^^^", "a-20190120"),
            ("2019", "^^^^", "2021/a"),
        ] {
            let fixture = format!(
                "One.[^1]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, {date}, https://a.test/{path}.\n{}{marks} date-mismatch\n",
                " ".repeat(44)
            );
            assert_diagnostics(Markdown, Brief, &fixture);
        }
    }

    #[test]
    fn what_agrees_or_is_no_date() {
        for (date, path) in [
            ("4 June 2019", "2019/06/07/a"),
            ("4 January 2020", "2019/12/a"),
            ("June 2019", "2019/a"),
            ("4 June 2019", "wp-content/uploads/2016/05/a.pdf"),
            ("4 June 2019", "item/2012345/a"),
            ("4 June 2019", "web/2012/2019/06/a"),
        ] {
            let text = format!(
                "One.[^1]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, {date}, https://a.test/{path}.\n"
            );
            assert_diagnostics(Markdown, Brief, &text);
        }
        assert_diagnostics(
            Markdown,
            Brief,
            "One.[^1]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, 4 June 2019, https://web.archive.org/web/20220101000000/https://a.test/2019/06/04/a.\n",
        );
    }
}
