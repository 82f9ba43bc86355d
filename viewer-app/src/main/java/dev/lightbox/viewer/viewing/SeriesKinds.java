package dev.lightbox.viewer.viewing;

import java.util.Set;

/** What a series' modality says about what is in it. */
public final class SeriesKinds {

    /** Modalities whose objects never hold pixel data (PS3.3 C.7.3.1.1.1). Of all others it shows when the series is opened. */
    private static final Set<String> WITHOUT_PICTURES = Set.of(
            "SR",
            "PR",
            "KO",
            "DOC",
            "REG",
            "RTSTRUCT",
            "RTPLAN",
            "RTRECORD",
            "PLAN",
            "ECG",
            "EPS",
            "HD",
            "EEG",
            "EMG",
            "EOG",
            "RESP",
            "AU",
            "FID",
            "RWV",
            "SMR",
            "CFM",
            "ASMT",
            "TEXTUREMAP",
            "ANN");

    private SeriesKinds() {}

    public static boolean canHoldPictures(String modality) {
        return !WITHOUT_PICTURES.contains(modality);
    }
}
