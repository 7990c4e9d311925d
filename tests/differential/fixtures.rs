//! The fixtures: small texts, grouped by what they are about.

use crate::corpus::Sample;

const FILES: [&str; 5] = [
    include_str!("fixtures/labels.txt"),
    include_str!("fixtures/definitions.txt"),
    include_str!("fixtures/containers.txt"),
    include_str!("fixtures/markers.txt"),
    include_str!("fixtures/opaque.txt"),
];

/// All fixtures. A line `=== name` begins one; `→` stands for a tab, `␠` for a space at the end of a line, `␍`
/// for the carriage return of CRLF.
pub fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    for file in FILES {
        for part in file.split("=== ").skip(1) {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            samples.push(Sample {
                name: format!("fixtures/{name}"),
                text: text.replace('→', "\t").replace('␠', " ").replace('␍', "\r"),
            });
        }
    }
    samples
}
