use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer};

use crate::cli::printable::printable_line;
use crate::config::Level;

use super::excerpt::excerpt;
use super::totals::Totals;
use super::{Report, ReportKind, ReportedDiagnostic, Reporter, place};

/// For people: the line of the text with a mark under the place, and a summary.
pub(super) struct Human {
    renderer: Renderer,
    width: usize,
    quiet: bool,
    summary: Totals,
}

impl Human {
    /// Writes lines of at most `width` columns, as far as their words allow. If `quiet`, it writes the findings alone.
    pub fn new(width: usize, quiet: bool) -> Human {
        Human {
            renderer: Renderer::styled().term_width(width),
            width,
            quiet,
            summary: Totals::default(),
        }
    }
}

impl Reporter for Human {
    fn start(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        self.summary.count(report);
        for diagnostic in &report.diagnostics {
            let help = (!self.quiet).then(|| help(report, diagnostic));
            let group = group(report, diagnostic, self.width);
            let group = group.elements(help.map(|help| Title::HELP.message(help)));
            writeln!(out, "{}\n", self.renderer.render(&[group]))?;
        }
        out.flush()
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.quiet || self.summary.is_empty() {
            true => Ok(()),
            false => writeln!(out, "{}", self.summary),
        }
    }
}

fn group<'a>(report: &'a Report, diagnostic: &'a ReportedDiagnostic, width: usize) -> Group<'a> {
    let title = title(diagnostic.level)
        .primary_title(printable_line(&diagnostic.message))
        .id(diagnostic.code);
    let primary = excerpt(
        report,
        diagnostic.span,
        AnnotationKind::Primary,
        None,
        width,
    );
    let related = diagnostic.related.iter().map(|related| {
        let label = printable_line(&related.message);
        let label = Some(label.as_ref());
        excerpt(report, related.span, AnnotationKind::Context, label, width)
    });
    let place = report.origin(diagnostic.span).map(place);
    let place = place.map(|place| Title::NOTE.message(place));
    title.element(primary).elements(related).elements(place)
}

/// What fixes a finding: a command, the light bulb of an editor, or the author.
fn help(report: &Report, diagnostic: &ReportedDiagnostic) -> String {
    let code = diagnostic.code;
    match &diagnostic.fix {
        Some(fix) => {
            let title = printable_line(&fix.title);
            match fix.is_safe {
                true => format!("{title} (run `brief-ls fix`)"),
                false => format!("{title} (in your editor, or run `brief-ls fix --unsafe`)"),
            }
        }
        None if report.kind == ReportKind::Settings => {
            "fix by hand; brief-ls schema describes all settings".to_owned()
        }
        None => format!("fix by hand; brief-ls explain {code} says how"),
    }
}

fn title(level: Level) -> Title<'static> {
    match level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Information => Title::INFO.with_name("information"),
        Level::Hint | Level::Off => Title::HELP.with_name("hint"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Span, Text};

    fn rendered(text: &str, span: Span, related: Option<Span>, width: usize) -> String {
        let related = related.map(|span| crate::check::Related {
            span,
            message: "the other place".to_owned(),
        });
        let report = Report {
            path: "a.md".into(),
            text: Text::new(text),
            diagnostics: vec![ReportedDiagnostic {
                code: "a-code",
                level: Level::Warning,
                span,
                message: "What is wrong.".to_owned(),
                related: related.into_iter().collect(),
                fix: None,
            }],
            known: Vec::new(),
            kind: ReportKind::Brief,
            import: None,
        };
        let mut out = Vec::new();
        let mut human = Human::new(width, false);
        human.report(&report, &mut out).unwrap();
        human.finish(&mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    fn paragraph() -> String {
        (0..200).map(|word| format!("word{word} ")).collect()
    }

    #[test]
    fn a_long_line_is_cut_around_each_place() {
        let text = paragraph();
        let far = text.find("word150").unwrap();
        let near = text.find("word10 ").unwrap();
        let span = Span::new(far, far + "word150".len());
        let related = Span::new(near, near + "word10".len());
        insta::assert_snapshot!(rendered(&text, span, Some(related), 80));
    }

    #[test]
    fn the_mark_stands_under_wide_and_combining_characters() {
        let text = "a\t中文字 the\u{301}n¹ x\n";
        let at = text.find('¹').unwrap();
        insta::assert_snapshot!(rendered(text, Span::new(at, at + 2), None, 80));
    }

    #[test]
    fn a_long_place_is_marked_as_far_as_there_is_room() {
        let text = format!("{}\n\n{}\n", paragraph(), paragraph());
        let span = Span::new(40, text.len());
        insta::assert_snapshot!(rendered(&text, span, Some(Span::new(40, 400)), 80));
    }

    #[test]
    fn of_a_line_without_end_the_place_is_told() {
        let text = format!("{}\n", "word ".repeat(10_000));
        let shown = rendered(&text, Span::new(500, 504), Some(Span::new(40, 44)), 80);
        assert_eq!(
            shown,
            "warning[a-code]: What is wrong.\n--> a.md:1:501\n::: a.md:1:41\n = help: fix by \
             hand; brief-ls explain a-code says how\n\n1 finding (1 warning) in 1 brief\n"
        );
    }

    proptest! {
        #[test]
        fn the_mark_of_any_place_in_any_text_is_within_the_width(
            text in "([^\\pC^-]|\n|\r|\t|word |中){0,300}",
            spans in (0..400usize, 0..400usize, 0..400usize, 0..400usize),
            width in 60..140usize,
        ) {
            let (a, b, c, d) = spans;
            let output = rendered(&text, Span::new(a, b), Some(Span::new(c, d)), width);
            // The renderer takes a tab for one column when it looks for what to cut.
            let lines = output.lines().filter(|_| !text.contains('\t'));
            for line in lines.filter(|line| line.contains(['^', '-'])) {
                let marks = line.split(" the other place").next().unwrap_or_default();
                prop_assert!(marks.chars().count() <= width, "{}", output);
            }
        }
    }
}
