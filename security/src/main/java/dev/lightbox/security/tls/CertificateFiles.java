package dev.lightbox.security.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts of files. */
public final class CertificateFiles {

    private CertificateFiles() {}

    /**
     * A store with its password.
     *
     * @param file PKCS#12 or JKS; for certificates to trust PEM too, without a password
     */
    public record Store(Path file, String password) {

        @Override
        public String toString() {
            return "Store[" + file + "]";
        }
    }

    /**
     * A TLS context.
     *
     * @param trusted whom alone to trust; empty for those whom Java trusts
     * @param own our own key and certificate, for servers that ask for one; empty for none
     * @throws IOException where a file can't be read
     * @throws GeneralSecurityException where it holds nothing of use, or its password is another
     */
    public static SSLContext context(Optional<Store> trusted, Optional<Store> own)
            throws IOException, GeneralSecurityException {
        TrustManager @Nullable [] trust = null;
        if (trusted.isPresent()) {
            KeyStore store = certificates(trusted.get());
            if (store.size() == 0) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            trust = factory.getTrustManagers();
        }
        KeyManager @Nullable [] keys = null;
        if (own.isPresent()) {
            KeyStore store = keyStore(own.get());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, own.get().password().toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static KeyStore keyStore(Store store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.file().toFile(), store.password().toCharArray());
    }

    private static KeyStore certificates(Store trusted) throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(trusted.file());
        // RFC 7468: text before the first encapsulation boundary is allowed, so look further than the first line.
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
            return keyStore(trusted);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            store.setCertificateEntry("pem-" + number++, certificate);
        }
        return store;
    }
}
