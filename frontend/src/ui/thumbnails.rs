//! Many small pictures, loaded only when they come into sight.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ThumbnailsProps {
    /// Address and label of each.
    pub pictures: Vec<(AttrValue, AttrValue)>,
}

#[component]
pub fn Thumbnails(props: &ThumbnailsProps) -> Html {
    html! {
        <ul class="thumbs" tabindex="0">
            { for props.pictures.iter().map(|(address, label)| html! {
                <li><img src={address.clone()} alt={label.clone()} loading="lazy" width="160" height="90" /></li>
            }) }
        </ul>
    }
}
