package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.environment.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guides don't point at what isn't there. */
class DocumentsTest {

    private static final Path ROOT = Project.root();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern SOURCE = Pattern.compile("`[^`]*?([A-Z]\\w+Test|[\\w.-]+\\.ts)`");

    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(path -> path.toString().endsWith(".md")))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        Path file = ROOT.resolve(document);
        List<String> links = LINK.matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/decisions/README.md"));
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/decisions"))) {
            assertThat(decisions.map(path -> path.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void theTestsThatGuardAgainstRisksExist() throws IOException {
        Set<String> sources = sources();
        assertThat(SOURCE.matcher(Files.readString(ROOT.resolve("docs/risks.md")))
                        .results())
                .isNotEmpty()
                .map((MatchResult named) -> named.group(1))
                .allSatisfy(name -> assertThat(sources).contains(name.endsWith(".ts") ? name : name + ".java"));
    }

    /** The names of all source files. */
    private static Set<String> sources() throws IOException {
        try (Stream<Path> modules = Stream.of("render-engine", "security", "viewer-app", "e2e-tests", "frontend")
                .map(module -> ROOT.resolve(module).resolve("src"))) {
            return modules.flatMap(DocumentsTest::walk)
                    .map(path -> path.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> walk(Path directory) {
        try {
            return Files.walk(directory);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
