//! stub
pub fn terms_of_text(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}
pub fn terms_of_query(text: &str) -> Option<Vec<String>> {
    Some(vec![text.to_owned()])
}
