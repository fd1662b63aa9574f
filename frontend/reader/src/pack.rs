//! An archive of files, for the authority: one ZIP, made where the files are.

use std::io::{Cursor, Write as _};

use shared::roster::messages::ReadError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// More than a class of any size makes: 2,000 photos of 100 KB.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// An archive that is being filled.
pub struct Pack {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    bytes: usize,
}

impl Default for Pack {
    fn default() -> Self {
        Self { zip: ZipWriter::new(Cursor::default()), bytes: 0 }
    }
}

impl Pack {
    /// Adds a file under a name with `/` between folders. Photos and workbooks are compressed already.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<(), ReadError> {
        self.bytes = self.bytes.saturating_add(content.len());
        if self.bytes > MOST_BYTES {
            return Err(ReadError::TooLarge);
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.zip.start_file(name, options).map_err(|_same_name_or_too_long| ReadError::Broken)?;
        self.zip.write_all(content).map_err(|_limits| ReadError::Broken)
    }

    pub fn finish(self) -> Result<Vec<u8>, ReadError> {
        Ok(self.zip.finish().map_err(|_limits| ReadError::Broken)?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn an_archive_has_its_files_under_their_names() {
        let mut pack = Pack::default();
        pack.add("名单.xlsx", b"list").unwrap();
        pack.add("照片/11010519491231002X.jpg", b"\xff\xd8").unwrap();
        assert_eq!(pack.add("名单.xlsx", b"again"), Err(ReadError::Broken));
        let bytes = pack.finish().unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut content = Vec::new();
        zip.by_name("照片/11010519491231002X.jpg").unwrap().read_to_end(&mut content).unwrap();
        assert_eq!(content, b"\xff\xd8");
        assert_eq!(zip.len(), 2);
    }
}
