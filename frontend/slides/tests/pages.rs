//! Whole files: what is drawn, and what is refused.

use shared::lessons::slides::SlidesProblem;
use slides_tool::{Picture, Slides};

/// A PDF of pages with this size in points and this content.
fn pdf(width: u32, height: u32, contents: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            contents.len(),
            (0..contents.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect::<Vec<_>>().join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (n, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R /F2 << /Type /Font /Subtype /Type0 /BaseFont /SimSun \
             /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 \
             /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /ItalicAngle 0 /Ascent 859 \
             /Descent -141 /CapHeight 683 /StemV 80 /FontBBox [0 -141 1000 859] >> >>] >> >> >> >>",
            5 + 2 * n
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut pieces = vec!["%PDF-1.7\n".to_owned()];
    let mut table = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        table.push(format!("{:010} 00000 n ", pieces.concat().len()));
        pieces.push(format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let (place, count, table) = (pieces.concat().len(), objects.len() + 1, table.join("\n"));
    pieces.push(format!("xref\n0 {count}\n0000000000 65535 f \n{table}\n"));
    pieces.push(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{place}\n%%EOF\n"));
    pieces.concat().into_bytes()
}

const RED: &str = "1 0 0 rg 0 270 480 270 re f";

fn pixel(picture: &Picture, x: usize, y: usize) -> [u8; 4] {
    // As wide as every page here.
    let at = (y * 1280 + x) * 4;
    picture.pixels.get(at..at + 4).and_then(|four| four.try_into().ok()).unwrap_or_default()
}

#[test]
fn pages_are_drawn_as_wide_as_the_screen_on_white() {
    let slides = Slides::open(pdf(960, 540, &[RED, ""])).ok().unwrap();
    assert_eq!(slides.pages(), 2);
    let first = slides.draw(1).unwrap();
    assert_eq!((first.width, first.height), (1280, 720));
    assert_eq!(first.pixels.len(), 1280 * 720 * 4);
    assert_eq!(pixel(&first, 100, 100), [255, 0, 0, 255], "a PDF counts from below");
    assert_eq!(pixel(&first, 1000, 100), [255; 4]);
    assert_eq!(pixel(&first, 100, 600), [255; 4]);
    assert!(slides.draw(2).unwrap().pixels.iter().all(|value| *value == 255));
}

#[test]
fn latin_letters_need_no_font_in_the_file() {
    let slides = Slides::open(pdf(960, 540, &["BT /F1 96 Tf 100 200 Td (Ohm) Tj ET"])).ok().unwrap();
    let drawn = slides.draw(1).unwrap();
    assert!(drawn.pixels.contains(&0));
    assert!(!drawn.lacks_font);
}

#[test]
fn chinese_without_its_font_is_noticed() {
    // 安培.
    let slides = Slides::open(pdf(960, 540, &["BT /F2 96 Tf 100 200 Td <5B89 57F9> Tj ET"])).ok().unwrap();
    assert!(slides.draw(1).unwrap().lacks_font);
}

#[test]
fn a_page_that_is_not_there_is_not_drawn() {
    let slides = Slides::open(pdf(960, 540, &[""])).ok().unwrap();
    for page in [0, 2, u32::MAX] {
        assert_eq!(slides.draw(page), Err(SlidesProblem::Damaged));
    }
}

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"PK\x03\x04 pptx", b"<html>"] {
        assert_eq!(Slides::open(bytes.to_vec()).err(), Some(SlidesProblem::NotPdf));
    }
    assert!(matches!(
        Slides::open(b"%PDF-1.7\n".to_vec()).err(),
        Some(SlidesProblem::Damaged | SlidesProblem::NoPages)
    ));
}

#[test]
fn more_pages_than_a_lesson_has_are_refused() {
    assert_eq!(Slides::open(pdf(960, 540, &[""; 201])).err(), Some(SlidesProblem::TooManyPages));
    assert_eq!(Slides::open(pdf(960, 540, &[""; 200])).ok().unwrap().pages(), 200);
}

#[test]
fn damaged_files_are_survived() {
    let good = pdf(960, 540, &[RED, "BT /F1 96 Tf 100 200 Td (Ohm) Tj ET"]);
    // The same ones every time.
    let mut seed = 7_u64;
    for _ in 0..200 {
        let mut bytes = good.clone();
        for _ in 0..8 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let place = usize::try_from(seed >> 33).unwrap() % bytes.len();
            bytes[place] = u8::try_from(seed & 0xff).unwrap();
        }
        if let Ok(slides) = Slides::open(bytes) {
            let _ = slides.draw(1);
        }
    }
}
