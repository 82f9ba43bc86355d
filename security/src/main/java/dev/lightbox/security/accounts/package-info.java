/** Users' accounts, managed for the application's administrators: Keycloak's administration interface behind one port, and the rules of what may be done by it. */
@NullMarked
package dev.lightbox.security.accounts;

import org.jspecify.annotations.NullMarked;
