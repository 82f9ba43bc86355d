package dev.lightbox.viewer.pacs.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PACS with a certificate that no public authority has signed. */
class TrustedCertificatesTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path temporary;

    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        Path keys = temporary.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-alias",
                "pacs",
                "-keyalg",
                "EC",
                "-dname",
                "CN=pacs",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2");
        keytool(
                "-exportcert",
                "-keystore",
                keys.toString(),
                "-alias",
                "pacs",
                "-rfc",
                "-file",
                temporary.resolve("pacs.pem").toString());
        keytool(
                "-importcert",
                "-keystore",
                temporary.resolve("trust.p12").toString(),
                "-alias",
                "pacs",
                "-noprompt",
                "-file",
                temporary.resolve("pacs.pem").toString());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void anUnknownCertificateIsNotTrusted() {
        try (DicomWebStudySource source = new DicomWebStudySource(settings().build())) {
            StudySourceException e =
                    catchThrowableOfType(StudySourceException.class, () -> source.findStudies(StudyQuery.ANY, 1));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e.getMessage())
                    .startsWith("No trusted, encrypted connection to the image archive could be made");
        }
    }

    @Test
    void aTrustStoreOfEitherKindIs() {
        for (Settings settings : List.of(
                settings().set("trust-store", temporary.resolve("pacs.pem")),
                settings().set("trust-store", temporary.resolve("trust.p12")).set("trust-store-password", PASSWORD))) {
            try (DicomWebStudySource source = new DicomWebStudySource(settings.build())) {
                assertThat(source.findStudies(StudyQuery.ANY, 1).studies()).isEmpty();
            }
        }
    }

    @Test
    void aTrustStoreThatCantBeUsedStopsTheStart() throws IOException {
        Path junk = Files.writeString(temporary.resolve("junk.pem"), "junk");
        for (Path wrong : List.of(junk, temporary.resolve("missing.pem"))) {
            assertThatThrownBy(() -> new DicomWebStudySource(
                            settings().set("trust-store", wrong).build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("lightbox.pacs.dicomweb.trust-store can't be used: ");
        }
    }

    private static Settings settings() {
        return new Settings()
                .url(URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
