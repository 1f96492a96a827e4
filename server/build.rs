//! Builds the binary anew when the content that it carries has changed: a new file alone would not be noticed otherwise.

fn main() {
    for folder in ["../forms", "../guidance", "starter"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
