//! The body of a request: JSON, or parts with JSON in `payload_json` and files.

use axum::body::Bytes;
use serde_json::Value;

/// A file of a request with parts.
#[derive(Clone)]
pub(crate) struct File {
    /// The part's name: `files[0]`.
    pub(crate) part: String,
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// What a request carries.
#[derive(Clone, Default)]
pub(crate) struct Body {
    /// Null when there is none.
    pub(crate) json: Value,
    pub(crate) files: Vec<File>,
    /// The media type that it was sent as.
    pub(crate) media: String,
}

impl Body {
    /// Reads a body; the error says what is wrong with it.
    pub(crate) async fn read(content_type: &str, bytes: Bytes) -> Result<Self, String> {
        let media = content_type.split(';').next().unwrap_or_default().trim();
        let mut body = Self {
            media: media.to_owned(),
            ..Self::default()
        };
        if media == "multipart/form-data" {
            body.parts(content_type, bytes).await?;
        } else if !bytes.is_empty() {
            if media != "application/json" {
                return Err(format!("a body of the type `{content_type}`"));
            }
            body.json = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        }
        Ok(body)
    }

    async fn parts(&mut self, content_type: &str, bytes: Bytes) -> Result<(), String> {
        let wrong = |error: multer::Error| error.to_string();
        let boundary = multer::parse_boundary(content_type).map_err(wrong)?;
        let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
        let mut parts = multer::Multipart::new(stream, boundary);
        while let Some(part) = parts.next_field().await.map_err(wrong)? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "payload_json" {
                let text = part.text().await.map_err(wrong)?;
                self.json = serde_json::from_str(&text).map_err(|error| error.to_string())?;
                continue;
            }
            self.files.push(File {
                part: name,
                name: part.file_name().unwrap_or_default().to_owned(),
                content_type: part.content_type().map(ToString::to_string),
                bytes: part.bytes().await.map_err(wrong)?.to_vec(),
            });
        }
        Ok(())
    }

    /// The same files with other JSON.
    pub(crate) fn with(&self, json: Value) -> Self {
        Self {
            json,
            ..self.clone()
        }
    }

    /// What is wrong with the files and what the JSON says of them.
    pub(crate) fn problems_of_files(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for file in &self.files {
            let number = file.part.strip_prefix("files[");
            let number = number.and_then(|rest| rest.strip_suffix(']'));
            if number.is_none_or(|number| number.parse::<u8>().is_err()) {
                problems.push(format!("a part called `{}`", file.part));
            }
            if file.name.is_empty() {
                problems.push(format!("{} has no file name", file.part));
            }
        }
        let files = self.files.iter().map(|file| &file.name);
        let names: Vec<&String> = files.collect();
        for url in attachment_urls(&self.json) {
            if !names.iter().any(|name| **name == url) && self.json["attachments"].is_null() {
                problems.push(format!("attachment://{url} names no file"));
            }
        }
        problems
    }
}

/// The files that embeds point to with `attachment://`.
fn attachment_urls(json: &Value) -> Vec<String> {
    match json {
        Value::String(text) => {
            let name = text.strip_prefix("attachment://");
            name.map(str::to_owned).into_iter().collect()
        }
        Value::Array(list) => list.iter().flat_map(attachment_urls).collect(),
        Value::Object(map) => map.values().flat_map(attachment_urls).collect(),
        _ => Vec::new(),
    }
}
