//! A page of a document as a picture, as wide as there is room.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PagePictureProps {
    pub src: AttrValue,
    /// What it shows; what it says must stand beside it.
    pub alt: AttrValue,
}

/// A4: the place is known before the picture is there.
pub fn page_picture(props: &PagePictureProps) -> Html {
    html! { <img class="page-picture" src={props.src.clone()} alt={props.alt.clone()} width="595" height="842" /> }
}

/// [`page_picture`] as a component.
#[component]
pub fn PagePicture(props: &PagePictureProps) -> Html {
    page_picture(props)
}
