package dev.lightbox.security.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * The sign-ins that a browser has begun and not finished, each with the address that it wanted to see. Spring Security's own repository knows one
 * a session: two tabs whose session has ended would spoil each other's sign-in, and both return to the study of one.
 */
final class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String ATTRIBUTE = PendingSignIns.class.getName();

    /** Request attribute: where the finished sign-in wanted to go. */
    private static final String RETURN_TO = PendingSignIns.class.getName() + ".returnTo";

    private static final int MAXIMUM = 16;

    private final RequestCache savedRequests;

    PendingSignIns(RequestCache savedRequests) {
        this.savedRequests = savedRequests;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest authorizationRequest,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (authorizationRequest == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        SavedRequest saved = savedRequests.getRequest(request, response);
        Pending pending = pending(request.getSession());
        pending.put(
                authorizationRequest.getState(),
                new SignIn(authorizationRequest, saved == null ? null : saved.getRedirectUrl()));
        request.getSession().setAttribute(ATTRIBUTE, pending);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String state = request.getParameter("state");
        if (session == null || state == null) {
            return null;
        }
        SignIn signIn = pending(session).get(state);
        return signIn == null ? null : signIn.request();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        String state = request.getParameter("state");
        if (session == null || state == null) {
            return null;
        }
        SignIn signIn = pending(session).remove(state);
        if (signIn == null) {
            return null;
        }
        request.setAttribute(RETURN_TO, signIn.returnTo());
        return signIn.request();
    }

    /** The address that the sign-in finished by this request had been begun for. */
    static @Nullable String returnTo(HttpServletRequest request) {
        return (String) request.getAttribute(RETURN_TO);
    }

    private static Pending pending(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof Pending pending ? pending : new Pending();
    }

    private record SignIn(
            OAuth2AuthorizationRequest request, @Nullable String returnTo) implements Serializable {}

    /** By state; forgets the oldest. Tabs of one browser may come at the same time. */
    private static final class Pending implements Serializable {
        private static final long serialVersionUID = 1;

        private final LinkedHashMap<String, SignIn> byState = new LinkedHashMap<>();

        synchronized void put(String state, SignIn signIn) {
            byState.put(state, signIn);
            while (byState.size() > MAXIMUM) {
                byState.remove(firstKey(byState));
            }
        }

        synchronized @Nullable SignIn get(String state) {
            return byState.get(state);
        }

        synchronized @Nullable SignIn remove(String state) {
            return byState.remove(state);
        }

        private static String firstKey(Map<String, SignIn> map) {
            return map.keySet().iterator().next();
        }
    }
}
