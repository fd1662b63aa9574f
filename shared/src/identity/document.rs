//! Document numbers (证件号码): what a trainee is known by (`domain.md` C4).

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::error::FieldCode;
use crate::text::{self, InvalidText};

/// Which document a number stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证, and the residence permits for residents of Hong Kong, Macao and Taiwan, which use the same numbers.
    #[default]
    ResidentId,
    /// 护照
    Passport,
    /// 港澳居民来往内地通行证
    HkMacaoPermit,
    /// 台湾居民来往大陆通行证
    TaiwanPermit,
    /// 外国人永久居留身份证
    ForeignerResidence,
    /// Anything else, accepted as written.
    Other,
}

impl DocumentKind {
    pub const ALL: [Self; 6] = [
        Self::ResidentId,
        Self::Passport,
        Self::HkMacaoPermit,
        Self::TaiwanPermit,
        Self::ForeignerResidence,
        Self::Other,
    ];

    /// How it stands in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::Passport => "passport",
            Self::HkMacaoPermit => "hk_macao_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::ForeignerResidence => "foreigner_residence",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word that rosters use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ResidentId => "居民身份证",
            Self::Passport => "护照",
            Self::HkMacaoPermit => "港澳居民来往内地通行证",
            Self::TaiwanPermit => "台湾居民来往大陆通行证",
            Self::ForeignerResidence => "外国人永久居留身份证",
            Self::Other => "其他",
        }
    }

    /// Reads the words that rosters use for it.
    pub fn from_label(label: &str) -> Option<Self> {
        Some(match text::squash(label).as_str() {
            "居民身份证"
            | "身份证"
            | "二代身份证"
            | "第二代身份证"
            | "第二代居民身份证"
            | "中国居民身份证"
            | "大陆身份证"
            | "港澳台居民居住证"
            | "港澳居民居住证"
            | "台湾居民居住证" => Self::ResidentId,
            "护照" | "普通护照" | "中国护照" | "外国护照" | "因私护照" | "外籍护照" => {
                Self::Passport
            }
            "港澳居民来往内地通行证" | "港澳来往内地通行证" | "港澳通行证" | "回乡证" | "港澳居民通行证" => {
                Self::HkMacaoPermit
            }
            "台湾居民来往大陆通行证" | "台湾来往大陆通行证" | "台胞证" | "台湾通行证" | "台湾居民通行证" => {
                Self::TaiwanPermit
            }
            "外国人永久居留身份证"
            | "外国人永久居留证"
            | "永久居留身份证"
            | "永久居留证"
            | "永居证"
            | "外国人居留证" => Self::ForeignerResidence,
            "其他" | "其它" | "其他证件" | "其它证件" => Self::Other,
            _ => return None,
        })
    }
}

/// A number that fits the rules of its document. Upper-case, without spaces; an old 15-digit id has become 18 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked", into = "Unchecked")]
pub struct DocumentNumber {
    kind: DocumentKind,
    number: String,
}

/// Why a number does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentError {
    Empty,
    WrongLength {
        characters: usize,
    },
    /// The check digit does not fit: a digit is mistyped.
    CheckDigit,
    /// The date of birth inside is no day.
    ImpossibleDate,
    /// Excel kept 15 digits of it and put zeros or an exponent for the rest: they must be typed anew.
    DigitsLost,
    /// No province has these first two digits.
    UnknownRegion,
    /// Characters that such a number does not have, or not in these places.
    BadCharacters,
    /// Some characters are hidden behind stars.
    Masked,
}

impl From<DocumentError> for FieldCode {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Empty => Self::Required,
            DocumentError::WrongLength { .. } | DocumentError::DigitsLost | DocumentError::UnknownRegion => {
                Self::Format
            }
            DocumentError::CheckDigit => Self::CheckDigit,
            DocumentError::ImpossibleDate => Self::NoSuchDate,
            DocumentError::BadCharacters | DocumentError::Masked => Self::BadCharacters,
        }
    }
}

/// 2^(17-i) mod 11.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: &str = "10X98765432";

