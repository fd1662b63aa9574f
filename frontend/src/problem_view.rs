//! A problem as a whole page: what happened, and the way out that fits it.

use shared::error::{ErrorCode, Problem};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::common::CommonText;
use crate::i18n::errors;
use crate::i18n::identity::IdentityText;
use crate::identity::{SignedOutReason, signed_out_view};
use crate::title::problem_title;
use crate::ui::{self, ButtonKind, ErrorFaceProps, LinkButtonProps};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProblemViewProps {
    pub lang: Lang,
    pub problem: Problem,
    /// *Call us*; empty before the institution has filled it in.
    #[prop_or_default]
    pub phone: AttrValue,
    /// Try again in place, in the running app.
    #[prop_or_default]
    pub on_retry: Option<Callback<MouseEvent>>,
    /// Address to try again by a plain link, for pages from the server.
    #[prop_or_default]
    pub retry_href: Option<AttrValue>,
}

/// Where a problem sends the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WayOut {
    SignIn,
    Bind,
    EnterAgain,
    Home,
    Retry,
}

const fn way_out(code: ErrorCode) -> WayOut {
    match code {
        ErrorCode::SignInRequired | ErrorCode::StaffSignInRequired => WayOut::SignIn,
        ErrorCode::BindingRequired | ErrorCode::WeChatNotConfigured | ErrorCode::NoMatch => WayOut::Bind,
        ErrorCode::AuthorisationRefused
        | ErrorCode::AuthorisationExpired
        | ErrorCode::SnapshotAccount
        | ErrorCode::WeChatUnavailable => WayOut::EnterAgain,
        ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::Malformed
        | ErrorCode::UnsupportedMediaType
        | ErrorCode::TooLarge
        | ErrorCode::CrossSite
        | ErrorCode::RoleRequired
        | ErrorCode::LinkExpired => WayOut::Home,
        ErrorCode::Invalid
        | ErrorCode::KeyUnusable
        | ErrorCode::Changed
        | ErrorCode::TooManyTries
        | ErrorCode::SignInFailed
        | ErrorCode::LockedOut
        | ErrorCode::ImportNotReady
        | ErrorCode::PreviewOutdated
        | ErrorCode::UndoBlocked
        | ErrorCode::UndoTooLate
        | ErrorCode::BothEnrolled
        | ErrorCode::RulesInUse
        | ErrorCode::LessonClosed
        | ErrorCode::LessonUnfinished
        | ErrorCode::LessonInUse
        | ErrorCode::UploadIncomplete
        | ErrorCode::StorageFull
        | ErrorCode::FileUnplayable
        | ErrorCode::SourceExpired
        | ErrorCode::TooLate
        | ErrorCode::ProofNotReady
        | ErrorCode::ProofUnprintable
        | ErrorCode::LastAdministrator
        | ErrorCode::OwnAccount
        | ErrorCode::Broken
        | ErrorCode::Unavailable
        | ErrorCode::Busy => WayOut::Retry,
    }
}

pub fn problem_view(props: &ProblemViewProps) -> Html {
    let ProblemViewProps { lang, problem, phone, on_retry, retry_href } = props;
    let way_out = way_out(problem.code);
    if way_out == WayOut::SignIn {
        return signed_out_view(*lang, SignedOutReason::Ended);
    }
    let (href, label, full_load) = match way_out {
        WayOut::Bind => ("/bind", IdentityText::BindTitle.text(*lang), false),
        WayOut::EnterAgain => ("/enter", IdentityText::EnterWeChat.text(*lang), true),
        WayOut::SignIn | WayOut::Home | WayOut::Retry => ("/", CommonText::BackHome.text(*lang), false),
    };
    let retries = way_out == WayOut::Retry;
    let children = if retries {
        Html::default()
    } else {
        let kind = ButtonKind::Primary;
        ui::link_button(&props!(LinkButtonProps { kind, wide: true, href, full_load, children: label }))
    };
    ui::error_face(&props!(ErrorFaceProps {
        lang: *lang,
        title: problem_title(*lang, problem.code),
        advice: errors::advice(*lang, problem),
        request_id: problem.request_id.clone(),
        phone: phone.clone(),
        on_retry: on_retry.clone().filter(|_| retries),
        retry_href: retry_href.clone().filter(|_| retries),
        children
    }))
}

/// [`problem_view`] as a component.
#[component]
pub fn ProblemView(props: &ProblemViewProps) -> Html {
    problem_view(props)
}
