package dev.lightbox.security.oidc;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets {@link SignInPaths#START} through only while the identity provider answers; else shows the page that says so. */
final class SignInStartFilter extends OncePerRequestFilter {

    private final IdentityProviderProbe probe;

    SignInStartFilter(IdentityProviderProbe probe) {
        this.probe = probe;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SignInPaths.isStart(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Exception> failure = probe.failure();
        if (failure.isPresent()) {
            SignInFailureHandler.redirect(request, response, SignInFailure.UNREACHABLE, failure.get());
        } else {
            chain.doFilter(request, response);
        }
    }
}
