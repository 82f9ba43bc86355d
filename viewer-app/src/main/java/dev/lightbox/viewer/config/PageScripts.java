package dev.lightbox.viewer.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The scripts of Vaadin's client that every page of it ends up loading. Each is named in the one before, so that a browser would find them in five steps, one after the other's
 * coming and running; a page that names them all gets them at once. Immutable.
 */
@Component
final class PageScripts {

    private static final String ROOT = "META-INF/VAADIN/webapp/";

    /** Relative to the page. */
    private static final String FOLDER = "./VAADIN/build/";

    private static final Pattern FIRST =
            Pattern.compile("<script[^>]*\\ssrc=\"" + Pattern.quote(FOLDER) + "([^\"/]+)\"");

    /** What a script can't run without. */
    private static final Pattern IMPORTED = Pattern.compile("\\bfrom ?[\"'`]\\./([\\w.-]+\\.js)[\"'`]");

    /** What the first one loads later: the client in its parts, and the components. */
    private static final Pattern LOADED = Pattern.compile(
            "\\bimport\\([\"'`]\\./((?:FlowBootstrap|FlowClient|generated-flow-imports)-[\\w.-]+\\.js)[\"'`]\\)");

    private final List<String> addresses;

    PageScripts() {
        this(PageScripts::read);
    }

    /** @param files the text of a file of the bundle by its path, or null where there is none */
    PageScripts(Files files) {
        Set<String> names = new LinkedHashSet<>();
        String page = files.text("index.html");
        for (String first : named(FIRST, page == null ? "" : page)) {
            add(files, first, names);
            String script = files.text(path(first));
            named(LOADED, script == null ? "" : script).forEach(name -> add(files, name, names));
        }
        addresses = names.stream().map(name -> FOLDER + name).toList();
    }

    /** Relative to the page, in the order in which they are needed; empty where the bundle is built otherwise than known here: then the browser finds them by itself. */
    List<String> addresses() {
        return addresses;
    }

    private static void add(Files files, String name, Set<String> names) {
        String script = files.text(path(name));
        if (script != null && names.add(name)) {
            named(IMPORTED, script).forEach(imported -> add(files, imported, names));
        }
    }

    private static String path(String name) {
        return "VAADIN/build/" + name;
    }

    private static List<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The bundle's files. */
    interface Files {
        @Nullable String text(String path);
    }

    private static @Nullable String read(String path) {
        ClassPathResource resource = new ClassPathResource(ROOT + path);
        if (!resource.exists()) {
            return null;
        }
        try (InputStream bytes = resource.getInputStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