impl DocumentNumber {
    /// Spaces and hyphens are dropped, letters become upper-case, full-width forms half-width.
    pub fn parse(kind: DocumentKind, typed: &str) -> Result<Self, DocumentError> {
        let number: String = text::squash(typed)
            .chars()
            .filter(|c| !matches!(c, '-' | '−' | '–' | '\'' | '’' | '`' | '"'))
            .collect::<String>()
            .to_uppercase();
        if number.is_empty() {
            return Err(DocumentError::Empty);
        }
        if number.contains(['*', '＊', '●']) {
            return Err(DocumentError::Masked);
        }
        let number = match kind {
            DocumentKind::ResidentId => resident_id(number)?,
            DocumentKind::Passport => letters_and_digits(number, 5, 17)?,
            DocumentKind::HkMacaoPermit => hk_macao_permit(number)?,
            DocumentKind::TaiwanPermit => taiwan_permit(number)?,
            DocumentKind::ForeignerResidence => foreigner_residence(number)?,
            DocumentKind::Other => letters_and_digits(number, 4, 30)?,
        };
        Ok(Self { kind, number })
    }

    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The whole number. Personal: never into logs or addresses.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// What a keyed index is computed from: kind and number, so that equal digits on different documents differ.
    pub fn index_text(&self) -> String {
        format!("{}:{}", self.kind.code(), self.number)
    }

    pub fn last_four(&self) -> String {
        let skip = self.number.chars().count().saturating_sub(4);
        self.number.chars().skip(skip).collect()
    }

    /// First three and last four: `420***********2117`. Numbers below 12 characters show the first and the last two.
    pub fn masked(&self) -> String {
        masked_text(&self.number)
    }

    /// The date of birth, where the number tells it.
    pub fn birth_date(&self) -> Option<Date> {
        let tells = match self.kind {
            DocumentKind::ResidentId => true,
            DocumentKind::ForeignerResidence => self.number.len() == 18,
            _ => false,
        };
        if !tells {
            return None;
        }
        birth_date(&self.number).ok()
    }

    /// Full years on that day, where the number tells the date of birth.
    pub fn age_on(&self, day: Date) -> Option<u32> {
        self.birth_date().map(|born| born.years_until(day))
    }
}

/// A number as somebody wrote it, masked like [`DocumentNumber::masked`]: it need not be a good one.
pub fn masked_text(written: &str) -> String {
    let number = text::squash(written);
    let length = number.chars().count();
    let (head, tail) = if length < 12 { (1, 2) } else { (3, 4) };
    let hidden = head..length.saturating_sub(tail);
    number.chars().zip(0..).map(|(c, at)| if hidden.contains(&at) { '*' } else { c }).collect()
}

fn resident_id(number: String) -> Result<String, DocumentError> {
    if lost_digits(&number) {
        return Err(DocumentError::DigitsLost);
    }
    if !number.chars().all(|c| c.is_ascii_digit() || c == 'X') {
        return Err(DocumentError::BadCharacters);
    }
    let number = match number.len() {
        18 => number,
        15 => upgraded(&number)?,
        characters => return Err(DocumentError::WrongLength { characters }),
    };
    checked_18(&number)?;
    Ok(number)
}

/// Digits, region, date and check digit of an 18-character number.
fn checked_18(number: &str) -> Result<(), DocumentError> {
    let (body, check) = number.split_at(17);
    if !body.chars().all(|c| c.is_ascii_digit()) {
        return Err(DocumentError::BadCharacters);
    }
    let fits = check_digit(body) == check.chars().next();
    // Excel keeps 15 digits: the last three of a lost number are zeros, which fit the check digit only by chance.
    if !fits && number.ends_with("000") {
        return Err(DocumentError::DigitsLost);
    }
    if !is_region(number) {
        return Err(DocumentError::UnknownRegion);
    }
    birth_date(number)?;
    if fits { Ok(()) } else { Err(DocumentError::CheckDigit) }
}

/// Nobody born before has a number of 15 digits to be trained with: it is one of 18 whose end Excel has lost.
const EARLIEST_OF_15: &str = "30";

