//! The page as PDF 1.7: one page, one embedded font with the characters behind its glyphs, so that text can be copied.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use shared::proofs::ProofFields;
use subsetter::GlyphRemapper;

use crate::font::Font;
use crate::layout::{HEIGHT, Item, Page, Text, WIDTH};
use crate::qr::QUIET;
use crate::seal::Seal;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const FONT: Ref = Ref::new(5);
const CID_FONT: Ref = Ref::new(6);
const DESCRIPTOR: Ref = Ref::new(7);
const FONT_FILE: Ref = Ref::new(8);
const TO_UNICODE: Ref = Ref::new(9);
const INFO: Ref = Ref::new(10);
const SEAL: Ref = Ref::new(11);
const SEAL_MASK: Ref = Ref::new(12);

const FONT_NAME: Name = Name(b"F1");
const SEAL_NAME: Name = Name(b"S1");
/// A subset is named by six letters in front (ISO 32000-1, 9.6.4); one document has one.
const BASE_FONT: Name = Name(b"ANPEIA+ProofSans");
const IDENTITY: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// `None` when the font cannot be subset.
pub fn write(page: &Page, fields: &ProofFields, seal: Option<&Seal>, font: &Font) -> Option<Vec<u8>> {
    let glyphs = Glyphs::of(page, font);
    let file = subsetter::subset(font.data, 0, &glyphs.remapper).ok()?;
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    pdf.catalog(CATALOG).pages(PAGES).lang(TextStr("zh-CN")).viewer_preferences().display_doc_title(true);
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let title = format!("培训证明 {}", fields.number);
    pdf.document_info(INFO).title(TextStr(&title)).author(TextStr(&fields.institution));
    write_page(&mut pdf, seal.is_some());
    let content = pack(&content(page, &glyphs, seal));
    pdf.stream(CONTENT, &content).filter(Filter::FlateDecode);
    write_font(&mut pdf, font, &glyphs, &file);
    if let Some(seal) = seal {
        write_seal(&mut pdf, seal);
    }
    Some(pdf.finish())
}

/// The glyphs of a page, numbered anew.
struct Glyphs {
    remapper: GlyphRemapper,
    /// New number → old number and character.
    used: BTreeMap<u16, (u16, char)>,
    by_char: BTreeMap<char, u16>,
}

impl Glyphs {
    fn of(page: &Page, font: &Font) -> Self {
        let (mut remapper, mut used, mut by_char) = (GlyphRemapper::new(), BTreeMap::new(), BTreeMap::new());
        for c in page.texts().flat_map(|text| text.words.chars()) {
            let Some(old) = font.glyph(c) else { continue };
            let new = remapper.remap(old);
            used.entry(new).or_insert((old, c));
            by_char.insert(c, new);
        }
        Self { remapper, used, by_char }
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        text.chars().filter_map(|c| self.by_char.get(&c)).flat_map(|glyph| glyph.to_be_bytes()).collect()
    }
}

fn pack(content: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(content, 9)
}

fn write_page(pdf: &mut Pdf, sealed: bool) {
    let mut page = pdf.page(PAGE);
    page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(PAGES).contents(CONTENT);
    let mut resources = page.resources();
    resources.fonts().pair(FONT_NAME, FONT);
    if sealed {
        resources.x_objects().pair(SEAL_NAME, SEAL);
    }
    resources.finish();
}

