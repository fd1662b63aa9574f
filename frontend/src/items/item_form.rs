//! The form that sends one item. Complete without scripts; where the page's script runs it wakes the crop tool or the
//! signature frame, and fills the same fields.

use shared::items::ItemKind;
use shared::items::api::{Items, TraineeItem};
use shared::items::photo::{self, PhotoProblem};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::page::{FormFacts, Refused, SendProblem};
use crate::i18n::items::{self, ItemText};
use crate::ui::{
    self, ButtonKind, ButtonProps, CheckboxFieldProps, CropToolProps, ErrorSummaryProps, FieldProps, FileFieldProps,
    SignaturePadProps, SummaryLine, UploadFormProps, muted,
};

pub fn item_form(
    facts: FormFacts<'_>,
    items: &Items,
    item: &TraineeItem,
    action: &str,
    refused: Option<Refused>,
) -> Html {
    let lang = facts.lang;
    let problem = refused.map(|refused| refused.problem);
    let error = |control: &str| {
        problem.filter(|problem| problem.control() == control).map(|problem| AttrValue::from(problem.text(lang)))
    };
    let fields = match item.item.kind {
        ItemKind::Photo => photo_fields(lang, error("file")),
        ItemKind::Education | ItemKind::IdCopy => paper_fields(lang, error("file")),
        ItemKind::HealthCommitment => commitment_fields(lang, items, item, error("name")),
    };
    let tool = match item.item.kind {
        ItemKind::Photo => Some(AttrValue::Static("photo")),
        ItemKind::HealthCommitment => Some(AttrValue::Static("signature")),
        ItemKind::Education | ItemKind::IdCopy => None,
    };
    let submit = props!(ButtonProps {
        kind: ButtonKind::Primary,
        wide: true,
        submit: true,
        children: ItemText::Send.text(lang)
    });
    ui::upload_form(&props!(UploadFormProps {
        action: action.to_owned(),
        idempotency_key: facts.form_key.to_owned(),
        tool,
        children: html! {
            <>
                { summary(lang, problem) }
                { fields }
                { consent_box(lang, item, refused.is_some_and(|refused| refused.agreed), error("consent")) }
                { ui::button(&submit) }
            </>
        }
    }))
}

fn summary(lang: Lang, problem: Option<SendProblem>) -> Html {
    let Some(problem) = problem else { return Html::default() };
    let line = SummaryLine { control: problem.control().into(), text: problem.text(lang).into() };
    ui::error_summary(&props!(ErrorSummaryProps { title: ItemText::MendFirst.text(lang), lines: vec![line] }))
}

/// What the browser's script may have to say about a picture. Sizes need no words there: it crops.
fn script_problems(lang: Lang) -> Vec<(&'static str, String)> {
    let of_photo = [PhotoProblem::NotAPicture, PhotoProblem::Heic, PhotoProblem::Damaged];
    let photo = of_photo.map(|problem| (problem.code(), items::photo_problem(lang, problem)));
    let others = [
        ("too_small", ItemText::TooSmall),
        ("too_many_pixels", ItemText::TooManyPixels),
        ("failed", ItemText::ScriptFailed),
    ];
    photo.into_iter().chain(others.map(|(code, text)| (code, text.text(lang).to_owned()))).collect()
}

fn photo_fields(lang: Lang, error: Option<AttrValue>) -> Html {
    let text = |text: ItemText| AttrValue::Static(text.text(lang));
    html! {
        <>
            { muted(ItemText::PhotoRules.text(lang).into()) }
            { ui::file_field(&props!(FileFieldProps {
                name: "file",
                label: text(ItemText::ChoosePhoto),
                accept: "image/*",
                hint: text(ItemText::PhotoHow),
                error,
                required: true
            })) }
            { ui::script_file("original") }
            { ui::script_sentences(script_problems(lang)) }
            { ui::crop_tool(&props!(CropToolProps {
                title: text(ItemText::CropTitle),
                help: text(ItemText::CropHelp),
                canvas: text(ItemText::CropCanvas),
                zoom: text(ItemText::Zoom),
                move_x: text(ItemText::MoveX),
                move_y: text(ItemText::MoveY),
                turn: text(ItemText::Turn),
                blurry: text(ItemText::CropBlurry),
                width: photo::WIDTH,
                height: photo::HEIGHT
            })) }
        </>
    }
}

fn paper_fields(lang: Lang, error: Option<AttrValue>) -> Html {
    ui::file_field(&props!(FileFieldProps {
        name: "file",
        label: ItemText::ChoosePaper.text(lang),
        accept: "image/jpeg,image/png,application/pdf",
        hint: ItemText::PaperRules.text(lang),
        error,
        required: true
    }))
}

fn commitment_fields(lang: Lang, items: &Items, item: &TraineeItem, error: Option<AttrValue>) -> Html {
    let words = item.commitment_text.as_ref().map(|text| text.in_lang(lang).to_owned());
    html! {
        <>
            <h2>{ ItemText::CommitmentTitle.text(lang) }</h2>
            if let Some(words) = words { <p>{ words }</p> }
            { ui::checkbox_field(&props!(CheckboxFieldProps {
                name: "commitment",
                value: item.commitment_version.to_string(),
                required: true,
                children: ItemText::CommitmentAgree.text(lang)
            })) }
            { ui::signature_pad(&props!(SignaturePadProps {
                label: ItemText::SignHere.text(lang),
                canvas: ItemText::SignatureCanvas.text(lang),
                clear: ItemText::ClearSignature.text(lang)
            })) }
            { ui::script_file("file") }
            { ui::field(&props!(FieldProps {
                name: "name",
                label: format!("{} · {}", ItemText::TypedName.text(lang), items.trainee.name),
                hint: ItemText::TypedNameHint.text(lang),
                error,
                autocomplete: "off",
                max_length: 50
            })) }
        </>
    }
}

/// A box of its own, never ticked beforehand but by the trainee in the try that was refused; absent while an earlier consent to the same text holds.
fn consent_box(lang: Lang, item: &TraineeItem, agreed: bool, error: Option<AttrValue>) -> Html {
    if item.consented_at.is_some() {
        return Html::default();
    }
    html! {
        <>
            <h2>{ ItemText::ConsentTitle.text(lang) }</h2>
            <p>{ item.consent_text.in_lang(lang).to_owned() }</p>
            { ui::checkbox_field(&props!(CheckboxFieldProps {
                name: "consent",
                value: item.consent_version.to_string(),
                initially: agreed,
                required: true,
                error,
                children: ItemText::ConsentAgree.text(lang)
            })) }
        </>
    }
}
