//! FILES: slips, videos, certificates. At home an HTTP file service, on Cloudflare R2 behind the same few operations.

use worker::{Env, Error, Method, RequestInit, Result};

/// The file store of this home.
pub enum Files {
    /// workerd's `disk` or `bucket` service: plain HTTP.
    Http(worker::Fetcher),
    R2(worker::Bucket),
}

impl Files {
    pub fn of(env: &Env) -> Result<Self> {
        match env.service("FILES") {
            Ok(service) => Ok(Self::Http(service)),
            Err(_absent) => Ok(Self::R2(env.bucket("FILES_BUCKET")?)),
        }
    }

    /// Stores a small file whole.
    pub async fn put(&self, name: &str, content: &str) -> Result<()> {
        match self {
            Self::Http(service) => {
                let mut init = RequestInit::new();
                init.with_method(Method::Put).with_body(Some(content.into()));
                let response = service.fetch(format!("http://files/{name}"), Some(init)).await?;
                match response.status_code() {
                    200..=299 => Ok(()),
                    status => Err(Error::RustError(format!("FILES refused to store: {status}"))),
                }
            }
            Self::R2(bucket) => bucket.put(name, content.to_owned()).execute().await.map(|_object| ()),
        }
    }

    /// Reads a small file whole.
    pub async fn get(&self, name: &str) -> Result<Option<String>> {
        match self {
            Self::Http(service) => {
                let mut response = service.fetch(format!("http://files/{name}"), None).await?;
                match response.status_code() {
                    200 => response.text().await.map(Some),
                    404 => Ok(None),
                    status => Err(Error::RustError(format!("FILES refused to read: {status}"))),
                }
            }
            Self::R2(bucket) => match bucket.get(name).execute().await? {
                Some(object) => match object.body() {
                    Some(body) => body.text().await.map(Some),
                    None => Ok(None),
                },
                None => Ok(None),
            },
        }
    }
}
