//! What makes an installation whole: completions, man pages, setup of editors, and the doctor.

use std::process::Command;

use crate::support::{CLEAN, Folder, Run};

#[test]
fn completions_and_man_pages_name_the_options() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains("statistics"), "{shell}");
    }
    let page = folder.run(&["man"]).stdout;
    assert!(
        page.starts_with(".ie") && page.contains(".TH brief-ls 1"),
        "{page}"
    );
    let page = folder.run(&["man", "check"]).stdout;
    assert!(page.contains("allow\\-empty"), "{page}");
    assert_eq!(folder.run(&["man", "chek"]).code, 2);
}

#[test]
fn setup_prints_what_is_in_the_files_of_the_editors() {
    let folder = Folder::new(&[]);
    let printed = |editor: &str| folder.run(&["setup", editor]).stdout;
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    assert!(printed("helix").ends_with(&file("editors/helix/languages.toml")));
    assert!(printed("helix").starts_with("# Helix: ~/.config/helix/languages.toml"));
    assert!(printed("kakoune").contains(&file("editors/kakoune/brief-ls.kak")));
    assert!(printed("neovim").contains("vim.lsp.enable('brief_ls')\n"));
    assert!(printed("vim").contains("ale#linter#Define"));
    assert!(printed("vscode").contains(env!("CARGO_BIN_EXE_brief-ls")));
    let run = folder.run(&["setup", "ed"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("helix"), "{run:?}");
}

/// Runs `brief-ls doctor` with a PATH of `folders` and the folder as home.
fn doctor(folder: &Folder, folders: &[&std::path::Path]) -> Run {
    let mut command: Command = folder.command(&["doctor"]);
    let output = command
        .env("PATH", std::env::join_paths(folders).unwrap())
        .env("HOME", folder.path())
        .env_remove("BRIEF_LS_LOG_FILE")
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn the_doctor_says_what_is_wrong() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_brief-ls"));
    let well = doctor(&folder, &[program.parent().unwrap()]);
    assert_eq!(well.code, 0, "{well:?}");
    for line in [
        "on PATH    yes",
        "briefs     1 file",
        "editors    none",
        "no brief-ls.toml",
        "No problems found.",
    ] {
        assert!(well.stdout.contains(line), "{line}\n{}", well.stdout);
    }
    folder.write("brief-ls.toml", b"profile = 3\n");
    let ill = doctor(&folder, &[]);
    assert_eq!(ill.code, 1);
    assert!(
        ill.stdout.contains("- brief-ls is not on the PATH"),
        "{ill:?}"
    );
    assert!(ill.stdout.contains("brief-ls.toml is not valid"), "{ill:?}");
}

#[cfg(unix)]
#[test]
fn the_doctor_knows_editors_and_whether_they_are_set_up() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new(&[("bin/hx", ""), ("bin/kak", ""), ("bin/nvim", "")]);
    for editor in ["hx", "kak"] {
        let path = folder.path().join("bin").join(editor);
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    }
    folder.write(
        ".config/helix/languages.toml",
        b"language-servers = [\"brief-ls\"]\n",
    );
    folder.write(
        ".config/kak/kakrc",
        b"add-highlighter global/ number-lines\n",
    );
    let bin = folder.path().join("bin");
    let said = doctor(&folder, &[&bin]).stdout;
    assert!(
        said.contains("Helix (") && said.contains("set up in "),
        "{said}"
    );
    assert!(
        said.contains("`brief-ls setup kakoune` prints what to add"),
        "{said}"
    );
    assert!(
        !said.contains("Neovim"),
        "what cannot be started is no editor"
    );
    folder.write("bin/brief-ls", b"");
    let other = folder.path().join("bin/brief-ls");
    std::fs::set_permissions(other, PermissionsExt::from_mode(0o755)).unwrap();
    let said = doctor(&folder, &[&bin]).stdout;
    assert!(
        said.contains("Another program comes first on the PATH"),
        "{said}"
    );
}
