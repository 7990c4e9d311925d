#![allow(clippy::all, missing_docs)]
#[path = "../tests/citation_score/score.rs"]
#[allow(dead_code)]
mod score;
use brief_ls::citation::{self, Part};
#[test]
fn show() {
    let text = std::fs::read_to_string(std::env::var("NOTES").unwrap()).unwrap();
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let t = v["text"].as_str().unwrap();
        println!("\n## {} {}\n{}", v["doc"].as_str().unwrap(), v["label"], t);
        for p in citation::read(t).parts {
            match p {
                Part::Citation(c) => {
                    let f = score::fields_of(&c);
                    let s = &t[p_range(&c)];
                    let _ = s;
                    println!("  CIT {:?}", f);
                }
                Part::BackReference(s) => println!("  BACK {}", &t[s.range()]),
                Part::Comment(s) => println!("  COMMENT {}", &t[s.range()]),
            }
        }
    }
}
fn p_range(_c: &citation::Citation) -> std::ops::Range<usize> {
    0..0
}
