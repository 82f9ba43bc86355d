package dev.lightbox.e2e.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a {@link PageProbe} noted, each list in the order of time. Times in milliseconds since 1970. */
record Recording(
        List<Input> inputs, List<Paint> paints, List<Message> sent, List<Message> received, List<LongTask> longTasks) {

    /** @param type of the DOM event */
    record Input(String type, double at) {}

    /**
     * A viewport's or plane's picture, and what it said.
     *
     * @param drawn when the canvas was drawn
     * @param painted when that was on the screen; 0 where it wasn't yet
     * @param view {@code slices}, or the plane's name
     */
    record Paint(
            double drawn,
            double painted,
            String view,
            String state,
            String series,
            int slice,
            long sequence,
            boolean exact,
            int loaded,
            int slices) {}

    /** @param type of what was sent; empty for what was received, which are pictures */
    record Message(double at, String type, int viewport, long sequence, long bytes) {}

    record LongTask(double at, double millis) {}

    /** When the first input of a kind came. */
    double first(String type) {
        return inputs.stream()
                .filter(input -> input.type().equals(type))
                .mapToDouble(Input::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + type + " was noted"));
    }

    double last(String type) {
        return inputs.stream()
                .filter(input -> input.type().equals(type))
                .mapToDouble(Input::at)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("no " + type + " was noted"));
    }

    /** How many inputs of a kind came a second, from the first to the last; 0 where there are fewer than two. What the hand did is told by this, not by what was asked of it. */
    double inputRate(String type) {
        double[] times = inputs.stream()
                .filter(input -> input.type().equals(type))
                .mapToDouble(Input::at)
                .toArray();
        return times.length < 2 ? 0 : (times.length - 1) * 1000 / (times[times.length - 1] - times[0]);
    }

    /** When the first picture that fits was on the screen. */
    double painted(Predicate<Paint> fits) {
        return firstPaint(fits)
                .orElseThrow(() -> new IllegalStateException("no such picture was noted"))
                .painted();
    }

    private Optional<Paint> firstPaint(Predicate<Paint> fits) {
        return paints.stream()
                .filter(paint -> paint.painted() > 0 && fits.test(paint))
                .findFirst();
    }

    /** How long each turn of the wheel took until a picture at least as far on was on the screen. Each turn is a slice further. @param start the slice before the first */
    Samples wheelLatencies(int start) {
        Samples samples = new Samples();
        int wanted = start;
        for (Input input : inputs) {
            if (input.type().equals("wheel")) {
                int slice = ++wanted;
                samples.add(painted(paint -> paint.slice() >= slice && paint.painted() >= input.at()) - input.at());
            }
        }
        return samples;
    }

    /** How many different pictures a view had on the screen in a time, a second. */
    double rate(String view, double from, double until) {
        Set<Long> sequences = new HashSet<>();
        for (Paint paint : paints) {
            if (paint.view().equals(view) && paint.painted() > from && paint.painted() <= until) {
                sequences.add(paint.sequence());
            }
        }
        return sequences.size() * 1000 / (until - from);
    }

    /** Of what the way from the first wheel to its picture consists. Empty where a message is missing. */
    Optional<Steps> steps() {
        double input = first("wheel");
        return sent.stream()
                .filter(message -> message.type().equals("render") && message.at() >= input)
                .findFirst()
                .flatMap(asked -> received.stream()
                        .filter(tile -> tile.viewport() == asked.viewport() && tile.sequence() >= asked.sequence())
                        .findFirst()
                        .flatMap(tile -> firstPaint(
                                        paint -> paint.sequence() >= tile.sequence() && paint.drawn() >= tile.at())
                                .map(paint -> new Steps(
                                        asked.at() - input,
                                        tile.at() - asked.at(),
                                        paint.painted() - tile.at(),
                                        tile.bytes()))));
    }

    /** When the first message of a type was sent. */
    double sentAt(String type) {
        return sent.stream()
                .filter(message -> message.type().equals(type))
                .mapToDouble(Message::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + type + " was sent"));
    }

    /**
     * The first picture that came, drawn or not.
     *
     * @throws IllegalStateException where none did
     */
    Message firstReceived() {
        if (received.isEmpty()) {
            throw new IllegalStateException("no picture came");
        }
        return received.getFirst();
    }

    /**
     * @param asking from the input to the request
     * @param answering from the request to the picture's arrival: line and server
     * @param painting from there to the screen
     */
    record Steps(double asking, double answering, double painting, long bytes) {}
}
