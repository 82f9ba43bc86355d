package dev.lightbox.viewer.sharing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser of somebody who got a link, as far as HTTP goes: it keeps cookies by their paths and follows no redirect. */
public final class GuestBrowser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final AtomicInteger NEXT_HOST = new AtomicInteger(2);

    /** Each from another address, as guessing is slowed by address. */
    private final String address = "127.0.1." + NEXT_HOST.getAndIncrement();

    private final HttpClient http;
    private final String origin;
    private final Map<String, Kept> cookies = new LinkedHashMap<>();
    private String csrf = "";

    private record Kept(String value, String path) {}

    public GuestBrowser(int port) {
        origin = "http://127.0.0.1:" + port;
        http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    public String address() {
        return address;
    }

    public String origin() {
        return origin;
    }

    public HttpClient http() {
        return http;
    }

    /** The Cookie header that goes along to this path. */
    public String cookies(String path) {
        return cookies.entrySet().stream()
                .filter(cookie -> path.equals(cookie.getValue().path())
                        || path.startsWith(
                                cookie.getValue().path().endsWith("/")
                                        ? cookie.getValue().path()
                                        : cookie.getValue().path() + "/"))
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                .collect(Collectors.joining("; "));
    }

    /** As a browser that has this cookie too. */
    public void keep(String cookie) {
        String[] parts = cookie.split("=", 2);
        cookies.put(parts[0], new Kept(parts[1], "/"));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().header("Accept", "text/html, */*;q=0.8"));
    }

    /** Opens the link's page and presses its button. */
    public HttpResponse<String> open(String token, String code) throws IOException, InterruptedException {
        if (csrf.isEmpty()) {
            get("/share");
        }
        return post("/share", Map.of("token", token, "code", code, "_csrf", csrf));
    }

    public HttpResponse<String> leave(String base) throws IOException, InterruptedException {
        return post(base + "/leave", Map.of("_csrf", csrf));
    }

    public HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        String known = cookies(path.split("[?#]", 2)[0]);
        if (!known.isEmpty()) {
            request.header("Cookie", known);
        }
        HttpResponse<String> response =
                http.send(request.uri(URI.create(origin + path)).build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(this::keepWithPath);
        Matcher found = CSRF.matcher(response.body());
        if (found.find()) {
            csrf = found.group(1);
        }
        return response;
    }

    private void keepWithPath(String header) {
        String[] parts = header.split("; *");
        String[] pair = parts[0].split("=", 2);
        String path = "/";
        boolean gone = false;
        for (String part : parts) {
            path = part.startsWith("Path=") ? part.substring("Path=".length()) : path;
            gone |= part.equals("Max-Age=0");
        }
        if (gone) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], new Kept(pair[1], path));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
