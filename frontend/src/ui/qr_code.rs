//! A QR code as inline SVG: no image to load, no style attribute, sharp on paper.

use qrcode::{Color, EcLevel, QrCode as Code};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct QrCodeProps {
    pub text: AttrValue,
    /// What scanning it does, for those who do not see it.
    pub label: AttrValue,
}

/// Nothing is drawn when the text is too long for a code; what it says must stand beside it anyway.
#[component]
pub fn QrCode(props: &QrCodeProps) -> Html {
    let drawn = use_memo(props.text.clone(), |text| draw(text));
    let Some((side, path)) = &*drawn else { return Html::default() };
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
            <rect width={side.to_string()} height={side.to_string()} fill="#fff"></rect>
            <path d={path.clone()} fill="#000"></path>
        </svg>
    }
}

/// Modules around the code that must stay white (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

fn draw(text: &str) -> Option<(usize, String)> {
    use core::fmt::Write as _;
    let code = Code::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + QUIET, index / width + QUIET);
        }
    }
    Some((width + 2 * QUIET, path))
}
