//! Search among trainees, everywhere or in one class.

use shared::enrolments::api::{SearchTrainees, SearchTraineesRequest};
use shared::id::ClassId;
use yew::prelude::*;

use super::trainee_table::TraineeTable;
use crate::i18n::staff::{StaffText, TraineeText};
use crate::staff::{show, use_console, use_kept, use_paging, use_staff_resource};
use crate::ui::{Empty, Pagination, SearchBox};

#[derive(Clone, PartialEq, Properties)]
pub struct TraineeListProps {
    #[prop_or_default]
    pub class_id: Option<ClassId>,
}

#[component]
pub fn TraineeList(props: &TraineeListProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let list = format!("trainees {:?}", props.class_id);
    let term = use_kept::<String>(Some(&list));
    let typed = use_state(|| (*term).clone());
    let paging = use_paging(Some(&list));
    let resource = use_staff_resource::<SearchTrainees>(SearchTraineesRequest {
        term: (*term).clone(),
        class_id: props.class_id,
        after: paging.after(),
    });
    let onsearch = {
        let (typed, term, paging) = (typed.clone(), term.clone(), paging.clone());
        Callback::from(move |()| {
            paging.reset();
            term.set(typed.trim().to_owned());
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    html! {
        <>
            <SearchBox
                label={TraineeText::SearchLabel.text(lang)} button={StaffText::Search.text(lang)}
                value={(*typed).clone()} {oninput} {onsearch}
            />
            { show::<SearchTrainees>(&console, &resource, |page| html! {
                <>
                    if !page.items.is_empty() {
                        <TraineeTable {lang} trainees={page.items.clone()} in_class={props.class_id.is_some()} />
                    } else if term.is_empty() {
                        <Empty title={TraineeText::NoTrainees.text(lang)}>
                            <p>{ TraineeText::NoTraineesAdvice.text(lang) }</p>
                        </Empty>
                    } else {
                        <Empty title={TraineeText::NotFound.text(lang)}>
                            <p>{ TraineeText::NotFoundAdvice.text(lang) }</p>
                        </Empty>
                    }
                    <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
                </>
            }) }
        </>
    }
}
