//! Fetching the files that are shipped with the app.

use gloo_net::http::Request;
use web_sys::AbortSignal;

/// A file that is shipped with the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// Its address, relative to the page.
    pub path: &'static str,
    /// How many seconds the whole download may take.
    pub seconds: u32,
}

/// Why a file could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No response, or the connection broke.
    #[error("{path} could not be downloaded. Check the connection and try again.")]
    Network {
        /// The file's address.
        path: &'static str,
    },
    /// It took too long.
    #[error("{path} did not arrive within {seconds} seconds. Check the connection and try again.")]
    Timeout {
        /// The file's address.
        path: &'static str,
        /// The time limit, in seconds.
        seconds: u32,
    },
    /// The server answered with an error.
    #[error("{path} could not be downloaded: the server answered {status}.")]
    Status {
        /// The file's address.
        path: &'static str,
        /// The HTTP status.
        status: u16,
    },
}

/// The text of a file.
///
/// # Errors
/// [`FetchError`] if no complete response arrives in time, or if its status is an error.
pub async fn text(file: File) -> Result<String, FetchError> {
    let File { path, seconds } = file;
    let signal = AbortSignal::timeout_with_u32(seconds * 1000);
    let broken =
        |_| if signal.aborted() { FetchError::Timeout { path, seconds } } else { FetchError::Network { path } };
    let response = Request::get(path).abort_signal(Some(&signal)).send().await.map_err(broken)?;
    if !response.ok() {
        return Err(FetchError::Status { path, status: response.status() });
    }
    response.text().await.map_err(broken)
}
