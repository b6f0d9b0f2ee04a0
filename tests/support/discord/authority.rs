//! A certificate authority of the test's own, and a certificate for Discord's hosts.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// The hosts that the fake answers for.
pub(crate) const HOSTS: [&str; 3] = ["discord.com", "cdn.discordapp.com", "media.discordapp.net"];

/// The authority's certificate as PEM, and what ends TLS with a certificate by it.
pub(crate) fn authority() -> (String, TlsAcceptor) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();

    let key = KeyPair::generate().unwrap();
    let hosts = HOSTS.map(str::to_owned).to_vec();
    let leaf = CertificateParams::new(hosts).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();

    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![leaf.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    (issuer.as_ref().pem(), TlsAcceptor::from(Arc::new(config)))
}
