use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Markdown as it reads where it is not rendered: without its marks, paragraphs apart, each item of a list
/// on a line of its own, and after the words of a link where it leads.
pub fn plain_text(markdown: &str) -> String {
    let mut plain = PlainTextBuilder::default();
    for event in Parser::new(markdown) {
        plain.take(event);
    }
    plain.text.truncate(plain.text.trim_end().len());
    plain.text
}

#[derive(Default)]
struct PlainTextBuilder<'m> {
    text: String,
    /// How many line breaks stand before what comes next.
    breaks: usize,
    /// The lists that are open, each with the number of its next item.
    lists: Vec<Option<u64>>,
    /// The links that are open: where each leads, and where its words begin.
    links: Vec<(pulldown_cmark::CowStr<'m>, usize)>,
}

impl<'m> PlainTextBuilder<'m> {
    fn take(&mut self, event: Event<'m>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) => self.push(&text),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.breaks = 1,
            Event::Start(Tag::List(first)) => {
                self.apart(1);
                self.lists.push(first);
            }
            Event::Start(Tag::Item) => self.item(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.push("");
                self.links.push((dest_url, self.text.len()));
            }
            Event::End(TagEnd::Link) => self.destination(),
            Event::End(TagEnd::Item) => self.apart(1),
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                self.apart(if self.lists.is_empty() { 2 } else { 1 });
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) => self.apart(2),
            _ => {}
        }
    }

    /// At least so many line breaks stand before what comes next.
    fn apart(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
    }

    fn push(&mut self, text: &str) {
        let breaks = std::mem::take(&mut self.breaks);
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', breaks));
        }
        self.text += text;
    }

    fn item(&mut self) {
        self.apart(1);
        let indentation = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            _ => "-".to_owned(),
        };
        self.push(&format!("{indentation}{mark} "));
    }

    fn destination(&mut self) {
        if let Some((destination, start)) = self.links.pop()
            && !destination.is_empty()
            && self.text.get(start..) != Some(&*destination)
        {
            self.push(&format!(" ({destination})"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(markdown: &str, expected: &str) {
        assert_eq!(plain_text(markdown), expected);
    }

    #[test]
    fn marks_are_taken_off() {
        reads(
            "**Note 1**\n\n*Title* and\n`code`, 2020.",
            "Note 1\n\nTitle and code, 2020.",
        );
        reads(
            "# Title\n> Quoted\\\n> line.\n\nEnd.\n",
            "Title\n\nQuoted\nline.\n\nEnd.",
        );
        reads("5 * 3 * 2 < 40 [^2]", "5 * 3 * 2 < 40 [^2]");
        reads("", "");
    }

    #[test]
    fn items_have_lines_of_their_own() {
        reads(
            "Cited:\n\n- line 1: *A*.\n- line 3: B.\n\nEnd.",
            "Cited:\n\n- line 1: A.\n- line 3: B.\n\nEnd.",
        );
        reads(
            "2. a\n3. b\n   - c\n   - d\n4. e",
            "2. a\n3. b\n  - c\n  - d\n4. e",
        );
        reads("- a\n\n  b\n\n- c", "- a\n\nb\n\n- c");
    }

    #[test]
    fn links_keep_where_they_lead() {
        reads(
            "R. A, [\"*Report*\"](https://a.example/b), 2020.",
            "R. A, \"Report\" (https://a.example/b), 2020.",
        );
        reads(
            "See <https://a.example>.\n\n[Todo]()",
            "See https://a.example.\n\nTodo",
        );
    }
}
