package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Another program that asks this server for pictures, with a session. */
final class PictureClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private String cookie = "";

    PictureClient(int port) {
        this.port = port;
    }

    /** @param user one of {@link dev.lightbox.viewer.TestSignIn} */
    void signIn(String user) throws IOException, InterruptedException {
        HttpResponse<Void> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/test-sign-in/" + user))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    void forgetSession() {
        cookie = "";
    }

    /** @param path below {@code /dicomweb/studies/} */
    HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/dicomweb/studies/" + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Cookie", cookie)
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    static BufferedImage image(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static String type(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    static void assertLevel(BufferedImage image, int x, int y, int level) {
        assertThat(image.getRaster().getSample(x, y, 0)).as(x + ", " + y).isEqualTo(level);
    }

    /** As for what doesn't exist: not a word. */
    static void assertNotFound(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
        assertThat(type(response)).isEmpty();
    }

    @Override
    public void close() {
        http.close();
    }
}
