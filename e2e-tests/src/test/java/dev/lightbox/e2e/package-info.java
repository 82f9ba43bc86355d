/** The whole product in a real browser, against the real Keycloak and a real PACS. */
@NullMarked
package dev.lightbox.e2e;

import org.jspecify.annotations.NullMarked;
