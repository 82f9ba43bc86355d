package dev.lightbox.viewer.config;

import dev.lightbox.security.oidc.SignInFailure;
import dev.lightbox.security.oidc.SignInPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages before and after a session: signed out, and signing in failed. None of them goes on by itself. */
@Controller
class SignInPages {

    private static final Pattern REFERENCE = Pattern.compile("[0-9A-F]{1,16}");

    @GetMapping(SignInPaths.SIGNED_OUT)
    ResponseEntity<String> signedOut(@RequestParam @Nullable String incomplete, HttpServletRequest request) {
        String text = incomplete == null
                ? "You have signed out of Lightbox and of the sign-in service."
                : "You have signed out of Lightbox. The sign-in service doesn't answer, so you may still be signed in there:"
                        + " close the browser if others use this computer.";
        return page(HttpStatus.OK, new Page("Signed out", text, "Sign in again", "/", ""), request);
    }

    @GetMapping(SignInPaths.FAILED)
    ResponseEntity<String> failed(
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String reference,
            HttpServletRequest request) {
        String quoted = REFERENCE.matcher(reference).matches() ? reference : "";
        SignInFailure failure = failure(reason);
        Page page = switch (failure) {
            case UNREACHABLE ->
                tryAgain(
                        "The sign-in service doesn't answer",
                        "You can't sign in at the moment. Wait a little and try again; if it lasts, tell your administrator.",
                        quoted);
            case EXPIRED ->
                tryAgain(
                        "This sign-in is no longer valid",
                        "It took too long, or it was begun in another window or before a restart. Nothing is lost: try again.",
                        "");
            case DENIED ->
                tryAgain(
                        "Signing in was refused",
                        "The sign-in was cancelled or refused. Try again, or ask your administrator for access.",
                        quoted);
            case NOT_RECORDED ->
                tryAgain(
                        "Signing in isn't possible now",
                        "Lightbox can't record what is done at present, so nobody can sign in. Tell your administrator.",
                        quoted);
            case REJECTED ->
                tryAgain(
                        "Signing in didn't work",
                        "The answer of the sign-in service could not be accepted. Try again; if it happens again, tell your"
                                + " administrator.",
                        quoted);
        };
        HttpStatus status =
                failure == SignInFailure.UNREACHABLE ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.FORBIDDEN;
        return page(status, page, request);
    }

    private static SignInFailure failure(String reason) {
        for (SignInFailure failure : SignInFailure.values()) {
            if (failure.parameter().equals(reason)) {
                return failure;
            }
        }
        return SignInFailure.REJECTED;
    }

    private static Page tryAgain(String title, String text, String reference) {
        return new Page(title, text, "Try again", SignInPaths.START, reference);
    }

    private static ResponseEntity<String> page(HttpStatus status, Page page, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .body(page.html(request.getContextPath()));
    }
}
