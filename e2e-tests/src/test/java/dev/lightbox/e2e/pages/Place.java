package dev.lightbox.e2e.pages;

/** A point or a direction in the patient, mm: x to the patient's left, y to the back, z to the head. */
public record Place(double x, double y, double z) {

    /** {@code x,y,z}, as the viewer's attributes have it. */
    public static Place parse(String text) {
        String[] values = text.split(",", -1);
        if (values.length != 3) {
            throw new IllegalArgumentException("no place: \"" + text + "\"");
        }
        return new Place(Double.parseDouble(values[0]), Double.parseDouble(values[1]), Double.parseDouble(values[2]));
    }

    public Place plus(Place other) {
        return new Place(x + other.x, y + other.y, z + other.z);
    }

    public Place minus(Place other) {
        return plus(other.times(-1));
    }

    public Place times(double factor) {
        return new Place(factor * x, factor * y, factor * z);
    }

    public double dot(Place other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Place cross(Place other) {
        return new Place(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double distanceTo(Place other) {
        Place way = minus(other);
        return Math.sqrt(way.dot(way));
    }
}
