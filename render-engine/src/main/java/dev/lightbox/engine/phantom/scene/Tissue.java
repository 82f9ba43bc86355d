package dev.lightbox.engine.phantom.scene;

/**
 * What a solid is made of, with what each modality sees of it. The numbers are this phantom's own definition, chosen near the textbooks'.
 */
public enum Tissue {
    AIR(-1000, 0, 0),
    FOAM(-950, 5, 5),
    LUNG(-850, 25, 30),
    CARBON(-350, 8, 8),
    FAT(-100, 900, 420),
    WATER(0, 110, 1150),
    CEREBROSPINAL_FLUID(8, 130, 1100),
    WHITE_MATTER(28, 640, 330),
    GREY_MATTER(38, 480, 470),
    MUSCLE(50, 330, 160),
    HEART_MUSCLE(90, 340, 190),
    LIVER(100, 430, 170),
    HAEMORRHAGE(75, 700, 240),
    CARTILAGE(120, 260, 210),
    PLASTIC(130, 10, 10),
    ENHANCED_BLOOD(280, 90, 60),
    SPONGY_BONE(250, 520, 300),
    CALCIFICATION(400, 60, 40),
    BONE(1000, 40, 30),
    ENAMEL(2200, 20, 15);

    private final int hounsfield;
    private final int t1Signal;
    private final int t2Signal;

    Tissue(int hounsfield, int t1Signal, int t2Signal) {
        this.hounsfield = hounsfield;
        this.t1Signal = t1Signal;
        this.t2Signal = t2Signal;
    }

    /** Attenuation in Hounsfield units, −1000 to 2200. */
    public int hounsfield() {
        return hounsfield;
    }

    /** Signal of a T1-weighted MR picture in arbitrary units, 0 to 1200. */
    public int t1Signal() {
        return t1Signal;
    }

    /** Signal of a T2-weighted MR picture in arbitrary units, 0 to 1200. */
    public int t2Signal() {
        return t2Signal;
    }
}
