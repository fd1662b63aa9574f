//! A page of a document as a picture, as wide as there is room; it opens at full size.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PagePictureProps {
    pub src: AttrValue,
    /// What it shows; what it says must stand beside it.
    pub alt: AttrValue,
}

/// A4: the place is known before the picture is there.
pub fn page_picture(props: &PagePictureProps) -> Html {
    html! {
        <a href={props.src.clone()}>
            <img class="page-picture" src={props.src.clone()} alt={props.alt.clone()} width="595" height="842" />
        </a>
    }
}

/// [`page_picture`] as a component.
#[component]
pub fn PagePicture(props: &PagePictureProps) -> Html {
    page_picture(props)
}
