//! Real files in `tests/fixtures/videos` are a second of a test picture with a tone, written by a common encoder; what
//! no encoder writes is made from them here.

use super::*;

macro_rules! video {
    ($name:literal) => {
        include_bytes!(concat!("../../../../tests/fixtures/videos/", $name))
    };
}

const GOOD: &[u8] = video!("good.mp4");
const REAL: [(&str, &[u8]); 14] = [
    ("good", GOOD),
    ("index-last", video!("index-last.mp4")),
    ("silent", video!("silent.mp4")),
    ("sound", video!("sound.mp4")),
    ("hevc", video!("hevc.mp4")),
    ("ten-bit", video!("ten-bit.mp4")),
    ("fragmented", video!("fragmented.mp4")),
    ("encrypted", video!("encrypted.mp4")),
    ("mp3", video!("mp3.mp4")),
    ("mpeg4", video!("mpeg4.mp4")),
    ("vp9", video!("vp9.mp4")),
    ("av1", video!("av1.mp4")),
    ("big", video!("big.mp4")),
    ("quicktime", video!("quicktime.mov")),
];

/// Reads a file of which only the beginning is there; behind it are zeros. Checks what every reading keeps to.
fn read_sparse(bytes: &[u8], file_bytes: u64) -> Report {
    let mut reading = Reading::new(file_bytes);
    for _turn in 0..=MAX_BOXES + 2 {
        let Want::Bytes { from, to } = reading.wants() else { break };
        assert!(from < to && to <= file_bytes && to - from <= MAX_INDEX_BYTES, "{from}-{to} of {file_bytes}");
        let start = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
        let end = usize::try_from(to).unwrap_or(usize::MAX).min(bytes.len());
        let mut piece = bytes[start..end].to_vec();
        piece.resize(usize::try_from(to - from).unwrap(), 0);
        reading.give(&piece);
    }
    let Want::Done(report) = reading.wants() else { panic!("a reading without an end") };
    report.clone()
}

fn read(bytes: &[u8]) -> Report {
    read_sparse(bytes, u64::try_from(bytes.len()).unwrap())
}

fn problems(bytes: &[u8]) -> Vec<VideoProblem> {
    judge(&read(bytes))
}

fn cc(name: [u8; 4]) -> FourCc {
    FourCc::new(name)
}

fn place_of(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).position(|found| found == word).unwrap()
}

/// The good film with some bytes overwritten, so far behind a word.
fn changed(word: &[u8], behind: usize, new: &[u8]) -> Vec<u8> {
    let mut bytes = GOOD.to_vec();
    let place = place_of(&bytes, word) + word.len() + behind;
    bytes[place..place + new.len()].copy_from_slice(new);
    bytes
}

fn boxed(name: [u8; 4], inside: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(inside.len() + 8).unwrap().to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(inside);
    bytes
}

