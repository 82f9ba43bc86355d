package dev.lightbox.engine.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** What the {@code xz} command unpacks: it is on every Linux, and a library of our own would be one more to look after. */
final class XzCommand extends FilterInputStream {

    private final Process process;
    private boolean atEnd;

    private XzCommand(Process process) {
        super(process.getInputStream());
        this.process = process;
    }

    static InputStream open(Path archive) throws IOException {
        try {
            // Messages go nowhere: they would fill a pipe that nobody reads, and the exit code tells enough.
            return new XzCommand(new ProcessBuilder("xz", "--decompress", "--stdout", "--", archive.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new IOException(
                    "the command \"xz\" is needed to unpack it and can't be started (package xz-utils)", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0 && !atEnd) {
            atEnd = true;
            checkExit();
        }
        return count;
    }

    private void checkExit() throws IOException {
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("it isn't a whole xz file (the command \"xz\" ended with status " + status + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking", e);
        }
    }

    @Override
    public void close() throws IOException {
        // Who has what they wanted doesn't wait for the rest.
        process.destroy();
        super.close();
    }
}
