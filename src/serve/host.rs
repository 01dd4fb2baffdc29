//! Who may ask: the host name, the site that sent a form, the token; and the headers of every answer.
//!
//! In: values of headers. Out: yes or no. A page of another site can make a browser ask any address, also one of this machine, under a
//! name that its owner points here. So a request is answered only if it names a host that is ours, parsed as an address.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::model::sha256;

/// The headers of every answer.
pub(super) const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// True if a `Host` is this machine's loopback or one of `allowed`, with or without a port.
pub(super) fn is_own(host: &str, allowed: &[String]) -> bool {
    let Some(name) = without_port(host) else { return false };
    if let Some(inner) = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback())
            || allowed.iter().any(|own| own.eq_ignore_ascii_case(name) || own.eq_ignore_ascii_case(inner));
    }
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || allowed.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// The name before the port; `None` if what stands there is no port, or if there is no name.
fn without_port(host: &str) -> Option<&str> {
    let from = if host.starts_with('[') { host.find(']')? + 1 } else { 0 };
    let (name, port) = match host.get(from..)?.find(':') {
        Some(colon) => (host.get(..from + colon)?, host.get(from + colon + 1..)?),
        None => (host, "0"),
    };
    let is_port = port.parse::<u16>().is_ok() && port.bytes().all(|b| b.is_ascii_digit());
    let ends_there = from == 0 || name.len() == from;
    (is_port && ends_there && !name.is_empty()).then_some(name)
}

/// True if a form may be posted: it comes from a page of ours, or from a program, which sends neither header.
pub(super) fn may_post(fetch_site: Option<&str>, origin: Option<&str>, allowed: &[String]) -> bool {
    match (fetch_site, origin) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => {
            let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            host.is_some_and(|host| is_own(host, allowed))
        }
        (None, None) => true,
    }
}

/// True if an `Authorization` has the token: as a bearer, or as the password of HTTP Basic. The time that it takes does not depend on how
/// much of the token is right.
pub(super) fn has_token(authorization: Option<&str>, token: &str) -> bool {
    let Some((scheme, value)) = authorization.and_then(|text| text.split_once(' ')) else { return false };
    let given = if scheme.eq_ignore_ascii_case("bearer") {
        value.trim().to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = base64(value.trim()).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        pair.split_once(':').map(|(_, password)| password.to_owned()).unwrap_or_default()
    } else {
        return false;
    };
    // Hashes have one length, and every digit is compared.
    let (given, own) = (sha256(&given), sha256(token));
    given.bytes().zip(own.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// Bytes of base64 (RFC 4648, both alphabets, with or without padding).
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0u32);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).unwrap_or(0));
        }
        bits &= (1 << count) - 1;
    }
    Some(out)
}

/// Bytes as base64url (RFC 4648, section 5), without padding.
pub(super) fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..=three.len() {
            let at = usize::try_from(bits >> (18 - 6 * digit) & 63).unwrap_or(0);
            out.push(char::from(DIGITS[at]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_parsed_as_an_address() {
        let allowed = ["desk.example".to_owned()];
        for own in [
            "localhost",
            "LOCALHOST:7474",
            "127.0.0.1",
            "127.0.0.1:7474",
            "127.8.9.1",
            "[::1]",
            "[::1]:7474",
            "desk.example",
            "DESK.example:80",
        ] {
            assert!(is_own(own, &allowed), "{own}");
        }
        for other in [
            "",
            ":80",
            "127.0.0.1.evil.com",
            "127.evil.com",
            "evil.com",
            "localhost.evil.com",
            "localhost:x",
            "localhost:",
            "localhost:+80",
            "localhost:99999",
            "[::ffff:127.0.0.1]",
            "[::1",
            "[::1]x",
            "[::1]x:80",
            "::1",
            "0.0.0.0",
            "desk.example.evil.com",
            "2130706433",
            "127.1",
            "localhost@evil.com",
            "0177.0.0.1",
        ] {
            assert!(!is_own(other, &allowed), "{other}");
        }
    }

    #[test]
    fn only_our_pages_and_programs_post() {
        let may = |site, origin| may_post(site, origin, &[]);
        assert!(may(Some("same-origin"), Some("https://evil.com")));
        assert!(may(Some("none"), None) && may(None, None) && may(None, Some("http://localhost:7474")));
        assert!(!may(Some("cross-site"), None) && !may(Some("same-site"), None));
        assert!(!may(None, Some("https://evil.com")) && !may(None, Some("null")));
    }

    #[test]
    fn a_token_comes_as_bearer_or_as_password() {
        assert!(has_token(Some("Bearer abc"), "abc") && has_token(Some("bearer abc"), "abc"));
        assert!(has_token(Some("Basic YW55Ym9keTphYmM="), "abc"), "anybody:abc");
        for wrong in
            [None, Some("abc"), Some("Bearer abcd"), Some("Bearer "), Some("Basic !!"), Some("Digest abc")]
        {
            assert!(!has_token(wrong, "abc"), "{wrong:?}");
        }
        assert_eq!(base64("-_8").as_deref(), Some(&[0xfb, 0xff][..]));
    }
}
