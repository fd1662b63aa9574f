//! What every page of the console knows: who is signed in, in which language, and how to say that something is done.

use std::rc::Rc;

use shared::endpoint::{Access, Caller, Endpoint};
use shared::lang::Lang;
use shared::role::Role;
use shared::staff::api::Me;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct Console {
    pub lang: Lang,
    pub me: Rc<Me>,
    /// Says a short sentence, also to screen readers.
    pub say: Callback<AttrValue>,
    /// The session has ended: asks for the password over the page, so that nothing typed is lost.
    pub sign_in_again: Callback<()>,
    /// Counts sign-ins: a page that failed for want of a session asks again when it changes.
    pub sign_ins: u32,
}

impl Console {
    /// Whether the portal would let the signed-in person call this.
    pub fn may<E: Endpoint>(&self) -> bool {
        may::<E>(&self.me.roles)
    }

    /// Says a text that stands in the code.
    pub fn say_text(&self, text: &'static str) {
        self.say.emit(AttrValue::Static(text));
    }
}

/// Whether somebody with these roles may call `E`.
pub fn may<E: Endpoint>(roles: &[Role]) -> bool {
    let needed = needed_roles::<E>();
    needed.is_empty() || needed.iter().any(|role| roles.contains(role))
}

/// The roles of which one is needed; none when any member of staff will do.
pub const fn needed_roles<E: Endpoint>() -> &'static [Role] {
    match <E::Caller as Caller>::ACCESS {
        Access::Staff(roles) => roles,
        Access::Anyone | Access::Visitor | Access::Trainee => &[],
    }
}

/// The console around the calling component. Outside of one (in tests of single pages) nobody is signed in.
#[hook]
pub fn use_console() -> Console {
    use_context::<Console>().unwrap_or_else(|| Console {
        lang: Lang::default(),
        me: Rc::new(nobody()),
        say: Callback::noop(),
        sign_in_again: Callback::noop(),
        sign_ins: 0,
    })
}

fn nobody() -> Me {
    Me {
        id: shared::id::StaffId(0),
        login: String::new(),
        name: String::new(),
        roles: Vec::new(),
        institution: String::new(),
        demo: false,
    }
}
