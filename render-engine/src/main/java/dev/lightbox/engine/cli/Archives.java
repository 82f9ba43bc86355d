package dev.lightbox.engine.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Members of archives: zip, tar, tar.gz, tar.xz (the last by the {@code xz} command). Nothing is written to disk, and no member larger than it may be is
 * kept, whatever the archive says.
 */
final class Archives {

    private static final int BUFFER_BYTES = 1 << 16;

    private Archives() {}

    /** Takes one member; called in the archive's order. */
    interface Taker {
        void take(String member, byte[] bytes) throws IOException, InterruptedException;
    }

    /** Looks at one member while the archive is at it; what isn't read is passed over. */
    interface Visitor {
        void visit(String member, InputStream content) throws IOException, InterruptedException;
    }

    /** Whether a file of this name is read as an archive: zip or tar. */
    static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isTar(lower) || lower.endsWith(".zip");
    }

    /** Shows all members in the archive's order, directories left out. */
    static void visitAll(Path archive, Visitor visitor) throws IOException, InterruptedException {
        if (Files.notExists(archive)) {
            throw new NoSuchFileException(archive.toString());
        }
        String lower = archive.toString().toLowerCase(Locale.ROOT);
        if (isTar(lower)) {
            try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES);
                    InputStream in = unpacked(packed, archive, lower)) {
                TarReader tar = new TarReader(in);
                for (String name = tar.next(); name != null; name = tar.next()) {
                    visitor.visit(name, tar.content());
                }
            }
            return;
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        visitor.visit(entry.getName(), in);
                    }
                }
            }
        }
    }

    /** Whether a file of this name (in lower case) is read as a tar archive. */
    static boolean isTar(String lower) {
        return lower.endsWith(".tar")
                || lower.endsWith(".tar.xz")
                || lower.endsWith(".txz")
                || lower.endsWith(".tar.gz")
                || lower.endsWith(".tgz");
    }

    /**
     * @param maxBytes larger members are refused
     * @throws IOException if there is no such member, or the archive can't be read
     */
    static byte[] read(Path archive, String member, long maxBytes) throws IOException {
        AtomicReference<byte @Nullable []> found = new AtomicReference<>();
        try {
            Set<String> missing = each(archive, Set.of(member), maxBytes, (name, bytes) -> found.set(bytes));
            byte[] bytes = found.get();
            if (!missing.isEmpty() || bytes == null) {
                throw new IOException("the archive has no member of this name");
            }
            return bytes;
        } catch (InterruptedException e) {
            throw new IllegalStateException("not thrown by this taker", e);
        }
    }

    /**
     * Hands over the members that are wanted, reading the archive once.
     *
     * @return the names that it doesn't hold
     */
    static Set<String> each(Path archive, Set<String> wanted, long maxBytes, Taker taker)
            throws IOException, InterruptedException {
        if (Files.notExists(archive)) {
            throw new NoSuchFileException(archive.toString());
        }
        String lower = archive.toString().toLowerCase(Locale.ROOT);
        if (isTar(lower)) {
            return eachOfTar(archive, lower, wanted, maxBytes, taker);
        }
        Set<String> missing = new HashSet<>(wanted);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (String name : wanted) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        taker.take(name, bounded(in, maxBytes, name));
                    }
                    missing.remove(name);
                }
            }
        }
        return missing;
    }

    private static Set<String> eachOfTar(Path archive, String lower, Set<String> wanted, long maxBytes, Taker taker)
            throws IOException, InterruptedException {
        Set<String> missing = new HashSet<>(wanted);
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES);
                InputStream in = unpacked(packed, archive, lower)) {
            TarReader tar = new TarReader(in);
            for (String name = tar.next(); name != null && !missing.isEmpty(); name = tar.next()) {
                if (missing.remove(name)) {
                    taker.take(name, bounded(tar.content(), maxBytes, name));
                }
            }
        }
        return missing;
    }

    private static InputStream unpacked(InputStream packed, Path archive, String lower) throws IOException {
        if (lower.endsWith("gz")) {
            return new GZIPInputStream(packed, BUFFER_BYTES);
        }
        return lower.endsWith("xz") ? XzCommand.open(archive) : packed;
    }

    private static byte[] bounded(InputStream in, long maxBytes, String name) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(maxBytes, Integer.MAX_VALUE - 8));
        if (in.read() >= 0) {
            throw new IOException("the member " + name + " has more than the " + maxBytes + " bytes allowed");
        }
        return bytes;
    }
}
