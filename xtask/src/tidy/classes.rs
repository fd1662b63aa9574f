//! Only `frontend/src/ui` knows class names: features compose its components. A warning, because a page's frame may
//! have a reason.

use super::{Finding, Source};

pub fn check(source: &Source) -> Vec<Finding> {
    let feature = source.path.starts_with("frontend/src/") && !source.path.starts_with("frontend/src/ui/");
    if !feature || !source.is_rust() {
        return Vec::new();
    }
    let named = source.lines_of_code().filter(|(_, line)| line.contains(" class=") || line.contains("classes!("));
    named.map(|(line, _)| source.finding(line, "a class name outside frontend/src/ui")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sample;

    #[test]
    fn the_kit_may_and_features_may_not() {
        let text = "html! { <p class=\"cell\" /> }";
        assert!(check(&sample("frontend/src/ui/cell.rs", text)).is_empty());
        assert_eq!(check(&sample("frontend/src/home/view.rs", text)).len(), 1);
        assert!(check(&sample("frontend/src/home/view.rs", "<Table in_class={true} />")).is_empty());
    }
}
