package dev.lightbox.security.audit;

import dev.lightbox.security.tls.CertificateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Audit Record Repository that audit messages are sent on to ({@code lightbox.audit.repository.*}).
 *
 * @param host its name, as its certificate has it; empty for none
 * @param port of syslog over TLS
 * @param messageId the messages' MSGID
 * @param trustStore certificates to trust instead of Java's own: PKCS#12, JKS or PEM
 * @param keyStore our own key and certificate (PKCS#12 or JKS), for a repository that asks for them
 * @param connectTimeout longest wait for a connection
 * @param answerTimeout longest wait for a sign that what was sent has arrived
 * @param maxPause longest pause between two attempts; they begin with one second and grow twofold
 */
@ConfigurationProperties("lightbox.audit.repository")
public record AuditRepositoryProperties(
        @DefaultValue("") String host,
        @DefaultValue("6514") int port,
        @DefaultValue("dicom") MessageId messageId,
        @Nullable Path trustStore,
        @DefaultValue("") String trustStorePassword,
        @Nullable Path keyStore,
        @DefaultValue("") String keyStorePassword,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration answerTimeout,
        @DefaultValue("5m") Duration maxPause) {

    /** How the repository recognises audit messages among others. */
    public enum MessageId {
        /** PS3.15 A.6. */
        DICOM("DICOM+RFC3881"),
        /** IHE ITI-20, for repositories that know only that. */
        IHE("IHE+RFC-3881");

        private final String text;

        MessageId(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    public AuditRepositoryProperties {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("lightbox.audit.repository.port must be from 1 to 65535");
        }
        if (connectTimeout.toMillis() < 1 || answerTimeout.toMillis() < 1 || maxPause.toMillis() < 1) {
            throw new IllegalArgumentException("lightbox.audit.repository: time-outs and pauses must be positive");
        }
    }

    boolean isConfigured() {
        return !host.isBlank();
    }

    /** @throws IllegalStateException where a store can't be used */
    SSLContext tls() {
        try {
            return CertificateFiles.context(
                    Optional.ofNullable(trustStore).map(file -> new CertificateFiles.Store(file, trustStorePassword)),
                    Optional.ofNullable(keyStore).map(file -> new CertificateFiles.Store(file, keyStorePassword)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "lightbox.audit.repository: a trust store or key store can't be used: " + e.getMessage(), e);
        }
    }

    /** Leaves the passwords out. */
    @Override
    public String toString() {
        return "AuditRepositoryProperties[host=" + host + ", port=" + port + "]";
    }
}
