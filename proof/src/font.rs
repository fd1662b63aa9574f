//! The font: glyphs, widths and outlines.

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// A font that can be measured.
pub struct Font<'a> {
    pub data: &'a [u8],
    face: Face<'a>,
    units_per_em: f32,
}

/// What a PDF says of a font, in thousandths of its size.
pub struct Measures {
    pub bounds: [f32; 4],
    pub ascent: f32,
    pub descent: f32,
    pub cap_height: f32,
}

impl<'a> Font<'a> {
    pub fn parse(data: &'a [u8]) -> Option<Self> {
        let face = Face::parse(data, 0).ok()?;
        // Other outlines would need another kind of font in the PDF.
        face.tables().glyf?;
        let units_per_em = f32::from(face.units_per_em());
        Some(Self { data, face, units_per_em })
    }

    /// The number of a character's glyph.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.face.glyph_index(c).map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
    }

    /// How far a glyph advances, in parts of the font's size.
    pub fn advance(&self, glyph: u16) -> f32 {
        f32::from(self.face.glyph_hor_advance(GlyphId(glyph)).unwrap_or_default()) / self.units_per_em
    }

    /// The width of a text in parts of the font's size; characters without a glyph are as wide as an ideograph.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|c| self.glyph(c).map_or(1.0, |glyph| self.advance(glyph))).sum()
    }

    pub fn units_per_em(&self) -> f32 {
        self.units_per_em
    }

    pub fn measures(&self) -> Measures {
        let scale = 1000.0 / self.units_per_em;
        let part = |value: i16| f32::from(value) * scale;
        let bounds = self.face.global_bounding_box();
        Measures {
            bounds: [part(bounds.x_min), part(bounds.y_min), part(bounds.x_max), part(bounds.y_max)],
            ascent: part(self.face.ascender()),
            descent: part(self.face.descender()),
            cap_height: part(self.face.capital_height().unwrap_or_else(|| self.face.ascender())),
        }
    }

    /// The outline of a glyph as the path of an SVG, in the font's units, upwards. Empty for a space.
    pub fn outline(&self, glyph: u16) -> String {
        let mut path = Path::default();
        let _bounds = self.face.outline_glyph(GlyphId(glyph), &mut path);
        path.0
    }
}

#[derive(Default)]
struct Path(String);

impl Path {
    fn put(&mut self, command: char, numbers: &[f32]) {
        use core::fmt::Write as _;
        self.0.push(command);
        for (place, number) in numbers.iter().enumerate() {
            let separator = if place == 0 || *number < 0.0 { "" } else { " " };
            // Writing to a String cannot fail. Units of the font are whole, points between them are halves.
            let _ = write!(self.0, "{separator}{}", (number * 2.0).round() / 2.0);
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[x, y]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('Q', &[x1, y1, x, y]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('C', &[x1, y1, x2, y2, x, y]);
    }
    fn close(&mut self) {
        self.0.push('Z');
    }
}
