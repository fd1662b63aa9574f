//! Made-up people with documents that could be real: valid check digits, numbers that nobody has twice in a test.

/// Somebody as a roster knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub document_number: String,
    pub phone: String,
}

const SURNAMES: [&str; 10] = ["赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈"];
const GIVEN: [&str; 10] = ["建国", "秀英", "伟", "芳", "志强", "丽娟", "海涛", "桂兰", "小军", "敏"];

/// Weights of GB 11643-1999 (`domain.md` C4).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

impl Person {
    /// The same person for the same number, another one for every other below a million.
    pub fn numbered(number: u32) -> Self {
        let pick = |list: &[&'static str; 10], index: u32| {
            usize::try_from(index % 10).ok().and_then(|index| list.get(index)).copied().unwrap_or_default()
        };
        let name = format!("{}{}", pick(&SURNAMES, number), pick(&GIVEN, number / 10));
        // Born in one of 1,000 months' first days; the sequence number makes the rest of the difference.
        let (day, month, year) = (number / 10_000 % 28 + 1, number / 1_000 % 12 + 1, 1970 + number / 100 % 30);
        let body = format!("330106{year}{month:02}{day:02}{:03}", number % 1_000);
        let phone = format!("139{:08}", 10_000_000 + number);
        Self { name, document_number: with_check_digit(&body), phone }
    }

    /// Of the document number.
    pub fn last_four(&self) -> &str {
        self.document_number.get(14..).unwrap_or_default()
    }
}

/// Appends the check digit to 17 digits.
pub fn with_check_digit(body: &str) -> String {
    let sum: u32 =
        body.chars().filter_map(|digit| digit.to_digit(10)).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|index| CHECK.get(index)).copied().unwrap_or('?');
    format!("{body}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn check_digits_are_those_of_the_standard() {
        assert_eq!(with_check_digit("11010519491231002"), "11010519491231002X");
        assert_eq!(with_check_digit("44052418800101001"), "440524188001010014");
    }

    #[test]
    fn people_differ() {
        let people: Vec<Person> = (0..5_000).map(Person::numbered).collect();
        let documents: BTreeSet<&str> = people.iter().map(|person| person.document_number.as_str()).collect();
        let phones: BTreeSet<&str> = people.iter().map(|person| person.phone.as_str()).collect();
        assert_eq!((documents.len(), phones.len()), (5_000, 5_000));
        assert!(people.iter().all(|person| person.document_number.len() == 18 && person.phone.len() == 11));
    }
}
