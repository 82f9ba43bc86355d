package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.Orthanc;
import dev.lightbox.e2e.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code lightbox bench --browser}: starts the product, measures, prints one table. */
public final class BrowserBench {

    private static final int USAGE = 2;

    private final Options options;
    private final Demo demo;
    private final Studies studies;
    private final Report report = new Report();

    BrowserBench(Options options, Demo demo, Orthanc orthanc) {
        this.options = options;
        this.demo = demo;
        this.studies = new Studies(orthanc, options.data());
    }

    /** @param arguments see {@code lightbox bench --help} */
    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (Options.UsageException e) {
            System.err.println("lightbox: " + e.getMessage() + "\nSee: lightbox bench --help");
            System.exit(USAGE);
            return;
        }
        Report report = measure(options);
        System.out.print(report.table());
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), report.json());
        }
        System.exit(report.isComplete() ? 0 : 1);
    }

    /** Starts the product, measures what was asked for, and stops it. */
    static Report measure(Options options) {
        System.err.println("Starting Orthanc, Keycloak and the viewer …");
        try (Orthanc orthanc = Orthanc.start("orthanc-bench");
                Demo demo = Demo.start(
                        "demo-bench", orthanc.viewerEnvironment(), "--port", "0", "--pacs", orthanc.dicomWebUrl())) {
            return new BrowserBench(options, demo, orthanc).run();
        }
    }

    Report run() {
        if (options.kinds().contains(Kind.MEMORY)) {
            attempt(Kind.MEMORY, "", () -> PlaneReaders.measure(demo, studies));
        }
        for (Line line : options.lines()) {
            for (Kind kind : options.kinds()) {
                if (kind.differsByLine()) {
                    attempt(kind, line.name(), () -> measure(kind, line));
                }
            }
        }
        if (options.kinds().contains(Kind.SIGNIN)) {
            attempt(Kind.SIGNIN, "", () -> SignIns.measure(demo, options.amounts()));
        }
        return report;
    }

    /** Each kind with a browser of its own, so that none depends on what another left behind. */
    private List<Figure> measure(Kind kind, Line line) {
        try (Session session = Session.open(demo, line)) {
            try {
                return new Measurements(session, studies, options.amounts()).measure(kind);
            } catch (RuntimeException | AssertionError e) {
                System.err.println(
                        "The screen as it was: " + session.browser().saveScreen("bench " + kind + " " + line.name()));
                throw e;
            }
        }
    }

    private void attempt(Kind kind, String line, Supplier<List<Figure>> measurement) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        System.err.println("Measuring " + name + (line.isEmpty() ? "" : ", line " + line) + " …");
        try {
            report.noteLoad();
            report.add(measurement.get());
            report.noteLoad();
        } catch (RuntimeException | AssertionError e) {
            System.err.println("Could not be measured: " + e);
            // The others can still be measured; this one is named in the table and in the exit status.
            e.printStackTrace();
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            report.addMissing(new Report.Missing(name, line, reason));
        }
    }
}
