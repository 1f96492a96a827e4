//! The look of every page: templates, and how they are filled.

use crate::assets::assets;
use crate::printing;
use crate::templates::TEMPLATES;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

/// Work that one page may cost. A list of five thousand items takes most of it, a page of forty questions, half of them wrong,
/// less than a hundredth.
const FUEL: u64 = 40_000_000;

/// All templates, ready to be filled.
#[derive(Debug)]
pub struct Theme {
    environment: Environment<'static>,
}

impl Theme {
    /// The theme that is carried inside the program.
    ///
    /// # Errors
    ///
    /// When a template cannot be read: a mistake in the program, found by its tests.
    pub fn new() -> Result<Self, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?;
        environment.set_syntax(syntax);
        environment.set_fuel(Some(FUEL));
        printing::add_to(&mut environment);
        for asset in assets() {
            let variable = asset.name.replace('.', "_");
            environment.add_global(variable, Value::from(asset.path.as_str()));
        }
        for (name, text) in TEMPLATES {
            environment.add_template(name, text)?;
        }
        Ok(Self { environment })
    }

    /// A template, filled.
    ///
    /// # Errors
    ///
    /// When there is no such template, when it prints what is not there, or when it takes too much work.
    pub fn render(&self, name: &str, context: impl Serialize) -> Result<String, minijinja::Error> {
        self.environment.get_template(name)?.render(Serde(context))
    }

    /// A template, filled with what it is given.
    pub(crate) fn render_value(
        &self,
        name: &str,
        context: Value,
    ) -> Result<String, minijinja::Error> {
        self.environment.get_template(name)?.render(context)
    }

    /// A digest of every template, and of whatever pages ask for.
    #[must_use]
    pub fn digest(&self) -> blake3::Hash {
        let mut digest = blake3::Hasher::new();
        let assets = assets().iter().map(|asset| asset.path.as_str());
        for text in TEMPLATES
            .iter()
            .flat_map(|(name, text)| [*name, *text])
            .chain(assets)
        {
            digest.update(&(text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        }
        digest.finalize()
    }

    /// One component as it would stand on a page: the macro `name`, called with options.
    ///
    /// # Errors
    ///
    /// When there is no such component, or as for [`Theme::render`].
    pub fn component(
        &self,
        name: &str,
        options: impl Serialize,
    ) -> Result<String, minijinja::Error> {
        let template = self
            .environment
            .get_template(&format!("components/{name}.html"))?;
        let options = Value::from(Serde(options));
        let mut module = template.render_captured(())?;
        module.with_state_mut(|state| state.call_macro(name, &[options]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_template_of_the_folder_is_carried() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut open = vec![folder.clone()];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(next).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
                let carried = TEMPLATES.iter().any(|(known, _)| *known == name);
                assert!(carried, "{name} is not in site/src/templates.rs");
            }
        }
    }

    #[test]
    fn a_page_that_prints_what_is_not_there_fails() {
        let theme = Theme::new().unwrap();
        assert!(theme.render("base.html", ()).is_err());
    }

    #[test]
    fn text_is_escaped_and_only_an_html_option_is_not() {
        let theme = Theme::new().unwrap();
        let text = theme.component("hint", serde_json::json!({"text": "<b>"}));
        assert!(text.unwrap().contains("&lt;b&gt;"));
        let html = theme.component("hint", serde_json::json!({"html": "<b>"}));
        assert!(html.unwrap().contains("<b>"));
    }

    #[test]
    fn a_template_lets_html_through_nowhere_and_a_component_fits_on_a_screen() {
        for (name, text) in TEMPLATES {
            let squeezed: String = text.split_whitespace().collect();
            for way in ["|safe", "autoescape"] {
                assert!(
                    !squeezed.contains(way),
                    "{name} uses {way}: `words` is the one place"
                );
            }
            if name.starts_with("components/") {
                let lines = text.lines().count();
                assert!(lines < 60, "{name} has {lines} lines");
            }
        }
    }

    #[test]
    fn a_page_that_takes_too_much_work_is_stopped() {
        let mut theme = Theme::new().unwrap();
        let page = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
        theme
            .environment
            .add_template("endless.html", page)
            .unwrap();
        let kind = theme
            .render("endless.html", ())
            .map_err(|error| error.kind());
        assert_eq!(kind, Err(minijinja::ErrorKind::OutOfFuel));
    }

    #[test]
    fn a_page_of_forty_questions_takes_less_than_a_hundredth_of_the_work_allowed() {
        let mut theme = Theme::new().unwrap();
        theme.environment.set_fuel(Some(FUEL / 100));
        let page = "{% from 'components/radios.html' import radios %}{% for n in range(40) %}\
            {{ radios({'name': 'n' ~ n, 'hint': {'text': 'h'}, 'errorMessage': {'text': 'Choose one'},
              'fieldset': {'legend': {'text': 'Which?'}}, 'items': [{'text': 'A', 'value': 'a'}] * 5}) }}{% endfor %}";
        theme.environment.add_template("forty.html", page).unwrap();
        let html = theme.render("forty.html", ()).unwrap();
        assert_eq!(html.matches("type=\"radio\"").count(), 200);
    }
}
