package dev.lightbox.engine.measure;

/** Where the size of a pixel comes from, and so where a length is true. Lengths of one source must never be passed off as another's. */
public enum ScaleSource {
    /** Pixel Spacing of a tomographic image, or Pixel Measures. */
    PATIENT,
    /** Pixel Spacing of a projection, corrected for magnification at some depth: Pixel Spacing Calibration Type GEOMETRY (PS3.3 10.7.1.3). */
    GEOMETRY,
    /** Pixel Spacing of a projection, calibrated by an object of known size: Pixel Spacing Calibration Type FIDUCIAL. */
    FIDUCIAL,
    /** Pixel Spacing of a projection that differs from its Imager Pixel Spacing: corrected or calibrated, the file doesn't say how. */
    CALIBRATED,
    /** Pixel Spacing of a CT scout, which is a projection: true at the isocentre. */
    SCOUT,
    /** Imager Pixel Spacing divided by Estimated Radiographic Magnification Factor. */
    ESTIMATED,
    /** At the front of the detector, where a part of the patient looks larger: Imager Pixel Spacing, or Pixel Spacing of a projection that says no more. */
    DETECTOR,
    /** On the film that was scanned: Nominal Scanned Pixel Spacing. */
    SCANNED,
    /** The calibration of a region of an ultrasound picture. */
    ULTRASOUND,
    /** A volume's own geometry. */
    VOLUME,
    /** No size is known: pixels are counted. */
    PIXELS
}
