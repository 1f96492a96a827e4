//! Who asks: the address at the other end, or the one that a proxy of ours has seen.
//!
//! A forwarding header is believed only as far as it was written by configured proxies: read from its right end, the first
//! address that is none of theirs is the client's. Whatever stands further left could be anybody's words.

use crate::settings::Network;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What one client is known by: an IPv4 address, or the network that a subscriber gets of IPv6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client(IpAddr);

impl Client {
    /// The client with an address.
    pub(crate) fn at(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() & (u128::MAX << 64);
                Ipv6Addr::from_bits(network).into()
            }
            address @ IpAddr::V4(_) => address,
        })
    }

    /// Its address, where it is known.
    pub(crate) fn address(self) -> Option<IpAddr> {
        (!self.0.is_unspecified()).then_some(self.0)
    }

    /// The client behind a connection, given what it sent.
    pub(crate) fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> Self {
        let is_ours = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
        if !is_ours(peer) {
            return Self::at(peer);
        }
        let by_name = |name: &HeaderName| {
            let lines = headers.get_all(name).iter();
            lines
                .filter_map(|line| line.to_str().ok())
                .collect::<Vec<_>>()
                .join(",")
        };
        let (standard, usual) = (by_name(&header::FORWARDED), by_name(&X_FORWARDED_FOR));
        let chains = [chain(&standard, forwarded), chain(&usual, plain)];
        let known = |chain: &Vec<Option<IpAddr>>| {
            let mut client = peer;
            for hop in chain.iter().rev() {
                let Some(hop) = *hop else { break };
                client = hop;
                if !is_ours(hop) {
                    break;
                }
            }
            Self::at(client)
        };
        match chains {
            [standard, usual] if usual.is_empty() => known(&standard),
            [standard, usual] if standard.is_empty() => known(&usual),
            // A proxy writes one of them; the other, when it says something else, is the client's own invention.
            [standard, usual] => {
                let (one, other) = (known(&standard), known(&usual));
                if one == other { one } else { Self::at(peer) }
            }
        }
    }
}

fn chain(line: &str, read: fn(&str) -> Option<IpAddr>) -> Vec<Option<IpAddr>> {
    let hops = line.split(',').map(str::trim).filter(|hop| !hop.is_empty());
    hops.map(read).collect()
}

/// `for="[2001:db8::17]:4711";proto=https`
fn forwarded(hop: &str) -> Option<IpAddr> {
    let mut pairs = hop
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    plain(value.trim().trim_matches('"'))
}

/// An address, with or without a port.
fn plain(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .unwrap_or(text);
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port)
}

impl<S: Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    /// As it was found when the request came in.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        Ok(found.unwrap_or(Self(Ipv4Addr::UNSPECIFIED.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, headers: &[(&'static str, &str)]) -> Client {
        let proxies: Vec<Network> =
            vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let pairs = headers.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, value.parse().unwrap())
        });
        Client::of(peer.parse().unwrap(), &pairs.collect(), &proxies)
    }

    fn at(address: &str) -> Client {
        Client::at(address.parse().unwrap())
    }

    #[test]
    fn a_header_of_somebody_who_is_no_proxy_of_ours_counts_for_nothing() {
        let spoofed = client("192.0.2.7", &[("x-forwarded-for", "198.51.100.1")]);
        assert_eq!(spoofed, at("192.0.2.7"));
    }

    #[test]
    fn the_rightmost_address_that_is_no_proxy_is_the_client() {
        let chain = [("x-forwarded-for", "203.0.113.99, 198.51.100.1, 10.0.0.2")];
        assert_eq!(client("10.0.0.1", &chain), at("198.51.100.1"));
        let standard = [(
            "forwarded",
            "for=203.0.113.99, for=\"198.51.100.1:4711\";proto=https, For=10.0.0.2",
        )];
        assert_eq!(client("10.0.0.1", &standard), at("198.51.100.1"));
        let six = [("forwarded", "for=\"[2001:db8::17]:4711\"")];
        assert_eq!(client("fd00::1", &six), at("2001:db8::17"));
        let lines = [
            ("x-forwarded-for", "203.0.113.99"),
            ("x-forwarded-for", "198.51.100.1"),
        ];
        assert_eq!(client("10.0.0.1", &lines), at("198.51.100.1"));
    }

    #[test]
    fn what_cannot_be_read_ends_the_chain_at_the_last_proxy() {
        for odd in ["unknown", "_hidden", "198.51.100.1, nonsense, 10.0.0.2"] {
            let found = client("10.0.0.1", &[("x-forwarded-for", odd)]);
            assert!(
                [at("10.0.0.1"), at("10.0.0.2")].contains(&found),
                "{odd}: {found:?}"
            );
        }
        assert_eq!(client("10.0.0.1", &[]), at("10.0.0.1"));
    }

    #[test]
    fn two_headers_that_disagree_count_for_nothing() {
        let both = |usual| {
            [
                ("forwarded", "for=198.51.100.1"),
                ("x-forwarded-for", usual),
            ]
        };
        assert_eq!(
            client("10.0.0.1", &both("198.51.100.1")),
            at("198.51.100.1")
        );
        assert_eq!(client("10.0.0.1", &both("203.0.113.5")), at("10.0.0.1"));
    }

    #[test]
    fn a_subscriber_of_ipv6_is_one_client_and_a_written_out_ipv4_is_itself() {
        assert_eq!(at("2001:db8:0:1::5"), at("2001:db8:0:1:ffff::9"));
        assert_ne!(at("2001:db8:0:1::5"), at("2001:db8:0:2::5"));
        assert_eq!(at("::ffff:192.0.2.7"), at("192.0.2.7"));
    }
}
