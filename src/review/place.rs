use schemars::JsonSchema;
use serde::Serialize;

/// Where something stands in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct ReviewPlace {
    /// The line, from 1; of a Word file or PDF, that of the text that `convert` writes.
    pub line: usize,
    /// The page, from 1, in a file with pages (PDF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The paragraph, from 1, in a Word file or PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}
