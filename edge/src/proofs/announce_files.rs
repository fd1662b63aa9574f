//! `proofs.announce_files`: the page of a proof is about to be stored. Without a row for it a crash would leave the trainee's
//! name in FILES where nobody knows of it; what never becomes a proof is deleted like every file whose time has come.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::EnrolmentId;

use crate::institution::callers::{Anyone, Authenticate as _, Registrar};
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

/// What is not a proof by then never will be.
const UNTIL_ISSUED_SECONDS: i64 = 3600;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnounceFilesRequest {
    pub enrolment_id: EnrolmentId,
    /// Name in FILES, without `.pdf` and `.svg`.
    pub file: String,
}

/// Both names of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFiles {
    pub pdf: String,
    pub svg: String,
}

impl PageFiles {
    pub fn of(file: &str) -> Self {
        Self { pdf: format!("{file}.pdf"), svg: format!("{file}.svg") }
    }
}

internal!(
    /// Knows of the files of a page before they are stored. Those of a proof that was issued are left as they are.
    AnnounceFiles = "proofs.announce_files", AnnounceFilesRequest => PageFiles
);

pub fn announce_files(context: &Context, _caller: Anyone, request: AnnounceFilesRequest) -> Outcome<PageFiles> {
    Registrar::authenticate(context)?;
    let files = PageFiles::of(&request.file);
    transaction(context, || {
        for (name, content_type) in [(&files.pdf, "application/pdf"), (&files.svg, "image/svg+xml")] {
            context.sql.run(
                "insert into files (trainee_id, purpose, name, content_type, bytes, sha256, created_at, delete_after)
                 select e.trainee_id, 'proof', ?2, ?3, 0, '', ?4, ?5 from enrolments e
                 where e.id = ?1 and not exists (select 1 from proofs p where p.file = ?6)
                 on conflict (name) do update set delete_after = excluded.delete_after",
                params![
                    request.enrolment_id,
                    name,
                    content_type,
                    context.now,
                    context.now.plus_seconds(UNTIL_ISSUED_SECONDS),
                    &request.file
                ],
            )?;
        }
        Ok(())
    })?;
    Ok(files)
}

/// The files belong to a proof from now on, which is never deleted (docs/data.md).
pub(super) fn taken(context: &Context, file: &str) -> Outcome<()> {
    let files = PageFiles::of(file);
    let known = context.sql.changed(
        "delete from files where purpose = 'proof' and name in (?1, ?2) and delete_after > ?3 returning 1",
        params![&files.pdf, &files.svg, context.now],
    )?;
    // Too late: they may be gone by now.
    if known == 2 { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}
