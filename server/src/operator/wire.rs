//! What goes over the socket: a length of four bytes, and as much JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Error, ErrorKind, Read, Write};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The longest message. A thousand submissions fit in it many times.
const MOST: u32 = 256 * 1024 * 1024;

fn framed(message: &impl Serialize) -> Result<Vec<u8>, Error> {
    let json = serde_json::to_vec(message)?;
    let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
    if length > MOST {
        return Err(Error::new(
            ErrorKind::InvalidData,
            "the answer is too long: ask for fewer",
        ));
    }
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend(json);
    Ok(bytes)
}

fn length(bytes: [u8; 4], most: u32) -> Result<usize, Error> {
    let length = u32::from_be_bytes(bytes);
    if length > most {
        return Err(Error::new(
            ErrorKind::InvalidData,
            "the message is too long",
        ));
    }
    Ok(usize::try_from(length).unwrap_or(usize::MAX))
}

/// Sends a message.
pub(super) fn send(to: &mut impl Write, message: &impl Serialize) -> Result<(), Error> {
    to.write_all(&framed(message)?)?;
    to.flush()
}

/// Takes a message.
pub(super) fn take<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, Error> {
    let mut head = [0; 4];
    from.read_exact(&mut head)?;
    let mut json = vec![0; length(head, MOST)?];
    from.read_exact(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

/// The same, on the server's side.
pub(super) async fn send_later<W: AsyncWriteExt + Unpin>(
    to: &mut W,
    message: &impl Serialize,
) -> Result<(), Error> {
    to.write_all(&framed(message)?).await?;
    to.flush().await
}

/// The same, on the server's side, where nobody has to send much.
pub(super) async fn take_later<T: DeserializeOwned, R: AsyncReadExt + Unpin>(
    from: &mut R,
    most: u32,
) -> Result<T, Error> {
    let mut head = [0; 4];
    from.read_exact(&mut head).await?;
    let mut json = vec![0; length(head, most)?];
    from.read_exact(&mut json).await?;
    Ok(serde_json::from_slice(&json)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let mut bytes = Vec::new();
        send(&mut bytes, &vec!["a", "é"]).unwrap();
        assert_eq!(
            take::<Vec<String>>(&mut bytes.as_slice()).unwrap(),
            ["a", "é"]
        );
    }

    #[test]
    fn a_message_that_claims_to_be_too_long_is_refused_before_it_is_read() {
        let error = take::<String>(&mut [0xff; 9].as_slice()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidData);
    }
}
