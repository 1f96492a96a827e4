//! The check over a table made up for this file: one row for each exception.
