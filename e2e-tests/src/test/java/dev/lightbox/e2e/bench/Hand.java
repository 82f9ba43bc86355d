package dev.lightbox.e2e.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.Point;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Interaction;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;

/** A mouse that turns and drags at a given pace, through Chromium's own input. */
final class Hand {

    /** What gesture goes where at a time, from 0 to 1. */
    @FunctionalInterface
    interface Way {
        Point at(double share);
    }

    private static final int MOVE_MILLIS = 10;

    private final ChromeDriver driver;

    Hand(ChromeDriver driver) {
        this.driver = driver;
    }

    /** One notch, down. */
    void notch(Point at) {
        driver.executeCdpCommand(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", at.x, "y", at.y, "deltaX", 0, "deltaY", 100));
    }

    /** So many notches, evenly spaced as far as the machine keeps up. */
    void turn(Point at, int notches, int aSecond) {
        long began = System.nanoTime();
        for (int i = 0; i < notches; i++) {
            waitUntil(began + i * 1_000_000_000L / aSecond);
            notch(at);
        }
    }

    /**
     * Drags with the left button for so long, with a move every {@value #MOVE_MILLIS} ms. The driver is given the whole drag at once: told move by move it waits until
     * the page has taken each, and then the hand is what is measured.
     */
    void drag(Way way, double seconds) {
        PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
        Sequence drag = new Sequence(mouse, 1)
                .addAction(move(mouse, Duration.ZERO, way.at(0)))
                .addAction(mouse.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
        int moves = (int) Math.round(seconds * 1000 / MOVE_MILLIS);
        for (int i = 1; i <= moves; i++) {
            drag.addAction(move(mouse, Duration.ofMillis(MOVE_MILLIS), way.at((double) i / moves)));
        }
        driver.perform(List.of(drag.addAction(mouse.createPointerUp(PointerInput.MouseButton.LEFT.asArg()))));
    }

    private static Interaction move(PointerInput mouse, Duration time, Point to) {
        return mouse.createPointerMove(time, PointerInput.Origin.viewport(), to.x, to.y);
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
