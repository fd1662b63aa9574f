//! Outside parties. Each has one real implementation that talks HTTP through a service binding of its own.

pub mod wechat;
