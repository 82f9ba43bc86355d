package dev.lightbox.engine.phantom;

/**
 * Names a series, so that it has the same UIDs whenever it is made.
 *
 * @param study the study's short name
 * @param number Series Number
 */
record SeriesKey(String study, int number) {
    String seriesInstanceUid() {
        return PhantomUids.of("series/" + study + "/" + number);
    }

    /** @param index of the instance in the series, from 0 */
    String sopInstanceUid(int index) {
        return PhantomUids.of("instance/" + study + "/" + number + "/" + index);
    }

    /** All series of a study share one frame of reference: nobody has moved between them. */
    String frameOfReferenceUid() {
        return PhantomUids.of("frame of reference/" + study);
    }
}
