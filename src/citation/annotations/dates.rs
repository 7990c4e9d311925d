use std::ops::Range;

use super::calendar::{month, nearly_month, season};
use crate::citation::vocabulary::is_han;
use crate::citation::{DateFault, PartialDate};

/// A date in running text.
#[derive(Clone, Debug)]
pub(in crate::citation) struct FoundDate {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What it says.
    pub value: Result<PartialDate, DateFault>,
    /// Whether it is a year alone, which may as well be a number.
    pub bare: bool,
}

/// A word or number, with what stands between it and the one before.
struct DateWord<'t> {
    text: &'t str,
    range: Range<usize>,
    gap: &'t str,
}

/// The dates of `text`, by place.
pub(in crate::citation) fn dates(text: &str) -> Vec<FoundDate> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((len, value)) = date(rest).filter(|_| !goes_on(&words, at)) else {
            at += 1;
            continue;
        };
        let (first, last) = (&rest[0], &rest[len - 1]);
        let range = first.range.start..last.range.end;
        let years = matches!(value, Ok(PartialDate::Years(..)));
        let bare = years || len == 1 && matches!(value, Ok(PartialDate::Year(_)));
        found.push(FoundDate { range, value, bare });
        at += len;
    }
    found
}

/// `2.3.11. March 2023`: whether the word at `at` is a further part of a number.
fn goes_on(words: &[DateWord], at: usize) -> bool {
    let digits = |word: &DateWord| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let parted = words
        .get(at)
        .is_some_and(|word| word.gap == "." && digits(word));
    parted && before.is_some_and(|before| before.gap == "." && digits(before))
}

