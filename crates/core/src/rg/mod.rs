//! Renormalization.
