use rustc_hash::FxHashSet;

use crate::check::cited::{Cited, cited, in_note};
use crate::check::raw_diagnostic::{Alike, RawDiagnostic};
use crate::check::{Find, Rule};
use crate::citation::Field;
use crate::config::Level;
use crate::index::Document;
use crate::text::{Span, words};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("incomplete-citation", Level::Information, Find::Notes(find))
        .summary("a source without title or date, or of which there is only a name or an address")
        .page(include_str!("incomplete_citation.md"));

/// How long a note is at most whose words are looked at around each of its sources, in bytes.
const LONGEST_NOTE: usize = 20_000;

/// How many of one kind are reported one by one.
const MOST: usize = 10;

/// What a citation lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lack {
    /// All but its address.
    AllButAddress,
    /// All but a name.
    AllButName,
    /// A date, or any place where it appeared.
    Date,
    /// The year of a volume.
    Year,
}

impl Lack {
    const ALL: [Lack; 4] = [
        Lack::AllButAddress,
        Lack::AllButName,
        Lack::Date,
        Lack::Year,
    ];

    fn message(self) -> &'static str {
        match self {
            Lack::AllButAddress => "Only an address: add the title, who published it and the date.",
            Lack::AllButName => "Only a name: add the title, the date and where it appeared.",
            Lack::Date => "This source has no date.",
            Lack::Year => "This source has a volume and pages but no year.",
        }
    }

    /// What is said of several.
    fn of_many(self) -> &'static str {
        match self {
            Lack::AllButAddress => {
                "{} sources are only an address: add titles, who published them and the dates."
            }
            Lack::AllButName => {
                "{} sources are only a name: add titles, dates and where they appeared."
            }
            Lack::Date => "{} sources have no date.",
            Lack::Year => "{} sources have a volume and pages but no year.",
        }
    }
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    // What is cited in full elsewhere is a short form.
    let dated = cited(document).filter(|cited| cited.citation.date.is_some());
    let in_full: FxHashSet<String> = dated.filter_map(|cited| title_of(&cited)).collect();
    let is_short = |cited: &Cited<'_>| {
        let title = title_of(cited).filter(|_| cited.citation.url.is_none());
        title.is_some_and(|title| in_full.contains(&title))
    };
    let lacking: Vec<(Cited<'_>, Lack)> = cited(document)
        .filter_map(|cited| Some((cited, lack(&cited)?)))
        .filter(|(cited, _)| !is_short(cited))
        .collect();
    let count = |kind: Lack| lacking.iter().filter(|(_, lack)| *lack == kind).count();
    let many: Vec<Lack> = Lack::ALL
        .into_iter()
        .filter(|lack| count(*lack) > MOST)
        .collect();
    let finding = |(cited, lack): &(Cited<'_>, Lack)| {
        let finding = cited.finding(cited.citation.span, lack.message().to_owned());
        let alike = many.contains(lack).then(|| {
            Box::new(Alike {
                name: format!("{lack:?}"),
                said: Some((lack.of_many(), "")),
            })
        });
        RawDiagnostic { alike, ..finding }
    };
    lacking
        .iter()
        .map(finding)
        .chain(mere_names(document))
        .collect()
}

/// The title of a source, by which it is known again.
fn title_of(cited: &Cited<'_>) -> Option<String> {
    let title = cited.citation.title.as_ref()?;
    Some(
        words(&title.value)
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase(),
    )
}

