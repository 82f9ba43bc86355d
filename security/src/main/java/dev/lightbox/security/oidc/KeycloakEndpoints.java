package dev.lightbox.security.oidc;

/**
 * Keycloak's endpoints of one realm. Their paths are fixed, so no discovery is needed, and the application starts while Keycloak is down.
 *
 * @param issuer the realm's address without a slash at the end
 */
record KeycloakEndpoints(String issuer) {

    String authorization() {
        return issuer + "/protocol/openid-connect/auth";
    }

    String token() {
        return issuer + "/protocol/openid-connect/token";
    }

    String jwks() {
        return issuer + "/protocol/openid-connect/certs";
    }

    /** RFC 7662. */
    String introspection() {
        return token() + "/introspect";
    }

    String endSession() {
        return issuer + "/protocol/openid-connect/logout";
    }
}
