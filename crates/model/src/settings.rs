//! What an exporter lets its user decide: options it declares, and their values.
//!
//! An exporter declares each option once, as a constant, and asks for its value with the
//! same constant, so that it can neither ask for one it does not list nor meet one
//! without a value. Nobody else knows an option by name, but for the three that the command
//! line has flags for (`crates/nianbao/src/publication.rs`).

use std::collections::BTreeMap;

use crate::label::nearest;
use crate::lang::{Localize, Text};

/// An option of an exporter: `--set exporter.name=value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportOption {
    /// Its name, of lower-case ASCII letters and hyphens.
    pub name: &'static str,
    /// What it may be set to.
    pub values: Values,
    /// What holds if it is not set.
    pub default: &'static str,
    /// What it does, in Chinese, in one clause without a full stop.
    pub help_zh: &'static str,
    /// The same in English.
    pub help_en: &'static str,
}

impl ExportOption {
    /// What it does, in both languages.
    pub fn help(&self) -> Text {
        Text::new(self.help_zh, self.help_en)
    }
}

/// What an option may be set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// `true` or `false`.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Any text that is not empty, shown in help as this word.
    Text(&'static str),
}

impl Values {
    /// How help writes them: `true|false`, `a|b`, `DIR`.
    pub fn shown(&self) -> String {
        match self {
            Self::Flag => String::from("true|false"),
            Self::OneOf(words) => words.join("|"),
            Self::Text(word) => (*word).to_owned(),
        }
    }

    /// Whether an option may have this value.
    pub fn allow(&self, value: &str) -> bool {
        match self {
            Self::Flag => matches!(value, "true" | "false"),
            Self::OneOf(words) => words.contains(&value),
            Self::Text(_) => !value.trim().is_empty(),
        }
    }
}

/// The values one exporter's options are set to; what is not set has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    values: BTreeMap<&'static str, String>,
}

impl Settings {
    /// Every option at its default.
    pub const fn new() -> Self {
        Self {
            values: BTreeMap::new(),
        }
    }

    /// Sets one of the options an exporter declares. Set twice, the last value holds.
    ///
    /// # Errors
    /// [`SettingError`] if the exporter has no such option, or it takes no such value.
    pub fn set(&mut self, options: &[ExportOption], name: &str, value: &str) -> Result<(), SettingError> {
        let Some(option) = options.iter().find(|option| option.name == name) else {
            let names = || options.iter().map(|option| option.name);
            return Err(SettingError::Unknown {
                name: name.to_owned(),
                nearest: nearest(name, names()),
                known: names().collect(),
            });
        };
        if !option.values.allow(value) {
            return Err(SettingError::Value {
                name: option.name,
                value: value.to_owned(),
                allowed: option.values,
            });
        }
        self.values.insert(option.name, value.to_owned());
        Ok(())
    }

    /// These settings, and those of `others` for what these leave open.
    #[must_use]
    pub fn or(mut self, others: Self) -> Self {
        for (name, value) in others.values {
            self.values.entry(name).or_insert(value);
        }
        self
    }

    /// The value of an option.
    pub fn get(&self, option: &ExportOption) -> &str {
        self.values.get(option.name).map_or(option.default, String::as_str)
    }

    /// Whether a [`Values::Flag`] is set.
    pub fn is_set(&self, option: &ExportOption) -> bool {
        self.get(option) == "true"
    }
}

/// Why an option could not be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingError {
    /// There is no such option.
    Unknown {
        /// As asked for.
        name: String,
        /// The option that was probably meant.
        nearest: Option<&'static str>,
        /// The options there are.
        known: Vec<&'static str>,
    },
    /// The option takes no such value.
    Value {
        /// The option.
        name: &'static str,
        /// As asked for.
        value: String,
        /// What it takes.
        allowed: Values,
    },
}

impl Localize for SettingError {
    fn text(&self) -> Text {
        match self {
            Self::Unknown { name, known, .. } if known.is_empty() => Text::new(
                format!("没有选项“{name}”，这种格式没有选项"),
                format!("there is no option “{name}”: this format has none"),
            ),
            Self::Unknown { name, nearest, known } => {
                let zh = nearest.map_or_else(|| String::from("。"), |near| format!("，是不是“{near}”？"));
                let en = nearest.map_or_else(String::new, |near| format!(" (did you mean “{near}”?)"));
                Text::new(
                    format!("没有选项“{name}”{zh}可用的有：{}", known.join("、")),
                    format!("there is no option “{name}”{en}; there are: {}", known.join(", ")),
                )
            }
            Self::Value { name, value, allowed } => Text::new(
                format!("选项“{name}”不能是“{value}”，可以是：{}", allowed.shown()),
                format!("the option “{name}” cannot be “{value}”; it takes: {}", allowed.shown()),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAG: ExportOption = ExportOption {
        name: "fragment",
        values: Values::Flag,
        default: "false",
        help_zh: "只要片段",
        help_en: "a fragment only",
    };
    const PAPER: ExportOption = ExportOption {
        name: "paper",
        values: Values::OneOf(&["a4", "a3"]),
        default: "a4",
        help_zh: "纸张",
        help_en: "paper",
    };

    #[test]
    fn what_is_not_set_has_its_default_and_the_last_value_holds() {
        let mut settings = Settings::new();
        assert_eq!(settings.get(&PAPER), "a4");
        assert!(!settings.is_set(&FLAG));
        settings.set(&[FLAG, PAPER], "fragment", "false").unwrap();
        settings.set(&[FLAG, PAPER], "fragment", "true").unwrap();
        settings.set(&[FLAG, PAPER], "paper", "a3").unwrap();
        assert_eq!(settings.get(&PAPER), "a3");
        assert!(settings.is_set(&FLAG));
    }

    #[test]
    fn other_settings_hold_for_what_these_leave_open() {
        let set = |name, value| {
            let mut settings = Settings::new();
            settings.set(&[FLAG, PAPER], name, value).unwrap();
            settings
        };
        let both = set("paper", "a3").or(set("paper", "a4")).or(set("fragment", "true"));
        assert_eq!((both.get(&PAPER), both.is_set(&FLAG)), ("a3", true));
    }

    #[test]
    fn unknown_options_and_values_are_refused_with_what_there_is() {
        let mut settings = Settings::new();
        let said = |name, value, settings: &mut Settings| settings.set(&[FLAG, PAPER], name, value).unwrap_err().text();
        let unknown = said("fragmnt", "true", &mut settings);
        assert_eq!(
            unknown.zh,
            "没有选项“fragmnt”，是不是“fragment”？可用的有：fragment、paper"
        );
        let value = said("paper", "A5", &mut settings);
        assert_eq!(value.en, "the option “paper” cannot be “A5”; it takes: a4|a3");
        assert!(said("fragment", "yes", &mut settings).zh.contains("true|false"));
        let none = settings.set(&[], "x", "y").unwrap_err().text();
        assert_eq!(none.en, "there is no option “x”: this format has none");
        assert_eq!(settings, Settings::new(), "nothing was set");
    }
}
