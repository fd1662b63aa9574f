//! A picture of a seal, for proofs of tests and of the demo.

use crate::fail::OrFail;

/// A red ring on a transparent ground, by hand, uncompressed.
pub fn png() -> Vec<u8> {
    // Stored, not packed: four bytes a pixel must fit into 200 KB.
    let side = 220_u32;
    let mut rows = Vec::new();
    for y in 0..i64::from(side) {
        rows.push(0);
        for x in 0..i64::from(side) {
            let far = (x - 110).pow(2) + (y - 110).pow(2);
            let ring = (9_000..13_000).contains(&far);
            rows.extend([200, 30, 30, if ring { 200 } else { 0 }]);
        }
    }
    packed(side, &rows)
}

/// PNG with stored blocks: no compressor is needed for it.
fn packed(side: u32, rows: &[u8]) -> Vec<u8> {
    let mut zlib = vec![0x78, 0x01];
    let mut blocks = rows.chunks(60_000).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).or_fail("a block");
        zlib.push(u8::from(blocks.peek().is_none()));
        zlib.extend(length.to_le_bytes());
        zlib.extend((!length).to_le_bytes());
        zlib.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    zlib.extend(((b << 16) | a).to_be_bytes());
    let mut out = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    for (kind, content) in [(b"IHDR", &header[..]), (b"IDAT", &zlib), (b"IEND", &[])] {
        let checked = [&kind[..], content].concat();
        out.extend(u32::try_from(content.len()).or_fail("a chunk").to_be_bytes());
        out.extend(&checked);
        out.extend(crc(&checked).to_be_bytes());
    }
    out
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}