fn words(text: &str) -> Vec<DateWord<'_>> {
    let mut words: Vec<DateWord> = Vec::new();
    let mut start = None;
    let mut last = None;
    let ends = text
        .char_indices()
        .map(|(at, c)| (at, Some(c)))
        .chain([(text.len(), None)]);
    for (at, c) in ends {
        // `出版社2015年第3期`: Chinese parts no words, but a year begins one, and so does what is counted.
        let before = std::mem::replace(&mut last, c);
        let dated = before.is_some_and(|c| "年月日".contains(c));
        let parted = match c {
            Some('第') => dated,
            // `2022年3月1日閲覧`
            Some(c) if before == Some('日') && is_han(&c) => true,
            Some(c) => c.is_ascii_digit() && !dated && before.is_some_and(|c| is_han(&c)),
            None => false,
        };
        if let Some(from) = start.take_if(|from| parted && *from < at) {
            push(&mut words, text, from..at);
        }
        match (c.is_some_and(char::is_alphanumeric), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(&mut words, text, from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn push<'t>(words: &mut Vec<DateWord<'t>>, text: &'t str, range: Range<usize>) {
    let before = words.last().map_or(0, |word| word.range.end);
    // `28 de diciembre de 2021`, `4th of May 2011`: a part of what stands between.
    let small = ["de", "del", "of"].contains(&text.get(range.clone()).unwrap_or_default());
    if small && before > 0 {
        return;
    }
    words.push(DateWord {
        text: text.get(range.clone()).unwrap_or_default(),
        gap: text.get(before..range.start).unwrap_or_default(),
        range,
    });
}

/// A date has no more words than this: `May to July 4–6, 2020`.
const MOST_WORDS: usize = 6;

type Parsed = Option<(usize, Result<PartialDate, DateFault>)>;

/// The date with which `words` begin, and how many words it has.
fn date(words: &[DateWord]) -> Parsed {
    let begins_digit = |word: &DateWord| word.text.starts_with(|c: char| c.is_ascii_digit());
    // Any other date has a year.
    if !words.iter().take(MOST_WORDS).any(begins_digit) {
        return undated(words);
    }
    undated(words)
        .or_else(|| years(words))
        .or_else(|| numbers(words))
        .or_else(|| month_first(words))
        .or_else(|| day_first(words))
        .or_else(|| chinese(words))
        .or_else(|| year_first(words))
        .or_else(|| seasonal(words))
        .or_else(|| misspelt(words))
        .or_else(|| Some((1, Ok(PartialDate::Year(year(words.first()?)?)))))
}

/// `2018–2022`: the first year and the last.
fn years(words: &[DateWord]) -> Parsed {
    let [first, last, rest @ ..] = words else {
        return None;
    };
    let apart = matches!(last.gap, "-" | "–" | "—" | " – " | "‑");
    let (from, to) = (year(first)?, year(last)?);
    let bare = first.text.len() == YEAR && last.text.len() == YEAR;
    let goes_on = rest
        .first()
        .is_some_and(|next| matches!(next.gap, "-" | "–" | "/"));
    (apart && bare && from < to && !goes_on).then_some((2, Ok(PartialDate::Years(from, to))))
}

/// How many digits a year has.
const YEAR: usize = 4;

/// Whether a space, and perhaps a comma or period, stands before the word.
fn near(word: &DateWord) -> bool {
    let of = matches!(word.gap, " of " | " de " | " del ");
    of || matches!(word.gap, " " | ", " | ". " | "., " | "," | ".")
}

/// Whether the word is the other end of a range.
fn to(word: &DateWord) -> bool {
    matches!(
        word.gap,
        "-" | "–" | "—" | "/" | "./" | " - " | " – " | ".–" | ".-" | " & "
    )
}

fn year(word: &DateWord) -> Option<i16> {
    let digits = word.text.len()
        - word
            .text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let letter = word.text.get(digits..)?;
    let plain = letter.is_empty() || (letter.len() == 1 && ("a"..="h").contains(&letter));
    let year: i16 = word.text.get(..digits)?.parse().ok()?;
    (plain && digits == 4 && (1400..=2100).contains(&year)).then_some(year)
}

fn day(word: &DateWord) -> Option<i8> {
    if !word.text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = word.text.trim_end_matches("th").trim_end_matches("st");
    let digits = digits
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("er");
    let number = digits.parse::<i8>().ok()?;
    (digits.len() <= 2 && (1..=40).contains(&number)).then_some(number)
}

fn named_month(word: &DateWord) -> Option<i8> {
    let capital = word.text.chars().next()?.is_uppercase();
    month(word.text)
        .filter(|(_, full)| capital || *full)
        .map(|(number, _)| number)
}

/// A day of the calendar, or that there is no such day.
fn on(year: i16, month: i8, day: i8) -> Result<PartialDate, DateFault> {
    let date = jiff::civil::Date::new(year, month, day);
    date.map(PartialDate::Day)
        .map_err(|_| DateFault::NoSuchDay { year, month, day })
}

/// `n.d.`
fn undated(words: &[DateWord]) -> Parsed {
    let [n, d, ..] = words else { return None };
    let stated =
        n.text.eq_ignore_ascii_case("n") && d.text.eq_ignore_ascii_case("d") && d.gap == ".";
    let spelt = n.text.eq_ignore_ascii_case("no") && d.text == "date" && d.gap == " ";
    (stated || spelt).then_some((2, Ok(PartialDate::Undated)))
}

/// `2020-03-04`, `04.03.2020`; `3/4/2020`, whose day nobody knows, is its year.
fn numbers(words: &[DateWord]) -> Parsed {
    let [a, b, c, ..] = words else { return None };
    let joined = a.text.len() + b.text.len() + c.text.len() <= 8 && b.gap == c.gap;
    if !joined || !matches!(b.gap, "-" | "/" | "." | "‑" | "–") {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) = (year(a), day(b), day(c)) {
        return (month <= 12).then(|| (3, on(year, month, day)));
    }
    let (year, first, second) = (year(c)?, day(a)?, day(b)?);
    match (b.gap, first, second) {
        (".", day, month) if month <= 12 => Some((3, on(year, month, day))),
        ("/", month, day) if month <= 12 && day > 12 => Some((3, on(year, month, day))),
        ("/", day, month) if day > 12 && month <= 12 => Some((3, on(year, month, day))),
        ("/", 1..=12, 1..=12) => Some((3, Ok(PartialDate::Year(year)))),
        _ => None,
    }
}

/// `March 4, 2020`, `March 4–6, 2020`, `Jan./Feb. 2020`, `May to July 2020`, `March 2020`.
fn month_first(words: &[DateWord]) -> Parsed {
    let month = named_month(words.first()?)?;
    let mut at = 1;
    if words
        .get(at)
        .is_some_and(|word| to(word) && named_month(word).is_some())
    {
        at += 1;
    } else if let [_, to, end, ..] = words
        && matches!(to.text, "to" | "and")
        && named_month(end).is_some()
    {
        at += 2;
    }
    let second = words.get(at).filter(|word| near(word))?;
    if let Some(year) = year(second) {
        return Some((at + 1, Ok(PartialDate::Month(year, month))));
    }
    let day = day(second)?;
    at += 1;
    if words
        .get(at)
        .is_some_and(|word| to(word) && self::day(word).is_some())
    {
        at += 1;
    }
    let year = words.get(at).filter(|word| near(word)).and_then(year)?;
    Some((at + 1, on(year, month, day)))
}

/// `4 March 2020`, `4–6 March 2020`.
fn day_first(words: &[DateWord]) -> Parsed {
    let day = day(words.first()?)?;
    let mut at = 1;
    if words
        .get(at)
        .is_some_and(|word| to(word) && self::day(word).is_some())
    {
        at += 1;
    }
    // `12, Februar 2018` has a number before a comma; `10 mar. 2022` has its month in lower case.
    let month = words
        .get(at)
        .filter(|word| near(word) && !word.gap.contains(','))
        .and_then(|word| Some(month(word.text)?.0))?;
    let year = words.get(at + 1).filter(|word| near(word)).and_then(year)?;
    Some((at + 2, on(year, month, day)))
}

/// `2020年3月4日`, which is one word.
fn chinese(words: &[DateWord]) -> Parsed {
    let (year, rest) = words.first()?.text.split_once('年')?;
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1400..=2100).contains(year))?;
    let Some((month, rest)) = rest.split_once('月') else {
        return Some((1, Ok(PartialDate::Year(year))));
    };
    let month: i8 = month
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = rest.split_once('日').and_then(|(day, _)| day.parse().ok());
    let date = day.map_or(Ok(PartialDate::Month(year, month)), |day| {
        on(year, month, day)
    });
    Some((1, date))
}