fn write_font(pdf: &mut Pdf, font: &Font, glyphs: &Glyphs, file: &[u8]) {
    pdf.type0_font(FONT)
        .base_font(BASE_FONT)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(CID_FONT)
        .to_unicode(TO_UNICODE);
    let mut cid = pdf.cid_font(CID_FONT);
    cid.subtype(CidFontType::Type2).base_font(BASE_FONT).system_info(IDENTITY).font_descriptor(DESCRIPTOR);
    cid.default_width(1000.0).cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = cid.widths();
    for (new, (old, _)) in &glyphs.used {
        widths.consecutive(*new, [font.advance(*old) * 1000.0]);
    }
    widths.finish();
    cid.finish();
    let measures = font.measures();
    let [left, bottom, right, top] = measures.bounds;
    pdf.font_descriptor(DESCRIPTOR)
        .name(BASE_FONT)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(measures.ascent)
        .descent(measures.descent)
        .cap_height(measures.cap_height)
        .stem_v(80.0)
        .font_file2(FONT_FILE);
    let length = i32::try_from(file.len()).unwrap_or(i32::MAX);
    let packed = pack(file);
    pdf.stream(FONT_FILE, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    let mut characters = UnicodeCmap::new(Name(b"Proof"), IDENTITY);
    for (new, (_, c)) in &glyphs.used {
        characters.pair(*new, *c);
    }
    let characters = characters.finish();
    let packed = pack(characters.as_slice());
    pdf.stream(TO_UNICODE, &packed).filter(Filter::FlateDecode);
}

/// One colour everywhere; the mask says where and how strong.
fn write_seal(pdf: &mut Pdf, seal: &Seal) {
    let (width, height) = (i32::from(seal.width), i32::from(seal.height));
    let color = pack(&seal.ink.repeat(seal.strengths.len()));
    let mut image = pdf.image_xobject(SEAL, &color);
    image.filter(Filter::FlateDecode);
    image.width(width).height(height).bits_per_component(8).s_mask(SEAL_MASK);
    image.color_space().device_rgb();
    image.finish();
    let strengths = pack(&seal.packed().flatten().collect::<Vec<_>>());
    let mut mask = pdf.image_xobject(SEAL_MASK, &strengths);
    mask.filter(Filter::FlateDecode);
    mask.width(width).height(height).bits_per_component(4);
    mask.color_space().device_gray();
    mask.finish();
}

fn content(page: &Page, glyphs: &Glyphs, seal: Option<&Seal>) -> Vec<u8> {
    let mut content = Content::new();
    for item in &page.items {
        put(&mut content, item, glyphs, seal);
    }
    content.finish().into_vec()
}

/// PDF counts upwards.
fn put(content: &mut Content, item: &Item, glyphs: &Glyphs, seal: Option<&Seal>) {
    match item {
        Item::Text(text) => put_text(content, text, glyphs),
        Item::Frame { x, y, width, height, line, ink } => {
            let [red, green, blue] = ink.parts();
            content.set_stroke_rgb(red, green, blue).set_line_width(*line);
            content.rect(*x, HEIGHT - y - height, *width, *height).stroke();
        }
        Item::Rule { x, y, width, line, ink } => {
            let [red, green, blue] = ink.parts();
            content.set_stroke_rgb(red, green, blue).set_line_width(*line);
            content.move_to(*x, HEIGHT - y).line_to(x + width, HEIGHT - y).stroke();
        }
        Item::Code { x, y, side, modules } => {
            let module = side / f32::from(modules.side + 2 * QUIET);
            content.set_fill_gray(0.0);
            for (row, column, length) in &modules.runs {
                let left = x + f32::from(column + QUIET) * module;
                let top = y + f32::from(row + QUIET) * module;
                content.rect(left, HEIGHT - top - module, f32::from(*length) * module, module);
            }
            content.fill_nonzero();
        }
        Item::Seal { x, y, side } => {
            let Some(seal) = seal else { return };
            let (left, top, width, height) = seal_box(seal, *x, *y, *side);
            content.save_state().transform([width, 0.0, 0.0, height, left, HEIGHT - top - height]);
            content.x_object(SEAL_NAME).restore_state();
        }
    }
}

fn put_text(content: &mut Content, text: &Text, glyphs: &Glyphs) {
    let [red, green, blue] = text.ink.parts();
    content.begin_text().set_font(FONT_NAME, text.size).set_fill_rgb(red, green, blue);
    content.set_char_spacing(text.spacing);
    if text.bold > 0.0 {
        content.set_text_rendering_mode(TextRenderingMode::FillStroke);
        content.set_stroke_rgb(red, green, blue).set_line_width(text.bold);
    } else {
        content.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    content.next_line(text.x, HEIGHT - text.baseline).show(Str(&glyphs.encode(&text.words))).end_text();
}

/// Left, top, width and height of a seal in the middle of a square.
pub fn seal_box(seal: &Seal, x: f32, y: f32, side: f32) -> (f32, f32, f32, f32) {
    let (width, height) = (f32::from(seal.width), f32::from(seal.height));
    let scale = side / width.max(height);
    let (width, height) = (width * scale, height * scale);
    (x + (side - width) / 2.0, y + (side - height) / 2.0, width, height)
}
