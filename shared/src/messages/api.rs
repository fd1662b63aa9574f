//! Trainees read what they were told.

use serde::{Deserialize, Serialize};

use super::MessageContent;
use crate::endpoints;
use crate::id::EnrolmentId;
use crate::page::Page;
use crate::time::Timestamp;

/// Which messages to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMessagesRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A message as its trainee sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub at: Timestamp,
    /// It was not shown before.
    pub new: bool,
    /// What it is about.
    pub enrolment: Option<EnrolmentId>,
    pub content: MessageContent,
}

endpoints! {
    /// Messages of the caller, newest first; those that are shown count as read.
    ListMessages = "messages.list_messages": Get "/api/messages", Trainee, ListMessagesRequest => Page<Message>;
}