#[test]
fn films_as_programs_write_them() {
    use VideoProblem as P;
    let expected = [
        vec![],
        vec![P::NotFaststart],
        vec![],
        vec![P::NoVideo],
        vec![P::VideoCodec { codec: cc(*b"hvc1") }],
        vec![P::ProfileTooHigh { profile: 110 }],
        vec![P::Fragmented],
        vec![P::Encrypted],
        vec![P::AudioNotAacLc],
        vec![P::VideoCodec { codec: cc(*b"mp4v") }],
        vec![P::VideoCodec { codec: cc(*b"vp09") }, P::AudioCodec { codec: cc(*b"Opus") }],
        vec![P::VideoCodec { codec: cc(*b"av01") }],
        vec![P::TooLarge { width: 2560, height: 1440 }, P::LevelTooHigh { level: 50 }],
        vec![P::NotFaststart],
    ];
    for ((name, bytes), expected) in REAL.into_iter().zip(expected) {
        assert_eq!(problems(bytes), expected, "{name}: {:#?}", read(bytes));
    }
    for (name, bytes) in [
        ("webm", &video!("start-of.webm")[..]),
        ("a picture", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("a page", b"<!doctype html><title>ftyp</title>"),
        ("one byte", b"\0"),
        ("seven bytes", b"\0\0\0\x18fty"),
    ] {
        assert_eq!(problems(bytes), [P::NotMp4], "{name}");
    }
    assert_eq!(problems(b""), [P::Empty]);
    assert_eq!(problems(&boxed(*b"ftyp", b"isom\0\0\0\0")), [P::NoIndex]);
}

#[test]
fn a_good_film_is_described() {
    let report = read(GOOD);
    assert_eq!(report.brand, Some(cc(*b"isom")));
    assert!(report.has_data && !report.has_fragments && !report.has_keys);
    let index = report.index.unwrap();
    assert!(index.before_data && !index.fragmented && !index.encrypted);
    let [picture, tone] = index.tracks[..] else { panic!("{index:?}") };
    assert_eq!(picture.codec, cc(*b"avc1"));
    assert_eq!(picture.kind, TrackKind::Video { width: 64, height: 64, avc: Some(Avc { profile: 100, level: 10 }) });
    assert_eq!(tone, Track { codec: cc(*b"mp4a"), kind: TrackKind::Sound { aac: Some(Aac::LowComplexity) } });
    assert_eq!(index.duration_ms, Some(1000));
    // QuickTime keeps the description of the sound one box deeper.
    let index = read(video!("quicktime.mov")).index.unwrap();
    assert!(index.tracks.contains(&tone), "{index:?}");
}

#[test]
fn notes_say_what_is_no_hindrance() {
    for (name, expected) in [
        ("good", vec![]),
        ("silent", vec![VideoNote::NoAudio]),
        ("quicktime", vec![VideoNote::QuickTime]),
        ("encrypted", vec![]),
    ] {
        let (_, bytes) = REAL.into_iter().find(|(other, _)| *other == name).unwrap();
        assert_eq!(notes(&read(bytes)), expected, "{name}");
    }
}

#[test]
fn what_encoders_could_write() {
    use VideoProblem as P;
    let size = |width: u16, height: u16| [width.to_be_bytes(), height.to_be_bytes()].concat();
    let config = place_of(GOOD, b"\x05\x80\x80\x80") - place_of(GOOD, b"esds");
    for (name, bytes, expected) in [
        ("1080 lines", changed(b"avc1\0\0\0\0\0\0", 18, &size(1920, 1080)), vec![]),
        ("standing", changed(b"avc1\0\0\0\0\0\0", 18, &size(1080, 1920)), vec![]),
        (
            "a square",
            changed(b"avc1\0\0\0\0\0\0", 18, &size(1440, 1440)),
            vec![P::TooLarge { width: 1440, height: 1440 }],
        ),
        (
            "a little wider",
            changed(b"avc1\0\0\0\0\0\0", 18, &size(1921, 8)),
            vec![P::TooLarge { width: 1921, height: 8 }],
        ),
        ("baseline", changed(b"avcC", 1, &[66]), vec![]),
        ("main", changed(b"avcC", 1, &[77]), vec![]),
        ("extended", changed(b"avcC", 1, &[88]), vec![P::ProfileTooHigh { profile: 88 }]),
        ("4:2:2", changed(b"avcC", 1, &[122]), vec![P::ProfileTooHigh { profile: 122 }]),
        ("4:4:4", changed(b"avcC", 1, &[244]), vec![P::ProfileTooHigh { profile: 244 }]),
        ("level 4.2", changed(b"avcC", 3, &[42]), vec![]),
        ("level 5", changed(b"avcC", 3, &[50]), vec![P::LevelTooHigh { level: 50 }]),
        (
            "both",
            changed(b"avcC", 1, &[110, 0, 51]),
            vec![P::ProfileTooHigh { profile: 110 }, P::LevelTooHigh { level: 51 }],
        ),
        ("another version of avcC", changed(b"avcC", 0, &[2]), vec![P::Damaged]),
        ("without avcC", changed(b"avcC", 0, &[]).replaced(b"avcC", b"free"), vec![P::Damaged]),
        ("avc3", GOOD.to_vec().replaced(b"avc1\0\0\0", b"avc3\0\0\0"), vec![P::VideoCodec { codec: cc(*b"avc3") }]),
        ("ac-3", GOOD.to_vec().replaced(b"mp4a", b"ac-3"), vec![P::AudioCodec { codec: cc(*b"ac-3") }]),
        ("without esds", GOOD.to_vec().replaced(b"esds", b"free"), vec![P::AudioNotAacLc]),
        // High Efficiency: kind 5 where kind 2 stood.
        ("HE-AAC", changed(b"esds", config + 1, &[5 << 3]), vec![P::AudioNotAacLc]),
        ("USAC", changed(b"esds", config + 1, &[0xf9, 0x40]), vec![P::AudioNotAacLc]),
        ("subtitles are no hindrance", GOOD.to_vec().replaced(b"soun", b"sbtl"), vec![]),
        ("no length", changed(b"mvhd", 16, &[0; 4]), vec![P::DurationUnknown]),
        ("unknown length", changed(b"mvhd", 16, &[0xff; 4]), vec![P::DurationUnknown]),
        ("no scale of time", changed(b"mvhd", 12, &[0; 4]), vec![P::DurationUnknown]),
        ("another version of mvhd", changed(b"mvhd", 0, &[9]), vec![P::DurationUnknown]),
        ("no tracks", GOOD.to_vec().replaced(b"trak", b"free"), vec![P::NoVideo]),
        ("no index", GOOD.to_vec().replaced(b"moov", b"free"), vec![P::NoIndex]),
        ("keys outside", [GOOD, &boxed(*b"pssh", b"")].concat(), vec![P::Encrypted]),
        ("a piece behind", [GOOD, &boxed(*b"moof", b"")].concat(), vec![P::Fragmented]),
    ] {
        assert_eq!(problems(&bytes), expected, "{name}: {:#?}", read(&bytes));
    }
}

trait Replaced {
    fn replaced(self, old: &[u8], new: &[u8]) -> Vec<u8>;
}

impl Replaced for Vec<u8> {
    fn replaced(mut self, old: &[u8], new: &[u8]) -> Vec<u8> {
        let mut at = 0;
        while let Some(found) = self[at..].windows(old.len()).position(|word| word == old) {
            at += found;
            self[at..at + old.len()].copy_from_slice(new);
            at += old.len();
        }
        self
    }
}

#[test]
fn long_lengths_are_read() {
    // Version 1: two moments of 64 bits, a scale of 32, a length of 64.
    let mvhd = |scale: u32, length: u64| {
        let mut inside = vec![1, 0, 0, 0];
        inside.extend([0; 16]);
        inside.extend(scale.to_be_bytes());
        inside.extend(length.to_be_bytes());
        boxed(*b"moov", &boxed(*b"mvhd", &inside))
    };
    for (scale, length, expected) in [
        (90_000, 90_000 * 3600 * 10, Some(36_000_000)),
        (1, u64::MAX - 1, None),
        (u32::MAX, u64::MAX - 1, Some(4_294_967_296_999)),
        (1000, u64::MAX, None),
        (0, 5, None),
    ] {
        let file = [boxed(*b"ftyp", b"isom\0\0\0\0"), mvhd(scale, length)].concat();
        assert_eq!(read(&file).index.unwrap().duration_ms, expected, "{length} by {scale}");
    }
}

#[test]
fn a_film_that_was_cut_off_is_named_so() {
    for length in 1..GOOD.len() {
        let expected = if length < 12 { VideoProblem::NotMp4 } else { VideoProblem::Truncated };
        // Exactly behind its first box a file looks finished.
        let expected = if length == 32 { VideoProblem::NoIndex } else { expected };
        assert_eq!(problems(&GOOD[..length]), [expected], "{length} of {}", GOOD.len());
    }
    // It became shorter while it was read.
    let mut reading = Reading::new(100);
    reading.give(&GOOD[..10]);
    reading.give(GOOD);
    let Want::Done(report) = reading.wants() else { panic!("{reading:?}") };
    assert_eq!(report.damage, Some(Damage::Truncated));
}

#[test]
fn large_files_are_read_without_their_pictures() {
    let index = &GOOD[..place_of(GOOD, b"mdat") - 4];
    let large = |data_bytes: u64| {
        let mut head = index.to_vec();
        head.extend(b"\0\0\0\x01mdat");
        head.extend(data_bytes.to_be_bytes());
        let file_bytes = u64::try_from(index.len()).unwrap().saturating_add(data_bytes);
        judge(&read_sparse(&head, file_bytes))
    };
    let room = MAX_BYTES - u64::try_from(index.len()).unwrap();
    assert_eq!(large(room), []);
    assert_eq!(large(room + 1), [VideoProblem::TooManyBytes { bytes: MAX_BYTES + 1 }]);
    assert_eq!(large(u64::MAX), [VideoProblem::TooManyBytes { bytes: u64::MAX }, VideoProblem::Truncated]);
    // To the end.
    let open = [index, b"\0\0\0\0mdat"].concat();
    assert_eq!(judge(&read_sparse(&open, 1 << 31)), []);
}

#[test]
fn what_nobody_writes_ends_soon() {
    let ftyp = boxed(*b"ftyp", b"isom\0\0\0\0");
    let trak = &GOOD[place_of(GOOD, b"trak") - 4..][..774];
    let many = boxed(*b"free", b"").repeat(usize::try_from(MAX_BOXES).unwrap() + 5);
    for (name, rest) in [
        ("a box of one byte", b"\0\0\0\x02free\0\0\0\0".to_vec()),
        ("a long box of less than its head", b"\0\0\0\x01free\0\0\0\0\0\0\0\x0f".to_vec()),
        ("a long box of nothing", b"\0\0\0\x01moov\0\0\0\0\0\0\0\0".to_vec()),
        ("boxes without end", many),
        ("tracks without end", boxed(*b"moov", &trak.repeat(65))),
        ("a track larger than its index", boxed(*b"moov", b"\0\0\x01\0trak")),
        ("a track of nothing", boxed(*b"moov", b"\0\0\0\0\0\0\0\x01trak")),
        ("nests", (0..2000).fold(b"\0\0\0\x09trak".to_vec(), |inside, _| boxed(*b"moov", &inside))),
    ] {
        let report = read(&[ftyp.clone(), rest].concat());
        let found = judge(&report);
        let nests = name == "nests" || name == "a track of nothing";
        let expected = if nests { VideoProblem::Truncated } else { VideoProblem::Damaged };
        assert_eq!(found.first(), Some(&expected), "{name}: {report:?}");
    }
    // 64 tracks are a lot, and no lie.
    let tracks = [ftyp.clone(), boxed(*b"moov", &trak.repeat(64))].concat();
    assert_eq!(read(&tracks).index.unwrap().tracks.len(), 64);
    // An index of more than 64 MB is not asked for.
    let huge = [&ftyp[..], b"\x10\0\0\0moov"].concat();
    assert_eq!(read_sparse(&huge, 1 << 31).damage, Some(Damage::Nonsense));
}

/// Xorshift (Marsaglia): chance that is the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % limit
    }
}