/// `2020, March 4`, `2020 Mar`, `2020-03`.
fn year_first(words: &[DateWord]) -> Parsed {
    let year = year(words.first()?)?;
    let second = words.get(1)?;
    if let (true, Some(month)) = (near(second) && second.gap != ". ", named_month(second)) {
        let day = words.get(2).filter(|word| word.gap == " ").and_then(day);
        // `Act of 2002, March 7, 2012`: the day belongs to the year after it.
        if words
            .get(2 + usize::from(day.is_some()))
            .is_some_and(|word| near(word) && self::year(word).is_some())
        {
            return None;
        }
        let date = day.map_or(Ok(PartialDate::Month(year, month)), |day| {
            on(year, month, day)
        });
        return Some((2 + usize::from(day.is_some()), date));
    }
    let month = day(second).filter(|month| second.gap == "-" && (1..=12).contains(month))?;
    (second.text.len() == 2).then_some((2, Ok(PartialDate::Month(year, month))))
}

/// `Spring 2020`, `Winter 2020/21`.
fn seasonal(words: &[DateWord]) -> Parsed {
    let season = season(words.first()?.text)?;
    let mut at = 1;
    if words
        .get(at)
        .is_some_and(|word| to(word) && self::season(word.text).is_some())
    {
        at += 1;
    }
    let year = words.get(at).filter(|word| near(word)).and_then(year)?;
    Some((at + 1, Ok(PartialDate::Season(year, season))))
}