/// 15 → 18: these numbers were given to people born in the twentieth century only.
fn upgraded(number: &str) -> Result<String, DocumentError> {
    let (region, rest) = number.split_at(6);
    let body = format!("{region}19{rest}");
    if rest < EARLIEST_OF_15 {
        return Err(DocumentError::DigitsLost);
    }
    if !body.chars().all(|c| c.is_ascii_digit()) {
        return Err(DocumentError::BadCharacters);
    }
    let check = check_digit(&body).ok_or(DocumentError::BadCharacters)?;
    Ok(format!("{body}{check}"))
}

fn check_digit(body: &str) -> Option<char> {
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or_default() * weight).sum();
    CHECK_DIGITS.chars().zip(0..).find_map(|(digit, rest)| (rest == sum % 11).then_some(digit))
}

/// A number cell's text in exponent form: `5.10199200412061E+17`.
fn lost_digits(number: &str) -> bool {
    let Some((mantissa, exponent)) = number.split_once('E') else {
        return false;
    };
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    is_digits(exponent.trim_start_matches('+')) && mantissa.split('.').all(is_digits)
}

fn birth_date(number: &str) -> Result<Date, DocumentError> {
    let digits: String = number.chars().skip(6).take(8).collect();
    let (year, rest) = digits.split_at_checked(4).ok_or(DocumentError::BadCharacters)?;
    let (month, day) = rest.split_at_checked(2).ok_or(DocumentError::BadCharacters)?;
    Date::from_digits(year, month, day).map_err(|_reason| DocumentError::ImpossibleDate)
}

/// GB/T 2260, loosely: the first two digits of a province, 81–83 for Hong Kong, Macao and Taiwan residents.
fn is_region(number: &str) -> bool {
    let province: String = number.chars().take(2).collect();
    matches!(
        province.as_str(),
        "11" | "12"
            | "13"
            | "14"
            | "15"
            | "21"
            | "22"
            | "23"
            | "31"
            | "32"
            | "33"
            | "34"
            | "35"
            | "36"
            | "37"
            | "41"
            | "42"
            | "43"
            | "44"
            | "45"
            | "46"
            | "50"
            | "51"
            | "52"
            | "53"
            | "54"
            | "61"
            | "62"
            | "63"
            | "64"
            | "65"
            | "71"
            | "81"
            | "82"
            | "83"
    )
}

fn letters_and_digits(number: String, least: usize, most: usize) -> Result<String, DocumentError> {
    if lost_digits(&number) && number.contains(['.', '+']) {
        return Err(DocumentError::DigitsLost);
    }
    if !number.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return Err(DocumentError::BadCharacters);
    }
    if !(least..=most).contains(&number.len()) {
        return Err(DocumentError::WrongLength { characters: number.len() });
    }
    Ok(number)
}

/// H or M, then the eight digits that stay the same for life, then perhaps the two of the issue, which are dropped.
fn hk_macao_permit(number: String) -> Result<String, DocumentError> {
    let number = letters_and_digits(number, 9, 11)?;
    let (place, digits) = number.split_at(1);
    if !matches!(place, "H" | "M") || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(DocumentError::BadCharacters);
    }
    match digits.len() {
        8 | 10 => Ok(number.chars().take(9).collect()),
        _ => Err(DocumentError::WrongLength { characters: number.len() }),
    }
}

/// Eight digits; older ones have two more for the issue, which are dropped.
fn taiwan_permit(number: String) -> Result<String, DocumentError> {
    let number = letters_and_digits(number, 8, 10)?;
    if !number.chars().all(|c| c.is_ascii_digit()) {
        return Err(DocumentError::BadCharacters);
    }
    match number.len() {
        8 | 10 => Ok(number.chars().take(8).collect()),
        characters => Err(DocumentError::WrongLength { characters }),
    }
}

