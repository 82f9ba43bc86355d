package dev.lightbox.viewer.pacs.dicomweb;

import dev.lightbox.security.tls.CertificateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The certificates that vouch for the archive's server. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * A TLS context that trusts only what {@code file} holds.
     *
     * @param file PEM certificates, or a PKCS#12 or JKS store
     * @throws IllegalArgumentException where it can't be read or holds no certificate
     */
    static SSLContext context(Path file, String password) {
        try {
            return CertificateFiles.context(Optional.of(new CertificateFiles.Store(file, password)), Optional.empty());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "lightbox.pacs.dicomweb.trust-store can't be used: " + e.getMessage(), e);
        }
    }
}
