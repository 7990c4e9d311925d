use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::read;

/// So deep configuration is looked for in a folder, and in so many of its files.
const DEPTH: usize = 4;
const FILES: usize = 2_000;

/// Larger files are no configuration, in bytes.
const LARGEST: u64 = 1 << 20;

/// The file or folder, at `path` or in it, whose name or text has one of `words`. Of a file that cannot be read, the name
/// counts.
pub fn mention(path: &Path, words: &[&str]) -> Option<PathBuf> {
    let names = |text: &str| words.iter().any(|word| text.contains(word));
    let walk = WalkBuilder::new(path)
        .standard_filters(false)
        .max_depth(Some(DEPTH))
        .max_filesize(Some(LARGEST))
        .build();
    let mut entries = walk.flatten().take(FILES).map(|entry| entry.into_path());
    entries.find(|entry| {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        names(&name) || (entry.is_file() && read(entry).is_ok_and(|text| names(&text)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_a_text_counts_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("lua")).unwrap();
        std::fs::write(root.join("init.lua"), "vim.opt.number = true\n").unwrap();
        let found = || mention(root, &["brief-ls", "brief_ls"]);
        assert_eq!(found(), None);
        std::fs::write(root.join("lua/lsp.lua"), "vim.lsp.enable('brief_ls')\n").unwrap();
        assert_eq!(found(), Some(root.join("lua/lsp.lua")));
        assert_eq!(mention(&root.join("missing"), &["brief-ls"]), None);
        std::fs::create_dir(root.join("brief-ls-1.0")).unwrap();
        assert!(found().is_some());
    }
}