/// New: 18 digits beginning with 9 and the check digit of the resident id. Old: three letters and twelve digits.
fn foreigner_residence(number: String) -> Result<String, DocumentError> {
    if lost_digits(&number) {
        return Err(DocumentError::DigitsLost);
    }
    let number = letters_and_digits(number, 15, 18)?;
    let (body, check) = number.split_at_checked(17).unwrap_or((&number, ""));
    match number.len() {
        15 => {
            let (country, digits) = number.split_at(3);
            let fits = country.chars().all(|c| c.is_ascii_uppercase()) && digits.chars().all(|c| c.is_ascii_digit());
            if fits { Ok(number) } else { Err(DocumentError::BadCharacters) }
        }
        18 if !number.starts_with('9') || !body.chars().all(|c| c.is_ascii_digit()) => {
            Err(DocumentError::BadCharacters)
        }
        18 if check_digit(body) != check.chars().next() && number.ends_with("000") => Err(DocumentError::DigitsLost),
        18 if birth_date(&number).is_err() => Err(DocumentError::ImpossibleDate),
        18 if check_digit(body) != check.chars().next() => Err(DocumentError::CheckDigit),
        18 => Ok(number),
        characters => Err(DocumentError::WrongLength { characters }),
    }
}

/// Masked: numbers must not get into logs by accident.
impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.kind, self.masked())
    }
}

/// The form on the wire, before the rules have been applied.
#[derive(Serialize, Deserialize)]
struct Unchecked {
    kind: DocumentKind,
    number: String,
}

impl TryFrom<Unchecked> for DocumentNumber {
    type Error = InvalidText;
    fn try_from(raw: Unchecked) -> Result<Self, Self::Error> {
        Self::parse(raw.kind, &raw.number).map_err(|_reason| InvalidText("a document number"))
    }
}