#[test]
fn no_mutation_of_a_film_makes_the_reader_panic_or_hang() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let sizes: [&[u8]; 8] = [
        &[0; 4],
        b"\0\0\0\x01",
        b"\0\0\0\x07",
        b"\0\0\0\x08",
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"\0\0\x10\0",
        b"moov",
    ];
    let mut outcomes = std::collections::HashSet::new();
    for round in 0..6000 {
        let (name, original) = REAL[round % REAL.len()];
        let mut bytes = original.to_vec();
        // The index is where mutations matter; of the pictures only few.
        let index = place_of(&bytes, b"moov");
        let index_bytes = (bytes.len() - index).min(2000);
        for _ in 0..=chance.below(4) {
            let place =
                if chance.below(4) == 0 { chance.below(bytes.len()) } else { index + chance.below(index_bytes) };
            let place = place.min(bytes.len() - 1);
            match chance.below(5) {
                0 => bytes[place] = u8::try_from(chance.below(256)).unwrap(),
                1 => bytes[place] ^= 1 << chance.below(8),
                2 => {
                    let new = sizes[chance.below(sizes.len())];
                    let end = (place + 4).min(bytes.len());
                    bytes[place..end].copy_from_slice(&new[..end - place]);
                }
                3 if place > 40 => bytes.truncate(place),
                _ => {
                    let piece = bytes[place..(place + 64).min(bytes.len())].to_vec();
                    bytes.splice(place..place, piece);
                }
            }
        }
        let report = read(&bytes);
        let found = judge(&report);
        let _ = notes(&report);
        assert!(found.len() <= 2 * 64 + 10, "{name}: {found:?}");
        outcomes.insert(found.first().map(|problem| problem.code()));
        let _ = judge(&read_sparse(&bytes, u64::MAX - u64::try_from(round).unwrap()));
    }
    // The mutations reach more than the first check.
    assert!(outcomes.len() >= 12, "{outcomes:?}");
}

#[test]
fn names_of_problems_are_those_of_the_wire() {
    for problem in VideoProblem::ALL {
        let json = serde_json::to_string(&problem).unwrap();
        assert!(json.contains(&format!("\"{}\"", problem.code())), "{json}");
        assert_eq!(serde_json::from_str::<VideoProblem>(&json).unwrap(), problem);
    }
    for note in VideoNote::ALL {
        let json = serde_json::to_string(&note).unwrap();
        assert_eq!(serde_json::from_str::<VideoNote>(&json).unwrap(), note);
    }
}
