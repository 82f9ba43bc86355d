package dev.lightbox.viewer.config;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What isn't served below the doors of programs, such as searches (QIDO-RS): not found, instead of a page with status 200. */
@RestController
class NoSuchDoor {

    @GetMapping({"/dicomweb/**", "/documents/**", "/audit-export/**", "/stream/*/*"})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    void notFound() {
        // The status is all.
    }
}
