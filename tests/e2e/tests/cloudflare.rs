//! The same build in its other home: `wrangler dev` with the Cloudflare configuration, FILES in front of R2.

use e2e::{Options, OrFail as _, Person, Portal, institution};
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;

#[test]
fn the_cloudflare_configuration_serves_a_trainee_from_the_menu_to_home() {
    let portal = Portal::start(Options { cloudflare: true, ..Options::default() });

    // Health writes a file and reads it back: here through R2.
    let health: serde_json::Value = portal.visitor().get("/healthz").expect_status(200).json();
    assert_eq!(health["files"]["ok"], true, "{health}");
    assert_eq!(health["object"]["ok"], true, "{health}");

    let mut staff = portal.first_administrator();
    institution::set_up(&mut staff);
    let person = Person::numbered(1);
    institution::enrol_usually(&mut staff, &person);

    let mut trainee = portal.trainee("oCloudflareSmokeTest00001");
    trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
    let page = trainee.get("/").expect_status(200).text();
    assert!(page.contains(institution::COURSE), "the first page names the course");
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("the first page as JSON");
    assert_eq!(home.trainee.name, person.name);
}