/// `Febuary 4, 2020`, `4 Febuary 2020`.
fn misspelt(words: &[DateWord]) -> Parsed {
    let fault = |word: &DateWord| {
        Some(Err(DateFault::MisspeltMonth {
            meant: nearly_month(word.text)?,
        }))
    };
    let [a, b, c, ..] = words else { return None };
    let year = near(b) && near(c) && year(c).is_some();
    let day_first = !b.gap.contains(',');
    match (year, day(a), day(b)) {
        (true, Some(_), None) if !day_first => None,
        (true, Some(_), None) => Some((3, fault(b)?)),
        (true, None, Some(_)) => Some((3, fault(a)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::citation::annotations::dates::*;

    #[track_caller]
    fn reads(text: &str, expected: &[&str]) {
        let print = |date: FoundDate| match date.value {
            Ok(value) => format!("{}={value}", &text[date.range]),
            Err(fault) => format!("{}: {fault:?}", &text[date.range]),
        };
        let found: Vec<_> = dates(text).into_iter().map(print).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn dates_of_every_form() {
        reads(
            "June 13, 2020; Sept. 30, 2009",
            &["June 13, 2020=2020-06-13", "Sept. 30, 2009=2009-09-30"],
        );
        reads(
            "4th May 2011, 4-6 May 2011",
            &["4th May 2011=2011-05-04", "4-6 May 2011=2011-05-04"],
        );
        reads("Jan./Feb. 2008, at 60", &["Jan./Feb. 2008=2008-01"]);
        reads("May to July 2008", &["May to July 2008=2008-05"]);
        reads("version 2.3.11. March 2009", &["March 2009=2009-03"]);
        reads("Spring 2011", &["Spring 2011=2011"]);
        reads(
            "(2019, March 4). (2019, March).",
            &["2019, March 4=2019-03-04", "2019, March=2019-03"],
        );
        reads(
            "2021-10-30 and 2021-10",
            &["2021-10-30=2021-10-30", "2021-10=2021-10"],
        );
        reads(
            "04.03.2020, 3/4/2020, 3/14/2020",
            &[
                "04.03.2020=2020-03-04",
                "3/4/2020=2020",
                "3/14/2020=2020-03-14",
            ],
        );
        reads("2014 Sep 12;9", &["2014 Sep 12=2014-09-12"]);
        reads(
            "2020年3月4日, 2019年, 2018年第3期",
            &["2020年3月4日=2020-03-04", "2019年=2019", "2018年=2018"],
        );
        reads("n.d., 2011a", &["n.d=", "2011a=2011"]);
        reads(
            "28 de diciembre de 2021, 10 mar. 2022, 4th of May 2011",
            &[
                "28 de diciembre de 2021=2021-12-28",
                "10 mar. 2022=2022-03-10",
                "4th of May 2011=2011-05-04",
            ],
        );
        reads(
            "2018–2022, 12, Februar 2018",
            &["2018–2022=2018/2022", "Februar 2018=2018-02"],
        );
        reads("4. März 2011", &["4. März 2011=2011-03-04"]);
    }

    #[test]
    fn a_date_that_is_none_says_why() {
        reads(
            "February 30, 2021",
            &["February 30, 2021: NoSuchDay { year: 2021, month: 2, day: 30 }"],
        );
        reads(
            "12 Febuary 2021",
            &["12 Febuary 2021: MisspeltMonth { meant: \"February\" }"],
        );
        reads(
            "Octobr 4, 2021",
            &["Octobr 4, 2021: MisspeltMonth { meant: \"October\" }"],
        );
    }

    #[test]
    fn numbers_are_no_dates() {
        reads("12, 1234–56, 81 N.Y.U. 1844x, page 3000", &[]);
        reads("may 4", &[]);
    }
}
