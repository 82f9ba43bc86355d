package dev.lightbox.viewer.pacs.dicomweb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers whatever a test wants. It remembers what it was asked. */
final class FakePacs implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** @param handlers for the first, second … request; the last also for all that follow */
    FakePacs(HttpHandler... handlers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int number;
            synchronized (requests) {
                requests.add(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                number = Math.min(requests.size(), handlers.length);
            }
            try (exchange) {
                handlers[number - 1].handle(exchange);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pacs/");
    }

    Settings settings() {
        return new Settings().url(url());
    }

    /** Path, query and Authorization of each request. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    static HttpHandler status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static HttpHandler json(String json) {
        return answer("application/dicom+json", json.getBytes(StandardCharsets.UTF_8));
    }

    static HttpHandler answer(String contentType, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** A QIDO-RS study. */
    static String study(String uid, String patientId) {
        return """
                {"0020000D": {"vr": "UI", "Value": ["%s"]}, "00100020": {"vr": "LO", "Value": ["%s"]}}""".formatted(uid, patientId);
    }

    static void pause(HttpExchange exchange, int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException("the test is over: " + exchange.getRequestURI(), e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
