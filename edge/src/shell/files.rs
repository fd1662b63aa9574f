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

    /// Stores a small text whole.
    pub async fn put(&self, name: &str, content: &str) -> Result<()> {
        match self {
            Self::Http(service) => put_by_http(service, name, content.into()).await,
            Self::R2(bucket) => bucket.put(name, content.to_owned()).execute().await.map(|_object| ()),
        }
    }

    /// Stores a small file whole. What is personal is sealed before (`Keys::seal_bytes`).
    pub async fn put_bytes(&self, name: &str, content: Vec<u8>) -> Result<()> {
        match self {
            Self::Http(service) => {
                put_by_http(service, name, js_sys::Uint8Array::from(content.as_slice()).into()).await
            }
            Self::R2(bucket) => bucket.put(name, content).execute().await.map(|_object| ()),
        }
    }

    /// Reads a small text whole.
    pub async fn get(&self, name: &str) -> Result<Option<String>> {
        self.get_bytes(name)
            .await?
            .map(|bytes| String::from_utf8(bytes).or(Err(Error::RustError("a text in FILES is not UTF-8".to_owned()))))
            .transpose()
    }

    /// Reads a small file whole.
    pub async fn get_bytes(&self, name: &str) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Http(service) => {
                let mut response = service.fetch(address(name), None).await?;
                match response.status_code() {
                    200 => response.bytes().await.map(Some),
                    404 => Ok(None),
                    status => Err(Error::RustError(format!("FILES refused to read: {status}"))),
                }
            }
            Self::R2(bucket) => match bucket.get(name).execute().await? {
                Some(object) => match object.body() {
                    Some(body) => body.bytes().await.map(Some),
                    None => Ok(None),
                },
                None => Ok(None),
            },
        }
    }

    /// Opens a file, or the bytes of it from the first to the second number, both included: a stream to be passed on.
    pub async fn open(&self, name: &str, range: Option<(u64, u64)>) -> Result<Option<web_sys::ReadableStream>> {
        match self {
            Self::Http(service) => {
                let mut init = RequestInit::new();
                if let Some((first, last)) = range {
                    let headers = worker::Headers::new();
                    headers.set("range", &format!("bytes={first}-{last}"))?;
                    init.with_headers(headers);
                }
                let response: web_sys::Response = service.fetch(address(name), Some(init)).await?.into();
                match (response.status(), range) {
                    (200, None) | (206, Some(_)) => Ok(response.body()),
                    (404, _) => Ok(None),
                    (status, _) => Err(Error::RustError(format!("FILES refused to read: {status}"))),
                }
            }
            Self::R2(bucket) => {
                let mut get = bucket.get(name);
                if let Some((first, last)) = range {
                    let length = last.saturating_sub(first).saturating_add(1);
                    get = get.range(worker::Range::OffsetWithLength { offset: first, length });
                }
                let Some(object) = get.execute().await? else { return Ok(None) };
                match object.body().map(worker::ObjectBody::response_body).transpose()? {
                    Some(worker::ResponseBody::Stream(stream)) => Ok(Some(stream)),
                    _ => Ok(None),
                }
            }
        }
    }

    /// Stores bytes that are JavaScript's. Over HTTP they stay so; R2's binding takes its own copy.
    pub async fn put_buffer(&self, name: &str, content: &js_sys::ArrayBuffer) -> Result<()> {
        match self {
            Self::Http(service) => put_by_http(service, name, content.into()).await,
            Self::R2(bucket) => {
                let content = worker::Data::Bytes(js_sys::Uint8Array::new(content).to_vec());
                bucket.put(name, content).execute().await.map(|_object| ())
            }
        }
    }

    /// Removes a file. One that is not there is removed already.
    pub async fn remove(&self, name: &str) -> Result<()> {
        match self {
            Self::Http(service) => {
                let mut init = RequestInit::new();
                init.with_method(Method::Delete);
                let response = service.fetch(address(name), Some(init)).await?;
                match response.status_code() {
                    200..=299 | 404 => Ok(()),
                    status => Err(Error::RustError(format!("FILES refused to remove: {status}"))),
                }
            }
            Self::R2(bucket) => bucket.delete(name).await,
        }
    }
}

fn address(name: &str) -> String {
    format!("http://files/{name}")
}

async fn put_by_http(service: &worker::Fetcher, name: &str, body: worker::wasm_bindgen::JsValue) -> Result<()> {
    let mut init = RequestInit::new();
    init.with_method(Method::Put).with_body(Some(body));
    let response = service.fetch(address(name), Some(init)).await?;
    match response.status_code() {
        200..=299 => Ok(()),
        status => Err(Error::RustError(format!("FILES refused to store: {status}"))),
    }
}
