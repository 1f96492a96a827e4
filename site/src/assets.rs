//! Files that pages ask for: one stylesheet, one script, one more where something is filled in, and an icon, each under an
//! address that changes with its bytes.

use std::sync::LazyLock;

/// A file to serve as it is.
#[derive(Debug)]
pub struct Asset {
    /// What templates call it: `accede.css` is `accede_css`.
    pub name: &'static str,
    /// Its address, with a part that changes whenever the bytes do: it may be kept for ever.
    pub path: String,
    /// What it holds.
    pub bytes: &'static [u8],
    /// The same, compressed with gzip, where that makes it smaller.
    pub gzip: Option<&'static [u8]>,
    /// The same, compressed with brotli, which makes it smaller still.
    pub brotli: Option<&'static [u8]>,
    /// Its media type.
    pub content_type: &'static str,
    /// Its entity tag, with quotation marks.
    pub etag: String,
}

impl Asset {
    fn new(name: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        let digest = blake3::hash(bytes).to_hex();
        let short = digest.as_str().get(..12).unwrap_or_default();
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        Self {
            name,
            path: format!("/assets/{stem}-{short}.{extension}"),
            bytes,
            gzip: None,
            brotli: None,
            content_type,
            etag: format!("\"{short}\""),
        }
    }

    fn compressed(self, gzip: &'static [u8], brotli: &'static [u8]) -> Self {
        Self {
            gzip: Some(gzip),
            brotli: Some(brotli),
            ..self
        }
    }
}

/// A file that was built, with the same compressed beside it.
macro_rules! built {
    ($name:literal, $type:literal) => {
        Asset::new($name, $type, built!(@ $name, "")).compressed(
            built!(@ $name, ".gz"),
            built!(@ $name, ".br"),
        )
    };
    (@ $name:literal, $ending:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, $ending))
    };
}

static ASSETS: LazyLock<[Asset; 6]> = LazyLock::new(|| {
    [
        built!("accede.css", "text/css; charset=utf-8"),
        built!("accede.js", "text/javascript; charset=utf-8"),
        // Only pages on which something is filled in ask for it.
        built!("forms.js", "text/javascript; charset=utf-8"),
        // Only pages that editors see ask for these two.
        Asset::new(
            "edit.css",
            "text/css; charset=utf-8",
            include_bytes!("../styles/edit.css"),
        ),
        Asset::new(
            "edit.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../scripts/edit.js"),
        ),
        Asset::new(
            "icon.svg",
            "image/svg+xml",
            include_bytes!("../images/icon.svg"),
        ),
    ]
});

/// Everything that pages ask for.
#[must_use]
pub fn assets() -> &'static [Asset] {
    &*ASSETS
}

/// The unpacked design system that this program was built with; its fixtures are what our components are held to.
#[must_use]
pub fn theme_folder() -> &'static std::path::Path {
    std::path::Path::new(env!("ACCEDE_THEME_FOLDER"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> String {
        let asset = assets().iter().find(|asset| asset.name == name).unwrap();
        String::from_utf8(asset.bytes.to_vec()).unwrap()
    }

    #[test]
    fn nothing_of_the_government_is_carried() {
        let styles = text("accede.css");
        for word in ["Transport", "crest", "url("] {
            assert!(!styles.contains(word), "the stylesheet holds {word}");
        }
    }

    #[test]
    fn an_address_changes_with_the_bytes() {
        let one = Asset::new("a.css", "text/css", b"a{}");
        let other = Asset::new("a.css", "text/css", b"b{}");
        assert_ne!(one.path, other.path);
        assert_ne!(one.etag, other.etag);
    }

    #[test]
    fn the_script_makes_its_parts_and_exports_nothing() {
        let (script, forms) = (text("accede.js"), text("forms.js"));
        assert!(script.contains("createAll(Part)"));
        assert!(!script.contains("accessibleAutocomplete"), "no list there");
        assert!(forms.contains("accessibleAutocomplete"));
        for script in [script, forms] {
            assert!(!script.contains("export{") && !script.contains("import "));
        }
    }

    #[test]
    fn the_lock_names_no_registry() {
        let lock = include_str!("../package-lock.json");
        assert!(!lock.contains("\"resolved\""), "see .npmrc");
    }
}
