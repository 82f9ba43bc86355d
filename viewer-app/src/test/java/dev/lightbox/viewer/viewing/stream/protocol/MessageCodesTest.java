package dev.lightbox.viewer.viewing.stream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/** {@code docs/fixtures/messages.json} names every message that has a code; the viewer's tests hold its German words to the same list. */
class MessageCodesTest {

    private static final List<Path> SOURCES = List.of(
            Path.of("../render-engine/src/main/java/dev/lightbox/engine"),
            Path.of("src/main/java/dev/lightbox/viewer"));

    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern ONE = Pattern.compile("Message\\s*\\.of\\(\\s*\"([a-z.-]+)\"");
    private static final Pattern COUNTED =
            Pattern.compile("(?:Message\\s*\\.counted\\(|addCount\\(\\s*warnings,)\\s*\"([a-z.-]+)\"");

    @Test
    void everyCodeOfTheSourcesIsListedAndNoOther() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String code = COMMENTS.matcher(Files.readString(file)).replaceAll("");
                    ONE.matcher(code).results().forEach(found -> codes.add(found.group(1)));
                    COUNTED.matcher(code).results().forEach(found -> {
                        codes.add(found.group(1) + ".one");
                        codes.add(found.group(1) + ".other");
                    });
                }
            }
        }
        var listed = new ObjectMapper().readTree(Files.readString(Path.of("../docs/fixtures/messages.json")));

        assertThat(listed.propertyNames()).containsExactlyInAnyOrderElementsOf(codes);
    }
}
