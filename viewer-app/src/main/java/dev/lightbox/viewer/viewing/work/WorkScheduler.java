package dev.lightbox.viewer.viewing.work;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs at most a fixed number of tasks at once: the most urgent first, and among equally urgent ones each owner in turn, so that a user with sixteen
 * viewports doesn't make one with a single viewport wait. Background work leaves room, so that what a user waits for never queues behind it; and what a user
 * moves needn't wait for the end of long exact pictures, those of other users included: it may begin beside them.
 * Thread-safe.
 */
public final class WorkScheduler {

    private static final Logger log = LoggerFactory.getLogger(WorkScheduler.class);

    /*
     * A queue an owner in a map in the order of their turns, one such map a priority. To serve an owner is to take the map's first entry, and put it
     * back last if more is left. One lock guards it all: what is done under it are a few map operations.
     */
    private final int limit;
    private final int backgroundLimit;
    private final boolean interactiveBeside;
    private final Executor executor;
    private final Map<Priority, LinkedHashMap<String, ArrayDeque<Task>>> waiting = new EnumMap<>(Priority.class);
    private int running;
    private int runningInBackground;
    private int runningInteractive;

    /**
     * Never more than so many tasks.
     *
     * @param limit tasks at once
     * @param backgroundLimit of which at most so many in the background
     * @param executor runs what is due, at once; must not run it in the calling thread
     */
    public WorkScheduler(int limit, int backgroundLimit, Executor executor) {
        this(limit, backgroundLimit, false, executor);
    }

    /**
     * @param limit tasks at once
     * @param backgroundLimit of which at most so many in the background
     * @param interactiveBeside whether one interactive task more may begin where all others are of another kind; they then share the cores
     * @param executor runs what is due, at once; must not run it in the calling thread
     */
    WorkScheduler(int limit, int backgroundLimit, boolean interactiveBeside, Executor executor) {
        if (backgroundLimit < 1 || limit < backgroundLimit) {
            throw new IllegalArgumentException("limits out of range: " + limit + ", " + backgroundLimit);
        }
        this.limit = limit;
        this.backgroundLimit = backgroundLimit;
        this.interactiveBeside = interactiveBeside;
        this.executor = executor;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new LinkedHashMap<>());
        }
    }

    /**
     * Lets a task run as soon as it is due.
     *
     * @param owner whose turn it uses up
     * @param task reports its failures itself; what it throws is only logged
     */
    public Work submit(Priority priority, String owner, Runnable task) {
        Task work = new Task(priority, owner, task);
        synchronized (this) {
            enqueue(work);
        }
        startDue();
        return work;
    }

    /** Tasks that haven't begun. */
    public synchronized int queued() {
        return waiting.values().stream()
                .flatMap(owners -> owners.values().stream())
                .mapToInt(ArrayDeque::size)
                .sum();
    }

    /** Tasks that have begun and haven't ended. */
    public synchronized int running() {
        return running;
    }

    /** How many tasks run at once at most. */
    public int limit() {
        return limit;
    }

    /** Whether a task of this scheduler has the rest of the machine for itself: it is the only one. */
    public synchronized boolean isQuiet() {
        return running <= 1 && queued() == 0;
    }

    /** Whether anything that a user waits for runs or waits. */
    public synchronized boolean isAwaited() {
        return running > runningInBackground
                || !waiting(Priority.INTERACTIVE).isEmpty()
                || !waiting(Priority.EXACT).isEmpty();
    }

    private void startDue() {
        Task due = takeDue();
        while (due != null) {
            Task task = due;
            executor.execute(() -> run(task));
            due = takeDue();
        }
    }

    private void run(Task task) {
        try {
            task.runnable.run();
        } catch (RuntimeException | Error e) {
            log.error("A task failed without saying so", e);
            if (e instanceof VirtualMachineError fatal && !(e instanceof OutOfMemoryError)) {
                throw fatal;
            }
        } finally {
            synchronized (this) {
                running--;
                if (task.inBackground) {
                    runningInBackground--;
                }
                if (task.priority == Priority.INTERACTIVE) {
                    runningInteractive--;
                }
            }
            startDue();
        }
    }

    private synchronized @Nullable Task takeDue() {
        if (running >= limit) {
            boolean beside = interactiveBeside && running == limit && runningInteractive == 0;
            return beside ? begin(takeFirst(waiting(Priority.INTERACTIVE))) : null;
        }
        for (Priority priority : Priority.values()) {
            if (priority.isBackground() && runningInBackground >= backgroundLimit) {
                return null;
            }
            Task task = begin(takeFirst(waiting(priority)));
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Task begin(@Nullable Task task) {
        if (task != null) {
            running++;
            task.state = State.BEGUN;
            task.inBackground = task.priority.isBackground();
            if (task.inBackground) {
                runningInBackground++;
            }
            if (task.priority == Priority.INTERACTIVE) {
                runningInteractive++;
            }
        }
        return task;
    }

    private static @Nullable Task takeFirst(LinkedHashMap<String, ArrayDeque<Task>> owners) {
        Iterator<Map.Entry<String, ArrayDeque<Task>>> turns = owners.entrySet().iterator();
        if (!turns.hasNext()) {
            return null;
        }
        Map.Entry<String, ArrayDeque<Task>> turn = turns.next();
        turns.remove();
        Task task = turn.getValue().removeFirst();
        if (!turn.getValue().isEmpty()) {
            owners.putLast(turn.getKey(), turn.getValue());
        }
        return task;
    }

    private void enqueue(Task task) {
        waiting(task.priority)
                .computeIfAbsent(task.owner, owner -> new ArrayDeque<>())
                .addLast(task);
    }

    private void dequeue(Task task) {
        Map<String, ArrayDeque<Task>> owners = waiting(task.priority);
        ArrayDeque<Task> tasks = owners.get(task.owner);
        if (tasks != null && tasks.remove(task) && tasks.isEmpty()) {
            owners.remove(task.owner);
        }
    }

    private LinkedHashMap<String, ArrayDeque<Task>> waiting(Priority priority) {
        LinkedHashMap<String, ArrayDeque<Task>> owners = waiting.get(priority);
        if (owners == null) {
            throw new IllegalStateException("no queue for " + priority);
        }
        return owners;
    }

    private enum State {
        WAITING,
        BEGUN,
        CANCELLED
    }

    /** Its fields are guarded by the scheduler's lock. */
    private final class Task implements Work {

        private final String owner;
        private final Runnable runnable;
        private Priority priority;
        private State state = State.WAITING;
        private boolean inBackground;

        Task(Priority priority, String owner, Runnable runnable) {
            this.priority = priority;
            this.owner = owner;
            this.runnable = runnable;
        }

        @Override
        public void promote(Priority wanted) {
            synchronized (WorkScheduler.this) {
                if (state != State.WAITING || !wanted.isBefore(priority)) {
                    return;
                }
                dequeue(this);
                priority = wanted;
                enqueue(this);
            }
            startDue();
        }

        @Override
        public boolean cancel() {
            synchronized (WorkScheduler.this) {
                if (state == State.WAITING) {
                    dequeue(this);
                    state = State.CANCELLED;
                }
                return state == State.CANCELLED;
            }
        }
    }
}
