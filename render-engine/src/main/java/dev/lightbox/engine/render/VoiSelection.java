package dev.lightbox.engine.render;

/** Which window or VOI LUT a picture is shown with. Without effect on colour. Immutable. */
public sealed interface VoiSelection {

    /** What the presentation state says, else the picture's first window, else its first VOI LUT, else {@link SourceImage#defaultWindow}. */
    record Own() implements VoiSelection {}

    /** A window chosen by the user; it takes the place of a presentation state's too. */
    record Window(VoiWindow window) implements VoiSelection {}

    /**
     * One of the picture's own.
     *
     * @param number from 1: its windows in their order, then its VOI LUTs; see {@link SourceImage#voiChoices}
     */
    record Numbered(int number) implements VoiSelection {

        public Numbered {
            if (number < 1) {
                throw new IllegalArgumentException("windows and VOI LUTs are numbered from 1, not " + number);
            }
        }
    }
}
