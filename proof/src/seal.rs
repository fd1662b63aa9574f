//! The seal: one ink with sixteen strengths. A seal is printed in one colour; kept so, it takes a few kilobytes of the
//! page whatever was scanned.

/// A seal ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    pub width: u16,
    pub height: u16,
    pub ink: [u8; 3],
    /// From 0 (nothing) to 15, row by row.
    pub strengths: Vec<u8>,
}

/// Why a picture cannot be the seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    NotPng,
    /// Its ground is not transparent: it would cover what stands below.
    Opaque,
    /// Nothing can be seen on it.
    Empty,
    TooSmall,
    TooLarge,
}

/// Printed 40 mm wide, this is 250 dots per inch.
const MOST_SIDE: u32 = 400;
const LEAST_SIDE: u32 = 120;
/// Unpacked, four bytes each: what the portal holds in memory for a moment.
const MOST_PIXELS: u32 = 2_000 * 2_000;

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];

impl Seal {
    /// Reads a picture with a transparent ground, and makes it as small as it is printed. Reads what [`Seal::to_png`]
    /// wrote without a change.
    pub fn from_png(bytes: &[u8]) -> Result<Self, SealError> {
        let (width, height, pixels) = decode(bytes)?;
        let visible = pixels.iter().filter(|[.., alpha]| *alpha > 8).count();
        if visible == 0 {
            return Err(SealError::Empty);
        }
        if visible.saturating_mul(10) > pixels.len().saturating_mul(9) {
            return Err(SealError::Opaque);
        }
        let ink = average_ink(&pixels);
        let step = width.max(height).div_ceil(MOST_SIDE);
        let (small_width, small_height) = (width.div_ceil(step), height.div_ceil(step));
        let strength = |row: u32, column: u32| {
            let square =
                (0..step).flat_map(|down| (0..step).map(move |right| (row * step + down, column * step + right)));
            let sum: u32 = square.map(|(y, x)| if x < width { alpha_at(&pixels, width, y, x) } else { 0 }).sum();
            // Of 255 to sixteen steps, to the nearest.
            u8::try_from((sum / (step * step) + 8) / 17).unwrap_or(15)
        };
        let places = (0..small_height).flat_map(|row| (0..small_width).map(move |column| (row, column)));
        Ok(Self {
            width: u16::try_from(small_width).or(Err(SealError::TooLarge))?,
            height: u16::try_from(small_height).or(Err(SealError::TooLarge))?,
            ink,
            strengths: places.map(|(row, column)| strength(row, column)).collect(),
        })
    }

    /// Two strengths in a byte, each row from a new byte on.
    pub fn packed(&self) -> impl Iterator<Item = Vec<u8>> {
        self.strengths.chunks(usize::from(self.width.max(1))).map(|row| {
            row.chunks(2)
                .map(|pair| (pair.first().copied().unwrap_or_default() << 4) | pair.get(1).copied().unwrap_or_default())
                .collect()
        })
    }

    /// A small picture: sixteen colours of one ink, told apart by how much they cover.
    pub fn to_png(&self) -> Vec<u8> {
        let mut rows = Vec::new();
        for row in self.packed() {
            // Each row says first how it was filtered: not at all.
            rows.push(0);
            rows.extend(row);
        }
        let mut out = SIGNATURE.to_vec();
        let [width, height] = [self.width, self.height].map(|side| u32::from(side).to_be_bytes());
        // Four bits a pixel, colours from a palette.
        put_chunk(&mut out, *b"IHDR", &[&width[..], &height[..], &[4, 3, 0, 0, 0]].concat());
        put_chunk(&mut out, *b"PLTE", &self.ink.repeat(16));
        put_chunk(&mut out, *b"tRNS", &(0..16_u8).map(|strength| strength * 17).collect::<Vec<_>>());
        put_chunk(&mut out, *b"IDAT", &miniz_oxide::deflate::compress_to_vec_zlib(&rows, 9));
        put_chunk(&mut out, *b"IEND", &[]);
        out
    }
}

fn put_chunk(out: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    let checked = [&kind[..], content].concat();
    out.extend(u32::try_from(content.len()).unwrap_or_default().to_be_bytes());
    out.extend_from_slice(&checked);
    out.extend(crc32fast::hash(&checked).to_be_bytes());
}

/// Width, height and pixels.
type Picture = (u32, u32, Vec<[u8; 4]>);

fn decode(bytes: &[u8]) -> Result<Picture, SealError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let header = decoder.read_header_info().or(Err(SealError::NotPng))?;
    let (width, height) = (header.width, header.height);
    if width.min(height) < LEAST_SIDE {
        return Err(SealError::TooSmall);
    }
    // Looked at before anything is unpacked.
    if width.checked_mul(height).is_none_or(|pixels| pixels > MOST_PIXELS) {
        return Err(SealError::TooLarge);
    }
    let mut reader = decoder.read_info().or(Err(SealError::NotPng))?;
    let mut buffer = vec![0; reader.output_buffer_size().ok_or(SealError::TooLarge)?];
    let info = reader.next_frame(&mut buffer).or(Err(SealError::NotPng))?;
    let samples = buffer.get(..info.buffer_size()).ok_or(SealError::NotPng)?;
    let pixels = match info.color_type {
        png::ColorType::Rgba => samples.as_chunks::<4>().0.to_vec(),
        png::ColorType::GrayscaleAlpha => {
            samples.as_chunks::<2>().0.iter().map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()
        }
        // Without any transparency.
        png::ColorType::Rgb | png::ColorType::Grayscale | png::ColorType::Indexed => return Err(SealError::Opaque),
    };
    Ok((width, height, pixels))
}

fn alpha_at(pixels: &[[u8; 4]], width: u32, y: u32, x: u32) -> u32 {
    let place = usize::try_from(y * width + x).unwrap_or(usize::MAX);
    pixels.get(place).map_or(0, |[.., alpha]| u32::from(*alpha))
}

/// What covers most counts most.
fn average_ink(pixels: &[[u8; 4]]) -> [u8; 3] {
    let mut sums = [0_u64; 3];
    let mut weight = 0_u64;
    for [red, green, blue, alpha] in pixels {
        let alpha = u64::from(*alpha);
        weight += alpha;
        for (sum, part) in sums.iter_mut().zip([red, green, blue]) {
            *sum += alpha * u64::from(*part);
        }
    }
    sums.map(|sum| u8::try_from((sum + weight / 2) / weight.max(1)).unwrap_or(u8::MAX))
}
