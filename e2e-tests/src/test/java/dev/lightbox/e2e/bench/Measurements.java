package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.pages.PlanesPage;
import dev.lightbox.e2e.pages.ViewerPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.Point;

/** What is measured over one line: the user's gestures, and what came of them. Not thread-safe. */
final class Measurements {

    private static final int TURNS_A_SECOND = 20;
    private static final int SCROLLS_A_SECOND = 40;

    private final Session session;
    private final Studies studies;
    private final Amounts amounts;
    private final String line;

    Measurements(Session session, Studies studies, Amounts amounts) {
        this.session = session;
        this.studies = studies;
        this.amounts = amounts;
        this.line = session.lineName();
    }

    List<Figure> measure(Kind kind) {
        return switch (kind) {
            case OPENING -> opening();
            case RADIOGRAPH -> radiograph();
            case WHEEL -> wheel();
            case WINDOW -> window();
            case SCROLL -> scroll();
            case PLANES -> planes();
            case MEMORY, SIGNIN -> throw new IllegalArgumentException("not of a line");
        };
    }

    private Study ct(String name) {
        return studies.ct(line + "-" + name);
    }

    // ------------------------------------------------------------------------------------------------- opening

    /**
     * @param series when the viewer asked for the series, ms after the click
     * @param picture when it asked for a picture
     * @param arrived when one came
     * @param size of that one, kB
     * @param first when one was on the screen
     * @param exact when the exact one was
     * @param kilobytes all that the browser got until the first was on the screen
     */
    private record Opening(
            double series, double picture, double arrived, double size, double first, double exact, double kilobytes) {}

    private Opening open(Study study) {
        ViewerPage viewer = session.open(study);
        Recording recording = session.probe().recording();
        double click = recording.first("click");
        double first = recording.painted(paint -> isPictureOf(paint, study));
        double exact = recording.painted(paint -> isPictureOf(paint, study) && paint.exact());
        double kilobytes = session.line().down().between(click, first) / 1e3;
        session.leave(viewer);
        return new Opening(
                recording.sentAt("series") - click,
                recording.sentAt("render") - click,
                recording.firstReceived().at() - click,
                recording.firstReceived().bytes() / 1e3,
                first - click,
                exact - click,
                kilobytes);
    }

    /** Of what the way to the first picture consists: medians. */
    private static String inSteps(List<Opening> openings) {
        return String.format(
                Locale.ROOT,
                "viewer asks for the series after %.0f, for a picture after %.0f; it comes after %.0f ms, %.0f kB",
                median(openings, Opening::series),
                median(openings, Opening::picture),
                median(openings, Opening::arrived),
                median(openings, Opening::size));
    }

    private static double median(List<Opening> openings, ToDoubleFunction<Opening> value) {
        return samples(openings, value).median();
    }

    private static Samples samples(List<Opening> openings, ToDoubleFunction<Opening> value) {
        return Samples.of(openings.stream().mapToDouble(value).toArray());
    }

    private static boolean isPictureOf(Recording.Paint paint, Study study) {
        return paint.state().equals("picture") && paint.series().equals(study.seriesInstanceUid());
    }

    private List<Figure> opening() {
        List<Study> all = new ArrayList<>();
        for (int i = 0; i < amounts.opens(); i++) {
            all.add(ct("opening-" + i));
        }
        Opening visit = open(ct("visit"));
        List<Opening> cold = all.stream().map(this::open).toList();
        List<Opening> warm = all.stream().map(this::open).toList();
        String what = studies.ctInWords();
        return List.of(
                Figure.millis(
                        "click → exact CT slice, study cold",
                        line,
                        samples(cold, Opening::exact),
                        Aim.medianAtMost(1000),
                        what + "; " + inSteps(cold)),
                Figure.millis(
                        "click → exact CT slice, study warm",
                        line,
                        samples(warm, Opening::exact),
                        Aim.medianAtMost(500),
                        inSteps(warm)),
                Figure.amount(
                        "bytes to the first picture",
                        line,
                        "kB",
                        samples(cold, Opening::kilobytes),
                        Aim.medianAtMost(150),
                        "study cold; all that the browser got since the click"),
                Figure.millis(
                        "click → exact CT slice, first visit",
                        line,
                        Samples.of(visit.exact()),
                        null,
                        "the viewer's own code isn't in the browser yet: %.0f kB to the first picture"
                                .formatted(visit.kilobytes())));
    }

