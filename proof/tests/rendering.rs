//! A proof with the font that ships: what stands in the PDF, and what is refused.
#![cfg(test)]

use std::path::PathBuf;

use proof::seal::{Seal, SealError};
use proof::{RenderError, render};
use shared::proofs::ProofFields;

const LINK: &str =
    "https://portal.example/verify#AQ1QWC0yMDI2LTAwMDQyCOWtlCrlv5cSNDUwKioqKioqKioqKioxMjM0EuS9juWOi-eUteW3peS9nOS4mg";

/// The build lays the same file into `dist/fonts`.
fn font() -> Option<Vec<u8>> {
    let name = "node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
    let font = std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).ok();
    // `cargo xtask setup` installs it; a bare `cargo test` may come before.
    assert!(font.is_some() || std::env::var_os("CI").is_none(), "{name} is missing");
    font
}

/// A round seal with noise in its ink, as a scan has.
fn seal_png(side: u32) -> Vec<u8> {
    let middle = i64::from(side) / 2;
    let mut pixels = Vec::new();
    let mut noise = 1_u32;
    for y in 0..i64::from(side) {
        for x in 0..i64::from(side) {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let far = (x - middle).pow(2) + (y - middle).pow(2);
            let ring = far < (middle - 2).pow(2) && far > (middle * 8 / 10).pow(2) || far < (middle / 4).pow(2);
            let [noisy, ..] = noise.to_be_bytes();
            let alpha = if ring { 170 + noisy / 4 } else { 0 };
            pixels.extend([200 + noisy / 16, 30, 30, alpha]);
        }
    }
    png_of(side, png::ColorType::Rgba, &pixels)
}

fn png_of(side: u32, color: png::ColorType, samples: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    out
}

/// Everything that the page says, by the font's own table of characters.
fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    document.extract_text(&[1]).unwrap()
}

#[test]
fn a_proof_is_small_and_says_everything_in_text() {
    let Some(font) = font() else { return };
    let seal = Seal::from_png(&seal_png(900)).unwrap();
    for fields in ProofFields::samples() {
        let rendered = render(&fields, Some(&seal), LINK, &font).unwrap();
        eprintln!("{}: PDF {} bytes, SVG {} bytes", fields.number, rendered.pdf.len(), rendered.svg.len());
        assert!(rendered.pdf.len() <= 120 * 1024, "{}", rendered.pdf.len());
        let text = text_of(&rendered.pdf).replace(['\n', ' '], "");
        for said in [&fields.number, &fields.name, &fields.course, &fields.rule, &fields.institution, &fields.signatory]
        {
            assert!(text.contains(&said.replace(' ', "")), "{said} in {text}");
        }
        assert_eq!(render(&fields, Some(&seal), LINK, &font).unwrap(), rendered, "same input, same bytes");
        if let Some(folder) = std::env::var_os("PROOF_SAMPLES") {
            let folder = PathBuf::from(folder);
            let name = fields.kind.code();
            std::fs::write(folder.join(format!("{name}.pdf")), &rendered.pdf).unwrap();
            std::fs::write(folder.join(format!("{name}.svg")), &rendered.svg).unwrap();
        }
    }
}

#[test]
fn rare_characters_are_printed_or_named() {
    let Some(font) = font() else { return };
    let usual = ProofFields::samples().remove(0);
    let rare = ProofFields { name: "𬱖䶮㛃𠅤·堃".to_owned(), ..usual.clone() };
    let rendered = render(&rare, None, LINK, &font).unwrap();
    assert!(text_of(&rendered.pdf).contains("𬱖䶮㛃𠅤·堃"));
    let unknown = ProofFields { name: "张\u{2ebf5}\u{10ffff}\u{2ebf5}".to_owned(), ..usual };
    assert_eq!(
        render(&unknown, None, LINK, &font),
        Err(RenderError::MissingGlyphs(vec!['\u{2ebf5}', '\u{10ffff}'])),
        "each once"
    );
}

#[test]
fn the_font_is_embedded_and_subset() {
    let Some(font) = font() else { return };
    let rendered = render(&ProofFields::samples().remove(0), None, LINK, &font).unwrap();
    let document = lopdf::Document::load_mem(&rendered.pdf).unwrap();
    let file = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .find_map(|dict| dict.get(b"FontFile2").ok())
        .unwrap();
    let file = document.get_object(file.as_reference().unwrap()).unwrap().as_stream().unwrap();
    let face = file.decompressed_content().unwrap();
    assert!(face.len() < 100 * 1024, "{}", face.len());
    assert!(face.starts_with(&[0, 1, 0, 0]), "TrueType");
}

#[test]
fn texts_of_any_length_fit_or_are_refused() {
    let Some(font) = font() else { return };
    let usual = ProofFields::samples().remove(0);
    let long = ProofFields { course: "特种作业".repeat(15), name: "阿".repeat(50), ..usual.clone() };
    assert!(render(&long, None, LINK, &font).is_ok());
    let endless = ProofFields { course: "特种作业".repeat(400), ..usual.clone() };
    assert_eq!(render(&endless, None, LINK, &font), Err(RenderError::TooLong));
    assert_eq!(render(&usual, None, &"x".repeat(5_000), &font), Err(RenderError::Link));
    assert_eq!(render(&usual, None, LINK, b"no font"), Err(RenderError::Font));
}

#[test]
fn a_seal_is_made_small_and_stays_the_same() {
    let seal = Seal::from_png(&seal_png(900)).unwrap();
    assert_eq!((seal.width, seal.height), (300, 300));
    assert!(seal.ink[0] > 195 && seal.ink[1] == 30);
    let kept = seal.to_png();
    assert!(kept.len() < 40 * 1024, "{}", kept.len());
    assert_eq!(Seal::from_png(&kept).unwrap(), seal);
}

#[test]
fn a_picture_that_is_no_seal_is_refused() {
    let opaque = png_of(200, png::ColorType::Rgb, &vec![255; 200 * 200 * 3]);
    let covered = png_of(200, png::ColorType::Rgba, &vec![255; 200 * 200 * 4]);
    let empty = png_of(200, png::ColorType::Rgba, &vec![0; 200 * 200 * 4]);
    let cut = seal_png(200)[..300].to_vec();
    let huge = png_of(2_100, png::ColorType::Grayscale, &vec![0; 2_100 * 2_100]);
    for (bytes, error) in [
        (opaque, SealError::Opaque),
        (covered, SealError::Opaque),
        (empty, SealError::Empty),
        (seal_png(100), SealError::TooSmall),
        (huge, SealError::TooLarge),
        (cut, SealError::NotPng),
        (b"\xff\xd8\xff".to_vec(), SealError::NotPng),
        (Vec::new(), SealError::NotPng),
    ] {
        assert_eq!(Seal::from_png(&bytes), Err(error));
    }
}
