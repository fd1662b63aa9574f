//! The QR code of a proof.

use qrcode::{Color, EcLevel, QrCode};

/// A code's dark modules, row by row, without the quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    pub side: u16,
    /// Row, first column, length: what is dark.
    pub runs: Vec<(u16, u16, u16)>,
}

/// Modules around the code that must stay white (ISO/IEC 18004, 9.1).
pub const QUIET: u16 = 4;

/// The code for a text; `None` when it is too long for any. Level M: a printed sheet gets folded and stamped.
pub fn modules(text: &str) -> Option<Modules> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = u16::try_from(code.width()).ok()?;
    let mut runs: Vec<(u16, u16, u16)> = Vec::new();
    let places = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
    for ((row, column), color) in places.zip(code.to_colors()) {
        if color != Color::Dark {
            continue;
        }
        match runs.last_mut() {
            Some((last_row, first, length)) if *last_row == row && *first + *length == column => *length += 1,
            _ => runs.push((row, column, 1)),
        }
    }
    Some(Modules { side, runs })
}
