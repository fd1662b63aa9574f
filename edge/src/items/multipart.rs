//! Forms with files (RFC 7578), as browsers send them. The whole body is in memory, bounded by the shell; parts are slices
//! of it.

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    pub name: &'a str,
    /// Whether it is a file, chosen or not.
    pub is_file: bool,
    pub content: &'a [u8],
}

impl<'a> Part<'a> {
    /// The value of a plain field.
    pub fn text(&self) -> Option<&'a str> {
        core::str::from_utf8(self.content).ok().map(str::trim)
    }
}

/// More fields than any form of ours has are refused.
const MOST_PARTS: usize = 32;

/// The boundary that a `content-type` names (RFC 2046, 5.1.1).
pub fn boundary(content_type: &str) -> Option<&str> {
    let mut parts = content_type.split(';');
    if !parts.next()?.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parts.find_map(|part| {
        let (name, value) = part.trim().split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then_some(value)
    })?;
    let value = value.trim_matches('"');
    (1..=70).contains(&value.len()).then_some(value)
}

/// The fields of a form. `None` when the body is not one.
pub fn parts<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<Part<'a>>> {
    let delimiter = format!("--{boundary}");
    let first = body.strip_prefix(delimiter.as_bytes())?;
    let between = format!("\r\n{delimiter}");
    let mut parts = Vec::new();
    let mut rest = first;
    loop {
        // What stands behind the last boundary is nobody's.
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, between.as_bytes())?;
        let (part, after) = part.split_at_checked(end)?;
        parts.push(read(part)?);
        if parts.len() > MOST_PARTS {
            return None;
        }
        rest = after.get(between.len()..)?;
    }
}

/// One part: its head, an empty line, its content.
fn read(part: &[u8]) -> Option<Part<'_>> {
    let end = find(part, b"\r\n\r\n")?;
    let (head, content) = part.split_at_checked(end)?;
    let head = core::str::from_utf8(head).ok()?;
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value.trim())
    })?;
    let rest = disposition.strip_prefix("form-data")?;
    let (mut name, mut is_file) = (None, false);
    for parameter in rest.split(';') {
        match parameter.trim().split_once('=') {
            Some(("name", value)) => name = Some(value.trim_matches('"')),
            // The name that a file has on somebody's phone is of no interest.
            Some(("filename" | "filename*", _)) => is_file = true,
            _ => {}
        }
    }
    Some(Part { name: name?, is_file, content: content.get(4..)? })
}

/// Where `word` begins. Most bytes of a picture are skipped by looking for its first byte.
fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--X1\r\nContent-Disposition: form-data; name=\"consent\"\r\n\r\n1\r\n\
        --X1\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a;b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\
        \xff\xd8\r\n--X\r\n\r\nbytes\r\n\
        --X1\r\nContent-Disposition: form-data; name=\"original\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n\
        --X1--\r\n";

    #[test]
    fn a_form_is_read_as_the_browser_wrote_it() {
        let parts = parts(BODY, "X1").unwrap();
        let read: Vec<_> = parts.iter().map(|part| (part.name, part.is_file, part.content)).collect();
        assert_eq!(
            read,
            [("consent", false, &b"1"[..]), ("file", true, b"\xff\xd8\r\n--X\r\n\r\nbytes"), ("original", true, b"")]
        );
        assert_eq!(parts[0].text(), Some("1"));
        assert_eq!(parts[1].text(), None);
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for length in 0..BODY.len() - 4 {
            assert_eq!(parts(&BODY[..length], "X1"), None, "{length}");
        }
        for body in [
            &b"--X1\r\n\r\nno head\r\n--X1--"[..],
            b"--X1\r\nContent-Disposition: form-data\r\n\r\nx\r\n--X1--",
            b"a=1",
        ] {
            assert_eq!(parts(body, "X1"), None);
        }
        let many = "--X1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(MOST_PARTS + 1) + "--X1--";
        assert_eq!(parts(many.as_bytes(), "X1"), None);
    }

    #[test]
    fn the_boundary_is_found() {
        for (kind, expected) in [
            ("multipart/form-data; boundary=----WebKitFormBoundaryAb1", Some("----WebKitFormBoundaryAb1")),
            ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", Some("a b")),
            ("multipart/form-data", None),
            ("multipart/mixed; boundary=x", None),
            ("multipart/form-data; boundary=", None),
            ("application/x-www-form-urlencoded", None),
        ] {
            assert_eq!(boundary(kind), expected, "{kind}");
        }
    }
}
