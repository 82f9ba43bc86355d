/**
 * Single studies shared by a link: what a share allows and for how long, who made and who used it, the secrets in the link, guests and their sessions. A link's
 * secret is never stored, only its hash. Knows neither pages nor pictures.
 */
@NullMarked
package dev.lightbox.security.sharing;

import org.jspecify.annotations.NullMarked;
