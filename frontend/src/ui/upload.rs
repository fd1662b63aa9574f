//! Sending files from the phone: a plain form that works without scripts, and the tools that a script wakes where it can.
//! The script (`frontend/photo`) knows these parts by their `data-` attributes and ids and brings no texts of its own.

use yew::prelude::*;
use yew::props;

use super::form::{HiddenInputProps, hidden_input};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct UploadFormProps {
    pub action: AttrValue,
    pub idempotency_key: AttrValue,
    /// What the script helps with: `photo` or `signature`.
    #[prop_or_default]
    pub tool: Option<AttrValue>,
    pub children: Html,
}

pub fn upload_form(props: &UploadFormProps) -> Html {
    html! {
        <form
            class="form"
            method="post"
            enctype="multipart/form-data"
            action={props.action.clone()}
            data-tool={props.tool.clone()}
        >
            { hidden_input(&props!(HiddenInputProps { name: "idempotency_key", value: props.idempotency_key.clone() })) }
            { props.children.clone() }
        </form>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FileFieldProps {
    pub name: AttrValue,
    pub label: AttrValue,
    /// As the `accept` attribute.
    pub accept: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Absent for a field that only the script fills.
    #[prop_or_default]
    pub required: bool,
}

/// Chooses one file; on a phone also the camera.
pub fn file_field(props: &FileFieldProps) -> Html {
    let (name, hint, error) = (&props.name, format!("{}-hint", props.name), format!("{}-error", props.name));
    let described = match (&props.error, &props.hint) {
        (Some(_), _) => Some(error.clone()),
        (None, Some(_)) => Some(hint.clone()),
        (None, None) => None,
    };
    html! {
        <div>
            <label class="field-label" for={name.clone()}>{ &props.label }</label>
            <input
                class="input"
                type="file"
                id={name.clone()}
                name={name.clone()}
                accept={props.accept.clone()}
                required={props.required}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described}
            />
            if let Some(text) = &props.error {
                <span class="field-error" id={error}>{ text }</span>
            }
            if let Some(text) = &props.hint {
                <span class="field-hint" id={hint}>{ text }</span>
            }
        </div>
    }
}

/// A file that only the script fills in.
pub fn script_file(name: &'static str) -> Html {
    html! { <input type="file" name={name} hidden=true tabindex="-1" aria-hidden="true" /> }
}

/// Sentences of which the script shows the one that fits, by its code.
pub fn script_sentences(sentences: Vec<(&'static str, String)>) -> Html {
    html! {
        <div role="alert">
            { for sentences.into_iter().map(|(code, text)| html! {
                <p class="msg msg-warn" data-say={code} hidden=true>{ text }</p>
            }) }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CropToolProps {
    pub title: AttrValue,
    pub help: AttrValue,
    /// What the picture shows, for those who do not see it.
    pub canvas: AttrValue,
    pub zoom: AttrValue,
    pub move_x: AttrValue,
    pub move_y: AttrValue,
    pub turn: AttrValue,
    /// Said when so much is enlarged that it gets blurry.
    pub blurry: AttrValue,
    pub width: u16,
    pub height: u16,
}

/// Cuts a picture to its frame: by dragging, or with the sliders. Hidden until the script has a picture.
pub fn crop_tool(props: &CropToolProps) -> Html {
    let slider = |id: &'static str, label: &AttrValue, min: &'static str, max: &'static str, start: &'static str| {
        html! {
            <div>
                <label class="field-label" for={id}>{ label }</label>
                <input class="slider" type="range" {id} {min} {max} step="1" value={start} />
            </div>
        }
    };
    html! {
        <fieldset class="tool stack-s" id="crop" hidden=true>
            <legend class="field-label">{ &props.title }</legend>
            <p class="muted small">{ &props.help }</p>
            <canvas
                id="crop-canvas"
                role="img"
                aria-label={props.canvas.clone()}
                width={props.width.to_string()}
                height={props.height.to_string()}
            ></canvas>
            { slider("crop-zoom", &props.zoom, "100", "400", "100") }
            { slider("crop-x", &props.move_x, "0", "1000", "500") }
            { slider("crop-y", &props.move_y, "0", "1000", "500") }
            <button type="button" class="btn" id="crop-turn">{ &props.turn }</button>
            <p class="msg msg-act" id="crop-blurry" role="status" hidden=true>{ &props.blurry }</p>
        </fieldset>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SignaturePadProps {
    pub label: AttrValue,
    pub canvas: AttrValue,
    pub clear: AttrValue,
}

/// A frame to sign in with a finger. Hidden until the script runs.
pub fn signature_pad(props: &SignaturePadProps) -> Html {
    html! {
        <div class="tool stack-s" id="sign" hidden=true>
            <p class="field-label">{ &props.label }</p>
            <canvas id="sign-canvas" role="img" aria-label={props.canvas.clone()} width="600" height="240"></canvas>
            <button type="button" class="btn" id="sign-clear">{ &props.clear }</button>
        </div>
    }
}

/// A stored picture, as large as its place allows.
pub fn picture(address: &str, label: &str) -> Html {
    html! { <img class="picture" src={address.to_owned()} alt={label.to_owned()} /> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PicturePairProps {
    /// Address and label of each.
    pub pictures: Vec<(AttrValue, AttrValue)>,
}

/// Pictures side by side, to be compared.
pub fn picture_pair(props: &PicturePairProps) -> Html {
    html! {
        <div class="pictures">
            { for props.pictures.iter().map(|(address, label)| html! {
                <figure>
                    { picture(address, label) }
                    <figcaption class="muted small">{ label }</figcaption>
                </figure>
            }) }
        </div>
    }
}
