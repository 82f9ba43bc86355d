package dev.lightbox.viewer.pacs.dicomweb;

import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * GET requests to the archive: bounded in number, time and size, tried again once where that can help, and every failure turned into a
 * {@link StudySourceException}. Redirects aren't followed: credentials and patients' data go to the configured server only. Thread-safe.
 */
final class ArchiveHttp implements AutoCloseable {

    private static final int ATTEMPTS = 2;
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    /** Makes something of a successful answer. */
    @FunctionalInterface
    interface AnswerReader<T> {
        /**
         * @throws MalformedAnswerException or DicomException where the bytes make no sense; any other IOException counts as a broken connection
         */
        T read(Answer answer) throws IOException;
    }

    /** @param status 200 or 204 */
    record Answer(int status, String contentType, boolean moreResults, InputStream body) {}

    private final HttpClient client;
    private final String base;
    private final @Nullable String authorization;
    private final Semaphore turns;
    private final Duration readTimeout;
    private final Duration transferTimeout;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pacs-timeouts").factory());

    ArchiveHttp(DicomWebProperties properties) {
        String url = properties.requireUrl().toString();
        base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        authorization = authorization(properties);
        turns = new Semaphore(properties.maxRequests(), true);
        readTimeout = properties.readTimeout();
        transferTimeout = properties.transferTimeout();
        // HTTP/1.1: Orthanc and most others speak nothing newer. The JDK's client sets TCP_NODELAY itself.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout());
        if (properties.trustStore() != null) {
            builder.sslContext(TrustedCertificates.context(properties.trustStore(), properties.trustStorePassword()));
        }
        client = builder.build();
    }

    private static @Nullable String authorization(DicomWebProperties properties) {
        if (!properties.bearerToken().isEmpty()) {
            return "Bearer " + properties.bearerToken();
        }
        if (properties.username().isEmpty()) {
            return null;
        }
        String pair = properties.username() + ":" + properties.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asks for {@code pathAndQuery}, which follows the base URL and needs no escaping.
     *
     * @param notFound what to tell the user where the answer is 404
     */
    <T> T get(String pathAndQuery, String accept, long maxBytes, String notFound, AnswerReader<T> reader) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .header("Accept", accept)
                .timeout(readTimeout)
                .GET();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpRequest ready = request.build();
        for (int attempt = 1; ; attempt++) {
            try {
                return withTurn(ready, maxBytes, notFound, reader);
            } catch (TryAgainException e) {
                if (attempt == ATTEMPTS) {
                    throw e.outcome;
                }
                pause(e.pause, e.outcome);
            }
        }
    }

    private <T> T withTurn(HttpRequest request, long maxBytes, String notFound, AnswerReader<T> reader)
            throws TryAgainException {
        try {
            if (!turns.tryAcquire(readTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StudySourceException(
                        Kind.UNREACHABLE, "The image archive is busy. Please try again in a moment.", null);
            }
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
        try {
            return exchange(request, maxBytes, notFound, reader);
        } finally {
            turns.release();
        }
    }

    private <T> T exchange(HttpRequest request, long maxBytes, String notFound, AnswerReader<T> reader)
            throws TryAgainException {
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (IOException e) {
            throw transportFailed(e);
        }
        AnswerBody body = new AnswerBody(response.body(), maxBytes, readTimeout, transferTimeout, timer);
        try (body) {
            checkStatus(response, notFound);
            Answer answer = new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    // PS3.18 8.3.4.4: warning 299 says that there are more results than the server gives at once.
                    response.headers().allValues("Warning").stream().anyMatch(w -> w.startsWith("299")),
                    body);
            return reader.read(answer);
        } catch (IOException e) {
            IOException transport = body.failure();
            if (transport == null || transport instanceof MalformedAnswerException) {
                throw badAnswer(transport == null ? e : transport);
            }
            throw transportFailed(transport);
        }
    }

    private static void checkStatus(HttpResponse<?> response, String notFound) throws TryAgainException {
        int status = response.statusCode();
        switch (status) {
            case 200, 204 -> {}
            case 401, 403, 407 ->
                throw new StudySourceException(
                        Kind.UNAUTHORIZED,
                        "The image archive refused Lightbox's own credentials. Please tell your administrator.",
                        new IOException("HTTP " + status));
            case 404, 410 -> throw new StudySourceException(Kind.NOT_FOUND, notFound, null);
            case 429, 502, 503, 504 ->
                throw new TryAgainException(
                        retryAfter(response),
                        new StudySourceException(
                                Kind.UNREACHABLE,
                                "The image archive is not available at the moment (HTTP " + status
                                        + "). Please try again.",
                                null));
            default ->
                throw new StudySourceException(
                        Kind.BAD_ANSWER,
                        "The image archive answered with an error (HTTP " + status
                                + "). If it stays so, please tell your administrator.",
                        null);
        }
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        if (!seconds.matches("\\d{1,6}")) {
            return Duration.ofMillis(200);
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(MAX_PAUSE) < 0 ? asked : MAX_PAUSE;
    }

    /** Time-outs, refusals and distrust are final: trying again would only double the wait. A connection that broke may have been an old one. */
    private static StudySourceException transportFailed(IOException e) throws TryAgainException {
        if (Thread.currentThread().isInterrupted()) {
            return cancelled(e);
        }
        if (e instanceof HttpTimeoutException) {
            return unreachable("The image archive didn't answer in time", e);
        }
        if (e instanceof SSLException) {
            return unreachable("No trusted, encrypted connection to the image archive could be made", e);
        }
        StudySourceException outcome = unreachable("The image archive can't be reached", e);
        if (e instanceof java.net.ConnectException || e instanceof java.net.UnknownHostException) {
            return outcome;
        }
        throw new TryAgainException(Duration.ofMillis(50), outcome);
    }

    private static StudySourceException unreachable(String what, IOException cause) {
        return new StudySourceException(
                Kind.UNREACHABLE, what + ". Please try again; if it stays so, tell your administrator.", cause);
    }

    static StudySourceException badAnswer(IOException cause) {
        return new StudySourceException(
                Kind.BAD_ANSWER,
                "The image archive's answer can't be used: " + cause.getMessage()
                        + ". If it stays so, please tell your administrator.",
                cause);
    }

    private static StudySourceException cancelled(Exception cause) {
        Thread.currentThread().interrupt();
        return new StudySourceException(Kind.UNREACHABLE, "The request to the image archive was cancelled.", cause);
    }

    private static void pause(Duration pause, StudySourceException outcome) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            outcome.addSuppressed(e);
            throw cancelled(outcome);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.shutdownNow();
        client.close();
    }

    /** The request failed in a way that may be gone the next time. */
    private static final class TryAgainException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Duration pause;
        private final StudySourceException outcome;

        TryAgainException(Duration pause, StudySourceException outcome) {
            super(outcome);
            this.pause = pause;
            this.outcome = outcome;
        }
    }
}
