package dev.lightbox.engine.phantom;

/** SOP Class UIDs (PS3.4 B.5) of what the phantom writes. */
final class SopClass {
    static final String COMPUTED_RADIOGRAPHY = "1.2.840.10008.5.1.4.1.1.1";
    static final String DIGITAL_XRAY_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String ULTRASOUND_MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.3.1";
    static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    static final String PET = "1.2.840.10008.5.1.4.1.1.128";
    static final String BASIC_TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11";

    static final String COMPREHENSIVE_SR = "1.2.840.10008.5.1.4.1.1.88.33";
    static final String KEY_OBJECT_SELECTION = "1.2.840.10008.5.1.4.1.1.88.59";
    static final String ENCAPSULATED_PDF = "1.2.840.10008.5.1.4.1.1.104.1";

    private SopClass() {}
}
