package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;
import dev.lightbox.engine.dicom.FragmentReader.Fragments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which fragments make up which frame. */
final class FrameIndex {
    private final int numberOfFrames;
    /** The first fragment of each frame that is there, and after them the number of fragments. */
    private final int[] starts;
    /** Frames that end with the last fragment are incomplete. */
    private final boolean complete;
    /** Why no frame can be told from the next; empty where they can. */
    private final String confusion;

    private FrameIndex(int numberOfFrames, int[] starts, boolean complete, String confusion) {
        this.numberOfFrames = numberOfFrames;
        this.starts = starts;
        this.complete = complete;
        this.confusion = confusion;
    }

    static FrameIndex oneFragmentEach(int count) {
        return new FrameIndex(count, upTo(count), true, "");
    }

    /**
     * @param declared Number of Frames
     * @param extendedOffsetTable (7FE0,0001), empty where there is none
     */
    static FrameIndex of(
            int declared, TransferSyntax syntax, Fragments found, long[] extendedOffsetTable, Warnings warnings) {
        int count = found.fragments().size();
        if (declared == 1 || syntax.isVideo()) {
            // One stream, in however many fragments.
            int[] starts = count == 0 ? new int[] {0} : new int[] {0, count};
            return new FrameIndex(declared, starts, found.complete(), "");
        }
        for (long[] table : List.of(extendedOffsetTable, found.offsetTable())) {
            int[] starts = table.length == 0 ? new int[0] : fromTable(table, declared, found.itemOffsets());
            if (starts.length > 0) {
                return new FrameIndex(declared, starts, found.complete(), "");
            }
            if (table.length > 0 && found.complete()) {
                warnings.add("An offset table doesn't fit the fragments: the frames are found by looking into them");
            }
        }
        return scan(declared, syntax, found, warnings);
    }

    /** @return the frames' first fragments, and the number of fragments; empty where the table doesn't fit */
    private static int[] fromTable(long[] table, int declared, long[] itemOffsets) {
        if (table.length != declared || itemOffsets.length == 0 || table[0] != 0) {
            return new int[0];
        }
        int[] starts = new int[declared + 1];
        for (int i = 0; i < declared; i++) {
            int fragment = Arrays.binarySearch(itemOffsets, table[i]);
            if (fragment < 0 && table[i] > itemOffsets[itemOffsets.length - 1]) {
                // The file ends before: the frames up to here are there.
                starts[i] = itemOffsets.length;
                return Arrays.copyOf(starts, i + 1);
            }
            if (fragment < 0 || (i > 0 && fragment <= starts[i - 1])) {
                return new int[0];
            }
            starts[i] = fragment;
        }
        starts[declared] = itemOffsets.length;
        return starts;
    }

    private static FrameIndex scan(int declared, TransferSyntax syntax, Fragments found, Warnings warnings) {
        List<Slice> fragments = found.fragments();
        int count = fragments.size();
        boolean oneEach =
                syntax.equals(TransferSyntax.RLE_LOSSLESS) || syntax.equals(TransferSyntax.DEFLATED_IMAGE_FRAME);
        // PS3.5 A.4.2 and A.4.14: each frame is one fragment. Elsewhere as many fragments as frames mean the same.
        if (count == declared || (oneEach && count < declared)) {
            return ofStarts(declared, upTo(count), found, warnings);
        }
        if (!oneEach) {
            int[] byBeginning = starts(fragments, true);
            int[] byEnd = starts(fragments, false);
            for (int[] starts : List.of(byBeginning, byEnd)) {
                if (starts.length - 1 == declared) {
                    return ofStarts(declared, starts, found, warnings);
                }
            }
            // Fewer than declared, and both ways to look at it agree: the rest isn't there.
            if (byBeginning.length - 1 < declared && Arrays.equals(byBeginning, byEnd)) {
                return ofStarts(declared, byBeginning, found, warnings);
            }
        }
        String confusion =
                "%d frames are declared, but the %d fragments don't tell where they begin".formatted(declared, count);
        warnings.add("The pixel data can't be shown: " + confusion);
        return new FrameIndex(declared, new int[] {count}, found.complete(), confusion);
    }

    private static FrameIndex ofStarts(int declared, int[] starts, Fragments found, Warnings warnings) {
        if (starts.length - 1 < declared) {
            warnings.add("%d frames are declared, %d are there".formatted(declared, starts.length - 1));
        }
        return new FrameIndex(declared, starts, found.complete(), "");
    }

    /** Frames begin where a codestream begins, or where the one before has ended. */
    private static int[] starts(List<Slice> fragments, boolean byBeginning) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            boolean begins = byBeginning
                    ? Codestreams.begins(fragments.get(i))
                    : i == 0 || Codestreams.ends(fragments.get(i - 1));
            if (begins) {
                starts.add(i);
            }
        }
        if (starts.isEmpty() || starts.getFirst() != 0) {
            return new int[] {fragments.size()};
        }
        starts.add(fragments.size());
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] upTo(int count) {
        int[] starts = new int[count + 1];
        Arrays.setAll(starts, i -> i);
        return starts;
    }

    /**
     * @return where each frame's first item will stand when the fragments are written, from the first of them; empty where frames can't
     *     be told apart or aren't complete (an empty table is allowed, PS3.5 A.4), or lie beyond what a table can say
     */
    long[] offsets(List<Slice> fragments) {
        if (!confusion.isEmpty() || starts.length - 1 != numberOfFrames) {
            return new long[0];
        }
        long[] offsets = new long[numberOfFrames];
        long offset = 0;
        int frame = 0;
        for (int i = 0; i < fragments.size() && frame < numberOfFrames; i++) {
            if (starts[frame] == i) {
                offsets[frame++] = offset;
            }
            offset += 8 + fragments.get(i).length() + fragments.get(i).length() % 2;
        }
        return offset <= 0xFFFF_FFFFL ? offsets : new long[0];
    }

    /** @return whether the last fragment is there to its end */
    boolean isComplete() {
        return complete;
    }

    int numberOfFrames() {
        return numberOfFrames;
    }

    /** @return the index of the frame's first fragment */
    int firstFragment(String name, int frameNumber) throws DicomException {
        if (!confusion.isEmpty()) {
            throw new DicomException(name + ": " + confusion);
        }
        if (frameNumber >= starts.length) {
            throw new DicomException("%s: frame %d isn't there: %d frames are declared, %d are there"
                    .formatted(name, frameNumber, numberOfFrames, starts.length - 1));
        }
        int last = starts[starts.length - 1];
        if (!complete && starts[frameNumber] == last) {
            throw new DicomException(
                    "%s: frame %d isn't complete: the file ends within it".formatted(name, frameNumber));
        }
        return starts[frameNumber - 1];
    }

    /** @return the index after the frame's last fragment */
    int endFragment(int frameNumber) {
        return starts[frameNumber];
    }
}
