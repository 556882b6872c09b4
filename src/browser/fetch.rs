//! Reading the files that come with the app.

use gloo_net::http::Request;

/// Why a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No answer, or it broke off.
    #[error("{file} could not be downloaded. Check the connection and try again.")]
    Network {
        /// The file's address.
        file: &'static str,
    },
    /// The server answered with an error.
    #[error("{file} could not be downloaded: the server answered {status}.")]
    Status {
        /// The file's address.
        file: &'static str,
        /// The HTTP status.
        status: u16,
    },
}

/// The text of `file`, an address relative to the page.
///
/// # Errors
/// [`FetchError`] when there is no whole answer or it is an error.
pub async fn text(file: &'static str) -> Result<String, FetchError> {
    let broken = |_| FetchError::Network { file };
    let response = Request::get(file).send().await.map_err(broken)?;
    if !response.ok() {
        return Err(FetchError::Status { file, status: response.status() });
    }
    response.text().await.map_err(broken)
}
