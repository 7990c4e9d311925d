//! The editors that brief-ls can be set up for. What is written to their files is that of `editors` and `docs`.

/// An editor.
pub(super) struct Editor {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Its programs, as they are found on the PATH.
    pub programs: &'static [&'static str],
    /// The files and folders with its configuration, from the author's home.
    pub settings: &'static [&'static str],
    /// What to write where, in order.
    pub steps: &'static [Step],
}

/// One thing to write.
pub(super) struct Step {
    /// Where it goes.
    pub place: &'static str,
    /// What a line of comment begins with there.
    pub comment: &'static str,
    /// What is written.
    pub content: SetupText,
}

/// Where the text of a step comes from.
pub(super) enum SetupText {
    /// This text; `{program}` is the path of this program.
    Text(&'static str),
    /// A file.
    File(&'static str),
    /// The first block of code on a page, in that language.
    Block(&'static str, &'static str),
    /// The section of a page under that heading.
    Section(&'static str, &'static str),
}

const OTHERS: &str = include_str!("../../docs/other-editors.md");

/// An editor for which there is a section in `docs/other-editors.md`.
const fn other(
    name: &'static str,
    title: &'static str,
    programs: &'static [&'static str],
    settings: &'static [&'static str],
    steps: &'static [Step],
) -> Editor {
    Editor {
        name,
        title,
        programs,
        settings,
        steps,
    }
}

const fn section(heading: &'static str) -> [Step; 1] {
    [Step {
        place: "written from the documentation of the editor, and not tried",
        comment: "#",
        content: SetupText::Section(OTHERS, heading),
    }]
}

/// All of them, by their names.
pub(super) static EDITORS: &[Editor] = &[
    other(
        "coc",
        "coc.nvim",
        &[],
        &[".vim/coc-settings.json", ".config/nvim/coc-settings.json"],
        &section("coc.nvim"),
    ),
    Editor {
        name: "emacs",
        title: "Emacs",
        programs: &["emacs"],
        settings: &[".emacs", ".emacs.el", ".emacs.d", ".config/emacs"],
        steps: &[
            Step {
                place: "~/.emacs.d/init.el",
                comment: ";;",
                content: SetupText::Text(
                    "(load \"~/.emacs.d/brief-ls.el\")\n(add-hook 'markdown-mode-hook #'eglot-ensure)\n",
                ),
            },
            Step {
                place: "~/.emacs.d/brief-ls.el",
                comment: ";;",
                content: SetupText::File(include_str!("../../editors/emacs/brief-ls.el")),
            },
        ],
    },
    Editor {
        name: "helix",
        title: "Helix",
        programs: &["hx", "helix"],
        settings: &[
            ".config/helix/languages.toml",
            "AppData/Roaming/helix/languages.toml",
        ],
        steps: &[Step {
            place: "~/.config/helix/languages.toml (on Windows %AppData%\\helix\\languages.toml)",
            comment: "#",
            content: SetupText::File(include_str!("../../editors/helix/languages.toml")),
        }],
    },
    other(
        "jetbrains",
        "JetBrains",
        &["idea", "pycharm", "webstorm"],
        &[],
        &section("JetBrains"),
    ),
    Editor {
        name: "kakoune",
        title: "Kakoune",
        programs: &["kak"],
        settings: &[".config/kak"],
        steps: &[
            kakrc(SetupText::Text("eval %sh{kak-lsp}\n")),
            kakrc(SetupText::File(include_str!(
                "../../editors/kakoune/brief-ls.kak"
            ))),
            kakrc(SetupText::Text("lsp-enable\n")),
        ],
    },
    other(
        "kate",
        "Kate",
        &["kate"],
        &[".config/kate"],
        &section("Kate"),
    ),
    Editor {
        name: "neovim",
        title: "Neovim",
        programs: &["nvim"],
        settings: &[".config/nvim", "AppData/Local/nvim"],
        steps: &[
            Step {
                place: "~/.config/nvim/init.lua",
                comment: "--",
                content: SetupText::Text("vim.lsp.enable('brief_ls')\n"),
            },
            Step {
                place: "~/.config/nvim/lsp/brief_ls.lua",
                comment: "--",
                content: SetupText::File(include_str!(
                    "../../editors/neovim/registry/lspconfig.lua"
                )),
            },
        ],
    },
    other(
        "sublime",
        "Sublime Text",
        &["subl"],
        &[
            ".config/sublime-text/Packages/User",
            "Library/Application Support/Sublime Text/Packages/User",
            "AppData/Roaming/Sublime Text/Packages/User",
        ],
        &section("Sublime Text"),
    ),
    Editor {
        name: "vim",
        title: "Vim",
        programs: &["vim", "gvim"],
        settings: &[".vimrc", ".vim", "_vimrc"],
        steps: &[Step {
            place: "~/.vimrc, with ALE",
            comment: "\"",
            content: SetupText::Block(include_str!("../../editors/vim/README.md"), "vim"),
        }],
    },
    Editor {
        name: "vscode",
        title: "VS Code",
        programs: &["code", "codium", "code-server", "cursor"],
        settings: &[
            ".vscode/extensions",
            ".vscode-oss/extensions",
            ".cursor/extensions",
            ".local/share/code-server/extensions",
        ],
        steps: &[Step {
            place: "settings.json (Preferences: Open User Settings (JSON)), after installing the extension brief-ls",
            comment: "//",
            content: SetupText::Text("\"brief-ls.path\": \"{program}\"\n"),
        }],
    },
    other(
        "zed",
        "Zed",
        &["zed", "zeditor"],
        &[".config/zed/settings.json"],
        &section("Zed"),
    ),
];

const fn kakrc(content: SetupText) -> Step {
    Step {
        place: "~/.config/kak/kakrc",
        comment: "#",
        content,
    }
}

impl SetupText {
    /// The text, for a program at the path `program`.
    pub fn text(&self, program: &str) -> String {
        match self {
            SetupText::Text(text) => text.replace("{program}", program),
            SetupText::File(text) => (*text).to_owned(),
            SetupText::Block(page, language) => {
                block(page, language).unwrap_or_default().to_owned()
            }
            SetupText::Section(page, heading) => {
                section_of(page, heading).unwrap_or_default().to_owned()
            }
        }
    }
}

/// The first fenced block of `page` in `language`.
fn block<'a>(page: &'a str, language: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("\n```{language}\n"))?;
    rest.split_once("```").map(|(block, _)| block)
}

/// What is under a heading of level 2.
fn section_of<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n\n"))?;
    Some(
        rest.split_once("\n## ")
            .map_or(rest, |(section, _)| section),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_has_a_text_that_names_the_program() {
        assert!(EDITORS.is_sorted_by_key(|editor| editor.name));
        for editor in EDITORS {
            let texts = editor
                .steps
                .iter()
                .map(|step| step.content.text("/bin/brief-ls"));
            let texts: Vec<String> = texts.collect();
            assert!(
                texts.iter().all(|text| text.ends_with('\n')),
                "{}",
                editor.name
            );
            let program = |text: &String| text.contains("brief-ls");
            assert!(texts.iter().any(program), "{}", editor.name);
        }
    }
}
