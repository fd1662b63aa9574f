//! The QR code of a proof: `/verify#<fragment>`. The fragment carries every printed field, the name masked, and the
//! institution's signature (Ed25519) over them. It never reaches a server: what stands behind `#` stays in the browser.
//!
//! Bytes, then base64url without padding: version, fields in a fixed order, 64 bytes of signature. Texts are preceded by
//! their length in bytes, numbers are in base 128, least significant first.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{PrintedHours, ProofFields};
use crate::courses::CourseKind;
use crate::date::Date;

/// The form that is written now. Old ones stay readable.
const VERSION: u8 = 1;

/// What is signed begins with this, so that a signature of another kind can never pass as one of a proof.
const PURPOSE: &[u8] = b"anpei training proof\0";

pub const SIGNATURE_BYTES: usize = 64;

/// A fragment longer than this is not one of ours: a QR code of this product holds a third of it.
const MOST_CHARACTERS: usize = 4_000;

/// A fragment taken apart. Nothing is proved until the signature has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedProof {
    pub fields: ProofFields,
    /// What the signature must be over.
    pub message: Vec<u8>,
    pub signature: [u8; SIGNATURE_BYTES],
}

/// Why a fragment says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Not a proof, or only part of one.
    Unreadable,
    /// Made by a newer portal.
    NewerVersion,
}

/// The fields as they are signed and carried; the name must be masked already.
pub fn payload(fields: &ProofFields) -> Vec<u8> {
    let mut out = vec![VERSION];
    for text in texts(fields) {
        put_number(&mut out, u64::try_from(text.len()).unwrap_or(u64::MAX));
        out.extend_from_slice(text.as_bytes());
    }
    let kind = CourseKind::ALL.into_iter().zip(0..).find(|(kind, _)| *kind == fields.kind);
    put_number(&mut out, kind.map_or(0, |(_, place)| place));
    for day in [fields.trained_from, fields.trained_to, Some(fields.issued_on)] {
        put_day(&mut out, day);
    }
    for hours in [fields.hours_due, fields.hours_done] {
        put_number(&mut out, u64::try_from(hours.0).unwrap_or_default());
    }
    out
}

/// What is signed.
pub fn message(payload: &[u8]) -> Vec<u8> {
    [PURPOSE, payload].concat()
}

