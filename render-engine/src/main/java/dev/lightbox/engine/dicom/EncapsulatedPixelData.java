package dev.lightbox.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compressed pixel data: fragments (PS3.5 A.4), and which of them make up which frame. */
public final class EncapsulatedPixelData implements PixelData {
    /** Bytes of a file; the array is shared and never changed. */
    record Fragment(byte[] array, int offset, int length) {}

    private final String name;
    private final List<Fragment> fragments;
    private final FrameIndex frames;

    EncapsulatedPixelData(String name, List<Fragment> fragments, FrameIndex frames) {
        this.name = name;
        this.fragments = List.copyOf(fragments);
        this.frames = frames;
    }

    /** Pixel data to be written: one codestream a frame, copied. */
    public static EncapsulatedPixelData ofFrames(List<byte[]> codestreams) {
        List<Fragment> fragments = new ArrayList<>();
        for (byte[] codestream : codestreams) {
            fragments.add(new Fragment(codestream.clone(), 0, codestream.length));
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

    /** @param fragmentNumber from 1, the basic offset table not counted; @return its bytes, padding included, a copy */
    public byte[] fragment(int fragmentNumber) {
        Objects.checkIndex(fragmentNumber - 1, fragments.size());
        return join(fragmentNumber - 1, fragmentNumber);
    }

    @Override
    public long sizeInBytes() {
        return fragments.stream().mapToLong(Fragment::length).sum();
    }

    @Override
    public byte[] frame(int frameNumber) throws DicomException {
        Objects.checkIndex(frameNumber - 1, frames.numberOfFrames());
        return join(frames.firstFragment(name, frameNumber), frames.endFragment(frameNumber));
    }

    private byte[] join(int from, int to) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Fragment fragment : fragments.subList(from, to)) {
            joined.write(fragment.array, fragment.offset, fragment.length);
        }
        return joined.toByteArray();
    }
}
