package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Element;
import dev.lightbox.engine.dicom.Tag;
import java.util.ArrayList;
import java.util.List;

/** What an image asks for and is shown without: said, so that nobody takes the picture for the whole. */
final class Reservations {

    private Reservations() {}

    /** Fit for the user; empty where the picture is shown as it asks. */
    static List<String> of(DataSet dataSet) {
        List<String> reservations = new ArrayList<>();
        if (hasOverlay(dataSet)) {
            reservations.add("Its overlay graphics aren't shown yet.");
        }
        if (dataSet.contains(Tag.ShutterShape)) {
            reservations.add("Its display shutter isn't applied yet.");
        }
        if (!dataSet.items(Tag.PresentationLUTSequence).isEmpty()) {
            reservations.add("Its Presentation LUT isn't applied yet.");
        }
        return reservations;
    }

    /** Overlay Rows in any of the repeating groups 6000 to 601E (PS3.5 7.6, PS3.3 C.9.2). */
    private static boolean hasOverlay(DataSet dataSet) {
        for (Element element : dataSet) {
            int tag = element.tag();
            if ((tag & 0xFFE1FFFF) == Tag.OverlayRows) {
                return true;
            }
        }
        return false;
    }
}
