//! The condition language: the public vectors, what holds for any expression, and an independent language to compare with.

mod given;
mod vectors;
mod world;