impl From<DocumentNumber> for Unchecked {
    fn from(document: DocumentNumber) -> Self {
        Self { kind: document.kind, number: document.number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentError as E;
    use DocumentKind as K;

    fn id(number: &str) -> Result<DocumentNumber, DocumentError> {
        DocumentNumber::parse(K::ResidentId, number)
    }

    #[test]
    fn resident_ids_that_fit() {
        for number in [
            "11010519491231002X",
            "440524188001010014",
            "310101199003070019",
            "310101199003070027",
            "31010119900307006X",
            "32050119851121003X",
            "510107197806150043",
            "340104199502280074",
            "110101200002290018",
            "810000199408230021",
            "830000199201300022",
        ] {
            assert_eq!(id(number).unwrap().number(), number);
        }
        for (typed, number) in [
            ("11010519491231002x", "11010519491231002X"),
            (" 440399 19830830 8818", "440399198308308818"),
            ("４２０１９９１９７７０２２６７６９９", "420199197702267699"),
            ("110105-19491231-002X", "11010519491231002X"),
            ("'11010519491231002X", "11010519491231002X"),
            ("130503670401001", "130503196704010016"),
        ] {
            assert_eq!(id(typed).unwrap().number(), number, "{typed}");
        }
    }

    #[test]
    fn resident_ids_that_do_not_fit_say_why() {
        for (typed, error) in [
            ("", E::Empty),
            (" ", E::Empty),
            // What Excel has left of 510199200412061…: read as an old number it would be somebody born in 1920.
            ("510199200412061", E::DigitsLost),
            ("310101199003070018", E::CheckDigit),
            ("110105194912310021", E::CheckDigit),
            ("310101199002300011", E::ImpossibleDate),
            ("310101199013010018", E::ImpossibleDate),
            ("130503670431001", E::ImpossibleDate),
            ("31010119900307001", E::WrongLength { characters: 17 }),
            ("3101011990030700190", E::WrongLength { characters: 19 }),
            ("5.10199200412061E+17", E::DigitsLost),
            ("5.10E+17", E::DigitsLost),
            ("5E17", E::DigitsLost),
            ("510199200412060000", E::DigitsLost),
            ("510199200412061000", E::DigitsLost),
            ("991010199003070019", E::UnknownRegion),
            ("420199********2117", E::Masked),
            ("3101O1199003070019", E::BadCharacters),
            ("3101011990030X0019", E::BadCharacters),
            ("13050367040100X", E::BadCharacters),
            ("身份证丢失", E::BadCharacters),
            ("#REF!", E::BadCharacters),
        ] {
            assert_eq!(id(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn a_number_that_truly_ends_in_zeros_is_kept() {
        // One in eleven numbers ending in three zeros fits its check digit.
        let bodies = (1..=28).flat_map(|day| (1..10).map(move |serial| format!("310101199003{day:02}{serial}00")));
        let fitting: Vec<String> =
            bodies.filter(|body| check_digit(body) == Some('0')).map(|body| format!("{body}0")).collect();
        assert!(!fitting.is_empty());
        for number in fitting {
            assert!(id(&number).is_ok(), "{number}");
        }
    }

    #[test]
    fn other_documents_have_their_own_rules() {
        for (kind, typed, number) in [
            (K::Passport, "e12345678", "E12345678"),
            (K::Passport, "EA 1234567", "EA1234567"),
            (K::Passport, "123456789", "123456789"),
            (K::HkMacaoPermit, "h12345678", "H12345678"),
            (K::HkMacaoPermit, "M1234567801", "M12345678"),
            (K::TaiwanPermit, "12345678", "12345678"),
            (K::TaiwanPermit, "1234567801", "12345678"),
            (K::ForeignerResidence, "usa123456789012", "USA123456789012"),
            (K::Other, "军字第 1234".trim_start_matches("军字第 "), "1234"),
        ] {
            let document = DocumentNumber::parse(kind, typed).unwrap();
            assert_eq!((document.kind(), document.number()), (kind, number), "{typed}");
        }
        for (kind, typed, error) in [
            (K::Passport, "E123", E::WrongLength { characters: 4 }),
            (K::Passport, "E1234567<", E::BadCharacters),
            (K::HkMacaoPermit, "X12345678", E::BadCharacters),
            (K::HkMacaoPermit, "H123456789", E::WrongLength { characters: 10 }),
            (K::TaiwanPermit, "A2345678", E::BadCharacters),
            (K::TaiwanPermit, "123456789", E::WrongLength { characters: 9 }),
            (K::ForeignerResidence, "9.31010199003070E+17", E::DigitsLost),
            (K::ForeignerResidence, "831010199003070019", E::BadCharacters),
            (K::Other, "ab", E::WrongLength { characters: 2 }),
        ] {
            assert_eq!(DocumentNumber::parse(kind, typed), Err(error), "{typed}");
        }
        let body = "93101019900307001";
        let number = format!("{body}{}", check_digit(body).unwrap());
        let card = DocumentNumber::parse(K::ForeignerResidence, &number).unwrap();
        assert_eq!(card.birth_date().unwrap().to_string(), "1990-03-07");
    }

    #[test]
    fn age_is_counted_in_full_years() {
        let day = Date::parse("2026-11-21").unwrap();
        for (number, age) in [
            ("31011520081121001X", 18),
            ("310115200811220015", 17),
            ("310115200912010017", 16),
            ("360102196101010011", 65),
            ("110101200002290018", 26),
        ] {
            assert_eq!(id(number).unwrap().age_on(day), Some(age), "{number}");
        }
        assert_eq!(DocumentNumber::parse(K::Passport, "E12345678").unwrap().age_on(day), None);
    }

    #[test]
    fn numbers_are_masked_where_they_are_shown() {
        let document = id("420199199606262117").unwrap();
        assert_eq!(document.masked(), "420***********2117");
        assert_eq!(document.last_four(), "2117");
        assert_eq!(format!("{document:?}"), "ResidentId(420***********2117)");
        assert_eq!(DocumentNumber::parse(K::Passport, "E12345678").unwrap().masked(), "E******78");
        assert_eq!(DocumentNumber::parse(K::Other, "1234").unwrap().masked(), "1*34");
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(json, r#"{"kind":"resident_id","number":"420199199606262117"}"#);
        assert_eq!(serde_json::from_str::<DocumentNumber>(&json).unwrap(), document);
        assert!(serde_json::from_str::<DocumentNumber>(&json.replace("2117", "2118")).is_err());
    }

    #[test]
    fn every_kind_has_its_words() {
        for kind in K::ALL {
            assert_eq!(K::from_code(kind.code()), Some(kind));
            assert_eq!(K::from_label(kind.label()), Some(kind));
        }
        assert_eq!(K::from_label("台 胞 证"), Some(K::TaiwanPermit));
        assert_eq!(K::from_label("驾照"), None);
    }
}
