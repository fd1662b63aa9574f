//! What a list remembers while the console is open: its search and its page, for whoever comes back to it.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

thread_local! {
    // In memory only: search terms are personal.
    static KEPT: RefCell<HashMap<String, Rc<dyn Any>>> = RefCell::default();
}

/// A state that outlives its component.
pub struct Kept<T> {
    /// Absent: forgotten with its component.
    key: Option<Rc<str>>,
    state: UseStateHandle<T>,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), state: self.state.clone() }
    }
}

impl<T: PartialEq> PartialEq for Kept<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.state == other.state
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.state
    }
}

impl<T: Clone + 'static> Kept<T> {
    pub fn set(&self, value: T) {
        if let Some(key) = &self.key {
            KEPT.with_borrow_mut(|all| all.insert(key.as_ref().to_owned(), Rc::new(value.clone())));
        }
        self.state.set(value);
    }
}

/// The state kept under `key`, which does not change while the component lives; at first the type's default.
#[hook]
pub fn use_kept<T: Clone + Default + 'static>(key: Option<&str>) -> Kept<T> {
    let state = use_state(|| {
        let kept = key.and_then(|key| KEPT.with_borrow(|all| all.get(key).cloned()));
        kept.and_then(|kept| kept.downcast_ref::<T>().cloned()).unwrap_or_default()
    });
    Kept { key: key.map(Rc::from), state }
}

/// Whoever signs in next begins anew.
pub fn forget_kept() {
    KEPT.with_borrow_mut(HashMap::clear);
}
