//! Through WeChat and back: what goes wrong there, and redirects that come twice.

use e2e::{OrFail, Portal, institution};
use shared::error::ErrorCode;
use wechat_sim::behaviour::Behaviour;

const SESSION: &str = "__Host-session";
const STATE: &str = "__Host-state";

#[test]
fn what_goes_wrong_at_wechat_is_told_and_opens_no_session() {
    let (portal, _staff) = Portal::set_up();
    let cases = [
        (Behaviour::Refuse, ErrorCode::AuthorisationRefused, "您没有同意微信授权"),
        (Behaviour::Snapshot, ErrorCode::SnapshotAccount, "现在是快照页"),
        (Behaviour::Expired, ErrorCode::AuthorisationExpired, "微信授权已失效"),
        (Behaviour::Busy, ErrorCode::WeChatUnavailable, "微信暂时没有回应"),
        (Behaviour::ServerError, ErrorCode::WeChatUnavailable, "微信暂时没有回应"),
    ];
    for (behaviour, code, words) in cases {
        let mut trainee = portal.follower("oSomethingGoesWrong");
        portal.simulator().next("oSomethingGoesWrong", behaviour);
        let page = trainee.enter().expect_status(code.status());
        assert!(page.text().contains(words), "{behaviour:?}: {}", page.text());
        assert!(page.text().contains(institution::PHONE), "{behaviour:?}: no way to call");
        assert_eq!(trainee.cookie(SESSION), None, "{behaviour:?}");
    }
}

#[test]
fn a_slow_wechat_is_waited_for() {
    let (portal, _staff) = Portal::set_up();
    let mut trainee = portal.follower("oSlowFollower");
    portal.simulator().next("oSlowFollower", Behaviour::Slow);
    assert_eq!(trainee.enter().expect_status(200).url, portal.url("/bind"));
}

#[test]
fn a_wechat_that_never_answers_is_given_up() {
    let (portal, _staff) = Portal::set_up();
    let mut trainee = portal.follower("oNobodyAnswers");
    portal.simulator().next("oNobodyAnswers", Behaviour::Silent);
    let page = trainee.enter().expect_status(ErrorCode::WeChatUnavailable.status());
    assert!(page.text().contains("微信暂时没有回应"), "{}", page.text());
}

#[test]
fn two_redirects_at_once_get_one_session() {
    let (portal, _staff) = Portal::set_up();
    let mut trainee = portal.follower("oTwoAtOnce");
    portal.simulator().next("oTwoAtOnce", Behaviour::Late);
    let redirect = trainee.enter_until_redirect();
    // The code is used by one of them, whose answer is still on its way when the other is refused.
    let origin = portal.origin().to_owned();
    let phones = [trainee.at(&origin), trainee.at(&origin)];
    let sessions: Vec<Option<String>> = std::thread::scope(|scope| {
        let calls: Vec<_> = phones
            .into_iter()
            .map(|mut phone| {
                let redirect = &redirect;
                scope.spawn(move || {
                    assert_eq!(phone.get(redirect).status, 303);
                    phone.cookie(SESSION).map(str::to_owned)
                })
            })
            .collect();
        calls.into_iter().map(|call| call.join().or_fail("a call")).collect()
    });
    assert!(sessions.iter().all(|session| session.is_some() && *session == sessions[0]), "{sessions:?}");
    assert_eq!(portal.simulator().exchanges("granted"), 1);
}

#[test]
fn a_repeated_redirect_gets_the_same_session_only_with_the_same_state() {
    let (portal, _staff) = Portal::set_up();
    let mut trainee = portal.follower("oRepeatedRedirect");
    let redirect = trainee.enter_until_redirect();

    // Somebody else's browser, or WeChat's own look ahead: neither a session nor a used code.
    let mut stranger = portal.visitor();
    stranger.get(&redirect).expect_status(ErrorCode::AuthorisationExpired.status());
    assert_eq!((stranger.cookie(SESSION), portal.simulator().exchanges("granted")), (None, 0));

    trainee.get(&redirect).expect_redirect_to("/bind");
    let session = trainee.cookie(SESSION).or_fail("a session").to_owned();
    trainee.forget_cookie(SESSION);
    let again = trainee.get(&redirect);
    assert_eq!(again.status, 303);
    assert_eq!(trainee.cookie(SESSION), Some(session.as_str()));
    assert_eq!(portal.simulator().exchanges("granted"), 1);

    let state = trainee.cookie(STATE).or_fail("the state cookie").to_owned();
    let mut other_state = portal.follower("oRepeatedRedirect");
    other_state.enter_until_redirect();
    assert_ne!(other_state.cookie(STATE), Some(state.as_str()));
    other_state.get(&redirect).expect_status(ErrorCode::AuthorisationExpired.status());
    assert_eq!(other_state.cookie(SESSION), None);
}

#[test]
fn a_redirect_is_not_repeated_after_five_minutes() {
    let (mut portal, _staff) = Portal::set_up();
    let mut trainee = portal.follower("oLateRedirect");
    let redirect = trainee.enter_until_redirect();
    trainee.get(&redirect).expect_redirect_to("/bind");
    trainee.forget_cookie(SESSION);
    portal.with_database(|database| {
        let age = "update oauth_states set expires_at = expires_at - 301000";
        assert_eq!(database.execute(age, []).or_fail(age), 1);
    });
    trainee.get(&redirect).expect_status(ErrorCode::AuthorisationExpired.status());
    assert_eq!(trainee.cookie(SESSION), None);
}
