package dev.lightbox.engine.geometry;

/**
 * What the four edges of a picture point to in a patient who is a biped: R, L (right, left), A, P (anterior, posterior), F, H (feet, head), as in Patient
 * Orientation (PS3.3 C.7.6.1.1.1). Oblique directions take up to three letters, the nearest axis first. Empty where nothing is known. Immutable.
 */
public record OrientationLetters(String left, String right, String top, String bottom) {

    /** An axis whose share of the direction is less than this gets no letter: about 3 degrees. */
    private static final double NEGLIGIBLE = 0.05;

    /**
     * @param row direction in which the column index grows (to the right)
     * @param column direction in which the row index grows (downwards)
     */
    public static OrientationLetters of(Vector3 row, Vector3 column) {
        return new OrientationLetters(letters(row.times(-1)), letters(row), letters(column.times(-1)), letters(column));
    }

    /**
     * From the two values of Patient Orientation (0020,0020): where the rows' and the columns' ends point.
     *
     * @param rowEnd letters such as {@code L} or {@code AL}
     * @param columnEnd letters such as {@code F}
     */
    public static OrientationLetters ofPatientOrientation(String rowEnd, String columnEnd) {
        return new OrientationLetters(opposite(rowEnd), biped(rowEnd), opposite(columnEnd), biped(columnEnd));
    }

    /** The letters of a direction, the axis with the largest share first: {@code L}, {@code AL}, {@code PRH}; empty for no direction. */
    public static String letters(Vector3 direction) {
        double length = direction.length();
        if (!(length > 0) || Double.isInfinite(length)) {
            return "";
        }
        double[] shares = {direction.x() / length, direction.y() / length, direction.z() / length};
        char[] positive = {'L', 'P', 'H'};
        char[] negative = {'R', 'A', 'F'};
        StringBuilder letters = new StringBuilder(3);
        for (int taken = 0; taken < 3; taken++) {
            int largest = 0;
            for (int axis = 1; axis < 3; axis++) {
                if (Math.abs(shares[axis]) > Math.abs(shares[largest])) {
                    largest = axis;
                }
            }
            if (Math.abs(shares[largest]) < NEGLIGIBLE) {
                break;
            }
            letters.append(shares[largest] > 0 ? positive[largest] : negative[largest]);
            shares[largest] = 0;
        }
        return letters.toString();
    }

    /** The letters of the opposite direction; empty if one of them isn't a biped's. */
    private static String opposite(String letters) {
        StringBuilder result = new StringBuilder(3);
        for (char letter : biped(letters).toCharArray()) {
            result.append("LRPAHF".charAt("RLAPFH".indexOf(letter)));
        }
        return result.toString();
    }

    private static String biped(String letters) {
        boolean known = letters.length() <= 3 && letters.chars().allMatch(letter -> "RLAPFH".indexOf(letter) >= 0);
        return known ? letters : "";
    }
}
