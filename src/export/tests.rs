use crate::import;

use super::*;

/// What is read of the Word file that `text` becomes, written as Markdown again.
fn there_and_back(text: &str) -> String {
    let file = docx(&manuscript(text, false)).unwrap();
    import::markdown(&import::docx::read(&file).unwrap()).text
}

#[test]
fn a_brief_survives_the_way_to_word_and_back() {
    let text = "\
---
title: \"Dams: a plan\"
subtitle: What to do
author:
  - Ana Roy
  - Bo Lee
institution: House of Rivers
date: \"3 May 2021\"
---

# Why & how

It **rose *late***[^1] by ~~two~~ `three` [metres](https://a.org/x?a=1&b=2).[^2]

> One said.[^3]

- a

- b

  3. c
  4. d

## What

| Year | Height |
| --- | --- |
| 2019[^4] | *5* m |

```
x < y
  z
```

[^1]: Roy, *Dams* (Oxford, 2010), <https://a.org/y>.

[^2]: Lee.

    And more.

[^3]: Ode.

[^4]: Table.
";
    assert_eq!(there_and_back(text), text);
}

#[test]
fn a_note_that_is_cited_twice_is_written_twice() {
    let file = docx(&manuscript("A.[^1] B.[^1]\n\n[^1]: Note.\n", false)).unwrap();
    let read = import::docx::read(&file).unwrap();
    assert_eq!(
        import::markdown(&read).text,
        "A.[^1] B.[^2]\n\n[^1]: Note.\n\n[^2]: Note.\n"
    );
}

#[test]
fn lines_across_the_page_are_no_front_matter() {
    let text = "---\ntitle: A\n---\n\nOne\n\n---\n\nTwo: more\n\n---\n\nThree\n";
    let manuscript = manuscript(text, false);
    assert_eq!(manuscript.metadata.title.as_deref(), Some("A"));
    assert_eq!(import::markdown(&manuscript).text, text);
}

#[test]
fn the_words_of_a_block_of_html_are_kept() {
    let text = "<!-- a comment -->\n\n<div class=\"box\">\nBoxed <b>words</b>.\n</div>\n\nText.\n";
    assert_eq!(
        import::markdown(&manuscript(text, false)).text,
        "Boxed words.\n\nText.\n"
    );
}

#[test]
fn elements_of_html_and_pictures_are_read() {
    let text = "H<sub>2</sub>O, a<br>b ![a](b.png)\n";
    let manuscript = manuscript(text, false);
    assert_eq!(manuscript.left_out, ["1 picture"]);
    assert_eq!(import::markdown(&manuscript).text, "H₂O, a\\\nb\n");
}