/// What a citation lacks, where it is sure to be one.
fn lack(cited: &Cited<'_>) -> Option<Lack> {
    let citation = cited.citation;
    if citation.kind.is_law() || citation.accessed.is_some() || citation.number.is_some() {
        return None;
    }
    if citation.date.is_some() || citation.doi.is_some() || is_remark(cited) {
        return None;
    }
    let is_named = citation.title.is_some()
        || citation.container.is_some()
        || citation.publisher.is_some()
        || !citation.signed_by().is_empty();
    let has_pages = citation.volume.is_some() && citation.pages.is_some();
    let is_marked =
        |field: &Option<Field>| field.as_ref().is_some_and(|field| cited.is_marked(field));
    let is_article = is_marked(&citation.title) && is_marked(&citation.container);
    match is_named {
        false => {
            let is_page = citation
                .url
                .as_ref()
                .is_some_and(|url| !is_site(&url.value));
            (is_page && !leads_on(cited)).then_some(Lack::AllButAddress)
        }
        true if has_pages => is_article.then_some(Lack::Year),
        true => has_own_title(cited).then_some(Lack::Date),
    }
}

/// `https://a.test/`: whether an address is that of a site, to which a note sends its reader, and of no page.
fn is_site(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    path.is_empty()
}

/// Whether an address belongs to what stands before it, or to words of its own: `…; available at https://…`.
fn leads_on(cited: &Cited<'_>) -> bool {
    let span = cited.citation.span;
    let text = cited.note.text().as_str();
    let own = &text[span.range()];
    let address = own.find("http").map_or(own, |at| &own[..at]);
    let behind = own
        .rsplit([' ', '\n'])
        .take_while(|word| !word.contains("http"))
        .count();
    let before = text[..span.start].trim();
    let lead = format!("{before} {address}").to_lowercase();
    let lead = lead.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_led = [
        "available at",
        "available online at",
        "accessible at",
        "available from",
        " at",
    ]
    .iter()
    .any(|words| lead.ends_with(words));
    says(address) || behind > 3 || !before.is_empty() && is_led
}

/// Whether a citation is a part of what a note says in its own words: `the plan is at https://…`.
fn is_remark(cited: &Cited<'_>) -> bool {
    let span = cited.citation.span;
    let text = cited.note.text().as_str();
    if text.len() > LONGEST_NOTE {
        return true;
    }
    let citations = || cited.note.citations().map(|(_, citation)| citation.span);
    let before = citations().filter(|other| other.end <= span.start).last();
    let after = citations().find(|other| other.start >= span.end);
    let before = &text[before.map_or(0, |other| other.end)..span.start];
    let after = &text[span.end..after.map_or(text.len(), |other| other.start)];
    let is_end = |c: char| ".;?!。；\n".contains(c);
    let before = before.trim_end_matches(|c: char| " (\"“[<".contains(c));
    let clause = before.rsplit(is_end).next().unwrap_or_default();
    let ended = text[..span.end].ends_with(is_end);
    let rest = if ended {
        ""
    } else {
        after.split(is_end).next().unwrap_or_default()
    };
    says(clause) || says(rest) || is_in_brackets(text, span.start)
}

/// Whether words before or after an address say more than where a source is: `available at`.
fn says(said: &str) -> bool {
    const LEADS: [&str; 18] = [
        "available",
        "accessible",
        "online",
        "at",
        "from",
        "on",
        "in",
        "see",
        "also",
        "url",
        "link",
        "source",
        "via",
        "retrieved",
        "e",
        "g",
        "here",
        "and",
    ];
    let words = words(said).map(str::to_lowercase);
    words.filter(|word| !LEADS.contains(&word.as_str())).count() > 1
}

/// How far before a citation an open bracket is looked for, in bytes.
const REACH: usize = 400;

/// Whether a bracket is open at `at`.
fn is_in_brackets(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let before = text.get(from..at).unwrap_or_default();
    let count = |brackets: [char; 2]| before.matches(brackets).count();
    count(['(', '（']) > count([')', '）'])
}

/// The findings at notes that have nothing but a name of a few words, which cites nothing that can be found.
fn mere_names(document: &Document) -> impl Iterator<Item = RawDiagnostic> {
    let sources = document.sources();
    let notes = document.footnotes().notes().iter();
    let notes = notes.filter_map(|id| Some((*id, sources.note(*id)?)));
    let named = notes.filter(|(_, note)| note.back_references().is_empty() && is_name(note.text()));
    named.map(|(id, note)| {
        let whole = Span::new(0, note.text().len());
        let message = Lack::AllButName.message().to_owned();
        RawDiagnostic::at(id, message).placed(in_note(id, note, whole))
    })
}

