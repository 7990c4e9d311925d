//! The refactorings, one file each: a snapshot in, edits out, the same for the editor and the command line.
