package dev.lightbox.engine.dicom;

/** Which fragments make up which frame. */
final class FrameIndex {
    private final int numberOfFrames;

    private FrameIndex(int numberOfFrames) {
        this.numberOfFrames = numberOfFrames;
    }

    static FrameIndex oneFragmentEach(int count) {
        return new FrameIndex(count);
    }

    int numberOfFrames() {
        return numberOfFrames;
    }

    int firstFragment(String name, int frameNumber) throws DicomException {
        if (frameNumber > numberOfFrames) {
            throw new DicomException(name + ": no frame " + frameNumber);
        }
        return frameNumber - 1;
    }

    int endFragment(int frameNumber) {
        return frameNumber;
    }
}
