//! The public check. Everything that it may say stands in the page already; its script (`frontend/verify`) reads the code
//! behind `#`, checks the signature and shows what is true. Without the script the page says what it needs.

use shared::courses::CourseKind;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::common::course_kind;
use crate::i18n::proofs::{ProofFieldText, VerifyText, hours_unit};
use crate::plain_pages::PlainPage;
use crate::ui::{
    self, CallButtonProps, CardHeadProps, CardProps, CellListProps, CellProps, FormMessageProps, MessageKind,
    announced, at_first, later, later_line, later_word, local_file_field, muted, script_data, slot,
};

/// The names of slots and of what is shown later are those of `frontend/verify/src/page.rs`.
pub fn verify_view(page: &PlainPage, public_key: &str) -> Html {
    let lang = page.lang;
    let call = ui::call_button(&props!(CallButtonProps { lang, phone: page.site.phone.clone() }));
    let head = ui::card_head(&props!(CardHeadProps { main: true, title: VerifyText::Title.text(lang) }));
    let first = ui::card(&props!(CardProps {
        children: html! {
            <>
                { head }
                { at_first("needs-scripts", html! { <p>{ VerifyText::NeedsScripts.text(lang) }</p> }) }
                { later("no-code", html! { <p>{ VerifyText::Scan.text(lang) }</p> }) }
                { announced(html! {
                    <>
                        // Good is said only when the portal has confirmed the state.
                        { verdict(lang, "genuine", MessageKind::Info, VerifyText::Genuine, VerifyText::GenuineMeans) }
                        { verdict(lang, "in-force", MessageKind::Good, VerifyText::InForce, VerifyText::InForceMeans) }
                        { verdict(lang, "superseded", MessageKind::Act, VerifyText::Superseded, VerifyText::SupersededMeans) }
                        { verdict(lang, "revoked", MessageKind::Warn, VerifyText::Revoked, VerifyText::RevokedMeans) }
                        { verdict(lang, "not-known", MessageKind::Warn, VerifyText::NotKnown, VerifyText::NotKnownMeans) }
                        { verdict(lang, "forged", MessageKind::Warn, VerifyText::Forged, VerifyText::ForgedMeans) }
                        { verdict(lang, "unreadable", MessageKind::Warn, VerifyText::Unreadable, VerifyText::UnreadableMeans) }
                        { verdict(lang, "newer", MessageKind::Act, VerifyText::Newer, VerifyText::NewerMeans) }
                    </>
                }) }
                { call }
            </>
        }
    }));
    let content = html! { <>{ first }{ later("proof", html! { <>{ fields(lang) }{ file(lang) }</> }) }</> };
    script_data("verify", public_key.to_owned(), content)
}

fn verdict(lang: Lang, id: &'static str, kind: MessageKind, title: VerifyText, means: VerifyText) -> Html {
    let children = html! {
        <>
            <p><strong>{ title.text(lang) }</strong></p>
            <p>{ means.text(lang) }</p>
        </>
    };
    later(id, ui::form_message(&props!(FormMessageProps { kind, quiet: true, children })))
}

fn fields(lang: Lang) -> Html {
    let cell = |label: AttrValue, children: Html| ui::cell(&props!(CellProps { label, children }));
    let field = |label: ProofFieldText, name| cell(label.text(lang).into(), slot(name));
    let state = announced(html! {
        <>
            <span id="state-asking">{ VerifyText::Asking.text(lang) }</span>
            { later_line("state-issued", VerifyText::StateIssued.text(lang)) }
            { later_line("state-superseded", VerifyText::StateSuperseded.text(lang)) }
            { later_line("state-revoked", VerifyText::StateRevoked.text(lang)) }
            { later_line("state-unknown", VerifyText::StateUnknown.text(lang)) }
            { later_line("state-offline", VerifyText::StateOffline.text(lang)) }
        </>
    });
    let cells = html! {
        <>
            { cell(VerifyText::State.text(lang).into(), state) }
            { field(ProofFieldText::Number, "number") }
            { field(ProofFieldText::Name, "name") }
            { field(ProofFieldText::Document, "document") }
            { field(ProofFieldText::Course, "course") }
            { cell(ProofFieldText::Kind.text(lang).into(), kinds(lang)) }
            { field(ProofFieldText::Class, "class") }
            { field(ProofFieldText::Period, "period") }
            { cell(ProofFieldText::HoursDue.text(lang).into(), html! {
                <>
                    { slot("hours-due") }
                    { later_word("hours-due-unit", hours_unit(lang)) }
                    { later_word("hours-none", ProofFieldText::NoneSet.text(lang)) }
                </>
            }) }
            { cell(ProofFieldText::HoursDone.text(lang).into(), html! { <>{ slot("hours-done") }{ hours_unit(lang) }</> }) }
            { field(ProofFieldText::Rule, "rule") }
            { field(ProofFieldText::Institution, "institution") }
            { field(ProofFieldText::Signatory, "signatory") }
            { field(ProofFieldText::IssuedOn, "issued-on") }
        </>
    };
    ui::card(&props!(CardProps {
        children: html! {
            <>
                { ui::cell_list(&props!(CellListProps { children: cells })) }
                { muted(VerifyText::Masked.text(lang).into()) }
            </>
        }
    }))
}

/// The code carries which kind it is; the words are the page's.
fn kinds(lang: Lang) -> Html {
    let kind = |id, kind| later_word(id, course_kind(lang, kind));
    html! {
        <>
            { kind("kind-initial", CourseKind::Initial) }
            { kind("kind-review", CourseKind::Review) }
            { kind("kind-renewal", CourseKind::Renewal) }
            { kind("kind-retraining", CourseKind::Retraining) }
        </>
    }
}

fn file(lang: Lang) -> Html {
    let text = |text: VerifyText| text.text(lang);
    ui::card(&props!(CardProps {
        title: text(VerifyText::FileTitle),
        children: html! {
            <>
                { local_file_field("file", text(VerifyText::FileLabel), text(VerifyText::FileHint), "application/pdf,.pdf") }
                { announced(html! {
                    <>
                        { later_line("file-same", text(VerifyText::FileSame)) }
                        { later_line("file-other", text(VerifyText::FileOther)) }
                        { later_line("file-unknown", text(VerifyText::FileUnknown)) }
                    </>
                }) }
            </>
        }
    }))
}
