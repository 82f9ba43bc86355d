package dev.lightbox.engine.cli;

import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with many files, on all cores; what fails costs its own line on the error stream, and the rest goes on. Lines come in the order of the files. */
final class Batch {

    /** Not yet printed, for each thread: enough to keep the others at work while one has a large file. */
    private static final int AHEAD = 16;

    /** What is done with one file. */
    interface Job {
        /** @return a line for the output */
        String run(InputFile file, MemoryGate memory)
                throws IOException, UnsupportedImageException, InterruptedException;
    }

    /** @param line what to print
     *  @param failed whether it is a complaint */
    private record Result(String line, boolean failed) {}

    private final Console console;
    private final Job job;
    private final MemoryGate memory = MemoryGate.ofHeap();
    private int done;
    private int failed;

    private Batch(Console console, Job job) {
        this.console = console;
        this.job = job;
    }

    /** @return an {@link ExitCode} */
    static int run(Console console, List<InputFile> files, Job job) throws InterruptedException {
        Batch batch = new Batch(console, job);
        int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        if (threads == 1) {
            for (InputFile file : files) {
                batch.print(batch.one(file));
            }
        } else {
            batch.parallel(files, threads);
        }
        if (files.size() > 1 && console.isTerminal()) {
            console.err().printf("%d files: %d done, %d failed%n", files.size(), batch.done, batch.failed);
        }
        return batch.failed == 0 ? ExitCode.OK : batch.done == 0 ? ExitCode.FAILED : ExitCode.SOME_SKIPPED;
    }

    private void parallel(List<InputFile> files, int threads) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("batch-", 0).daemon().factory());
        try {
            Deque<Future<Result>> running = new ArrayDeque<>();
            Iterator<InputFile> next = files.iterator();
            while (next.hasNext() || !running.isEmpty()) {
                while (next.hasNext() && running.size() < AHEAD * threads) {
                    InputFile file = next.next();
                    running.addLast(executor.submit(() -> one(file)));
                }
                print(running.removeFirst().get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException("a batch's thread failed", e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private Result one(InputFile file) throws InterruptedException {
        try {
            return new Result(job.run(file, memory), false);
        } catch (IOException e) {
            return failure(file, Failures.text(e));
        } catch (UnsupportedImageException e) {
            return failure(file, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A mistake of ours; the other files can't help it.
            return failure(file, "internal error, please report it: " + e);
        } catch (OutOfMemoryError e) {
            return failure(
                    file,
                    "it needs more memory than the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB that there are; LIGHTBOX_JAVA_OPTIONS=-Xmx4g gives more");
        }
    }

    private static Result failure(InputFile file, String message) {
        // Messages of the engine begin with the file's name, which stands before them here already, with its folder.
        String rest = message.startsWith(file.name())
                ? message.substring(file.name().length()).replaceFirst("^[:, ]+", "")
                : message;
        return new Result(file.text() + ": " + rest, true);
    }

    private void print(Result result) {
        String line = Console.printable(result.line());
        if (result.failed()) {
            failed++;
            console.err().println(line);
        } else {
            done++;
            console.out().println(line);
        }
    }
}
