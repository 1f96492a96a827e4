//! The condition language: the public vectors, what holds for any expression, and an independent language to compare with.

mod answers;
mod any;
mod cel;
mod expressions;
mod given;
mod vectors;
mod world;
