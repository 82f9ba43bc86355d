package dev.lightbox.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SliceSorterTest {

    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);

    @Test
    void slicesGoByPositionNotByNumber() {
        assertThat(order(List.of(axial("c", 1, 30), axial("a", 2, -10), axial("b", 3, 12.5))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void tiltedStacksGoAlongTheirNormal() {
        Vector3 down = new Vector3(0, Math.cos(0.3), Math.sin(0.3));
        assertThat(order(List.of(
                        slice("b", 1, plane(0, 0, 10, X, down)),
                        slice("a", 2, plane(0, 0, 5, X, down)),
                        slice("c", 3, plane(0, 0, 15, X, down)))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void slicesAtTheSamePlaceStayInOrderOfAcquisitionAndAreTold() {
        var sorted = SliceSorter.sort(List.of(axial("b", 2, 5.000001), axial("a", 1, 5), axial("c", 3, 6)));
        assertThat(sorted.slices()).extracting(Slice::source).containsExactly("a", "b", "c");
        assertThat(sorted.warnings()).singleElement().asString().startsWith("1 slices lie at the same place");
    }

    @Test
    void orientationsStayTogether() {
        var sorted = SliceSorter.sort(List.of(
                slice("cor2", 1, plane(0, 9, 0, X, Z.times(-1))),
                axial("ax2", 2, 8),
                slice("cor1", 3, plane(0, 4, 0, X, Z.times(-1))),
                axial("ax1", 4, 3)));
        assertThat(sorted.slices()).extracting(Slice::source).containsExactly("cor1", "cor2", "ax1", "ax2");
        assertThat(sorted.groups()).hasSize(2);
        assertThat(sorted.warnings()).singleElement().asString().contains("2 stacks");
    }

    @Test
    void scoutsComeLastAndJoinNoStack() {
        Slice<String> scout =
                new Slice<>("scout", Optional.of(plane(0, 0, 4, X, Y)), "f", true, 10, 10, OptionalInt.of(1), 1, "1");
        var sorted = SliceSorter.sort(List.of(scout, axial("a", 2, 3), axial("b", 3, 5)));
        assertThat(sorted.slices()).extracting(Slice::source).containsExactly("a", "b", "scout");
        assertThat(sorted.groups()).extracting(SliceSorter.Group::localizer).containsExactly(false, true);
    }

    @Test
    void withoutPositionsTheNumberCountsThenTheFrame() {
        assertThat(order(List.of(
                        unplaced("c", OptionalInt.of(2), 1),
                        unplaced("b", OptionalInt.of(1), 2),
                        unplaced("d", OptionalInt.empty(), 1),
                        unplaced("a", OptionalInt.of(1), 1))))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void anotherFrameOfReferenceIsAnotherStack() {
        Slice<String> other =
                new Slice<>("other", Optional.of(plane(0, 0, 4, X, Y)), "g", false, 10, 10, OptionalInt.of(9), 1, "1");
        assertThat(order(List.of(other, axial("b", 2, 5), axial("a", 3, 3)))).containsExactly("a", "b", "other");
    }

    private static List<String> order(List<Slice<String>> slices) {
        return SliceSorter.sort(slices).slices().stream().map(Slice::source).toList();
    }

    private static Slice<String> axial(String name, int number, double z) {
        return slice(name, number, plane(0, 0, z, X, Y));
    }

    private static Slice<String> slice(String name, int number, ImagePlane plane) {
        return new Slice<>(name, Optional.of(plane), "f", false, 10, 10, OptionalInt.of(number), 1, "1." + number);
    }

    private static Slice<String> unplaced(String name, OptionalInt number, int frame) {
        return new Slice<>(name, Optional.empty(), "", false, 10, 10, number, frame, "1");
    }

    private static ImagePlane plane(double x, double y, double z, Vector3 row, Vector3 column) {
        return new ImagePlane(
                new PatientPoint(x, y, z), row, column, new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
    }
}