    private List<Figure> radiograph() {
        List<Opening> cold = new ArrayList<>();
        List<Opening> warm = new ArrayList<>();
        for (int i = 0; i < amounts.opens(); i++) {
            Study study = studies.radiograph(line + "-radiograph-" + i);
            cold.add(open(study));
            warm.add(open(study));
        }
        return List.of(
                Figure.millis(
                        "click → radiograph 3000×2400 exact, cold",
                        line,
                        samples(cold, Opening::exact),
                        Aim.medianAtMost(1200),
                        "a preview after %.0f ms; ".formatted(median(cold, Opening::first)) + inSteps(cold)),
                Figure.millis(
                        "click → radiograph 3000×2400 exact, warm",
                        line,
                        samples(warm, Opening::exact),
                        null,
                        inSteps(warm)));
    }

    // ------------------------------------------------------------------------------------------- turning and dragging

    private List<Figure> wheel() {
        double aim = session.line().line().roundTrip().toMillis() + 60;
        ViewerPage viewer = session.open(ct("wheel"));
        Point middle = viewer.middle();
        Samples notches = new Samples();
        List<Recording.Steps> steps = new ArrayList<>();
        for (int slice = 2; slice <= amounts.notches() + 1; slice++) {
            session.probe().clear();
            session.hand().notch(middle);
            awaitSlice(slice);
            Recording recording = session.probe().recording();
            notches.addAll(recording.wheelLatencies(slice - 1));
            recording.steps().ifPresent(steps::add);
        }
        int start = amounts.notches() + 1;
        session.probe().clear();
        int turns = TURNS_A_SECOND * amounts.seconds();
        session.hand().turn(middle, turns, TURNS_A_SECOND);
        awaitSlice(start + turns);
        Recording turned = session.probe().recording();
        Samples turning = turned.wheelLatencies(start);
        session.leave(viewer);
        return List.of(
                Figure.millis(
                        "wheel, single notches → slice painted", line, notches, Aim.p95AtMost(aim), inWords(steps)),
                Figure.millis(
                        "wheel, turning → newest slice painted",
                        line,
                        turning,
                        Aim.p95AtMost(aim),
                        "%.0f notches a second came, of %d".formatted(turned.inputRate("wheel"), TURNS_A_SECOND)));
    }

    private void awaitSlice(int slice) {
        session.probe().await("paints.some(paint => paint.exact && paint.slice === " + slice + ")", Session.LIMIT);
    }

    private static String inWords(List<Recording.Steps> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        Samples asking = new Samples();
        Samples answering = new Samples();
        Samples painting = new Samples();
        Samples bytes = new Samples();
        for (Recording.Steps one : steps) {
            asking.add(one.asking());
            answering.add(one.answering());
            painting.add(one.painting());
            bytes.add(one.bytes());
        }
        return String.format(
                Locale.ROOT,
                "asking %.0f, line and server %.0f, painting %.0f ms; %.0f kB a picture",
                asking.median(),
                answering.median(),
                painting.median(),
                bytes.median() / 1e3);
    }

    private List<Figure> window() {
        @Nullable Aim aim = switch (line) {
            case "local" -> Aim.medianAtLeast(25);
            case "far" -> Aim.medianAtLeast(10);
            default -> null;
        };
        ViewerPage viewer = session.open(ct("window"));
        Point middle = viewer.middle();
        Samples rates = new Samples();
        Samples moves = new Samples();
        for (int i = 0; i < amounts.drags(); i++) {
            session.probe().clear();
            session.hand().drag(share -> around(middle, 120, share), amounts.seconds());
            Recording recording = session.probe().recording();
            rates.add(recording.rate("slices", recording.first("pointerdown"), recording.last("pointerup")));
            moves.add(recording.inputRate("pointermove"));
        }
        session.leave(viewer);
        return List.of(Figure.rate("window drag, pictures", line, rates, aim, inMoves(moves)));
    }

    private static String inMoves(Samples moves) {
        return "%.0f moves of the mouse a second came".formatted(moves.median());
    }

    /** A circle that begins and ends at a place. */
    private static Point around(Point start, int radius, double share) {
        double angle = 2 * Math.PI * share;
        return new Point(
                start.x + (int) Math.round(radius * Math.sin(angle)),
                start.y + (int) Math.round(radius * (Math.cos(angle) - 1)));
    }

    // ------------------------------------------------------------------------------------------------ a long series

