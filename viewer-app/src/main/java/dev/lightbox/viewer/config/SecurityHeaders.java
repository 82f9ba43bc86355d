package dev.lightbox.viewer.config;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The headers of every answer. Spring Security adds {@code no-store}, {@code nosniff} and, over TLS only, Strict-Transport-Security by itself.
 */
final class SecurityHeaders {

    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private SecurityHeaders() {}

    /** For answers that aren't pages. */
    static void forData(HeadersConfigurer<HttpSecurity> headers) {
        common(headers);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING));
    }

    /** For pages: nothing from elsewhere. */
    static void forPages(HeadersConfigurer<HttpSecurity> headers, String identityProvider) {
        common(headers);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(pagePolicy(identityProvider)));
    }

    /**
     * Vaadin 25.2 needs {@code 'unsafe-inline'} for scripts, because its page carries its start-up data in inline scripts without a nonce, and
     * {@code 'unsafe-eval'}, because its client turns the server's {@code executeJs} texts into functions. Its components set styles on elements.
     */
    private static String pagePolicy(String identityProvider) {
        return "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'none';"
                + " object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self' "
                + identityProvider;
    }

    private static void common(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
        headers.crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
        headers.crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(policy ->
                policy.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"));
        headers.httpStrictTransportSecurity(
                hsts -> hsts.includeSubDomains(false).maxAgeInSeconds(31_536_000));
    }
}
