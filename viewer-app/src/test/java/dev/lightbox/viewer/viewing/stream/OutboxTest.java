package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

class OutboxTest {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private boolean broken;
    private final Outbox outbox = new Outbox(
            new Recorder(), tasks::add, () -> 0, new Line(() -> 0, (nanos, task) -> {}), UnaryOperator.identity());

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    private static ServerEvent event(String message) {
        return new ServerEvent.Warning(OptionalInt.empty(), Message.plain(message));
    }

    private static Tile tile() {
        return new Tile(
                0,
                7,
                1,
                new RenderedImage(new byte[3], Encoding.Format.PNG, 1, 1, new Region(0, 0, 1, 1), 40, 400, true, true),
                false,
                false,
                false,
                false);
    }

    @Test
    void sendsInOrderByOneThread() {
        outbox.event(event("one"));
        outbox.picture(0, tile(), () -> sent.add("taken"));
        outbox.event(event("two"));
        assertThat(tasks).as("one sender").hasSize(1);
        runAll();
        assertThat(sent)
                .containsExactly(
                        "{\"type\":\"warning\",\"viewport\":null,\"message\":{\"text\":\"one\"}}",
                        "59 bytes",
                        "ping 1",
                        "taken",
                        "{\"type\":\"warning\",\"viewport\":null,\"message\":{\"text\":\"two\"}}");
    }

    @Test
    void dropsWhatWaitsWhenItCloses() {
        outbox.event(event("never sent"));
        outbox.close(StreamClose.SESSION_ENDED);
        outbox.close(StreamClose.FAULT);
        outbox.event(event("too late"));
        runAll();
        assertThat(sent).containsExactly("close 4401");
    }

    @Test
    void endsABrowserThatDoesNotRead() {
        for (int i = 0; i < 300; i++) {
            outbox.event(event("event " + i));
        }
        tasks.removeLast().run();
        assertThat(sent).containsExactly("close 4429");
    }

    @Test
    void holdsNoMoreForABrowserThatDoesNotReadThanItsBound() {
        // A hundredth of the bound each: long before there are too many of them there is too much.
        String text = "x".repeat(Outbox.MAX_CHARACTERS / 100);
        for (int i = 0; i < 100_000 && tasks.size() < 2; i++) {
            outbox.event(event(text));
            assertThat(outbox.waitingCharacters()).isLessThanOrEqualTo(Outbox.MAX_CHARACTERS + 2L * text.length());
        }
        assertThat(tasks).as("the sender that is stuck, and one that closes").hasSize(2);
        assertThat(outbox.waitingCharacters())
                .as("what waited is let go at once")
                .isZero();
        outbox.event(event(text));
        outbox.picture(0, tile(), () -> {});
        assertThat(outbox.waitingCharacters()).isZero();
        tasks.removeLast().run();
        assertThat(sent).containsExactly("close 4429");
    }

    @Test
    void closesWhenSendingFails() {
        broken = true;
        outbox.picture(0, tile(), () -> sent.add("taken"));
        runAll();
        assertThat(sent).containsExactly("close 1011");
    }

    private final class Recorder implements Transport {
        @Override
        public void text(String message) {
            sent.add(message);
        }

        @Override
        public void binary(ByteBuffer message) throws IOException {
            if (broken) {
                throw new IOException("broken on purpose");
            }
            sent.add(message.remaining() + " bytes");
        }

        @Override
        public void ping(long mark) {
            sent.add("ping " + mark);
        }

        @Override
        public void close(CloseStatus status) {
            sent.add("close " + status.getCode());
        }
    }
}
