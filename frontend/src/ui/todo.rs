//! The one line that says what to do now.

use yew::prelude::*;

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodoMood {
    /// The reader's.
    Act,
    /// Somebody else's: wait.
    Wait,
    /// Nobody's any more.
    Done,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TodoProps {
    pub mood: TodoMood,
    /// "What to do now".
    pub label: AttrValue,
    pub children: Html,
}

pub fn todo(props: &TodoProps) -> Html {
    let class = match props.mood {
        TodoMood::Act => "todo todo-act",
        TodoMood::Wait => "todo",
        TodoMood::Done => "todo todo-done",
    };
    html! {
        <p {class}>
            <span class="todo-label">{ &props.label }</span>
            { props.children.clone() }
        </p>
    }
}

/// A smaller line under the one that says it.
pub fn todo_note(children: Html) -> Html {
    html! { <span class="todo-label">{ children }</span> }
}

/// [`todo`] as a component.
#[component]
pub fn Todo(props: &TodoProps) -> Html {
    todo(props)
}
