package dev.lightbox.viewer.pacs.dicomweb;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code lightbox.pacs.dicomweb.*}.
 *
 * @param url the DICOMweb service, below which {@code /studies} is, such as {@code https://pacs.example/dicom-web}; required with
 *     {@code lightbox.pacs.kind=dicomweb}
 * @param username for HTTP Basic authentication, with {@code password}; must not contain a colon
 * @param bearerToken sent instead of user name and password
 * @param connectTimeout until a connection stands; 5 s
 * @param readTimeout until the answer begins, and between any two pieces of it; also how long a request waits for its turn; 30 s
 * @param transferTimeout until the whole answer is there; 5 min
 * @param maxRequests how many requests run at once, 1 to 256; 8
 * @param trustStore certificates to trust instead of Java's own: PKCS#12, JKS or PEM
 * @param trustStorePassword of a PKCS#12 or JKS trust store
 * @param maxInstanceBytes the largest instance that is fetched; 512 MB, at most 2 GB less 1 MB (an instance is held in one array)
 * @param maxAnswerBytes the largest answer to a search or for metadata that is read; 256 MB
 * @param wildcards whether the archive understands {@code *} and {@code ?}; if not, it is asked by date and modality only, and the rest is filtered here
 * @param pageSize how many studies are asked for at once, 1 to 100000; 5000 (Orthanc does its search anew for every page)
 * @param maxScannedStudies how many studies of the archive are looked at for one search, before it is called truncated; 20000
 */
public record DicomWebProperties(
        @Nullable URI url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String bearerToken,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("5m") Duration transferTimeout,
        @DefaultValue("8") int maxRequests,
        @Nullable Path trustStore,
        @DefaultValue("") String trustStorePassword,
        @DefaultValue("512MB") DataSize maxInstanceBytes,
        @DefaultValue("256MB") DataSize maxAnswerBytes,
        @DefaultValue("true") boolean wildcards,
        @DefaultValue("5000") int pageSize,
        @DefaultValue("20000") int maxScannedStudies) {

    private static final String PREFIX = "lightbox.pacs.dicomweb.";

    public DicomWebProperties {
        if (url != null) {
            requireWebAddress(url);
        }
        require(username.indexOf(':') < 0, "username", "must not contain a colon (RFC 7617)");
        require(username.isEmpty() || bearerToken.isEmpty(), "bearer-token", "can't be given together with username");
        require(
                bearerToken.chars().allMatch(c -> c > ' ' && c < 127),
                "bearer-token",
                "must consist of visible ASCII characters");
        requirePositive(connectTimeout, "connect-timeout");
        requirePositive(readTimeout, "read-timeout");
        requirePositive(transferTimeout, "transfer-timeout");
        require(maxRequests >= 1 && maxRequests <= 256, "max-requests", "must be 1 to 256");
        require(
                maxInstanceBytes.toBytes() >= 1 && maxInstanceBytes.toBytes() <= Integer.MAX_VALUE - (1 << 20),
                "max-instance-bytes",
                "must be 1 byte to 2 GB less 1 MB");
        require(
                maxAnswerBytes.toBytes() >= 1 && maxAnswerBytes.toBytes() <= Integer.MAX_VALUE - (1 << 20),
                "max-answer-bytes",
                "must be 1 byte to 2 GB less 1 MB");
        require(pageSize >= 1 && pageSize <= 100_000, "page-size", "must be 1 to 100000");
        require(maxScannedStudies >= 1, "max-scanned-studies", "must be at least 1");
    }

    /** The service's address without a slash at its end. */
    URI requireUrl() {
        if (url == null) {
            throw new IllegalArgumentException(PREFIX + "url is needed with lightbox.pacs.kind=dicomweb");
        }
        return url;
    }

    private static void requireWebAddress(URI url) {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        require(web && url.getHost() != null, "url", "must be an http or https address with a host");
        require(url.getRawUserInfo() == null, "url", "must not contain a user name: use username and password");
        require(
                url.getRawQuery() == null && url.getRawFragment() == null,
                "url",
                "must not have a query or a fragment");
    }

    private static void requirePositive(Duration value, String name) {
        require(!value.isNegative() && !value.isZero(), name, "must be longer than 0");
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + name + " " + rule);
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "DicomWebProperties[url=" + url + ", maxRequests=" + maxRequests + ", secrets=hidden]";
    }
}
