//! What a file is by its first bytes: names and announced types say nothing.

/// A format that people send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    Pdf,
    /// What iPhones keep pictures in (ISO 23008-12); also AVIF, which is built the same way.
    Heic,
    /// A picture in another format: GIF, WebP, BMP, TIFF.
    OtherPicture,
    Other,
}

/// The brands of ISO base media files that hold a still picture.
const PICTURE_BRANDS: [&[u8]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"];

pub fn format_of(bytes: &[u8]) -> Format {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Format::Jpeg;
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Format::Png;
    }
    if bytes.starts_with(b"%PDF-") {
        return Format::Pdf;
    }
    if bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| PICTURE_BRANDS.contains(&brand)) {
        return Format::Heic;
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let others: [&[u8]; 4] = [b"GIF8", b"BM", b"II*\0", b"MM\0*"];
    if webp || others.iter().any(|magic| bytes.starts_with(magic)) { Format::OtherPicture } else { Format::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        for (bytes, format) in [
            (&b"\xff\xd8\xff\xe0"[..], Format::Jpeg),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Format::Png),
            (b"%PDF-1.7\n", Format::Pdf),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Format::Heic),
            (b"\0\0\0\x1cftypmif1\0\0\0\0", Format::Heic),
            (b"\0\0\0\x1cftypavif\0\0\0\0", Format::Heic),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Format::Other),
            (b"GIF89a", Format::OtherPicture),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Format::OtherPicture),
            (b"RIFF\x10\0\0\0WAVEfmt ", Format::Other),
            (b"BM6\0", Format::OtherPicture),
            (b"<html>", Format::Other),
            (b"PK\x03\x04", Format::Other),
            (b"\xff\xd8", Format::Other),
            (b"", Format::Other),
        ] {
            assert_eq!(format_of(bytes), format, "{bytes:?}");
        }
    }
}
