//! What the schemas say and what the verdict says: of a form's answers, and of the declarations.
//!
//! The schemas are read by a validator that knows nothing of us: no keyword, no format calls the engine.

mod content;
mod declarations;
mod judged;
mod kinds;
mod shapes;
