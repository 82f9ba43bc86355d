package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.line.Line;
import java.util.ArrayList;
import java.util.List;

/** What the server takes while three people look at planes of three volumes. */
final class PlaneReaders {

    private static final int READERS = 3;

    private PlaneReaders() {}

    static List<Figure> measure(Demo demo, Studies studies) {
        ServerMemory memory = new ServerMemory(demo);
        double before = memory.liveHeap();
        double volumes = 0;
        List<Session> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                Study study = studies.ct("reader-" + i);
                Session session = Session.open(demo, Line.LOCAL);
                sessions.add(session);
                Measurements.openPlanes(session, session.open(study));
                volumes += study.slices() * 512.0 * 512 * 2 / 1e6;
            }
            double resident = memory.resident();
            double live = memory.liveHeap();
            return List.of(
                    Figure.amount(
                            "server's heap beyond the volumes",
                            "",
                            "MB",
                            Samples.of(live - volumes),
                            Aim.allAtMost(300),
                            "three people in planes of three volumes of %.0f MB together; heap in use %.0f, before anybody came %.0f"
                                    .formatted(volumes, live, before)),
                    Figure.amount(
                            "server's process, three in planes",
                            "",
                            "MB",
                            Samples.of(resident),
                            null,
                            "resident, before a collection"));
        } finally {
            sessions.forEach(Session::close);
        }
    }
}
