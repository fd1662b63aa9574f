//! Pages about training proofs as the edge writes them.
#![cfg(all(test, feature = "edge"))]

use frontend::plain_pages::PlainPage;
use frontend::proofs::{ProofPage, proof_page, verify_page};
use shared::institution::Site;
use shared::lang::Lang;
use shared::proofs::api::TraineeProof;

fn page(lang: Lang, path: &str) -> PlainPage {
    let site = Site { name: "测试中心".to_owned(), phone: "0571-88886666".to_owned(), ..Site::default() };
    PlainPage { lang, site, path: path.to_owned() }
}

/// What the script of the public check looks for.
fn names_in_the_script() -> Vec<String> {
    let script = include_str!("../verify/src/page.rs");
    let quoted = script.split('"').skip(1).step_by(2);
    let names = [
        "needs-scripts",
        "no-code",
        "genuine",
        "in-force",
        "superseded",
        "revoked",
        "not-known",
        "forged",
        "unreadable",
        "newer",
        "proof",
        "verify",
        "file",
    ];
    let prefixes = ["state-", "kind-", "file-", "hours-"];
    let mut found: Vec<String> = quoted
        .filter(|name| names.contains(name) || prefixes.iter().any(|prefix| name.starts_with(prefix)))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_check_has_a_place_for_everything_that_its_script_shows() {
    for lang in Lang::ALL {
        let html = verify_page(&page(lang, "/verify"), "5a5a").body;
        let names = names_in_the_script();
        assert!(names.len() > 20, "{names:?}");
        for name in names {
            let there =
                [format!("id=\"{name}\""), format!("data-slot=\"{name}\"")].iter().any(|place| html.contains(place));
            assert!(there, "{name} is not on the page");
        }
        assert!(html.contains("data-key=\"5a5a\"") && html.contains("0571-88886666"));
        if let Some(folder) = std::env::var_os("PAGE_SAMPLES") {
            let key = std::env::var("PAGE_KEY").unwrap_or_default();
            let html = verify_page(&page(lang, "/verify"), &key).body;
            std::fs::write(std::path::Path::new(&folder).join(format!("verify-{}.html", lang.code())), html).unwrap();
        }
    }
}

#[test]
fn a_proof_offers_the_file_where_files_can_be_had() {
    for proof in TraineeProof::samples() {
        for (in_wechat, there, absent) in
            [(true, "action=\"/proofs/42/link\"", "href=\"/proofs/42/pdf\""), (false, "/pdf\"", "/link\"")]
        {
            let content = ProofPage { proof: &proof, form_key: "key", in_wechat };
            let page = page(Lang::Zh, &format!("/proofs/{}", proof.id));
            let html = proof_page(&page, &content).body;
            let id = proof.id.to_string();
            assert!(html.contains(&there.replace("42", &id)) && !html.contains(&absent.replace("42", &id)), "{html}");
            assert!(html.contains(&proof.fields.number) && html.contains(&format!("/proofs/{id}/picture")));
        }
    }
}
