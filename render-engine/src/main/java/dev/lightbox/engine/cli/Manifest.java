package dev.lightbox.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of files and of what trusted tools decoded from them: tab-separated, the first line names the columns. Columns that are missing are taken as empty.
 *
 * @param columns as named
 */
record Manifest(List<String> columns, List<Line> lines) {

    private static final long MOST_BYTES = 256L << 20;

    /** One file. */
    record Line(int number, Map<String, String> values) {

        /** Relative to the manifest; {@code archive!member} for a member of an archive. */
        String path() {
            return get("path");
        }

        /** Empty where the manifest says nothing. */
        String get(String column) {
            return values.getOrDefault(column, "");
        }

        /** Whether any correct decoder must give the same values. */
        boolean isBitExact() {
            return get("bit_exact").startsWith("yes");
        }

        /** Whether values depend on the decoder. */
        boolean isLossy() {
            return get("bit_exact").startsWith("no");
        }

        boolean isDisputed() {
            return get("bit_exact").startsWith("disputed");
        }
    }

    /** @throws IOException if it can't be read, or has no column {@code path} */
    static Manifest read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes((int) MOST_BYTES);
        }
        List<String> text = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        List<String> columns =
                text.isEmpty() ? List.of() : List.of(text.getFirst().split("\t", -1));
        if (!columns.contains("path")) {
            throw new IOException(file + " has no column \"path\" in its first line");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < text.size(); i++) {
            String[] cells = text.get(i).split("\t", -1);
            Map<String, String> values = new HashMap<>();
            for (int c = 0; c < Math.min(cells.length, columns.size()); c++) {
                values.put(columns.get(c), cells[c].strip());
            }
            Line line = new Line(i + 1, Map.copyOf(values));
            if (!line.path().isEmpty()) {
                lines.add(line);
            }
        }
        return new Manifest(columns, List.copyOf(lines));
    }
}