/// The fragment of a signed payload.
pub fn fragment(payload: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> String {
    URL_SAFE_NO_PAD.encode([payload, signature].concat())
}

/// Takes a fragment apart, with or without its `#`.
pub fn read(fragment: &str) -> Result<SignedProof, LinkError> {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    if text.len() > MOST_CHARACTERS {
        return Err(LinkError::Unreadable);
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).ok().ok_or(LinkError::Unreadable)?;
    let (payload, signature) = bytes
        .split_last_chunk::<SIGNATURE_BYTES>()
        .filter(|(payload, _)| !payload.is_empty())
        .ok_or(LinkError::Unreadable)?;
    match payload.first() {
        Some(&VERSION) => {}
        Some(version) if *version > VERSION => return Err(LinkError::NewerVersion),
        _ => return Err(LinkError::Unreadable),
    }
    let fields = fields_of(payload).ok_or(LinkError::Unreadable)?;
    Ok(SignedProof { fields, message: message(payload), signature: *signature })
}

fn texts(fields: &ProofFields) -> [&str; 8] {
    [
        &fields.number,
        &fields.name,
        &fields.document,
        &fields.course,
        &fields.class_code,
        &fields.rule,
        &fields.institution,
        &fields.signatory,
    ]
}

fn fields_of(payload: &[u8]) -> Option<ProofFields> {
    let mut rest = payload.get(1..)?;
    let mut text = || {
        let length = usize::try_from(take_number(&mut rest)?).ok()?;
        let (taken, left) = rest.split_at_checked(length)?;
        rest = left;
        core::str::from_utf8(taken).ok().map(str::to_owned)
    };
    let (number, name, document, course) = (text()?, text()?, text()?, text()?);
    let (class_code, rule, institution, signatory) = (text()?, text()?, text()?, text()?);
    let kind = CourseKind::ALL.get(usize::try_from(take_number(&mut rest)?).ok()?).copied()?;
    let (trained_from, trained_to) = (day_of(take_number(&mut rest)?), day_of(take_number(&mut rest)?));
    let issued_on = day_of(take_number(&mut rest)?)?;
    let mut hours = || take_number(&mut rest).and_then(|tenths| i64::try_from(tenths).ok()).map(PrintedHours);
    let (hours_due, hours_done) = (hours()?, hours()?);
    let fields = ProofFields {
        number,
        name,
        document,
        course,
        kind,
        class_code,
        trained_from,
        trained_to,
        hours_due,
        hours_done,
        rule,
        institution,
        signatory,
        issued_on,
    };
    // One form for one content: no second spelling, nothing left over.
    (self::payload(&fields) == payload).then_some(fields)
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

fn take_number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let (byte, left) = rest.split_first()?;
        *rest = left;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Days since 1970, counted from 1; 0 is none.
fn put_day(out: &mut Vec<u8>, day: Option<Date>) {
    let days = day.and_then(|day| u64::try_from(day.days_since_epoch()).ok());
    put_number(out, days.map_or(0, |days| days + 1));
}

fn day_of(number: u64) -> Option<Date> {
    let days = i64::try_from(number.checked_sub(1)?).ok()?;
    Some(Date::from_days_since_epoch(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment_of(fields: &ProofFields) -> String {
        fragment(&payload(fields), &[7; SIGNATURE_BYTES])
    }

    #[test]
    fn what_is_carried_comes_back() {
        for fields in ProofFields::samples() {
            let fields = fields.masked();
            let text = fragment_of(&fields);
            let read = super::read(&format!("#{text}")).unwrap();
            assert_eq!(read.fields, fields);
            assert_eq!(read.signature, [7; SIGNATURE_BYTES]);
            assert_eq!(read.message, message(&payload(&fields)));
            // As byte-mode QR code of level M, still readable when printed 36 mm wide (version 20: 97 modules).
            assert!(text.len() < 600, "{}", text.len());
        }
    }

    #[test]
    fn every_field_is_part_of_what_is_signed() {
        let fields = ProofFields::samples().remove(0).masked();
        let other = |text: &str| format!("{text}x");
        let later = Some(Date::from_days_since_epoch(30_000));
        let changed = [
            ProofFields { number: other(&fields.number), ..fields.clone() },
            ProofFields { name: other(&fields.name), ..fields.clone() },
            ProofFields { document: other(&fields.document), ..fields.clone() },
            ProofFields { course: other(&fields.course), ..fields.clone() },
            ProofFields { kind: CourseKind::Renewal, ..fields.clone() },
            ProofFields { class_code: other(&fields.class_code), ..fields.clone() },
            ProofFields { trained_from: later, ..fields.clone() },
            ProofFields { trained_to: later, ..fields.clone() },
            ProofFields { hours_due: PrintedHours(1), ..fields.clone() },
            ProofFields { hours_done: PrintedHours(1), ..fields.clone() },
            ProofFields { rule: other(&fields.rule), ..fields.clone() },
            ProofFields { institution: other(&fields.institution), ..fields.clone() },
            ProofFields { signatory: other(&fields.signatory), ..fields.clone() },
            ProofFields { issued_on: Date::from_days_since_epoch(30_000), ..fields.clone() },
        ];
        for changed in changed {
            assert_ne!(payload(&changed), payload(&fields), "{changed:?}");
        }
    }

    #[test]
    fn what_is_no_fragment_is_refused() {
        let good = payload(&ProofFields::samples().remove(0).masked());
        let text = |payload: &[u8]| fragment(payload, &[7; SIGNATURE_BYTES]);
        let mut newer = good.clone();
        newer[0] = 2;
        assert_eq!(read(&text(&newer)), Err(LinkError::NewerVersion));
        let mut spelled_otherwise = good.clone();
        // The first length in two bytes instead of one.
        spelled_otherwise.splice(1..2, [good[1] | 0x80, 0]);
        let longer = [&good[..], &[0]].concat();
        for bad in [&good[..good.len() - 1], &longer, &spelled_otherwise, &[1][..], &[], &[0; 40]] {
            assert_eq!(read(&text(bad)), Err(LinkError::Unreadable), "{bad:?}");
        }
        let long = "A".repeat(MOST_CHARACTERS + 1);
        for bad in ["", "#", "A", "%%%", "AQ==", long.as_str(), &text(&good)[..60]] {
            assert_eq!(read(bad), Err(LinkError::Unreadable), "{bad}");
        }
    }
}
