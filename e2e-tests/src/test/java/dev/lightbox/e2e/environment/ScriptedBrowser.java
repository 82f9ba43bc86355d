package dev.lightbox.e2e.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser as far as HTTP goes: it keeps cookies, goes where it is sent and says where that was. It runs no script. Not thread-safe. */
public final class ScriptedBrowser implements AutoCloseable {

    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String keycloakUrl;
    private final Map<String, Kept> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers;

    private record Kept(String value, String path) {}

    /**
     * What came of going somewhere.
     *
     * @param addresses all of them, the first as it was typed, the last the one that answered
     */
    public record Visit(List<URI> addresses, HttpResponse<String> answer) {

        public URI end() {
            return addresses.getLast();
        }
    }

    /** @param headers that come along to the viewer, such as those of a proxy */
    public ScriptedBrowser(Demo demo, Map<String, String> headers) {
        this(demo.url(), demo.keycloakUrl() + "/", headers);
    }

    /** One that visits a node by which nobody signs in. */
    public ScriptedBrowser(Node node) {
        this(node.url(), node.url(), Map.of());
    }

    private ScriptedBrowser(String url, String keycloakUrl, Map<String, String> headers) {
        this.url = url;
        this.keycloakUrl = keycloakUrl;
        this.headers = Map.copyOf(headers);
    }

    /** @param path below the viewer's address, without the first slash */
    public Visit go(String path) {
        return follow(new ArrayList<>(), URI.create(url + path), "");
    }

    /** Goes there, is led to Keycloak's form, fills it in, and is led back. */
    public Visit signIn(String path, Account account) {
        Visit form = go(path);
        Matcher action = FORM.matcher(form.answer().body());
        if (!form.end().toString().startsWith(keycloakUrl) || !action.find()) {
            throw new AssertionError("not led to Keycloak's form: " + form.addresses());
        }
        String credentials = "username=" + encoded(account.username()) + "&password=" + encoded(account.password());
        return follow(
                new ArrayList<>(form.addresses()),
                form.end().resolve(action.group(1).replace("&amp;", "&")),
                credentials);
    }

    /** Opens a link to a shared study, without a code, by the button of its page. */
    public Visit openShare(String token) {
        Matcher csrf = CSRF.matcher(go("share").answer().body());
        if (!csrf.find()) {
            throw new AssertionError("the page of a link has no CSRF token");
        }
        return follow(
                new ArrayList<>(),
                URI.create(url + "share"),
                "token=" + encoded(token) + "&code=&_csrf=" + encoded(csrf.group(1)));
    }

    /** A stream that this browser's page opens. */
    public WebSocket stream(String path, WebSocket.Listener listener) {
        URI page = URI.create(url);
        return http.newWebSocketBuilder()
                .subprotocols("lightbox.v2")
                .header("Cookie", cookiesFor(page.resolve(path)))
                .header("Origin", page.getScheme() + "://" + page.getAuthority())
                .buildAsync(URI.create(url.replaceFirst("http", "ws") + path), listener)
                .join();
    }

    /** @param form to be posted to the first address; empty to get it */
    private Visit follow(List<URI> addresses, URI first, String form) {
        URI address = first;
        String body = form;
        for (int redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
            addresses.add(address);
            HttpResponse<String> answer = send(address, body);
            if (answer.statusCode() / 100 != 3) {
                return new Visit(List.copyOf(addresses), answer);
            }
            address = address.resolve(answer.headers().firstValue("Location").orElseThrow());
            body = "";
            if (!isKnown(address)) {
                throw new AssertionError("sent to " + address + " from " + addresses);
            }
        }
        throw new AssertionError("sent round in circles: " + addresses);
    }

    private boolean isKnown(URI address) {
        return address.toString().startsWith(url) || address.toString().startsWith(keycloakUrl);
    }

    private HttpResponse<String> send(URI address, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/html, */*;q=0.8");
        String known = cookiesFor(address);
        if (!known.isEmpty()) {
            request.header("Cookie", known);
        }
        if (address.toString().startsWith(url)) {
            headers.forEach(request::header);
        }
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String cookiesFor(URI address) {
        return cookies.entrySet().stream()
                .filter(cookie -> address.getPath().startsWith(cookie.getValue().path()))
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                .collect(Collectors.joining("; "));
    }

    /** As a browser does on the loopback: also what is marked for secure connections only. */
    private void keep(String header) {
        String[] parts = header.split("; *");
        String[] pair = parts[0].split("=", 2);
        String path = "/";
        boolean gone = pair[1].isEmpty();
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
