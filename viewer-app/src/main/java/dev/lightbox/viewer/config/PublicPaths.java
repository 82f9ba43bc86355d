package dev.lightbox.viewer.config;

import dev.lightbox.security.oidc.SignInPaths;

/** The paths that anybody may read: nothing of a patient is behind them. Vaadin adds its own static files. */
final class PublicPaths {

    static final String[] ALL = {
        SignInPaths.SIGNED_OUT,
        SignInPaths.FAILED,
        "/favicon.ico",
        // The page that says that something went wrong, and its style.
        "/error",
        "/pages/**",
        // The viewer's program, a static file.
        "/lightbox/**"
    };

    private PublicPaths() {}
}
