package dev.lightbox.e2e.bench;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.Point;
import org.openqa.selenium.chrome.ChromeDriver;

/** A mouse that turns and drags at a given pace, through Chromium's own input. */
final class Hand {

    /** What gesture goes where at a time, from 0 to 1. */
    @FunctionalInterface
    interface Way {
        Point at(double share);
    }

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

    /** Drags with the left button for so long, with as many moves as a mouse reports or as the machine keeps up with. */
    void drag(Way way, double seconds) {
        long began = System.nanoTime();
        long length = Math.round(seconds * 1e9);
        mouse("mouseMoved", way.at(0), 0);
        mouse("mousePressed", way.at(0), 1);
        long next = began;
        for (long passed = 0; passed < length; passed = System.nanoTime() - began) {
            mouse("mouseMoved", way.at((double) passed / length), 1);
            next = Math.max(next + 8_000_000, System.nanoTime());
            waitUntil(next);
        }
        mouse("mouseReleased", way.at(1), 0);
    }

    private void mouse(String type, Point at, int buttons) {
        driver.executeCdpCommand(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        at.x,
                        "y",
                        at.y,
                        "button",
                        type.equals("mouseMoved") && buttons == 0 ? "none" : "left",
                        "buttons",
                        buttons,
                        "clickCount",
                        type.equals("mouseMoved") ? 0 : 1));
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
