package dev.lightbox.viewer.viewing.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkSchedulerTest {

    /** Tasks that have begun; each ends when the test lets it. */
    private final ArrayDeque<Runnable> begun = new ArrayDeque<>();

    private final List<String> done = new ArrayList<>();
    private final WorkScheduler one = new WorkScheduler(1, 1, begun::add);

    private Work submit(WorkScheduler scheduler, Priority priority, String owner, String name) {
        return scheduler.submit(priority, owner, () -> done.add(name));
    }

    private void finishAll() {
        while (!begun.isEmpty()) {
            begun.removeFirst().run();
        }
    }

    @Test
    void runsTheMostUrgentFirst() {
        submit(one, Priority.PREFETCH, "a", "first, as nothing else was there");
        submit(one, Priority.PREFETCH, "a", "prefetch");
        submit(one, Priority.THUMBNAIL, "a", "thumbnail");
        submit(one, Priority.EXACT, "a", "exact");
        submit(one, Priority.INTERACTIVE, "a", "interactive");
        finishAll();
        assertThat(done)
                .containsExactly("first, as nothing else was there", "interactive", "exact", "thumbnail", "prefetch");
    }

    @Test
    void neverRunsMoreThanTheLimit() {
        WorkScheduler three = new WorkScheduler(3, 3, begun::add);
        for (int i = 0; i < 10; i++) {
            submit(three, Priority.EXACT, "a", "task " + i);
        }
        assertThat(begun).hasSize(3);
        begun.removeFirst().run();
        assertThat(begun).hasSize(3);
        finishAll();
        assertThat(done).hasSize(10);
    }

    @Test
    void leavesRoomForWhatTheUserWaitsFor() {
        WorkScheduler two = new WorkScheduler(2, 1, begun::add);
        submit(two, Priority.PREFETCH, "a", "prefetch 1");
        submit(two, Priority.PREFETCH, "a", "prefetch 2");
        submit(two, Priority.THUMBNAIL, "a", "thumbnail");
        assertThat(begun).hasSize(1);
        submit(two, Priority.INTERACTIVE, "a", "interactive");
        assertThat(begun).hasSize(2);
        begun.removeLast().run();
        assertThat(done).containsExactly("interactive");
        assertThat(begun).as("still one in the background").hasSize(1);
    }

    @Test
    void onesPicturesAheadDelayNobodysPicture() {
        WorkScheduler two = new WorkScheduler(2, 1, true, begun::add);
        for (int i = 1; i <= 32; i++) {
            submit(two, Priority.AHEAD, "a", "ahead " + i);
        }
        assertThat(begun).hasSize(1);
        submit(two, Priority.INTERACTIVE, "b", "moving");
        submit(two, Priority.EXACT, "c", "at rest");
        submit(two, Priority.THUMBNAIL, "b", "thumbnail");
        assertThat(begun).as("at once, whatever is made ahead").hasSize(2);
        begun.removeLast().run();
        begun.removeLast().run();
        assertThat(done).containsExactly("moving", "at rest");
        begun.removeFirst().run();
        begun.removeFirst().run();
        assertThat(done).endsWith("ahead 1", "thumbnail");
    }

    @Test
    void servesEachOwnerInTurn() {
        submit(one, Priority.EXACT, "busy", "busy 1");
        for (int i = 2; i <= 4; i++) {
            submit(one, Priority.EXACT, "busy", "busy " + i);
        }
        submit(one, Priority.EXACT, "modest", "modest 1");
        submit(one, Priority.EXACT, "modest", "modest 2");
        finishAll();
        assertThat(done).containsExactly("busy 1", "busy 2", "modest 1", "busy 3", "modest 2", "busy 4");
    }

    @Test
    void whatAUserMovesBeginsBesideLongExactPicturesAndOnlyOne() {
        WorkScheduler two = new WorkScheduler(2, 1, true, begun::add);
        submit(two, Priority.EXACT, "busy", "slab 1");
        submit(two, Priority.EXACT, "busy", "slab 2");
        submit(two, Priority.EXACT, "busy", "slab 3");
        submit(two, Priority.INTERACTIVE, "moving", "move 1");
        submit(two, Priority.INTERACTIVE, "moving", "move 2");
        assertThat(begun).hasSize(3);
        begun.removeLast().run();
        assertThat(done).containsExactly("move 1");
        assertThat(begun).as("the next move, never a third slab").hasSize(3);
        begun.removeLast().run();
        assertThat(done).containsExactly("move 1", "move 2");
        assertThat(begun).hasSize(2);
        finishAll();
        assertThat(done).containsExactly("move 1", "move 2", "slab 1", "slab 2", "slab 3");
    }

    @Test
    void whereMovesFillTheLimitNoneMoreBegins() {
        WorkScheduler one = new WorkScheduler(1, 1, true, begun::add);
        submit(one, Priority.INTERACTIVE, "a", "move 1");
        submit(one, Priority.INTERACTIVE, "b", "move 2");
        assertThat(begun).hasSize(1);
        finishAll();
        assertThat(done).containsExactly("move 1", "move 2");
    }

    @Test
    void dropsWhatIsTakenBackBeforeItBegan() {
        Work running = submit(one, Priority.EXACT, "a", "running");
        Work waiting = submit(one, Priority.EXACT, "a", "waiting");
        submit(one, Priority.EXACT, "a", "last");
        assertThat(running.cancel()).isFalse();
        assertThat(waiting.cancel()).isTrue();
        assertThat(waiting.cancel()).isTrue();
        assertThat(one.queued()).isEqualTo(1);
        finishAll();
        assertThat(done).containsExactly("running", "last");
    }

    @Test
    void hurriesWhatHasBecomeUrgent() {
        submit(one, Priority.EXACT, "a", "running");
        Work prefetch = submit(one, Priority.PREFETCH, "a", "prefetched, then looked at");
        submit(one, Priority.EXACT, "a", "exact");
        prefetch.promote(Priority.INTERACTIVE);
        prefetch.promote(Priority.PREFETCH);
        finishAll();
        assertThat(done).containsExactly("running", "prefetched, then looked at", "exact");
    }

    @Test
    void goesOnAfterATaskThatThrows() {
        one.submit(Priority.EXACT, "a", () -> {
            throw new IllegalStateException("thrown on purpose by a test");
        });
        submit(one, Priority.EXACT, "a", "next");
        finishAll();
        assertThat(done).containsExactly("next");
    }
}
