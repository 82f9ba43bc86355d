package dev.lightbox.viewer.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** A setting of ours that is missing or wrong ends the start with its own sentence, not with two hundred lines of Spring's wiring. */
final class SettingFailureAnalyzer implements FailureAnalyzer {

    private static final String ACTION =
            "Set it in the properties file (lightbox run --config FILE) or in the environment. docs/administrators-guide.md lists all settings.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        boolean ours = root instanceof IllegalStateException || root instanceof IllegalArgumentException;
        return ours && message != null && message.contains("lightbox.")
                ? new FailureAnalysis(message, ACTION, failure)
                : null;
    }
}
