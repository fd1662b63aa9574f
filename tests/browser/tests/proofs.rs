//! Training proofs in the console.

use browser_tests::{Heard, Shown, click, show, text_of};
use frontend::proofs::ProofRow;
use shared::lang::Lang;
use shared::proofs::ProofState;
use shared::proofs::api::Proof;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

async fn row(lang: Lang, proof: Proof, on_revoke: Option<Callback<Proof>>) -> Shown {
    show(html! { <ul><ProofRow {lang} {proof} {on_revoke} /></ul> }).await
}

#[wasm_bindgen_test]
async fn only_a_proof_in_force_can_be_revoked_and_only_by_who_may() {
    for proof in Proof::samples() {
        let (heard, on_revoke) = Heard::new();
        let shown = row(Lang::Zh, proof.clone(), Some(on_revoke)).await;
        assert_eq!(shown.has("button.btn-warn"), proof.state.is_in_force(), "{:?}", proof.state);
        if proof.state.is_in_force() {
            click(&shown.one("button.btn-warn")).await;
            assert_eq!(heard.all(), std::slice::from_ref(&proof));
        }
        assert!(!row(Lang::Zh, proof, None).await.has("button"));
    }
}

#[wasm_bindgen_test]
async fn a_proof_says_what_became_of_it_and_still_opens() {
    for lang in Lang::ALL {
        for proof in Proof::samples() {
            let shown = row(lang, proof.clone(), None).await;
            shown.assert_says(&format!("{} · {}", proof.name, proof.issued_by));
            match &proof.state {
                ProofState::Issued => {}
                ProofState::Superseded { by, .. } => shown.assert_says(by),
                ProofState::Revoked { reason, .. } => shown.assert_says(reason),
            }
            // The files are not pages of the app: the browser loads them.
            let links = shown.all("a");
            assert_eq!(links.len(), 2, "{:?}", links.iter().map(text_of).collect::<Vec<_>>());
            for (link, part) in links.iter().zip(["picture", "pdf"]) {
                let href = link.get_attribute("href").unwrap_or_default();
                assert_eq!(href, format!("/proofs/{}/{part}", proof.id));
            }
        }
    }
}
