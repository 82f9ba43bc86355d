package dev.lightbox.e2e.environment;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the clone. */
public final class Project {

    private Project() {}

    /** The clone's top folder: Surefire runs tests in the module's folder. */
    public static Path root() {
        Path root = Path.of("").toAbsolutePath().getParent();
        if (root == null || !Files.isExecutable(root.resolve("lightbox"))) {
            throw new IllegalStateException("run these tests with the folder e2e-tests as the working directory");
        }
        return root;
    }

    /** A git-ignored folder for what the tests leave behind: logs, states, pictures of failures. */
    public static Path work(String name) {
        return root().resolve("e2e-tests/target/work").resolve(name);
    }
}
