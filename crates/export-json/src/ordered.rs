//! A map that keeps the order its entries came in: the form's, which is the order
//! people know. Not a general map; look-up is a scan over a few dozen entries.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A map from text to `V` that is written in the order it was filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<V>(Vec<(String, V)>);

impl<V> Ordered<V> {
    /// The value under this name.
    pub fn get(&self, name: &str) -> Option<&V> {
        self.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// All entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The value under this name; added at the end if there is none yet.
    pub(crate) fn entry(&mut self, name: &str, new: impl FnOnce() -> V) -> &mut V {
        let at = self.0.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
            self.0.push((name.to_owned(), new()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

impl<V> Default for Ordered<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Serialize> Serialize for Ordered<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<V: JsonSchema> JsonSchema for Ordered<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Ordered_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<V>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_the_order_they_came_in_and_names_are_unique() {
        let mut map = Ordered::default();
        for (name, value) in [("b", 1), ("a", 2), ("b", 3)] {
            *map.entry(name, || 0) += value;
        }
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"b":4,"a":2}"#);
        assert_eq!((map.get("a"), map.get("c")), (Some(&2), None));
    }
}
