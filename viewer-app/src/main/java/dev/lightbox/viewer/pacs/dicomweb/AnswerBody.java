package dev.lightbox.viewer.pacs.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body that ends: after so many bytes, after so long a silence, and after so long a time altogether. {@code HttpClient} itself stops watching the
 * time when the headers are there. Read by one thread; a watchdog closes the stream under it.
 */
final class AnswerBody extends InputStream {

    private final InputStream in;
    private final long maxBytes;
    private final ScheduledFuture<?> watchdog;
    private long bytesRead;
    private volatile long lastRead = System.nanoTime();
    private volatile @Nullable String lateBecause;
    private @Nullable IOException failure;

    AnswerBody(
            InputStream in, long maxBytes, Duration maxSilence, Duration maxDuration, ScheduledExecutorService timer) {
        this.in = in;
        this.maxBytes = maxBytes;
        long start = lastRead;
        long period = Math.max(1, Math.min(maxSilence.toMillis(), maxDuration.toMillis()) / 4);
        watchdog = timer.scheduleWithFixedDelay(
                () -> watch(start, maxSilence, maxDuration), period, period, TimeUnit.MILLISECONDS);
    }

    private void watch(long start, Duration maxSilence, Duration maxDuration) {
        long now = System.nanoTime();
        if (now - lastRead > maxSilence.toNanos()) {
            lateBecause = "no data for " + maxSilence.toMillis() + " ms";
        } else if (now - start > maxDuration.toNanos()) {
            lateBecause = "not complete after " + maxDuration.toMillis() + " ms";
        } else {
            return;
        }
        closeQuietly();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(target, offset, length);
        } catch (IOException e) {
            throw remember(late(e));
        }
        lastRead = System.nanoTime();
        if (read < 0) {
            if (lateBecause != null) {
                throw remember(late(null));
            }
            return read;
        }
        bytesRead += read;
        if (bytesRead > maxBytes) {
            throw remember(new MalformedAnswerException("it is larger than the " + maxBytes + " bytes allowed"));
        }
        return read;
    }

    /** What made reading fail, if it was the transport and not what the bytes say: parsers like to wrap it. */
    @Nullable IOException failure() {
        return failure;
    }

    @Override
    public void close() {
        watchdog.cancel(false);
        closeQuietly();
    }

    private void closeQuietly() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing was written, so nothing is lost; but it says something of the connection.
            org.slf4j.LoggerFactory.getLogger(AnswerBody.class).debug("closing an answer failed", e);
        }
    }

    private IOException late(@Nullable IOException cause) {
        String reason = lateBecause;
        if (reason == null) {
            return cause == null ? new IOException("the answer ended") : cause;
        }
        HttpTimeoutException timeout = new HttpTimeoutException(reason);
        if (cause != null) {
            timeout.initCause(cause);
        }
        return timeout;
    }

    private IOException remember(IOException e) {
        failure = e;
        return e;
    }
}
