package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OwnerTurnsTest {

    private final OwnerTurns turns = new OwnerTurns(2);

    private boolean tryNow(String owner) throws InterruptedException {
        return turns.tryAcquire(owner, Deadline.in(Duration.ZERO));
    }

    @Test
    void oneOfEachOwnerAndAFewAtOnce() throws Exception {
        assertThat(tryNow("a")).isTrue();
        assertThat(tryNow("a")).isFalse();
        assertThat(tryNow("b")).isTrue();
        assertThat(tryNow("c")).isFalse();
        turns.release("b");
        assertThat(tryNow("a")).isFalse();
        assertThat(tryNow("c")).isTrue();
        turns.release("a");
        assertThat(tryNow("a")).isTrue();
    }

    @Test
    void whoWaitsIsServedWhenATurnIsOver() throws Exception {
        assertThat(tryNow("a")).isTrue();
        List<String> served = new CopyOnWriteArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        for (String owner : List.of("a", "b")) {
            Thread.ofVirtual().start(() -> {
                try {
                    if (turns.tryAcquire(owner, Deadline.in(Duration.ofSeconds(30)))) {
                        served.add(owner);
                        both.countDown();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        while (!served.contains("b")) {
            Thread.onSpinWait();
        }
        assertThat(served).as("its own turn isn't over").containsExactly("b");
        turns.release("a");
        assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
