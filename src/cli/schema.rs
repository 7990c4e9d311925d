//! `brief-ls schema`.

use std::io::{self, Write};
use std::process::ExitCode;

use schemars::{JsonSchema, schema_for};
use serde_json::{Map, Value, json};

use crate::check;
use crate::config::{Config, House};
use crate::review::Review;

use super::args::{SchemaArgs, SchemaOf};
use super::outline::BriefOutline;
use super::report::{JsonFinding, RuleCount};
use super::rules::ListedRule;

/// Writes a JSON Schema.
pub(super) fn run(args: &SchemaArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let schema = match args.of {
        SchemaOf::Settings => schema(),
        SchemaOf::House => house_schema(),
        SchemaOf::Findings => output_schema::<Vec<JsonFinding>>("Findings"),
        SchemaOf::Statistics => output_schema::<Vec<RuleCount>>("Counts of findings"),
        SchemaOf::Rules => output_schema::<Vec<ListedRule>>("Rules"),
        SchemaOf::Outline => output_schema::<BriefOutline>("Outline"),
        SchemaOf::Report => output_schema::<Review>("Report"),
    };
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    out.write_all(b"\n")?;
    Ok(ExitCode::SUCCESS)
}

/// The JSON Schema (draft 2020-12) of what a configuration file may say: the types of [`Config`], and the
/// codes of the rules.
pub(super) fn schema() -> Value {
    let mut schema = schema_for!(Config).to_value();
    without_null(&mut schema);
    schema["title"] = json!("brief-ls.toml");
    let level = json!("#/$defs/Level");
    let rules = check::rules().iter().map(|rule| {
        let schema = json!({
            "description": sentence(rule.summary),
            "default": rule.default,
            "$ref": level,
        });
        (rule.code.to_owned(), schema)
    });
    let rules: Map<String, Value> = rules.collect();
    schema["properties"]["rules"]["properties"] = json!(rules);
    schema["properties"]["rules"]["additionalProperties"] = json!(false);
    schema
}

/// The JSON Schema of a house profile.
fn house_schema() -> Value {
    let mut schema = output_schema::<House>("House profile");
    let codes = check::rules().iter().map(|rule| rule.code);
    schema["properties"]["rules"]["propertyNames"] = json!({ "enum": codes.collect::<Vec<_>>() });
    schema
}

/// The JSON Schema of what a command writes. A member without a value is omitted, never `null`.
fn output_schema<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schema_for!(T).to_value();
    without_null(&mut schema);
    schema["title"] = json!(title);
    schema
}

fn sentence(summary: &str) -> String {
    let mut rest = summary.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), rest.as_str())
}

/// Makes a schema one of TOML, where what is not set is not there: it knows no `null`, and no default of a
/// table, whose keys have their own. The lines of a description become one.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_null),
        Value::Object(members) => {
            members
                .retain(|key, value| key != "default" || !(value.is_null() || value.is_object()));
            for (key, value) in members.iter_mut() {
                match value {
                    // Its keys are names of members, such as `default`.
                    Value::Object(properties) if key == "properties" => {
                        properties.values_mut().for_each(without_null);
                    }
                    value => without_null(value),
                }
            }
            if let Some(Value::String(description)) = members.get_mut("description") {
                *description = description.replace('\n', " ");
            }
            if let Some(Value::Array(types)) = members.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    members.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(choices)) = members.get_mut("anyOf") {
                choices.retain(|choice| *choice != json!({ "type": "null" }));
                if let [Value::Object(only)] = choices.as_slice() {
                    let only = only.clone();
                    members.remove("anyOf");
                    members.extend(only);
                }
            }
        }
        _ => {}
    }
}
