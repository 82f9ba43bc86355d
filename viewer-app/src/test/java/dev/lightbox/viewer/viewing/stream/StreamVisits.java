package dev.lightbox.viewer.viewing.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visitors of a test's server: they sign in by {@link dev.lightbox.viewer.TestSignIn}, open streams, and leave together. */
final class StreamVisits implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<StreamClient> clients = new ArrayList<>();
    private final int port;

    StreamVisits(int port) {
        this.port = port;
    }

    /** The server's own. */
    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** @return the session's cookie */
    String signIn(String user) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get("/test-sign-in/" + user, "");
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    HttpResponse<byte[]> get(String path, String cookie) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A stream of this study, from a page of the server's own. */
    StreamClient open(String study, String cookie) {
        return open(study, cookie, origin());
    }

    /** As {@link #open(String, String)}, from a page that was left open while the server was renewed. */
    StreamClient openOutdated(String study, String cookie) {
        URI stream = URI.create("ws://127.0.0.1:" + port + "/stream/" + study);
        StreamClient client = StreamClient.openOutdated(http, stream, cookie, origin());
        clients.add(client);
        return client;
    }

    /**
     * A stream of this study, from a page of this origin.
     *
     * @throws java.util.concurrent.CompletionException where it is refused
     */
    StreamClient open(String study, String cookie, @Nullable String origin) {
        URI stream = URI.create("ws://127.0.0.1:" + port + "/stream/" + study);
        StreamClient client = StreamClient.open(http, stream, cookie, origin);
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(StreamClient::leave);
        http.close();
    }
}
