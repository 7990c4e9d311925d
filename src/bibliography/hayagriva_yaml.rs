//! Reading.

use super::Reading;

pub(super) fn read(text: &str) -> Reading {
    let _ = text;
    Reading::default()
}
