//! What the portal has told a trainee. Rendered by the edge only.

mod view;

pub use view::messages_view;