    private List<Figure> scroll() {
        Study study = studies.longCt("long-" + line, amounts.slices());
        ViewerPage viewer = session.open(study);
        Point middle = viewer.middle();
        BrowserMemory memory = new BrowserMemory(session.browser());
        memory.collectGarbage();
        double heapBefore = memory.scriptHeap();
        double pagesBefore = memory.pages();
        double heapPeak = heapBefore;
        double pagesPeak = pagesBefore;
        session.probe().clear();
        int slice = 1;
        Samples tasks = new Samples();
        int longTasks = 0;
        while (slice < study.slices()) {
            int notches = Math.min(SCROLLS_A_SECOND, study.slices() - slice);
            session.hand().turn(middle, notches, SCROLLS_A_SECOND);
            slice += notches;
            heapPeak = Math.max(heapPeak, memory.scriptHeap());
            pagesPeak = Math.max(pagesPeak, memory.pages());
        }
        awaitSlice(study.slices());
        Recording recording = session.probe().recording();
        for (Recording.LongTask task : recording.longTasks()) {
            tasks.add(task.millis());
            longTasks++;
        }
        session.probe().clear();
        memory.collectGarbage();
        double heapAfter = memory.scriptHeap();
        double pagesAfter = memory.pages();
        session.leave(viewer);
        String what =
                "%d slices, end to end, %.0f notches a second".formatted(study.slices(), recording.inputRate("wheel"));
        return List.of(
                Figure.amount(
                        "browser's processes at most, scrolling",
                        line,
                        "MB",
                        Samples.of(pagesPeak),
                        Aim.allAtMost(300),
                        what + "; at the start %.0f, at the end %.0f".formatted(pagesBefore, pagesAfter)),
                Figure.amount(
                        "JavaScript heap at most, scrolling",
                        line,
                        "MB",
                        Samples.of(heapPeak),
                        null,
                        "collected at the start %.1f, at the end %.1f".formatted(heapBefore, heapAfter)),
                Figure.amount(
                        "tasks > 50 ms on the main thread",
                        line,
                        "",
                        Samples.of(longTasks),
                        Aim.allAtMost(0),
                        longTasks == 0 ? what : what + "; the longest %.0f ms".formatted(tasks.quantile(1))));
    }

    // ------------------------------------------------------------------------------------------------------ planes

    private List<Figure> planes() {
        Samples first = new Samples();
        Samples whole = new Samples();
        Map<String, Samples> rates = new LinkedHashMap<>();
        Samples moves = new Samples();
        Samples volume = new Samples();
        Samples plane = new Samples();
        Samples arrived = new Samples();
        for (int i = 0; i < Math.max(1, amounts.opens() / 2 + 1); i++) {
            ViewerPage viewer = session.open(ct("planes-" + i));
            PlanesPage planes = openPlanes(session, viewer);
            Recording recording = session.probe().recording();
            double key = recording.first("keydown");
            first.add(recording.painted(paint -> isPlane(paint) && paint.state().equals("picture")) - key);
            whole.add(wholeAt(recording) - key);
            volume.add(recording.sentAt("mpr") - key);
            plane.add(recording.sentAt("plane") - key);
            arrived.add(recording.firstReceived().at() - key);
            Point middle = planes.middle("axial");
            Point cross = planes.markAt("axial", "crosshair-center");
            Point start = new Point(middle.x + cross.x, middle.y + cross.y);
            session.probe().clear();
            session.hand().drag(share -> around(start, 50, share), amounts.seconds());
            Recording drag = session.probe().recording();
            moves.add(drag.inputRate("pointermove"));
            for (String view : List.of("coronal", "sagittal", "oblique")) {
                rates.computeIfAbsent(view, key2 -> new Samples())
                        .add(drag.rate(view, drag.first("pointerdown"), drag.last("pointerup")));
            }
            session.leave(planes.leave());
        }
        List<Figure> figures = new ArrayList<>();
        String what = studies.ctInWords();
        figures.add(Figure.millis(
                "MPR key → first plane",
                line,
                first,
                Aim.medianAtMost(1000),
                what
                        + String.format(
                                Locale.ROOT,
                                ", study cold; viewer asks for the volume after %.0f, for a plane after %.0f; the first picture comes after %.0f ms",
                                volume.median(),
                                plane.median(),
                                arrived.median())));
        figures.add(Figure.millis("MPR key → whole, exact", line, whole, Aim.medianAtMost(4000), "four planes"));
        rates.forEach((view, samples) -> figures.add(Figure.rate(
                "crosshair drag in axial, " + view + " planes",
                line,
                samples,
                Aim.medianAtLeast(25),
                "all together; " + inMoves(moves))));
        return figures;
    }

    private static boolean isPlane(Recording.Paint paint) {
        return !paint.view().equals("slices");
    }

    private static double wholeAt(Recording recording) {
        double at = 0;
        for (String view : List.of("axial", "coronal", "sagittal", "oblique")) {
            at = Math.max(
                    at,
                    recording.painted(
                            paint -> paint.view().equals(view) && paint.exact() && paint.loaded() == paint.slices()));
        }
        return at;
    }

    /** Opens the planes and waits until all four are exact. The probe has noted what came since. */
    static PlanesPage openPlanes(Session session, ViewerPage viewer) {
        session.probe().clear();
        PlanesPage planes = viewer.planes();
        session.probe()
                .await(
                        "['axial', 'coronal', 'sagittal', 'oblique'].every(view => "
                                + "paints.some(paint => paint.view === view && paint.exact && paint.loaded === paint.slices))",
                        Session.LIMIT);
        return planes;
    }
}