/// Whether the text of a note is the name of a body or person: words in capitals.
fn is_name(text: &str) -> bool {
    const NO_NAMES: [&str; 14] = [
        "See",
        "Cf",
        "Interview",
        "Author",
        "Authors",
        "Annex",
        "Appendix",
        "Section",
        "Table",
        "Figure",
        "Chapter",
        "Note",
        "Emphasis",
        "Personal",
    ];
    let text = text.trim().trim_end_matches('.');
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_small = |word: &&str| ["of", "and", "for", "the", "on", "de", "&"].contains(word);
    let is_capital = |word: &&str| {
        let word = word.trim_matches('`');
        word.starts_with(char::is_uppercase) && !NO_NAMES.contains(&word)
    };
    // `Apps.Gov` is one word.
    let ends = text.contains(". ");
    (2..=7).contains(&words.len())
        && !ends
        && words.iter().all(|word| is_capital(word) || is_small(word))
        && words.first().is_some_and(is_capital)
        && text
            .chars()
            .all(|c| c.is_alphabetic() || " &-'’,.`".contains(c))
}

/// Whether a source without a date is one with a title of its own, and sure to be read rightly: not a site, nor a page that
/// changes with the day.
fn has_own_title(cited: &Cited<'_>) -> bool {
    let citation = cited.citation;
    let Some(title) = citation.title.as_ref() else {
        return false;
    };
    let is_signed = !citation.signed_by().is_empty();
    let begins = title.value.chars().find(|c| c.is_alphanumeric());
    if title.value.split_whitespace().count() < 2
        || begins.is_some_and(char::is_lowercase)
        || !cited.is_marked(title) && !is_signed
        || is_living_title(&title.value)
        || title.value.ends_with(|c: char| c.is_ascii_digit())
        || !is_signed && says(cited.slice(Span::new(citation.span.start, title.span.start)))
        || is_standard(&title.value)
    {
        return false;
    }
    let Some(url) = citation.url.as_ref() else {
        return is_article_alone(cited, title);
    };
    let rest = url
        .value
        .split_once("://")
        .map_or(url.value.as_str(), |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_living = include_str!("../data/living_pages.txt")
        .lines()
        .any(|living| {
            let under = host.strip_suffix(living);
            under.is_some_and(|under| under.is_empty() || under.ends_with('.'))
        });
    let is_page = !path.trim_matches('/').is_empty();
    !is_living && (is_page || is_signed) && !has_year(&url.value)
}

/// `Ana Bell, “A Title of Rivers.”`: whether a full name and a title in quotation marks are all that is said, which in short
/// forms has a page or a family name alone.
fn is_article_alone(cited: &Cited<'_>, title: &Field) -> bool {
    let citation = cited.citation;
    let before = cited.slice(Span::new(0, title.span.start));
    let front = before.strip_suffix(['“', '"', '«', '„']);
    // Behind a colon stands a passage of the work.
    let is_title = front.is_some_and(|front| !front.trim_end().ends_with(':'));
    let said = [
        &citation.container,
        &citation.publisher,
        &citation.place,
        &citation.pages,
        &citation.volume,
    ];
    citation
        .signed_by()
        .iter()
        .any(|author| author.name.is_full())
        && is_title
        && said.iter().all(|field| field.is_none())
}

/// `ISO/IEC 29147:2018`: whether a title begins with the number and year of a standard.
fn is_standard(title: &str) -> bool {
    let number = title
        .split([',', ' '])
        .find(|word| word.contains(':'))
        .unwrap_or_default();
    let (_, year) = number.split_once(':').unwrap_or_default();
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a title is that of a page that changes: `Project Dashboard`, `Apache License`.
fn is_living_title(title: &str) -> bool {
    let living = include_str!("../data/living_titles.txt");
    let words = words(title).map(str::to_lowercase);
    let mut words = words.filter(|word| living.lines().any(|living| living == word));
    words.next().is_some()
}

/// Whether an address has a year in it.
fn has_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut years = numbers.filter_map(|number| Some((number.len(), number.get(..4)?)));
    years.any(|(len, number)| {
        let is_year = number
            .parse()
            .is_ok_and(|year: u16| (1900..=2100).contains(&year));
        is_year && (len == 4 || len == 8)
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, diagnostics};

    #[track_caller]
    fn assert_lacks(note: &str, message: &str) {
        let text = format!("One.[^1]\n\n[^1]: {note}\n");
        let found = diagnostics(Markdown, Brief, &text);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.rule.code, it.message.as_str()))
            .collect();
        assert_eq!(found, [("incomplete-citation", message)], "{note}");
    }

    #[test]
    fn sources_that_lack_something() {
        assert_lacks(
            "https://a.test/news/low-river",
            "Only an address: add the title, who published it and the date.",
        );
        assert_lacks(
            "Harbour Research.",
            "Only a name: add the title, the date and where it appeared.",
        );
        assert_lacks(
            "Ana Bell, \"The Low River\", https://a.test/low-river.",
            "This source has no date.",
        );
        assert_lacks("“The Low River” by Ana Bell.", "This source has no date.");
        assert_lacks(
            "Ana Bell, \"The Low River\", *Journal of Rivers* 62, no. 11: 76-81.",
            "This source has a volume and pages but no year.",
        );
    }

    #[test]
    fn what_lacks_nothing() {
        for note in [
            "Ana Bell, \"The Low River\", *Gazette*, June 2019, https://a.test/low-river.",
            "\"The Low River\", *Gazette*, June 2019.",
            "Ana Bell, \"The Low River\", https://a.test/low-river (accessed 4 June 2020).",
            "Ana Bell, \"The Low River\", n.d., https://a.test/low-river.",
            "The river has been low since the dam was built.",
            "The plan is at https://a.test/plan/river, as the ministry says.",
            "See Annex A.",
            "<https://rivers.test>",
            "River Act, 5 U.S.C. § 552.",
            "Gov.test (https://gov.test/).",
            "\"The Low River\", https://en.wikipedia.org/wiki/Low_River.",
            "[ISO/IEC 29147:2018, Information Technology](https://iso.test/standard/72311.html).",
            "Published in the [Second Symposium on Rivers](https://rivers.test/symposium/two).",
            "Bell, Law Dict. Deodand.",
            "Bell, “The Low River.”",
            "Ana Bell, “The Low River,” 4.",
            "Cf. Bell, Low Rivers VI: \"They fall in May and rise again\".",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("One.[^1]\n\n[^1]: {note}\n"));
        }
    }

    #[test]
    fn a_short_form_of_a_source_in_full() {
        let text = "One.[^1] Two.[^2]\n\n[^1]: Ana Bell, “The Low River,” *Gazette*, June 2019.\n\n\
                    [^2]: Ana Bell, “The Low River.”\n";
        let found = diagnostics(Markdown, Brief, text).into_iter();
        let found = found.filter(|it| it.rule.code == "incomplete-citation");
        assert_eq!(found.map(|it| it.message).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn one_finding_for_many() {
        let markers: String = (1..=12).map(|n| format!("A.[^{n}] ")).collect();
        let notes: String = (1..=12)
            .map(|n| format!("[^{n}]: https://a.test/news/river-{n}\n\n"))
            .collect();
        let found = diagnostics(Markdown, Brief, &format!("{markers}\n\n{notes}"));
        let found: Vec<_> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            found,
            ["12 sources are only an address: add titles, who published them and the dates."]
        );
    }
}
