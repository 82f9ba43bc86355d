package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ByteInput.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compressed pixel data: fragments (PS3.5 A.4), and which of them make up which frame. */
public final class EncapsulatedPixelData implements PixelData {
    private final String name;
    private final List<Slice> fragments;
    private final FrameIndex frames;

    EncapsulatedPixelData(String name, List<Slice> fragments, FrameIndex frames) {
        this.name = name;
        this.fragments = List.copyOf(fragments);
        this.frames = frames;
    }

    /** Pixel data to be written: one codestream a frame, copied. */
    public static EncapsulatedPixelData ofFrames(List<byte[]> codestreams) {
        List<Slice> fragments = new ArrayList<>();
        for (byte[] codestream : codestreams) {
            fragments.add(new Slice(codestream.clone(), 0, codestream.length));
        }
        return new EncapsulatedPixelData("pixel data", fragments, FrameIndex.oneFragmentEach(fragments.size()));
    }

    @Override
    public int numberOfFrames() {
        return frames.numberOfFrames();
    }

    public int numberOfFragments() {
        return fragments.size();
    }

    /**
     * @param fragmentNumber from 1, the basic offset table not counted
     * @return its bytes, padding included, a copy
     */
    public byte[] fragment(int fragmentNumber) {
        Objects.checkIndex(fragmentNumber - 1, fragments.size());
        return join(fragmentNumber - 1, fragmentNumber);
    }

    @Override
    public long sizeInBytes() {
        return fragments.stream().mapToLong(Slice::length).sum();
    }

    @Override
    public byte[] frame(int frameNumber) throws DicomException {
        Objects.checkIndex(frameNumber - 1, frames.numberOfFrames());
        return join(frames.firstFragment(name, frameNumber), frames.endFragment(frameNumber));
    }

    private byte[] join(int from, int to) {
        // Fragments of one file fit one array together.
        int size = 0;
        for (Slice fragment : fragments.subList(from, to)) {
            size += fragment.length();
        }
        byte[] joined = new byte[size];
        int at = 0;
        for (Slice fragment : fragments.subList(from, to)) {
            System.arraycopy(fragment.array(), fragment.offset(), joined, at, fragment.length());
            at += fragment.length();
        }
        return joined;
    }

    /** The frames' fragments as they go into a file, and the first of each frame. */
    List<Slice> fragments() {
        return fragments;
    }

    FrameIndex frames() {
        return frames;
    }
}
