//! One class or all of them.

use std::rc::Rc;

use shared::courses::api::{Class, ClassRequest, GetClass, ListClasses, ListClassesRequest};
use shared::id::ClassId;
use yew::prelude::*;

use crate::hooks::ResourceState;
use crate::i18n::cases::CaseText;
use crate::i18n::staff::StaffText;
use crate::staff::{show, use_console, use_staff_resource};
use crate::ui::{Button, ButtonKind, ButtonRow, FormMessage, SearchBox, TagKind, tag, tags};

#[derive(Clone, PartialEq, Properties)]
pub struct ClassFilterProps {
    /// All when absent.
    pub chosen: Option<ClassId>,
    pub on_choose: Callback<Option<ClassId>>,
}

#[component]
pub fn ClassFilter(props: &ClassFilterProps) -> Html {
    let on_choose = props.on_choose.clone();
    match props.chosen {
        Some(class) => html! { <ChosenClass {class} on_clear={on_choose.reform(|()| None)} /> },
        None => html! { <ClassSearch on_choose={on_choose.reform(Some)} /> },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ChosenClassProps {
    class: ClassId,
    on_clear: Callback<()>,
}

#[component]
fn ChosenClass(props: &ChosenClassProps) -> Html {
    let lang = use_console().lang;
    let resource = use_staff_resource::<GetClass>(ClassRequest { id: props.class, after: None });
    // Until it is known the button is enough; a class that is not there says so on the page itself.
    let name = match &resource.state {
        ResourceState::Ready(class) => name_of(class),
        ResourceState::Loading | ResourceState::Failed(_) => String::new(),
    };
    let clear = props.on_clear.reform(|_: MouseEvent| ());
    tags(vec![
        if name.is_empty() { Html::default() } else { tag(TagKind::Info, name) },
        html! { <Button kind={ButtonKind::Quiet} onclick={clear}>{ CaseText::AllClasses.text(lang) }</Button> },
    ])
}

fn name_of(class: &Class) -> String {
    format!("{} · {}", class.course_name, class.code)
}

#[derive(Clone, PartialEq, Properties)]
struct ClassSearchProps {
    on_choose: Callback<ClassId>,
}

#[component]
fn ClassSearch(props: &ClassSearchProps) -> Html {
    let lang = use_console().lang;
    let typed = use_state(String::new);
    let wanted = use_state(|| None::<String>);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let onsearch = {
        let (typed, wanted) = (typed.clone(), wanted.clone());
        Callback::from(move |()| wanted.set(Some(typed.trim().to_owned())))
    };
    html! {
        <>
            <SearchBox
                label={CaseText::ClassSearch.text(lang)} button={StaffText::Search.text(lang)}
                value={(*typed).clone()} {oninput} {onsearch}
            />
            if let Some(code) = &*wanted {
                <Matches code={code.clone()} on_choose={props.on_choose.clone()} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MatchesProps {
    code: String,
    on_choose: Callback<ClassId>,
}

/// The newest classes in whose codes it stands.
#[component]
fn Matches(props: &MatchesProps) -> Html {
    let console = use_console();
    let request = ListClassesRequest { code: props.code.clone(), anywhere: true, ..ListClassesRequest::default() };
    let resource = use_staff_resource::<ListClasses>(request);
    show::<ListClasses>(&console, &resource, |page: &Rc<_>| {
        if page.items.is_empty() {
            return html! { <FormMessage>{ CaseText::NoClassFound.text(console.lang) }</FormMessage> };
        }
        html! {
            <ButtonRow>
                { for page.items.iter().take(12).map(|class| {
                    let id = class.id;
                    let onclick = props.on_choose.reform(move |_: MouseEvent| id);
                    html! { <Button key={id.0} {onclick}>{ name_of(class) }</Button> }
                }) }
            </ButtonRow>
        }
    })
}
