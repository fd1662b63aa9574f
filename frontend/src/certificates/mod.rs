//! My certificates, as facts told by the authority. Rendered by the edge only.

mod view;

pub use view::certificates_view;
