//! Admission slips as they are printed: name, masked document number, code and QR code.

use shared::courses::api::{Class, Slip};
use shared::lang::Lang;
use yew::prelude::*;

use super::class_table::class_dates;
use crate::i18n::staff::ClassText;
use crate::ui::{Cell, CellList, PrintSheet, PrintSlip, QrCode, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct SlipSheetProps {
    pub lang: Lang,
    pub institution: AttrValue,
    pub class: Class,
    pub slips: Vec<Slip>,
    /// Where the QR code leads, without the code.
    pub bind_address: AttrValue,
}

#[component]
pub fn SlipSheet(props: &SlipSheetProps) -> Html {
    html! { <PrintSheet>{ for props.slips.iter().map(|slip| slip_view(props, slip)) }</PrintSheet> }
}

fn slip_view(props: &SlipSheetProps, slip: &Slip) -> Html {
    let lang = props.lang;
    // A query and not a fragment: the bind page must know the code without scripts.
    let address = format!("{}?claim={}", props.bind_address, bare(&slip.claim_code));
    html! {
        <PrintSlip
            key={slip.claim_code.clone()}
            title={ClassText::SlipTitle.text(lang)}
            owner={props.institution.clone()}
            picture={html! { <QrCode text={address} label={ClassText::SlipQr.text(lang)} /> }}
        >
            <CellList>
                <Cell label={ClassText::SlipName.text(lang)}>{ &slip.trainee_name }</Cell>
                <Cell label={ClassText::SlipDocument.text(lang)}>{ unbroken(&slip.document_masked) }</Cell>
                <Cell label={ClassText::Course.text(lang)}>{ &props.class.course_name }</Cell>
                <Cell label={ClassText::Code.text(lang)}>{ &props.class.code }</Cell>
                <Cell label={ClassText::Dates.text(lang)}>{ class_dates(lang, &props.class) }</Cell>
                <Cell label={ClassText::SlipCode.text(lang)}><strong>{ unbroken(&grouped(&slip.claim_code)) }</strong></Cell>
            </CellList>
            <p>{ ClassText::SlipHow.text(lang) }</p>
        </PrintSlip>
    }
}

/// The code without anything that was put in for the eye.
fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// `ABCDE-FGHJK`: two groups are read and typed without losing the place.
fn grouped(code: &str) -> String {
    let code = bare(code);
    let first: String = code.chars().take(5).collect();
    let rest: String = code.chars().skip(5).collect();
    if rest.is_empty() { first } else { format!("{first}-{rest}") }
}

#[cfg(test)]
mod tests {
    use super::{bare, grouped};

    #[test]
    fn a_code_is_grouped_for_the_eye_and_bare_in_the_address() {
        assert_eq!(grouped("ABCDE23456"), "ABCDE-23456");
        assert_eq!(bare("ABCDE-23456"), "ABCDE23456");
        assert_eq!(grouped("ABC"), "ABC");
    }
}
