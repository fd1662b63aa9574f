//! Certificate cases for staff: the board and its stages, moving cases, collection, what belongs to one case and to one
//! trainee, the rules.

mod board_page;
mod board_view;
mod case_card;
mod case_list;
mod case_table;
mod catalogue_card;
mod certificate_form;
mod certificates_card;
mod class_filter;
mod collection_page;
mod ended_page;
mod filter;
mod hours_words;
mod move_dialog;
mod move_panel;
mod moves_view;
mod result_form;
mod rule_form;
mod rule_view;
mod rule_ways;
mod rules_page;
mod scan_page;
mod selection;
mod staff_history;
mod stage_page;
mod wish;

pub use board_page::BoardPage;
pub use board_view::BoardView;
pub use case_card::CaseCard;
pub use case_table::CaseTable;
pub use certificates_card::CertificatesCard;
pub use collection_page::{CollectionPage, CollectionSheet};
pub use ended_page::EndedPage;
pub use filter::CaseFilter;
pub use move_dialog::MoveView;
pub use rule_form::{form_of, rule_form};
pub use rules_page::RulesPage;
pub use scan_page::ScanPage;
pub use staff_history::StaffHistory;
pub use stage_page::StagePage;
