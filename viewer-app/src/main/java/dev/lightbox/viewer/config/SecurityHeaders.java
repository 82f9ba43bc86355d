package dev.lightbox.viewer.config;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The headers of every answer. Spring Security adds {@code no-store}, {@code nosniff} and, over TLS only, Strict-Transport-Security by itself.
 */
final class SecurityHeaders {

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

    private SecurityHeaders() {}

    /** For answers that no filter chain has made. A header that there is stays. */
    static void addMissing(HttpServletResponse response) {
        Map.of(
                        "X-Content-Type-Options",
                        "nosniff",
                        "X-Frame-Options",
                        "DENY",
                        "Referrer-Policy",
                        ReferrerPolicy.NO_REFERRER.getPolicy(),
                        "Cross-Origin-Opener-Policy",
                        CrossOriginOpenerPolicy.SAME_ORIGIN.getPolicy(),
                        "Cross-Origin-Resource-Policy",
                        CrossOriginResourcePolicy.SAME_ORIGIN.getPolicy(),
                        "Permissions-Policy",
                        PERMISSIONS,
                        "Content-Security-Policy",
                        ContentSecurityPolicy.plain(),
                        HttpHeaders.CACHE_CONTROL,
                        "no-store")
                .forEach((name, value) -> {
                    if (!response.containsHeader(name)) {
                        response.setHeader(name, value);
                    }
                });
    }

    /** For answers that aren't pages. */
    static void forData(HeadersConfigurer<HttpSecurity> headers) {
        common(headers);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentSecurityPolicy.nothing()));
    }

    /** For pages; the one that carries Vaadin's client widens the policy for itself, see {@link SafePage}. */
    static void forPages(HeadersConfigurer<HttpSecurity> headers) {
        common(headers);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentSecurityPolicy.plain()));
    }

    /** For the pages of guests. */
    static void forGuestPages(HeadersConfigurer<HttpSecurity> headers) {
        common(headers);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentSecurityPolicy.guest()));
    }

    /**
     * For documents: pages of ours may frame them. No Cross-Origin-Opener-Policy, with which a browser refuses to open what is sandboxed in a tab of its own (HTML,
     * "obtain a cross-origin opener policy").
     */
    static void forDocuments(HeadersConfigurer<HttpSecurity> headers) {
        common(headers);
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin);
        headers.crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.UNSAFE_NONE));
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentSecurityPolicy.document()));
    }

    private static void common(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
        headers.crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
        headers.crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS));
        headers.httpStrictTransportSecurity(
                hsts -> hsts.includeSubDomains(false).maxAgeInSeconds(31_536_000));
        headers.withObjectPostProcessor(new ObjectPostProcessor<HeaderWriterFilter>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                // Before the answer, not at its end: Vaadin's page is written behind a forward, where the end comes too
                // late.
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        });
    }
}
