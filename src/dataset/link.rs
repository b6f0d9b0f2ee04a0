//! What may stand as a link: the one rule for links in data files and in tables that are imported.
//!
//! A chat platform refuses a message for a link that it does not take, and a link is printed between `<` and `>`: what passes here is
//! the address of a page that readers can reach, and nothing in it ends or formats anything. It must not reach for the page.

use core::net::IpAddr;

use url::{Host, Url};

/// Why a text is no link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadLink {
    /// It begins otherwise than addresses of pages do, or cannot be read as one.
    NoAddress,
    /// It names no site.
    NoSite,
    /// Its site is not in the public web.
    Private(String),
    /// It holds a character that no link may hold.
    Sign(char),
}

/// What is wrong with a link, if anything is.
pub(crate) fn fault(link: &str) -> Option<BadLink> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| link.strip_prefix(scheme));
    let Some(rest) = rest else {
        return Some(BadLink::NoAddress);
    };
    if let Some(sign) = link.chars().find(|letter| is_foreign(*letter)) {
        return Some(BadLink::Sign(sign));
    }
    if rest.starts_with(['/', '?', '#']) || rest.is_empty() {
        return Some(BadLink::NoSite);
    }
    match Url::parse(link) {
        Ok(url) => site_fault(&url),
        Err(_) => Some(BadLink::NoAddress),
    }
}

/// Whether a character cannot stand in an address as it is.
fn is_foreign(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || "<>\"`{}|\\^".contains(letter)
}

fn site_fault(url: &Url) -> Option<BadLink> {
    let private = match url.host()? {
        // Names of one part, and those that never lead out of a house.
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let last = name.rsplit('.').next().unwrap_or(name);
            !name.contains('.')
                || name.split('.').any(str::is_empty)
                || matches!(last, "localhost" | "local" | "internal" | "lan")
        }
        Host::Ipv4(address) => {
            address.is_private() || is_own(address.into()) || address.is_link_local()
        }
        Host::Ipv6(address) => is_own(address.into()),
    };
    private.then(|| BadLink::Private(url.host_str().unwrap_or_default().to_owned()))
}

fn is_own(address: IpAddr) -> bool {
    address.is_loopback() || address.is_unspecified()
}

impl BadLink {
    /// What is wrong, as it stands below the place.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::NoAddress => "not an address of a web page".to_owned(),
            Self::NoSite => "the name of the site is missing".to_owned(),
            Self::Private(site) => format!("readers cannot reach `{site}`"),
            Self::Sign(sign) if sign.is_whitespace() => "there is a space in it".to_owned(),
            Self::Sign(sign) => format!("`{}` cannot stand in a link", sign.escape_debug()),
        }
    }

    /// What to write instead.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Sign(sign) if !sign.is_control() => {
                format!("copy the link from the address bar, which writes it as `{}`", encoded(*sign))
            }
            Self::NoAddress | Self::Sign(_) => {
                "a link begins with `https://` and has no spaces; leave `url` out if there is none"
                    .to_owned()
            }
            Self::NoSite | Self::Private(_) => {
                "write the whole address of the page as readers open it, such as `https://gazette.example/2025/report`; leave `url` out \
                 if there is none"
                    .to_owned()
            }
        }
    }
}

/// A character as addresses write it.
fn encoded(sign: char) -> String {
    let mut buffer = [0; 4];
    let bytes = sign.encode_utf8(&mut buffer).bytes();
    bytes.fold(String::new(), |text, byte| format!("{text}%{byte:02X}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_link() {
        let check = |link: &str, expected: Option<&str>| {
            let found = fault(link).map(|fault| fault.label());
            assert_eq!(found.as_deref(), expected, "{link}");
        };
        for good in [
            "https://gazette.example/2025/report?page=2#top",
            "http://gazette.example",
            "https://gazette.example:8443/a(b)_c;d,e~f",
            "https://пример.рф/отчёт",
            "https://8.8.8.8/report",
            "https://gazette.example./report",
        ] {
            check(good, None);
        }
        for none in [
            "",
            "gazette.example",
            "ftp://gazette.example",
            "https:gazette",
            "https://[x.example/",
        ] {
            check(none, Some("not an address of a web page"));
        }
        for empty in ["https://", "http://", "https:///report", "https://?x=1"] {
            check(empty, Some("the name of the site is missing"));
        }
        check(
            "https://localhost/x",
            Some("readers cannot reach `localhost`"),
        );
        check(
            "https://intranet/x",
            Some("readers cannot reach `intranet`"),
        );
        check(
            "http://printer.local/",
            Some("readers cannot reach `printer.local`"),
        );
        check(
            "http://127.0.0.1:8080/",
            Some("readers cannot reach `127.0.0.1`"),
        );
        check(
            "http://192.168.0.4/",
            Some("readers cannot reach `192.168.0.4`"),
        );
        check("http://[::1]/", Some("readers cannot reach `[::1]`"));
        check("https://x.example/<a>", Some("`<` cannot stand in a link"));
        check("https://x.example/a b", Some("there is a space in it"));
        check(
            "https://x.example/\u{7}",
            Some("`\\u{7}` cannot stand in a link"),
        );
        check("https://x.example/a`b", Some("``` cannot stand in a link"));
    }

    #[test]
    fn what_to_write_instead_is_said() {
        let help = |link: &str| fault(link).unwrap().help();
        assert!(help("https://x.example/<a>").contains("`%3C`"));
        assert!(help("https://x.example/a b").contains("`%20`"));
        assert!(help("https://localhost/x").contains("whole address"));
        assert!(help("x.example").contains("begins with `https://`"));
    }
}
