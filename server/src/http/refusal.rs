//! Why a request is not answered as asked. The visitor reads what to do next; the log has the cause. Neither has the other's
//! words, and no answer is in either.

use crate::store::StoreError;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::fmt;

/// A request that is not answered as asked.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// What the visitor is told.
    pub(crate) public: Public,
    /// Whether its cause is in the log, under the reference of the request, which the visitor is then told.
    pub(crate) is_logged: bool,
}

/// What a visitor is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Public {
    /// Not here; the answer is at this address.
    Elsewhere(String),
    /// There is no such page, or not for them.
    NotFound,
    /// The page does not take what was sent this way.
    WrongMethod,
    /// What was posted is not a form.
    WrongType,
    /// More than any page takes.
    TooLarge,
    /// More fields than any page has.
    TooManyFields,
    /// Files that are more together than one page takes.
    FilesTooLarge,
    /// What was sent ended before its end.
    CutShort,
    /// A file was not looked through for viruses yet, or one was found.
    NotLookedThrough,
    /// Not text.
    Unreadable,
    /// Posted from another site.
    OtherSite,
    /// The items of a list are not those that the page was about. The list is at this address.
    ListChanged(String),
    /// A link from a letter that opens nothing any more, or never did.
    LinkOver,
    /// Nothing can be kept just now.
    Unavailable,
    /// A mistake of ours.
    Broken,
    /// What was sent took too long to arrive.
    TooSlow,
    /// The answer took too long to be made; what was sent may have been saved.
    Late,
    /// More than one client may ask for; after so many seconds there is some again.
    TooMany(u64),
}

impl Public {
    /// The status that browsers and programs are told.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
            Self::NotFound | Self::LinkOver => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge | Self::TooManyFields | Self::FilesTooLarge => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Self::Unreadable | Self::CutShort => StatusCode::BAD_REQUEST,
            Self::OtherSite => StatusCode::FORBIDDEN,
            Self::ListChanged(_) | Self::NotLookedThrough => StatusCode::CONFLICT,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Late => StatusCode::GATEWAY_TIMEOUT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    /// What is the matter.
    pub(crate) fn heading(&self) -> &'static str {
        match self {
            Self::Elsewhere(_) => "Go on",
            Self::NotFound => "Page not found",
            Self::LinkOver => "This link does not open anything",
            Self::WrongMethod => "Open this page another way",
            Self::WrongType | Self::TooManyFields | Self::Unreadable => {
                "Your answers could not be read"
            }
            Self::TooLarge => "You have entered too much",
            Self::FilesTooLarge => "Your files are too large",
            Self::CutShort => "Your files did not arrive whole",
            Self::NotLookedThrough => "This file cannot be opened now",
            Self::OtherSite => "Send this from our own page",
            Self::ListChanged(_) => "Your list has changed",
            Self::Unavailable => "Try again in a few minutes",
            Self::Broken => "There is a problem with the service",
            Self::TooSlow | Self::Late => "It took too long",
            Self::TooMany(_) => "Wait a little, then try again",
        }
    }

    /// What became of it, and what to do: a paragraph a line.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::Elsewhere(_) => "",
            Self::NotFound => {
                "If you typed the web address, check it is correct. If you pasted it, check you copied all of it.\n\
                 Answers that were saved open only in the browser they were typed in, while it keeps cookies."
            }
            Self::LinkOver => {
                "It may be over, or what it led to was sent already. If you pasted it, check you copied all of it.\n\
                 Start again, and ask for a new link when you want to come back later."
            }
            Self::WrongMethod => {
                "This address does not take what was sent to it. Go back and use the buttons and links on the page."
            }
            Self::WrongType => {
                "Nothing was saved. Go back to the page, and send it with its own button."
            }
            Self::TooLarge => {
                "Nothing on this page was saved. Go back, shorten your answers, and continue."
            }
            Self::TooManyFields => {
                "More came in than the page asks for. Nothing was saved. Go back, open the page again, and answer it there."
            }
            Self::FilesTooLarge | Self::CutShort | Self::NotLookedThrough => self.about_files(),
            Self::Unreadable => {
                "Some characters are not text. Nothing was saved. Go back, type the answer again, and continue."
            }
            Self::OtherSite => {
                "What you sent came from another website, so nothing was saved. Open the form here, and answer it there."
            }
            Self::ListChanged(_) => {
                "You changed this list in another window after you opened the page, so what you sent was not saved.\n\
                 Open the list and choose what to change."
            }
            Self::Unavailable => {
                "Nothing was saved just now. What you saved before is safe.\n\
                 Go back to the page, wait a little, and send it again."
            }
            Self::Broken => {
                "What you saved before is safe. Go back and try again. If it happens again, tell us the reference below."
            }
            Self::TooMany(_) => {
                "More came from your connection than one person sends, so nothing was saved just now. What you saved before is safe.\n\
                 Wait a few minutes, go back to the page, and send it again."
            }
            Self::Late => {
                "We could not answer in time, and what you sent may have been saved or not.\n\
                 Open the page again: it shows what was saved."
            }
            Self::TooSlow => {
                "What you sent did not arrive in time, so nothing was saved. Go back and send it again."
            }
        }
    }

    /// The same of files.
    fn about_files(&self) -> &'static str {
        match self {
            Self::FilesTooLarge => {
                "Together they are more than one page takes, so nothing on this page was saved.\n\
                 Go back and upload them one after another, or choose smaller files."
            }
            Self::CutShort => {
                "The connection ended while they were being sent, so nothing on this page was saved. Go back and upload them again."
            }
            _ => {
                "Files open only after they were checked for viruses, and this one was not yet, or it contains one.\n\
                 Go back to the page that you uploaded it on: it says which."
            }
        }
    }
}

impl Refusal {
    /// Somewhere else.
    pub(crate) fn elsewhere(address: &impl fmt::Display) -> Self {
        Public::Elsewhere(address.to_string()).into()
    }

    /// A mistake of ours, with its cause in the log under the reference that the visitor is given.
    pub(crate) fn broken(cause: &dyn fmt::Display) -> Self {
        Self::logged(Public::Broken, cause)
    }

    /// The disk or the store does not take anything just now.
    pub(crate) fn unavailable(cause: &dyn fmt::Display) -> Self {
        Self::logged(Public::Unavailable, cause)
    }

    fn logged(public: Public, cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self {
            public,
            is_logged: true,
        }
    }
}

impl From<Public> for Refusal {
    fn from(public: Public) -> Self {
        Self {
            public,
            is_logged: false,
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged { .. } => Self::broken(&error),
            // Somebody wrote again and again in between; trying later helps, as with a full disk.
            StoreError::Conflict { .. } | StoreError::Unavailable(_) => {
                Self::logged(Public::Unavailable, &error)
            }
        }
    }
}

/// Seconds after which a browser may try again.
const RETRY: (HeaderName, &str) = (header::RETRY_AFTER, "30");

impl IntoResponse for Refusal {
    /// The status alone; [`super::problem::present`] puts the page in.
    fn into_response(self) -> Response {
        if let Public::Elsewhere(address) = &self.public {
            return Redirect::to(address).into_response();
        }
        let status = self.public.status();
        let mut response = match self.public {
            Public::Unavailable => (status, [RETRY]).into_response(),
            Public::TooMany(seconds) => {
                (status, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
            }
            _ => status.into_response(),
        };
        response.extensions_mut().insert(self);
        response
    }
}
