//! A PDF that is open, and the drawing of its pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use shared::lessons::MOST_SLIDES;
use shared::lessons::slides::{SlidesProblem, scale};

/// How far into a file its mark may stand: programs put other things before it.
const MARK_WITHIN: usize = 1024;

/// An open PDF.
pub struct Slides {
    pdf: Pdf,
}

/// A drawn page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue, opaque; from the top.
    pub pixels: Vec<u8>,
    /// Letters are missing: their font is not in the file.
    pub lacks_font: bool,
}

impl Slides {
    /// Opens a PDF.
    ///
    /// # Errors
    /// When it is none, is locked, or has no pages or too many.
    pub fn open(bytes: Vec<u8>) -> Result<Self, SlidesProblem> {
        let marked = bytes.windows(5).take(MARK_WITHIN).any(|window| window == b"%PDF-");
        if !marked {
            return Err(SlidesProblem::NotPdf);
        }
        let pdf = Pdf::new(bytes).map_err(|error| match error {
            LoadPdfError::Decryption(_) => SlidesProblem::Locked,
            LoadPdfError::Invalid => SlidesProblem::Damaged,
        })?;
        let slides = Self { pdf };
        match i64::from(slides.pages()) {
            0 => Err(SlidesProblem::NoPages),
            pages if pages > MOST_SLIDES => Err(SlidesProblem::TooManyPages),
            _ => Ok(slides),
        }
    }

    pub fn pages(&self) -> u32 {
        u32::try_from(self.pdf.pages().len()).unwrap_or(u32::MAX)
    }

    /// Draws a page, from 1.
    ///
    /// # Errors
    /// When there is no such page, or it has no size.
    pub fn draw(&self, page: u32) -> Result<Picture, SlidesProblem> {
        let index = page.checked_sub(1).and_then(|index| usize::try_from(index).ok());
        let page = index.and_then(|index| self.pdf.pages().get(index)).ok_or(SlidesProblem::Damaged)?;
        let (width, height) = page.render_dimensions();
        let scale = scale(width, height).ok_or(SlidesProblem::Damaged)?;
        let lacks_font = Arc::new(AtomicBool::new(false));
        let settings = settings(&lacks_font);
        let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let drawn = render(page, &RenderCache::new(), &settings, &RenderSettings::default(), &size);
        Ok(Picture {
            width: u32::from(drawn.width()),
            height: u32::from(drawn.height()),
            pixels: drawn.data_as_u8_slice().to_vec(),
            lacks_font: lacks_font.load(Ordering::Relaxed),
        })
    }
}

/// Latin letters of a font that is not in the file are drawn in one that looks like it. For Chinese there is none: it
/// would weigh more than everything else.
fn settings(lacks_font: &Arc<AtomicBool>) -> InterpreterSettings {
    let lacks_font = Arc::clone(lacks_font);
    InterpreterSettings {
        font_resolver: Arc::new(move |query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(wanted) => {
                if wanted.character_collection.is_some() {
                    lacks_font.store(true, Ordering::Relaxed);
                }
                Some(wanted.pick_standard_font().get_font_data())
            }
        }),
        ..InterpreterSettings::default()
    }
}
