package dev.lightbox.e2e.environment;

/**
 * The demo with Orthanc behind it that most tests share: started by the first that asks, ended with the run.
 *
 * @param orthanc holds the demonstration studies
 */
public record OrthancDemo(Orthanc orthanc, Demo demo) implements AutoCloseable {

    static OrthancDemo start() {
        Orthanc orthanc = Orthanc.start("orthanc");
        try {
            orthanc.store(Studies.write());
            Demo demo = Demo.start(
                    "demo-orthanc", orthanc.viewerEnvironment(), "--port", "0", "--pacs", orthanc.dicomWebUrl());
            return new OrthancDemo(orthanc, demo);
        } catch (RuntimeException e) {
            orthanc.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            demo.close();
        } finally {
            orthanc.close();
        }
    }
}
