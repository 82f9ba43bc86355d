package dev.lightbox.viewer.viewing.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedLoadsTest {

    private final ArrayDeque<Runnable> begun = new ArrayDeque<>();
    private final WorkScheduler scheduler = new WorkScheduler(1, 1, begun::add);
    private final SharedLoads<String, String> loads = new SharedLoads<>();
    private final List<String> loaded = new ArrayList<>();

    private Hold<String> request(String key, Priority priority) {
        return loads.join(
                key,
                priority,
                load -> load.enter(scheduler.submit(load.priority(), "a", () -> {
                    loaded.add(key);
                    loads.complete(key, load, "value of " + key);
                })));
    }

    private void occupy() {
        scheduler.submit(Priority.EXACT, "a", () -> {});
    }

    @Test
    void loadsOnceForAllWhoAskAtTheSameTime() {
        Hold<String> first = request("k", Priority.PREFETCH);
        Hold<String> second = request("k", Priority.PREFETCH);
        begun.removeFirst().run();
        assertThat(first.result()).isCompletedWithValue("value of k");
        assertThat(second.result()).isCompletedWithValue("value of k");
        assertThat(loaded).containsExactly("k");
    }

    @Test
    void loadsAnewAfterTheFirstHasEnded() {
        request("k", Priority.EXACT);
        begun.removeFirst().run();
        request("k", Priority.EXACT);
        begun.removeFirst().run();
        assertThat(loaded).containsExactly("k", "k");
    }

    @Test
    void isDroppedOnlyWhenNobodyWantsItAnyLonger() {
        occupy();
        Hold<String> first = request("k", Priority.EXACT);
        Hold<String> second = request("k", Priority.EXACT);
        first.release();
        first.release();
        assertThat(scheduler.queued()).isEqualTo(1);
        second.release();
        assertThat(scheduler.queued()).isZero();
        assertThat(second.result()).isCancelled();
    }

    @Test
    void beginsAnewAfterItWasDropped() {
        occupy();
        request("k", Priority.EXACT).release();
        Hold<String> again = request("k", Priority.EXACT);
        begun.removeFirst().run();
        begun.removeFirst().run();
        assertThat(again.result()).isCompletedWithValue("value of k");
    }

    @Test
    void isAsUrgentAsItsMostUrgentAsker() {
        occupy();
        request("prefetched", Priority.PREFETCH);
        request("exact", Priority.EXACT);
        request("prefetched", Priority.INTERACTIVE);
        while (!begun.isEmpty()) {
            begun.removeFirst().run();
        }
        assertThat(loaded).containsExactly("prefetched", "exact");
    }

    @Test
    void goesToItsEndOnceBegun() {
        Hold<String> hold = request("k", Priority.EXACT);
        hold.release();
        begun.removeFirst().run();
        assertThat(hold.result()).isCompletedWithValue("value of k");
    }
}
