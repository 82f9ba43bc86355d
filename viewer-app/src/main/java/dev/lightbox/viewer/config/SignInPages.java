package dev.lightbox.viewer.config;

import dev.lightbox.security.oidc.SignInFailure;
import dev.lightbox.security.oidc.SignInPaths;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
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

    private final UserLanguage languages;

    SignInPages(UserLanguage languages) {
        this.languages = languages;
    }

    @GetMapping(SignInPaths.SIGNED_OUT)
    ResponseEntity<String> signedOut(@RequestParam @Nullable String incomplete, HttpServletRequest request) {
        Texts texts = languages.texts(request);
        Page page = new Page(
                texts,
                texts.get("signedOut"),
                texts.get(incomplete == null ? "signedOut.text" : "signedOut.incomplete"),
                texts.get("signedOut.again"),
                "/",
                "");
        return page(HttpStatus.OK, page, request);
    }

    @GetMapping(SignInPaths.FAILED)
    ResponseEntity<String> failed(
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String reference,
            HttpServletRequest request) {
        SignInFailure failure = failure(reason);
        // Nothing went wrong that anybody could look up.
        boolean quoted =
                failure != SignInFailure.EXPIRED && REFERENCE.matcher(reference).matches();
        String what = switch (failure) {
            case UNREACHABLE -> "signIn.unreachable";
            case EXPIRED -> "signIn.expired";
            case DENIED -> "signIn.denied";
            case NOT_RECORDED -> "signIn.notRecorded";
            case REJECTED -> "signIn.rejected";
        };
        Texts texts = languages.texts(request);
        Page page = new Page(
                texts,
                texts.get(what),
                texts.get(what + ".text"),
                texts.get("tryAgain"),
                SignInPaths.START,
                quoted ? reference : "");
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

    private static ResponseEntity<String> page(HttpStatus status, Page page, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .body(page.html(request.getContextPath()));
    }
}
