//! Briefs of any size, made of sentences, sections and notes as real ones have them: a note for every
//! third of a paragraph's sentences, a section for every few paragraphs.

use std::fmt::Write;
use std::io;
use std::sync::LazyLock;

use brief_ls::syntax::DocumentKind;
use tempfile::TempDir;

/// Text that is made to be slow: a name, a piece that is repeated, and what closes each piece at the end.
pub const HOSTILE: [(&str, &str, &str); 12] = [
    ("open brackets", "[", ""),
    ("open markers", "[^", ""),
    ("open inline notes", "x^[a ", ""),
    ("nested inline notes", "^[", "]"),
    ("markers", "[^1]", ""),
    ("quotes", "> ", ""),
    ("lists", "- ", ""),
    ("open comments", "<!-- brief-ls-ignore ", ""),
    ("comments", "<!-- brief-ls-ignore -->\n\n", ""),
    ("raised numbers", "1¹", ""),
    ("open elements", "<sup ", ""),
    ("backslashes", "\\[^", ""),
];

/// Makes a brief of about so many bytes.
type Make = fn(usize) -> String;

/// The forms that are measured.
pub const FORMS: [(&str, DocumentKind, Make); 2] = [
    ("markdown", DocumentKind::Markdown, markdown),
    ("page-foot", DocumentKind::Plain, page_foot),
];

/// The sentences of all briefs that are made, those of `benches/servers` too.
static SENTENCES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("sentences.txt").lines().collect());

/// Markdown with `[^n]` and the notes at the end of each section.
pub fn markdown(bytes: usize) -> String {
    let mut text = String::from("# A brief\n\n");
    let mut note = 0;
    for section in 1.. {
        if text.len() >= bytes {
            break;
        }
        let _ = write!(text, "## Section {section}\n\n");
        let first = note + 1;
        for paragraph in 0..6 {
            for sentence in 0..6 {
                text += SENTENCES[(paragraph + sentence) % SENTENCES.len()];
                if sentence % 3 == 2 {
                    note += 1;
                    let _ = write!(text, "[^{note}]");
                }
                text.push(if sentence == 5 { '\n' } else { ' ' });
            }
            text.push('\n');
        }
        for number in first..=note {
            let _ = write!(text, "[^{number}]: ");
            source(&mut text, number);
        }
    }
    text
}

/// Text of a page layout: superscript markers, and the notes at the foot of each page, numbered anew in
/// each chapter.
pub fn page_foot(bytes: usize) -> String {
    let mut text =
        String::from("An Institute\n\nIssue Brief\n\nThe Basin\n\nA. Author\n\nMay 4, 2024\n\n");
    for chapter in 1.. {
        if text.len() >= bytes {
            break;
        }
        let _ = write!(text, "Chapter {chapter} of the Matter\n\n");
        let mut note = 0;
        for _page in 0..6 {
            let first = note + 1;
            for paragraph in 0..3 {
                for sentence in 0..6 {
                    text += SENTENCES[(paragraph + sentence) % SENTENCES.len()];
                    if sentence % 3 == 2 {
                        note += 1;
                        superscript(&mut text, note);
                    }
                    text.push_str(if sentence == 5 { "\n\n" } else { " " });
                }
            }
            for number in first..=note {
                superscript(&mut text, number);
                text.push(' ');
                source(&mut text, number);
            }
        }
    }
    text
}

/// A folder that has so many briefs of that text, in folders of a hundred.
pub fn archive(text: &str, briefs: usize) -> io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for brief in 0..briefs {
        let within = folder.path().join((brief / 100).to_string());
        std::fs::create_dir_all(&within)?;
        std::fs::write(within.join(format!("{brief}.md")), text)?;
    }
    Ok(folder)
}

fn source(text: &mut String, number: usize) {
    let _ = write!(
        text,
        "R. Author, [\"Report {number} on the Basin\"](https://stat.example/{number}), \
         *Journal of Basins*, June {}, 2021.\n\n",
        number % 28 + 1
    );
}

fn superscript(text: &mut String, number: usize) {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    text.extend(
        digits
            .bytes()
            .map(|digit| DIGITS[usize::from(digit - b'0')]),
    );
}
